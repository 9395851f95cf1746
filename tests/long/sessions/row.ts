import { inWorkers } from '../in-workers.ts'
import { type Row, thousands } from '../row.ts'
import { runSession, type SessionResult } from './run-session.ts'

const LONG = 100_000
const SHORT = 60
const LENGTH = 50
const PIECE = 500
const CONTROL = 20

/** What many sessions gave. */
interface Sessions {
  readonly sessions: number
  readonly steps: number
  readonly promised: number
  readonly failures: readonly string[]
}

/** Runs sessions with rising seeds; for a worker. */
export async function sessionsPiece(input: { readonly seed: number; readonly count: number }): Promise<Sessions> {
  const results: SessionResult[] = []
  for (let index = 0; index < input.count; index++) results.push(await runSession(input.seed + index, LENGTH))
  const sum = (of: (one: SessionResult) => number) => results.reduce((total, one) => total + of(one), 0)
  return {
    sessions: results.length,
    steps: sum(({ steps }) => steps),
    promised: sum(({ promised }) => promised),
    failures: results.flatMap(({ seed, failure, did }) =>
      failure === null ? [] : [`session ${seed}: ${failure} (${did.join('; ')})`],
    ),
  }
}

/** People who type, switch, rename, meet other programs, full disks and power cuts. */
export const sessionsRow: Row = {
  id: 'sessions',
  figure: 'model-based sessions',
  target: '100,000 x 50 steps: no text ever unreachable',
  async run({ size, seed, share }) {
    const count = size === 'long' ? Math.round(LONG * share) : SHORT
    // Far apart, so that one run's sessions are not the next run's.
    const first = seed * 100_000
    const inputs = Array.from({ length: Math.ceil(count / PIECE) }, (_, index) => ({
      seed: first + index * PIECE,
      count: Math.min(PIECE, count - index * PIECE),
    }))
    const pieces = inputs.map((input) => ({ module: new URL(import.meta.url), name: 'sessionsPiece', input }))
    const ran =
      size === 'long' ? await inWorkers<Sessions>(pieces) : await Promise.all(inputs.map((one) => sessionsPiece(one)))
    const noticed = { journal: 0, history: 0 }
    for (const without of ['journal', 'history'] as const)
      for (let index = 0; index < CONTROL; index++)
        if ((await runSession(first + index, LENGTH, without)).failure !== null) noticed[without]++
    const sum = (of: (one: Sessions) => number) => ran.reduce((total, one) => total + of(one), 0)
    const failures = ran.flatMap((one) => one.failures)
    return {
      kind: 'ran',
      measured: `${thousands(sum((one) => one.sessions))} sessions, ${thousands(sum((one) => one.steps))} steps, ${thousands(sum((one) => one.promised))} words promised, ${failures.length} sessions with a loss`,
      met: failures.length === 0,
      control: `of ${CONTROL} sessions ${noticed.journal} lose text without the journal, ${noticed.history} without the history`,
      controlFailed: noticed.journal > 0 && noticed.history > 0,
      notes: failures.slice(0, 10),
    }
  },
}
