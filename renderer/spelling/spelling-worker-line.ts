import type { SpellingAnswer, SpellingQuestion } from './spelling-messages.ts'
import workerAddress from './spelling-worker.ts?worker&url'

/** A question without its number. */
export type Question = SpellingQuestion extends infer Each
  ? Each extends SpellingQuestion
    ? Omit<Each, 'id'>
    : never
  : never

/** The line to the spelling worker. */
export interface SpellingLine {
  /** Asks; rejects with an Error that says why there is no answer. */
  ask(question: Question): Promise<readonly string[]>
}

/** Longest that one answer may take (milliseconds): a dictionary that never ends must not hold up all others. */
const PATIENCE = 30_000

interface Waiting {
  readonly resolve: (words: readonly string[]) => void
  readonly reject: (error: Error) => void
  readonly timer: ReturnType<typeof setTimeout>
}

/**
 * Starts the worker with the first question. One that does not answer in time is ended with everything it was asked; `onEnd` is
 * called then, because what it had loaded is gone, and the next question starts another.
 */
export function spellingLine(onEnd: () => void): SpellingLine {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, Waiting>()

  const end = (why: string): void => {
    worker?.terminate()
    worker = null
    const left = [...waiting.values()]
    waiting.clear()
    onEnd()
    for (const { reject, timer } of left) {
      clearTimeout(timer)
      reject(new Error(why))
    }
  }
  const start = (): Worker => {
    const started = new Worker(ownScript(workerAddress) as string, { type: 'module', name: 'spelling' })
    started.addEventListener('message', ({ data }: MessageEvent<SpellingAnswer>) => {
      const asked = waiting.get(data.id)
      if (!asked) return
      waiting.delete(data.id)
      clearTimeout(asked.timer)
      if (data.ok) asked.resolve(data.words)
      else asked.reject(new Error(data.why))
    })
    started.addEventListener('error', (event) => end(event.message || 'the spelling worker stopped'))
    return started
  }
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const id = ++last
        const timer = setTimeout(() => end('the dictionary took too long'), PATIENCE)
        waiting.set(id, { resolve, reject, timer })
        worker.postMessage({ ...question, id })
      }),
  }
}

interface ScriptPolicy {
  createScriptURL(address: string): unknown
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy
}

let policy: ScriptPolicy | null = null

/** The address of our own bundled worker as the window's policy demands it (Trusted Types); no other address gets through. */
function ownScript(address: string): unknown {
  const { trustedTypes } = globalThis as unknown as { readonly trustedTypes?: TrustedTypes }
  if (!trustedTypes) return address
  policy ??= trustedTypes.createPolicy('galley-spelling', {
    createScriptURL: (wanted) => {
      if (wanted !== workerAddress) throw new TypeError('not the spelling worker')
      return wanted
    },
  })
  return policy.createScriptURL(address)
}
