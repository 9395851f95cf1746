/** A run of words in a paragraph with the control words that are in force there. */
export interface RtfRun {
  readonly text: string
  readonly words: ReadonlySet<string>
}

/** A paragraph (or cell) as a word processor reads it, with the notes that stand in it. */
export interface RtfParagraph {
  readonly text: string
  readonly runs: readonly RtfRun[]
  readonly notes: readonly string[]
}

/** Destinations whose content is no text of the document. */
const ASIDE: ReadonlySet<string> = new Set(['fonttbl', 'colortbl', 'stylesheet', 'fldinst', 'info'])
const SIGNS: Readonly<Record<string, string>> = { line: '\n', tab: '\t', '~': '\u00a0' }

/**
 * Reads RTF by the little of its grammar that matters here: groups, control words and symbols, `\\uN?`. Throws on what is no RTF: a brace too many or too few, a sign that is not
 * ASCII. Second eyes for the writer, which it shares no line with.
 */
export function readRtf(rtf: string): readonly RtfParagraph[] {
  if (!/^\{\\rtf1[^\u0080-\uffff]*\}\n$/.test(rtf)) throw new Error('no RTF, or not ASCII')
  const done: RtfParagraph[] = []
  const fresh = () => ({ runs: [] as RtfRun[], notes: [] as string[] })
  let open = fresh()
  let outer: { open: ReturnType<typeof fresh>; notes: string[]; depth: number } | null = null
  const groups: { words: Set<string>; aside: boolean }[] = []
  let words = new Set<string>()
  let aside = false
  let skip = 0
  const say = (text: string) => {
    if (aside || text === '') return
    open.runs.push({ text, words: new Set(words) })
  }
  const end = () => {
    const text = open.runs.map((run) => run.text).join('')
    if (outer) outer.notes.push(text)
    else done.push({ text, runs: open.runs, notes: open.notes })
    open = fresh()
  }
  const tokens = rtf.matchAll(/\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|\n|([^\\{}\n]+)/g)
  for (const [, word, number, symbol, brace, plain] of tokens) {
    if (brace === '{') groups.push({ words: new Set(words), aside })
    else if (brace === '}') {
      const before = groups.pop()
      if (!before) throw new Error('a brace too many')
      if (outer && groups.length < outer.depth) {
        if (open.runs.length > 0) end()
        outer.open.notes.push(outer.notes.join('\n'))
        open = outer.open
        outer = null
      }
      words = before.words
      aside = before.aside
    } else if (plain !== undefined) {
      say(plain.slice(skip))
      skip = 0
    } else if (symbol !== undefined) {
      if (symbol !== '*') say(SIGNS[symbol] ?? symbol)
    } else if (word === 'u') {
      say(String.fromCharCode((Number(number) + 0x10000) % 0x10000))
      skip = 1
    } else if (word === 'par' || word === 'cell') end()
    else if (word === 'footnote') {
      outer = { open, notes: [], depth: groups.length }
      open = fresh()
    } else if (word !== undefined && ASIDE.has(word)) aside = true
    else if (word === 'plain' || word === 'pard') words = new Set(word === 'plain' ? [] : words)
    else if (word !== undefined && Object.hasOwn(SIGNS, word)) say(SIGNS[word] as string)
    else if (word !== undefined) words.add(word + (number ?? ''))
  }
  if (groups.length > 0) throw new Error('a brace too few')
  return done
}
