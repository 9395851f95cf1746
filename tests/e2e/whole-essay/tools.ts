import type { Page } from '@playwright/test'
import { pngPicture } from '../../builders/picture.ts'
import { expect } from '../support/galley.ts'
import { essayText, press, runFromPalette, saved, settle } from '../support/writing.ts'

/** Steps of the walk through everything: the tools of the Page, each used on the essay that is there. */

/** Sets the cursor to the end of the block that these words are in. */
async function endOf(page: Page, words: string): Promise<void> {
  await essayText(page).getByText(words).first().click()
  await settle(page)
  await press(page, 'End')
}

/** Signs set as they are typed, a block from right to left, and signs of several code points. */
export async function setSigns(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.type("\"It's 6' 'tall'\" -- the '90s quay...")
  await expect(essayText(page)).toContainText('“It’s 6′ ‘tall’” — the ’90s quay…')
  await keyboard.press('Backspace')
  await expect(essayText(page)).toContainText('the ’90s quay...')
  await keyboard.type(' a😀e\u0301')
  await keyboard.insertText('👩‍🚀')
  await keyboard.press('Backspace')
  await keyboard.press('Enter')
  await keyboard.insertText('שלום, world')
  await runFromPalette(page, 'direction: right to left')
  await expect(essayText(page).locator('p[dir=rtl]')).toHaveText('שלום, world')
  await keyboard.press('Enter')
  await runFromPalette(page, 'direction: by its letters')
}

/** Pastes by the keys, with the clipboard as another program leaves it. */
export async function pasteByKeys(page: Page): Promise<void> {
  const { keyboard } = page
  const html =
    '<h2>Pasted part</h2><p>Fog <b>lifts</b> by <a href="https://www.google.com/url?q=https://example.org/fog&sa=D">ten</a>.</p>'
  await putOnClipboard(page, html, 'Fog lifts by ten.')
  await keyboard.press('Control+v')
  await expect(essayText(page).getByRole('heading', { name: 'Pasted part' })).toBeVisible()
  await expect(essayText(page).locator('a', { hasText: 'ten' })).toHaveAttribute('href', 'https://example.org/fog')
  const receipt = page.getByRole('toolbar', { name: 'What was pasted' })
  await receipt.getByRole('button', { name: 'Paste as plain text' }).press('Enter')
  await expect(essayText(page).getByRole('heading', { name: 'Pasted part' })).toHaveCount(0)
  await keyboard.press('Control+z')
  await keyboard.press('Control+v')
  await expect(essayText(page).locator('strong', { hasText: 'lifts' })).toBeVisible()
  await keyboard.press('Enter')
  await putOnClipboard(page, '<p><b>plain</b> words</p>', 'plain words')
  await keyboard.press('Control+Shift+v')
  await expect(essayText(page).getByText('plain words', { exact: true })).toBeVisible()
  await putOnClipboard(page, '<a href="https://example.org/plain">x</a>', 'https://example.org/plain')
  await press(page, 'Shift+ArrowLeft', 5)
  await keyboard.press('Control+v')
  await expect(essayText(page).locator('a', { hasText: 'words' })).toHaveAttribute('href', 'https://example.org/plain')
  await press(page, 'End')
  await keyboard.press('Enter')
}

/** A second note, cut with its words and pasted further up, where it becomes the first; deleted, it comes back by undo. */
export async function moveANote(page: Page): Promise<void> {
  const { keyboard } = page
  const notes = essayText(page).locator('li[data-fn] .note-text')
  await keyboard.type('Moved words')
  await keyboard.press('Control+Alt+f')
  await expect(page.getByRole('dialog', { name: /Note 2/ }).getByRole('textbox')).toBeFocused()
  await keyboard.type('The quay of *Brest*.')
  await keyboard.press('Escape')
  await expect(notes).toHaveCount(2)
  await press(page, 'Shift+Home')
  await keyboard.press('Control+x')
  await expect(notes).toHaveText(['A note with emphasis.'])
  await endOf(page, 'and plain words')
  await keyboard.press('Enter')
  await keyboard.press('Control+v')
  await expect(notes).toHaveText(['The quay of Brest.', 'A note with emphasis.'])
  await press(page, 'Backspace')
  await expect(notes).toHaveCount(1)
  await press(page, 'Control+z')
  await expect(notes).toHaveCount(2)
  // Written on in the list.
  await notes.last().click()
  await press(page, 'End')
  await keyboard.type(' And more.')
  await expect(notes.last()).toHaveText('A note with emphasis. And more.')
}

/** The table's tools by key, the language of the code, a block split, joined, moved, doubled and taken out. */
export async function changeBlocks(page: Page): Promise<void> {
  const { keyboard } = page
  const text = essayText(page)
  await text.locator('td', { hasText: '7' }).click()
  await settle(page)
  await keyboard.press('Alt+F10')
  await expect(page.getByRole('toolbar', { name: 'Table' }).getByRole('button').first()).toBeFocused()
  await page.getByRole('toolbar', { name: 'Table' }).getByRole('button', { name: 'Align right' }).press('Enter')
  const rows = text.locator('tr')
  const count = await rows.count()
  await runFromPalette(page, 'table: row below')
  await expect(rows).toHaveCount(count + 1)
  await press(page, 'Control+z')
  await runFromPalette(page, 'table: first row is a header')
  await expect(text.locator('th')).toHaveCount(0)
  await runFromPalette(page, 'table: first row is a header')
  await expect(text.locator('tr').first().locator('th')).toHaveCount(3)
  await text.locator('pre', { hasText: 'raw' }).click()
  await settle(page)
  await keyboard.press('Alt+F10')
  await expect(page.getByLabel('Language of the code')).toBeFocused()
  await page.getByLabel('Language of the code').fill('python')
  await keyboard.press('Enter')

  await endOf(page, 'One line')
  const words = () => text.locator('> *').allTextContents()
  const before = await words()
  await press(page, 'ArrowLeft', 5)
  await press(page, 'Enter')
  expect((await words()).length).toBe(before.length + 1)
  await press(page, 'Backspace')
  expect(await words()).toEqual(before)
  await press(page, 'Alt+Shift+ArrowDown')
  expect(await words()).not.toEqual(before)
  await press(page, 'Alt+Shift+ArrowUp')
  await press(page, 'Control+Shift+Enter')
  expect((await words()).length).toBe(before.length + 1)
  await press(page, 'Control+Shift+Backspace')
  expect(await words()).toEqual(before)

  // By the selection's bubble, and by the handle beside a block.
  await endOf(page, 'One line')
  await press(page, 'Shift+Home')
  const bubble = page.getByRole('toolbar', { name: 'Selected text' })
  await bubble.getByRole('button', { name: 'Bold' }).press('Enter')
  await press(page, 'Control+z')
  await keyboard.press('ArrowRight')
  await text.getByText('plain words', { exact: false }).last().hover()
  await page.getByRole('button', { name: 'Move or change this block' }).click()
  await page.getByRole('dialog', { name: 'This block' }).getByRole('button', { name: 'Move up' }).press('Enter')
  await press(page, 'Control+z')
  expect(await words()).toEqual(before)
}

/** Sections put in another order by key and by mouse; the outline says where one is. */
export async function moveSections(page: Page): Promise<void> {
  const outline = page.getByRole('navigation', { name: 'Outline' })
  const entry = (name: string) => outline.getByRole('button', { name: new RegExp(`^${name}`) })
  const headings = () => essayText(page).getByRole('heading').allTextContents()
  const before = await headings()
  await entry('Pasted part').press('Enter')
  await expect(essayText(page)).toBeFocused()
  await expect(entry('Pasted part')).toHaveAttribute('aria-current', 'location')
  await entry('Pasted part').press('Alt+ArrowUp')
  await expect.poll(async () => (await headings())[0]).toBe('Pasted part')
  await expect(entry('Pasted part')).toBeFocused()
  // The outline follows when the essay has been looked over.
  await expect(outline.getByRole('button').first()).toHaveText(/^Pasted part/)
  await entry('Pasted part').dragTo(entry('Works cited'), { targetPosition: { x: 20, y: 2 } })
  await expect.poll(headings).toEqual(before)
}

/** The card of a figure, its widths, another picture under the same words, and the table of all figures. */
export async function fillInFigures(page: Page): Promise<void> {
  const { keyboard } = page
  const figure = essayText(page).locator('figure[data-figure]').first()
  const tools = page.getByRole('toolbar', { name: 'Figure', exact: true })
  await figure.locator('img').click()
  await tools.getByRole('button', { name: 'As wide as the page' }).press('Enter')
  await expect(figure).toHaveAttribute('data-layout', 'full')
  await tools.getByRole('button', { name: 'Wider than the text' }).press('Enter')
  await tools.getByRole('button', { name: 'Alt text' }).press('Enter')
  const card = page.locator('[data-figure-card]').first()
  await card.getByLabel('Creator').fill('Ana Liu')
  await card.getByLabel('Source').fill('https://example.org/quay')
  await card.getByLabel('Licence', { exact: true }).selectOption({ label: 'CC BY 4.0' })
  await card.getByLabel('Permission').selectOption({ label: 'Free licence' })
  await figure.locator('img').click()
  const chooser = page.waitForEvent('filechooser')
  await tools.getByRole('button', { name: 'Replace the picture' }).click()
  const other = pngPicture({ width: 800, height: 500, tone: 200 })
  await (await chooser).setFiles({ name: 'other.png', mimeType: 'image/png', buffer: Buffer.from(other) })
  await expect.poll(() => figure.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(800)
  await expect(figure).toContainText('The quay')

  await keyboard.press('Control+Alt+g')
  const table = page.getByRole('dialog', { name: 'Table of figures' })
  await expect(table.locator('tbody tr')).toHaveCount(3)
  await table.getByLabel('Alt text of figure 2').focus()
  await keyboard.type('The left quay')
  await keyboard.press('Control+ArrowDown')
  await expect(table.getByLabel('Alt text of figure 3')).toBeFocused()
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await keyboard.press('Escape')
  await expect(table).toHaveCount(0)
  await essayText(page).focus()
  await press(page, 'Control+z')
  await press(page, 'Control+Shift+z')
}

/** Found with a group in text, note, caption, alt text and cell, and replaced by one step of undo. */
export async function replaceEverywhere(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.press('Control+h')
  const bar = page.getByRole('region', { name: 'Find' })
  await expect(bar.getByLabel('Find', { exact: true })).toBeFocused()
  await bar.getByRole('button', { name: 'Regular expression' }).click()
  await bar.getByLabel('Find', { exact: true }).fill('(q)uay\\b')
  await expect(bar.getByRole('status')).toHaveText(/ of 6/)
  await bar.getByLabel('Replace with').fill('$1ua')
  await keyboard.press('Control+Enter')
  await expect(bar.getByRole('status')).toHaveText('Replaced 6 places.')
  await keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(essayText(page).locator('td', { hasText: 'qua wall' })).toHaveCount(1)
  await press(page, 'Control+z')
  await expect(essayText(page)).not.toContainText(/qua\b/)
  await press(page, 'Control+Shift+z')
  await expect(essayText(page).locator('li[data-fn]').first()).toContainText('The qua of Brest.')
}

/** One misspelt word mended by key, one learnt, one that this essay lets stand. */
export async function spell(page: Page): Promise<void> {
  const { keyboard } = page
  const marked = (word: string) => essayText(page).locator('.misspelt', { hasText: word })
  await endOf(page, 'and plain words')
  await keyboard.type(' recieve Tarrantine wrotte too')
  await expect(marked('wrotte')).toBeVisible()
  const at = async (word: string) => {
    await marked(word).click()
    await settle(page)
    await press(page, 'Control+ArrowLeft')
    await press(page, 'ArrowLeft')
    await keyboard.press('F7')
    await expect(page.getByRole('menu', { name: new RegExp(word) })).toBeVisible()
  }
  await at('recieve')
  await page.getByRole('menuitem', { name: 'receive', exact: true }).press('Enter')
  await at('Tarrantine')
  await page.getByRole('menuitem', { name: 'Add to my words' }).press('Enter')
  await at('wrotte')
  await page.getByRole('menuitem', { name: 'Ignore in this essay' }).press('Enter')
  await expect(essayText(page)).toContainText('receive Tarrantine wrotte too')
  await expect(marked('wrotte')).toHaveCount(0)
}

/** A goal with its day, counts by part and of the selection, people undone and redone across a save. */
export async function countAndCredit(page: Page): Promise<void> {
  const { keyboard } = page
  const button = page.getByTitle('Counts and goal')
  await essayText(page).focus()
  await press(page, 'Control+a')
  await button.click()
  const counts = page.getByRole('dialog', { name: 'Counts and goal' })
  for (const row of [/^Text/, /^Notes/, /^Captions and credits/, /^Works cited/])
    await expect(counts.getByRole('row', { name: row })).toBeVisible()
  for (const row of [/^Selected text/, /^Selected notes/, /^Selected captions/, /^Selected works/])
    await expect(counts.getByRole('row', { name: row })).toBeVisible()
  await expect(counts).toContainText('more since you opened it.')
  await counts.getByLabel('Goal, words of the text').fill('500')
  await counts.getByLabel('By').fill('2099-12-31')
  await keyboard.press('Escape')
  await expect(button).toContainText(' of 500 words')

  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Add an author' }).click()
  await keyboard.type('Mira Holt')
  await saved(page)
  const name = page.getByLabel('Name', { exact: true })
  await press(page, 'Control+z', 2)
  await expect(name).toHaveCount(0)
  await essayText(page).focus()
  await press(page, 'Control+Shift+z', 2)
  await expect(name).toHaveValue('Mira Holt')
}

/** How the Page looks and moves, by key and by palette. */
export async function setTheLook(page: Page): Promise<void> {
  const { keyboard } = page
  await endOf(page, 'Tides keep')
  await keyboard.press('Control+Alt+s')
  await expect(page.locator('.in-focus')).toHaveText('Tides keep their own time.')
  await keyboard.press('Control+Alt+r')
  await expect(page.locator('.in-focus')).toContainText('One line')
  await keyboard.press('Control+Alt+t')
  await keyboard.press('Control+Alt+]')
  await runFromPalette(page, 'column: wide')
  await runFromPalette(page, 'theme: sepia')
  await runFromPalette(page, 'full screen')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await runFromPalette(page, 'full screen')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false)
  await keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await keyboard.press('Escape')
}

/** The look is as it was left. */
export async function expectTheLook(page: Page): Promise<void> {
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'sepia')
  await expect(html).toHaveAttribute('data-measure', 'wide')
  await expect(html).toHaveAttribute('data-text-size', 'large')
  await expect(page.locator('.in-focus')).not.toHaveCount(0)
}

async function putOnClipboard(page: Page, html: string, plain: string): Promise<void> {
  await page.evaluate(
    async ({ html, plain }) => {
      const item = {
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([plain], { type: 'text/plain' }),
      }
      await navigator.clipboard.write([new ClipboardItem(item)])
    },
    { html, plain },
  )
}
