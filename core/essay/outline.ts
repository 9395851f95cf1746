import { type BodyJson, textOf } from './json.ts'
import { countBlockWords } from './word-count.ts'

/** One heading of an essay. */
export interface OutlineEntry {
  readonly level: number
  readonly text: string
  /** Index of the heading among the body's children. */
  readonly block: number
  /** Words of the text below the heading up to the next one: not its own, and not those of captions and notes. */
  readonly words: number
}

/** The headings that stand directly in the body, in order. */
export function outline(body: BodyJson, language: string): readonly OutlineEntry[] {
  const entries: { level: number; text: string; block: number; words: number }[] = []
  body.content?.forEach((node, block) => {
    if (node.type === 'heading') {
      entries.push({ level: Number(node.attrs?.level ?? 2), text: textOf(node), block, words: 0 })
    } else if (node.type !== 'footnotes') {
      const last = entries.at(-1)
      if (last) last.words += countBlockWords(node, language)
    }
  })
  return entries
}
