import { join } from 'node:path'
import type { NamedBytes, SpellingState } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { durableWrite } from '../durable-write.ts'
import { readStamped } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { jsonFile } from '../json-file.ts'
import { readDictionaryFiles } from './dictionary-files.ts'

/** What a person added to spelling: words, and dictionaries of more languages. In the data folder, so that it lasts. */
export interface SpellingShelf {
  state(): Promise<Result<SpellingState>>
  /** Adds and removes words; a word in both is added. */
  changeWords(add: readonly string[], remove: readonly string[]): Promise<Result<SpellingState>>
  addDictionaries(files: readonly NamedBytes[]): Promise<Result<SpellingState>>
  removeDictionary(language: string): Promise<Result<SpellingState>>
  readDictionary(language: string): Promise<Result<{ readonly aff: string; readonly dic: string }>>
}

const LARGEST = 64 * 1024 * 1024
const LANGUAGE = /^[a-z]{2,3}(?:-(?:[A-Z]{2}|\d{3}))?$/
/** Most words of a person's own. */
const MOST_WORDS = 20_000

/** The shelf in a data folder: `words.json` and `dictionaries/<language>.aff` with `.dic`, in UTF-8. */
export function spellingShelf(dataFolder: string, io: Io, now: () => number): SpellingShelf {
  const words = jsonFile(join(dataFolder, 'words.json'), now, io)
  const folder = join(dataFolder, 'dictionaries')
  const path = (language: string, half: 'aff' | 'dic'): string => join(folder, `${language}.${half}`)

  const dictionaries = async (): Promise<readonly string[]> => {
    const names = await io.readdir(folder).catch((error: unknown) => {
      if (errnoOf(error) === '') throw error
      return []
    })
    const present = new Set(names)
    return names
      .filter((name) => name.endsWith('.dic') && present.has(`${name.slice(0, -4)}.aff`))
      .map((name) => name.slice(0, -4))
      .filter((language) => LANGUAGE.test(language))
      .sort()
  }
  const state = async (): Promise<Result<SpellingState>> =>
    ok({ words: wordsOf(await words.read()), dictionaries: await dictionaries() })
  const half = async (language: string, which: 'aff' | 'dic'): Promise<Result<string>> => {
    const read = await readStamped(path(language, which), LARGEST, io)
    return read.ok ? ok(new TextDecoder().decode(read.value.bytes)) : read
  }

  return {
    state,
    async changeWords(add, remove) {
      const changed = await words.change((old) => {
        const kept = new Set(wordsOf(old))
        for (const word of remove) kept.delete(word)
        for (const word of add) kept.add(word)
        return { words: [...kept].sort().slice(0, MOST_WORDS) }
      })
      return changed.ok ? state() : changed
    },
    async addDictionaries(files) {
      const read = readDictionaryFiles(files)
      if (!read.ok) return read
      for (const { language, aff, dic } of read.value) {
        const written = await onDisk(`the dictionary for ${language}`, 'No dictionary was changed.', async () => {
          await io.mkdir(folder)
          // The .dic last: the pair counts once both are there.
          for (const [which, text] of [
            ['aff', aff],
            ['dic', dic],
          ] as const) {
            const bytes = new TextEncoder().encode(text)
            const one = await durableWrite(path(language, which), bytes, { mode: 'replace', io })
            if (!one.ok) return one
          }
          return ok(null)
        })
        if (!written.ok) return written
      }
      return state()
    },
    async removeDictionary(language) {
      if (!(await dictionaries()).includes(language)) return unknown(language)
      return onDisk(`the dictionary for ${language}`, 'It is still there.', async () => {
        await io.unlink(path(language, 'dic'))
        await io.unlink(path(language, 'aff'))
        return state()
      })
    },
    async readDictionary(language) {
      if (!(await dictionaries()).includes(language)) return unknown(language)
      const aff = await half(language, 'aff')
      if (!aff.ok) return aff
      const dic = await half(language, 'dic')
      return dic.ok ? ok({ aff: aff.value, dic: dic.value }) : dic
    },
  }
}

function unknown(language: string): Result<never> {
  return fail('not-found', `There is no dictionary of yours for ${language}.`, { subject: language })
}

function wordsOf(stored: unknown): readonly string[] {
  const list = typeof stored === 'object' && stored !== null && 'words' in stored ? stored.words : null
  return Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : []
}
