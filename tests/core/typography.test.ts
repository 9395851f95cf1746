import { describe, expect, test } from 'vitest'
import { elisionBefore, setTyped } from '../../core/typography/set-typed.ts'
import { typographyOf } from '../../core/typography/typography-table.ts'

/** Types text key by key as the editor does. ~ stands for a no-break space, · for a narrow one. */
function typed(text: string, language: string): string {
  let now = ''
  for (const char of text) {
    const elided = /[\s.,;:!?"')\]]/.test(char) ? elisionBefore(now, language) : null
    if (elided !== null) now = `${now.slice(0, now.length - elided)}’${now.slice(now.length - elided + 1)}`
    const set = setTyped(char, now, '', language)
    now = set ? now.slice(0, now.length - set.replaced) + set.text : now + char
  }
  return now.replace(/\u00a0/g, '~').replace(/\u202f/g, '·')
}

describe('quotation marks and apostrophes', () => {
  test.each([
    ['en', 'She said "no" and "he said \'yes\' twice"', 'She said “no” and “he said ‘yes’ twice”'],
    ['en', "it's the dogs' bowl", 'it’s the dogs’ bowl'],
    ['en', '("quoted")-"x" "y"', '(“quoted”)-“x” “y”'],
    ['en', '"a "b" c"', '“a ‘b’ c”'],
    ['en', "'tis the '90s, rock 'n' roll", '’tis the ’90s, rock ’n’ roll'],
    ['en', '"\'Tis," she said', '“’Tis,” she said'],
    ['en', 'a"b', 'a”b'],
    ['en-GB', "'He said \"no\" to me', it's 'so'.", '‘He said “no” to me’, it’s ‘so’.'],
    ['en-GB', '"He said \'no\'"', '“He said ‘no’”'],
    ['de', "Er rief \"nein, 'doch'\" und ging's", 'Er rief „nein, ‚doch‘“ und ging’s'],
    ['de-CH', '"nein, \'doch\'"', '«nein, ‹doch›»'],
    ['da', '"nej \'x\' a"', '»nej ›x‹ a«'],
    ['sv', '"nej" sade "han"', '”nej” sade ”han”'],
    ['fi', '("ei")', '(”ei”)'],
    ['pl', '"nie \'x\' a"', '„nie «x» a”'],
    ['hu', '"nem"', '„nem”'],
    ['ru', '"да "нет" да"', '«да „нет“ да»'],
    ['es', '"no" ¿"que"?', '«no» ¿«que»?'],
    ['es-MX', '"no"', '“no”'],
    ['nl', "'s avonds zei hij 'ja'", '’s avonds zei hij ‘ja’'],
    ['ja', '"あ"', '「あ」'],
    ['he', '"שלום" אמר', '”שלום” אמר'],
    ['he', 'צה"ל וג\'ירפה, "צה"ל"', 'צה״ל וג׳ירפה, ”צה״ל”'],
    ['ar', '"سلام"', '«سلام»'],
    ['xx', '"x"', '“x”'],
  ])('%s: %s', (language, text, expected) => expect(typed(text, language)).toBe(expected))
})

describe('primes, dashes, ellipses', () => {
  test.each([
    ['en', "6' 2\" and 51° 30'", '6′ 2″ and 51° 30′'],
    ['en', 'a 12" single, "of 1984", 3.5"', 'a 12″ single, “of 1984”, 3.5″'],
    ['en-GB', '\'a 12" disc\' and 7"', '‘a 12″ disc’ and 7″'],
    ['en', "the 90's, 6's and 7's", 'the 90’s, 6’s and 7’s'],
    ['en', 'wait... a....', 'wait… a….'],
    ['en', 'a--b, c -- d, 1990--95, e---f', 'a—b, c — d, 1990–95, e—f'],
    ['en-GB', 'c -- d, e---f', 'c – d, e—f'],
    ['de', 'c -- d', 'c – d'],
    ['en', '--- and --', '--- and —'],
    ['en', 'well-known - yes', 'well-known - yes'],
  ])('%s: %s', (language, text, expected) => expect(typed(text, language)).toBe(expected))
})

describe('French spaces', () => {
  test.each([
    ['"Bonjour" dit-il; quoi ? oui!', '«~Bonjour~» dit-il·; quoi·? oui·!'],
    ['Voici : « non »', 'Voici~: «~non~»'],
    ['12:30 http://example.org', '12:30 http://example.org'],
    ["l'eau", 'l’eau'],
    ['quoi ?!', 'quoi·?!'],
  ])('%s', (text, expected) => expect(typed(text, 'fr')).toBe(expected))
  test('fewer in Canada', () => expect(typed('quoi? "x" : y', 'fr-CA')).toBe('quoi? «~x~»~: y'))
  test('none in English', () => expect(typed('what? no: yes', 'en')).toBe('what? no: yes'))
})

test('the longest tag that is known decides', () => {
  expect(typographyOf('de-CH-1996').quotes.outer).toEqual(['«', '»'])
  expect(typographyOf('DE-at').quotes.outer).toEqual(['„', '“'])
  expect(typographyOf('').quotes.outer).toEqual(['“', '”'])
})
