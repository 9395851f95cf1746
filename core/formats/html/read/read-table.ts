import type { NodeJson } from '../../../essay/json.ts'
import { attribute, childElements, type HastElement, isElement, plainTextOf } from './hast.ts'
import { styleOf } from './inline-style.ts'
import { excerpt, nodeOf, type Surroundings, type Walk } from './walk.ts'

/**
 * Reads `table`. Sections (thead, tbody, tfoot) are rows in reading order; a caption becomes a paragraph before the table. In foreign markup a table of
 * one cell, or one that says it only arranges things, is taken apart.
 */
export function readTable(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const { context } = walk
  const inside = { ...walk.inside(node, around), marks: [], space: 'collapse' as const }
  const rows = rowsOf(node)
  const captions = childElements(node).filter((child) => child.tagName === 'caption')
  const before = captions.flatMap((caption) => walk.blocks(caption.children, inside))
  if (before.length > 0)
    context.losses.add(
      'table-caption',
      'The caption of a table became a paragraph before it.',
      excerpt(captions.map(plainTextOf).join(' ')),
    )
  const cells = rows.flatMap((row) => childElements(row))
  if (!context.faithful && (cells.length === 1 || ['presentation', 'none'].includes(attribute(node, 'role'))))
    return [...before, ...cells.flatMap((cell) => walk.blocks(cell.children, inside))]
  if (rows.length === 0) return before
  const read = rows.map((row) =>
    nodeOf(
      'tableRow',
      undefined,
      childElements(row)
        .filter((cell) => isElement(cell, 'td', 'th'))
        .map((cell) => readCell(cell, row, { ...walk.inside(row, inside), depth: around.depth + 3 }, walk)),
    ),
  )
  if (!context.faithful && read.every((row) => row.content === undefined)) return before
  return [...before, { type: 'table', content: read }]
}

function rowsOf(table: HastElement): readonly HastElement[] {
  return childElements(table).flatMap((child) => {
    if (child.tagName === 'tr') return [child]
    return isElement(child, 'thead', 'tbody', 'tfoot') ? childElements(child).filter((row) => row.tagName === 'tr') : []
  })
}

function readCell(cell: HastElement, row: HastElement, around: Surroundings, walk: Walk): NodeJson {
  return {
    type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
    attrs: {
      colspan: spanOf(cell, 'colspan', 100),
      rowspan: spanOf(cell, 'rowspan', 1000),
      align: alignOf(cell) ?? alignOf(row),
      colwidth: widthsOf(cell),
    },
    content: walk.someBlocks(cell.children, walk.inside(cell, around)),
  }
}

function spanOf(cell: HastElement, name: string, most: number): number {
  const value = Number.parseInt(attribute(cell, name), 10)
  return value >= 1 && value <= most ? value : 1
}

function alignOf(node: HastElement): string | null {
  const said =
    attribute(node, 'data-align') ||
    /(?:^| )has-text-align-(left|center|right)(?: |$)/.exec(attribute(node, 'class'))?.[1] ||
    styleOf(node).get('text-align') ||
    attribute(node, 'align').toLowerCase()
  return said === 'left' || said === 'center' || said === 'right' ? said : null
}

function widthsOf(cell: HastElement): readonly number[] | null {
  const said = attribute(cell, 'data-colwidth')
  return /^\d{1,5}(,\d{1,5})*$/.test(said) ? said.split(',').map(Number) : null
}
