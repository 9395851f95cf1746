import { Fragment, type Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { fitPasted, insertPasted } from './fit-pasted.ts'
import { pasteReader } from './paste-reader.ts'

/** Blocks that a small editor does not show; their words come in as paragraphs. */
const WITH_PICTURES: ReadonlySet<string> = new Set(['figure', 'gallery'])

/**
 * Pastes foreign HTML into a small editor (a note in its card, a caption in the inspector) through core's importer. Notes and pictures
 * stay behind: a small editor has no place for them. False where there is nothing to read, so that the plain text comes in.
 */
export function pasteIntoLine(view: EditorView, event: ClipboardEvent): boolean {
  const html = event.clipboardData?.getData('text/html') ?? ''
  if (html === '' || html.includes('data-pm-slice')) return false
  const { schema } = view.state
  const read = pasteReader()?.readPasted(schema, html, event.clipboardData?.getData('text/plain') ?? '')
  if (!read?.ok) return false
  const slice = fitPasted(textOnly(read.value.blocks), view.state.selection.$from)
  if (slice.size === 0) return false
  view.dispatch(insertPasted(view.state, slice).setMeta('paste', true))
  return true
}

function textOnly(blocks: Fragment): Fragment {
  const nodes: Node[] = []
  blocks.forEach((node) => {
    const { name, schema } = node.type
    if (name === 'footnotes' || name === 'footnoteRef' || name === 'image') return
    if (WITH_PICTURES.has(name)) {
      node.descendants((line) => {
        if (line.inlineContent && line.content.size > 0 && schema.nodes.paragraph)
          nodes.push(schema.nodes.paragraph.create(null, textOnly(line.content)))
        return !line.inlineContent
      })
    } else nodes.push(node.isText ? node : node.copy(textOnly(node.content)))
  })
  return Fragment.fromArray(nodes)
}
