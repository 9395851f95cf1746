import { basename, dirname, join } from 'node:path'
import { ok, type Result } from '../core/result.ts'
import { onDisk } from './disk-problem.ts'
import { durableWrite } from './durable-write.ts'
import { readWhole } from './file-stamp.ts'
import { type Io, nodeIo } from './io.ts'

/** A small JSON file of the application, read and changed as a whole. */
export interface JsonFile {
  /** What is stored, changes under way included; from the version before when the file is damaged or gone; undefined when there is neither. */
  read(): Promise<unknown>
  /** Replaces what is stored by what `change` makes of it, one change after the other. Nothing is changed when it fails. */
  change(change: (old: unknown) => unknown): Promise<Result<null>>
}

const LARGEST = 4 * 1024 * 1024

/**
 * A JSON file (`<name>.json`) that a full disk, a crash or a damaged byte cannot turn into nothing: it is written durably, the version before stays in
 * `<name>.prev.json`, and a damaged file is set aside as `<name>.bad-<time>.json` before the next write. Its folder must be there.
 */
export function jsonFile(path: string, now: () => number, io: Io = nodeIo): JsonFile {
  const folder = dirname(path)
  const stem = basename(path, '.json')
  const previous = join(folder, `${stem}.prev.json`)
  let last: Promise<unknown> = Promise.resolve()

  const load = async (from: string): Promise<{ readonly value: unknown } | 'damaged' | 'unreadable'> => {
    const read = await readWhole(from, LARGEST, io)
    if (!read.ok) return 'unreadable'
    try {
      return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(read.value.bytes)) }
    } catch {
      return 'damaged'
    }
  }
  const read = async (): Promise<unknown> => {
    for (const from of [path, previous]) {
      const loaded = await load(from)
      if (typeof loaded === 'object') return loaded.value
    }
    return undefined
  }
  const put = (to: string, value: unknown) =>
    durableWrite(to, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), { mode: 'replace', io })

  const change = async (make: (old: unknown) => unknown): Promise<Result<null>> => {
    const loaded = await load(path)
    // Set aside for whoever wants to look into it; a failure here must not stop the write.
    if (loaded === 'damaged') await io.rename(path, join(folder, `${stem}.bad-${now()}.json`)).catch(() => {})
    const old = typeof loaded === 'object' ? loaded.value : await read()
    if (typeof loaded === 'object') {
      const kept = await put(previous, loaded.value)
      if (!kept.ok) return kept
    }
    const written = await put(path, make(old))
    return written.ok ? ok(null) : written
  }
  return {
    async read() {
      await last
      return read()
    },
    change(make) {
      const turn = last.then(() => onDisk(basename(path), 'What was stored is unchanged.', () => change(make)))
      last = turn.catch(() => {})
      return turn
    },
  }
}
