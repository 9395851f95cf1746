import { join } from 'node:path'
import { errnoOf } from '../disk-problem.ts'
import { readWhole } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { lastChange, readLog } from './entries.ts'
import { logNumbers, logPath } from './log-writer.ts'

const LARGEST = 512 * 1024 * 1024
const MONTH = 30 * 24 * 60 * 60 * 1000
const ID = /^[0-9a-f-]{36}$/
const ASIDE = /\.(kept|torn)$/

/**
 * The path of the essay whose journal was written last and holds text that was never saved, or null. Also forgets what was set aside in
 * `journal/` more than a month ago. Never rejects for a disk that fails: this is a convenience, the text is found when its essay is opened.
 */
export async function essayLeftOpen(io: Io, folder: string, now: () => number): Promise<string | null> {
  let newest: { readonly path: string; readonly at: number } | null = null
  for (const id of await names(io, folder)) {
    if (!ID.test(id)) continue
    await sweep(io, join(folder, id), now)
    const [number] = await logNumbers(io, join(folder, id)).catch(none)
    const read = number === undefined ? null : await readWhole(logPath(join(folder, id), number), LARGEST, io)
    const log = read?.ok ? readLog(read.value.bytes) : null
    if (log === null || log === 'newer') continue
    const saved = log.rest.reduce(
      (most, entry) => (entry.kind === 'seal' ? Math.max(most, entry.upTo) : most),
      log.head.saved,
    )
    const at = log.rest.at(-1)?.at ?? log.first.at
    if (lastChange(log) > saved && (newest === null || at > newest.at)) newest = { path: log.head.path, at }
  }
  return newest?.path ?? null
}

async function sweep(io: Io, folder: string, now: () => number): Promise<void> {
  for (const name of await names(io, folder)) {
    if (!ASIDE.test(name)) continue
    const state = await io.stat(join(folder, name)).catch(() => null)
    if (state && now() - Number(state.mtimeNs / 1_000_000n) > MONTH) await io.unlink(join(folder, name)).catch(() => {})
  }
}

async function names(io: Io, folder: string): Promise<readonly string[]> {
  return io.readdir(folder).catch(none)
}

function none(error: unknown): readonly never[] {
  if (errnoOf(error) === '') throw error
  return []
}
