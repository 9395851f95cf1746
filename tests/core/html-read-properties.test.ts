import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { type NodeJson, stringAttr, walk } from '../../core/essay/json.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { assetHash } from '../../core/essay/url.ts'
import { fromHtml, type HtmlReadOptions } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { htmlSoup, wordySoup } from '../builders/arbitrary-html.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { exampleAddress, examplePicture, fixturePicture } from '../builders/example-assets.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/html-in')
/** The beginning of a page that says it is Galley's, with everything in it that a stranger may have written. */
const OWN = `<meta name="generator" content="Galley"><script type="application/ld+json">{"@type":"Article","headline":[{"name":1},"x"],"keywords":[{},null,"a"],"url":"javascript:alert(1)","inLanguage":"no language","datePublished":"2026-99-99","license":{"url":"data:x"},"author":[null,{"name":"y"}],"contributor":[1]}</script><article class="h-entry"><figure class="cover" data-permission="all" data-src="javascript:1"></figure><span class="h-card" data-person="../x" data-order="0"></span><span class="h-card" data-person="y" data-order="-1" data-role="king"></span><span class="h-card" data-person="y" data-order="0"><img class="u-photo" src="file:///x"></span><div class="e-content">`
const LOOK = { stylesheet: '', stylesheetHash: '' }

function read(html: string, kind: HtmlReadOptions['kind'], picture = fixturePicture): Essay {
  const found = fromHtml(html, { kind, id: ARBITRARY_ID, picture })
  if (!found.ok) throw new Error(found.problem.message)
  return found.value.essay
}

/** What the strict reader makes of it; throws where it refuses. */
function strict(essay: Essay): Essay {
  const found = essayFromJson(JSON.parse(JSON.stringify(essay)))
  if (!found.ok) throw new Error(found.problem.message)
  return found.value
}

function page(essay: Essay): string {
  return toHtml(essay, { kind: 'page', look: LOOK, address: exampleAddress }).text
}

function inOrder(essay: Essay): Essay {
  return { ...essay, assets: [...essay.assets].sort((a, b) => a.hash.localeCompare(b.hash)) }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a page that Galley wrote', () => {
  it.each(TEXT_CLASSES.map((textClass) => [textClass.name, textClass] as const))(
    'comes back whole: %s',
    (_, textClass) => {
      fc.assert(
        fc.property(arbitraryEssay({ line: lineOf(textClass) }), (essay) => {
          expect(plain(inOrder(read(page(essay), 'document', examplePicture)))).toEqual(plain(inOrder(essay)))
        }),
        { numRuns: 200 },
      )
    },
  )

  it('comes back without losses', () => {
    fc.assert(
      fc.property(arbitraryEssay(), (essay) => {
        const found = fromHtml(page(essay), { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
        const kinds = found.ok ? found.value.losses.map((loss) => loss.kind) : ['refused']
        expect(kinds.filter((kind) => kind !== 'remote-picture')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is read from any beginning of its file', () => {
    fc.assert(
      fc.property(arbitraryEssay(), fc.double({ min: 0, max: 1, noNaN: true }), (essay, part) => {
        const html = page(essay)
        strict(read(html.slice(0, Math.floor(html.length * part)), 'document', examplePicture))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a fragment that Galley wrote', () => {
  it('keeps its words, figures and notes', () => {
    fc.assert(
      fc.property(
        arbitraryEssay({ line: fc.constantFrom('lamp', 'oil and wick', 'the keeper', 'dawn'), without: ['image'] }),
        (essay) => {
          const html = toHtml(
            { ...essay, metadata: { ...essay.metadata, closingQuestion: '' } },
            { kind: 'fragment', address: exampleAddress },
          ).text
          const back = read(html, 'fragment', examplePicture)
          expect(count(back.body, 'footnoteRef')).toBe(count(essay.body, 'footnoteRef'))
          expect(count(back.body, 'footnote')).toBe(count(essay.body, 'footnote'))
          expect(bareWords(back.body)).toEqual(expect.arrayContaining([...new Set(bareWords(essay.body))]))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('any HTML', () => {
  it.each(['document', 'fragment'] as const)('gives an essay that the strict reader takes (%s)', (kind) => {
    fc.assert(
      fc.property(
        fc.oneof(
          htmlSoup,
          fc.string({ unit: 'binary' }),
          htmlSoup.map((soup) => `<html><head><title>x</title></head><body><main>${soup}</main>`),
          htmlSoup.map((soup) => `${OWN}${soup}</div>${soup}`),
        ),
        (html) => {
          const essay = read(html, kind)
          expect(plain(strict(essay))).toEqual(plain(essay))
          assertAssetsListed(essay)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keeps every word where nothing is left out on purpose', () => {
    fc.assert(
      fc.property(wordySoup, ({ html, words }) => {
        expect([...wordsOf(read(html, 'fragment').body)].sort()).toEqual([...words].sort())
      }),
      { numRuns: 300 },
    )
  })

  it('is the same essay after one more way through a page', () => {
    fc.assert(
      fc.property(htmlSoup, (html) => {
        const essay = read(html, 'fragment', examplePicture)
        expect(plain(read(page(essay), 'document', examplePicture).body)).toEqual(plain(essay.body))
      }),
      { numRuns: 150 },
    )
  })

  it('gives an essay from every beginning of every fixture', () => {
    for (const kind of ['document', 'fragment'] as const) {
      for (const name of readdirSync(join(FIXTURES, kind))) {
        const html = readFileSync(join(FIXTURES, kind, name, 'in.html'), 'utf8')
        if (name === 'page-too-deep') continue
        for (let part = 1; part <= 7; part++) strict(read(html.slice(0, (html.length * part) / 8), kind))
      }
    }
  })
})

describe('limits', () => {
  const problem = (html: string, kind: HtmlReadOptions['kind'] = 'document'): string => {
    const found = fromHtml(html, { kind, id: ARBITRARY_ID, picture: () => null })
    return found.ok ? 'read' : `${found.problem.code}: ${found.problem.message}`
  }
  const deep = 'too-large: This HTML is too large: its elements are nested deeper than 256 levels.'

  it.each(['<div>', '<b class=a>', '<ul><li>', '<blockquote>', '<svg>', '<math><mi>', '<font>', '<section><x-y>'])(
    'refuses 100,000 nested %s',
    (tag) => {
      expect(problem(tag.repeat(100_000))).toBe(deep)
      expect(problem(tag.repeat(100_000), 'fragment')).toBe(deep)
    },
  )

  it('takes 200 levels, and moves up what an essay cannot nest', () => {
    const found = fromHtml(`${'<blockquote>'.repeat(200)}<p>lamp</p>`, {
      kind: 'fragment',
      id: ARBITRARY_ID,
      picture: () => null,
    })
    if (!found.ok) throw new Error(found.problem.message)
    expect(wordsOf(strict(found.value.essay).body)).toEqual(['lamp'])
    expect(found.value.losses.map((loss) => loss.kind)).toEqual(['too-deep'])
  })

  it('refuses too many nodes and too much markup, and does not count pictures as markup', () => {
    expect(problem('<br>'.repeat(500_001))).toBe(
      'too-large: This HTML is too large: it holds more than 500000 elements and texts.',
    )
    expect(problem(`<!--${'x'.repeat(20_000_000)}`)).toBe(
      'too-large: This HTML is too large: it has more than 20 million characters beside its pictures.',
    )
    expect(problem(`<img src="data:image/png;base64,${'iVBO'.repeat(6_000_000)}">`)).toBe('read')
  })

  it('reads long lines, many attributes and unclosed everything', () => {
    for (const html of [
      '<'.repeat(200_000),
      '&'.repeat(200_000),
      `<p>${'x'.repeat(5_000_000)}`,
      `<p ${Array.from({ length: 50_000 }, (_, index) => `a${index}`).join(' ')}>x`,
      '<a>'.repeat(50_000),
      '<table>'.repeat(50_000),
      '<!--'.repeat(50_000),
      '[caption]'.repeat(20_000),
      '<p id=a><a href=#a>1</a>'.repeat(5_000),
    ])
      expect(problem(html)).toBe('read')
  })
})

function count(body: NodeJson, type: string): number {
  let found = 0
  walk(body, (node) => {
    if (node.type === type) found++
  })
  return found
}

function wordsOf(body: NodeJson): readonly string[] {
  const words: string[] = []
  const blocks = (node: NodeJson): string =>
    node.type === 'text'
      ? (node.text ?? '')
      : node.type === 'hardBreak'
        ? ' '
        : (node.content ?? []).map(blocks).join(isLine(node) ? '' : ' ')
  words.push(
    ...blocks(body)
      .split(/\s+/)
      .filter((word) => word !== ''),
  )
  return words
}

/** Words without the marks of punctuation with which a fragment joins them. */
function bareWords(body: NodeJson): readonly string[] {
  return wordsOf(body).map((word) => word.replace(/[^a-z]/gi, ''))
}

function isLine(node: NodeJson): boolean {
  return node.content?.some((child) => child.type === 'text') === true
}

function assertAssetsListed(essay: Essay): void {
  const listed = new Set(essay.assets.map((asset) => asset.hash))
  walk(essay.body, (node) => {
    const hash = assetHash(stringAttr(node, 'src'))
    if (hash !== null && !listed.has(hash)) throw new Error(`${hash} is not among the assets`)
  })
}
