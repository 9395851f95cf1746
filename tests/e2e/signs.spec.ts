import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

test('quotes are set as typed, words get a language, code its own, works cited its place; all is on disk', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Signs')
  const keys = page.keyboard
  const text = essayText(page)
  await keys.type('"It\'s -- well..."')
  await expect(text).toHaveText('“It’s — well…”')
  await keys.press('Backspace')
  await expect(text).toHaveText('“It’s — well…"')
  await keys.press('Enter')
  await keys.type('She said bon vent')
  for (let step = 0; step < 8; step++) await keys.press('Shift+ArrowLeft')
  await runFromPalette(page, 'language of the words')
  const form = page.getByRole('form', { name: 'Language of the words' })
  await expect(form.getByLabel('Language', { exact: true })).toBeFocused()
  await keys.type('French')
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await keys.press('Enter')
  await expect(text.locator('span[lang=fr]')).toHaveText('bon vent')
  await expect(text).toBeFocused()
  // The same keys make a link of selected words.
  for (let step = 0; step < 4; step++) await keys.press('Shift+ArrowLeft')
  await keys.press('Control+k')
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused()
  await keys.press('Escape')
  await keys.press('ArrowRight')
  await keys.press('Enter')
  await keys.type('```js ')
  await keys.type('"tide"')
  await expect(text.locator('pre')).toHaveText('"tide"')
  await keys.press('Alt+F10')
  await expect(page.getByLabel('Language of the code')).toBeFocused()
  await expect(page.getByLabel('Language of the code')).toHaveValue('js')
  // It stands in the block's own strip: over no line above it, and over none of the code.
  const room = await page.getByLabel('Language of the code').evaluate((field) => {
    const box = field.getBoundingClientRect()
    const pre = document.querySelector('.essay pre')
    const code = document.createRange()
    code.selectNodeContents(pre?.querySelector('code') as Element)
    return [box.top - (pre?.getBoundingClientRect().top ?? 0), code.getBoundingClientRect().top - box.bottom]
  })
  expect(Math.min(...room)).toBeGreaterThanOrEqual(0)
  await page.getByLabel('Language of the code').fill('python')
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await keys.press('Enter')
  await expect(text).toBeFocused()
  await runFromPalette(page, 'works cited')
  await keys.type('Li, A. Tides.')
  await expect(text.getByRole('heading', { name: 'Works cited' })).toBeVisible()

  await saved(page)
  const { essay } = await essayOnDisk(folder, 'Signs')
  const body = JSON.stringify(essay.body)
  expect(body).toContain('“It’s — well…\\""')
  expect(essay.body.content?.[1]?.content?.[1]?.marks).toEqual([{ type: 'language', attrs: { lang: 'fr', dir: null } }])
  expect(body).toContain('"language":"python"')
  expect(essay.body.content?.map((node) => node.type)).toEqual([
    'paragraph',
    'paragraph',
    'codeBlock',
    'heading',
    'bulletList',
  ])
})

test('an input method writes undisturbed, and signs of every script are one sign to the cursor', async ({
  page,
  folder,
}) => {
  const dictionary = page.waitForResponse(/\.dic$/)
  await startEssay(page, 'Script')
  const client = await page.context().newCDPSession(page)
  await client.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await client.send('Input.imeSetComposition', { text: '日本"', selectionStart: 3, selectionEnd: 3 })
  await client.send('Input.insertText', { text: '日本"' })
  await expect(essayText(page)).toHaveText('日本"')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('e\u0301a👩‍🚀')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('x')
  await expect(essayText(page).locator('p').nth(1)).toHaveText('e\u0301ax👩‍🚀')
  await page.keyboard.press('Delete')
  await expect(essayText(page).locator('p').nth(1)).toHaveText('e\u0301ax')
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'Script')
  expect(JSON.stringify(essay.body)).toContain('日本\\"')
  // The dictionaries are still on their way.
  await (await dictionary).finished()
})
