import { AxeBuilder } from '@axe-core/playwright'
import type { Editor } from '@tiptap/core'
import { pngPicture } from '../builders/picture.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

const misspelt = '.essay .misspelt'

test('misspelt words are marked while the text rests, mended by key, learnt for good and ignored in one essay', async ({
  page,
}) => {
  await startEssay(page, 'Spelling')
  await page.keyboard.type('I recieve the keeper’s letters. Tarrant wrotte them; the color is gray. ')
  await expect(page.locator(misspelt)).toHaveText(['recieve', 'Tarrant', 'wrotte'])

  // The word that was typed just now, behind which the cursor still stands, is no exception.
  await page.keyboard.type('Mispelt')
  await page.keyboard.press('F7')
  await expect(page.getByRole('menu', { name: /“Mispelt” is not in the dictionary/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Backspace')
  await expect(page.locator(misspelt)).toHaveText(['recieve', 'Tarrant', 'wrotte'])

  // By key: from word to word, the best suggestion first.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F7')
  const menu = page.getByRole('menu', { name: /“recieve” is not in the dictionary/ })
  await expect(menu.getByRole('menuitem', { name: 'receive' })).toBeFocused()
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(essayText(page)).toContainText('I receive the keeper’s')
  await expect(page.locator(misspelt)).toHaveText(['Tarrant', 'wrotte'])
  await page.keyboard.press('Control+z')
  await expect(essayText(page)).toContainText('I recieve the')
  await page.keyboard.press('Control+y')

  // By the context menu.
  await page.locator(misspelt).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Add to my words' }).click()
  await expect(page.locator(misspelt)).toHaveText(['wrotte'])
  await expect(essayText(page)).toBeFocused()
  await page.keyboard.press('F7')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(essayText(page)).toBeFocused()

  // A cursor that moves by itself closes the menu; the keyboard is then where it was, not nowhere.
  await page.keyboard.press('F7')
  await expect(page.getByRole('menuitem', { name: 'Ignore in this essay' })).toBeVisible()
  await essayText(page).evaluate((element: HTMLElement & { editor?: Editor }) => {
    element.editor?.commands.setTextSelection(1)
  })
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(essayText(page)).toBeFocused()
  await page.keyboard.press('F7')
  await page.getByRole('menuitem', { name: 'Ignore in this essay' }).click()
  await expect(page.locator(misspelt)).toHaveCount(0)
  await saved(page)

  // A word of the person's own lasts; a word that one essay ignores is marked in another.
  await page.reload()
  await expect(essayText(page)).toContainText('Tarrant')
  await startEssayFromDesk(page)
  await page.keyboard.type('Tarrant’s wrotte. ')
  await expect(page.locator(misspelt)).toHaveText(['wrotte'])

  await runFromPalette(page, 'check spelling')
  await expect(page.locator(misspelt)).toHaveCount(0)
})

test('words are judged by the language of the essay and of a passage; other languages come from a file', async ({
  page,
}) => {
  await startEssay(page, 'Languages')
  await page.keyboard.type('The colour of it. Le phare est fermé. שלום Привет ')
  await expect(page.locator(misspelt)).toHaveText(['colour', 'phare', 'fermé'])
  await runFromPalette(page, 'my words and dictionaries')
  const dialog = page.getByRole('dialog', { name: 'Spelling' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Add a dictionary…' }).click()
  const text = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  await (await chooser).setFiles([text('fr.aff', 'SET UTF-8\n'), text('fr.dic', '4\nle\nphare\nest\nfermé\n')])
  await expect(dialog.getByText('French')).toBeVisible()
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.press('Escape')
  await essayText(page).click()
  await page.getByLabel('Language', { exact: true }).selectOption('fr')
  await expect(page.locator(misspelt).filter({ hasText: 'phare' })).toHaveCount(0)
  await expect(page.locator(misspelt).first()).toHaveText('The')
})

test('a caption in the table of figures is judged and mended there, by key and by the context menu', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await startEssay(page, 'Captions')
  const bytes = pngPicture({ width: 640, height: 320, tone: 120 })
  await bringFiles(essayText(page), 'drop', [{ name: 'quay.png', type: 'image/png', bytes }])
  await expect(essayText(page).locator('figure img')).toBeVisible()
  await page.keyboard.press('Control+Alt+g')
  const table = page.getByRole('dialog', { name: 'Table of figures' })
  const caption = table.getByRole('textbox', { name: 'Caption of figure 1' })
  const wrong = table.locator('.misspelt')
  const menu = table.getByRole('menu')
  await caption.focus()
  await page.keyboard.type('We recieve Tarrant, who wrotte of Penmor. ')
  await expect(wrong).toHaveText(['recieve', 'Tarrant', 'wrotte', 'Penmor'])

  await page.keyboard.press('F7')
  await expect(table.getByRole('menu', { name: /“recieve” is not in the dictionary/ })).toBeInViewport({ ratio: 1 })
  await expect(menu.getByRole('menuitem', { name: 'receive' })).toBeFocused()
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(caption).toBeFocused()
  await expect(caption).toHaveText(/^We receive Tarrant/)
  await page.keyboard.press('F7')
  await expect(table.getByRole('menu', { name: /“Tarrant”/ })).toBeVisible()
  // Escape closes the menu alone.
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(caption).toBeFocused()

  // What is not being written is marked, too; a menu that is left for another field is closed and the caption left.
  await page.keyboard.press('F7')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await table.getByRole('textbox', { name: 'Alt text of figure 1' }).click()
  await expect(menu).toBeHidden()
  await expect(caption.and(table.locator('.inner-editor'))).toHaveCount(0)
  await expect(wrong).toHaveText(['Tarrant', 'wrotte', 'Penmor'])
  await wrong.filter({ hasText: 'Tarrant' }).click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Add to my words' }).click()
  await expect(wrong).toHaveText(['wrotte', 'Penmor'])
  await expect(caption).toBeFocused()
  await wrong.filter({ hasText: 'Penmor' }).click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Ignore in this essay' }).click()
  await expect(wrong).toHaveText(['wrotte'])
  await wrong.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'wrote', exact: true }).click()
  await expect(wrong).toHaveCount(0)
  await expect(essayText(page).locator('[data-caption]')).toHaveText(/^We receive Tarrant, who wrote of Penmor\. ?$/)
  await page.keyboard.press('Control+z')
  await expect(wrong).toHaveText(['wrotte'])
})

async function startEssayFromDesk(page: Parameters<typeof startEssay>[0]): Promise<void> {
  await runFromPalette(page, 'go to the desk')
  await startEssay(page, 'Another')
}
