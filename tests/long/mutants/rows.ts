import { inWorkers } from '../in-workers.ts'
import { type Row, thousands } from '../row.ts'
import { FORMATS } from './formats.ts'
import { type Judged, judge } from './mutants.ts'

const LONG = 1_000_000
const SHORT = 20_000
const PIECE = 50_000
const CONTROL = 2_000
const SLOWEST = 250

/** Wounds one format by name; for a worker. */
export function judgePiece(input: { readonly name: string; readonly seed: number; readonly count: number }): Judged {
  const format = FORMATS.find(({ name }) => name === input.name)
  if (!format) throw new Error(`no format ${input.name}`)
  return judge(format, 'read', input.seed, input.count)
}

/** Damaged files, logs and indexes: refused, or read as what they were. */
export const MUTANT_ROWS: readonly Row[] = FORMATS.map((format) => ({
  id: `mutants-${format.name}`,
  figure: `${format.name} mutants`,
  target: '1,000,000: 0 exceptions, 0 wrong accepts',
  async run({ size, seed, share }) {
    const count = size === 'long' ? Math.round(LONG * share) : SHORT
    const control = judge(format, 'careless', seed, CONTROL)
    const inputs = Array.from({ length: Math.ceil(count / PIECE) }, (_, index) => ({
      name: format.name,
      seed: seed + index,
      count: Math.min(PIECE, count - index * PIECE),
    }))
    const pieces = inputs.map((input) => ({ module: new URL(import.meta.url), name: 'judgePiece', input }))
    const judged = size === 'long' ? await inWorkers<Judged>(pieces) : inputs.map(judgePiece)
    const sum = (of: (one: Judged) => number) => judged.reduce((total, one) => total + of(one), 0)
    const worst = Math.max(...judged.map((one) => one.worst))
    return {
      kind: 'ran',
      measured: `${thousands(sum((one) => one.mutants))}: ${sum((one) => one.thrown)} exceptions, ${sum((one) => one.wrong)} wrong; ${thousands(sum((one) => one.accepted))} read true, slowest ${worst.toFixed(0)} ms`,
      met: sum((one) => one.thrown + one.wrong) === 0,
      control: `without checksums ${control.wrong} wrong of ${thousands(control.mutants)}`,
      controlFailed: control.wrong > 0,
      notes: [
        ...judged.flatMap(({ first }) => first ?? []),
        ...(size === 'long' && worst > SLOWEST
          ? [`the slowest took ${worst.toFixed(0)} ms; a busy machine alone can do that`]
          : []),
      ],
    }
  },
}))
