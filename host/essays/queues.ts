/** Runs work one after the other per key; different keys run beside each other. */
export interface Queues {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when everything that was asked for until now has ended. */
  idle(): Promise<void>
}

/** Empty queues. Work that rejects does not hold up what comes after it. */
export function queues(): Queues {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work)
      const tail = turn.then(
        () => {},
        () => {},
      )
      tails.set(key, tail)
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      return turn
    },
    async idle() {
      await Promise.all(tails.values())
    },
  }
}
