import AxeBuilder from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { pngPicture } from '../builders/picture.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayOnDisk, essayText, press, runFromPalette, saved, startEssay } from './support/writing.ts'

test('a note in its card has the marks, shorthand, links and languages of the text, and keeps the keyboard through the palette', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'In its card')
  const keys = page.keyboard
  await keys.type('Words')
  await keys.press('Control+Alt+f')
  const card = page.getByRole('dialog', { name: 'Note 1' })
  const note = card.getByRole('textbox', { name: 'Note 1' })
  await expect(note).toBeFocused()
  await keys.type('See *Tides* and "[the site](https://example.org/a)", Ana Liu')
  await expect(note.locator('em')).toHaveText('Tides')
  await expect(note.locator('a')).toHaveText('the site')
  await expect(note).toHaveText('See Tides and “the site”, Ana Liu')

  // In one turn of the page: the browser tells of the selection after it.
  await note.evaluate((element) => {
    for (let sign = 0; sign < 7; sign++) getSelection()?.modify('extend', 'backward', 'character')
    const keydown = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }
    element.dispatchEvent(new KeyboardEvent('keydown', keydown))
  })
  await expect(card.getByLabel('Address', { exact: true })).toBeFocused()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await keys.type('example.org/ana\n')
  await expect(note).toBeFocused()
  await expect(note.locator('a').last()).toHaveText('Ana Liu')
  await keys.type(', bon vent')
  await press(page, 'Shift+ArrowLeft', 8)
  await runFromPalette(page, 'language of the words')
  await expect(card.getByLabel('Language', { exact: true })).toBeFocused()
  await keys.type('French\n')
  await expect(note.locator('span[lang=fr]')).toHaveText('bon vent')

  // Opened and closed again, the palette gives the keyboard back where it was.
  await keys.press('Control+Shift+p')
  await expect(page.getByLabel('Find a command or an essay')).toBeFocused()
  await keys.press('Escape')
  await expect(note).toBeFocused()
  await keys.type('. H')
  await runFromPalette(page, 'subscript')
  await keys.type('2')
  await runFromPalette(page, 'subscript')
  await keys.type('O')
  await keys.press('Shift+Enter')
  await keys.type('next *x*')
  await keys.press('Backspace')
  await keys.press('Escape')
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'In its card')
  const [line] = essay.body.content?.at(-1)?.content?.[0]?.content ?? []
  expect(
    line?.content?.map(({ text, type, marks }) => [text ?? type, ...(marks ?? []).map((mark) => mark.type)]),
  ).toEqual([
    ['See '],
    ['Tides', 'italic'],
    [' and “'],
    ['the site', 'link'],
    ['”, '],
    ['Ana Liu', 'link'],
    [', '],
    ['bon vent', 'language'],
    ['. H'],
    ['2', 'subscript'],
    ['O'],
    ['hardBreak'],
    ['next *x*'],
  ])
})

test('a caption in the table of figures is linked, marked and given a language by key, and undone there', async ({
  page,
}) => {
  await startEssay(page, 'Captioned')
  const bytes = pngPicture({ width: 640, height: 320, tone: 120 })
  await bringFiles(essayText(page), 'drop', [{ name: 'quay.png', type: 'image/png', bytes }])
  await expect(essayText(page).locator('figure img')).toBeVisible()
  await page.keyboard.press('Control+Alt+g')
  const table = page.getByRole('dialog', { name: 'Table of figures' })
  await expect(table).toBeVisible()
  await table.getByRole('textbox', { name: /^Caption of figure 1/ }).focus()
  await page.keyboard.type('The **quay** in May')
  // Written in the middle, the cursor stays there.
  await page.keyboard.press('Home')
  await page.keyboard.type('At: ')
  await page.keyboard.press('End')
  await press(page, 'Shift+ArrowLeft', 3)
  await page.keyboard.press('Control+k')
  await expect(table.getByLabel('Address', { exact: true })).toBeFocused()
  await page.keyboard.type('example.org')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  const caption = essayText(page).locator('[data-caption]')
  await expect(caption.locator('a')).toHaveText('May')
  await expect(caption.locator('strong')).toHaveText('quay')
  await expect(caption).toHaveText('At: The quay in May')
  // No palette stands over a dialog; what words can have is there by key.
  await press(page, 'Shift+ArrowLeft', 3)
  await page.keyboard.press('Control+Shift+l')
  await expect(table.getByLabel('Language', { exact: true })).toBeFocused()
  await page.keyboard.type('Welsh\n')
  await expect(caption.locator('[lang=cy]')).toHaveText('May')
  await page.keyboard.press('Control+z')
  await expect(caption.locator('[lang=cy]')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(caption.locator('a')).toHaveCount(0)
})

test('a paste, an address and a cut in a note, a caption and the cover’s caption are undone alone, as in the text', async ({
  page,
}) => {
  await startEssay(page, 'One by one')
  await page.keyboard.type('Words')
  const bytes = pngPicture({ width: 640, height: 320, tone: 120 })
  await bringFiles(essayText(page), 'drop', [{ name: 'quay.png', type: 'image/png', bytes }])
  await expect(essayText(page).locator('figure img')).toBeVisible()
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Choose a picture' }).waitFor()
  await page.locator('[data-field=cover]').evaluate(
    (cover, png) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(png)], 'quay.png', { type: 'image/png' }))
      cover.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [...bytes],
  )
  // All within one moment: what joins by time would join.
  await page.clock.setFixedTime(new Date('2026-06-01T12:00:00Z'))
  const eachAlone = async (words: Locator) => {
    const paste = (text: string) =>
      words.evaluate((element, plain) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', plain)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
    await expect(words).toBeFocused()
    await page.keyboard.type('See ')
    await paste('the tide ')
    await page.keyboard.type('at ')
    await paste('https://example.org/a')
    await page.keyboard.type(' now')
    await press(page, 'Shift+ArrowLeft', 4)
    await page.keyboard.press('Control+x')
    for (const text of [
      'See the tide at https://example.org/a',
      'See the tide at https://example.org/a now',
      'See the tide at https://example.org/a',
      'See the tide at ',
      'See the tide ',
      'See ',
    ]) {
      await expect(words).toHaveText(text)
      await page.keyboard.press('Control+z')
    }
  }
  const cover = page.getByRole('textbox', { name: 'Cover caption' })
  await cover.click()
  await eachAlone(cover)
  await essayText(page).locator('p').first().click()
  await page.keyboard.press('Control+Alt+f')
  await eachAlone(page.getByRole('dialog', { name: 'Note 1' }).getByRole('textbox', { name: 'Note 1' }))
  await page.keyboard.press('Control+Alt+g')
  const caption = page.getByRole('textbox', { name: /^Caption of figure 1/ })
  await caption.focus()
  await eachAlone(caption)
})

test('misspelt words of a note are marked in its card, and mended there by key and by the context menu', async ({
  page,
}) => {
  await startEssay(page, 'Spelt in its card')
  const keys = page.keyboard
  await keys.type('Words')
  await keys.press('Control+Alt+f')
  const note = page.getByRole('dialog', { name: 'Note 1' }).getByRole('textbox', { name: 'Note 1' })
  await keys.type('They recieve a lettr and a key.')
  await expect(note.locator('.misspelt')).toHaveText(['recieve', 'lettr'])
  // The word behind which one still types is left alone.
  await keys.type(' Wrotte')
  await expect(essayText(page).locator('.misspelt')).toHaveText(['recieve', 'lettr', 'Wrotte'])
  await expect(note.locator('.misspelt')).toHaveText(['recieve', 'lettr'])
  await keys.type(' it.')
  await expect(note.locator('.misspelt')).toHaveText(['recieve', 'lettr', 'Wrotte'])

  await keys.press('Home')
  await keys.press('F7')
  const best = page.getByRole('menu', { name: /“recieve”/ }).getByRole('menuitem', { name: 'receive' })
  await expect(best).toBeFocused()
  await keys.press('Enter')
  await expect(note).toBeFocused()
  await expect(note).toHaveText('They receive a lettr and a key. Wrotte it.')
  await note.locator('.misspelt').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Ignore in this essay' }).click()
  await expect(note.locator('.misspelt')).toHaveText(['Wrotte'])
  await expect(note).toBeFocused()
  await note.locator('.misspelt').click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await keys.press('Escape')
  await expect(note).toBeFocused()
})
