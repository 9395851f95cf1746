import { describe, expect, test } from 'vitest'
import { directionOf, directionOfWords } from '../../core/essay/direction.ts'

describe('direction', () => {
  test.each([
    ['he', 'rtl'],
    ['ar-EG', 'rtl'],
    ['pa-Arab', 'rtl'],
    ['fa', 'rtl'],
    ['en', 'ltr'],
    ['', 'ltr'],
    ['az-Latn', 'ltr'],
  ])('the language %s runs %s', (language, direction) => expect(directionOf(language)).toBe(direction))

  test.each([
    ['שלום, world', 'rtl'],
    ['1984: مرحبا', 'rtl'],
    ['“Word” שלום', 'ltr'],
    ['海', 'ltr'],
    ['12 – 3!', null],
    ['', null],
  ])('%s', (words, direction) => expect(directionOfWords(words)).toBe(direction))
})
