import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { fromWxr } from '../../core/formats/wxr/read-wxr.ts'
import { publish } from '../../core/publication/publish.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { canonical, PUBLISH_OPTIONS, profileNamed, published } from '../builders/published.ts'
import { richEssay } from '../builders/rich-essay.ts'
import { awkwardEssayWithFiles } from '../builders/rich-essay-files.ts'

const awkward = awkwardEssayWithFiles().essay
const ESSAYS: readonly (readonly [string, Essay])[] = [['rich', richEssay], ['awkward', awkward], ...fixtureEssays()]

/** The text of every element by its name, in order, from strict XML. */
function elements(xml: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const open: { name: string; text: string }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => open.push({ name, text: '' }))
  const add = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const { name, text } = open.pop() ?? { name: '', text: '' }
    found.set(name, [...(found.get(name) ?? []), text])
  })
  parser.write(xml).close()
  return found
}

const uploads = 'https://example.org/up/'

describe('WordPress’s exchange format', () => {
  it('is XML, whatever the essay holds', async () => {
    for (const [, essay] of ESSAYS) elements((await published(essay, 'wxr')).text)
    const content = elements((await published(awkward, 'wxr')).text).get('content:encoded')?.[0]
    expect(content).toContain('An end ]]&gt; of a section')
    const breaking = {
      ...richEssay,
      metadata: { ...richEssay.metadata, title: 'a ]]> b ]]]]>', excerpt: 'x\u0000\ud800y' },
    }
    const found = elements((await published(breaking, 'wxr')).text)
    expect(found.get('title')?.[0]).toBe('a ]]&gt; b ]]]]&gt;')
    expect(found.get('excerpt:encoded')?.[0]).toBe('x\ufffdy')
  })

  it('has words that look like HTML as words: title, excerpt, category and tags come back', async () => {
    const words = { title: 'When <em> was & a<b', excerpt: 'An </script> excerpt &amp; more', category: 'Film & <i>' }
    const essay = { ...richEssay, metadata: { ...richEssay.metadata, ...words, tags: ['R&B', 'a<b>'] } }
    const read = fromWxr((await published(essay, 'wxr')).text, { picture: () => null, newId: () => richEssay.id })
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value[0]?.essay.metadata).toMatchObject({ ...words, tags: ['R&B', 'a<b>'] })
  })

  it('has the post, its terms, and its notes in their field', async () => {
    const found = elements((await published(richEssay, 'wxr')).text)
    expect(found.get('wp:wxr_version')).toEqual(['1.2'])
    expect(found.get('wp:post_name')).toEqual(['the-keeper-and-the-lamp'])
    expect(found.get('wp:status')).toEqual(['draft'])
    expect(found.get('wp:post_date')).toEqual(['2026-06-01 00:00:00'])
    expect(found.get('category')).toEqual(['Film', 'lighthouses', 'silence', 'slow cinema'])
    expect(found.get('dc:creator')).toEqual(['mira-holt'])
    const meta = Object.fromEntries(
      found.get('wp:meta_key')?.map((key, index) => [key, found.get('wp:meta_value')?.[index]]) ?? [],
    )
    const notes = JSON.parse(meta.footnotes ?? '[]') as readonly { readonly id: string; readonly content: string }[]
    expect(notes.map(({ content }) => content.slice(0, 20))).toEqual(['The line is spoken o', 'The exception is a s'])
    const content = found.get('content:encoded')?.[0] ?? ''
    expect(content).toContain('<!-- wp:footnotes /-->')
    for (const { id } of notes) {
      expect(id).toMatch(/^[a-f][0-9a-f]{7}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(content).toContain(`<sup data-fn="${id}" class="fn"><a href="#${id}" id="${id}-link">`)
    }
    expect(JSON.parse(meta.galley_credits ?? '')).toContainEqual({
      name: 'Wen Li',
      role: 'other',
      label: 'Sound notes',
    })
  })

  it('has the pictures as attachments only where WordPress can fetch them', async () => {
    const local = await published(richEssay, 'wxr')
    expect(elements(local.text).get('wp:attachment_url')).toBeUndefined()
    expect(local.losses.map(({ kind }) => kind)).toContain('pictures')
    const house = { ...profileNamed('wxr'), options: { uploads, coAuthors: true } }
    const { files, losses } = await publish(canonical(richEssay), house, PUBLISH_OPTIONS)
    const found = elements(String(files[0].content))
    expect(found.get('wp:attachment_url')).toContain(`${uploads}stair.jpg`)
    expect(found.get('content:encoded')?.[0]).toContain(`src="${uploads}stair.jpg"`)
    expect(found.get('wp:meta_value')).toContain('A spiral stair seen from below, each step worn in the middle')
    expect(found.get('wp:meta_key')).toContain('_thumbnail_id')
    expect(found.get('category')).toContain('Jonas Eik')
    expect(losses.map(({ kind }) => kind)).not.toContain('pictures')
  })
})

interface Lexical {
  readonly type: string
  readonly children?: readonly Lexical[]
  readonly [key: string]: unknown
}

/** The zip of an essay for Ghost: its post, its data, its files. */
async function ghost(essay: Essay) {
  const { files, losses } = await published(essay, 'ghost')
  const zip = unzipSync(files[0].content as Uint8Array)
  const json = Object.keys(zip).find((name) => name.endsWith('.json')) ?? ''
  const { data } = JSON.parse(new TextDecoder().decode(zip[json])).db[0]
  const post = data.posts[0]
  return { data, post, losses, names: Object.keys(zip), root: JSON.parse(post.lexical).root as Lexical }
}

const all = (node: Lexical): readonly Lexical[] => [node, ...(node.children ?? []).flatMap(all)]

describe('Ghost’s import', () => {
  it('holds whatever an essay holds, in nodes that Ghost knows', async () => {
    const known = [
      'root',
      'paragraph',
      'extended-heading',
      'extended-quote',
      'aside',
      'list',
      'listitem',
      'image',
      'html',
      'codeblock',
      'horizontalrule',
      'callout',
      'extended-text',
      'link',
      'linebreak',
    ]
    for (const [, essay] of ESSAYS) {
      const { root } = await ghost(essay)
      expect([...new Set(all(root).map(({ type }) => type))].filter((type) => !known.includes(type))).toEqual([])
    }
  })

  it('has post, authors, tags and pictures, each picture where the post names it', async () => {
    const { data, post, names, root } = await ghost(richEssay)
    expect(post).toMatchObject({ title: 'The Keeper and the Lamp', slug: 'the-keeper-and-the-lamp', status: 'draft' })
    expect(data.users.map(({ name }: { name: string }) => name)).toEqual(['Mira Holt', 'Jonas Eik'])
    expect(data.tags.map(({ name }: { name: string }) => name)).toEqual([
      'Film',
      'lighthouses',
      'silence',
      'slow cinema',
    ])
    const images = all(root).filter(({ type }) => type === 'image')
    expect(images).toHaveLength(4)
    for (const { src } of [...images, { src: post.feature_image }])
      expect(names).toContain(String(src).replace('__GHOST_URL__/', ''))
    expect(images[1]).toMatchObject({
      alt: 'The lamp room at night, its glass lit and the sea dark behind it',
      caption:
        'The lamp room. Eleven seconds in all. <a href="https://example.org/archive/lamp-room">Ana Liu</a>, Public domain',
      cardWidth: 'wide',
    })
    expect(data.posts_meta[0].feature_image_alt).toContain('A white tower')
    expect(
      all(root)
        .filter(({ type }) => type === 'html')
        .map(({ html }) => String(html).slice(0, 7)),
    ).toEqual(['<table>', '<p>Up a', '<h2 id='])
  })

  it('leads from a mark to its note, and counts what is lost', async () => {
    const { root, losses } = await ghost(richEssay)
    const links = all(root).filter(({ type, url }) => type === 'link' && String(url).startsWith('#fn-'))
    expect(links.map(({ url }) => url)).toEqual(['#fn-1', '#fn-2', '#fn-1'])
    const notes = all(root).findLast(({ type }) => type === 'html')
    expect(notes?.html).toContain('<li id="fn-2"><p>The exception is a silent film')
    expect(losses.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'figure-caption',
        'back-link',
        'gallery',
        'table',
        'verse',
        'layout',
        'standfirst',
        'portrait',
        'license',
      ]),
    )
  })

  it('keeps to Ghost’s limits and says so', async () => {
    const long = { ...richEssay, metadata: { ...richEssay.metadata, excerpt: 'x'.repeat(400), title: 'T'.repeat(300) } }
    const { post, losses } = await ghost(long)
    expect([post.custom_excerpt.length, post.title.length]).toEqual([300, 255])
    expect(losses.filter(({ kind }) => kind === 'too-long').map(({ place }) => place[0])).toEqual(['T', 'x'])
  })
})

describe.each(['medium', 'substack'])('a paste into %s', (id) => {
  it('has a numbered place for each picture, and the pictures under the same numbers', async () => {
    const { text, clipboard, pictures, losses } = await published(richEssay, id)
    expect(text).not.toContain('<img')
    expect(text).toContain('[Figure 2, 02-lamp-room.jpg — alt: The lamp room at night')
    expect(text).toContain(
      '<br>The lamp room. Eleven seconds in all. <a href="https://example.org/archive/lamp-room">Ana Liu</a>, Public domain</p>',
    )
    expect(pictures).toEqual(
      ['cover-tower-at-dusk', '01-stair', '02-lamp-room', '03-harbour-east', '04-harbour-west'].map(
        (name) => `images/${name}.jpg`,
      ),
    )
    expect(clipboard?.html).toBe(text)
    expect(clipboard?.text).toContain('It begins with a stair.')
    expect(losses.find(({ kind }) => kind === 'picture')).toMatchObject({ count: 4 })
    for (const words of ['First | Still | 14', '[1] The line is spoken', 'Edited by Ada Brandt'])
      expect(text).toContain(words)
  })

  it('writes whatever an essay holds', async () => {
    for (const [, essay] of ESSAYS) expect((await published(essay, id)).text).not.toMatch(/<(img|table|figure)\b/)
  })
})
