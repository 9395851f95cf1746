import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTestDriver } from '../build-test-driver.ts'
import { randomFrom } from '../random.ts'
import { percentile, type Row, thousands } from '../row.ts'
import { type Kill, killAgainAndAgain } from './kills.ts'

const LONG = 1_000
const SHORT = 100
/** Hosts at once: they wait more than they work. */
const LANES = 6
const CONTROL = 4
const MOST_LOST = 1_000
const LATEST = 1_300

/** kill -9 of a real host while text arrives. */
export const killRow: Row = {
  id: 'kill',
  figure: 'kill -9 of the browser host while text arrives over HTTP',
  target: '1,000 kills: at most 1 s of typing lost, 0 acknowledged lost; key to durable p99 at most 1.3 s',
  async run({ size, seed, share }) {
    const count = size === 'long' ? Math.round(LONG * share) : SHORT
    const driver = await buildTestDriver('tests/long/kill/host-process.ts')
    const folder = mkdtempSync(join(tmpdir(), 'galley-kill-'))
    try {
      const lanes = await Promise.all(
        Array.from({ length: LANES }, (_, lane) =>
          killAgainAndAgain(driver, join(folder, String(lane)), Math.ceil(count / LANES), randomFrom(seed + lane)),
        ),
      )
      const control = await killAgainAndAgain(driver, join(folder, 'control'), CONTROL, randomFrom(seed), false)
      const kills: readonly Kill[] = lanes.flat()
      const problems = kills.flatMap(({ problem }) => problem ?? [])
      const worst = Math.max(...kills.map(({ lost }) => lost))
      const durable = percentile(
        kills.flatMap((kill) => kill.durable),
        99,
      )
      const late = control.filter(({ lost }) => lost > MOST_LOST).length
      return {
        kind: 'ran',
        measured: `${thousands(kills.length)} kills, ${problems.length} with acknowledged text lost or changed, at most ${worst.toFixed(0)} ms of typing lost; first key to durable p99 ${durable.toFixed(0)} ms`,
        // On a busy machine an answer may be late, and what it tells of is lost with it; the short form holds what no load can excuse.
        met: problems.length === 0 && (size === 'short' || (worst <= MOST_LOST && durable <= LATEST)),
        control: `without the journal ${late} of ${CONTROL} kills lose more than 1 s`,
        controlFailed: late > 0,
        notes: problems.slice(0, 10),
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
