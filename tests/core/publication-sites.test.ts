import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { published } from '../builders/published.ts'
import { richEssay } from '../builders/rich-essay.ts'
import { awkwardEssayWithFiles } from '../builders/rich-essay-files.ts'

const SITES = ['hugo', 'jekyll', 'eleventy', 'astro'] as const
const awkward = awkwardEssayWithFiles().essay
const front = (text: string) => parse(text.split('---\n')[1] ?? '') as Record<string, unknown>

describe('an essay for a static site', () => {
  it.each([
    [
      'hugo',
      'content/essays/the-keeper-and-the-lamp/index.md',
      'content/essays/the-keeper-and-the-lamp/images/stair.jpg',
    ],
    ['jekyll', '_posts/2026-06-01-the-keeper-and-the-lamp.md', 'assets/images/the-keeper-and-the-lamp/stair.jpg'],
    ['eleventy', 'src/essays/the-keeper-and-the-lamp/index.md', 'src/essays/the-keeper-and-the-lamp/images/stair.jpg'],
    [
      'astro',
      'src/content/essays/the-keeper-and-the-lamp/index.md',
      'src/content/essays/the-keeper-and-the-lamp/images/stair.jpg',
    ],
  ])('%s: goes where the generator looks for it', async (id, main, picture) => {
    const publication = await published(richEssay, id)
    expect(publication.main).toBe(main)
    expect(publication.pictures).toContain(picture)
    expect(publication.pictures).not.toContain(picture.replace('stair', 'mira'))
  })

  it.each(SITES)(
    '%s: says caption, credit, source and licence of every figure, and every credit of people',
    async (id) => {
      const { text } = await published(richEssay, id)
      for (const words of [
        'lit from within',
        'Photograph: Jonas Eik',
        'Ana Liu',
        'Public domain',
        'East.',
        'an hour apart',
      ])
        expect(text).toContain(words)
      expect(text).toContain('https://example.org/archive/lamp-room')
      expect(text).toContain('https://creativecommons.org/licenses/by/4.0/')
      for (const line of [
        'Edited by Ada Brandt, Teo Marsh and Wen Li',
        'Sound notes',
        'Which film taught you to count?',
      ])
        expect(text).toContain(line)
    },
  )

  it.each(SITES)('%s: front matter that themes and schemas take', async (id) => {
    const keys = front((await published(richEssay, id)).text)
    expect(keys).toMatchObject({ title: 'The Keeper and the Lamp', tags: ['lighthouses', 'silence', 'slow cinema'] })
    expect(keys.authors).toEqual(['Mira Holt', 'Jonas Eik'])
    const bare = { ...richEssay, people: [], credits: [], metadata: { ...richEssay.metadata, tags: [], cover: null } }
    expect(front((await published(bare, id)).text)).toMatchObject({ tags: [], authors: [] })
    // Bare, so that YAML gives a date where a schema asks for one.
    expect((await published(richEssay, id)).text).toMatch(/^(pubDate|date): 2026-06-01$/m)
    const kept = { ...richEssay, metadata: { ...richEssay.metadata, extra: { weight: 7, title: 'another' } } }
    expect(front((await published(kept, id)).text)).toMatchObject({ weight: 7, title: 'The Keeper and the Lamp' })
  })

  it.each([
    ['hugo', 'lastmod'],
    ['jekyll', 'last_modified_at'],
    ['eleventy', 'updated'],
    ['astro', 'updatedDate'],
  ])('%s: knows the day of the last revision as %s, and keeps one’s own where the essay has none', async (id, key) => {
    const metadata = { ...richEssay.metadata, extra: { [key]: 'mine' } }
    expect(front((await published({ ...richEssay, metadata }, id)).text)[key]).toBe('mine')
    const revised = { ...richEssay, metadata: { ...metadata, updated: '2026-07-03' } }
    expect((await published(revised, id)).text).toContain(`\n${key}: 2026-07-03\n`)
  })

  it.each([
    ['hugo', 'draft', true, false],
    ['jekyll', 'published', false, true],
    ['eleventy', 'permalink', false, undefined],
    ['astro', 'draft', true, false],
  ])('%s: is kept back while it is a draft', async (id, key, held, open) => {
    const draft = { ...richEssay, metadata: { ...richEssay.metadata, status: 'draft' as const } }
    expect(front((await published(draft, id)).text)[key]).toBe(held)
    expect(front((await published(richEssay, id)).text)[key]).toBe(open)
  })

  it('is a draft to Jekyll without a date, and its pictures follow the site’s base', async () => {
    const undated = { ...richEssay, metadata: { ...richEssay.metadata, date: '' } }
    expect((await published(undated, 'jekyll')).main).toBe('_drafts/the-keeper-and-the-lamp.md')
    const site = { generator: 'jekyll', essays: 'docs/_posts', base: '/blog', allowsHtml: true, missing: '' } as const
    const { main, text, pictures } = await published(richEssay, 'jekyll', { site })
    expect(main).toBe('docs/_posts/2026-06-01-the-keeper-and-the-lamp.md')
    expect(text).toContain('](/blog/assets/images/the-keeper-and-the-lamp/stair.jpg)')
    expect(pictures).toContain('docs/assets/images/the-keeper-and-the-lamp/stair.jpg')
  })

  it('escapes what a template language would run, and nothing in front matter', async () => {
    for (const id of ['jekyll', 'eleventy']) {
      const { text } = await published(awkward, id)
      expect(text).toContain('{% raw %}{{{% endraw %} page.title }}')
      expect(text).toContain('{% raw %}{%{% endraw %} if x %}')
      expect(text.replace(/\{% (end)?raw %\}/g, '').match(/\{%/g)?.length).toBeGreaterThan(0)
      expect(front(text).title).toBe('Braces: "{{ x }}" & <pipes> | more')
    }
    const hugo = (await published(awkward, 'hugo')).text
    expect(hugo).toContain('A shortcode \\{\\{< figure >}}')
    expect(hugo).toContain('{{</* figure */>}} -->')
  })

  it('has no raw HTML for a Hugo that drops it, and counts what it cannot say', async () => {
    const { text, losses } = await published(richEssay, 'hugo')
    expect(text.split('---\n')[2]).not.toMatch(/(?<!\\)<[a-z]/)
    expect(losses.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'figure-credit',
        'gallery',
        'pull-quote',
        'verse',
        'highlight',
        'prompt',
        'cover',
        'biography',
      ]),
    )
  })

  it('gives Eleventy notes of its own, each with a way back from every place', async () => {
    const { text } = await published(richEssay, 'eleventy')
    for (const id of ['fnref-1', 'fnref-1-2', 'fnref-2']) {
      expect(text).toContain(`id="${id}"`)
      expect(text).toContain(`href="#${id}"`)
    }
    expect(text).not.toContain('[^')
    expect(text).not.toContain('markdown="1"')
    expect((await published(richEssay, 'jekyll')).text).toContain('<figure markdown="1"')
  })

  it('changes signs that Astro would print as codes, and says so', async () => {
    const { text, losses } = await published(awkward, 'astro')
    expect(text).toContain('＆')
    expect(losses.find(({ kind }) => kind === 'alt-sign')?.place).toContain('lamp')
  })
})
