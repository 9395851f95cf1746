import { type NodeJson, textOf } from '../essay/json.ts'
import type { FigureParts } from './html/write/figures.ts'
import { isBlank, linksIn } from './html/write/inline.ts'

/** The credit of a figure as one line, for destinations that have no more than one place for credit, source and licence. */
export interface CreditLine {
  /** Inline content: the credit as written, then what of creator, source and licence it does not say itself. */
  readonly content: readonly NodeJson[]
  /** True where a field of its own (source, licence) had to be put into the line's words. */
  readonly folded: boolean
}

/** The line of a figure or cover; empty content where nothing is known. `words` are those of the essay's language. */
export function creditLine(
  parts: Pick<FigureParts, 'credit' | 'creator' | 'sourceUrl' | 'license' | 'licenseUrl'>,
  words: { readonly source: string; readonly license: string },
): CreditLine {
  const { credit, creator, sourceUrl, license, licenseUrl } = parts
  const said = textOf({ type: 'figcredit', content: credit }).toLowerCase()
  const links = linksIn(credit)
  const added: NodeJson[] = []
  if (creator !== '' && isBlank(credit)) added.push(linked(creator, sourceUrl))
  else if (sourceUrl !== '' && !links.includes(sourceUrl)) added.push(linked(words.source, sourceUrl))
  const isSaid = links.includes(licenseUrl) || (license !== '' && said.includes(license.toLowerCase()))
  const named = isSaid ? linkedInside(credit, license, licenseUrl) : credit
  if (!isSaid && license + licenseUrl !== '') added.push(linked(license || words.license, licenseUrl))
  const own = isBlank(credit) ? [] : named
  const content = [...own, ...added.flatMap((one, index) => (index > 0 || own.length > 0 ? [comma, one] : [one]))]
  return { content, folded: added.length > (creator !== '' && isBlank(credit) ? 1 : 0) }
}

const comma: NodeJson = { type: 'text', text: ', ' }

function linked(text: string, href: string): NodeJson {
  return href === ''
    ? { type: 'text', text }
    : { type: 'text', text, marks: [{ type: 'link', attrs: { href, title: '' } }] }
}

/** The credit with the licence's name made a link where it stands there as plain words. */
function linkedInside(credit: readonly NodeJson[], license: string, licenseUrl: string): readonly NodeJson[] {
  if (license === '' || licenseUrl === '' || linksIn(credit).includes(licenseUrl)) return credit
  const at = credit.findIndex(
    (node) => node.type === 'text' && linksIn([node]).length === 0 && node.text?.includes(license),
  )
  const node = credit[at]
  if (!node?.text) return credit
  const start = node.text.indexOf(license)
  const { marks = [], ...bare } = node
  const pieces = [node.text.slice(0, start), license, node.text.slice(start + license.length)]
  const parts = pieces.map((text, index): NodeJson => {
    const all = index === 1 ? [...(linked(text, licenseUrl).marks ?? []), ...marks] : marks
    return all.length > 0 ? { ...bare, text, marks: all } : { ...bare, text }
  })
  return [...credit.slice(0, at), ...parts.filter(({ text }) => text !== ''), ...credit.slice(at + 1)]
}
