import type { Page } from '@playwright/test'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, settle, show, startEssay } from './support/writing.ts'

test('Hebrew, Arabic and mixed blocks run by their letters or as told; a selection follows, and the proof keeps it', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Directions')
  const { keyboard } = page
  const blocks = essayText(page).locator('p')
  await keyboard.insertText('שלום עולם, world!')
  await keyboard.press('Enter')
  await keyboard.insertText('The word سلام means peace.')
  // The text begins at the side where its first letter begins.
  await expect.poll(() => sideOf(page, 0)).toBe('right')
  expect(await sideOf(page, 1)).toBe('left')

  await blocks.first().click()
  await keyboard.press('Home')
  // At the start of the Hebrew the cursor stands at the right, and left is onwards.
  await expect.poll(() => caretSide(page)).toBe('right')
  await keyboard.press('ArrowLeft')
  await expect.poll(() => page.evaluate(() => getSelection()?.focusOffset)).toBe(1)
  await keyboard.press('Home')
  await expect.poll(() => page.evaluate(() => getSelection()?.focusOffset)).toBe(0)
  await keyboard.press('Shift+End')
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('שלום עולם, world!')
  await blocks.last().click()
  await settle(page)
  await keyboard.press('Control+End')
  await runFromPalette(page, 'direction: right to left')
  await expect.poll(() => sideOf(page, 1)).toBe('right')
  await keyboard.press('Control+z')
  await expect.poll(() => sideOf(page, 1)).toBe('left')
  await keyboard.press('Control+Shift+z')
  await blocks.first().click()
  await settle(page)
  await runFromPalette(page, 'direction: by its letters')
  await expect(blocks.first()).toHaveAttribute('dir', 'auto')
  expect(await sideOf(page, 0)).toBe('right')
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'Directions')
  expect(essay.body.content?.map(({ attrs }) => attrs?.dir)).toEqual(['auto', 'rtl'])

  await show(page, 'Proof')
  const proof = page.frameLocator('iframe')
  await expect(proof.locator('.e-content p').first()).toHaveAttribute('dir', 'auto')
  await expect(proof.locator('.e-content p').last()).toHaveAttribute('dir', 'rtl')
})

/** The side of the text at which the cursor stands. */
function caretSide(page: Page): Promise<'left' | 'right'> {
  return essayText(page).evaluate((text) => {
    const caret = (getSelection() as Selection).getRangeAt(0).getBoundingClientRect()
    const box = text.getBoundingClientRect()
    return caret.left - box.left < box.right - caret.right ? 'left' : 'right'
  })
}

/** The side of its block at which the first sign of a paragraph stands. */
function sideOf(page: Page, at: number): Promise<'left' | 'right'> {
  return essayText(page)
    .locator('p')
    .nth(at)
    .evaluate((block) => {
      const range = document.createRange()
      const text = block.firstChild as Text
      range.setStart(text, 0)
      range.setEnd(text, 1)
      const sign = range.getBoundingClientRect()
      const box = block.getBoundingClientRect()
      return sign.left - box.left < box.right - sign.right ? 'left' : 'right'
    })
}
