import type { NodeJson } from '../../../essay/json.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { excerpt } from '../../excerpt.ts'
import { makeNode } from '../nodes.ts'
import { tokensOf } from './grammar.ts'
import { DETAIL_LOSS } from './picture-details.ts'
import { pixels, readInline } from './read-inline.ts'
import { pictureAddress, type Reading } from './reading.ts'

const FIGURE = /^\{\{[<%]\s*figure\s+([\s\S]*?)\s*\/?[>%]\}\}$/
const PARAMETER = /([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))/g

/** What is read, and what says only how a picture looks. */
const KNOWN: ReadonlySet<string> = new Set(
  'src alt width height link caption attr attrlink class loading target rel'.split(' '),
)

/** Reads Hugo's `{{< figure src="…" alt="…" caption="…" attr="…" attrlink="…" >}}`; null for any other shortcode, which stays text. */
export function readShortcode(text: string, reading: Reading): NodeJson | null {
  const match = FIGURE.exec(text.trim())
  // A second `>}}` further on is the end of another thing.
  if (!match || (match[1] as string).replace(PARAMETER, '').trim() !== '') return null
  const values = new Map<string, string>()
  for (const parameter of (match[1] as string).matchAll(PARAMETER))
    values.set(
      parameter[1] as string,
      (parameter[2]?.replace(/\\(.)/g, '$1') ?? parameter[3] ?? parameter[4]) as string,
    )
  for (const [name, value] of values)
    if (!KNOWN.has(name)) reading.losses.add('shortcode', DETAIL_LOSS, excerpt(`${name}="${value}"`))
  const inline = (name: string) => readInline(inlineTokens(values.get(name) ?? '', reading), reading)
  const credit = inline('attr')
  const source = normaliseHref(values.get('attrlink') ?? '') ?? ''
  return makeNode(
    'figure',
    {
      src: pictureAddress(values.get('src') ?? '', reading),
      alt: values.get('alt') ?? '',
      width: pixels(values.get('width')),
      height: pixels(values.get('height')),
      href: normaliseHref(values.get('link') ?? '') ?? '',
      sourceUrl: source,
    },
    [makeNode('figcaption', {}, inline('caption')), makeNode('figcredit', {}, credit)],
  )
}

function inlineTokens(text: string, reading: Reading) {
  const { tokens } = tokensOf(text, reading.flavour, new Set())
  return tokens.find((token) => token.type === 'inline')?.children ?? []
}
