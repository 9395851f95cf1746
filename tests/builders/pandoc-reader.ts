import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
 * What pandoc makes of many texts of Markdown, as HTML. One run for all, because most of a run is pandoc's own start; `--file-scope` reads each text
 * by itself, so that none sees the references and notes of another. Texts must hold no notes, which pandoc gathers at the very end.
 */
export function htmlByPandoc(texts: readonly string[], from: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'galley-pandoc-'))
  try {
    const paths = texts.flatMap((text, index) => {
      const path = join(folder, `${index}.md`)
      const fence = join(folder, `${index}-end.md`)
      writeFileSync(path, text)
      writeFileSync(fence, `${FENCE}\n`)
      return [path, fence]
    })
    const html = execFileSync('pandoc', ['-f', from, '-t', 'html', '--wrap=none', '--file-scope', ...paths], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    })
    const pages = html.split(`<p>${FENCE}</p>`).slice(0, -1)
    if (pages.length !== texts.length) throw new Error(`pandoc gave ${pages.length} pages for ${texts.length} texts`)
    return pages
  } finally {
    rmSync(folder, { recursive: true })
  }
}
