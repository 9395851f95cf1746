import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeJson } from '../../core/essay/json.ts'
import { blocksOfPandoc, type PandocElement } from './pandoc-tree.ts'

/** The version of the pandoc of this machine, or null where there is none. */
export function pandocVersion(): string | null {
  try {
    return execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? null
  } catch {
    return null
  }
}

/** One text from one format to another, by pandoc. */
export function pandoc(text: string, from: string, to: string): string {
  return execFileSync('pandoc', ['-f', from, '-t', to, '--wrap=none'], {
    input: text,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  })
}

const FENCE = 'between-two-texts'

/** So many texts for one run: most of a run is pandoc's own start. */
const TOGETHER = 200
/** Milliseconds; a run takes about five seconds. Some texts are read for ever, and take all memory of the machine in some minutes. */
const LIMIT = 60_000

/**
 * What pandoc makes of many texts of Markdown, as blocks; null for a text that it cannot read, or not in a minute. `--file-scope` reads each text by
 * itself, so that none sees the references and notes of another.
 */
export function blocksByPandoc(texts: readonly string[], from: string): readonly (readonly NodeJson[] | null)[] {
  return Array.from({ length: Math.ceil(texts.length / TOGETHER) }, (_, group) =>
    readTogether(texts.slice(group * TOGETHER, (group + 1) * TOGETHER), from),
  ).flat()
}

/** One run for all; where it fails, one for each half, until the text that is at fault stands alone. */
function readTogether(texts: readonly string[], from: string): readonly (readonly NodeJson[] | null)[] {
  const read = oneRun(texts, from)
  if (read !== null) return read
  if (texts.length === 1) return [null]
  const middle = Math.ceil(texts.length / 2)
  return [...readTogether(texts.slice(0, middle), from), ...readTogether(texts.slice(middle), from)]
}

function oneRun(texts: readonly string[], from: string): readonly (readonly NodeJson[])[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'galley-pandoc-'))
  try {
    const paths = texts.flatMap((text, index) => {
      const path = join(folder, `${index}.md`)
      const fence = join(folder, `${index}-end.md`)
      writeFileSync(path, text)
      writeFileSync(fence, `${FENCE}\n`)
      return [path, fence]
    })
    const { status, stdout } = spawnSync('pandoc', ['-f', from, '-t', 'json', '--file-scope', ...paths], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
      timeout: LIMIT,
      killSignal: 'SIGKILL',
    })
    if (status !== 0) return null
    const all: PandocElement[][] = [[]]
    for (const element of (JSON.parse(stdout) as { blocks: PandocElement[] }).blocks)
      if (isFence(element)) all.push([])
      else all.at(-1)?.push(element)
    if (all.length !== texts.length + 1) throw new Error(`pandoc gave ${all.length - 1} texts for ${texts.length}`)
    return all.slice(0, -1).map(blocksOfPandoc)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function isFence({ t, c }: PandocElement): boolean {
  return t === 'Para' && c.length === 1 && c[0].c === FENCE
}
