import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

/** An essay whose file another program took away while it was written on. */
async function loseTheFile(page: Page, folder: string): Promise<void> {
  await startEssay(page, 'Taken away')
  await page.keyboard.type('First.')
  await saved(page)
  rmSync(join(folder, 'Taken away.essay'))
  await page.keyboard.type(' Second.')
  await expect(page.locator('[data-save="problem"]:visible')).toBeVisible()
}

test('an essay that cannot be saved is no dead end: its text is kept as a new essay', async ({ page, folder }) => {
  await loseTheFile(page, folder)
  await runFromPalette(page, 'go to the desk')
  const dialog = page.getByRole('dialog', { name: /could not be saved/ })
  await expect(dialog).toContainText('Taken away')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(essayText(page)).toHaveText('First. Second.')
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Keep as a new essay' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Taken away, Draft/ })).toBeVisible()
  expect(JSON.stringify((await essayOnDisk(folder, 'Taken away')).essay.body)).toContain('First. Second.')
})

test('an essay that cannot be saved is left without its text only by the button that says so', async ({
  page,
  folder,
}) => {
  await loseTheFile(page, folder)
  await runFromPalette(page, 'new essay')
  const dialog = page.getByRole('dialog', { name: /could not be saved/ })
  await dialog.getByRole('button', { name: 'Stay here' }).click()
  await expect(essayText(page)).toHaveText('First. Second.')
  await runFromPalette(page, 'go to the desk')
  await dialog.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  // Staying made no essay on the way, and what was given up is nowhere.
  await expect(page.getByRole('button', { name: /, Draft,/ })).toHaveCount(0)
})
