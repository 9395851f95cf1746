import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { textOf } from '../../core/essay/json.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

/** An essay whose file another program took away while it was written on. */
async function loseTheFile(page: Page, folder: string): Promise<void> {
  await startEssay(page, 'Taken away')
  await page.keyboard.type('First.')
  await saved(page)
  rmSync(join(folder, 'Taken away.essay'))
  await page.keyboard.type(' Second.')
  await expect(page.getByRole('region', { name: 'The file is gone' })).toBeVisible()
}

test('a file that was taken away is written again when the person says so', async ({ page, folder }) => {
  await loseTheFile(page, folder)
  await expect(page.getByRole('region', { name: 'The file is gone' })).toContainText(
    'in this window and in Galley’s journal',
  )
  await page.getByRole('button', { name: 'Write it again' }).click()
  await expect(page.locator('[data-save="on-disk"]:visible')).toBeVisible()
  await expect(page.getByRole('region', { name: 'The file is gone' })).toBeHidden()
  expect(textOf((await essayOnDisk(folder, 'Taken away')).essay.body)).toBe('First. Second.')
})

test('leaving an essay whose file cannot be written asks where to keep it, and never whether to lose it', async ({
  page,
  folder,
}) => {
  await loseTheFile(page, folder)
  await runFromPalette(page, 'go to the desk')
  const dialog = page.getByRole('dialog', { name: '“Taken away” is not in its file yet' })
  await expect(dialog).toContainText('Keep it in another place before you go.')
  await expect(dialog.getByRole('button')).toHaveText(['Stay here', 'Download a copy', 'Keep as a new essay'])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(essayText(page)).toHaveText('First. Second.')
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Keep as a new essay' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Taken away, Draft/ })).toBeVisible()
  expect(textOf((await essayOnDisk(folder, 'Taken away')).essay.body)).toBe('First. Second.')
})
