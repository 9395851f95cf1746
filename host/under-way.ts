/** Counts work that must not be cut off. */
export interface UnderWay {
  /** The same function, its calls counted until they end. */
  track<Input, Output>(work: (input: Input) => Promise<Output>): (input: Input) => Promise<Output>
  /** Resolves when nothing is under way, however it ended. */
  idle(): Promise<void>
}

/** Nothing is under way yet. */
export function underWay(): UnderWay {
  const calls = new Set<Promise<unknown>>()
  return {
    track: (work) => (input) => {
      const call = work(input)
      calls.add(call)
      const over = () => void calls.delete(call)
      call.then(over, over)
      return call
    },
    async idle() {
      while (calls.size > 0) await Promise.allSettled(calls)
    },
  }
}
