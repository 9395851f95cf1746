import MarkdownIt from 'markdown-it'
import { readAttributes } from './attributes.ts'

const { unescapeAll } = new MarkdownIt().utils

/** What the line that opens a fence says: the language, and whatever stands behind it. */
export interface CodeInfo {
  readonly language: string
  readonly rest: string
}

/**
 * Reads the words behind a fence: `js`, `js title="x"`, and Pandoc's and R Markdown's braces, `{.python .numberLines}` and `{r, echo=FALSE}`. The first
 * word is cut off before references are resolved, so that a language may hold `&#32;`; one that begins with a brace is written with a reference.
 */
export function codeInfo(info: string): CodeInfo {
  const said = info.trim()
  const inside = /^\{([^{}]*)\}$/.exec(said)?.[1] ?? ''
  const first = readAttributes(inside)?.classes[0]
  if (first !== undefined) return { language: first, rest: inside.replace(`.${first}`, '').trim() }
  const chunk = /^\{\s*([A-Za-z][\w+#-]*)\s*(?:[\s,]\s*([^{}]*))?\}$/.exec(said)
  if (chunk) return { language: chunk[1] as string, rest: (chunk[2] ?? '').trim() }
  const [word = ''] = /^\S*/.exec(said) ?? []
  return { language: unescapeAll(word), rest: said.slice(word.length).trim() }
}
