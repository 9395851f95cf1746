import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { check } from '../../core/publication/checks.ts'
import { picturePaths, textFileStem } from '../../core/publication/file-names.ts'
import { PROFILES, type Profile } from '../../core/publication/profile.ts'
import { publish } from '../../core/publication/publish.ts'
import { doc, figure, p } from '../builders/nodes.ts'
import { pictureAsset, richEssay } from '../builders/rich-essay.ts'

const look = { stylesheet: 'p{}', stylesheetHash: 'x' }
const profile = (id: string) => PROFILES.find((one) => one.id === id) as Profile

describe('publish', () => {
  it.each(PROFILES.map((one) => [one.id, one] as const))('makes a publication: %s', (_, one) => {
    const publication = publish(richEssay, one, { look, address: (_asset, path) => path })
    expect(publication.path).toBe(`the-keeper-and-the-lamp.${one.format === 'markdown' ? 'md' : 'html'}`)
    expect(publication.text).toContain('It begins with a stair')
    expect(publication.findings).toEqual(check(richEssay, one))
    expect(publication.profile).toBe(one)
  })

  it('refers to every picture that it puts beside the text, and to no other', () => {
    for (const id of ['html-folder', 'markdown']) {
      const { text, pictures } = publish(richEssay, profile(id), { look })
      expect(pictures.length).toBeGreaterThanOrEqual(5)
      const paths = new Set([...text.matchAll(/images\/[a-z0-9-]+\.jpg/g)].map((match) => match[0]))
      expect([...paths].sort()).toEqual(pictures.map((picture) => picture.path).sort())
    }
  })

  it('gives the cover with a fragment, which does not show it', () => {
    const { text, pictures, losses } = publish(richEssay, profile('html-fragment'), { look })
    expect(text).not.toContain('tower-at-dusk')
    expect(pictures.map((picture) => picture.path)).toContain('images/tower-at-dusk.jpg')
    expect(pictures.map((picture) => picture.path)).not.toContain('images/mira.jpg')
    expect(losses.map((loss) => loss.kind)).toContain('cover')
  })

  it('puts no pictures beside a page that holds them', () => {
    const { text, pictures } = publish(richEssay, profile('html-page'), {
      look,
      address: () => 'data:image/jpeg;base64,AA==',
    })
    expect(pictures).toEqual([])
    expect(text).not.toContain('images/')
  })

  it('says in the proof what it says in the export, addresses aside', () => {
    for (const one of PROFILES) {
      const own = (asset: { hash: string }) => `/proof/${asset.hash}.jpg`
      const exported = publish(richEssay, one, {
        look,
        address: (asset) =>
          one.pictures === 'embedded' ? `data:image/jpeg;base64,${asset.hash.slice(0, 4)}` : `images/${asset.hash}`,
      })
      const proof = publish(richEssay, one, { look, address: own })
      const plain = (text: string) =>
        text.replace(
          /\/proof\/([0-9a-f]{64})\.jpg|images\/([0-9a-f]{64})|data:image\/jpeg;base64,([0-9a-f]{4})/g,
          (_, a = '', b = '', c = '') => `<${(a + b + c).slice(0, 4)}>`,
        )
      expect(plain(proof.text)).toBe(plain(exported.text))
    }
  })

  it.each([
    ['https://example.org/essays/keeper', 'https://example.org/essays/images/lamp.jpg'],
    ['https://example.org/essays/keeper/?a=1#b', 'https://example.org/essays/keeper/images/lamp.jpg'],
    ['https://example.org', 'https://example.org/images/lamp.jpg'],
    ['', 'images/lamp.jpg'],
  ])('names the cover to others beside the page: %s', (canonicalUrl, expected) => {
    const cover = { ...richEssay.metadata.cover, src: `asset:${'1'.repeat(64)}` } as Essay['metadata']['cover']
    const essay = {
      ...richEssay,
      assets: [pictureAsset('1', 'lamp.jpg')],
      metadata: { ...richEssay.metadata, canonicalUrl, cover },
      body: doc([p('x')]),
      people: [],
    }
    expect(publish(essay, profile('html-folder'), { look }).text).toContain(
      `<meta property="og:image" content="${expected}">`,
    )
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
