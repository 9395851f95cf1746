import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Essay } from '../../core/essay/essay.ts'
import { arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { published } from '../builders/published.ts'
import { awkwardEssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, npmPackages } from './consumer.ts'

const PACKAGES = [
  '@wordpress/blocks',
  '@wordpress/block-library',
  '@wordpress/block-serialization-default-parser',
  'jsdom@26',
  'react@18',
  'react-dom@18',
]
const RANDOM_ESSAYS = 60

interface Answer {
  readonly types: number
  readonly answers: readonly { readonly name: string; readonly wrong: readonly string[]; readonly blocks: number }[]
}

/**
 * The block editor's own parser, over every fixture, the rich and the awkward essay, and random essays (publishing.md 1.8): no invalid and no unknown block, and the same
 * DOM after the editor has written it again. Packages of WordPress are GPL: they are installed to test with, outside Galley.
 */
export const wordpress: Consumer = {
  name: 'wordpress',
  judges: `@wordpress/blocks takes every fixture and ${RANDOM_ESSAYS} random essays: 0 invalid blocks, the same DOM when it writes them again`,
  prepare: (cache) => npmPackages(join(cache, 'wordpress'), PACKAGES, '2026-07-01'),
  async run(_folder, cache) {
    const essays: readonly (readonly [string, Essay])[] = [
      ['rich', richEssayWithFiles().essay],
      ['awkward', awkwardEssayWithFiles().essay],
      ...fixtureEssays(),
      ...fc
        .sample(arbitraryEssay(), { numRuns: RANDOM_ESSAYS, seed: 7 })
        .map((essay, index) => [`random ${index}`, essay] as const),
    ]
    const texts: { name: string; html: string }[] = []
    for (const profile of ['wordpress', 'community-magazine'])
      for (const [name, essay] of essays)
        texts.push({ name: `${profile}: ${name}`, html: (await published(essay, profile)).text })
    const script = join(cache, 'wordpress/validate.mjs')
    copyFileSync(join(import.meta.dirname, 'wordpress-validate.mjs'), script)
    const done = spawnSync(process.execPath, [script], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 5 * 60_000,
    })
    if (done.status !== 0 || !existsSync(script))
      throw new Error(`the parser ended with ${done.status}: ${done.stderr.slice(-3000)}`)
    const { types, answers } = JSON.parse(done.stdout) as Answer
    if (types < 60 || answers.length !== texts.length)
      return [`only ${types} kinds of block and ${answers.length} answers`]
    const blocks = answers.reduce((sum, one) => sum + one.blocks, 0)
    console.log(`         ${answers.length} texts, ${blocks} blocks at the top, ${types} kinds of block known`)
    return answers.flatMap(({ name, wrong }) => wrong.map((one) => `${name}: ${one}`))
  },
}
