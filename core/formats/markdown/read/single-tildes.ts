import type { Tokenizer } from './tokens.ts'

const TILDE = 0x7e
/** A marker that no character has, so that one tilde never ends what two began. */
const SINGLE = -TILDE
const WORD = /[\p{L}\p{N}]/u

/**
 * GFM's second way to strike words through, which markdown-it leaves out: one tilde on each side (GFM 0.29, section 6.5). Two are its own. Other than on
 * GitHub none begins behind a letter or a digit and none ends before one: who writes `H~2~O` means a subscript of Pandoc, and would not see that its 2
 * was struck.
 */
export function addSingleTildes(md: Tokenizer): void {
  md.inline.ruler.before('strikethrough', 'single-tilde', (state, silent) => {
    if (silent || state.src.charCodeAt(state.pos) !== TILDE) return false
    const scanned = state.scanDelims(state.pos, true)
    if (scanned.length !== 1) return false
    state.push('text', '', 0).content = '~'
    state.delimiters.push({
      marker: SINGLE,
      length: 0,
      token: state.tokens.length - 1,
      end: -1,
      open: scanned.can_open && !WORD.test(state.src[state.pos - 1] ?? ''),
      close: scanned.can_close && !WORD.test(state.src[state.pos + 1] ?? ''),
    })
    state.pos++
    return true
  })
  md.inline.ruler2.after('strikethrough', 'single-tilde', (state) => {
    for (const delimiters of [state.delimiters, ...state.tokens_meta.map((meta) => meta?.delimiters ?? [])])
      for (const { marker, token, end } of delimiters) {
        if (marker !== SINGLE || end === -1) continue
        Object.assign(state.tokens[token] ?? {}, { type: 's_open', tag: 's', nesting: 1, markup: '~', content: '' })
        const closing = state.tokens[delimiters[end]?.token ?? -1] ?? {}
        Object.assign(closing, { type: 's_close', tag: 's', nesting: -1, markup: '~', content: '' })
      }
    return true
  })
}
