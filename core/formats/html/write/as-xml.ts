/** Elements without content, which XML closes by themselves. */
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'link', 'meta'])

/** An opening tag as this writer writes it: attributes in double quotes or alone, no `<`, `>` or `"` inside of a value. */
const TAG = /<([a-z][a-z0-9]*)((?: [a-z:-]+(?:="[^"]*")?)*)>/g
const ATTRIBUTE = / ([a-z:-]+)(?:="([^"]*)")?/g

/**
 * Markup of this writer in the syntax of XML 1.0: elements without content close themselves, attributes without a value have an empty one, a
 * language is said in both names (w3.org/TR/epub-33, polyglot markup), tabs stay in values, and the form feed, which XML
 * has no way to say, is left out; `onBad` hears how often. Both parsers, of HTML and of XML, make the same tree of the result.
 */
export function asXml(html: string, onBad: (count: number) => void): string {
  let text = html
  if (text.includes('\f')) {
    const kept = text.replaceAll('\f', '')
    onBad(text.length - kept.length)
    text = kept
  }
  return text.replace(TAG, (_, name: string, attributes: string) => {
    const written = attributes.replace(ATTRIBUTE, attributeAsXml)
    return `<${name}${written}${VOID.has(name) ? '/' : ''}>`
  })
}

function attributeAsXml(_: string, name: string, value = ''): string {
  const kept = value.includes('\t') ? value.replaceAll('\t', '&#9;') : value
  return name === 'lang' ? ` lang="${kept}" xml:lang="${kept}"` : ` ${name}="${kept}"`
}
