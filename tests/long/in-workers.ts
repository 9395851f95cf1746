import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** A piece of work that a worker thread can do: an exported function of a module, by name, with input that can be cloned. */
export interface Piece {
  readonly module: URL
  readonly name: string
  readonly input: unknown
}

/**
 * Does pieces on as many threads as there are processors. Rejects with the first failure. Answers in the order of the pieces. Pieces are taken as they are
 * done, so they may never end; `enough` is asked with the answers so far before another one is begun.
 */
export async function inWorkers<T>(
  pieces: Iterable<Piece>,
  enough: (answers: readonly T[]) => boolean = () => false,
  threads = availableParallelism(),
): Promise<readonly T[]> {
  const answers = new Map<number, T>()
  const source = pieces[Symbol.iterator]()
  let begun = 0
  // A thread does many pieces: to load the program again for each would cost as much as a small one.
  const one = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      // Much is made and little kept: a larger nursery spares the collector half of its work.
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    })
    try {
      while (!enough([...answers.values()])) {
        const next = source.next()
        if (next.done) break
        const index = begun++
        answers.set(index, await askWorker<T>(worker, next.value))
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, one))
  return [...answers].sort(([first], [second]) => first - second).map(([, answer]) => answer)
}

function askWorker<T>(worker: Worker, { module, name, input }: Piece): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners()
    worker.once('message', (answer: T) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code} and no answer`)))
    worker.postMessage({ module: module.href, name, input })
  })
}
