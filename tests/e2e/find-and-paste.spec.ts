import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { textOf } from '../../core/essay/json.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, startEssay } from './support/writing.ts'

/** Pastes as the browser does when the clipboard holds HTML and plain text. */
function paste(target: Locator, html: string, plain: string): Promise<void> {
  return target.evaluate(
    (element, { html, plain }) => {
      const data = new DataTransfer()
      data.setData('text/html', html)
      data.setData('text/plain', plain)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    { html, plain },
  )
}

const bodyText = async (page: Page) => (await essayText(page).innerText()).replace(/\s+/g, ' ').trim()

test('words are found and replaced by keys alone, counted aloud, and taken back by one undo', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'The tide')
  const keys = page.keyboard
  await keys.type('The tide comes in. The *tide* goes out.')
  await keys.press('Enter')
  await keys.type('Tides are late.')
  await keys.press('Control+f')
  const bar = page.getByRole('region', { name: 'Find' })
  await expect(bar.getByLabel('Find', { exact: true })).toBeFocused()
  await keys.type('tide')
  await expect(bar.getByRole('status')).toHaveText('1 of 4, in the title')
  await keys.press('Shift+Enter')
  await expect(bar.getByRole('status')).toHaveText('4 of 4')
  await keys.press('Enter')
  await keys.press('F3')
  await expect(bar.getByRole('status')).toHaveText('2 of 4')
  await expect(essayText(page).locator('.found-here')).toHaveText('tide')
  await bar.getByRole('button', { name: 'Whole words' }).click()
  await expect(bar.getByRole('status')).toHaveText(/ of 3/)
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])

  await keys.press('Control+h')
  await bar.getByLabel('Replace with').fill('ebb')
  await keys.press('Control+Enter')
  await expect(bar.getByRole('status')).toHaveText('Replaced 3 places.')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('The ebb')
  expect(await bodyText(page)).toBe('The ebb comes in. The ebb goes out. Tides are late.')
  await bar.getByRole('button', { name: 'Regular expression' }).click()
  await bar.getByLabel('Find', { exact: true }).fill('(x')
  await expect(bar.getByRole('alert')).toContainText('not closed')
  await keys.press('Escape')
  await expect(bar).toBeHidden()
  await expect(essayText(page)).toBeFocused()
  await keys.press('Control+z')
  expect(await bodyText(page)).toBe('The tide comes in. The tide goes out. Tides are late.')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('The tide')
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'The tide')
  expect(textOf(essay.body)).toContain('The tide goes out.')
})

test('a paste from elsewhere has a receipt that leads to plain text', async ({ page }) => {
  await startEssay(page, 'Pasted')
  const html =
    '<meta charset="utf-8"><h2>Harbour</h2><p>Fog <b style="color:red">lifts</b><sup><a href="#f1" id="r1">1</a></sup>.</p><p><img src="https://example.org/quay.jpg" alt="A quay"></p><ol><li id="f1">By ten. <a href="#r1">back</a></li></ol>'
  await paste(essayText(page), html, 'Harbour\nFog lifts.')
  await expect(essayText(page).getByRole('heading', { name: 'Harbour' })).toBeVisible()
  await expect(essayText(page).locator('p strong')).toHaveText('lifts')
  await expect(essayText(page).locator('li[data-fn]')).toContainText('By ten.')
  await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(1)
  const receipt = page.getByRole('toolbar', { name: 'What was pasted' })
  await expect(page.getByText('Pasted from a web page: 1 heading, 1 paragraph, 1 picture, 1 note.')).toBeVisible()
  await receipt.getByRole('button', { name: 'What was changed or left out' }).click()
  await expect(page.getByText('https://example.org/quay.jpg').first()).toBeVisible()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await receipt.getByRole('button', { name: 'Paste as plain text' }).click()
  await expect(receipt).toBeHidden()
  expect(await bodyText(page)).toBe('Harbour Fog lifts.')
  await expect(essayText(page).locator('p strong')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(essayText(page)).toHaveText('')
})
