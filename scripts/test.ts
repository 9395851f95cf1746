/**
 * `npm test`: types, lint, import walls, unit tests, build, end-to-end tests; everything runs even after a failure, output
 * streams, and the last line is `N passed, N failed`: the tests of both suites and one for each other step. A suite that ran
 * nothing counts as failed; what was skipped is named as not run.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.ts'

/** What a step came to. */
interface Count {
  readonly passed: number
  readonly failed: number
  readonly notRun: number
}

const root = join(import.meta.dirname, '..')
const results = join(root, 'dist/test-results')
/** A step that hangs must not hang the machine that runs it. */
const LONGEST_STEP = 9 * 60_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const node = (file: string): readonly string[] => [process.execPath, join(root, 'node_modules', file)]
const depcruise = node('dependency-cruiser/bin/dependency-cruise.mjs')
const folders = ['core', 'contract', 'host', 'electron', 'browser-host', 'cli', 'renderer']

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const counts: Count[] = []
counts.push(await check('types', [...node('typescript/bin/tsc'), '-b']))
counts.push(await check('lint', [...node('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']))
counts.push(await check('import walls', [...depcruise, '--config', '.dependency-cruiser.mjs', ...folders]))
counts.push(await unitTests())
counts.push(await check('build', [process.execPath, join(root, 'scripts/build.ts')]))
counts.push(await endToEndTests())

const sum = (pick: (count: Count) => number): number => counts.reduce((total, count) => total + pick(count), 0)
if (sum((count) => count.notRun) > 0) say(`${sum((count) => count.notRun)} not run (skipped)`)
process.exitCode = sum((count) => count.failed) > 0 ? 1 : 0
say(`${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed`)

async function check(name: string, command: readonly string[]): Promise<Count> {
  const good = (await run(name, command)) === 0
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, notRun: 0 }
}

async function unitTests(): Promise<Count> {
  const file = join(results, 'unit.json')
  const code = await run('unit tests', [
    ...node('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = reportIn<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }>(file)
  if (!report) return suite('unit tests', code, 0, 0, 0)
  return suite(
    'unit tests',
    code,
    report.numPassedTests,
    report.numFailedTests,
    report.numPendingTests + report.numTodoTests,
  )
}

async function endToEndTests(): Promise<Count> {
  const file = join(results, 'e2e.json')
  let browser: string
  try {
    browser = ensureChromium(say)
  } catch (error) {
    say(`\n== end-to-end tests\n${(error as Error).message}`)
    return { passed: 0, failed: 1, notRun: 0 }
  }
  const code = await run('end-to-end tests', [...node('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    GALLEY_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const report = reportIn<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file)
  if (!report) return suite('end-to-end tests', code, 0, 0, 0)
  const { expected, unexpected, flaky, skipped } = report.stats
  return suite('end-to-end tests', code, expected, unexpected + flaky, skipped)
}

/** A suite's count, where a failure outside any test and a suite of nothing are failures, too. */
function suite(name: string, code: number, passed: number, failed: number, notRun: number): Count {
  if (passed + failed === 0) say(`${name}: no test ran`)
  const hidden = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + hidden, notRun }
}

function reportIn<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

/** Runs a step with its output streaming; its exit code, or 1 when it was killed for taking too long. */
function run(
  name: string,
  [command = '', ...args]: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<number> {
  say(`\n== ${name}`)
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...more } })
    const limit = setTimeout(() => {
      say(`${name}: stopped after ${LONGEST_STEP / 60_000} minutes`)
      child.kill('SIGKILL')
    }, LONGEST_STEP)
    const finish = (code: number): void => {
      clearTimeout(limit)
      say(`== ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(0)} s`)
      resolve(code)
    }
    child.on('error', (error) => {
      say(error.message)
      finish(1)
    })
    child.on('exit', (code) => finish(code ?? 1))
  })
}
