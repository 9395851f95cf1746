import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { picturePaths, textFileStem } from '../../core/publication/file-names.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { mainText, publish } from '../../core/publication/publish.ts'
import { doc, figure, p } from '../builders/nodes.ts'
import { canonical, PUBLISH_OPTIONS, profileNamed, published } from '../builders/published.ts'
import { pictureAsset, richEssay } from '../builders/rich-essay.ts'

describe('publish', () => {
  it('refers to every picture that it puts beside the text, and to no other', async () => {
    for (const id of ['html-folder', 'markdown', 'markdown-plain', 'pandoc']) {
      const { text, pictures } = await published(richEssay, id)
      expect(pictures.length).toBeGreaterThanOrEqual(5)
      const paths = new Set([...text.matchAll(/images\/[a-z0-9-]+\.jpg/g)].map((match) => match[0]))
      expect([...paths].sort()).toEqual([...pictures].sort())
    }
  })

  it('gives the cover with a fragment, which does not show it', async () => {
    const { text, pictures, losses } = await published(richEssay, 'html-fragment')
    expect(text).not.toContain('tower-at-dusk')
    expect(pictures).toContain('images/tower-at-dusk.jpg')
    expect(pictures).not.toContain('images/mira.jpg')
    expect(losses.map((loss) => loss.kind)).toContain('cover')
  })

  it('puts no pictures beside a page that holds them', async () => {
    const { text, pictures } = await published(richEssay, 'html-page')
    expect(pictures).toEqual([])
    expect(text).not.toContain('images/')
    expect(text).toContain('data:image/jpeg;base64,aaaa')
  })

  it('says in the proof what it says in the export, addresses aside', async () => {
    for (const { id } of PROFILES) {
      const exported = await published(richEssay, id)
      const proof = await published(richEssay, id, { shownAt: (asset) => `/proof/${asset.hash}.jpg` })
      if (exported.proof === 'essay') continue
      const plain = (text: string) =>
        text.replace(/\/proof\/[0-9a-f]{64}\.jpg|images\/[\w-]+\.jpg|data:image\/jpeg;base64,[0-9a-f]{4}/g, '<>')
      expect(plain(proof.text)).toBe(plain(exported.text))
      // A text to paste has places for pictures and no pictures.
      if (/images\/|data:image/.test(exported.text)) expect(proof.text, id).toContain('/proof/')
    }
  })

  it('puts a profile’s own words for credits in place of the language’s', async () => {
    const house = { ...profileNamed('html-folder'), credits: { by: 'Words: {authors}', editedBy: 'Desk: {editors}' } }
    const text = mainText(await publish(richEssay, house, PUBLISH_OPTIONS))
    expect(text).toContain('Words: <span class="p-author')
    expect(text).toContain('Desk: <span class="p-contributor')
    expect(text).not.toContain('Edited by')
  })

  it.each([
    ['https://example.org/essays/keeper', 'https://example.org/essays/images/lamp.jpg'],
    ['https://example.org/essays/keeper/?a=1#b', 'https://example.org/essays/keeper/images/lamp.jpg'],
    ['https://example.org', 'https://example.org/images/lamp.jpg'],
    ['', 'images/lamp.jpg'],
  ])('names the cover to others beside the page: %s', async (canonicalUrl, expected) => {
    const cover = { ...richEssay.metadata.cover, src: `asset:${'1'.repeat(64)}` } as Essay['metadata']['cover']
    const essay = {
      ...richEssay,
      assets: [pictureAsset('1', 'lamp.jpg')],
      metadata: { ...richEssay.metadata, canonicalUrl, cover },
      body: doc([p('x')]),
      people: [],
    }
    expect((await published(essay, 'html-folder')).text).toContain(`<meta property="og:image" content="${expected}">`)
  })
})

describe('file names', () => {
  const withNames = (...names: readonly string[]): Essay => {
    const assets = names.map((name, index) => ({ ...pictureAsset('0', name), hash: String(index).padStart(64, '0') }))
    const figures = assets.map((asset) => figure({ src: `asset:${asset.hash}`, alt: 'A brass lamp' }))
    return newEssay('00000000-0000-4000-8000-000000000000', { assets, body: doc(figures) })
  }

  it.each([
    ['Lamp room.JPG', 'images/lamp-room.jpg'],
    ['IMG_2031.jpg', 'images/a-brass-lamp.jpg'],
    ['clipboard.png', 'images/a-brass-lamp.jpg'],
    ['', 'images/a-brass-lamp.jpg'],
    ['灯台.jpg', 'images/a-brass-lamp.jpg'],
    ['Größe Ærø Łódź.jpg', 'images/grosse-aero-lodz.jpg'],
    ['con.jpg', 'images/picture-con.jpg'],
    ['../../etc/passwd', 'images/a-brass-lamp.jpg'],
    [`${'a'.repeat(300)}.jpg`, `images/${'a'.repeat(60)}.jpg`],
  ])('%j becomes %s', (name, path) => {
    expect([...picturePaths(withNames(name)).values()]).toEqual([path])
  })

  it('are unique, whatever a system makes of case', () => {
    const paths = [...picturePaths(withNames('Lamp.jpg', 'lamp.jpeg', 'LAMP', 'lamp-2.jpg')).values()]
    expect(paths).toEqual(['images/lamp.jpg', 'images/lamp-2.jpg', 'images/lamp-3.jpg', 'images/lamp-2-2.jpg'])
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(4)
  })

  it('say by their number which figure shows them', async () => {
    const numbered = { ...profileNamed('html-folder'), rules: { pictures: { naming: 'figure' } } } as const
    const { files } = await publish(canonical(richEssay), numbered, PUBLISH_OPTIONS)
    expect(files.map(({ path }) => path)).toContain('images/Fig01-stair.jpg')
    const named = picturePaths(richEssay, { folder: 'p/', naming: 'numbered' })
    expect([...named.values()]).toEqual([
      'p/cover-tower-at-dusk.jpg',
      'p/01-stair.jpg',
      'p/02-lamp-room.jpg',
      'p/03-harbour-east.jpg',
      'p/04-harbour-west.jpg',
      'p/portrait-mira.jpg',
    ])
    expect(picturePaths(withNames('lamp.jpg'), { naming: 'figure' }).get('0'.repeat(64))).toBe('images/Fig01-lamp.jpg')
  })

  it('leave out pictures that nothing refers to', () => {
    const essay = { ...withNames('a.jpg'), body: doc([p('x')]) }
    expect(picturePaths(essay).size).toBe(0)
  })

  it.each([
    [{ title: 'The Keeper', slug: null }, 'the-keeper'],
    [{ title: 'x', slug: '../../etc/passwd' }, 'etc-passwd'],
    [{ title: 'NUL', slug: null }, 'essay-nul'],
    [{ title: '', slug: null }, 'essay'],
    [{ title: '灯台守とランプ', slug: null }, '灯台守とランプ'],
  ])('the text of %j is %s', (metadata, stem) => {
    expect(textFileStem({ metadata: { ...richEssay.metadata, ...metadata } })).toBe(stem)
  })

  it('fit into 255 bytes in any script', () => {
    const stem = textFileStem({ metadata: { ...richEssay.metadata, title: '灯'.repeat(300) } })
    expect(new TextEncoder().encode(`${stem}.html`).length).toBeLessThanOrEqual(255)
  })
})
