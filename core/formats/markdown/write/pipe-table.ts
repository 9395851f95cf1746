import type { NodeJson } from '../../../essay/json.ts'
import { numberAttr, stringAttr } from '../../../essay/json.ts'

const RULES: Readonly<Record<string, string>> = { left: ':---', center: ':---:', right: '---:' }

/**
 * Writes a table with pipes, or gives null where pipes cannot say it: no header row, spans, cells that are more than one paragraph, columns whose
 * alignment changes. `always` writes what can be said of any table whose cells are paragraphs of text.
 */
export function writePipeTable(table: NodeJson, cell: (paragraph: NodeJson) => string, always: boolean): string | null {
  const rows = (table.content ?? []).map((row) => row.content ?? [])
  const [head, ...body] = rows
  const width = head?.length ?? 0
  if (!head || width === 0 || !rows.every((row) => row.length === width && row.every(isSimple))) return null
  const aligns = head.map((header) => stringAttr(header, 'align'))
  const isRegular =
    head.every((header) => header.type === 'tableHeader') &&
    body.every((row) =>
      row.every((data, index) => data.type === 'tableCell' && stringAttr(data, 'align') === aligns[index]),
    )
  if (!isRegular && !always) return null
  const line = (row: readonly NodeJson[]) => `| ${row.map((data) => cell(data.content?.[0] as NodeJson)).join(' | ')} |`
  return [line(head), `| ${aligns.map((align) => RULES[align] ?? '---').join(' | ')} |`, ...body.map(line)].join('\n')
}

/** Whether the plain dialect writes a table with pipes; the cells of any other stand there one below the other. */
export function isPipeTable(table: NodeJson): boolean {
  return writePipeTable(table, () => '', true) !== null
}

function isSimple(cell: NodeJson): boolean {
  const [only, ...more] = cell.content ?? []
  return (
    more.length === 0 &&
    only?.type === 'paragraph' &&
    stringAttr(only, 'lang') === '' &&
    stringAttr(only, 'dir') === '' &&
    numberAttr(cell, 'colspan', 1) === 1 &&
    numberAttr(cell, 'rowspan', 1) === 1 &&
    !Array.isArray(cell.attrs?.colwidth)
  )
}
