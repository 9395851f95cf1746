import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, startEssay } from './support/writing.ts'

test('a damaged essay stands on the Desk with its reason, is never changed, and the rest works', async ({
  page,
  folder,
}) => {
  const sample = readdirSync(folder).find((name) => name.endsWith('.essay')) ?? ''
  const bytes = readFileSync(join(folder, sample))
  writeFileSync(join(folder, 'Cut short.essay'), bytes.subarray(0, 30_000))
  writeFileSync(join(folder, 'Not an essay.essay'), 'just words')
  await page.reload()
  await expect(page.getByText('Cut short', { exact: true })).toBeVisible()
  await expect(page.getByText('Not an essay', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Cut short/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
  await expect(essayText(page)).toBeVisible()
  expect(readFileSync(join(folder, 'Cut short.essay'))).toHaveLength(30_000)
})

test('files that cannot be imported are refused one by one, with the reason, beside those that can', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).first().click()
  await (await chooser).setFiles([
    { name: 'good.md', mimeType: 'text/markdown', buffer: Buffer.from('\uFEFF# Good weather\n\nIt is *fine*.\n') },
    { name: 'latin.md', mimeType: 'text/markdown', buffer: Buffer.from('# Caf\xe9\n', 'latin1') },
    { name: 'hostile.essay', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 and nothing more') },
    {
      name: 'long.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(`---\ntitle: ${'x'.repeat(10_000)}\n---\n\nWords.\n`),
    },
  ])
  const receipt = page.getByRole('dialog', { name: 'What was imported' })
  await expect(receipt).toContainText('Good weather')
  await expect(receipt).toContainText('latin.md')
  await expect(receipt).toContainText('hostile.essay')
  await expect(receipt).toContainText('long.md')
  await expect(receipt.getByRole('button', { name: 'Open' })).toHaveCount(1)
  await receipt.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Good weather')
  await expect(essayText(page).locator('em')).toHaveText('fine')
})

test('a save that fails says so and keeps the text, which stays protected', async ({ page, folder }) => {
  await startEssay(page, 'Kept words')
  await page.keyboard.type('First.')
  await saved(page)
  const file = join(folder, 'Kept words.essay')
  expect(existsSync(file)).toBe(true)
  // Another program changes the file under the open essay.
  truncateSync(file, 100)
  await page.keyboard.type(' Second.')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('region', { name: /changed by another program/ })).toBeVisible()
  await expect(page.locator('[data-save="problem"]:visible')).toContainText('Not saved')
  await expect(page.locator('[data-protection="protected"]:visible')).toBeVisible()
  expect(readFileSync(file)).toHaveLength(100)
  await expect(essayText(page)).toContainText('First. Second.')
})

test('an essay that another window has open can be read, copied and taken over, and no window overwrites the other', async ({
  page,
  context,
  host,
  folder,
}) => {
  await startEssay(page, 'Two windows')
  await page.keyboard.type('One.')
  await saved(page)
  const other = await context.newPage()
  await other.goto(host.openingAddress())
  await expect(essayText(other)).toContainText('One.')
  await expect(essayText(other)).toHaveAttribute('contenteditable', 'false')
  await expect(other.getByRole('region', { name: 'Read only' })).toBeVisible()
  expect(await violations(other)).toEqual([])
  await other.getByRole('button', { name: 'Make a copy' }).click()
  await expect(essayText(other)).toHaveAttribute('contenteditable', 'true')
  expect(readdirSync(folder).filter((name) => name.startsWith('Two windows'))).toHaveLength(2)
  await other.getByRole('button', { name: 'Desk', exact: true }).click()
  await other
    .getByRole('button', { name: /^Two windows, Draft/ })
    .first()
    .click()
  await expect(essayText(other)).toBeVisible()
  if ((await other.getByRole('region', { name: 'Read only' }).count()) === 0) {
    // The rows look alike: this was the copy.
    await other.getByRole('button', { name: 'Desk', exact: true }).click()
    await other
      .getByRole('button', { name: /^Two windows, Draft/ })
      .last()
      .click()
  }
  await other.getByRole('button', { name: 'Write here instead' }).click()
  await expect(essayText(other)).toHaveAttribute('contenteditable', 'true')
  await essayText(other).click()
  await other.keyboard.press('Control+End')
  await other.keyboard.type(' From the second.')
  await saved(other)
  await page.bringToFront()
  await essayText(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' From the first.')
  await page.keyboard.press('Control+s')
  await expect(page.locator('[data-save="problem"]:visible')).toBeVisible()
  await expect(page.locator('[data-protection="problem"]:visible')).toBeVisible()
  const { essay } = await essayOnDisk(folder, 'Two windows.essay')
  expect(JSON.stringify(essay.body)).toContain('From the second.')
  await expect(essayText(page)).toContainText('From the first.')
})
