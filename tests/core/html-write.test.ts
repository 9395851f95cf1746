import { describe, expect, it } from 'vitest'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { doc, marked, node, p } from '../builders/nodes.ts'
import { pictureAsset, richEssay } from '../builders/rich-essay.ts'

const look = { stylesheet: '', stylesheetHash: 'x' }
const address = () => 'images/x.jpg'

describe('HTML writer', () => {
  it('throws for a node or mark without a handler, also for names of Object’s own', () => {
    for (const type of ['marquee', 'constructor', '__proto__']) {
      expect(() => toHtml({ ...richEssay, body: doc([node(type)]) }, { kind: 'fragment', address })).toThrow(
        'no handler',
      )
      expect(() => toHtml({ ...richEssay, body: doc([p(marked('x', type))]) }, { kind: 'fragment', address })).toThrow(
        'no handler',
      )
    }
  })

  it('writes one block a line', () => {
    const text = toHtml(richEssay, { kind: 'fragment', address }).text
    const lines = text
      .replace(/<pre>[\s\S]*?<\/pre>/g, '<pre></pre>')
      .trimEnd()
      .split('\n')
    for (const line of lines) expect(line).toMatch(/^<(p|h[1-6]|figure|blockquote|ul|ol|table|pre|hr)\b.*>$/)
    expect(text.endsWith('\n')).toBe(true)
  })

  it('asks for the address of those pictures alone that it shows', () => {
    const asked: string[] = []
    const assets = [...richEssay.assets, pictureAsset('9', 'unused.jpg')]
    toHtml({ ...richEssay, assets }, { kind: 'page', look, address: (asset) => `${asked.push(asset.name)}.jpg` })
    expect([...new Set(asked)].sort()).toEqual(richEssay.assets.map((asset) => asset.name).sort())
  })

  it('names pictures to others by their public address alone', () => {
    const inside = toHtml(richEssay, { kind: 'page', look, address: () => 'data:image/jpeg;base64,AAAA' }).text
    expect(inside).not.toContain('og:image')
    expect(inside).toContain('<meta name="twitter:card" content="summary">')
    expect(inside.match(/data:image\/jpeg/g)).toHaveLength(6)
    expect(inside).not.toContain('loading="lazy"')
    const beside = toHtml(richEssay, {
      kind: 'page',
      look,
      address,
      publicAddress: (asset) => `https://example.org/${asset.hash}`,
    }).text
    expect(beside).toContain(`<meta property="og:image" content="https://example.org/${'a'.repeat(64)}">`)
    expect(beside).toContain('summary_large_image')
    expect(beside.match(/"contentUrl"/g)).toHaveLength(5)
  })

  it('writes JSON-LD that says who did what', () => {
    const page = toHtml(richEssay, { kind: 'page', look, address }).text
    const json = /<script type="application\/ld\+json">(.*)<\/script>/.exec(page)?.[1] ?? ''
    const data = JSON.parse(json)
    expect(data.author.map((one: { name: string }) => one.name)).toEqual(['Mira Holt', 'Jonas Eik'])
    expect(data.editor.map((one: { name: string }) => one.name)).toEqual(['Ada Brandt', 'Teo Marsh', 'Wen Li'])
    expect(data.contributor[0]).toEqual({
      '@type': 'Role',
      roleName: 'Fact checker',
      contributor: { '@type': 'Person', name: 'Teo Marsh' },
    })
    expect(data.image[0]).toMatchObject({
      '@type': 'ImageObject',
      creditText: 'Photograph: Jonas Eik',
      license: expect.stringContaining('creativecommons'),
    })
    expect(data.wordCount).toBeGreaterThan(300)
    expect(JSON.stringify(data)).not.toMatch(/"(status|ready|permission)"/)
  })

  it('stays linear in the number of marks that overlap', () => {
    const marks = ['bold', 'italic', 'underline', 'strike', 'code']
    const many = Array.from({ length: 3000 }, (_, index) =>
      marked('x', ...marks.filter((_, bit) => (index >> bit) & 1)),
    )
    const { text } = toHtml({ ...richEssay, body: doc([p(...many)]) }, { kind: 'fragment', address })
    for (const tag of ['strong', 'em', 'u', 's', 'code'])
      expect(text.split(`<${tag}>`).length).toBe(text.split(`</${tag}>`).length)
    expect(text.replace(/<[^>]*>/g, '').startsWith('x'.repeat(3000))).toBe(true)
  })
})
