import type { Page } from '@playwright/test'
import { expect, test } from './support/galley.ts'
import { essayText, runFromPalette, saved, show, startEssay } from './support/writing.ts'

/** Where the focus is, by tag and spoken name; `BODY` is nowhere. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return element === null ? '' : `${element.tagName} ${element.tagName === 'BUTTON' ? element.textContent : ''}`
  })

test('the focus is never lost between the screens, so the keyboard alone gets to a receipt', async ({ page }) => {
  const keys = page.keyboard
  await keys.press('Control+Alt+n')
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  await keys.type('By keys alone')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('One line.')
  await keys.press('Control+2')
  await expect(page.getByRole('main')).toBeFocused()
  await keys.press('Control+1')
  await expect(essayText(page)).toBeFocused()
  await keys.type(' Another.')
  await expect(essayText(page)).toHaveText('One line. Another.')
  await keys.press('Control+3')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByText('by-keys-alone.html')).toBeVisible()
  const save = page.getByRole('button', { name: 'Save beside the essays' })
  for (let step = 0; step < 20 && !(await focused(page)).includes('Save beside'); step++) await keys.press('Tab')
  await expect(save).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Receipt' }).getByText('The essay is marked as handed in.'),
  ).toBeVisible()
  await expect(save).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByRole('button', { name: 'Replace it' })).toBeVisible()
  for (let step = 0; step < 3 && !(await focused(page)).includes('Replace it'); step++) await keys.press('Tab')
  await keys.press('Enter')
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
  await expect.poll(() => focused(page)).not.toContain('BODY')
  await keys.press('Control+Shift+d')
  await expect(page.getByRole('button', { name: /^By keys alone, Handed in/ })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
})

test('from the search the arrow goes to what was found; a row that goes to the Trash leaves the focus on the Desk', async ({
  page,
}) => {
  await expect(page.getByRole('button', { name: /^The Keeper and the Lamp,/ })).toBeVisible()
  await page.keyboard.press('Control+Shift+f')
  await expect(page.getByLabel('Search in all essays')).toBeFocused()
  await page.keyboard.type('lamp')
  await expect(page.getByRole('heading', { name: /^Found for/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^The Keeper and the Lamp,/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/was moved to the Trash/)).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('button', { name: /^The Keeper and the Lamp,/ })).toBeVisible()
})

test('on a phone the way to the Desk, the palette and the import are there', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(page.getByRole('button', { name: 'Import', exact: true }).first()).toBeInViewport()
  await expect(page.getByRole('button', { name: /Command palette/ })).toBeInViewport()
  await startEssay(page, 'On a phone')
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(page.getByRole('button', { name: /^On a phone/ })).toBeVisible()

  // A long list of losses above the receipt scrolls by itself; the bar stays where it is.
  await page.getByRole('button', { name: /^The Keeper and the Lamp,/ }).click()
  await show(page, 'Hand in')
  await page.getByRole('button', { name: 'Substack', exact: true }).click()
  await expect(page.getByText('What is lost on the way')).toBeVisible()
  await page.getByRole('button', { name: 'Save beside the essays' }).click()
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
  await expect(page.getByRole('group', { name: 'View' })).toBeInViewport({ ratio: 1 })
})

test('one long tag does not push the inspector out of the window', async ({ page }) => {
  await startEssay(page, 'Tagged')
  const tags = page.getByRole('textbox', { name: 'Tags' })
  await tags.fill('a tag that goes on and on without an end, '.replace(',', '').repeat(3))
  await tags.press('Enter')
  const tag = page.getByRole('list', { name: 'Tags of the essay' }).getByRole('listitem')
  await expect(tag).toBeVisible()
  const box = await tag.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(1280 - 12)
})

test.describe('a host that stops', () => {
  test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED/] })

  test('is told once, nothing is claimed that is not known, and the way on is in sight on a phone', async ({
    page,
    host,
  }) => {
    await page.setViewportSize({ width: 390, height: 800 })
    await startEssay(page, 'Left alone')
    await saved(page)
    await host.close()
    await page.keyboard.type('Unsaved')
    await expect(page.locator('[data-protection="problem"]:visible')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: 'Copy text' })).toBeInViewport({ ratio: 1 })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.keyboard.press('Control+s')
    for (let time = 0; time < 2; time++) {
      await runFromPalette(page, 'go to the desk')
      const dialog = page.getByRole('dialog', { name: /is not in its file yet/ })
      await expect(dialog).toContainText('in this window only')
      // There is no way out that would lose the words.
      await expect(dialog.getByRole('button', { name: 'Later' })).toHaveCount(0)
      await dialog.getByRole('button', { name: 'Keep as a new essay' }).click()
      await expect(dialog).toBeHidden()
    }
    await expect(page.getByLabel('Notices').getByText(/cannot reach your files/)).toHaveCount(1)
    await show(page, 'Proof')
    await expect(page.getByRole('main').getByText(/cannot reach your files/)).toBeVisible()
    await expect(page.getByText('Every check is met.')).toBeHidden()
  })
})
