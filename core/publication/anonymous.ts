import type { Cover, Essay, Metadata } from '../essay/essay.ts'
import { type NodeJson, textOf } from '../essay/json.ts'
import { type Loss, LossLedger } from '../formats/conversion.ts'
import { excerpt } from '../formats/excerpt.ts'
import { acceptReview } from '../formats/markdown/write/accept-review.ts'
import { type NamePatterns, namePatterns } from './names.ts'

/** An essay without its people, and what was taken out where. */
export interface AnonymousEssay {
  readonly essay: Essay
  readonly losses: readonly Loss[]
}

/** What stands in the place of a name. */
export const WITHHELD = '[name withheld]'

/**
 * An essay for a blind submission (publishing.md, finding 10): nobody who is named in its people stands in it any more. Byline, biographies, credits,
 * comments, unknown front matter, the essay's own address and the file names of its pictures are gone; in text, captions, credits, descriptions and
 * addresses every whole name (also “Holt, Mira” and “M. Holt”) becomes `[name withheld]`, and links to a person's own site lose their address. An
 * author's surname that stands alone is replaced too, unless the essay also uses the word in small letters: then it is an
 * ordinary word, stays, and is named in `losses` for the author to judge. Suggestions are accepted. Pictures carry names of their own: strip-picture.ts.
 */
export function anonymous(essay: Essay): AnonymousEssay {
  const losses = new LossLedger()
  const body = acceptReview(essay.body)
  const cleaner = new Cleaner(namePatterns(essay), losses, textOf(body))
  const { metadata } = essay
  const told: readonly (readonly [message: string, place: string])[] = [
    ['The byline, biographies and credits were left out.', essay.people.map(({ name }) => name).join(', ')],
    ['The essay’s address was left out.', metadata.canonicalUrl],
    ['Front matter that Galley does not know was left out.', Object.keys(metadata.extra).join(', ')],
  ]
  for (const [message, place] of told) if (place !== '') losses.add('anonymous', message, excerpt(place) || 'people')
  return {
    essay: {
      ...essay,
      metadata: cleaner.metadata(metadata),
      people: [],
      credits: [],
      threads: [],
      body: { ...cleaner.node(body), type: 'doc' },
      assets: essay.assets.map((asset) => ({ ...asset, name: '' })),
    },
    losses: losses.list(),
  }
}

const WORDS: ReadonlySet<string> = new Set(['alt', 'title', 'creator', 'license'])
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'sourceUrl', 'licenseUrl'])

class Cleaner {
  readonly #names: NamePatterns
  readonly #losses: LossLedger
  readonly #surnames: NamePatterns['surnames']

  constructor(names: NamePatterns, losses: LossLedger, text: string) {
    this.#names = names
    this.#losses = losses
    const unnamed = withoutNames(text, names)
    this.#surnames = names.surnames.filter(({ word, pattern, ordinary }) => {
      if (ordinary?.test(unnamed) !== true) return true
      if (pattern.test(unnamed))
        losses.add(
          'surname-in-text',
          `“${word}” is an author’s surname and also an ordinary word of this essay, so it was left where it stands alone. Look whether it names the author.`,
          placeOf(text, pattern),
        )
      pattern.lastIndex = 0
      return false
    })
  }

  metadata(metadata: Metadata): Metadata {
    return {
      ...metadata,
      title: this.words(metadata.title),
      standfirst: this.words(metadata.standfirst),
      slug: null,
      category: this.words(metadata.category),
      tags: metadata.tags.filter((tag) => this.words(tag) === tag),
      excerpt: this.words(metadata.excerpt),
      closingQuestion: this.words(metadata.closingQuestion),
      cover: metadata.cover === null ? null : this.#cover(metadata.cover),
      license: metadata.license && { name: this.words(metadata.license.name), url: this.address(metadata.license.url) },
      canonicalUrl: '',
      extra: {},
    }
  }

  #cover(cover: Cover): Cover {
    return {
      ...cover,
      src: this.source(cover.src),
      alt: this.words(cover.alt),
      caption: this.inline(cover.caption),
      credit: this.inline(cover.credit),
      creator: this.words(cover.creator),
      license: this.words(cover.license),
      sourceUrl: this.address(cover.sourceUrl),
      licenseUrl: this.address(cover.licenseUrl),
    }
  }

  node(node: NodeJson): NodeJson {
    const attrs = node.attrs === undefined ? undefined : this.#attributes(node.attrs)
    const content = node.content
    if (content === undefined) return attrs === undefined ? node : { ...node, attrs }
    const inline = content.some((child) => child.type === 'text')
    return {
      ...node,
      ...(attrs === undefined ? {} : { attrs }),
      content: inline ? this.inline(content) : content.map((child) => this.node(child)),
    }
  }

  /** Inline content; a name may run through several marks. */
  inline(content: readonly NodeJson[]): readonly NodeJson[] {
    const text = content
      .map((node) => (node.type === 'text' ? (node.text ?? '') : node.type === 'hardBreak' ? '\n' : '\ufffc'))
      .join('')
    const found = this.#find(text)
    for (const { from, to } of found) this.#tell(text.slice(from, to), text)
    const out: NodeJson[] = []
    let at = 0
    for (const node of content) {
      const length = node.type === 'text' ? (node.text ?? '').length : 1
      const cleaned = this.#marks(this.node(node))
      if (node.type !== 'text') out.push(cleaned)
      else {
        const piece = keep(node.text ?? '', at, found)
        if (piece !== '') out.push({ ...cleaned, text: piece })
      }
      at += length
    }
    return out
  }

  words(text: string): string {
    const found = this.#find(text)
    for (const { from, to } of found) this.#tell(text.slice(from, to), text)
    return keep(text, 0, found)
  }

  /** An address, or '' where it is someone's own or spells a name. */
  address(address: string): string {
    if (!this.#isTheirs(address)) return address
    this.#losses.add('name-withheld', 'An address that names someone was left out.', excerpt(address) || 'address')
    return ''
  }

  /** The address of a picture that is not in the essay. */
  source(src: string): string {
    return src.startsWith('asset:') ? src : this.address(src)
  }

  #attributes(attrs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(attrs).map(([name, value]) => {
        if (typeof value !== 'string' || value === '') return [name, value]
        if (WORDS.has(name)) return [name, this.words(value)]
        if (name === 'src') return [name, this.source(value)]
        return [name, ADDRESSES.has(name) ? this.address(value) : value]
      }),
    )
  }

  #marks(node: NodeJson): NodeJson {
    if (node.marks === undefined) return node
    const marks = node.marks.flatMap((mark) => {
      if (mark.type !== 'link') return [mark]
      const attrs = this.#attributes(mark.attrs ?? {})
      return attrs.href === '' ? [] : [{ ...mark, attrs }]
    })
    const { marks: _before, ...bare } = node
    return marks.length > 0 ? { ...bare, marks } : bare
  }

  #isTheirs(address: string): boolean {
    if (address === '') return false
    const { inAddress, addresses } = this.#names
    const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').toLowerCase()
    if (addresses.some((own) => bare === own || bare.startsWith(`${own}/`) || bare.startsWith(`${own}?`))) return true
    const plain = decoded(address)
    return inAddress.some((pattern) => plain.search(pattern) >= 0)
  }

  #find(text: string): readonly Found[] {
    const found: Found[] = []
    for (const pattern of [...this.#names.inText, ...this.#surnames.map((surname) => surname.pattern)])
      for (const match of text.matchAll(pattern)) found.push({ from: match.index, to: match.index + match[0].length })
    return united(found)
  }

  #tell(name: string, around: string): void {
    this.#losses.add(
      'name-withheld',
      'A name was replaced by “[name withheld]”.',
      excerpt(around) || excerpt(name) || 'name',
    )
  }
}

interface Found {
  readonly from: number
  readonly to: number
}

/** In order, those that touch each other as one. */
function united(found: readonly Found[]): readonly Found[] {
  const out: Found[] = []
  for (const one of found.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last === undefined || one.from >= last.to) out.push(one)
    else out[out.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
  }
  return out
}

/** The text with a gap for every whole name and address: an author's small letters in an address are no ordinary word. */
function withoutNames(text: string, { inText }: NamePatterns): string {
  return inText.reduce((left, pattern) => left.replace(pattern, ' '), text)
}

/** What is left of a piece of text that begins at `start`, with the word for a name where one begins. */
function keep(piece: string, start: number, found: readonly Found[]): string {
  let kept = ''
  let at = start
  for (const { from, to } of found) {
    if (to <= start || from >= start + piece.length) continue
    if (from > at) kept += piece.slice(at - start, from - start)
    if (from >= start) kept += WITHHELD
    at = Math.min(to, start + piece.length)
  }
  return kept + piece.slice(at - start)
}

function placeOf(text: string, pattern: RegExp): string {
  pattern.lastIndex = 0
  const at = pattern.exec(text)?.index ?? 0
  return excerpt(text.slice(Math.max(0, at - 20), at + 60)) || 'text'
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
