/**
 * `npm test`: types, lint, import walls, build, unit tests, end-to-end tests; everything runs even after a failure, output
 * streams, and the last lines name what failed; the very last is `N passed, N failed`: the tests of both suites and one for each
 * other step. A suite that ran nothing counts as failed; what was skipped is named as not run.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.ts'
import {
  type Count,
  countOfCheck,
  countOfEndToEndTests,
  countOfUnitTests,
  type EndToEndReport,
  lastLines,
  type UnitReport,
} from './test-count.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, 'dist/test-results')
/** A step that hangs must not hang the machine that runs it. */
const LONGEST_STEP = 9 * 60_000

type Browser = { readonly path: string } | { readonly missing: string }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const node = (file: string): readonly string[] => [process.execPath, join(root, 'node_modules', file)]
const depcruise = node('dependency-cruiser/bin/dependency-cruiser.mjs')
const folders = ['core', 'contract', 'host', 'electron', 'browser-host', 'cli', 'renderer']

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const counts: Count[] = []
counts.push(await check('types', [...node('typescript/bin/tsc'), '-b']))
counts.push(await check('lint', [...node('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']))
counts.push(await check('import walls', [...depcruise, '--config', '.dependency-cruiser.mjs', ...folders]))
// Before the unit tests: those of the package and of the CLI read what was built.
counts.push(await check('build', [process.execPath, join(root, 'scripts/build.ts')]))
// Before the unit tests, too: some print through it.
const browser = findBrowser()
counts.push(await unitTests())
counts.push(await endToEndTests())

process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0
for (const line of lastLines(counts)) say(line)

async function check(name: string, command: readonly string[]): Promise<Count> {
  return countOfCheck(name, await run(name, command))
}

async function unitTests(): Promise<Count> {
  const file = join(results, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run('unit tests', [...node('vitest/vitest.mjs'), 'run', ...reporters], browserOf(browser))
  return countOfUnitTests(code, reportIn<UnitReport>(file))
}

async function endToEndTests(): Promise<Count> {
  const file = join(results, 'e2e.json')
  if ('missing' in browser) {
    say(`\n== end-to-end tests\n${browser.missing}`)
    return countOfCheck('end-to-end tests', 1)
  }
  const environment = { ...browserOf(browser), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const playwright = [...node('@playwright/test/cli.js'), 'test', '--reporter=list,json']
  const code = await run('end-to-end tests', playwright, environment)
  return countOfEndToEndTests(code, reportIn<EndToEndReport>(file))
}

/** The browser's path, installed where that is possible; otherwise why there is none. */
function findBrowser(): Browser {
  try {
    return { path: ensureChromium(say) }
  } catch (error) {
    return { missing: (error as Error).message }
  }
}

function browserOf(found: Browser): Readonly<Record<string, string>> {
  return 'path' in found ? { GALLEY_BROWSER: found.path } : {}
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
