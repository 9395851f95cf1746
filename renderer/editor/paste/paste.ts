import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { assetSrc } from '../../../core/essay/url.ts'
import { placeAfter } from '../blocks.ts'
import type { EditorHost } from '../editor-host.ts'
import { showArrival, takePictures } from '../figure/take-pictures.ts'
import { cleanPastedHtml, type PastedPicture } from './clean-pasted-html.ts'

/** Paste of pictures and of foreign HTML. Text pasted with Shift stays plain; ProseMirror does that by itself. */
export function pastePictures(host: EditorHost) {
  return Extension.create({
    name: 'pastePictures',
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin({
          props: {
            transformPastedHTML: (html) => (isOwn(html) ? html : cleanPastedHtml(html).document.body.innerHTML),
            handlePaste: (view, event) => {
              const data = event.clipboardData
              if (!data) return false
              const html = data.getData('text/html')
              const files = [...data.files].filter((file) => file.type.startsWith('image/'))
              if (isOwn(html)) return false
              const pasted = html === '' ? null : cleanPastedHtml(html)
              // Office programs put a picture of the copied text beside the text; only a picture alone is meant as one.
              if (files.length > 0 && !pasted?.document.body.textContent?.trim()) {
                void takePictures(
                  editor,
                  host,
                  files.map(named),
                  placeAfter(view.state.doc, view.state.selection.to).to,
                )
                return true
              }
              if (!pasted || pasted.pictures.length === 0) return false
              void pasteWithPictures(editor, host, pasted.document, pasted.pictures)
              return true
            },
          },
        }),
      ]
    },
  })
}

/** Takes the pictures in first, then pastes, so that one undo takes all of it back. */
async function pasteWithPictures(
  editor: Editor,
  host: EditorHost,
  document: Document,
  pictures: readonly PastedPicture[],
): Promise<void> {
  const { view } = editor
  const waiting = showArrival(
    view,
    view.state.selection.to,
    pictures.length === 1 ? 'a pasted picture' : `${pictures.length} pasted pictures`,
  )
  for (const { file, element } of pictures) {
    const taken = await host.takePicture({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (taken.ok) {
      const attrs: unknown = JSON.parse(element.getAttribute('data-attrs') ?? '{}')
      const { hash, width, height } = taken.value
      element.setAttribute('data-attrs', JSON.stringify({ ...(attrs as object), src: assetSrc(hash), width, height }))
    } else {
      element.remove()
      host.report(taken.problem)
    }
  }
  if (editor.isDestroyed) return
  const at = waiting.end()
  if (at !== null && view.state.selection.empty) editor.commands.setTextSelection(at)
  view.pasteHTML(document.body.innerHTML)
}

/** HTML that this editor or another Galley wrote. */
function isOwn(html: string): boolean {
  return html.includes('data-pm-slice')
}

/** The clipboard calls every picture `image.png`. */
function named(file: File): File {
  return file.name === 'image.png' ? new File([file], 'pasted-picture.png', { type: file.type }) : file
}
