import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countLatin } from '../../../core/essay/latin-words.ts'
import { countEssay, countPiece, countText } from '../../../core/essay/word-count.ts'
import { doc, figure, h, p, ref } from '../../builders/nodes.ts'
import { richEssay } from '../../builders/rich-essay.ts'

/** The boundaries in words of UAX #29 for scripts that part words by spaces, written as one expression. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:(?:['’.:·](?=\p{L})|[.,'’;](?=\p{N}))[\p{L}\p{M}\p{N}_]+)*/gu

describe('word count', () => {
  it.each([
    ['', 0],
    ['one', 1],
    ['One two, three.', 3],
    ["film’s and don't", 3],
    ['well-made', 2],
    ['3.14 or 1,000 or e.g. that', 6],
    ['“Nobody,” she says — twice…', 4],
    ['snake_case a_b', 2],
    ['Größe, naïve, Łódź', 3],
  ])('%j holds %i words', (text, words) => {
    expect(countText(text, 'en').words).toBe(words)
  })

  it('counts Japanese by its own boundaries', () => {
    expect(countText('灯台守は階段を上る', 'ja').words).toBeGreaterThan(3)
  })

  it('counts Latin text as the expression does', () => {
    const char = fc.constantFrom(..."ab1_2é²ª.,:;·'’“”—- \n\tXß§".split(''))
    fc.assert(
      fc.property(fc.array(char, { maxLength: 40 }), fc.nat(40), (chars, at) => {
        const text = chars.join('')
        const pieces = [text.slice(0, at), text.slice(at)]
        expect(countLatin(pieces)).toEqual({
          words: text.match(WORD)?.length ?? 0,
          characters: text.replaceAll('\n', '').length,
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves what it does not know to others', () => {
    expect(countLatin(['灯'])).toBeNull()
    expect(countText('a\u0301b c', 'en').words).toBe(2)
  })

  it('counts code points without newlines', () => {
    expect(countText('a😀\nb', 'en').characters).toBe(3)
    expect(countText('\ud800a', 'en').characters).toBe(2)
  })

  it('adds up an essay by parts', () => {
    const body = doc(
      [h(2, 'Two words'), p('Three words here', ref('n')), figure({}, ['A caption'], ['Credit'])],
      [['n', p('One note here')]],
    )
    const count = countEssay({ ...richEssay, body })
    expect(count.body.words).toBe(5)
    expect(count.captions.words).toBe(3)
    expect(count.notes.words).toBe(3)
    expect(count.readingMinutes).toBe(1)
    expect(countEssay({ ...richEssay, body: doc([p()]) }).readingMinutes).toBe(0)
  })

  it('counts the works cited apart, with their heading, up to the next heading of that level', () => {
    const body = doc(
      [
        h(2, 'One'),
        p('two three', ref('n')),
        h(2, '5. References:'),
        p('Aas, Henrike. Notes.'),
        h(3, 'Films'),
        p('The Stair.'),
        h(2, 'Thanks'),
        p('to all'),
      ],
      [['n', p('in a note')]],
    )
    const words = (language: string, text = body) => {
      const count = countEssay({ body: text, metadata: { ...richEssay.metadata, language } })
      return [count.body.words, count.worksCited.words, count.notes.words]
    }
    expect(words('en')).toEqual([6, 8, 3])
    expect(words('sv')).toEqual([6, 8, 3])
    const german = doc([p('eins'), h(2, 'Literaturverzeichnis'), p('zwei drei')])
    expect(words('de-AT', german)).toEqual([1, 3, 0])
    expect(words('en', german)).toEqual([4, 0, 0])
    expect(words('en', doc([h(2, 'References to the sea'), p('are many')]))).toEqual([6, 0, 0])
    expect(words('constructor', doc([p('one')]))).toEqual([1, 0, 0])
  })

  it('counts a piece by parts, too, though the heading of the works cited stands outside of it', () => {
    const body = doc(
      [p('one two'), h(2, 'Works cited'), p('Aas, Notes.'), figure({}, ['A caption'], [])],
      [['n', p('in a note')]],
    )
    const {
      worksCited,
      captions,
      notes,
      body: text,
      readingMinutes,
    } = countPiece(body.content?.slice(2) ?? [], 2, body, 'en')
    expect([text.words, worksCited.words, captions.words, notes.words, readingMinutes]).toEqual([0, 2, 2, 3, 0])
  })
})
