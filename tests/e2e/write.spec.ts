import { textOf } from '../../core/essay/json.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

test('the first start shows the sample essay, which opens whole', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  await page.getByRole('button', { name: /^The Keeper and the Lamp, Ready/ }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('The Keeper and the Lamp')
  await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(3)
  await expect(page.getByText(/^1,\d{3} of 1,500 words$/)).toBeVisible()
  for (const picture of await essayText(page).locator('figure[data-figure] img').all()) {
    // Pictures are loaded where they come into sight.
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  }
  await expect(page.getByText('On disk')).toBeVisible()
})

test('a new essay is written with shorthand, keys and the palette, undone, and lies on disk as written', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Rain that means something')
  const keys = page.keyboard
  await keys.type('## The first shower')
  await keys.press('Enter')
  await keys.type('It rains ')
  await keys.press('Control+b')
  await keys.type('hard')
  await keys.press('Control+b')
  await keys.type(' and *softly* at once.')
  await keys.press('Enter')
  await keys.type('- a gutter')
  await keys.press('Enter')
  await keys.type('a gauge')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('1. first')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('> Weather is borrowed.')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('---')
  await keys.type('The last sentence has a note.')
  await runFromPalette(page, 'footnote')
  await expect(page.getByRole('dialog', { name: /Note 1/ })).toBeVisible()
  await keys.type('It is about')
  await keys.press('Escape')
  await expect(essayText(page)).toBeFocused()
  // The end of the text is that of its last note.
  await keys.press('Control+Home')
  await keys.press('Control+End')
  await keys.type(' gutters.')
  await keys.press('Escape')
  await expect(essayText(page)).toBeFocused()
  await keys.type(' And a link')
  for (let step = 0; step < 4; step++) await keys.press('Shift+ArrowLeft')
  await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible()
  await keys.press('Control+Shift+k')
  await page.getByLabel('Address', { exact: true }).fill('example.org/rain')
  await keys.press('Enter')
  await keys.press('End')
  await keys.type(' gone')
  await keys.press('Control+z')

  await saved(page)
  const { essay } = await essayOnDisk(folder, 'Rain that means something')
  expect(essay.metadata.title).toBe('Rain that means something')
  const types = (essay.body.content ?? []).map((node) => node.type)
  expect(types).toEqual([
    'heading',
    'paragraph',
    'bulletList',
    'orderedList',
    'blockquote',
    'horizontalRule',
    'paragraph',
    'footnotes',
  ])
  const [, paragraph, list, , , , last, notes] = essay.body.content ?? []
  expect((paragraph?.content ?? []).map((node) => [node.text, node.marks?.map((mark) => mark.type)])).toEqual([
    ['It rains ', undefined],
    ['hard', ['bold']],
    [' and ', undefined],
    ['softly', ['italic']],
    [' at once.', undefined],
  ])
  expect(list?.content).toHaveLength(2)
  expect(last?.content?.map((node) => node.type)).toContain('footnoteRef')
  expect(JSON.stringify(last)).toContain('"href":"https://example.org/rain"')
  expect(textOf(last ?? { type: 'paragraph' })).not.toContain('gone')
  expect(textOf(notes ?? { type: 'footnotes' })).toBe('It is about gutters.')
})

test('text, cursor and scroll are there again after a reload, and after the host was away', async ({
  page,
  folder,
}) => {
  await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
  const target = essayText(page).getByText('The light goes out')
  await target.scrollIntoViewIfNeeded()
  await target.click()
  await page.keyboard.press('End')
  await page.keyboard.type(', slowly')
  await saved(page)
  const scroll = () => page.locator('[data-scroller]').evaluate((element) => element.scrollTop)
  const before = await scroll()
  expect(before).toBeGreaterThan(500)
  await expect.poll(() => page.waitForTimeout(700).then(() => true)).toBe(true)
  await page.reload()
  await expect(essayText(page).getByText('The light goes out, slowly')).toBeVisible()
  await expect.poll(scroll).toBeGreaterThan(before - 60)
  await expect(essayText(page)).toBeFocused()
  await page.keyboard.type('!')
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'The keeper and the lamp')
  expect(JSON.stringify(essay.body)).toContain('The light goes out, slowly!')
})
