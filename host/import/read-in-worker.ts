import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../core/result.ts'
import type { PicturePlace } from './picture-place.ts'
import { formatOfName, type ReadFile, readFiles } from './read-file.ts'

/** What a worker is told. */
export interface ReadOrder {
  readonly name: string
  readonly bytes: Uint8Array
  readonly pictures: PicturePlace
  /** True where plain text is to be taken as it stands, with nothing recognised. */
  readonly asItStands?: boolean
}

/** What a worker answers. */
export interface ReadAnswer {
  /** The essays of the file, one of most kinds. */
  readonly result: Result<readonly ReadFile[]>
  /** Names of the pictures that were taken from among given files. */
  readonly used: readonly string[]
}

/** Limits on one import (safety.md section 6, "Workers"). */
export interface ReadLimits {
  /** Milliseconds from when the reader is ready. */
  readonly deadline: number
  /** Megabytes of the worker's heap. */
  readonly memory: number
}

const MB = 1024 * 1024
/** A worker that is not ready after this long never will be. */
const LONGEST_START = 60_000
const UNCHANGED = { safe: 'The file is unchanged, and nothing was imported.' }

/**
 * Reads a foreign file in a worker thread without network, with a deadline and a limit on memory, and ends it when it breaks one; so no file of a stranger can
 * hold up the window or take the memory of the program. An `.essay` is read by the strict reader at once. Problems: those of `readFiles`; `too-large`
 * when a limit was broken; `damaged` when the reader failed at the file.
 */
export async function readInWorker(order: ReadOrder, limits: ReadLimits = limitsFor(order.bytes)): Promise<ReadAnswer> {
  const format = formatOfName(order.name)
  if (format === null || order.name.toLowerCase().endsWith('.essay'))
    return { result: await readFiles(order.name, order.bytes, () => null), used: [] }
  const worker = startWorker(order, limits)
  try {
    return await answerOf(worker, order.name, limits)
  } finally {
    await worker.terminate()
  }
}

function limitsFor(bytes: Uint8Array): ReadLimits {
  return { deadline: bytes.length > 20 * MB ? 30_000 : 5_000, memory: 512 }
}

/** From the sources a module; from a bundle the text of the worker's own bundle beside it, which an archive can hold as well as a folder. */
function startWorker(order: ReadOrder, { memory }: ReadLimits): Worker {
  const options = {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
  }
  const fromSources = import.meta.filename.endsWith('.ts')
  return fromSources
    ? new Worker(join(import.meta.dirname, 'read-worker.ts'), options)
    : new Worker(readFileSync(join(import.meta.dirname, 'read-worker.cjs'), 'utf8'), { ...options, eval: true })
}

function answerOf(worker: Worker, name: string, { deadline, memory }: ReadLimits): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const give = (result: ReadAnswer['result'], used: readonly string[] = []) => {
      clearTimeout(timer)
      resolve({ result, used })
    }
    const late = () =>
      give(
        fail('too-large', `“${name}” took too long to read: more than ${Math.round(deadline / 1_000)} seconds.`, {
          ...UNCHANGED,
          subject: name,
          next: 'Split it into smaller files, or save it anew in the program that it comes from.',
        }),
      )
    let timer = setTimeout(late, LONGEST_START)
    worker.on('message', (message: 'ready' | ReadAnswer) => {
      if (message !== 'ready') return give(message.result, message.used)
      clearTimeout(timer)
      timer = setTimeout(late, deadline)
    })
    worker.on('error', (error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      give(
        outOfMemory
          ? fail('too-large', `“${name}” needs more than ${memory} MB to be read.`, {
              ...UNCHANGED,
              subject: name,
              next: 'Split it into smaller files.',
            })
          : fail('damaged', `“${name}” could not be read: the reader failed at it.`, {
              ...UNCHANGED,
              subject: name,
              next: 'Save it anew in the program that it comes from, and report it if that does not help.',
            }),
      )
    })
    worker.on('exit', () =>
      give(
        fail('damaged', `“${name}” could not be read: the reader ended before its time.`, {
          ...UNCHANGED,
          subject: name,
        }),
      ),
    )
  })
}
