/**
 * Runs scenarios under the library of fault-shim.c, in a process of its own: `node driver.mjs '{"folder", "faults"}'`. Prints one JSON line for each fault. At
 * a fault of the kind `kill` the process ends; what it acknowledged by then stands on lines before.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { SCENARIOS, temporariesIn } from './scenarios.ts'

/** What a driver is asked. */
export interface Order {
  /** Below which everything happens; must be there. */
  readonly folder: string
  readonly faults: readonly Fault[]
}

/** One call that fails, in a run of its own. */
export interface Fault {
  readonly scenario: string
  readonly kind: string
  /** From 1; 0: none fails, to count them. */
  readonly point: number
}

/** What one fault left. */
export interface Point extends Fault {
  readonly calls: number
  readonly problem: string | null
  /** Temporary files that are left. */
  readonly temporary: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
for (const fault of order.faults) {
  const { scenario: wanted, kind, point } = fault
  const scenario = SCENARIOS.find(({ name }) => name === wanted)
  if (!scenario) throw new Error(`no scenario ${wanted}`)
  const root = join(order.folder, 'root')
  const counted = join(order.folder, 'count')
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root)
  await scenario.prepare(root)
  const acknowledged: string[] = []
  unlinkSync(`/galley-fault/arm/${kind}/${point}${root}`)
  let thrown: string | null = null
  try {
    await scenario.run(root, (what) => {
      acknowledged.push(what)
      if (kind === 'kill') writeSync(1, `${JSON.stringify({ acknowledged: what })}\n`)
    })
  } catch (error) {
    thrown = `threw ${(error as Error).stack}`
  }
  unlinkSync(`/galley-fault/count${counted}`)
  const calls = Number(existsSync(counted) ? readFileSync(counted, 'utf8') : 0)
  const temporary = temporariesIn(root)
  const problem = thrown ?? (await scenario.check(root, acknowledged))
  writeSync(1, `${JSON.stringify({ ...fault, calls, problem, temporary } satisfies Point)}\n`)
}
