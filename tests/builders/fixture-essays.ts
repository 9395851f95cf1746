import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { RICH_ASSETS } from './rich-essay.ts'

const FOLDER = join(import.meta.dirname, '../fixtures/html-out')

/** The essay of every fixture of the HTML writer, by its name: each node, mark and corner once. */
export function fixtureEssays(): readonly (readonly [name: string, essay: Essay])[] {
  return readdirSync(FOLDER).map((name) => {
    const parts = JSON.parse(readFileSync(join(FOLDER, name, 'essay.json'), 'utf8')) as Partial<Essay>
    const read = essayFromJson(
      newEssay('00000000-0000-4000-8000-000000000000', {
        ...parts,
        assets: RICH_ASSETS,
        metadata: { ...EMPTY_METADATA, ...parts.metadata },
      }),
    )
    if (!read.ok) throw new Error(`${name}: ${read.problem.message}`)
    return [name, read.value] as const
  })
}
