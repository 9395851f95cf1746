import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { builtIn } from '../../core/publication/built-in-profile.ts'
import { LOOK_NAMES } from '../../core/publication/looks.ts'
import { mainText, publish } from '../../core/publication/publish.ts'
import { readProfile } from '../../core/publication/read-profile.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import { fixturePicture } from '../builders/example-assets.ts'
import { doc, figure, h, link, marked, node, p } from '../builders/nodes.ts'
import { canonical, PUBLISH_OPTIONS } from '../builders/published.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'

/*
 * The table of publishing.md, section 5, cell by cell: what stands in the page of an essay that has the fact, and is not there, not even empty, where it has none.
 * docs/decisions says which cells a page of Galley has not.
 */

const publication = { name: 'The Long Room', url: 'https://longroom.example/' }
const look = { stylesheet: '', stylesheetHash: 'x' }
const URL_OF = 'https://example.org/essays/the-keeper-and-the-lamp'

const [notes] = (richEssay.body.content ?? []).filter(({ type }) => type === 'footnotes')
const works = [
  h(2, 'Works Cited'),
  p('All translations are mine.'),
  p('Aas, Henrike. ', marked('Notes from a Tower', 'italic'), '. Pier & Sons, 1931.'),
  p('Liu, Ana. “The <Lamp> Room.” ', marked('Archive', link('https://example.org/archive')), ', 2019.'),
  p(
    'Struck, Out. ',
    marked('Never Written', 'italic', { type: 'deletion', attrs: { id: 's1' } }),
    marked('Written', 'italic'),
    '.',
  ),
]
const full: Essay = canonical({
  ...richEssay,
  metadata: { ...richEssay.metadata, updated: '2026-07-03' },
  body: {
    type: 'doc',
    content: [
      ...(richEssay.body.content ?? []).filter((block) => block !== notes),
      ...works,
      ...(notes ? [notes] : []),
    ],
  },
})
const bare = canonical(
  newEssay('00000000-0000-4000-8000-000000000000', {
    metadata: { ...EMPTY_METADATA, language: '' },
    body: doc([p('Words.')]),
  }),
)
const page = (essay: Essay, options: object = {}) =>
  toHtml(essay, {
    kind: 'page',
    look,
    address: ({ hash }) => `images/${hash[0]}.jpg`,
    publicAddress: ({ hash }) => `https://example.org/images/${hash[0]}.jpg`,
    ...options,
  }).text
const whole = page(full, { publication })
const least = page(bare)

/** [cell, what the whole page says, what the least page does not say]; null: every page says it. */
const MARKUP: readonly (readonly [cell: string, said: string | RegExp, absent: string | RegExp | null])[] = [
  ['doctype', /^<!DOCTYPE html>\n/, null],
  ['lang, dir', '<html lang="en-GB" dir="ltr">', null],
  ['charset', '<meta charset="utf-8">', null],
  ['viewport', '<meta name="viewport" content="width=device-width, initial-scale=1">', null],
  ['title', '<title>The Keeper and the Lamp</title>', null],
  ['description', '<meta name="description" content="A film about', 'name="description"'],
  ['author', '<meta name="author" content="Mira Holt, Jonas Eik">', 'name="author"'],
  ['canonical', `<link rel="canonical" href="${URL_OF}">`, 'canonical'],
  ['license', '<link rel="license" href="https://creativecommons.org/', 'license'],
  ['og:type', '<meta property="og:type" content="article">', null],
  ['og:title', '<meta property="og:title" content="The Keeper and the Lamp">', 'og:title'],
  ['og:description', '<meta property="og:description" content="A film about', 'og:description'],
  ['og:url', `<meta property="og:url" content="${URL_OF}">`, 'og:url'],
  ['og:site_name', '<meta property="og:site_name" content="The Long Room">', 'og:site_name'],
  ['og:locale', '<meta property="og:locale" content="en_GB">', 'og:locale'],
  ['og:image', '<meta property="og:image" content="https://example.org/images/a.jpg">', 'og:image'],
  ['og:image:width', '<meta property="og:image:width" content="1600">', 'og:image:width'],
  ['og:image:height', '<meta property="og:image:height" content="900">', 'og:image:height'],
  ['og:image:alt', '<meta property="og:image:alt" content="A white tower', 'og:image:alt'],
  ['article:published_time', '<meta property="article:published_time" content="2026-06-01">', 'published_time'],
  ['article:modified_time', '<meta property="article:modified_time" content="2026-07-03">', 'modified_time'],
  ['article:author', '<meta property="article:author" content="https://example.org/mira">', 'article:author'],
  ['article:section', '<meta property="article:section" content="Film">', 'article:section'],
  ['article:tag', /(?:<meta property="article:tag" content="[^"]+">\n){3}/, 'article:tag'],
  ['twitter:card', '<meta name="twitter:card" content="summary_large_image">', 'summary_large_image'],
  ['twitter:title', '<meta name="twitter:title" content="The Keeper', 'twitter:title'],
  ['twitter:description', '<meta name="twitter:description" content="A film', 'twitter:description'],
  ['twitter:image', '<meta name="twitter:image" content="https://example.org/images/a.jpg">', 'twitter:image'],
  ['twitter:image:alt', '<meta name="twitter:image:alt" content="A white tower', 'twitter:image:alt'],
  ['DC.title', '<meta name="DC.title" content="The Keeper', 'DC.title'],
  ['DC.creator', '<meta name="DC.creator" content="Mira Holt">\n<meta name="DC.creator" content="Jonas', 'DC.creator'],
  ['DC.contributor', '<meta name="DC.contributor" content="Ada Brandt">', 'DC.contributor'],
  ['DC.date', '<meta name="DC.date" content="2026-06-01">', 'DC.date'],
  ['DC.language', '<meta name="DC.language" content="en-GB">', 'DC.language'],
  ['DC.rights', '<meta name="DC.rights" content="CC BY-SA 4.0">', 'DC.rights'],
  ['DC.type', '<meta name="DC.type" content="Text">', null],
  ['DC.format', '<meta name="DC.format" content="text/html">', null],
  ['citation_title', '<meta name="citation_title" content="The Keeper', 'citation_title'],
  ['citation_author', '<meta name="citation_author" content="Holt, Mira">', 'citation_author'],
  ['citation_publication_date', 'name="citation_publication_date" content="2026/06/01">', 'citation_publication_date'],
  ['citation_journal_title', 'name="citation_journal_title" content="The Long Room">', 'citation_journal_title'],
  ['citation_language', '<meta name="citation_language" content="en-GB">', 'citation_language'],
  ['h-entry', '<article class="h-entry">', null],
  ['p-name', '<h1 class="p-name">The Keeper', null],
  ['p-summary', '<p class="standfirst p-summary">', 'p-summary'],
  ['e-content', '<div class="e-content">', null],
  ['p-author h-card', '<span class="p-author h-card"', 'p-author'],
  ['dt-published', '<time class="dt-published" datetime="2026-06-01">', 'dt-published'],
  ['dt-updated', 'Updated <time class="dt-updated" datetime="2026-07-03">3 July 2026</time>', 'dt-updated'],
  ['p-category', '<li class="p-category">lighthouses</li>', 'p-category'],
  ['u-featured', 'class="u-featured"', 'u-featured'],
  ['u-url', `<data class="u-url" value="${URL_OF}"></data>`, 'u-url'],
  ['p-contributor h-card', '<span class="p-contributor h-card"', 'p-contributor'],
  [
    'figure',
    /<figure id="figure-1"[^>]*><img [^>]*alt="A spiral [^>]*width="900" height="1200"[^>]*loading="lazy"><figcaption>/,
    '<figure',
  ],
  ['credit', '<small class="credit">Photograph: Jonas Eik, <a rel="license"', '<small'],
  ['note reference', '<a id="fnref-1" href="#fn-1" role="doc-noteref">', 'doc-noteref'],
  ['notes', '<section class="footnotes" role="doc-endnotes" aria-labelledby="notes">\n<h2 id="notes">', 'doc-endnotes'],
  ['back link', /<a href="#fnref-1" role="doc-backlink" aria-label="Back to reference 1"/, 'doc-backlink'],
]

const person = (name: string) => expect.objectContaining({ '@type': 'Person', name })
const JSON_LD: Readonly<Record<string, unknown>> = {
  headline: 'The Keeper and the Lamp',
  alternativeHeadline: 'Why the camera never leaves the stair',
  description: expect.stringContaining('A film about a lighthouse'),
  inLanguage: 'en-GB',
  mainEntityOfPage: URL_OF,
  datePublished: '2026-06-01',
  dateModified: '2026-07-03',
  articleSection: 'Film',
  keywords: ['lighthouses', 'silence', 'slow cinema'],
  author: [
    {
      '@type': 'Person',
      name: 'Mira Holt',
      url: 'https://example.org/mira',
      description: expect.stringMatching(/^Mira/),
    },
    person('Jonas Eik'),
  ],
  editor: [person('Ada Brandt'), person('Teo Marsh'), person('Wen Li')],
  contributor: expect.arrayContaining([
    { '@type': 'Role', roleName: 'Fact checker', contributor: person('Teo Marsh') },
  ]),
  image: expect.arrayContaining([
    {
      '@type': 'ImageObject',
      contentUrl: 'https://example.org/images/a.jpg',
      caption: 'The tower in the first shot.',
      description: expect.stringMatching(/^A white tower/),
      creditText: 'Photograph: Jonas Eik',
      creator: person('Jonas Eik'),
      license: 'https://creativecommons.org/licenses/by/4.0/',
      acquireLicensePage: 'https://example.org/tower',
      width: 1600,
      height: 900,
    },
  ]),
  license: expect.objectContaining({ url: 'https://creativecommons.org/licenses/by-sa/4.0/' }),
  publisher: { '@type': 'Organization', ...publication },
  citation: [
    { '@type': 'CreativeWork', name: 'Aas, Henrike. Notes from a Tower. Pier & Sons, 1931.' },
    {
      '@type': 'CreativeWork',
      name: 'Liu, Ana. “The <Lamp> Room.” Archive, 2019.',
      url: 'https://example.org/archive',
    },
    { '@type': 'CreativeWork', name: 'Struck, Out. Written.' },
  ],
  isBasedOn: URL_OF,
}

const scriptOf = (html: string) => /<script type="application\/ld\+json">(.*)<\/script>/.exec(html)?.[1] ?? ''

describe('every cell of publishing.md, section 5', () => {
  it.each(MARKUP)('%s', (_, said, absent) => {
    expect(whole).toMatch(said)
    if (absent === null) return
    expect(least).not.toMatch(absent)
  })

  it.each(Object.entries(JSON_LD))('JSON-LD: %s', (name, value) => {
    expect(JSON.parse(scriptOf(whole))[name]).toEqual(value)
    expect(JSON.parse(scriptOf(least))).not.toHaveProperty(name)
  })

  it('JSON-LD: what every page says', () => {
    for (const html of [whole, least])
      expect(JSON.parse(scriptOf(html))).toMatchObject({
        '@type': 'Article',
        wordCount: expect.any(Number),
        isAccessibleForFree: true,
      })
    expect(JSON.parse(scriptOf(whole)).timeRequired).toMatch(/^PT\d+M$/)
    expect(scriptOf(whole)).not.toContain('<')
  })

  it.each(LOOK_NAMES)('print: %s', (name) => {
    const sheet = (one: string) => readFileSync(new URL(`../../assets/publication/${one}.css`, import.meta.url), 'utf8')
    const css = `${sheet('magazine')}\n${name === 'magazine' ? '' : sheet(name)}`
    const print = css.slice(css.indexOf('@page'))
    for (const rule of ['margin: 2.5cm', 'font-size: 12pt', 'orphans: 3', 'widows: 3', 'break-after: avoid'])
      expect(print).toContain(rule)
    expect(print).toContain('content: " (" attr(href) ")"')
    expect(print).toMatch(/:is\(a\[role\^="doc-"\][^{]*::after \{\s*content: none/)
    expect(print).toMatch(/:is\(figure, blockquote[^{]*tr[^{]*\{\s*break-inside: avoid/)
  })

  it('leaves nothing empty behind', () => {
    expect(least).not.toMatch(/content=""|href=""|<(p|ul|span|section|footer|figure|data)\b[^>]*><\/\1>/)
    expect(scriptOf(least)).not.toMatch(/:(""|\[\]|\{\}|null)/)
  })
})

describe('what a page says of where it stands', () => {
  it('names no work of its own as what it is based on', () => {
    for (const url of ['https://www.example.org/', '', 'https://example.org/elsewhere'])
      expect(page(full, { publication: { name: 'Home', url } })).not.toContain('isBasedOn')
  })

  it('is not taken for the essay’s own when the page comes back', () => {
    const read = fromHtml(whole, { kind: 'document', id: full.id, picture: fixturePicture })
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value.essay.metadata).toMatchObject({ updated: '2026-07-03', canonicalUrl: URL_OF })
    expect(JSON.stringify(read.value.essay)).not.toContain('Long Room')
  })

  const house = builtIn({
    id: 'own',
    name: 'Own',
    description: '',
    format: 'html-page',
    publication: { name: 'Mira Holt’s Notebook', url: 'https://holt.example/' },
  })

  it('comes from the profile, and is not there where names are left out', async () => {
    const named = mainText(await publish(full, house, PUBLISH_OPTIONS))
    expect(named).toContain('content="Mira Holt’s Notebook"')
    const blind = mainText(await publish(full, { ...house, rules: { anonymous: true } }, PUBLISH_OPTIONS))
    expect(blind).not.toMatch(/Holt|og:site_name|publisher|isBasedOn|citation_journal_title/)
    // The works cited stay, without those who made the essay.
    expect(JSON.parse(scriptOf(blind)).citation[0].name).toBe('Aas, Henrike. Notes from a Tower. Pier & Sons, 1931.')
  })

  it('is read with the profile, strictly', () => {
    expect(readProfile(writeProfile(house))).toEqual({ ok: true, value: house })
    const { publication: _, ...before } = house
    expect(readProfile(JSON.stringify(before))).toMatchObject({ ok: true, value: { publication: null } })
    for (const wrong of [
      { name: ' ', url: '' },
      { name: 'x', url: 'javascript:1' },
      { name: 'x', url: '', city: 'y' },
    ])
      expect(readProfile(JSON.stringify({ ...house, publication: wrong }))).toMatchObject({
        ok: false,
        problem: { subject: expect.stringMatching(/^publication/) },
      })
  })
})

it('says of pictures what is printed: a suggested deletion in a caption is out of JSON-LD, too', () => {
  const [first] = RICH_ASSETS
  const gone = marked(' and gone', { type: 'deletion', attrs: { id: 's1' } })
  const body = doc([
    figure({ src: `asset:${first?.hash}`, alt: 'x' }, ['Here', gone], ['By me', gone]),
    node('paragraph'),
  ])
  const html = page({ ...full, body })
  expect(html).toContain('"caption":"Here"')
  expect(html).not.toContain('gone')
})
