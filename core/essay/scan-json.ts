import { fail, ok, type Result } from '../result.ts'

/** Limits on JSON that comes from outside (safety.md section 6). */
export interface JsonLimits {
  /** Deepest nesting of objects and arrays. */
  readonly depth: number
  /** Most values, counting objects, arrays and scalars. */
  readonly values: number
  /** Longest string, in UTF-16 units as written. */
  readonly string: number
}

/** The limits for `essay.json`. */
export const ESSAY_JSON_LIMITS: JsonLimits = { depth: 100, values: 2_000_000, string: 16_000_000 }

/** A number as JSON writes it. Anything else that looks like one is left to JSON.parse. */
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Parses JSON that a stranger may have written. A pre-scan without recursion checks depth, size and duplicate keys before
 * `JSON.parse` sees the text, because deep nesting overflows every recursive reader behind it and the last of two equal
 * keys would win silently. Keys that reach into prototypes and numbers that are not finite are refused.
 */
export function parseJson(
  text: string,
  limits: JsonLimits = ESSAY_JSON_LIMITS,
  subject = 'essay.json',
): Result<unknown> {
  const problem = scan(text, limits)
  if (problem !== null) return fail(problem.code, `${subject} ${problem.what}`, { subject })
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    return fail('damaged', `${subject} is not valid JSON (${(error as Error).message})`, { subject })
  }
}

function scan(text: string, limits: JsonLimits): { code: 'damaged' | 'too-large'; what: string } | null {
  // One set of keys for each open object, null for each open array.
  const open: (Set<string> | null)[] = []
  let values = 0
  let expectsKey = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : null)
      expectsKey = char === '{'
      if (open.length > limits.depth) return { code: 'too-large', what: `is nested deeper than ${limits.depth} levels` }
      if (++values > limits.values) return { code: 'too-large', what: `holds more than ${limits.values} values` }
    } else if (char === '}' || char === ']') {
      open.pop()
      expectsKey = false
    } else if (char === ',') {
      expectsKey = open.at(-1) instanceof Set
      if (++values > limits.values) return { code: 'too-large', what: `holds more than ${limits.values} values` }
    } else if (char === '"') {
      const start = at + 1
      at = endOfString(text, start)
      if (at < 0) return { code: 'damaged', what: 'is cut short inside a string' }
      if (at - start > limits.string)
        return { code: 'too-large', what: `holds a string of more than ${limits.string} characters` }
      const keys = open.at(-1)
      if (expectsKey && keys instanceof Set) {
        const raw = text.slice(start, at)
        const key = raw.includes('\\') ? unescapeKey(raw) : raw
        if (FORBIDDEN_KEYS.has(key)) return { code: 'damaged', what: `holds the forbidden key "${key}"` }
        if (keys.has(key)) return { code: 'damaged', what: `holds the key "${key.slice(0, 60)}" twice in one object` }
        keys.add(key)
        expectsKey = false
      }
    } else if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) {
      NUMBER.lastIndex = at
      const number = NUMBER.exec(text)?.[0]
      if (number !== undefined) {
        if (!Number.isFinite(Number(number))) return { code: 'damaged', what: 'holds a number that is too large' }
        at += number.length - 1
      }
    }
  }
  return null
}

/** Index of the closing quote, or -1. */
function endOfString(text: string, start: number): number {
  // Long texts have few of them: to look for the next is quicker than to look at each character.
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1
    while (before >= start && text[before] === '\\') before--
    if ((at - before) % 2 === 1) return at
  }
  return -1
}

function unescapeKey(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}
