/** Does the pieces of work that `inWorkers` sends, one after the other, and answers each with what it gave. */
import { parentPort } from 'node:worker_threads'

parentPort?.on(
  'message',
  async (piece: { readonly module: string; readonly name: string; readonly input: unknown }) => {
    const exported = (await import(piece.module)) as Record<string, (input: unknown) => unknown>
    parentPort?.postMessage(await exported[piece.name]?.(piece.input))
  },
)
