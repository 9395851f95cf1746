import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, textOf } from '../../essay/json.ts'
import { type WorkCited, worksCited } from '../../essay/works-cited-entries.ts'
import { acceptReview } from '../../formats/markdown/write/accept-review.ts'
import type { HouseRules } from '../house-rules.ts'
import type { Remark } from './rule.ts'
import { shortened } from './text-rules.ts'

type Style = 'mla' | 'chicago' | 'apa'

/** The name of a style, and of its list in English (MLA Handbook 9, Chicago Manual of Style 18, APA Publication Manual 7). */
export const CITATION_STYLES: Readonly<Record<Style, { readonly name: string; readonly heading: string }>> = {
  mla: { name: 'MLA', heading: 'Works Cited' },
  chicago: { name: 'Chicago', heading: 'Bibliography' },
  apa: { name: 'APA', heading: 'References' },
}

/** The style that a house asks for by its name; null where it asks for none of them. */
export function citationStyle(asked: HouseRules['worksCited']): Style | null {
  return asked !== undefined && Object.hasOwn(CITATION_STYLES, asked) ? (asked as Style) : null
}

interface Entry {
  readonly block: number
  readonly text: string
  readonly node: NodeJson
}

/**
 * What can be seen of an entry from outside: whether the list is in the order of the alphabet, whether each entry ends in a full stop, and whether the year stands where
 * the style has it. Parts of an entry are not told apart, so that nothing is said of its author, title and publisher. One remark for each, at the first entry that
 * it is about.
 */
export function worksCitedStyle({ body, metadata }: Pick<Essay, 'body' | 'metadata'>, style: Style): readonly Remark[] {
  const entries = worksCited(body, metadata.language)
    .filter(({ isMarked }) => isMarked)
    .map(({ block, entry }: WorkCited): Entry => {
      const node = acceptReview(entry)
      return { block, node, text: textOf(node).replace(/\s+/g, ' ').trim() }
    })
  const { name } = CITATION_STYLES[style]
  return [
    ...orderRemarks(entries, metadata.language),
    ...remark(
      entries.filter((entry) => !endsInStop(entry, style)),
      `ends without a full stop; in ${name} style it has one`,
      `end without a full stop; in ${name} style they have one`,
    ),
    ...yearRemarks(entries, style),
  ]
}

function yearRemarks(entries: readonly Entry[], style: Style): readonly Remark[] {
  const { name } = CITATION_STYLES[style]
  if (style === 'apa')
    return remark(
      entries.filter(({ text }) => !APA_YEAR.test(text)),
      'has no year in brackets, as APA style has it, not even “(n.d.)”',
      'have no year in brackets, as APA style has it, not even “(n.d.)”',
    )
  return [
    ...remark(
      entries.filter(({ text }) => BEHIND_NAME.test(text)),
      `has its year in brackets near its beginning, as APA style has it and ${name} style has not`,
      `have their year in brackets near their beginning, as APA style has it and ${name} style has not`,
    ),
    ...remark(
      entries.filter(({ text }) => !ANY_YEAR.test(text)),
      'names no year',
      'name no year',
    ),
  ]
}

const APA_YEAR = /\((?:(?:ca?\. ?)?\d{3,4}[a-z]?\b|n\.d\.|in press|forthcoming)[^()]*\)/iu
const BEHIND_NAME = /^[^()“”"]{2,150}? \(\d{4}[a-z]?\)[.,]/u
const ANY_YEAR = /(?<!\p{Nd})(?:1\d{3}|20\d{2})(?!\p{Nd})|\bn\.d\.|\b(?:forthcoming|in press)\b|\bBCE?\b|\bcentury\b/iu

/** A full stop, question or exclamation mark, inside quotation marks or brackets, too. APA sets none behind an address. */
function endsInStop({ text, node }: Entry, style: Style): boolean {
  if (/[.!?…][”’"')\]»]*$/u.test(text)) return true
  return style === 'apa' && (/(?:https?:\/\/|doi\.org\/|doi:)\S+$/iu.test(text) || isLink(node.content?.at(-1)))
}

function isLink(node: NodeJson | undefined): boolean {
  return node?.marks?.some(({ type }) => type === 'link') === true
}

/** Entries that follow one of a later letter. Where handbooks differ (particles, numbers, a dash for the same name) an entry is passed over. */
function orderRemarks(entries: readonly Entry[], language: string): readonly Remark[] {
  const order = { sensitivity: 'base', ignorePunctuation: true } as const
  const { compare } = new Intl.Collator(language === '' ? 'en' : language, order)
  const filed = entries.filter(({ text }) => keyOf(text) !== '')
  const late = filed.flatMap((entry, index) => {
    const before = filed[index - 1]
    return before && compare(keyOf(before.text), keyOf(entry.text)) > 0 ? [{ entry, before }] : []
  })
  const [first] = late
  if (!first) return []
  return remark(
    late.map(({ entry }) => entry),
    `stands behind “${shortened(first.before.text)}”; such a list is in the order of the alphabet`,
    'stand behind one of a later letter, against the order of the alphabet',
  )
}

/** The first word by which an entry is filed, without an English article before a title; '' where that is not certain. */
function keyOf(text: string): string {
  const bare = text.replace(/^[\s“”„‘’«»"'([]+/u, '').replace(/^(?:The|An?)\s+(?=\p{Lu})/u, '')
  const word = /^\p{Lu}[\p{L}\p{M}’'-]*/u.exec(bare)?.[0] ?? ''
  return NOT_FILED.test(word) ? '' : word
}

/** Particles of names and articles of other languages. */
const NOT_FILED =
  /^(?:al|da|das|de|del|della|den|der|des|di|die|do|dos|du|een|ein|eine|el|gli|het|il|la|las|le|les|lo|los|op|ten|ter|the|un|una|une|van|vom|von|zu|zum|zur)$/iu

function remark(entries: readonly Entry[], one: string, several: string): readonly Remark[] {
  const [first] = entries
  if (!first) return []
  const said = `“${shortened(first.text)}”`
  const message =
    entries.length === 1 ? `${said} ${one}` : `${entries.length} works cited ${several}; the first is ${said}`
  return [{ message, place: { kind: 'block', block: first.block } }]
}
