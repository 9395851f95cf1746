import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host, NamedBytes, SpellingState } from '../../contract/host.ts'
import type { Problem, Result } from '../../core/result.ts'
import { isInAlphabetOf } from '../../core/spelling/alphabet.ts'
import { dictionaryFor } from '../../core/spelling/speller.ts'
import { spellingKey } from '../../core/spelling/spelling-words.ts'
import { ownText } from '../host/own-text.ts'
import type { DictionarySource } from './spelling-messages.ts'
import { type SpellingLine, spellingLine } from './spelling-worker-line.ts'

/** Languages whose dictionaries come with Galley, in the window's own files. */
export const BUNDLED_DICTIONARIES: readonly string[] = ['en-US', 'en-GB']

/** What spelling knows beside the text. */
export interface SpellingStore extends SpellingState {
  /** Counts what may change a verdict: words learnt, dictionaries added or removed. */
  readonly version: number
}

/** Spelling for all essays: dictionaries, the person's words, verdicts. One for the window. */
export interface Spelling {
  readonly store: StoreApi<SpellingStore>
  /** The language of the dictionary that judges text of this language, or null where there is none. */
  dictionary(language: string): string | null
  /** Whether a word is misspelt, if that is known already; undefined: ask `learnVerdicts`. False without a dictionary. */
  verdict(word: string, language: string): boolean | undefined
  /** Asks the worker about words. False when it could not say; then they count as right until the dictionaries change. */
  learnVerdicts(words: readonly string[], language: string): Promise<boolean>
  /** What may have been meant, best first; empty where nothing is near. */
  suggest(word: string, language: string): Promise<readonly string[]>
  /** Adds a word to the person's own, or takes it out. */
  changeWords(add: readonly string[], remove: readonly string[]): Promise<void>
  addDictionaries(files: readonly NamedBytes[]): Promise<boolean>
  removeDictionary(language: string): Promise<void>
}

/** Makes the window's spelling. Nothing is loaded before the first word is asked about; the person's words are read at once. */
export function createSpelling(
  host: Host,
  report: (problem: Problem) => void,
  makeLine: (onEnd: () => void) => SpellingLine = spellingLine,
): Spelling {
  const store = createStore<SpellingStore>(() => ({ words: [], dictionaries: [], version: 0 }))
  const known = new Map<string, Map<string, boolean>>()
  const loaded = new Map<string, Promise<boolean>>()
  let own = new Set<string>()
  let line: SpellingLine | null = null

  const took = (answer: Result<SpellingState>): boolean => {
    if (!answer.ok) {
      report(answer.problem)
      return false
    }
    own = new Set(answer.value.words)
    store.setState((state) => ({ ...answer.value, version: state.version + 1 }))
    return true
  }
  const theLine = (): SpellingLine => {
    line ??= makeLine(() => loaded.clear())
    return line
  }
  const all = (): readonly string[] => [...store.getState().dictionaries, ...BUNDLED_DICTIONARIES]
  const load = (language: string): Promise<boolean> => {
    const before = loaded.get(language)
    if (before) return before
    const loading = (async () => {
      const added = store.getState().dictionaries.includes(language) ? await host.readDictionary({ language }) : null
      if (added && !added.ok) {
        report(added.problem)
        return false
      }
      try {
        const source = added?.value ?? (await bundled(language))
        await theLine().ask({ kind: 'load', language, source })
        return true
      } catch (error) {
        report({
          code: 'not-recognised',
          message: `The spelling dictionary for ${language} could not be used: ${(error as Error).message}.`,
          safe: 'Your text is untouched; its spelling is not checked.',
        })
        return false
      }
    })()
    loaded.set(language, loading)
    return loading
  }
  const verdicts = (dictionary: string): Map<string, boolean> => {
    const map = known.get(dictionary) ?? new Map<string, boolean>()
    known.set(dictionary, map)
    return map
  }

  const spelling: Spelling = {
    store,
    dictionary: (language) => dictionaryFor(language, all()),
    verdict: (word, language) => {
      const dictionary = spelling.dictionary(language)
      if (dictionary === null || own.has(spellingKey(word)) || !isInAlphabetOf(dictionary, word)) return false
      return known.get(dictionary)?.get(word)
    },
    learnVerdicts: async (words, language) => {
      const dictionary = spelling.dictionary(language)
      if (dictionary === null) return true
      const map = verdicts(dictionary)
      let wrong: ReadonlySet<string> | null = null
      try {
        if (await load(dictionary)) wrong = new Set(await theLine().ask({ kind: 'check', language: dictionary, words }))
      } catch {
        // The worker ended; `load` says why where a dictionary is at fault.
      }
      for (const word of words) map.set(word, wrong?.has(word) ?? false)
      return wrong !== null
    },
    suggest: async (word, language) => {
      const dictionary = spelling.dictionary(language)
      if (dictionary === null || !(await load(dictionary))) return []
      return theLine()
        .ask({ kind: 'suggest', language: dictionary, word })
        .catch(() => [])
    },
    changeWords: async (add, remove) => {
      took(await host.changeWords({ add: add.map(spellingKey), remove }))
    },
    addDictionaries: async (files) => {
      const added = took(await host.addDictionaries({ files }))
      if (added) forget()
      return added
    },
    removeDictionary: async (language) => {
      if (took(await host.removeDictionary({ language }))) forget()
    },
  }
  /** Verdicts of a dictionary that was replaced say nothing any more. */
  function forget(): void {
    known.clear()
    loaded.clear()
  }
  void host.readSpelling({}).then(took)
  return spelling
}

async function bundled(language: string): Promise<DictionarySource> {
  const half = (name: 'aff' | 'dic') => ownText(new URL(`dictionaries/${language}.${name}`, document.baseURI).href)
  const [aff, dic] = await Promise.all([half('aff'), half('dic')])
  return { aff, dic }
}
