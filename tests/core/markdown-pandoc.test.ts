import { describe, expect, it } from 'vitest'
import type { NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { makeNode } from '../../core/formats/markdown/nodes.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'

const text = (words: string, ...marks: readonly string[]): NodeJson => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
})
const paragraph = (...content: readonly NodeJson[]): NodeJson => ({ type: 'paragraph', content })
const image = (attrs: NodeJson['attrs']): NodeJson => ({ type: 'image', attrs: { src: 'a.png', alt: '', ...attrs } })
const figure = (attrs: NodeJson['attrs'], ...caption: readonly NodeJson[]): NodeJson => ({
  type: 'figure',
  attrs: { src: 'a.png', alt: '', ...attrs },
  content: [{ type: 'figcaption', content: caption }, { type: 'figcredit' }],
})

function pandoc(...content: readonly NodeJson[]): string {
  const essay = newEssay(ARBITRARY_ID, { body: { type: 'doc', content } })
  return toMarkdown(essay, { dialect: 'pandoc', address: () => '', frontMatter: false }).text.trim()
}

describe('Markdown for pandoc -f gfm', () => {
  it('hides an address whose link a quotation mark follows before the credit of a caption', () => {
    const link = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://a.b/', title: '' } }] }
    const credited = (...caption: readonly NodeJson[]) => ({
      ...figure({}),
      content: [
        { type: 'figcaption', content: caption },
        { type: 'figcredit', content: [text('lamp')] },
      ],
    })
    const body = { type: 'doc' as const, content: [credited(link, text('»')), credited(link, text('.'))] }
    const written = toMarkdown(newEssay(ARBITRARY_ID, { body }), {
      dialect: 'portable',
      address: () => '',
      frontMatter: false,
    })
    expect(written.text).toContain('[x](<https://a.b/>)» <small class="credit">')
    expect(written.text).toContain('[x](https://a.b/). <small class="credit">')
  })
})

/** Each was read otherwise by pandoc 2.17, as `npm run fidelity` saw it. */
describe('Markdown for Pandoc', () => {
  it('begins no attribute with a space, and hides what means something in attributes', () => {
    expect(pandoc(figure({ alt: ' a <b> `c` &amp; d' }))).toBe('![](a.png){alt="&#32;a &#60;b> &#96;c&#96; \\&amp; d"}')
  })

  it('hides formulas, tags, brackets and code in titles', () => {
    expect(pandoc(paragraph(text('x '), image({ title: '$a$ <b> [c] `d`' })))).toBe(
      'x ![](a.png "\\$a\\$ &lt;b\\> \\[c\\] &#96;d&#96;")',
    )
  })

  it('sets a note that begins with a box below its label', () => {
    const note = {
      type: 'footnote',
      attrs: { id: 'a' },
      content: [{ ...paragraph(text('mot')), attrs: { lang: 'fr' } }],
    }
    expect(
      pandoc(paragraph(text('x'), { type: 'footnoteRef', attrs: { id: 'a' } }), { type: 'footnotes', content: [note] }),
    ).toBe('x[^a]\n\n[^a]:\n    ::: {lang="fr"}\n    mot\n    :::')
  })

  it('marks by tags where a quotation goes on behind the mark', () => {
    expect(pandoc(paragraph(text('“a', 'bold'), text(' b”')))).toBe('<strong>“a</strong> b”')
    expect(pandoc(paragraph(text('“a”', 'bold'), text(' b')))).toBe('**“a”** b')
  })

  it('keeps a subscript from the tildes of a mark beside it', () => {
    expect(pandoc(paragraph(text('a', 'strike', 'subscript')))).toBe('~~<sub>a</sub>~~')
    expect(pandoc(paragraph(text('a', 'subscript')))).toBe('~a~')
  })

  it('says that a picture alone in the caption of a gallery is no figure', () => {
    const gallery = {
      type: 'gallery',
      attrs: { columns: 2 },
      content: [figure({}), figure({}), { type: 'figcaption', content: [image({})] }],
    }
    expect(pandoc(gallery)).toContain('\n\n![](a.png)<!-- inline -->\n:::')
  })

  it('escapes the signs at the end of a heading once', () => {
    expect(pandoc({ type: 'heading', attrs: { level: 2 }, content: [text('a #')] })).toBe('## a \\#')
  })
})

describe('attributes in braces', () => {
  it('may hold character references', () => {
    const read = fromMarkdown('![c](a.png){alt="&#32;a &lt;b \\&amp;"}', { id: ARBITRARY_ID, picture: () => null })
    const body = read.ok ? read.value.essay.body : null
    expect(body?.content?.[0]?.attrs?.alt).toBe(' a <b &amp;')
  })
})

describe('Markdown for Pandoc, in lists', () => {
  it('ends no comment that a line of code seems to begin', () => {
    const code: NodeJson = { type: 'codeBlock', content: [text('<!-- a')] }
    const item: NodeJson = { type: 'listItem', content: [code, paragraph(text('b --> c'))] }
    expect(pandoc({ type: 'bulletList', content: [item] })).toBe('- ~~~\n  <!-- a\n  ~~~\n\n  b \\--\\> c')
    expect(pandoc(figure({ alt: '-->' }))).toBe('![](a.png){alt="--&#62;"}')
  })
})

/** As above, by its reader of GitHub's Markdown. */
describe('Markdown for pandoc -f gfm', () => {
  it('opens no comment in a title, in which it would take no escape up to the end of it', () => {
    const link = { type: 'link', attrs: { href: '/b', title: 'a <!-- < b <c' } }
    const content = [makeNode('paragraph', {}, [{ type: 'text', text: 'x', marks: [link] }, text(' --> &#35;')])]
    const essay = newEssay(ARBITRARY_ID, { body: { type: 'doc', content } })
    expect(toMarkdown(essay, { dialect: 'portable', address: () => '', frontMatter: false }).text).toBe(
      '[x](/b "a \\<!-- < b \\<c") --> \\&#35;\n',
    )
  })

  it('names no note in a title: in the note itself pandoc would read it for ever', () => {
    const link = { type: 'link', attrs: { href: '/b', title: 'see [^a]' } }
    const content = [
      makeNode('paragraph', {}, [text('x'), { type: 'footnoteRef', attrs: { id: 'a' } }]),
      makeNode('footnotes', {}, [
        makeNode('footnote', { id: 'a' }, [makeNode('paragraph', {}, [{ type: 'text', text: 'y', marks: [link] }])]),
      ]),
    ]
    const essay = newEssay(ARBITRARY_ID, { body: { type: 'doc', content } })
    expect(toMarkdown(essay, { dialect: 'portable', address: () => '', frontMatter: false }).text).toBe(
      'x[^a]\n\n[^a]: [y](/b "see \\[^a]")\n',
    )
  })
})
