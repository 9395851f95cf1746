import { join } from 'node:path'
import { errnoOf } from '../disk-problem.ts'
import { syncFolder } from '../durable-write.ts'
import { giveBack } from '../give-back.ts'
import type { Io, IoHandle } from '../io.ts'
import { entryBytes, type Head, logBytes, type Seal, type Steps, type Whole } from './entries.ts'
import { type ChainEnd, chainRecords } from './records.ts'

/** One log that is being written. After any failure it is broken for good; a new log takes its place. */
export interface LogWriter {
  readonly number: number
  readonly path: string
  /** Bytes so far. */
  size(): number
  /** Adds an entry and flushes it. Rejects with the system's error. */
  append(entry: Whole | Steps | Seal): Promise<void>
  close(): Promise<void>
}

const NAME = /^([1-9]\d{0,14})\.log$/

/** The numbers of the logs in a folder, newest first. Empty when there is no folder. */
export async function logNumbers(io: Io, folder: string): Promise<readonly number[]> {
  let names: readonly string[]
  try {
    names = await io.readdir(folder)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return []
  }
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a)
}

/** The path of a log. */
export function logPath(folder: string, number: number): string {
  return join(folder, `${number}.log`)
}

/**
 * Begins the next log of a folder with its first entries, under a number above those that are there and above `above`. When it resolves, file and name are on the disk. Rejects with the system's
 * error; then nothing of it is left.
 */
export async function beginLog(
  io: Io,
  folder: string,
  parents: readonly string[],
  log: { readonly head: Head; readonly entries: readonly (Whole | Steps | Seal)[]; readonly above: number },
): Promise<LogWriter> {
  await io.mkdir(folder)
  const { bytes, end } = logBytes([log.head, ...log.entries])
  const { length } = bytes
  // Logs are removed by their number, also where they were taken away before: nobody else's may have it.
  const { handle, number } = await openNext(io, folder, log.above)
  const path = logPath(folder, number)
  try {
    await handle.writeFile(bytes)
    giveBack(bytes)
    await handle.sync()
    const { size } = await handle.stat()
    if (size !== length) throw keptAnotherSize()
    for (const parent of [folder, ...parents]) await syncFolder(io, parent)
  } catch (error) {
    // The first failure is the one to report; the rest is tidying up.
    await handle.close().catch(() => {})
    await io.unlink(path).catch(() => {})
    throw error
  }
  return writerOn(handle, number, path, length, end)
}

async function openNext(io: Io, folder: string, above: number): Promise<{ handle: IoHandle; number: number }> {
  for (let number = Math.max(above, (await logNumbers(io, folder))[0] ?? 0) + 1, tries = 0; ; number++, tries++) {
    try {
      return { handle: await io.open(logPath(folder, number), 'wx+', 0o600), number }
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || tries > 100) throw error
    }
  }
}

function keptAnotherSize(): Error {
  return Object.assign(new Error('the disk kept another size'), { code: 'EIO' })
}

function writerOn(handle: IoHandle, number: number, path: string, bytes: number, start: ChainEnd): LogWriter {
  let end = start
  let size = bytes
  return {
    number,
    path,
    size: () => size,
    async append(entry) {
      const record = chainRecords(end, [entryBytes(entry)])
      await handle.writeFile(record.bytes)
      await handle.sync()
      end = record.end
      size += record.bytes.length
      const state = await handle.stat()
      // Some disks cut a write short and say nothing.
      if (state.size !== size) throw keptAnotherSize()
      // Another opening of the same essay took its text over and removed it: what is written here would be gone with the handle.
      if (state.links === 0) throw Object.assign(new Error('the log was taken away'), { code: 'ENOENT' })
    },
    close: () => handle.close(),
  }
}
