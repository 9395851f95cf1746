import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assetHash, assetSrc, normaliseHref, normalisePictureSrc } from '../../../core/essay/url.ts'

const HASH = '0123456789abcdef'.repeat(4)

describe('addresses', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['mailto:ana@example.org', 'mailto:ana@example.org'],
    ['tel:+49-30', 'tel:+49-30'],
    ['#note-1', '#note-1'],
    ['../images/a b.html', '../images/a%20b.html'],
    ['https://example.org/Größe', 'https://example.org/Gr%C3%B6%C3%9Fe'],
    ['https://example.org/🗼', 'https://example.org/%F0%9F%97%BC'],
    ['https://example.org/%C3%B6%zz', 'https://example.org/%C3%B6%25zz'],
    ['https://example.org/"<>`{|}\\^', 'https://example.org/%22%3C%3E%60%7B%7C%7D%5C%5E'],
    ['  https://example.org/ ', 'https://example.org/'],
    ['https://example.org/\n\ta', 'https://example.org/a'],
    ['', ''],
  ])('writes %j as %j', (address, normal) => {
    expect(normaliseHref(address)).toBe(normal)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u0001java\nscript\t:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/x',
    'asset:x',
    'galley://app/',
    `https://example.org/${'x'.repeat(9_000)}`,
    // Short as it is written, too long once it is escaped.
    `https://example.org/${'é'.repeat(3_000)}`,
  ])('refuses %.40j as a link', (address) => {
    expect(normaliseHref(address)).toBe(null)
  })

  it('refuses more of pictures: only web addresses, relative ones and our own', () => {
    expect(normalisePictureSrc('')).toBe('')
    expect(normalisePictureSrc(assetSrc(HASH))).toBe(`asset:${HASH}`)
    expect(normalisePictureSrc('images/a b.png')).toBe('images/a%20b.png')
    expect(normalisePictureSrc('https://example.org/a.png')).toBe('https://example.org/a.png')
    for (const address of [
      'mailto:a@b.c',
      'tel:1',
      'data:image/png;base64,AAAA',
      'javascript:1',
      `asset:${HASH}0`,
      `asset:${HASH.toUpperCase()}`,
    ])
      expect(normalisePictureSrc(address), address).toBe(null)
  })

  it('takes the hash out of its own addresses alone', () => {
    expect(assetHash(assetSrc(HASH))).toBe(HASH)
    for (const address of ['', `asset:${HASH}x`, ` asset:${HASH}`, 'https://example.org/'])
      expect(assetHash(address)).toBe(null)
  })

  it('changes nothing the second time and lets no other scheme through, whatever is given', () => {
    const piece = fc.constantFrom(
      'java',
      'script',
      ':',
      '\n',
      '\u0000',
      ' ',
      '%',
      '%6',
      '%41',
      'é',
      '🗼',
      '\ud800',
      '\\',
      '/',
      '#',
      'data',
      'http',
      '\u00a0',
      '\u202e',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (address) => {
          for (const normalise of [normaliseHref, normalisePictureSrc]) {
            const once = normalise(address)
            if (once === null) continue
            expect(normalise(once)).toBe(once)
            expect(once).toMatch(/^[\x21-\x7e]*$/)
            expect(once).not.toMatch(/^(?!https?:|mailto:|tel:|asset:)[a-z][a-z0-9+.-]*:/i)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
