import { textOf } from '../../core/essay/json.ts'
import { violations, violationsInEveryTheme } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

test('versions are kept, named, read, compared and restored by keyboard, and nothing is deleted', async ({
  page,
  folder,
}) => {
  const keys = page.keyboard
  await startEssay(page, 'Drafts')
  await keys.type('The first draft is long and careful.')
  await saved(page)
  await runFromPalette(page, 'keep this version')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await keys.type('Before the cuts')
  await keys.press('Enter')
  await expect(page.getByLabel('Notices')).toContainText('kept as “Before the cuts”')
  for (let word = 0; word < 3; word++) await keys.press('Control+Backspace')
  await keys.type(' short.')
  await saved(page)

  await keys.press('Control+Shift+y')
  const history = page.getByRole('dialog', { name: 'History of “Drafts”' })
  const versions = history.locator('[data-version]')
  await expect(versions.first()).toBeFocused()
  await expect(history.getByRole('region', { name: 'Today' })).toBeVisible()
  const named = history.getByRole('button', { name: /Before the cuts/ })
  for (let step = 0; step < 5 && (await named.getAttribute('aria-current')) === null; step++)
    await keys.press('ArrowDown')
  await expect(named).toBeFocused()
  await expect(history.locator('[data-role] del').first()).toContainText('careful')
  await expect(history.locator('[data-role] ins').first()).toContainText('short')
  expect(await violationsInEveryTheme(page)).toEqual([])
  await history.getByRole('button', { name: 'As an essay' }).press('Enter')
  await expect(history.getByLabel('Text of the version')).toHaveText('The first draft is long and careful.')
  expect(await violations(page)).toEqual([])
  await history.getByRole('button', { name: 'Rename' }).press('Enter')
  await expect(history.getByLabel('Name of this version')).toBeFocused()
  await keys.press('Control+a')
  await keys.type('The long one')
  await keys.press('Enter')
  await expect(history.getByRole('button', { name: /The long one/ })).toBeVisible()
  const before = await versions.count()
  await history.getByRole('button', { name: 'Restore' }).press('Enter')
  await expect(history).toBeHidden()
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(essayText(page)).toHaveText('The first draft is long and careful.')
  expect(textOf((await essayOnDisk(folder, 'Drafts')).essay.body)).toBe('The first draft is long and careful.')

  await keys.press('Control+Shift+y')
  await expect(history.getByRole('button', { name: /^Restored/ })).toBeVisible()
  await expect(history.getByRole('button', { name: /The long one/ })).toBeVisible()
  expect(await versions.count()).toBeGreaterThan(before)
  await keys.press('Escape')
  await expect(history).toBeHidden()
  await expect(essayText(page)).toBeFocused()
})
