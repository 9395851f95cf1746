import { fail, type Result } from '../../core/result.ts'

/** One publication under way, to be watched and cancelled. */
export interface Run {
  readonly signal: AbortSignal
  /** Files that are written, of how many; 0 of 0 while they are made. */
  progress(written: number, total: number): void
}

/** The publications under way, by the name that the window gave each. */
export interface Runs {
  /** Runs work under a name until it ends. Without a name it cannot be watched or cancelled. */
  run<T>(name: string | undefined, work: (run: Run) => Promise<T>): Promise<T>
  /** null where nothing of that name is under way. */
  progressOf(name: string): { readonly written: number; readonly total: number } | null
  /** Asks the work to stop; it undoes what it did and answers `cancelled`. Also before it has begun. Nothing happens where it has ended. */
  cancel(name: string): void
}

/** How many names of publications that have not begun are remembered. */
const MOST_EARLY = 20

/** Nothing is under way yet. */
export function runs(): Runs {
  const underWay = new Map<string, { controller: AbortController; written: number; total: number }>()
  /** Cancelled before they began: the request may overtake the one that it is about. */
  const early = new Set<string>()
  return {
    async run(name, work) {
      const state = { controller: new AbortController(), written: 0, total: 0 }
      if (name !== undefined) underWay.set(name, state)
      if (name !== undefined && early.delete(name)) state.controller.abort()
      try {
        return await work({
          signal: state.controller.signal,
          progress: (written, total) => Object.assign(state, { written, total }),
        })
      } finally {
        if (name !== undefined) underWay.delete(name)
      }
    },
    progressOf(name) {
      const state = underWay.get(name)
      return state ? { written: state.written, total: state.total } : null
    },
    cancel(name) {
      const state = underWay.get(name)
      if (state) state.controller.abort()
      else early.add(name)
      // Names of what had ended already.
      for (const oldest of early) if (early.size > MOST_EARLY) early.delete(oldest)
    },
  }
}

/** The answer of work that was stopped. */
export function stopped(): Result<never> {
  return fail('cancelled', 'Handing in was stopped.', { safe: 'Nothing of it was left behind.' })
}
