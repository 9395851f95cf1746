import type { NodeJson } from '../essay/json.ts'

/** The content of verse as lines parted by breaks, their indents and inner spaces as no-break spaces. */
export function versesAsLines(content: readonly NodeJson[]): readonly NodeJson[] {
  // Whether a space that comes next is part of an indent or a gap: text with another mark goes on in its line.
  let isKept = true
  return content.flatMap((node) => {
    if (node.type !== 'text') {
      isKept = node.type === 'hardBreak'
      return [node]
    }
    const text = node.text ?? ''
    const spaces = isKept ? /(?<=^|\n| ) | (?= )/g : /(?<=\n| ) | (?= )/g
    if (text !== '') isKept = /[\n ]$/.test(text)
    const lines = text.replace(spaces, '\u00a0').split('\n')
    return lines.flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ ...node, text: line }]),
    ])
  })
}
