import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { readBody } from '../../core/essay/read-essay.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { RICH_ASSETS } from '../builders/rich-essay.ts'

/**
 * Each folder of tests/fixtures/html-out holds `essay.json` (a body, and what is not as in an empty essay) and what the writer makes of it:
 * `article.html` (the page's article), `head.html` (where there are metadata), `fragment.html`, and `losses.txt` of both. UPDATE=1 rewrites them.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/html-out')
const UPDATE = process.env.UPDATE === '1'
const LOOK = { stylesheet: 'p{}', stylesheetHash: 'x' }
const address = (asset: { readonly hash: string }) => `images/${asset.hash.slice(0, 1)}.jpg`

describe('HTML writer, by fixtures', () => {
  const names = readdirSync(FOLDER)

  it('finds the fixtures', () => {
    expect(names.length).toBeGreaterThan(60)
  })

  for (const name of names) {
    it(name, () => {
      const folder = join(FOLDER, name)
      const essay = essayOf(JSON.parse(readFileSync(join(folder, 'essay.json'), 'utf8')))
      const page = toHtml(essay, { kind: 'page', look: LOOK, address })
      const fragment = toHtml(essay, { kind: 'fragment', address })
      const losses = (of: string, list: typeof page.losses) =>
        list.map(
          (loss) =>
            `${of}: ${loss.kind} ${loss.count}${loss.place === '' ? '' : ` (${loss.place})`}: ${loss.message}\n`,
        )
      const head = between(page.text, '<meta name="generator" content="Galley">\n', '<style>')
      const files = {
        'article.html': between(page.text, '<main>\n', '</main>'),
        'fragment.html': fragment.text,
        'head.html': JSON.stringify(essay.metadata) === JSON.stringify(EMPTY_METADATA) ? '' : head,
        'losses.txt': [...losses('page', page.losses), ...losses('fragment', fragment.losses)].join(''),
      }
      for (const [file, text] of Object.entries(files)) {
        const path = join(folder, file)
        if (UPDATE && text === '') rmSync(path, { force: true })
        else if (UPDATE) writeFileSync(path, text)
        expect(text, file).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
      }
    })
  }
})

function essayOf(parts: Partial<Omit<Essay, 'metadata' | 'body'>> & { metadata?: object; body: NodeJson }): Essay {
  const body = readBody(parts.body)
  if (!body.ok) throw new Error(body.problem.message)
  const metadata = { ...EMPTY_METADATA, ...parts.metadata }
  return newEssay('00000000-0000-4000-8000-000000000000', { ...parts, metadata, body: body.value, assets: RICH_ASSETS })
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length
  return text.slice(from, text.indexOf(end, from))
}
