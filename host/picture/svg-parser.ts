/** One event of the parse. Attribute values and text come with their references resolved. */
export type SvgEvent =
  | {
      readonly kind: 'open'
      readonly name: string
      readonly attributes: readonly (readonly [string, string])[]
      readonly empty: boolean
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Comments, processing instructions, a document type without declarations. */
  | { readonly kind: 'aside'; readonly target: string }

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y
const SPACE = /[ \t\r\n]+/y
const VALUE = /"([^"<]*)"|'([^'<]*)'/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const DEEPEST = 100
const MOST_EVENTS = 500_000

/**
 * Parses XML 1.0 as far as drawings use it. Strict: what is not well-formed is refused (null), and so is every document type
 * with declarations of its own, because entities are how small files grow without end.
 */
export function parseSvg(text: string): readonly SvgEvent[] | null {
  const events: SvgEvent[] = []
  const open: string[] = []
  let at = text.startsWith('<?xml ') ? text.indexOf('?>') + 2 : 0
  if (at === 1) return null
  let roots = 0
  while (at < text.length) {
    if (events.length > MOST_EVENTS) return null
    if (text[at] !== '<') {
      const end = indexOr(text, '<', at, text.length)
      const resolved = resolve(text.slice(at, end))
      if (resolved === null || (open.length === 0 && resolved.trim() !== '')) return null
      if (open.length > 0) events.push({ kind: 'text', text: resolved })
      at = end
    } else if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      if (end < 0) return null
      at = end + 3
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at)
      if (end < 0 || open.length === 0) return null
      events.push({ kind: 'text', text: text.slice(at + 9, end) })
      at = end + 3
    } else if (text.startsWith('<?', at)) {
      const end = text.indexOf('?>', at)
      if (end < 0) return null
      events.push({ kind: 'aside', target: text.slice(at + 2, end).split(/\s/)[0] ?? '' })
      at = end + 2
    } else if (text.startsWith('<!DOCTYPE', at)) {
      const end = text.indexOf('>', at)
      if (end < 0 || roots > 0 || text.slice(at, end).includes('[')) return null
      at = end + 1
    } else if (text.startsWith('</', at)) {
      const name = match(NAME, text, at + 2)
      if (name === null || open.pop() !== name) return null
      at += 2 + name.length
      at += match(SPACE, text, at)?.length ?? 0
      if (text[at] !== '>') return null
      events.push({ kind: 'close', name })
      at++
    } else {
      const tag = parseTag(text, at)
      if (tag === null) return null
      if (open.length === 0 && ++roots > 1) return null
      events.push(tag.event)
      if (tag.event.kind === 'open' && !tag.event.empty) open.push(tag.event.name)
      if (open.length > DEEPEST) return null
      at = tag.end
    }
  }
  return roots === 1 && open.length === 0 ? events : null
}

function parseTag(text: string, start: number): { readonly event: SvgEvent; readonly end: number } | null {
  const name = match(NAME, text, start + 1)
  if (name === null) return null
  let at = start + 1 + name.length
  const attributes = new Map<string, string>()
  for (;;) {
    const space = match(SPACE, text, at)
    at += space?.length ?? 0
    if (text[at] === '>' || text.startsWith('/>', at)) break
    const key = space === null ? null : match(NAME, text, at)
    if (key === null || attributes.has(key)) return null
    at += key.length
    at += match(SPACE, text, at)?.length ?? 0
    if (text[at] !== '=') return null
    at += 1
    at += match(SPACE, text, at)?.length ?? 0
    const quoted = match(VALUE, text, at)
    const value = quoted === null ? null : resolve(quoted.slice(1, -1))
    if (quoted === null || value === null) return null
    attributes.set(key, value)
    at += quoted.length
  }
  const empty = text[at] === '/'
  return { event: { kind: 'open', name, attributes: [...attributes], empty }, end: at + (empty ? 2 : 1) }
}

/** Replaces references; null for an unknown one, a bare ampersand or a character that XML forbids. */
function resolve(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return null
  let wrong = false
  const resolved = text.replace(/&([^;&]{0,12};)?/g, (whole, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? ''
    const named = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
    if (named !== undefined) return named
    const hex = /^#x([0-9a-fA-F]{1,6})$/.exec(name)?.[1]
    const decimal = /^#([0-9]{1,7})$/.exec(name)?.[1]
    const point = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : -1
    const allowed =
      point === 9 ||
      point === 10 ||
      point === 13 ||
      (point >= 0x20 &&
        point <= 0x10ffff &&
        !(point >= 0xd800 && point <= 0xdfff) &&
        point !== 0xfffe &&
        point !== 0xffff)
    if (!allowed) wrong = true
    return allowed ? String.fromCodePoint(point) : whole
  })
  return wrong ? null : resolved
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

function indexOr(text: string, what: string, from: number, otherwise: number): number {
  const index = text.indexOf(what, from)
  return index < 0 ? otherwise : index
}
