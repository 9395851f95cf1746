import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SCENARIOS, type Scenario, temporariesIn } from '../faults/scenarios.ts'
import { type Row, thousands } from '../row.ts'

const LONG = 2_000
const SHORT = 100
/** Bytes of the disk. */
const DISK = 1024 * 1024
const BLOCK = 4_096
/** Room that is left for the writers, from nothing to more than they need, in blocks. */
const MOST_ROOM = 32

const REAL = SCENARIOS.filter(({ control }) => control === undefined)
const PLANTED = SCENARIOS.filter(({ control }) => control === true)

/** Every writer on a real disk that is as good as full. */
export const fullDiskRow: Row = {
  id: 'full-disk',
  figure: `full-disk points on a tmpfs of 1 MB: ${REAL.map(({ name }) => name).join(', ')}`,
  target: '2,000 points: 0 bad, 0 temporary files left',
  async run({ size, share }) {
    const disk = mkdtempSync(join(tmpdir(), 'galley-full-'))
    const mounted =
      process.platform === 'linux' &&
      spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk]).status === 0
    try {
      if (!mounted) return { kind: 'not run', why: 'a small disk can be mounted by root on Linux only' }
      const wanted = size === 'long' ? Math.round(LONG * share) : SHORT
      const perScenario = Math.ceil(wanted / REAL.length)
      const bad: string[] = []
      let points = 0
      let temporaries = 0
      for (const scenario of REAL)
        for (let index = 0; index < perScenario; index++) {
          // A few bytes more or less change where the room ends within a record.
          const room = Math.floor((index * MOST_ROOM) / perScenario)
          const left = await onFullDisk(disk, scenario, room, index % 7)
          points++
          temporaries += left.temporary
          if (left.problem !== null) bad.push(`${scenario.name}, ${room} blocks: ${left.problem}`)
        }
      const controls: string[] = []
      let allFail = true
      for (const scenario of PLANTED) {
        let failed = 0
        for (let room = 0; room < MOST_ROOM; room++)
          if ((await onFullDisk(disk, scenario, room, 0)).problem !== null) failed++
        controls.push(`${scenario.name.replace('control: ', '')}: ${failed} bad of ${MOST_ROOM}`)
        if (failed === 0) allFail = false
      }
      return {
        kind: 'ran',
        measured: `${thousands(points)} points, ${bad.length} bad, ${temporaries} temporary files left`,
        met: bad.length === 0 && temporaries === 0,
        control: controls.join('; '),
        controlFailed: allFail,
        notes: bad.slice(0, 12),
      }
    } finally {
      if (mounted) spawnSync('umount', [disk])
      rmSync(disk, { recursive: true, force: true })
    }
  },
}

async function onFullDisk(
  disk: string,
  scenario: Scenario,
  room: number,
  odd: number,
): Promise<{ readonly problem: string | null; readonly temporary: number }> {
  const root = join(disk, 'root')
  const filling = join(disk, 'filling')
  rmSync(filling, { force: true })
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root)
  await scenario.prepare(root)
  const { bfree } = await statfs(disk)
  if (bfree > room) writeFileSync(filling, new Uint8Array((bfree - room) * BLOCK - odd))
  const acknowledged: string[] = []
  try {
    await scenario.run(root, (what) => acknowledged.push(what))
  } catch (error) {
    return { problem: `threw ${(error as Error).stack}`, temporary: 0 }
  }
  const temporary = temporariesIn(root)
  rmSync(filling, { force: true })
  return { problem: await scenario.check(root, acknowledged), temporary: scenario.control ? 0 : temporary }
}
