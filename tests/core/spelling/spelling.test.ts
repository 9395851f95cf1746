import { describe, expect, it } from 'vitest'
import { isInAlphabetOf } from '../../../core/spelling/alphabet.ts'
import {
  accentsMatter,
  type Dictionary,
  dictionaryFor,
  isSpelt,
  suggestionsFor,
} from '../../../core/spelling/speller.ts'
import { spellingWords } from '../../../core/spelling/spelling-words.ts'

const words = (text: string): readonly string[] => spellingWords(text).map(({ word }) => word)

describe('the words that are judged', () => {
  it.each([
    ['plain words', 'It begins with a stair', ['It', 'begins', 'with', 'stair']],
    ['apostrophes of both kinds', "don't keeper’s", ["don't", 'keeper’s']],
    ['quotation marks are none', '‘Nobody climbs,’ she says', ['Nobody', 'climbs', 'she', 'says']],
    ['hyphens part', 'a well-made film', ['well', 'made', 'film']],
    ['accents and combining marks', 'cafe\u0301 naïve', ['cafe\u0301', 'naïve']],
    ['abbreviations are left alone', 'the BBC and NASA', ['the', 'and']],
    ['numbers and what touches them', '3rd mp3 in 1986 B2B', ['in']],
    ['addresses', 'see https://example.org/a/b, mira@example.org, www.example.org and notes.txt', ['see', 'and']],
    ['accounts and tags', '@mira #filmnoir seen', ['seen']],
    ['no spaces between words', '日本語 映画 and ภาพยนตร์', ['and']],
    ['other alphabets', 'Привет мир', ['Привет', 'мир']],
  ])('%s', (_name, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('stand where they say', () => {
    const text = 'See www.example.org: “Tarrant’s” stair.'
    for (const { from, to, word } of spellingWords(text)) expect(text.slice(from, to)).toBe(word)
  })
})

const known = (...list: readonly string[]): Dictionary => ({
  correct: (word) => list.includes(word),
  suggest: () => ["don't", 'stair', 'stair', 'star', 'a', 'b', 'c', 'd'],
})

describe('the verdict', () => {
  it.each([
    ['the word itself', 'stair', ['stair'], false, true],
    ['unknown', 'stiar', ['stair'], false, false],
    ['a curly apostrophe', 'don’t', ["don't"], false, true],
    ['a possessive of a known word', 'Tarrant’s', ['Tarrant'], false, true],
    ['decomposed letters', 'cafe\u0301', ['café'], true, true],
    ['accents that English borrowed', 'naïve', ['naive'], false, true],
    ['accents that make another word', 'été', ['ete'], true, false],
  ])('%s', (_name, word, list, accents, expected) => {
    expect(isSpelt(word, known(...list), accents)).toBe(expected)
  })

  it('offers few suggestions, each once, in the way the word is written', () => {
    expect(suggestionsFor('stiar’s', known())).toEqual(['stair’s', 'star’s', 'a’s', 'b’s', 'c’s', 'd’s'])
    expect(suggestionsFor('do’nt', known())[0]).toBe('don’t')
    expect(suggestionsFor('star', known())).not.toContain('star')
  })

  it.each([
    ['Ths', ['Ohs', 'Tbs', 'The', "T's", 'This', 'Thus', 'DHS', 'THC'], ['This', 'Thus']],
    ['teh', ['ten', 'eh', 'tea', 'the', 'NEH'], ['the']],
    ['wrod', ['prod', 'trod', 'wood', 'rod', 'word'], ['word', 'wood', 'rod']],
    ['adress', ['dress', 'address'], ['address', 'dress']],
  ])('puts first what was meant by %s', (word, offered, first) => {
    const dictionary = { correct: () => false, suggest: () => offered }
    expect(suggestionsFor(word, dictionary).slice(0, first.length)).toEqual(first)
  })
})

it.each([
  ['en-GB', 'en-GB'],
  ['en-gb', 'en-GB'],
  ['en', 'en-US'],
  ['en-AU', 'en-GB'],
  ['en-US', 'en-US'],
  ['fr-CA', 'fr'],
  ['de', null],
])('the dictionary for %s is %s', (language, expected) => {
  expect(dictionaryFor(language, ['en-US', 'en-GB', 'fr'])).toBe(expected)
})

it('knows where accents matter', () => {
  expect([accentsMatter('en-GB'), accentsMatter('fr')]).toEqual([false, true])
})

it.each([
  ['en-US', 'stair', true],
  ['en-GB', 'שלום', false],
  ['en', 'Привет', false],
  ['ru', 'Привет', true],
  ['ru', 'stair', false],
  ['he', 'שלום', true],
  ['sr-Latn', 'zdravo', true],
  ['no language', 'שלום', true],
])('a dictionary of %s can judge %s: %s', (language, word, expected) => {
  expect(isInAlphabetOf(language, word)).toBe(expected)
})
