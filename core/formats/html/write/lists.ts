import { type NodeJson, numberAttr } from '../../../essay/json.ts'
import { escapeAttribute } from './escape.ts'
import { writeInline } from './inline.ts'
import { keptSpaces, languageOf } from './text-blocks.ts'
import type { NodeHandler, Writing } from './writing.ts'

const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList'])

/** `ul` */
export const bulletList: NodeHandler = (node, writing) => `<ul>${writing.nodes(node.content)}</ul>`

/** `ol`, with `start` where it is not 1. */
export const orderedList: NodeHandler = (node, writing) => {
  const start = numberAttr(node, 'start', 1)
  return `<ol${start === 1 ? '' : ` start="${start}"`}>${writing.nodes(node.content)}</ol>`
}

/** `li` */
export const listItem: NodeHandler = (node, writing) => `<li>${itemContent(node, writing)}</li>`

/** `ul.task-list` */
export const taskList: NodeHandler = (node, writing) => `<ul class="task-list">${writing.nodes(node.content)}</ul>`

/** `li` that begins with a check box for show. */
export const taskItem: NodeHandler = (node, writing) => {
  const checked = node.attrs?.checked === true
  const { words } = writing.wording
  const label = escapeAttribute(checked ? words.done : words.notDone)
  return `<li><input type="checkbox"${checked ? ' checked' : ''} disabled aria-label="${label}"> ${itemContent(node, writing)}</li>`
}

/** An item's content: its first paragraph without `p` where it stands alone or only lists follow, so that the list is a tight one. */
export function itemContent(item: NodeJson, writing: Writing): string {
  const blocks = item.content ?? []
  const [first, ...rest] = blocks
  // A list after an empty paragraph without p would be read as the item's first block.
  if (first && rest.every((block) => LISTS.has(block.type)) && (rest.length === 0 || (first.content?.length ?? 0) > 0))
    return tightBlock(first, writing) + writing.nodes(rest)
  return writing.nodes(blocks)
}

/** A block that stands alone: a paragraph without `p`, unless it has a language, a direction or spaces to keep. */
export function tightBlock(node: NodeJson, writing: Writing): string {
  if (node.type !== 'paragraph' || languageOf(node, writing) !== '') return writing.node(node)
  const { html, spaced } = writeInline(node.content, writing)
  const kept = spaced ? keptSpaces(writing) : ''
  return kept === '' ? html : `<p${kept}>${html}</p>`
}
