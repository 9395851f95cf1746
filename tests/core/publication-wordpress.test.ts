import { describe, expect, it } from 'vitest'
import type { NodeJson } from '../../core/essay/json.ts'
import { block } from '../../core/formats/wordpress/block.ts'
import { publish } from '../../core/publication/publish.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { doc, figure, marked, node, p } from '../builders/nodes.ts'
import { canonical, PUBLISH_OPTIONS, profileNamed, published } from '../builders/published.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'
import { awkwardEssayWithFiles } from '../builders/rich-essay-files.ts'

const withBody = (...blocks: NodeJson[]) => ({ ...richEssay, body: doc(blocks), people: [], credits: [] })

/** Comments in order: each end closes the block that was opened last, and nothing stands outside a block. */
function unbalanced(html: string): string {
  const open: string[] = []
  let rest = html
  for (const [whole, end, name = ''] of html.matchAll(/<!-- (\/)?wp:([a-z-]+)(?: \{[^\n]*?\})? -->/g)) {
    const before = rest.slice(0, rest.indexOf(whole))
    rest = rest.slice(rest.indexOf(whole) + whole.length)
    if (open.length === 0 && before.trim() !== '') return `outside a block: ${before.trim().slice(0, 80)}`
    if (!end) open.push(name)
    else if (open.pop() !== name) return `ends another: ${name}`
  }
  return open.length > 0 || rest.trim() !== '' ? `left over: ${open.join()} ${rest.trim()}` : ''
}

describe('blocks for WordPress', () => {
  it('stand in their comments, whatever the essay holds', async () => {
    const essays = [['rich', richEssay], ['awkward', awkwardEssayWithFiles().essay], ...fixtureEssays()] as const
    for (const [name, essay] of essays)
      expect(`${name}: ${unbalanced((await published(essay, 'community-magazine')).text)}`).toBe(`${name}: `)
  })

  it('cannot be ended by an attribute', () => {
    expect(block('x', { a: '--><script>&"\\"' }, '')).toBe(
      '<!-- wp:x {"a":"\\u002d\\u002d\\u003e\\u003cscript\\u003e\\u0026\\u0022\\\\\\u0022"} -->\n\n<!-- /wp:x -->',
    )
  })

  it('put caption and credit into the one line that there is, and say so', async () => {
    const { text, losses } = await published(richEssay, 'wordpress')
    expect(text).toContain(
      '<figcaption class="wp-element-caption">The lamp room. Eleven seconds in all. <small><a href="https://example.org/archive/lamp-room">Ana Liu</a>, Public domain</small></figcaption>',
    )
    expect(losses.find(({ kind }) => kind === 'figure-caption')).toMatchObject({ count: 4 })
    const bare = withBody(figure({ src: `asset:${RICH_ASSETS[0]?.hash}`, alt: 'A' }, ['Only a caption.']))
    expect((await published(bare, 'wordpress')).losses.map(({ kind }) => kind)).not.toContain('figure-caption')
  })

  it('name a linked picture without alt text, and keep what looks like a sign in one from being taken for it', async () => {
    const src = `asset:${RICH_ASSETS[0]?.hash}`
    const { text, losses } = await published(
      withBody(
        figure({ src, alt: '', decorative: true, href: 'https://example.org/map' }, ['The way up.']),
        figure({ src, alt: '', decorative: true, href: 'https://example.org/map' }, []),
        figure({ src, alt: 'R&B, &amp; and &lt;' }, []),
      ),
      'wordpress',
    )
    expect([...text.matchAll(/ alt="([^"]*)"/g)].map(([, alt]) => alt)).toEqual([
      'The way up.',
      'https://example.org/map',
      'R&amp;B, \uff06amp; and \uff06lt;',
    ])
    expect(losses).toContainEqual(expect.objectContaining({ kind: 'linked-ornament', count: 2 }))
    expect(losses).toContainEqual(expect.objectContaining({ kind: 'alt-sign', count: 1 }))
  })

  it.each([
    ['{caption} ({credit})', 'East. (<small>Jonas Eik</small>)'],
    ['{credit}: {caption}', '<small>Jonas Eik</small>: East.'],
    ['Fig. {caption}', 'Fig. East. <small>Jonas Eik</small>'],
    ['<{caption} & {credit}>', '&lt;East. &amp; <small>Jonas Eik</small>&gt;'],
  ])('put caption and credit together as the house has it: %s', async (caption, line) => {
    const profile = { ...profileNamed('wordpress'), rules: { pictures: { caption } } }
    const { files } = await publish(canonical(richEssay), profile, PUBLISH_OPTIONS)
    expect(files[0].content).toContain(`<figcaption class="wp-element-caption">${line}</figcaption>`)
    const bare = withBody(figure({ src: `asset:${RICH_ASSETS[0]?.hash}`, alt: 'A' }, ['Only a caption.']))
    const [{ content }] = (await publish(canonical(bare), profile, PUBLISH_OPTIONS)).files
    expect(content).toContain('>Only a caption.</figcaption>')
  })

  it('are on the clipboard as HTML and as text at once', async () => {
    const { text, clipboard } = await published(richEssay, 'wordpress')
    expect(clipboard).toEqual({ html: text, text, rtf: '', losses: [] })
  })

  it('run no shortcode and no template', async () => {
    const text = (
      await published(withBody(p('A [gallery ids="1"] and [sic].'), node('codeBlock', {}, 'a[1]')), 'wordpress')
    ).text
    expect(text).not.toContain('[')
    expect(text).toContain('&#91;gallery')
  })

  it('keep what has no block as HTML, and say so', async () => {
    const list = node('bulletList', {}, node('listItem', {}, p('One'), node('blockquote', {}, p('Two'))))
    const { text, losses } = await published(withBody(list), 'wordpress')
    expect(text).toContain('<!-- wp:html -->\n<ul><li><p>One</p><blockquote><p>Two</p></blockquote></li></ul>')
    expect(losses.find(({ kind }) => kind === 'html-block')?.place).toContain('One')
  })

  it('put a language on a span, where it is kept', async () => {
    const text = (
      await published(withBody(node('paragraph', { lang: 'fr' }, 'Bonjour ', marked('toi', 'bold'))), 'wordpress')
    ).text
    expect(text).toContain('<p><span lang="fr">Bonjour <strong>toi</strong></span></p>')
  })

  it('name pictures where the site keeps them, where that is known', async () => {
    const uploads = 'https://example.org/wp-content/uploads/2026/06/'
    const house = { ...profileNamed('wordpress'), options: { uploads } }
    const { files } = await publish(canonical(richEssay), house, PUBLISH_OPTIONS)
    expect(files[0].content).toContain(`<img src="${uploads}stair.jpg"`)
    expect(files.map(({ path }) => path)).toContain('images/stair.jpg')
  })

  it('a community magazine has byline, biography, editors and the question, in the order of its pages', async () => {
    const { text, pictures } = await published(richEssay, 'community-magazine')
    const order = [
      'By Mira Holt and Jonas Eik',
      'It begins with',
      'Which film taught',
      'About the authors',
      'fourth floor',
      'Edited by Ada',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(pictures).toContain('images/mira.jpg')
    expect((await published(richEssay, 'wordpress')).pictures).not.toContain('images/mira.jpg')
  })
})
