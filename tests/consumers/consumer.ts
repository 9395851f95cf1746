import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Asset } from '../../core/essay/essay.ts'
import { publish } from '../../core/publication/publish.ts'
import { PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import type { EssayWithFiles } from '../builders/rich-essay-files.ts'

/** One program that takes what Galley writes, run for real. */
export interface Consumer {
  /** One word, to choose it by on the command line. */
  readonly name: string
  /** What is judged, for the report. */
  readonly judges: string
  /** Installs what is missing; null when it is ready, else why it cannot run here. */
  readonly prepare: (cache: string) => string | null
  /** Runs the consumer in an empty folder; each string is one thing that is wrong. Throws where the consumer itself fails. */
  readonly run: (folder: string, cache: string) => Promise<readonly string[]>
}

/** The answer of a program that was run. */
export interface Ran {
  readonly code: number | null
  readonly output: string
}

/** Runs a program; its output and errors together. */
export function run(command: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const [program = '', ...argv] = command
  const done = spawnSync(program, argv, {
    cwd,
    encoding: 'utf8',
    timeout: 10 * 60_000,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  })
  return { code: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}` }
}

/** Runs a program that must succeed. */
export function mustRun(command: readonly string[], cwd: string, env?: Readonly<Record<string, string>>): string {
  const { code, output } = run(command, cwd, env)
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}:\n${output.slice(-4000)}`)
  return output
}

/** Why a program of the system cannot run, or null: it is there, or apt installs it. */
export function systemProgram(name: string, aptPackage = name): string | null {
  const isThere = () => run(['sh', '-c', `command -v ${name}`], tmpdir()).code === 0
  if (isThere()) return null
  run(['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends', aptPackage], tmpdir())
  return isThere() ? null : `${name} is not installed, and apt could not install it`
}

/** Why packages of npm cannot be used, or null. They go into a folder of their own, never into Galley's. */
export function npmPackages(folder: string, packages: readonly string[], before: string): string | null {
  const stamp = join(folder, 'installed.txt')
  const wanted = [...packages, before].join('\n')
  if (existsSync(stamp) && existsSync(join(folder, 'node_modules'))) return null
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', `--before=${before}`]
  const { code, output } = run(['npm', 'install', ...flags, ...packages], folder)
  if (code !== 0) return `npm could not install ${packages.join(', ')}: ${output.trim().split('\n').at(-1)}`
  writeFileSync(stamp, `${wanted}\n`)
  return null
}

/** Writes a publication by a built-in profile into a folder; the paths of its files. */
export async function publishInto(
  folder: string,
  { essay, pictures }: EssayWithFiles,
  profile: string,
): Promise<readonly string[]> {
  const bytes = (hash: string) => pictures.get(hash) ?? new Uint8Array()
  const dataUri = ({ hash, mime }: Asset) => `data:${mime};base64,${Buffer.from(bytes(hash)).toString('base64')}`
  const { files } = await publish(essay, profileNamed(profile), { ...PUBLISH_OPTIONS, bytes, dataUri })
  for (const { path, content } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(target, content)
    else if ('asset' in content) writeFileSync(target, bytes(content.asset))
    else writeFileSync(target, content.kind === 'printed-page' ? content.html : JSON.stringify(content.essay))
  }
  return files.map(({ path }) => path)
}

/** Writes small text files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** An empty folder for the time of `use`. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-consumer-'))
  try {
    return await use(folder)
  } finally {
    if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true })
    else console.log(`kept: ${folder}`)
  }
}
