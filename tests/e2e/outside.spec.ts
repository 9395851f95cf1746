import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { textOf } from '../../core/essay/json.ts'
import { violations, violationsInEveryTheme } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, startEssay, whenProtected } from './support/writing.ts'

/** An essay of two states: the file holds the newer, `older` a copy of the state before. */
async function twoStates(page: Page, folder: string, dataFolder: string): Promise<{ file: string; older: string }> {
  await startEssay(page, 'Weather')
  await page.keyboard.type('Rain comes in from the sea.')
  await saved(page)
  const file = join(folder, 'Weather.essay')
  const older = join(dataFolder, 'older.essay')
  copyFileSync(file, older)
  await page.keyboard.type(' It stays.')
  await saved(page)
  return { file, older }
}

/** Words of one's own are protected and not yet saved when the file turns into what it was before; the banner that says so. */
async function changedUnderOwnWords(page: Page, folder: string, dataFolder: string): Promise<Locator> {
  const { file, older } = await twoStates(page, folder, dataFolder)
  await page.keyboard.type(' Mine.')
  await whenProtected(page)
  copyFileSync(older, file)
  const banner = page.getByRole('region', { name: 'The file was changed by another program' })
  await expect(banner).toBeVisible()
  return banner
}

test('an essay without changes of its own is shown as another program left it, with the cursor where it was', async ({
  page,
  folder,
  dataFolder,
}) => {
  const { file, older } = await twoStates(page, folder, dataFolder)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+ArrowRight')
  copyFileSync(older, file)
  await expect(essayText(page)).toHaveText('Rain comes in from the sea.')
  await expect(page.getByLabel('Notices')).toContainText('changed by another program and is shown as it is now')
  await expect(page.getByRole('region', { name: /changed by another program/ })).toHaveCount(0)
  await expect(essayText(page)).toBeFocused()
  await page.keyboard.type('!')
  await expect(essayText(page)).toHaveText('Rain! comes in from the sea.')
  await saved(page)
  expect(textOf((await essayOnDisk(folder, 'Weather')).essay.body)).toBe('Rain! comes in from the sea.')
})

test('a change under words of one’s own is compared and decided by keyboard; the other side is a version', async ({
  page,
  folder,
  dataFolder,
}) => {
  const banner = await changedUnderOwnWords(page, folder, dataFolder)
  await banner.getByRole('button', { name: 'Show difference' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Two versions of this essay' })
  await expect(dialog.locator('[data-role] ins')).toContainText('It stays. Mine.')
  expect(await violationsInEveryTheme(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(banner.getByRole('button', { name: 'Show difference' })).toBeFocused()
  expect(textOf((await essayOnDisk(folder, 'Weather')).essay.body)).toBe('Rain comes in from the sea.')
  await page.keyboard.press('Tab')
  await expect(banner.getByRole('button', { name: 'Keep mine' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(banner).toBeHidden()
  await expect(page.locator('[data-save="on-disk"]:visible')).toBeVisible()
  await expect(essayText(page)).toBeFocused()
  expect(textOf((await essayOnDisk(folder, 'Weather')).essay.body)).toBe('Rain comes in from the sea. It stays. Mine.')
  await page.keyboard.press('Control+Shift+y')
  const history = page.getByRole('dialog', { name: /^History/ })
  await history.getByRole('button', { name: /One side of a conflict/ }).click()
  await expect(history.locator('[data-role] ins')).toContainText('It stays. Mine.')
})

test('the file’s text is taken by a button, and what was written here is a version', async ({
  page,
  folder,
  dataFolder,
}) => {
  const banner = await changedUnderOwnWords(page, folder, dataFolder)
  await banner.getByRole('button', { name: 'Take the file’s' }).click()
  await expect(essayText(page)).toHaveText('Rain comes in from the sea.')
  await page.keyboard.press('Control+Shift+y')
  const history = page.getByRole('dialog', { name: /^History/ })
  await history.getByRole('button', { name: /One side of a conflict/ }).click()
  await expect(history.locator('[data-role] del')).toContainText('It stays. Mine.')
})

test('leaving before it is decided may wait: the words come back with the choice', async ({
  page,
  folder,
  dataFolder,
}) => {
  await changedUnderOwnWords(page, folder, dataFolder)
  await page.keyboard.press('Control+Shift+d')
  const dialog = page.getByRole('dialog', { name: '“Weather” is not in its file yet' })
  await expect(dialog).toContainText('Every word is protected')
  await expect(dialog.getByRole('button', { name: 'Later' })).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Weather/ }).click()
  await expect(page.getByRole('region', { name: 'Recovered, and the file changed' })).toBeVisible()
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect(essayText(page)).toHaveText('Rain comes in from the sea. It stays. Mine.')
  await expect(essayText(page)).toHaveAttribute('contenteditable', 'true')
})

test('two files of one essay are marked on the Desk, compared, and opened', async ({ page, folder, dataFolder }) => {
  const { older } = await twoStates(page, folder, dataFolder)
  copyFileSync(older, join(folder, 'Weather (conflicted copy).essay'))
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(page.getByText('is another version of “Weather”')).toBeVisible()
  expect(await violationsInEveryTheme(page)).toEqual([])
  await page.getByRole('button', { name: /^Compare/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Two files of one essay' })
  await expect(dialog.locator('[data-role] del')).toContainText('It stays.')
  await dialog.getByRole('button', { name: 'Open “Weather”' }).click()
  await expect(essayText(page)).toHaveText('Rain comes in from the sea. It stays.')
})
