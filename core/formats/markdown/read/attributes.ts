import { unescapeEntities } from './entities.ts'

/** Attributes in Pandoc's braces: `{#id .class key="value"}`. */
export interface Attributes {
  readonly id: string
  readonly classes: readonly string[]
  readonly values: ReadonlyMap<string, string>
}

const ATTRIBUTE =
  /\s*(?:#([^\s{}.#="]+)|\.([^\s{}.#="]+)|([A-Za-z_:][\w:.-]*)=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s{}"']+)))/y

const NONE: Attributes = { id: '', classes: [], values: new Map() }

/** The attributes that one of our rules hung on a token. */
export function attributesOf(token: { readonly meta: Record<string, unknown> | null } | undefined): Attributes {
  return (token?.meta?.attributes as Attributes | undefined) ?? NONE
}

/** Reads what stands between the braces, or null where it is not a list of attributes. Backslashes escape inside quotes, and character references are resolved. */
export function readAttributes(inside: string): Attributes | null {
  const text = inside.trim()
  if (text === '') return null
  let id = ''
  const classes: string[] = []
  const values = new Map<string, string>()
  ATTRIBUTE.lastIndex = 0
  while (ATTRIBUTE.lastIndex < text.length) {
    const match = ATTRIBUTE.exec(text)
    if (!match) return null
    if (match[1] !== undefined) id = match[1]
    else if (match[2] !== undefined) classes.push(match[2])
    else if (match[3] !== undefined) values.set(match[3], unescaped(match[4] ?? match[5] ?? match[6] ?? ''))
  }
  return { id, classes, values }
}

function unescaped(value: string): string {
  return value.replace(/\\(.)|&#?[A-Za-z0-9]{1,31};/g, (found, char?: string) => char ?? unescapeEntities(found))
}

/** Reads `{…}` at the start of a text: the attributes and how much of the text they take; null where there are none. */
export function leadingAttributes(text: string): { readonly attributes: Attributes; readonly length: number } | null {
  const match = /^\{(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\}/.exec(text)
  const attributes = match && readAttributes(match[0].slice(1, -1))
  return attributes ? { attributes, length: match[0].length } : null
}
