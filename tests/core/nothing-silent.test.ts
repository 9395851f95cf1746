import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { spokenSoup } from '../builders/arbitrary-html.ts'
import { spokenMarkdown } from '../builders/arbitrary-markdown.ts'
import { fixturePicture } from '../builders/example-assets.ts'
import { silentRuns } from '../builders/silent-runs.ts'
import { visibleWordsOfHtml, visibleWordsOfMarkdown, wordAt } from '../builders/visible-words.ts'

const RUNS = Number(process.env.RUNS ?? 600)
const reading = { id: ARBITRARY_ID, picture: fixturePicture }

/** Fails with what was dropped in silence, and from what. */
function expectTold(input: string, visible: readonly string[], read: ReturnType<typeof fromHtml>): void {
  if (!read.ok) return
  const silent = silentRuns(visible, read.value)
  if (silent !== '') expect(`${silent}\n${JSON.stringify(input)}`).toBe('')
}

describe('every word that its reader would see is in the essay or told as a loss, with its place', () => {
  it.each(['fragment', 'document'] as const)('HTML, read as a %s', (kind) => {
    fc.assert(
      fc.property(spokenSoup(wordAt), (html) =>
        expectTold(html, visibleWordsOfHtml(html, kind), fromHtml(html, { ...reading, kind })),
      ),
      { numRuns: RUNS },
    )
  })

  it('Markdown, as micromark sees it', () => {
    fc.assert(
      fc.property(spokenMarkdown(wordAt), (text) =>
        expectTold(text, visibleWordsOfMarkdown(text), fromMarkdown(text, reading)),
      ),
      { numRuns: RUNS },
    )
  })

  it.each([
    ['a noscript', 'fragment', '<p>a</p><noscript>lamp0000e</noscript>'],
    ['a table of contents', 'document', '<nav>lamp0000e</nav><p>a</p>'],
    ['text beside the article', 'document', '<main>lamp0000e<div class="entry-content"><p>a</p></div></main>'],
    ['a list that only looks like notes', 'fragment', '<ol>lamp0000e<button data-fn="a">b</button></ol>'],
    [
      'a second note of one name',
      'fragment',
      '<ol class="footnotes"><li data-fn="a">b</li><li data-fn="a">lamp0000e</li></ol>',
    ],
    ['what an abbreviation stands for', 'fragment', '<p><abbr title="lamp0000e">L.</abbr></p>'],
    ['a formula of a script', 'fragment', '<p>a</p><script type="math/tex">lamp0000e</script>'],
    ['a button in a listing', 'fragment', '<pre><button>lamp0000e</button>a</pre>'],
    ['a line about the author', 'document', '<p class="byline">By <a href="/x">Ana Li</a>, lamp0000e</p><p>a</p>'],
  ] as const)('%s is told', (_, kind, html) => {
    expectTold(html, ['lamp0000e'], fromHtml(html, { ...reading, kind }))
  })

  it.each([
    ['the name of a box', '::: lamp0000e\na\n:::\n'],
    ['text behind a shortcode', '{{< figure src="a" >}} lamp0000e >}}'],
    ['the name of a box in a text read as HTML', '<section>\n\n::: lamp0000e\na\n:::\n'],
    ['a note with a lost tag', '^[lamp0000e </svg>]'],
    ['a detail of a shortcode', '{{< figure src="a" title="lamp0000e" >}}'],
    ['a second note of one name', 'a[^n]\n\n[^n]: b\n[^n]: lamp0000e\n'],
    ['the address of a link that is not there', 'a\n\n[lamp0000e]: https://example.org/\n'],
    ['a comment in the form of an address', 'a\n\n[//]: # (lamp0000e)\n'],
    ['what stands behind the language of code', '```js title=lamp0000e\na\n```\n'],
    ['a detail of a picture for Pandoc', '![a](b.jpg){lamp0000e=1}\n'],
    ['the id of a picture for Pandoc', '![a](b.jpg){#lamp0000e alt=x}\n'],
    ['the second value of a key', '---\ntitle: lamp0000e\ntitle: b\n---\n'],
    ['a state that no essay has', '---\nstatus: lamp0000e\n---\n'],
    ['the address of a person that is not allowed', '---\nauthors: [{name: A, url: "javascript:lamp0000e"}]\n---\n'],
    ['more about a person', '---\nauthors: [{name: A, email: lamp0000e}]\n---\n'],
    ['more about a cover', '---\ncover: {image: a.jpg, place: lamp0000e}\n---\n'],
    ['a licence with an address that is not allowed', '---\nlicense: {name: A, url: "javascript:lamp0000e"}\n---\n'],
  ] as const)('%s is told', (_, text) => {
    expectTold(text, ['lamp0000e'], fromMarkdown(text, reading))
  })
})
