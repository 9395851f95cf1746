import { wounded } from '../../host/wounded.ts'
import { randomFrom } from '../random.ts'

/** What a reader made of damaged bytes. */
export type Verdict = 'refused' | 'true' | 'wrong'

/** A format, its reader, and a reader without the protection that must fail. */
export interface Format {
  readonly name: string
  readonly bytes: Uint8Array
  /** Reads damaged bytes; `true` when it accepts no more than what really stood there. */
  readonly read: (mutant: Uint8Array) => Verdict
  /** The same without checksums. */
  readonly careless: (mutant: Uint8Array) => Verdict
}

/** What reading many mutants gave. */
export interface Judged {
  readonly mutants: number
  readonly accepted: number
  readonly wrong: number
  readonly thrown: number
  /** Milliseconds of the slowest. */
  readonly worst: number
  /** The first that was wrong or threw, for people. */
  readonly first: string | null
}

/** Wounds the bytes `count` times and reads each. */
export function judge(format: Format, reader: 'read' | 'careless', seed: number, count: number): Judged {
  const random = randomFrom(seed)
  let accepted = 0
  let wrong = 0
  let thrown = 0
  let worst = 0
  let first: string | null = null
  for (let round = 0; round < count; round++) {
    const mutant = wounded(format.bytes, random)
    const started = performance.now()
    try {
      const verdict = format[reader](mutant)
      if (verdict !== 'refused') accepted++
      if (verdict === 'wrong') {
        wrong++
        first ??= `seed ${seed}, mutant ${round}: accepted`
      }
    } catch (error) {
      thrown++
      first ??= `seed ${seed}, mutant ${round}: ${(error as Error).stack}`
    }
    worst = Math.max(worst, performance.now() - started)
  }
  return { mutants: count, accepted, wrong, thrown, worst, first }
}
