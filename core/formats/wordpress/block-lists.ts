import { type NodeJson, numberAttr, stringAttr } from '../../essay/json.ts'
import { escapeAttribute } from '../html/write/escape.ts'
import { withScopes } from '../html/write/tables.ts'
import type { NodeHandler, Writing } from '../html/write/writing.ts'
import { block } from './block.ts'
import { htmlBlock, inlineOf } from './block-text.ts'

const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList'])

/** `core/list`; one whose items hold more than words and lists is HTML. */
export const list: NodeHandler = (node, writing) =>
  isSimple(node) ? writeList(node, writing) : htmlBlock(node, 'A list with other blocks in its items', writing)

function isSimple(node: NodeJson): boolean {
  return (node.content ?? []).every((item) => {
    const blocks = item.content ?? []
    const lists = blocks.filter((child) => LISTS.has(child.type))
    // Words may not follow a list in an item.
    const words = blocks.slice(0, blocks.length - lists.length)
    return words.every((child) => child.type === 'paragraph') && lists.length <= 1 && lists.every(isSimple)
  })
}

function writeList(node: NodeJson, writing: Writing): string {
  const items = (node.content ?? []).map((item) => {
    const blocks = item.content ?? []
    const sign = item.type !== 'taskItem' ? '' : item.attrs?.checked === true ? '☑ ' : '☐ '
    const words = blocks.filter((child) => !LISTS.has(child.type)).map((child) => inlineOf(child, writing))
    const inner = blocks.filter((child) => LISTS.has(child.type)).map((child) => writeList(child, writing))
    return block('list-item', {}, `<li>${sign}${words.join('<br>')}${inner.join('')}</li>`)
  })
  const start = numberAttr(node, 'start', 1)
  if (node.type !== 'orderedList') return block('list', {}, `<ul class="wp-block-list">${items.join('\n\n')}</ul>`)
  const attributes = { ordered: true, ...(start === 1 ? {} : { start }) }
  const starts = start === 1 ? '' : ` start="${start}"`
  return block('list', attributes, `<ol${starts} class="wp-block-list">${items.join('\n\n')}</ol>`)
}

/** `core/table`; one whose cells hold more than words is HTML. */
export const table: NodeHandler = (node, writing) => {
  const rows = node.content ?? []
  const cells = rows.flatMap((row) => row.content ?? [])
  if (!cells.every((cell) => (cell.content ?? []).every((child) => child.type === 'paragraph')))
    return htmlBlock(node, 'A table with other blocks in its cells', writing)
  let head = 0
  while (head < rows.length && isHead(rows[head] as NodeJson)) head++
  const html = rows.map(
    (row) => `<tr>${(withScopes(row).content ?? []).map((cell) => writeCell(cell, writing)).join('')}</tr>`,
  )
  const above = head > 0 ? `<thead>${html.slice(0, head).join('')}</thead>` : ''
  const below = head < rows.length ? `<tbody>${html.slice(head).join('')}</tbody>` : ''
  const figure = `<figure class="wp-block-table"><table>${above}${below}</table></figure>`
  // Its default was another one before 6.6, so it is said.
  return block('table', { hasFixedLayout: false }, figure)
}

function isHead(row: NodeJson): boolean {
  const cells = row.content ?? []
  return cells.length > 0 && cells.every((cell) => cell.type === 'tableHeader' && numberAttr(cell, 'rowspan', 1) === 1)
}

function writeCell(cell: NodeJson, writing: Writing): string {
  const tag = cell.type === 'tableHeader' ? 'th' : 'td'
  const align = cell.attrs?.align
  const aligned =
    align === 'left' || align === 'center' || align === 'right'
      ? ` class="has-text-align-${align}" data-align="${escapeAttribute(align)}"`
      : ''
  const span = (name: string) => (numberAttr(cell, name, 1) === 1 ? '' : ` ${name}="${numberAttr(cell, name, 1)}"`)
  const words = (cell.content ?? []).map((child) => inlineOf(child, writing)).join('<br>')
  const scope = writing.attribute('scope', stringAttr(cell, 'scope'))
  return `<${tag}${aligned}${scope}${span('colspan')}${span('rowspan')}>${words}</${tag}>`
}
