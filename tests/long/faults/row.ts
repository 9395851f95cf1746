import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTestDriver } from '../build-test-driver.ts'
import { type Row, thousands } from '../row.ts'
import type { Fault, Point } from './driver.ts'
import { SCENARIOS, temporariesIn } from './scenarios.ts'

const KINDS = ['eio', 'enospc', 'eperm', 'erofs', 'eintr', 'short', 'diskfull']
let driver = ''
/** Faults of one process in the long form: few enough that one stuck process is found. */
const BATCH = 120
/** In the short form every so many-th fault is run, and every so many-th kill. */
const STRIDE = 13
const KILL_STRIDE = 31

const REAL = SCENARIOS.filter(({ control }) => control === undefined)
const PLANTED = SCENARIOS.filter(({ control }) => control === true)

/** Failing system calls, on the real file system, under the real writers. */
export const faultsRow: Row = {
  id: 'faults',
  figure: `syscall faults: ${[...KINDS, 'kill'].length} kinds on ${REAL.map(({ name }) => name).join(', ')}`,
  target: '3,000 points: 0 corrupt, 0 acknowledged lost, 0 false success',
  async run({ size, seed, share }) {
    const folder = mkdtempSync(join(quickFolder(), 'galley-faults-'))
    try {
      const library = join(folder, 'fault-shim.so')
      const source = join(import.meta.dirname, 'fault-shim.c')
      const compiled = spawnSync('gcc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl'], {
        encoding: 'utf8',
      })
      if (process.platform !== 'linux') return { kind: 'not run', why: 'needs LD_PRELOAD, which is Linux here' }
      if (compiled.status !== 0)
        return {
          kind: 'not run',
          why: `gcc did not compile the library: ${compiled.error?.message ?? compiled.stderr}`,
        }
      driver = await buildTestDriver('tests/long/faults/driver.ts')

      const counted = await drive(
        folder,
        library,
        SCENARIOS.map(({ name }) => ({ scenario: name, kind: 'none', point: 0 })),
      )
      if (counted.some(({ calls }) => calls === 0))
        return { kind: 'not run', why: 'the library saw no call: LD_PRELOAD does not reach this Node' }
      const callsOf = (name: string) => counted.find(({ scenario }) => scenario === name)?.calls ?? 0
      const every = (scenarios: typeof SCENARIOS, kinds: readonly string[]): Fault[] =>
        scenarios.flatMap(({ name }) =>
          kinds.flatMap((kind) =>
            Array.from({ length: callsOf(name) }, (_, index) => ({ scenario: name, kind, point: index + 1 })),
          ),
        )
      const some = (faults: readonly Fault[], stride: number) => {
        const step = size === 'short' ? stride : 1 / share
        return faults.filter((_, index) => Math.floor((index + seed) / step) !== Math.floor((index + seed + 1) / step))
      }
      const faults = some(every(REAL, KINDS), STRIDE)
      const kills = some(every(REAL, ['kill']), KILL_STRIDE)
      const batches: Fault[][] = []
      for (let at = 0; at < faults.length; at += BATCH) batches.push(faults.slice(at, at + BATCH))
      const points = (await twoByTwo(batches, (batch, lane) => drive(folder, library, batch, lane))).flat()
      points.push(...(await twoByTwo(kills, (kill, lane) => driveKill(folder, library, kill, lane))))
      const controls = await drive(folder, library, every(PLANTED, ['short', 'diskfull', 'eio']))

      const bad = points.filter(({ problem }) => problem !== null)
      const leftovers = points.filter(({ temporary }) => temporary > 0)
      const wrong = controls.filter(({ problem }) => problem !== null)
      const wanted = faults.length + kills.length
      return {
        kind: 'ran',
        measured: `${thousands(points.length)} points (${thousands(kills.length)} kills), ${bad.length} bad; a temporary file was left at ${leftovers.length}`,
        met: bad.length === 0 && points.length === wanted && leftovers.every(({ temporary }) => temporary <= 1),
        control: PLANTED.map(({ name }) => {
          const own = wrong.filter(({ scenario }) => scenario === name)
          return `${name.replace('control: ', '')}: ${own.length} bad of ${callsOf(name) * 3}`
        }).join('; '),
        controlFailed: PLANTED.every(({ name }) => wrong.some(({ scenario }) => scenario === name)),
        notes: [...bad, ...leftovers.filter(({ temporary }) => temporary > 1)]
          .slice(0, 12)
          .map(
            ({ scenario, kind, point, problem }) =>
              `${scenario}, ${kind} at ${point}: ${problem ?? 'temporary files are left'}`,
          ),
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** A disk without moving parts, where there is one: what fails here is the call, not the disk. */
function quickFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}

async function twoByTwo<In, Out>(all: readonly In[], work: (one: In, lane: number) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  const lane = async (number: number): Promise<void> => {
    while (next < all.length) {
      const index = next++
      results[index] = await work(all[index] as In, number)
    }
  }
  await Promise.all([lane(0), lane(1)])
  return results
}

/** Starts a driver; its lines, and how it ended. */
function start(folder: string, library: string, faults: readonly Fault[]): Promise<readonly object[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [driver, JSON.stringify({ folder, faults })], {
      env: { ...process.env, LD_PRELOAD: library },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (piece) => {
      out += piece
    })
    child.stderr.on('data', (piece) => {
      err += piece
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`the driver ended with ${code ?? signal}: ${err}`))
      else
        resolve(
          out
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as object),
        )
    })
  })
}

async function drive(folder: string, library: string, faults: readonly Fault[], lane = 0): Promise<readonly Point[]> {
  return (await start(mkdtempSync(join(folder, `lane-${lane}-`)), library, faults)) as readonly Point[]
}

/** The driver dies at the fault; what it left is looked at from here. */
async function driveKill(folder: string, library: string, fault: Fault, lane: number): Promise<Point> {
  const own = mkdtempSync(join(folder, `kill-${lane}-`))
  const lines = await start(own, library, [fault])
  const root = join(own, 'root')
  const acknowledged = lines.flatMap((line) => ('acknowledged' in line ? [String(line.acknowledged)] : []))
  const temporary = temporariesIn(root)
  const scenario = REAL.find(({ name }) => name === fault.scenario)
  const problem = (await scenario?.check(root, acknowledged)) ?? null
  rmSync(own, { recursive: true, force: true })
  return { ...fault, calls: fault.point, problem, temporary }
}
