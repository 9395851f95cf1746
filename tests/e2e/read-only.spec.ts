import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textOf } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { writeZip } from '../../core/zip/write-zip.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, show } from './support/writing.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A file of which this Galley can read the plain text alone. */
function fileWith(changes: object): Uint8Array {
  const essay = newEssay('11111111-2222-4333-8444-555555555555', {})
  return writeZip([
    { name: 'text.md', bytes: utf8('---\ntitle: From far\n---\n\nWords of another time.\n'), deflate: true },
    { name: 'essay.json', bytes: utf8(JSON.stringify({ ...essay, ...changes })), deflate: true },
  ])
}

for (const [what, changes] of [
  ['of a newer Galley', { version: 99, holograms: [] }],
  ['that is damaged', { holograms: [] }],
] as const)
  test(`an essay ${what} is read from the Desk, never written, never published`, async ({ page, folder }) => {
    const path = join(folder, 'Far.essay')
    writeFileSync(path, fileWith(changes))
    const before = readFileSync(path)
    await page.reload()
    await expect(page.getByText('Only its plain text can be read.')).toBeVisible()
    await page.getByRole('button', { name: 'Read what can be read of “Far”' }).click()
    await expect(essayText(page)).toHaveText('Words of another time.')
    await expect(essayText(page)).toHaveAttribute('contenteditable', 'false')
    const banner = page.getByRole('region', { name: 'Read only' })
    if (what === 'that is damaged') await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await violations(page)).toEqual([])
    await show(page, 'Proof')
    await expect(page.getByText(/so what is shown here is not all of it/).last()).toBeVisible()
    await show(page, 'Hand in')
    await expect(page.getByText(/so what is shown here is not all of it/).last()).toBeVisible()
    await show(page, 'Page')
    const copy = banner.getByRole('button', { name: 'Make a copy' })
    if (what === 'of a newer Galley') await expect(copy).toHaveCount(0)
    else {
      await copy.click()
      await expect(essayText(page)).toHaveAttribute('contenteditable', 'true')
      expect(textOf((await essayOnDisk(folder, 'Far copy')).essay.body)).toBe('Words of another time.')
    }
    expect(readFileSync(path).equals(before)).toBe(true)
  })
