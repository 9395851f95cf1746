import { type NodeJson, numberAttr, stringAttr } from '../../../essay/json.ts'
import { escapeAttribute } from './escape.ts'
import { tightBlock } from './lists.ts'
import type { NodeHandler, Writing } from './writing.ts'

/** A table that scrolls by itself where it is wider than the page. */
export const table: NodeHandler = (node, writing) => {
  const { words, fill } = writing.wording
  const label = fill(words.table, { number: String(writing.nextTable()) })
  return `<section class="table-scroll" tabindex="0" aria-label="${escapeAttribute(label)}">${plainTable(node, writing)}</section>`
}

/** `table` with the leading rows of header cells in `thead`. */
export const plainTable: NodeHandler = (node, writing) => {
  const rows = node.content ?? []
  const head = headRows(rows)
  const html = rows.map((row) => writing.node(withScopes(row)))
  const above = head > 0 ? `<thead>${html.slice(0, head).join('')}</thead>` : ''
  return `<table>${above}${head < rows.length ? `<tbody>${html.slice(head).join('')}</tbody>` : ''}</table>`
}

/** A row whose header cells say what they head (`attrs.scope`): a whole row of them their columns, others their row. */
export function withScopes(row: NodeJson): NodeJson {
  const scope = isHeadRow(row) ? 'col' : 'row'
  const content = (row.content ?? []).map((one) =>
    one.type === 'tableHeader' ? { ...one, attrs: { ...one.attrs, scope } } : one,
  )
  return { ...row, content }
}

/** `tr` */
export const tableRow: NodeHandler = (node, writing) => `<tr>${writing.nodes(node.content)}</tr>`

/** `th`; `scope` is no attribute of the schema but set by the table. */
export const tableHeader: NodeHandler = (node, writing) => cell('th', node, writing)

/** `td` */
export const tableCell: NodeHandler = (node, writing) => cell('td', node, writing)

function cell(tag: string, node: NodeJson, writing: Writing): string {
  const colspan = numberAttr(node, 'colspan', 1)
  const rowspan = numberAttr(node, 'rowspan', 1)
  const align = node.attrs?.align
  const widths = node.attrs?.colwidth
  const attributes =
    writing.attribute('scope', stringAttr(node, 'scope')) +
    (colspan === 1 ? '' : ` colspan="${colspan}"`) +
    (rowspan === 1 ? '' : ` rowspan="${rowspan}"`) +
    (align === 'left' || align === 'center' || align === 'right' ? writing.flavour.align[align] : '') +
    (Array.isArray(widths) ? writing.flavour.carry(` data-colwidth="${widths.join(',')}"`) : '')
  const blocks = node.content ?? []
  const [only] = blocks
  return `<${tag}${attributes}>${only && blocks.length === 1 ? tightBlock(only, writing) : writing.nodes(blocks)}</${tag}>`
}

/** How many leading rows are all header cells; none where one of them reaches below, as a cell cannot leave `thead`. */
function headRows(rows: readonly NodeJson[]): number {
  let head = 0
  while (head < rows.length && isHeadRow(rows[head] as NodeJson)) head++
  const reaches = rows
    .slice(0, head)
    .some((row, index) => (row.content ?? []).some((one) => index + numberAttr(one, 'rowspan', 1) > head))
  return reaches ? 0 : head
}

function isHeadRow(row: NodeJson): boolean {
  const cells = row.content ?? []
  return cells.length > 0 && cells.every((one) => one.type === 'tableHeader')
}
