import { parentPort, workerData } from 'node:worker_threads'
import { findIn } from './picture-place.ts'
import { readFiles } from './read-file.ts'
import type { ReadAnswer, ReadOrder } from './read-in-worker.ts'

/** Reads one file in a thread of its own and says what it found; read-in-worker.ts starts it, watches it and ends it. */
const { name, bytes, pictures, asItStands = false } = workerData as ReadOrder
parentPort?.postMessage('ready')
const used: string[] = []
// Not awaited at the top: the bundle is CommonJS. A failure ends the thread, and read-in-worker.ts hears of it.
void readFiles(
  name,
  bytes,
  findIn(pictures, (file) => used.push(file)),
  { asItStands },
).then((result) => parentPort?.postMessage({ result, used } satisfies ReadAnswer))
