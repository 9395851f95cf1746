import { dirname, join } from 'node:path'
import type { EssaySummary, SearchHit } from '../../contract/host.ts'
import { authorsOf } from '../../core/essay/credits.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import { ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { LARGEST_ESSAY_FILE, unpackEssay } from '../essay-file.ts'
import { fileNameOf, sameName } from '../file-name.ts'
import { readStamped } from '../file-stamp.ts'
import type { FileState, Io } from '../io.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import { loadEssay } from './load-essay.ts'
import { excerptAround, findText } from './search-text.ts'
import { siblingBase } from './sibling-name.ts'

/** The essays of one folder, for the Desk. */
export interface Library {
  /** All `.essay` files, last changed first. One that cannot be read is a row with its problem. */
  list(): Promise<Result<readonly EssaySummary[]>>
  /** The essays that hold the words, those with most matches first. */
  search(query: string): Promise<Result<readonly SearchHit[]>>
  /** The ids of all essays that can be read. */
  ids(): Promise<ReadonlySet<string>>
  /** Whether one of the essays has this id. */
  holds(essayId: string): Promise<boolean>
  /** Absolute paths of the essays that list a picture with this hash. */
  filesWith(hash: string): Promise<readonly string[]>
}

/** What is remembered of a file until it changes. */
interface Row {
  readonly state: FileState
  readonly summary: Omit<EssaySummary, 'essay' | 'cover' | 'fileName' | 'changed' | 'siblingOf' | 'isAside' | 'keptAs'>
  readonly cover: string | null
  readonly essayId: string
  /** Hashes of its pictures. */
  readonly pictures: ReadonlySet<string>
  /** Everything that the search looks through. */
  readonly text: string
}

/** A library over a folder. `refOf` issues handles, `coverAddress` the address of a picture of an essay. */
export function library(
  folder: string,
  io: Io,
  address: {
    readonly refOf: (path: string) => string
    readonly picture: (essay: string, hash: string) => string
    readonly isAside: (path: string) => boolean
  },
): Library {
  const rows = new Map<string, Row>()

  const load = async (): Promise<readonly (readonly [path: string, row: Row])[]> => {
    const found: [string, Row][] = []
    // Symbolic links in the folder's own path would give a file a second name.
    const real = await io.realpath(folder)
    for (const name of await io.readdir(real)) {
      if (name.startsWith('.') || !name.toLowerCase().endsWith('.essay')) continue
      const path = await fileBehind(io, join(real, name))
      // A link to a neighbour is no second essay.
      if (path === null || found.some(([other]) => other === path)) continue
      const row = await rowOf(path)
      if (row) found.push([path, row])
    }
    const there = new Set(found.map(([path]) => path))
    for (const path of rows.keys()) if (!there.has(path)) rows.delete(path)
    return found
  }

  const rowOf = async (path: string): Promise<Row | null> => {
    let state: FileState
    try {
      state = await io.stat(path)
    } catch (error) {
      if (errnoOf(error) === '') throw error
      return null
    }
    if (state.kind !== 'file') return null
    const known = rows.get(path)
    if (
      known &&
      known.state.size === state.size &&
      known.state.mtimeNs === state.mtimeNs &&
      known.state.ino === state.ino
    )
      return known
    const row = await readRow(path, state, io)
    rows.set(path, row)
    return row
  }

  return {
    list: () =>
      onDisk('The essays folder', 'Your essays are unchanged.', async () => {
        const found = await load()
        const siblingOf = (path: string, row: Row): string | null => {
          const base = siblingBase(fileNameOf(path))
          const original = found.find(
            ([other]) => base !== null && sameName(other, join(dirname(path), `${base}.essay`)),
          )
          return original && row.essayId !== '' && original[1].essayId === row.essayId
            ? address.refOf(original[0])
            : null
        }
        const summaries = found.map(([path, row]): EssaySummary => {
          const essay = address.refOf(path)
          return {
            ...row.summary,
            essay,
            fileName: fileNameOf(path),
            changed: Number(row.state.mtimeNs / 1_000_000n),
            cover: row.cover === null ? null : address.picture(essay, row.cover),
            siblingOf: siblingOf(path, row),
            isAside: address.isAside(path),
            keptAs: null,
          }
        })
        return ok(
          summaries.sort((one, other) => other.changed - one.changed || one.fileName.localeCompare(other.fileName)),
        )
      }),
    ids: async () => new Set((await load()).map(([, row]) => row.essayId)),
    holds: async (essayId) => (await load()).some(([, row]) => row.essayId === essayId),
    filesWith: async (hash) => (await load()).filter(([, row]) => row.pictures.has(hash)).map(([path]) => path),
    search: (query) =>
      onDisk('The essays folder', 'Your essays are unchanged.', async () => {
        const hits: SearchHit[] = []
        for (const [path, row] of await load()) {
          const matches = findText(row.text, query)
          const [first] = matches
          if (first)
            hits.push({ essay: address.refOf(path), ...excerptAround(row.text, first), matches: matches.length })
        }
        return ok(hits.sort((one, other) => other.matches - one.matches))
      }),
  }
}

/** The real path of a file, or null where a link leads nowhere. A file has one handle, so one path (handles.ts). */
async function fileBehind(io: Io, path: string): Promise<string | null> {
  try {
    return (await io.lstat(path)).kind === 'link' ? await io.realpath(path) : path
  } catch (error) {
    if (errnoOf(error) === '') throw error
    return null
  }
}

async function readRow(path: string, state: FileState, io: Io): Promise<Row> {
  const read = await readStamped(path, LARGEST_ESSAY_FILE, io)
  const unpacked = read.ok ? unpackEssay(read.value.bytes, { pictures: false }) : read
  if (!unpacked.ok) {
    const empty = { title: '', standfirst: '', status: 'draft', category: '', tags: [], authors: [], words: 0 } as const
    // What a newer Galley wrote, or is damaged, may still have its plain text.
    const isTextOnly = read.ok && (await loadEssay(io, path)).ok
    const summary = { ...empty, problem: unpacked.problem.message, isTextOnly }
    return { state, cover: null, essayId: '', pictures: new Set(), text: '', summary }
  }
  const { essay } = unpacked.value
  const { title, standfirst, status, category, tags } = essay.metadata
  const [cover = null] = referencedPictures({ ...essay, people: [] })
  return {
    state,
    cover: essay.assets.some((asset) => asset.hash === cover) ? cover : null,
    essayId: essay.id,
    pictures: new Set(essay.assets.map((asset) => asset.hash)),
    text: searchedText(essay),
    summary: {
      title,
      standfirst,
      status,
      category,
      tags,
      authors: authorsOf(essay).map((person) => person.name),
      words: countEssay(essay).body.words,
      problem: null,
      isTextOnly: false,
    },
  }
}

function searchedText({ metadata, body }: Essay): string {
  const { title, standfirst, cover } = metadata
  const inline = [cover?.caption, cover?.credit].map((content) => (content ?? []).map(textOf).join(''))
  return [title, standfirst, ...inline, textOf(body)].filter((part) => part !== '').join('\n')
}
