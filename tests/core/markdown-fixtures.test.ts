import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { ASSETS } from '../builders/example-assets.ts'

/**
 * Each folder shows one trait: `in.md`, what is read from it (`expected.json`: body, losses, and whatever front matter says), and what the three
 * dialects make of that. `UPDATE=1 npx vitest run tests/core/markdown-fixtures` writes the expectations anew; read the difference before you commit it.
 */
const FOLDER = new URL('../fixtures/markdown/', import.meta.url)
const DIALECTS = ['portable', 'plain', 'pandoc'] as const
const address = (asset: { name: string }) => `images/${asset.name.replaceAll(' ', '-')}`
const picture = (written: string) => ASSETS.find((asset) => address(asset) === written) ?? null

function expectFile(url: URL, text: string): void {
  if (process.env.UPDATE) writeFileSync(url, text)
  expect(existsSync(url) ? readFileSync(url, 'utf8') : `${url.pathname} is missing`).toBe(text)
}

describe('Markdown fixtures', () => {
  it.each(readdirSync(FOLDER).sort())('%s', (name) => {
    const folder = new URL(`${name}/`, FOLDER)
    const read = fromMarkdown(readFileSync(new URL('in.md', folder), 'utf8'), { id: ARBITRARY_ID, picture })
    if (!read.ok) throw new Error(read.problem.message)
    const { essay, losses } = read.value
    const { body, metadata, people, credits } = essay
    const frontMatter = readFileSync(new URL('in.md', folder), 'utf8').startsWith('---')
    expectFile(
      new URL('expected.json', folder),
      `${JSON.stringify({ body, ...(frontMatter ? { metadata, people, credits } : {}), losses }, null, 1)}\n`,
    )
    expect(essayFromJson(JSON.parse(JSON.stringify(essay))).ok).toBe(true)
    for (const dialect of DIALECTS)
      expectFile(new URL(`${dialect}.md`, folder), toMarkdown(essay, { dialect, address, frontMatter }).text)
    const again = fromMarkdown(readFileSync(new URL('portable.md', folder), 'utf8'), { id: ARBITRARY_ID, picture })
    expect(again.ok && again.value.essay).toEqual(essay)
  })
})
