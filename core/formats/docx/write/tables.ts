import { type NodeJson, numberAttr, stringAttr } from '../../../essay/json.ts'
import type { Around, DocxWriting } from './docx-writing.ts'
import { paragraphOf } from './paragraphs.ts'

/** A cell in the grid: `node` is null where a cell from above goes on. */
interface Placed {
  readonly node: NodeJson
  readonly column: number
  readonly span: number
  readonly goesOn: boolean
}

/** Writes what stands in a cell. */
type WriteBlocks = (nodes: readonly NodeJson[] | undefined, writing: DocxWriting, around: Around) => string

/** A table: cells put into their grid, header rows repeated on every page. */
export function writeTable(node: NodeJson, writing: DocxWriting, around: Around, blocks: WriteBlocks): string {
  const rows = node.content ?? []
  const { placed, columns } = placeCells(rows)
  if (columns === 0) return ''
  const width = Math.max(columns * 200, writing.page.text - around.indent)
  const one = Math.floor(width / columns)
  const grid = `<w:tblGrid>${`<w:gridCol w:w="${one}"/>`.repeat(columns)}</w:tblGrid>`
  const indent = around.indent === 0 ? '' : `<w:tblInd w:w="${around.indent}" w:type="dxa"/>`
  const headers = countHeaderRows(rows)
  const body = placed.map((cells, index) => {
    const look = index < headers ? '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>' : '<w:trPr><w:cantSplit/></w:trPr>'
    return `<w:tr>${look}${fill(cells, columns)
      .map((cell) => writeCell(cell, one, writing, around, blocks))
      .join('')}</w:tr>`
  })
  if (rows.some((row, index) => index >= headers && row.content?.some((cell) => cell.type === 'tableHeader')))
    writing.loss(
      'table-header',
      'A heading cell that is not in the first rows is set like one, but is an ordinary cell.',
    )
  return `<w:tbl><w:tblPr><w:tblStyle w:val="EssayTable"/><w:tblW w:w="${one * columns}" w:type="dxa"/>${indent}<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>${grid}${body.join('')}</w:tbl>${paragraphOf('', { ...around, style: null, sign: null, indent: 0 }, 'AfterTable')}`
}

function countHeaderRows(rows: readonly NodeJson[]): number {
  let count = 0
  for (const row of rows) {
    if ((row.content ?? []).length === 0 || !row.content?.every((cell) => cell.type === 'tableHeader')) break
    count++
  }
  return count === rows.length ? Math.min(count, 1) : count
}

function placeCells(rows: readonly NodeJson[]): {
  readonly placed: readonly (readonly Placed[])[]
  readonly columns: number
} {
  const open: { node: NodeJson; column: number; span: number; left: number }[] = []
  let columns = 0
  const placed = rows.map((row) => {
    const cells: Placed[] = []
    const taken = new Set<number>()
    for (const cell of open) {
      if (cell.left === 0) continue
      cell.left--
      cells.push({ node: cell.node, column: cell.column, span: cell.span, goesOn: true })
      for (let at = 0; at < cell.span; at++) taken.add(cell.column + at)
    }
    let column = 0
    for (const node of row.content ?? []) {
      while (taken.has(column)) column++
      let span = 1
      const wanted = numberAttr(node, 'colspan', 1)
      while (span < wanted && !taken.has(column + span)) span++
      cells.push({ node, column, span, goesOn: false })
      const rowspan = numberAttr(node, 'rowspan', 1)
      if (rowspan > 1) open.push({ node, column, span, left: rowspan - 1 })
      for (let at = 0; at < span; at++) taken.add(column + at)
      column += span
    }
    cells.sort((a, b) => a.column - b.column)
    const last = cells.at(-1)
    columns = Math.max(columns, last ? last.column + last.span : 0)
    return cells
  })
  return { placed, columns }
}

/** The cells of a row with empty ones where the grid has a gap. */
function fill(cells: readonly Placed[], columns: number): readonly (Placed | number)[] {
  const filled: (Placed | number)[] = []
  let at = 0
  for (const cell of cells) {
    if (cell.column > at) filled.push(cell.column - at)
    filled.push(cell)
    at = cell.column + cell.span
  }
  if (at < columns) filled.push(columns - at)
  return filled
}

function writeCell(
  cell: Placed | number,
  one: number,
  writing: DocxWriting,
  around: Around,
  blocks: WriteBlocks,
): string {
  const span = typeof cell === 'number' ? cell : cell.span
  const spanned = span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''
  const empty = paragraphOf('', { ...around, style: null, sign: null, indent: 0 }, 'TableText')
  if (typeof cell === 'number')
    return `<w:tc><w:tcPr><w:tcW w:w="${one * span}" w:type="dxa"/>${spanned}</w:tcPr>${empty}</w:tc>`
  const { node } = cell
  const merge = cell.goesOn ? '<w:vMerge/>' : numberAttr(node, 'rowspan', 1) > 1 ? '<w:vMerge w:val="restart"/>' : ''
  const properties = `<w:tcPr><w:tcW w:w="${one * span}" w:type="dxa"/>${spanned}${merge}</w:tcPr>`
  if (cell.goesOn) return `<w:tc>${properties}${empty}</w:tc>`
  const align = stringAttr(node, 'align')
  const content = blocks(node.content, writing, {
    style: node.type === 'tableHeader' ? 'TableHeading' : 'TableText',
    indent: 0,
    sign: null,
    depth: 0,
    align: align === 'center' || align === 'right' || align === 'left' ? align : null,
  })
  // A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
  return `<w:tc>${properties}${content.endsWith('</w:p>') ? content : content + empty}</w:tc>`
}
