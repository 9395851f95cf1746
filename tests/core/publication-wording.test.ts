import { describe, expect, it } from 'vitest'
import { wordingFor } from '../../core/publication/wording.ts'
import { WORDS } from '../../core/publication/wording-table.ts'

describe('wording', () => {
  it.each([
    ['en', 'Posted on 1 June 2026 by A, B and C', '2 minutes'],
    ['en-GB', 'Posted on 1 June 2026 by A, B and C', '2 minutes'],
    ['en-US', 'Posted on June 1, 2026 by A, B, and C', '2 minutes'],
    ['de', 'Veröffentlicht am 1. Juni 2026 von A, B und C', '2 Minuten'],
    ['de-AT', 'Veröffentlicht am 1. Juni 2026 von A, B und C', '2 Minuten'],
    ['es', 'Publicado el 1 de junio de 2026 por A, B y C', '2 minutos'],
    ['it', 'Pubblicato in data 1 giugno 2026 da A, B e C', '2 minuti'],
    ['nl', 'Geplaatst op 1 juni 2026 door A, B en C', '2 minuten'],
    ['pt', 'Publicado em 1 de junho de 2026 por A, B e C', '2 minutos'],
    ['pl', 'Opublikowano 1 czerwca 2026. Tekst: A, B i C', '2 minuty'],
    ['sv', 'Posted on 1 June 2026 by A, B and C', '2 minuter'],
    ['', 'Posted on 1 June 2026 by A, B and C', '2 minutes'],
    ['not a language', 'Posted on 1 June 2026 by A, B and C', '2 minutes'],
  ])('%s: %s', (language, posted, minutes) => {
    const { words, fill, dateInWords, list, minutes: inMinutes } = wordingFor(language)
    const authors = list(['A', 'B', 'C'])
    expect(fill(words.postedOnBy, { date: dateInWords('2026-06-01'), authors })).toBe(posted)
    expect(inMinutes(2)).toBe(minutes)
  })

  it('writes a date by itself in the essay’s language, also where the words are English', () => {
    expect(wordingFor('sv').date('2026-06-01')).toBe('1 juni 2026')
    expect(wordingFor('sv').foreign).toBe(true)
    expect(wordingFor('de').foreign).toBe(false)
    expect(wordingFor('').foreign).toBe(false)
    expect(wordingFor('ja').date('2026-06-01')).toBe('2026年6月1日')
  })

  it('leaves a date that is none as it is', () => {
    expect(wordingFor('en').date('2026-13-45')).toBe('2026-13-45')
  })

  it('joins markup by the words that it stands for', () => {
    expect(wordingFor('es').list(['<b>Ana</b>', '<b>Irene</b>'], ['Ana', 'Irene'])).toBe('<b>Ana</b> e <b>Irene</b>')
    expect(wordingFor('es').list(['<b>Ana</b>', '<b>Luz</b>'], ['Ana', 'Luz'])).toBe('<b>Ana</b> y <b>Luz</b>')
  })

  it('fills places once, and leaves what it does not know', () => {
    const { fill } = wordingFor('en')
    expect(fill('{a} {b} {constructor}', { a: '{b}', b: '2' })).toBe('{b} 2 {constructor}')
  })

  it('keeps the places of every template in every language', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join(' ')
    for (const [language, words] of Object.entries(WORDS)) {
      for (const key of ['by', 'postedOnBy', 'postedOn', 'editedBy', 'backToReference', 'figure', 'table'] as const)
        expect(places(words[key]), `${language} ${key}`).toBe(places(WORDS.en[key]))
      for (const role of Object.values(words.roles)) expect(role, language).toContain('{names}')
    }
  })
})
