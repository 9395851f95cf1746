import { execFileSync } from 'node:child_process'
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

/**
 * What pandoc makes of many texts of Markdown, as blocks. One run for all, because most of a run is pandoc's own start; `--file-scope` reads each text
 * by itself, so that none sees the references and notes of another.
 */
export function blocksByPandoc(texts: readonly string[], from: string): readonly (readonly NodeJson[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'galley-pandoc-'))
  try {
    const paths = texts.flatMap((text, index) => {
      const path = join(folder, `${index}.md`)
      const fence = join(folder, `${index}-end.md`)
      writeFileSync(path, text)
      writeFileSync(fence, `${FENCE}\n`)
      return [path, fence]
    })
    const json = execFileSync('pandoc', ['-f', from, '-t', 'json', '--file-scope', ...paths], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    })
    const all: PandocElement[][] = [[]]
    for (const element of (JSON.parse(json) as { blocks: PandocElement[] }).blocks)
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
