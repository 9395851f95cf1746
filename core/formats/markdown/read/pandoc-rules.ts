import { type Attributes, readAttributes } from './attributes.ts'
import type { BlockState, InlineState, Tokenizer } from './tokens.ts'

const DIV_OPEN = /^:{3,}\s*(?:\{([^{}]*)\}|([A-Za-z][\w-]*))\s*:*\s*$/
const DIV_CLOSE = /^:{3,}\s*$/

/** Pandoc's fenced divs: `::: {.pullquote}` or `::: pullquote` up to `:::`; one that is not closed ends with its container. */
export function addFencedDivs(md: Tokenizer): void {
  md.block.ruler.before('reference', 'fenced_div', fencedDiv, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}

function fencedDiv(state: BlockState, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || !startsWithColons(state, startLine)) return false
  const opening = DIV_OPEN.exec(lineText(state, startLine))
  const attributes =
    opening && (opening[1] === undefined ? readAttributes(`.${opening[2]}`) : readAttributes(opening[1]))
  if (!attributes) return false
  if (silent) return true
  let depth = 1
  let line = startLine + 1
  for (; line < endLine; line++) {
    if ((state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) break
    if (!startsWithColons(state, line)) continue
    const text = lineText(state, line)
    if (DIV_CLOSE.test(text)) depth--
    else if (DIV_OPEN.test(text)) depth++
    if (depth === 0) break
  }
  const closed = depth === 0
  const open = state.push('div_open', 'div', 1)
  open.meta = { attributes }
  open.map = [startLine, line]
  const before = { lineMax: state.lineMax, parentType: state.parentType }
  state.lineMax = line
  state.parentType = 'div'
  state.md.block.tokenize(state, startLine + 1, line)
  state.lineMax = before.lineMax
  state.parentType = before.parentType
  state.push('div_close', 'div', -1)
  state.line = line + (closed ? 1 : 0)
  return true
}

function startsWithColons(state: BlockState, line: number): boolean {
  return state.src.startsWith(':::', (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0))
}

function lineText(state: BlockState, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0)
}

const SPAN_CLASSES: ReadonlySet<string> = new Set(['underline', 'ul', 'mark', 'credit', 'attribution'])

/** Pandoc's bracketed spans, for the classes that mean something here and for `lang`: `[text]{.underline}`. Any other stays text. */
export function addBracketedSpans(md: Tokenizer): void {
  md.inline.ruler.before('link', 'bracketed_span', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b || lastOf(state, ']{') < state.pos) return false
    const end = state.md.helpers.parseLinkLabel(state, state.pos)
    if (end < 0 || state.src[end + 1] !== '{') return false
    const close = end + 2 + state.src.slice(end + 2, Math.min(state.posMax, end + 2 + LONGEST_ATTRIBUTES)).indexOf('}')
    if (close < end + 2) return false
    const attributes = readAttributes(state.src.slice(end + 2, close))
    if (!attributes || !isMeaningful(attributes)) return false
    if (!silent) {
      const { pos, posMax } = state
      state.pos = pos + 1
      state.posMax = end
      state.push('span_open', 'span', 1).meta = { attributes }
      state.md.inline.tokenize(state)
      state.push('span_close', 'span', -1).meta = { attributes }
      state.posMax = posMax
    }
    state.pos = close + 1
    return true
  })
}

/** Longest list of attributes in braces. */
const LONGEST_ATTRIBUTES = 1000

const lasts = new WeakMap<InlineState, Map<string, number>>()

/** Where a text last holds `needle`, found once for each block, so that looking for an end that is not there costs nothing. */
function lastOf(state: InlineState, needle: string): number {
  const known = lasts.get(state) ?? new Map<string, number>()
  lasts.set(state, known)
  const last = known.get(needle) ?? state.src.lastIndexOf(needle)
  known.set(needle, last)
  return last
}

function isMeaningful(attributes: Attributes): boolean {
  return attributes.classes.some((name) => SPAN_CLASSES.has(name)) || attributes.values.has('lang')
}

const PICTURE_FILE = /\.(?:png|jpe?g|jfif|gif|webp|avif|svg|bmp|tiff?|heic)$/i
const SIZE = /^(\d{1,5})(?:x(\d{1,5}))?$/

/** Obsidian's embeds of pictures: `![[lamp.png]]`, `![[lamp.png|The caption]]`, with a size `|300` or `|300x200` at the end. Any other embed stays text. */
export function addEmbeds(md: Tokenizer): void {
  md.inline.ruler.before('image', 'embed', (state, silent) => {
    if (!state.src.startsWith('![[', state.pos) || lastOf(state, ']]') < state.pos) return false
    const end = state.src.indexOf(']]', state.pos + 3)
    if (end < 0 || end + 2 > state.posMax) return false
    const inside = state.src.slice(state.pos + 3, end)
    if (inside === '' || inside.includes('\n') || inside.includes('[[')) return false
    const [target = '', ...rest] = inside.split('|').map((part) => part.trim())
    if (!PICTURE_FILE.test(target)) return false
    if (!silent) {
      const size = SIZE.exec(rest.at(-1) ?? '')
      state.push('embed', '', 0).meta = {
        target,
        label: (size ? rest.slice(0, -1) : rest).join('|'),
        width: size ? Number(size[1]) : null,
        height: size?.[2] ? Number(size[2]) : null,
      }
    }
    state.pos = end + 2
    return true
  })
}

/** Pandoc's `~sub~` and `^sup^`; spaces inside are escaped. */
export function addSubAndSuperscript(md: Tokenizer): void {
  for (const [mark, name] of [
    ['~', 'subscript'],
    ['^', 'superscript'],
  ] as const) {
    md.inline.ruler.before('strikethrough', name, (state: InlineState, silent: boolean) => {
      if (state.src[state.pos] !== mark || state.src[state.pos + 1] === mark || state.src[state.pos + 1] === '[')
        return false
      let end = state.pos + 1
      while (end < state.posMax && end - state.pos < LONGEST_ATTRIBUTES && state.src[end] !== mark) {
        if (/\s/.test(state.src[end] as string)) return false
        end += state.src[end] === '\\' ? 2 : 1
      }
      if (end >= state.posMax || state.src[end] !== mark || end === state.pos + 1) return false
      if (!silent) {
        const { pos, posMax } = state
        state.pos = pos + 1
        state.posMax = end
        state.push(`${name}_open`, mark === '~' ? 'sub' : 'sup', 1)
        state.md.inline.tokenize(state)
        state.push(`${name}_close`, mark === '~' ? 'sub' : 'sup', -1)
        state.posMax = posMax
      }
      state.pos = end + 1
      return true
    })
  }
}
