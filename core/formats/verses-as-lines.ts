import type { NodeJson } from '../essay/json.ts'

/** The content of verse as lines parted by breaks, their indents and inner spaces as no-break spaces. */
export function versesAsLines(content: readonly NodeJson[]): readonly NodeJson[] {
  return content.flatMap((node) => {
    if (node.type !== 'text') return [node]
    const lines = (node.text ?? '').replace(/(?<=^|\n| ) | (?= )/g, '\u00a0').split('\n')
    return lines.flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ ...node, text: line }]),
    ])
  })
}
