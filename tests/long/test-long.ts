/**
 * `npm run test:long`: the table of safety.md section 10 as far as this machine can run it: every row with its figure, target, what was measured, and
 * what its control gave: the protection is taken away, and the check must fail.
 *
 *   npm run test:long                      everything
 *   npm run test:long -- crash sessions    some rows (--list names them)
 *   npm run test:long -- --short           what `npm test` runs of them
 *   npm run test:long -- sessions --seed=7 --share=0.1
 *
 * The exit code is 1 when a figure is missed or a control did not fail. Timing rows say the truth about a quiet machine only.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Outcome, Row } from './row.ts'
import { ROWS } from './rows.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    share: { type: 'string', default: '1' },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const chosen = ROWS.filter(
  ({ id, isTiming }) =>
    (positionals.length === 0 || positionals.some((name) => id.startsWith(name))) && !(values.short && isTiming),
)

if (values.list) for (const { id, figure } of ROWS) say(`${id.padEnd(18)} ${figure}`)
else process.exitCode = (await runAll()) ? 0 : 1

async function runAll(): Promise<boolean> {
  const seed = Number(values.seed)
  const size = values.short ? 'short' : 'long'
  say(`seed ${seed}, ${size} form${values.share === '1' ? '' : `, share ${values.share}`}\n`)
  const ran: { readonly row: Row; readonly outcome: Outcome; readonly seconds: number }[] = []
  for (const row of chosen) {
    const started = performance.now()
    const outcome = await row.run({ size, seed, share: Number(values.share) })
    const seconds = (performance.now() - started) / 1000
    ran.push({ row, outcome, seconds })
    say(`${row.id}: ${verdictOf(outcome)} in ${seconds.toFixed(1)} s (load ${loadavg()[0]?.toFixed(1)})`)
    for (const note of outcome.kind === 'ran' ? (outcome.notes ?? []) : [outcome.why]) say(`  ${note}`)
  }
  say('')
  for (const { row, outcome, seconds } of ran) {
    say(`${row.figure}   [${verdictOf(outcome)}, ${seconds.toFixed(1)} s]`)
    say(`  target    ${row.target}`)
    if (outcome.kind === 'ran') {
      say(`  measured  ${outcome.measured}`)
      say(`  control   ${outcome.control}${outcome.controlFailed ? '' : '   DID NOT FAIL'}`)
    } else say(`  not run   ${outcome.why}`)
  }
  return ran.every(({ outcome }) => outcome.kind === 'not run' || (outcome.met && outcome.controlFailed))
}

function verdictOf(outcome: Outcome): string {
  if (outcome.kind === 'not run') return 'not run'
  return outcome.met ? (outcome.controlFailed ? 'met' : 'CONTROL') : 'MISSED'
}
