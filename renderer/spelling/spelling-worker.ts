import nspell from 'nspell'
import { accentsMatter, type Dictionary, isSpelt, suggestionsFor } from '../../core/spelling/speller.ts'
import type { SpellingAnswer, SpellingQuestion } from './spelling-messages.ts'

/** The worker in which words are looked up, so that neither a dictionary's loading nor a slow suggestion holds up a key. */
const dictionaries = new Map<string, Dictionary>()

addEventListener('message', (event: MessageEvent<SpellingQuestion>) => {
  postMessage(answer(event.data))
})

function answer(question: SpellingQuestion): SpellingAnswer {
  const { id, language } = question
  try {
    if (question.kind === 'load') {
      dictionaries.set(language, nspell(question.source))
      return { id, ok: true, words: [] }
    }
    const dictionary = dictionaries.get(language)
    if (!dictionary) return { id, ok: false, why: `there is no dictionary for ${language}` }
    if (question.kind === 'suggest') return { id, ok: true, words: suggestionsFor(question.word, dictionary) }
    const accents = accentsMatter(language)
    return { id, ok: true, words: question.words.filter((word) => !isSpelt(word, dictionary, accents)) }
  } catch (error) {
    return { id, ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}
