import { describe, expect, it } from 'vitest'
import { ROWS } from './rows.ts'

/** The same in each run of `npm test`; GALLEY_SEED=7 takes another, and `npm run test:long` a new one each time. */
const seed = Number(process.env.GALLEY_SEED ?? 1)

describe(`nothing is ever lost, in short (seed ${seed})`, () => {
  for (const row of ROWS.filter(({ isTiming }) => isTiming === undefined))
    it(`${row.figure}: ${row.target}`, async ({ skip }) => {
      const outcome = await row.run({ size: 'short', seed, share: 1 })
      if (outcome.kind === 'not run') return skip(`not run: ${outcome.why}`)
      expect(outcome.notes ?? [], outcome.measured).toEqual([])
      expect(outcome.met, outcome.measured).toBe(true)
      expect(outcome.controlFailed, outcome.control).toBe(true)
    }, 180_000)
})
