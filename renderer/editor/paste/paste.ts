import { type Editor, Extension } from '@tiptap/core'
import { closeHistory, undo } from '@tiptap/pm/history'
import { DOMSerializer, type Fragment, Slice } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import { isInTable, handlePaste as pasteCells } from '@tiptap/pm/tables'
import type { EditorView } from '@tiptap/pm/view'
import type { Asset } from '../../../core/essay/essay.ts'
import type { Problem } from '../../../core/result.ts'
import { placeAfter } from '../blocks.ts'
import type { EditorHost } from '../editor-host.ts'
import { showArrival, takePictures } from '../figure/take-pictures.ts'
import { fitPasted, insertPasted } from './fit-pasted.ts'
import { fetchPasteReader, pasteReader } from './paste-reader.ts'
import { pasteReceipt, receiptOf, receiptPlugin, withReceipt } from './paste-receipt.ts'
import { pasteSource } from './paste-source.ts'
import { type Pasted, pictureFile, withPictures } from './pasted.ts'

/** What a paste is to be, as far as the keys say. */
export interface PasteStorage {
  /** Shift is held: text alone, without marks and structure (Mod+Shift+V). */
  plain: boolean
}

declare module '@tiptap/core' {
  interface Storage {
    pasteBehaviour: PasteStorage
  }
}

/** What holds nothing; ProseMirror's own reading of foreign HTML is not wanted. */
const NOTHING = '<p></p>'
const UNREAD: Problem = {
  code: 'not-available',
  message: 'The part of Galley that reads what is pasted could not be loaded.',
  safe: 'Your text is as it was. Paste brings in plain text only.',
  next: 'Save, and start Galley again.',
}

/** Paste of pictures and of foreign HTML, which comes in through core's importer. */
export function pasteBehaviour(host: EditorHost) {
  return Extension.create({
    name: 'pasteBehaviour',
    // Before the tables' own, to which ProseMirror's empty reading would be a paste of nothing.
    priority: 120,
    addStorage: (): PasteStorage => ({ plain: false }),
    addProseMirrorPlugins() {
      const { editor, storage } = this
      /** Whether ProseMirror reads a paste, which `handlePaste` then answers, and not something that was dropped. */
      let pasting = false
      const onShift = (event: KeyboardEvent) => {
        storage.plain = event.shiftKey
        return false
      }
      void fetchPasteReader().catch(() => host.report(UNREAD))
      return [
        receiptPlugin(),
        new Plugin({
          props: {
            handleDOMEvents: {
              keydown: (_view, event) => onShift(event),
              keyup: (_view, event) => onShift(event),
              paste: () => {
                pasting = true
                return false
              },
            },
            transformPastedHTML: (html) => (isOwn(html) ? html : pasting ? NOTHING : droppedHtml(editor, html)),
            handleDrop: (view, event) => {
              const html = event.dataTransfer?.getData('text/html') ?? ''
              if (html === '' || isOwn(html) || view.dragging || event.dataTransfer?.files.length) return false
              return dropWithPictures(editor, host, event, html)
            },
            handlePaste: (view, event) => {
              pasting = false
              const data = event.clipboardData
              if (!data || storage.plain) return false
              const html = data.getData('text/html')
              if (isOwn(html)) return false
              const plain = data.getData('text/plain')
              const files = [...data.files].filter((file) => file.type.startsWith('image/'))
              // Office programs put a picture of the copied text beside the text; only a picture alone is meant as one.
              if (files.length > 0 && !hasWords(html)) {
                const place = placeAfter(view.state.doc, view.state.selection.to).to
                void takePictures(editor, host, files.map(named), place)
                return true
              }
              return html !== '' && pasteForeign(editor, host, event, html, plain)
            },
          },
        }),
      ]
    },
  })
}

/** Takes a paste back and puts the same text in without marks and structure; false where no paste stands to be changed. */
export function pasteAgainAsPlainText(editor: Editor): boolean {
  const { view } = editor
  const receipt = pasteReceipt(view.state)
  if (!receipt || receipt.plain === '') return false
  undo(view.state, view.dispatch)
  editor.storage.pasteBehaviour.plain = true
  view.pasteText(receipt.plain)
  editor.storage.pasteBehaviour.plain = false
  return true
}

/** Pastes foreign HTML. False where it cannot be read, so that its plain text comes in. */
function pasteForeign(editor: Editor, host: EditorHost, event: ClipboardEvent, html: string, plain: string): boolean {
  const reader = pasteReader()
  if (!reader) {
    fetchPasteReader().then(
      () => editor.isDestroyed || pasteForeign(editor, host, event, html, plain) || editor.view.pasteText(plain),
      () => plain !== '' && editor.view.pasteText(plain),
    )
    return true
  }
  const read = reader.readPasted(editor.schema, html, plain)
  if (!read.ok) {
    host.report(read.problem)
    return plain !== '' && editor.view.pasteText(plain)
  }
  if (read.value.blocks.textBetween(0, read.value.blocks.size) === '' && !hasLeaf(read.value.blocks)) return false
  if (isInTable(editor.state) && pasteCells(editor.view, event, new Slice(read.value.blocks, 0, 0))) return true
  if (read.value.pictures.length > 0) void pasteWithPictures(editor, host, html, plain, read.value)
  else put(editor.view, html, plain, read.value)
  return true
}

function put(view: EditorView, html: string, plain: string, { blocks, losses }: Pasted): void {
  const { state } = view
  let slice = new Slice(blocks, 0, 0)
  // The notes' plugin takes the list of notes and gives the references ids that are free.
  view.someProp('transformPasted', (transform) => {
    slice = transform(slice, view, false)
  })
  const fitted = fitPasted(slice.content, state.selection.$from)
  const tr = closeHistory(insertPasted(state, fitted)).setMeta('paste', true).setMeta('uiEvent', 'paste')
  view.dispatch(withReceipt(tr, receiptOf(pasteSource(html), blocks, losses, plain)))
}

/** Takes the pictures in first, then pastes, so that one undo takes all of it back. */
async function pasteWithPictures(
  editor: Editor,
  host: EditorHost,
  html: string,
  plain: string,
  pasted: Pasted,
): Promise<void> {
  const { view } = editor
  const { pictures } = pasted
  const waiting = showArrival(
    view,
    view.state.selection.to,
    pictures.length === 1 ? 'a pasted picture' : `${pictures.length} pasted pictures`,
  )
  const taken = new Map<string, Asset | null>()
  for (const { standIn, data } of pictures) {
    const file = pictureFile(data)
    const answer =
      file && (await host.takePicture({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
    taken.set(standIn, answer?.ok ? answer.value : null)
    if (answer && !answer.ok) host.report(answer.problem)
  }
  if (editor.isDestroyed) return
  const at = waiting.end()
  if (at !== null && view.state.selection.empty) editor.commands.setTextSelection(at)
  put(view, html, plain, { ...pasted, blocks: withPictures(pasted.blocks, taken) })
}

/** Puts dropped HTML in where it fell, with the pictures that it holds as bytes. False where it holds none: ProseMirror drops it then. */
function dropWithPictures(editor: Editor, host: EditorHost, event: DragEvent, html: string): boolean {
  const { view } = editor
  const read = pasteReader()?.readPasted(editor.schema, html)
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!read?.ok || read.value.pictures.length === 0 || !at) return false
  event.preventDefault()
  view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
  view.focus()
  void pasteWithPictures(editor, host, html, event.dataTransfer?.getData('text/plain') ?? '', read.value)
  return true
}

/** Foreign HTML that was dropped, as the editor's own: ProseMirror places it where the mouse is. */
function droppedHtml(editor: Editor, html: string): string {
  const read = pasteReader()?.readPasted(editor.schema, html)
  if (!read?.ok) return NOTHING
  const none = new Map(read.value.pictures.map(({ standIn }) => [standIn, null]))
  const element = document.createElement('div')
  element.append(DOMSerializer.fromSchema(editor.schema).serializeFragment(withPictures(read.value.blocks, none)))
  return element.innerHTML
}

/** HTML that this editor or another Galley wrote. */
function isOwn(html: string): boolean {
  return html.includes('data-pm-slice')
}

function hasWords(html: string): boolean {
  return /[^\s]/.test(html.replace(/<!--[\s\S]*?-->|<(style|title|script)\b[\s\S]*?<\/\1\s*>|<[^>]*>|&nbsp;/gi, ''))
}

function hasLeaf(blocks: Fragment): boolean {
  let found = false
  blocks.descendants((node) => {
    found = found || (node.isLeaf && !node.isText) || node.type.name === 'figure'
    return !found
  })
  return found
}

/** The clipboard calls every picture `image.png`. */
function named(file: File): File {
  return file.name === 'image.png' ? new File([file], 'pasted-picture.png', { type: file.type }) : file
}
