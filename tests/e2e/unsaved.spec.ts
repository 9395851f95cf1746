import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { textOf } from '../../core/essay/json.ts'
import { violations, violationsInEveryTheme } from './support/axe.ts'
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

test('an essay whose file is gone can wait: the Desk shows it, and puts it back', async ({ page, folder }) => {
  await loseTheFile(page, folder)
  await runFromPalette(page, 'go to the desk')
  const dialog = page.getByRole('dialog', { name: 'The file of “Taken away” is gone' })
  await expect(dialog).toContainText('Every word is protected')
  await expect(dialog.getByRole('button')).toHaveText(['Stay here', 'Download a copy', 'Keep as a new essay', 'Later'])
  expect(await violationsInEveryTheme(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(essayText(page)).toHaveText('First. Second.')
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Later' })).toBeFocused()
  await page.keyboard.press('Enter')
  const lost = page.getByRole('region', { name: 'Not in its folder any more' })
  await expect(lost).toContainText('Galley has 2 words')
  expect(await violations(page)).toEqual([])
  await lost.getByRole('button', { name: 'Put it back “Taken away”' }).focus()
  await page.keyboard.press('Enter')
  await expect(essayText(page)).toHaveText('First. Second.')
  expect(textOf((await essayOnDisk(folder, 'Taken away')).essay.body)).toBe('First. Second.')
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Taken away, Draft/ })).toBeVisible()
  await expect(lost).toHaveCount(0)
})

test('leaving an unchanged essay whose file is gone says so, and a command puts it back from its versions', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Untouched')
  await page.keyboard.type('As it was.')
  await saved(page)
  rmSync(join(folder, 'Untouched.essay'))
  await runFromPalette(page, 'go to the desk')
  const dialog = page.getByRole('dialog', { name: 'The file of “Untouched” is gone' })
  await expect(dialog).toContainText('Its text is kept in the history')
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  await runFromPalette(page, 'recover lost')
  const recover = page.getByRole('dialog', { name: 'Recover lost essays' })
  await expect(recover).toContainText('the newest version in the history')
  expect(await violations(page)).toEqual([])
  await recover.getByRole('button', { name: /Put it back “Untouched”/ }).click()
  await expect(essayText(page)).toHaveText('As it was.')
  expect(textOf((await essayOnDisk(folder, 'Untouched')).essay.body)).toBe('As it was.')
})

test('a save that would leave almost nothing, and that no edit explains, asks first', async ({ page, folder }) => {
  await startEssay(page, 'Long')
  await page.keyboard.insertText('The keeper counts her steps. '.repeat(20))
  await saved(page)
  // A journal that does not hear of the edits cannot explain them.
  const problem = { code: 'io', message: 'The journal could not be written.' }
  await page.route('**/api/writeJournal', (route) => route.fulfill({ json: { ok: false, problem } }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('x')
  await page.keyboard.press('Control+s')
  const banner = page.getByRole('region', { name: 'Not saved' })
  await expect(banner).toContainText('This save would leave only 1 character')
  expect(textOf((await essayOnDisk(folder, 'Long')).essay.body)).toContain('her steps')
  await banner.getByRole('button', { name: 'Show what changed' }).click()
  const dialog = page.getByRole('dialog', { name: 'Almost nothing would be left' })
  await page.unroute('**/api/writeJournal')
  await dialog.getByRole('button', { name: 'Save it all the same' }).click()
  await expect(page.locator('[data-save="on-disk"]:visible')).toBeVisible()
  await page.keyboard.press('Control+Shift+y')
  const history = page.getByRole('dialog', { name: /^History/ })
  await history.getByRole('button', { name: /100 words/ }).click()
  await expect(history.locator('[data-role] del').first()).toContainText('her steps')
})
