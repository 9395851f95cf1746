import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugify, slugOf } from '../../../core/essay/slug.ts'

describe('the slug', () => {
  it.each([
    ['The Keeper and the Lamp', 'the-keeper-and-the-lamp'],
    ['Größe & naïveté: Łódź’s film', 'grosse-naivete-łodzs-film'.replace('grosse', 'große')],
    ['“Don’t look back” (1967)', 'dont-look-back-1967'],
    ['灯台守 — the film', '灯台守-the-film'],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
    ['../../etc/passwd', 'etc-passwd'],
    ['', ''],
    ['—!?', ''],
  ])('of %j is %j', (title, slug) => {
    expect(slugify(title)).toBe(slug)
  })

  it('is cut at a word, and inside one only where there is just one', () => {
    expect(slugify('lighthouse '.repeat(20))).toBe(Array(7).fill('lighthouse').join('-'))
    expect(slugify('x'.repeat(200))).toBe('x'.repeat(80))
    // Letters of two units each: the cut must not fall between the halves.
    expect(slugify(`a${'𐐨'.repeat(60)}`)).toBe(`a${'𐐨'.repeat(39)}`)
  })

  it('is stable and safe in an address, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const slug = slugify(title)
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}-]{0,80}$/u)
        expect(slug).not.toMatch(/\p{Surrogate}/u)
        expect(slug).not.toMatch(/^-|-$|--/)
      }),
    )
  })

  it('is the one that was set, or made of the title, or a word', () => {
    expect(slugOf({ slug: 'mine', title: 'Other' })).toBe('mine')
    expect(slugOf({ slug: null, title: 'Other' })).toBe('other')
    expect(slugOf({ slug: '', title: '!' })).toBe('essay')
  })
})
