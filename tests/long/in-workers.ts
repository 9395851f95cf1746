import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** A piece of work that a worker thread can do: an exported function of a module, by name, with input that can be cloned. */
export interface Piece {
  readonly module: URL
  readonly name: string
  readonly input: unknown
}

/** Does all pieces on as many threads as there are processors. Rejects with the first failure. Answers in the order of the pieces. */
export async function inWorkers<T>(pieces: readonly Piece[], threads = availableParallelism()): Promise<readonly T[]> {
  const answers: T[] = []
  let next = 0
  const one = async (): Promise<void> => {
    while (next < pieces.length) {
      const index = next++
      answers[index] = await inWorker<T>(pieces[index] as Piece)
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, pieces.length) }, one))
  return answers
}

function inWorker<T>(piece: Piece): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { ...piece, module: piece.module.href },
      // Much is made and little kept: a larger nursery spares the collector half of its work.
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    })
    worker.once('message', (answer: T) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code} and no answer`)))
  })
}
