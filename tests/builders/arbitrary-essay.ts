import fc from 'fast-check'
import {
  type Cover,
  type Credit,
  type Essay,
  type Metadata,
  PERMISSIONS,
  type Person,
  ROLES,
} from '../../core/essay/essay.ts'
import { type NodeJson, stringAttr } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { readInline } from '../../core/essay/read-essay.ts'
import { assetHash } from '../../core/essay/url.ts'
import { withUpdated } from '../../core/essay/with-updated.ts'
import { arbitraryBody, arbitraryLine, type BodyOptions } from './arbitrary-body.ts'
import { anyLine } from './arbitrary-text.ts'
import { ASSETS } from './example-assets.ts'

/** The id of every generated essay. */
export const ARBITRARY_ID = '7d8c1f52-6f0e-4a34-9d5e-2b9f1c3a4e5f'

/**
 * Random whole essays: a body by `arbitraryBody`, and metadata, people and credits as a published page can say them. Nothing is generated that no
 * format writes: status `draft`, no threads, no unknown front matter; every person has a visible credit, portraits are authors'; lines are trimmed and hold single
 * spaces; `assets` lists the pictures that are referred to, in the order of `ASSETS`.
 */
export function arbitraryEssay(options: BodyOptions = {}): fc.Arbitrary<Essay> {
  return fc
    .record({
      body: arbitraryBody(options),
      metadata: arbitraryMetadata(options.line ?? anyLine),
      staff: arbitraryStaff(options.line ?? anyLine),
    })
    .map(({ body, metadata, staff }) => {
      const used = new Set<string>()
      const note = (src: string) => used.add(assetHash(src) ?? '')
      collectPictures(body, note)
      if (metadata.cover) note(metadata.cover.src)
      for (const person of staff.people) note(person.portrait)
      return newEssay(ARBITRARY_ID, {
        metadata,
        ...staff,
        body,
        assets: ASSETS.filter((asset) => used.has(asset.hash)),
      })
    })
}

const assetSrc = fc.constantFrom(...ASSETS.map((asset) => `asset:${asset.hash}`))

/** Metadata alone. */
export function arbitraryMetadata(line: fc.Arbitrary<string> = anyLine): fc.Arbitrary<Metadata> {
  const tidy = line.map(tidied)
  const words = fc.oneof(fc.constant(''), tidy)
  const url = fc.constantFrom('', '', 'https://example.org/essays/lamp', 'https://example.org/?p=1&q=2')
  const inline = arbitraryLine(line).map((content) => {
    const read = readInline(content)
    if (!read.ok) throw new Error(read.problem.message)
    return read.value
  })
  const cover: fc.Arbitrary<Cover> = fc.record({
    src: assetSrc,
    alt: words,
    decorative: fc.boolean(),
    caption: inline,
    credit: inline,
    creator: words,
    sourceUrl: url,
    license: words,
    licenseUrl: url,
    permission: fc.constantFrom(...PERMISSIONS),
  })
  const metadata = fc.record({
    title: words,
    standfirst: words,
    slug: fc.constantFrom(null, null, 'the-keeper', 'lampe-über'),
    category: words,
    tags: fc.uniqueArray(
      tidy.filter((tag) => tag !== ''),
      { maxLength: 3 },
    ),
    excerpt: words,
    language: fc.constantFrom('en', 'en-GB', 'de', 'fr-CA', 'ar', ''),
    date: fc.constantFrom('', '2026-11-23', '1999-01-01'),
    status: fc.constant('draft' as const),
    cover: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: cover }),
    license: fc.constantFrom(
      null,
      { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      { name: 'All rights reserved', url: '' },
    ),
    closingQuestion: fc.oneof(
      fc.constant(''),
      tidy,
      fc.tuple(tidy, tidy).map(([first, second]) => (first !== '' && second !== '' ? `${first}\n\n${second}` : '')),
    ),
    canonicalUrl: url,
    extra: fc.constant({}),
  })
  return fc.tuple(metadata, fc.constantFrom('', '', '2026-12-01')).map(([all, day]) => withUpdated(all, day))
}

function arbitraryStaff(
  line: fc.Arbitrary<string>,
): fc.Arbitrary<{ people: readonly Person[]; credits: readonly Credit[] }> {
  const tidy = line.map(tidied)
  const words = fc.oneof(fc.constant(''), tidy)
  const person = fc.record({
    name: fc.oneof(
      fc.constantFrom('Ada Keeper', 'Ōe Kenzaburō', "Seán O'Casey"),
      tidy.filter((name) => name !== ''),
    ),
    sortName: words,
    url: fc.constantFrom('', 'https://example.org/ada'),
    bio: fc.oneof(
      fc.constant(''),
      tidy,
      fc.tuple(tidy, tidy).map(([first, second]) => (first !== '' && second !== '' ? `${first}\n\n${second}` : '')),
    ),
    portrait: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: assetSrc }),
  })
  const part = fc.record({
    role: fc.constantFrom(...ROLES),
    label: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: tidy }),
  })
  return fc
    .array(fc.record({ person, parts: fc.array(part, { minLength: 1, maxLength: 2 }) }), { maxLength: 4 })
    .map((staff) => {
      const credits = staff.flatMap(({ parts }, index) =>
        distinct(parts.map((part): Credit => ({ person: `p${index + 1}`, ...part, visible: true }))),
      )
      // A page prints portraits with the authors' biographies, nowhere else.
      const isAuthor = (id: string) => credits.some((credit) => credit.person === id && AUTHORS.includes(credit.role))
      const people = staff.map(({ person }, index): Person => {
        const id = `p${index + 1}`
        return { id, ...person, portrait: isAuthor(id) ? person.portrait : '' }
      })
      return { people, credits }
    })
}

const AUTHORS: readonly string[] = ['author', 'co-author']

/** One credit of a kind for each person: nobody is named twice on one line of a page. */
function distinct(credits: readonly Credit[]): readonly Credit[] {
  const kind = (credit: Credit) => (AUTHORS.includes(credit.role) ? 'author' : `${credit.role} ${credit.label}`)
  return [...new Map(credits.map((credit) => [kind(credit), credit])).values()]
}

function tidied(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function collectPictures(node: NodeJson, note: (src: string) => void): void {
  if (node.type === 'figure' || node.type === 'image') note(stringAttr(node, 'src'))
  for (const child of node.content ?? []) collectPictures(child, note)
}
