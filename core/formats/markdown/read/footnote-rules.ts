import { type BlockState, type InlineState, notesIn, type Tokenizer } from './tokens.ts'

/**
 * Footnotes: `[^label]`, `[^label]: text` with four-space continuation, and Pandoc's `^[text]`. markdown-it-footnote keeps only notes that a
 * Markdown paragraph refers to and puts them into the order of reference; these rules keep every definition, in written order.
 */
export function addFootnotes(md: Tokenizer): void {
  md.block.ruler.before('reference', 'footnote', definition, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  md.inline.ruler.before('link', 'footnote_ref', reference)
  md.inline.ruler.before('link', 'footnote_inline', inlineNote)
}

const LABEL = /^\[\^([^\]\s[]{1,999})\]/

function definition(state: BlockState, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  const max = state.eMarks[startLine] ?? 0
  if (state.src.charCodeAt(start) !== 0x5b || state.src.charCodeAt(start + 1) !== 0x5e) return false
  const label = LABEL.exec(state.src.slice(start, Math.min(max, start + 1010)))
  if (!label || state.src[start + label[0].length] !== ':') return false
  if (silent) return true

  const env = notesIn(state.env)
  env.noteLabels?.add((label[1] as string).toLowerCase())
  const open = state.push('footnote_open', '', 1)
  open.meta = { label: label[1] as string }
  open.map = [startLine, startLine]

  // The rest of the line stands as if it were indented by the four columns that continuation lines need.
  const afterColon = start + label[0].length + 1
  const before = {
    bMark: state.bMarks[startLine] ?? 0,
    tShift: state.tShift[startLine] ?? 0,
    sCount: state.sCount[startLine] ?? 0,
    blkIndent: state.blkIndent,
    parentType: state.parentType,
    tight: state.tight,
    listIndent: state.listIndent,
  }
  let position = afterColon
  while (position < max && (state.src[position] === ' ' || state.src[position] === '\t')) position++
  state.bMarks[startLine] = position
  state.tShift[startLine] = 0
  state.blkIndent += 4
  state.sCount[startLine] = state.blkIndent
  state.listIndent = -1
  state.parentType = 'footnote'
  if (position >= max && state.isEmpty(startLine + 1) && startLine + 1 < endLine) {
    // A label alone: the body may follow after blank lines.
    const next = state.skipEmptyLines(startLine + 1)
    if (next < endLine && (state.sCount[next] ?? 0) >= state.blkIndent) state.md.block.tokenize(state, next, endLine)
    else state.line = startLine + 1
  } else if (position >= max && (startLine + 1 >= endLine || (state.sCount[startLine + 1] ?? 0) < state.blkIndent)) {
    state.line = startLine + 1
  } else {
    state.md.block.tokenize(state, startLine, endLine)
  }
  state.bMarks[startLine] = before.bMark
  state.tShift[startLine] = before.tShift
  state.sCount[startLine] = before.sCount
  state.blkIndent = before.blkIndent
  state.parentType = before.parentType
  state.tight = before.tight
  state.listIndent = before.listIndent
  open.map = [startLine, state.line]
  state.push('footnote_close', '', -1)
  return true
}

function reference(state: InlineState, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false
  const label = LABEL.exec(state.src.slice(state.pos, state.pos + 1010))
  if (!label || state.pos + label[0].length > state.posMax) return false
  const env = notesIn(state.env)
  const known = (label[1] as string).toLowerCase()
  if (env.noteLabels && !env.noteLabels.has(known)) return false
  if (!silent) state.push('footnote_ref', '', 0).meta = { label: label[1] as string }
  state.pos += label[0].length
  return true
}

function inlineNote(state: InlineState, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5e || state.src.charCodeAt(state.pos + 1) !== 0x5b) return false
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
  // `^[text](url)` is a caret before a link everywhere but in Pandoc.
  if (end < 0 || state.src[end + 1] === '(' || end === state.pos + 2) return false
  if (!silent) {
    const children: InlineState['tokens'] = []
    state.md.inline.parse(state.src.slice(state.pos + 2, end), state.md, state.env, children)
    state.push('footnote_inline', '', 0).children = children
  }
  state.pos = end + 1
  return true
}
