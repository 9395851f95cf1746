import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { compactEssay } from '../builders/compact-essay.ts'
import { fixturePicture } from '../builders/example-assets.ts'

/**
 * One folder for each trait: `in.html` and `expected.json`, by kind of reading. `UPDATE=1 npx vitest run tests/core/html-read-fixtures` writes
 * the expectations anew; look at the difference before committing it.
 */
const FIXTURES = join(import.meta.dirname, '../fixtures/html-in')

for (const kind of ['document', 'fragment'] as const) {
  const names = readdirSync(join(FIXTURES, kind)).sort()
  describe(`HTML ${kind}s`, () => {
    it.each(names)('%s', (name) => {
      const folder = join(FIXTURES, kind, name)
      const read = fromHtml(readFileSync(join(folder, 'in.html'), 'utf8'), {
        kind,
        id: '3f6f5a2b-1c00-4c22-9a11-0e7c1d2a5b1f',
        picture: fixturePicture,
      })
      const found = read.ok
        ? {
            ...compactEssay(read.value.essay),
            losses: read.value.losses.map((loss) => `${loss.kind} × ${loss.count}: ${loss.place}`),
          }
        : { problem: read.problem }
      const file = join(folder, 'expected.json')
      if (process.env.UPDATE === '1' || !existsSync(file)) {
        if (process.env.CI || process.env.UPDATE !== '1')
          throw new Error(`${name} has no expected.json; run with UPDATE=1 and review it`)
        writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`)
      }
      expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    })
  })
}

it('has at least eighty traits', () => {
  const count = readdirSync(join(FIXTURES, 'document')).length + readdirSync(join(FIXTURES, 'fragment')).length
  expect(count).toBeGreaterThanOrEqual(80)
})
