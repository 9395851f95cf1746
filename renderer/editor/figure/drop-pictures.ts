import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { endOfBlocks } from '../blocks.ts'
import type { EditorHost } from '../editor-host.ts'
import { takePictures } from './take-pictures.ts'

const lineKey = new PluginKey<number | null>('dropLine')

/** Drop of one or several files between the blocks, with a line that shows where they will stand. */
export function dropPictures(host: EditorHost) {
  return Extension.create({
    name: 'dropPictures',
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin<number | null>({
          key: lineKey,
          state: {
            init: () => null,
            apply: (tr, line) => {
              const meta = tr.getMeta(lineKey) as { readonly at: number | null } | undefined
              return meta ? meta.at : line === null ? null : tr.mapping.map(line)
            },
          },
          props: {
            decorations: (state) => {
              const at = lineKey.getState(state)
              return at === null || at === undefined
                ? null
                : DecorationSet.create(state.doc, [Decoration.widget(at, dropLine, { key: 'drop-line' })])
            },
            handleDOMEvents: {
              dragover: (view, event) => {
                if (!bringsFiles(event)) return false
                event.preventDefault()
                if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
                showLine(view, boundaryAt(view, event.clientY))
                return true
              },
              dragleave: (view, event) => {
                if (!(event.relatedTarget instanceof globalThis.Node && view.dom.contains(event.relatedTarget)))
                  showLine(view, null)
                return false
              },
              drop: (view, event) => {
                showLine(view, null)
                const files = [...(event.dataTransfer?.files ?? [])]
                if (files.length === 0 || view.dragging) return false
                event.preventDefault()
                void takePictures(editor, host, files, boundaryAt(view, event.clientY))
                return true
              },
            },
          },
        }),
      ]
    },
  })
}

/** The boundary between two of the essay's blocks that is nearest to a height on the screen. */
export function boundaryAt(view: EditorView, clientY: number): number {
  const { doc } = view.state
  const last = endOfBlocks(doc)
  let at = 0
  let nearest = { pos: 0, distance: Number.POSITIVE_INFINITY }
  doc.forEach((node: Node, pos) => {
    if (pos >= last) return
    const dom = view.nodeDOM(pos)
    if (!(dom instanceof Element)) return
    const box = dom.getBoundingClientRect()
    at = pos + node.nodeSize
    for (const [edge, boundary] of [
      [box.top, pos],
      [box.bottom, at],
    ] as const) {
      const distance = Math.abs(clientY - edge)
      if (distance < nearest.distance) nearest = { pos: boundary, distance }
    }
  })
  return nearest.pos
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

function showLine(view: EditorView, at: number | null): void {
  if ((lineKey.getState(view.state) ?? null) === at) return
  view.dispatch(view.state.tr.setMeta(lineKey, { at }).setMeta('addToHistory', false))
}

function dropLine(): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'drop-line'
  dom.contentEditable = 'false'
  return dom
}
