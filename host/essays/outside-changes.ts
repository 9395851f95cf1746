import { basename, dirname } from 'node:path'
import type { EssayChange } from '../../contract/host.ts'
import { errnoOf } from '../disk-problem.ts'
import { hashOfHandle, sameState } from '../file-stamp.ts'
import type { FileState, Io } from '../io.ts'
import type { Opening } from './opening.ts'

/** What became of an open essay's file. */
export type FileFate = 'same' | 'changed' | 'gone'

/** How long a file may be missing before that is told (milliseconds): some programs take the old file away before the new one is there. */
const MAY_BE_AWAY = 500

/**
 * Looks whether a file is still what an opening read or wrote last. Only its hash can say that it changed (safety.md R6): our own writes, and those that
 * changed nothing but the time, are none. Also answers what is not to be told twice. Rejects with the system's error.
 */
export async function lookAtFile(
  io: Io,
  path: string,
  opening: Opening,
): Promise<{ readonly fate: FileFate; readonly isNews: boolean }> {
  const state = await stateOf(io, path)
  if (state === null) return news(opening, 'gone', 'gone')
  if (sameState(state, opening.stamp.state)) return news(opening, 'same', '')
  if (state.kind !== 'file') return news(opening, 'changed', 'no file')
  const sha256 = await hashAt(io, path)
  if (sha256 === null) return news(opening, 'gone', 'gone')
  if (sha256 !== opening.stamp.sha256 && !opening.ours.includes(sha256)) return news(opening, 'changed', sha256)
  opening.stamp = { sha256, state }
  return news(opening, 'same', '')
}

/** What is needed to tell of changes that the watch hints at. */
export interface TellChangesParts {
  readonly io: Io
  /** The essays that are open, by handle. */
  readonly openings: ReadonlyMap<string, Opening>
  readonly pathOf: (essay: string) => string | null
  /** Runs work when nothing else happens to the essay. */
  readonly inTurn: (essay: string, work: () => Promise<void>) => Promise<void>
  readonly tell: (change: EssayChange) => void
  readonly now: () => number
  readonly log: (line: string) => void
}

/** Looks at the essays that a hint is about, and tells what is news. Never rejects. */
export async function tellChanges(parts: TellChangesParts, folder: string, name: string | null): Promise<void> {
  const { io, openings, pathOf, inTurn, tell, now, log } = parts
  for (const essay of [...openings.keys()]) {
    const about = pathOf(essay)
    if (about === null || dirname(about) !== folder || (name !== null && basename(about) !== name)) continue
    const look = (isLast: boolean): Promise<void> =>
      inTurn(essay, async () => {
        const path = pathOf(essay)
        const opening = openings.get(essay)
        if (path === null || opening === undefined) return
        try {
          if (!isLast && (await stateOf(io, path)) === null) {
            void io.wait(MAY_BE_AWAY).then(() => look(true))
            return
          }
          const { fate, isNews } = await lookAtFile(io, path, opening)
          if (fate !== 'same' && isNews) tell({ essay, kind: fate, at: now() })
        } catch (error) {
          if (errnoOf(error) === '') throw error
          // The next look, by the clock or before the next save, meets the same disk and can say so.
          log(`${opening.essayId}: its file cannot be looked at (${errnoOf(error)})`)
        }
      })
    await look(false)
  }
}

function news(opening: Opening, fate: FileFate, about: string): { readonly fate: FileFate; readonly isNews: boolean } {
  const isNews = opening.told !== about
  opening.told = about
  return { fate, isNews }
}

async function stateOf(io: Io, path: string): Promise<FileState | null> {
  try {
    return await io.stat(path)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

async function hashAt(io: Io, path: string): Promise<string | null> {
  let handle: Awaited<ReturnType<Io['open']>>
  try {
    handle = await io.open(path, 'r')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
  try {
    return (await hashOfHandle(handle)).sha256
  } finally {
    await handle.close()
  }
}
