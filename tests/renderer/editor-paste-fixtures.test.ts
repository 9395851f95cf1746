import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { undo } from '@tiptap/pm/history'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'
import { ok } from '../../core/result.ts'
import { fetchPasteReader } from '../../renderer/editor/paste/paste-reader.ts'
import { pasteReceipt } from '../../renderer/editor/paste/paste-receipt.ts'
import { compactNode } from '../builders/compact-essay.ts'
import { ASSETS } from '../builders/example-assets.ts'
import { doc, p } from '../builders/nodes.ts'
import { paper } from '../builders/paper.ts'

beforeAll(async () => {
  await fetchPasteReader()
})

/**
 * One folder for each source and trait: `in.html` as a clipboard has it, `expected.json` with the essay after it was pasted and the
 * receipt; `into.json` where it is pasted into something else than an empty essay. `UPDATE=1 npx vitest run tests/renderer/editor-paste`
 * writes the expectations anew; look at the difference before committing it.
 */
const FIXTURES = join(import.meta.dirname, '../fixtures/paste')
const names = readdirSync(FIXTURES).sort()

interface Into {
  readonly body: BodyJson
  /** Words before which the cursor stands, and how far after their beginning. */
  readonly at: string
  readonly offset: number
  /** What the clipboard has as plain text. */
  readonly plain: string
}

describe('pasted', () => {
  it.each(names)('%s', async (name) => {
    const folder = join(FIXTURES, name)
    const html = readFileSync(join(folder, 'in.html'), 'utf8').trimEnd()
    const into = existsSync(join(folder, 'into.json'))
      ? (JSON.parse(readFileSync(join(folder, 'into.json'), 'utf8')) as Into)
      : null
    const sheet = paper(into?.body ?? doc([p()]), { takePicture: async () => ok(ASSETS[1] as (typeof ASSETS)[0]) })
    if (into) sheet.cursorAt(into.at, into.offset)
    const before = sheet.doc
    const taken = sheet.paste({ html, plain: into?.plain ?? 'plain words' })
    if (html.includes('src="data:image/png')) await expect.poll(() => sheet.doc.eq(before)).toBe(false)
    sheet.doc.check()
    const receipt = pasteReceipt(sheet.editor.state)
    const found = {
      taken,
      body: ((sheet.doc.toJSON() as BodyJson).content as readonly NodeJson[]).map(compactNode),
      receipt: receipt && {
        source: receipt.source,
        came: receipt.came,
        losses: receipt.losses.map((loss) => `${loss.kind} × ${loss.count}: ${loss.place}`),
      },
    }
    const file = join(folder, 'expected.json')
    if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`)
    expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    // One undo takes all of it back.
    undo(sheet.editor.state, sheet.editor.view.dispatch)
    expect(sheet.doc.toJSON()).toEqual(before.toJSON())
  })
})

it('has at least forty sources and traits', () => expect(names.length).toBeGreaterThanOrEqual(40))
