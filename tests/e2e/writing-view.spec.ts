import type { Page } from '@playwright/test'
import { expect, test } from './support/galley.ts'
import { essayText, settle, startEssay } from './support/writing.ts'

const blocks = (page: Page) => page.locator('.essay > *').allTextContents()

async function threeSections(page: Page): Promise<void> {
  await startEssay(page, 'Order')
  await page.keyboard.type('## One\nFirst.\n## Two\nSecond. Still second.\n## Three\nThird.')
}

test('blocks and sections are put in order by key and by mouse', async ({ page }) => {
  await threeSections(page)
  await page.keyboard.press('Alt+Shift+ArrowUp')
  expect(await blocks(page)).toEqual(['One', 'First.', 'Two', 'Second. Still second.', 'Third.', 'Three'])
  await page.keyboard.press('Control+z')
  expect(await blocks(page)).toEqual(['One', 'First.', 'Two', 'Second. Still second.', 'Three', 'Third.'])

  // By key in the outline: the focus goes with the section.
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('button', { name: /^Three/ }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => blocks(page)).toEqual(['One', 'First.', 'Three', 'Third.', 'Two', 'Second. Still second.'])
  await expect(outline.getByRole('button').nth(1)).toHaveText(/^Three/)
  await expect(outline.getByRole('button', { name: /^Three/ })).toBeFocused()
  await expect(outline.getByRole('status')).toHaveText('“Three” moved.')

  // By mouse in the outline.
  await outline.getByRole('button', { name: /^Two/ }).dragTo(outline.getByRole('button', { name: /^One/ }), {
    targetPosition: { x: 20, y: 2 },
  })
  await expect.poll(() => blocks(page)).toEqual(['Two', 'Second. Still second.', 'One', 'First.', 'Three', 'Third.'])

  // By the handle beside a block: its menu, and dragging.
  const handle = page.getByRole('button', { name: 'Move or change this block' })
  await essayText(page).getByText('Third.').hover()
  await handle.click()
  await page.getByRole('dialog', { name: 'This block' }).getByRole('button', { name: 'Duplicate' }).click()
  expect((await blocks(page)).slice(-2)).toEqual(['Third.', 'Third.'])
  await page.keyboard.press('Control+z')
  await essayText(page).getByText('Third.').hover()
  await handle.dragTo(essayText(page).getByText('Two', { exact: true }), { targetPosition: { x: 10, y: 3 } })
  await expect.poll(() => blocks(page)).toEqual(['Third.', 'Two', 'Second. Still second.', 'One', 'First.', 'Three'])
})

test('a sentence or paragraph stands out, the line keeps its height, and the look is remembered', async ({ page }) => {
  await threeSections(page)
  await page.getByText('Still second.').click()
  await settle(page)
  await page.keyboard.press('Control+Alt+s')
  await expect(page.locator('.in-focus')).toHaveText('Still second.')
  await page.keyboard.press('Control+Alt+r')
  await expect(page.locator('.in-focus')).toHaveText('Second. Still second.')
  const colour = (text: string) =>
    essayText(page)
      .getByText(text, { exact: true })
      .evaluate((element) => getComputedStyle(element).color)
  await expect.poll(() => colour('First.')).not.toBe(await colour('Second. Still second.'))
  await page.keyboard.press('Control+Alt+r')
  await expect(page.locator('.in-focus')).toHaveCount(0)

  await page.keyboard.press('Control+Alt+t')
  const height = () =>
    page.evaluate(() => {
      const box = getSelection()?.getRangeAt(0).getBoundingClientRect()
      return Math.round(box?.top ?? 0)
    })
  await page.keyboard.press('Control+End')
  for (let line = 0; line < 30; line++) await page.keyboard.type('A line.\n')
  await page.keyboard.type('x')
  const before = await height()
  await page.keyboard.type('\nAnother\nline')
  expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(2)
  expect(before).toBeGreaterThan(250)
  expect(before).toBeLessThan(450)

  await page.getByRole('button', { name: 'Appearance' }).click()
  const look = page.getByRole('dialog', { name: 'Appearance' })
  await look.getByText('Narrow').click()
  await look.getByText('Large').click()
  await look.getByText('Sepia').click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(essayText(page)).toContainText('Another')
  await expect(page.locator('html')).toHaveAttribute('data-measure', 'narrow')
  await expect(page.locator('html')).toHaveAttribute('data-text-size', 'large')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia')
})

test('what is typed is in view, below the edge and after a look elsewhere; the status beside it does not blink meanwhile', async ({
  page,
}) => {
  await startEssay(page, 'Line by line')
  const isInView = () =>
    page.locator('[data-scroller]').evaluate((scroller) => {
      const caret = getSelection()?.getRangeAt(0).getBoundingClientRect()
      const { top, bottom } = scroller.getBoundingClientRect()
      return caret !== undefined && caret.height > 0 && caret.top >= top && caret.bottom <= bottom
    })
  for (let line = 0; line < 40; line++) await page.keyboard.type('A line.\n')
  await page.keyboard.type('x')
  expect(await isInView()).toBe(true)
  await page.locator('[data-scroller]').hover()
  await page.mouse.wheel(0, -5_000)
  await expect.poll(isInView).toBe(false)
  await page.keyboard.type('y')
  expect(await isInView()).toBe(true)

  // How long after the last key it was said each time.
  await page.locator('[data-protection]:visible').evaluate((status) => {
    const rests: number[] = []
    Object.assign(window, { rests })
    let key = Number.NEGATIVE_INFINITY
    document.addEventListener('keydown', () => {
      key = performance.now()
    })
    new MutationObserver(() => {
      if (status.dataset.protection === 'protected') rests.push(performance.now() - key)
    }).observe(status, { attributes: true })
  })
  await page.keyboard.type('Written for two seconds and a half, without a rest.', { delay: 50 })
  await expect(page.locator('[data-protection="protected"]:visible')).toBeVisible()
  const rests = await page.evaluate(() => (window as unknown as { readonly rests: readonly number[] }).rests)
  expect(rests.length).toBeGreaterThan(0)
  expect(Math.min(...rests)).toBeGreaterThan(140)
})

test('counts by part, a goal with its ring, and what is left of it', async ({ page }) => {
  await startEssay(page, 'Counted')
  await page.keyboard.type('One two three four five.')
  const button = page.getByTitle('Counts and goal')
  await expect(button).toHaveText('5 words')
  await button.click()
  const counts = page.getByRole('dialog', { name: 'Counts and goal' })
  await expect(counts.getByRole('row', { name: /^Text/ })).toHaveText(/Text\s*5\s*24/)
  await expect(counts).toContainText('5 words more since you opened it.')
  await counts.getByLabel('Goal, words of the text').fill('10')
  await expect(counts).toContainText('5 words to go.')
  await counts.getByLabel('By').fill('2020-01-01')
  await expect(counts).toContainText('5 words to go, and the day is over.')
  await page.keyboard.press('Escape')
  await expect(button).toHaveText('5 of 10 words')
  await essayText(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Six seven eight nine ten.')
  await expect(button).toHaveText('10 of 10 words')
  await expect(button.locator('svg')).toHaveAttribute('data-reached', 'true')
})
