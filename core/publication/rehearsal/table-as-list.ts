import { mapBelow, withBody } from '../../essay/changed-body.ts'
import { type NodeJson, numberAttr, textOf } from '../../essay/json.ts'
import type { Mend } from './mends.ts'

/**
 * Tables become lists with an item for each row. Where the first row is of headings, their words stand before each cell ("Climb: First; Minutes: 14"); where
 * cells span several, the rows stand as they are, so that no word gets under a wrong heading. Nothing but empty cells is left out.
 */
export const tablesAsLists: Mend = (essay) =>
  withBody(
    essay,
    mapBelow(essay.body, (node) => (node.type === 'table' ? listOf(node) : node)),
  )

function listOf(table: NodeJson): NodeJson {
  const rows = table.content ?? []
  const headings = headingsOf(rows)
  const items = (headings ? rows.slice(1) : rows).flatMap((row) => {
    const content = itemOf(row.content ?? [], headings ?? [])
    return content.length > 0 ? [{ type: 'listItem', content }] : []
  })
  return items.length > 0 ? { type: 'bulletList', content: items } : { type: 'paragraph' }
}

/** The cells of a first row that is all headings, each over some words, and over rows of the same cells; else null. */
function headingsOf(rows: readonly NodeJson[]): readonly NodeJson[] | null {
  const [first, ...others] = rows
  const cells = first?.content ?? []
  const isWhole = rows.every(
    ({ content = [] }) =>
      content.length === cells.length &&
      content.every((cell) => numberAttr(cell, 'colspan', 1) === 1 && numberAttr(cell, 'rowspan', 1) === 1),
  )
  const areWords = cells.every(
    ({ type, content = [] }) => type === 'tableHeader' && content.length <= 1 && isText(content[0]),
  )
  const areOverWords = cells.every(
    (cell, index) =>
      textOf(cell).trim() === '' || others.some(({ content = [] }) => paragraphsOf(content[index]).length > 0),
  )
  return isWhole && areWords && areOverWords && others.length > 0 ? cells : null
}

/** A row as the blocks of an item: its words in one paragraph, then what is no paragraph. */
function itemOf(cells: readonly NodeJson[], headings: readonly NodeJson[]): readonly NodeJson[] {
  const words: NodeJson[] = []
  const others: NodeJson[] = []
  cells.forEach((cell, index) => {
    const paragraphs = paragraphsOf(cell)
    others.push(...(cell.content ?? []).filter((block) => !isText(block)))
    if (paragraphs.length === 0) return
    const heading = headings[index]?.content?.[0]?.content ?? []
    const label = heading.length > 0 ? [...heading, text(': ')] : []
    if (words.length > 0) words.push(text('; '))
    words.push(...label, ...paragraphs.flatMap(({ content = [] }, at) => (at > 0 ? [text(' '), ...content] : content)))
  })
  return words.length > 0 ? [{ type: 'paragraph', content: words }, ...others] : others
}

/** The paragraphs of a cell that have words; before those a heading stands. */
function paragraphsOf(cell: NodeJson | undefined): readonly NodeJson[] {
  return (cell?.content ?? []).filter((block) => isText(block) && (block.content ?? []).length > 0)
}

function isText(block: NodeJson | undefined): boolean {
  return block === undefined || block.type === 'paragraph'
}

function text(words: string): NodeJson {
  return { type: 'text', text: words }
}
