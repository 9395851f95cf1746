import type { Page } from '@playwright/test'
import { pngPicture } from '../builders/picture.ts'
import { violationsInEveryTheme } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayText, runFromPalette, settle, startEssay } from './support/writing.ts'

/** One state of the Page: how it is reached, what shows that it is, and how it is left (by Escape where nothing is said). */
interface PageState {
  readonly name: string
  readonly reach: (page: Page) => Promise<void>
  readonly shows: (page: Page) => ReturnType<Page['locator']>
  /** It changes more than what it shows: all of the page is looked at in every theme. */
  readonly isAllOver?: true
  readonly leave?: (page: Page) => Promise<void>
}

const picture = (name: string, tone: number) => ({
  name: `${name}.png`,
  type: 'image/png',
  bytes: pngPicture({ width: 640, height: 320, tone }),
})
const wordSelected = async (page: Page) => {
  await essayText(page).locator('p').first().click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await settle(page)
}

const STATES: readonly PageState[] = [
  {
    name: 'slash menu',
    reach: async (page) => {
      await essayText(page).locator('p').nth(1).click()
      await page.keyboard.type('/')
    },
    shows: (page) => page.getByRole('listbox').first(),
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Backspace')
    },
  },
  {
    name: 'selection bubble',
    reach: wordSelected,
    shows: (page) => page.getByRole('toolbar', { name: 'Selected text' }),
    leave: (page) => page.keyboard.press('ArrowLeft'),
  },
  {
    name: 'language of words',
    reach: async (page) => {
      await wordSelected(page)
      await runFromPalette(page, 'language of the words')
    },
    shows: (page) => page.getByRole('form', { name: 'Language of the words' }),
  },
  {
    name: 'link',
    reach: async (page) => {
      await wordSelected(page)
      await page.keyboard.press('Control+k')
    },
    shows: (page) => page.getByRole('form', { name: 'Link' }),
  },
  {
    name: 'note card',
    reach: (page) => essayText(page).locator('sup.fn').click(),
    shows: (page) => page.getByRole('dialog', { name: /Note 1/ }),
  },
  {
    name: 'link in a note',
    reach: async (page) => {
      await essayText(page).locator('sup.fn').click()
      await page
        .getByRole('dialog', { name: /Note 1/ })
        .getByRole('textbox')
        .click()
      await page.keyboard.press('End')
      await page.keyboard.press('Shift+Home')
      await settle(page)
      await page.keyboard.press('Control+k')
    },
    shows: (page) =>
      page.getByRole('dialog', { name: /Note 1/ }).filter({ has: page.getByRole('form', { name: 'Link' }) }),
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    },
  },
  {
    name: 'menu of a block',
    reach: async (page) => {
      await essayText(page).locator('p').first().hover()
      await page.getByRole('button', { name: 'Move or change this block' }).click()
    },
    shows: (page) => page.getByRole('dialog', { name: 'This block' }),
  },
  {
    name: 'language of the code',
    reach: (page) => essayText(page).locator('pre').click(),
    shows: (page) => page.locator('[data-editor-toolbar]', { has: page.getByLabel('Language of the code') }),
    leave: async (page) => {
      await essayText(page)
        .locator('p')
        .first()
        .click({ position: { x: 4, y: 10 } })
    },
  },
  {
    name: 'reference to a figure',
    reach: async (page) => {
      await essayText(page).locator('p').first().click()
      await settle(page)
      await runFromPalette(page, 'reference to a figure')
    },
    shows: (page) => page.getByRole('dialog', { name: 'Refer to a figure' }),
  },
  {
    name: 'my words and dictionaries',
    reach: (page) => runFromPalette(page, 'my words and dictionaries'),
    shows: (page) => page.getByRole('dialog', { name: 'Spelling' }),
  },
  {
    name: 'spelling menu',
    reach: async (page) => {
      await expect(essayText(page).locator('.misspelt').first()).toBeVisible()
      await page.keyboard.press('F7')
    },
    shows: (page) => page.getByRole('menu'),
  },
  {
    name: 'table tools',
    reach: (page) => essayText(page).locator('td').first().click(),
    shows: (page) => page.getByRole('toolbar', { name: 'Table' }),
    leave: async () => {},
  },
  {
    name: 'figure tools and card',
    reach: async (page) => {
      await essayText(page).locator('figure img').click()
      await page.getByRole('toolbar', { name: 'Figure', exact: true }).getByRole('button', { name: 'Alt text' }).click()
    },
    shows: (page) => page.locator('[data-figure-card]').first(),
    leave: async (page) => {
      await essayText(page).locator('p').first().click()
    },
  },
  {
    name: 'find and replace',
    reach: async (page) => {
      await page.keyboard.press('Control+h')
      // Found in a note: its words are paler than those of the text.
      await page.keyboard.type('note')
    },
    shows: (page) => page.getByRole('region', { name: 'Find' }),
    isAllOver: true,
  },
  {
    name: 'table of figures',
    reach: (page) => page.keyboard.press('Control+Alt+g'),
    shows: (page) => page.getByRole('dialog', { name: 'Table of figures' }),
  },
  {
    name: 'appearance',
    reach: (page) => page.getByRole('button', { name: 'Appearance' }).click(),
    shows: (page) => page.getByRole('dialog', { name: 'Appearance' }),
  },
  {
    name: 'counts',
    reach: (page) => page.getByRole('button', { name: /words/ }).last().click(),
    shows: (page) => page.getByRole('dialog').last(),
  },
  {
    name: 'pictures that came in',
    reach: (page) => bringFiles(essayText(page), 'drop', [picture('left', 60), picture('right', 180)]),
    shows: (page) => page.getByRole('toolbar', { name: 'How the pictures stand' }),
    leave: async (page) => {
      await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(3)
      await page.getByRole('button', { name: 'Side by side', exact: true }).press('Enter')
    },
  },
]

test('axe finds nothing in any state of the Page, light, dark and sepia', async ({ page }) => {
  test.slow()
  await page.setViewportSize({ width: 900, height: 700 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await startEssay(page, 'States')
  await page.keyboard.type('Tide tables are wrng.')
  await page.keyboard.press('Control+Alt+f')
  await expect(page.getByRole('dialog', { name: /Note 1/ }).getByRole('textbox')).toBeFocused()
  await page.keyboard.type('A note.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await page.keyboard.type('```js let')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await runFromPalette(page, 'table')
  await expect(essayText(page).locator('table')).toBeVisible()
  // Nothing is written into it: a fresh table has empty headers.
  await bringFiles(essayText(page), 'drop', [picture('quay', 120)])
  await expect(essayText(page).locator('figure img')).toBeVisible()
  for (const { name, reach, shows, isAllOver, leave } of STATES) {
    await test.step(name, async () => {
      await reach(page)
      await expect(shows(page)).toBeVisible()
      expect.soft(await violationsInEveryTheme(page, isAllOver ? undefined : shows(page)), name).toEqual([])
      await (leave ? leave(page) : page.keyboard.press('Escape'))
      await settle(page)
    })
  }
})
