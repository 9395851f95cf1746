/** Does one piece of work of `inWorkers` and answers with what it gave. */
import { parentPort, workerData } from 'node:worker_threads'

const { module, name, input } = workerData as {
  readonly module: string
  readonly name: string
  readonly input: unknown
}
const exported = (await import(module)) as Record<string, (input: unknown) => unknown>
parentPort?.postMessage(await exported[name]?.(input))
