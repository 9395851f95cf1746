import AxeBuilder from '@axe-core/playwright'
import type { NodeJson } from '../../core/essay/json.ts'
import { pngPicture } from '../builders/picture.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayOnDisk, essayText, saved, startEssay } from './support/writing.ts'

const picture = (name: string, tone: number, width = 1600) => ({
  name,
  type: 'image/png',
  bytes: pngPicture({ width, height: 400, tone }),
})

test('all figures are filled in by key in one table, which is the text: one document, one undo, with what is still missing', async ({
  page,
  folder,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startEssay(page, 'The ledger')
  await bringFiles(essayText(page), 'paste', [
    picture('one.png', 60),
    picture('two.png', 120, 320),
    picture('three.png', 60),
  ])
  await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(3)
  await page.keyboard.press('Control+Alt+g')
  const table = page.getByRole('dialog', { name: 'Table of figures' })
  const rows = table.locator('tbody tr')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('Too small for its width')
  await expect(rows.nth(2)).toContainText('Comes twice')
  await expect(rows.nth(0)).toContainText('1600 × 400')

  await table.getByRole('button', { name: 'Show figure 1 in the text' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('A ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('bold')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' caption')
  await page.keyboard.press('ArrowRight')
  await expect(table.getByLabel('Alt text of figure 1')).toBeFocused()
  await page.keyboard.type('one.png')
  await expect(rows.nth(0)).toContainText('Alt text is a file name')
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.type('Two')
  await page.keyboard.press('ArrowDown')
  await expect(table.getByLabel('Alt text of figure 3')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(rows.nth(2)).not.toContainText('No alt text')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('Ana Liu')
  await page.keyboard.press('ArrowRight')
  await expect(table.getByLabel('Licence of figure 3')).toBeFocused()
  await page.keyboard.type('CC0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('Free')
  await expect(table.getByLabel('Permission for figure 3')).toHaveValue('free-licence')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  await page.keyboard.press('Control+z')
  await expect(table.getByLabel('Permission for figure 3')).toHaveValue('')
  await page.keyboard.press('Control+Shift+z')
  await expect(table.getByLabel('Permission for figure 3')).toHaveValue('free-licence')
  await page.keyboard.press('Escape')
  await expect(table).toHaveCount(0)
  await saved(page)
  const figures = ((await essayOnDisk(folder, 'The ledger')).essay.body.content ?? []).filter(
    ({ type }) => type === 'figure',
  )
  expect(figures.map(({ attrs }) => [attrs?.alt, attrs?.decorative, attrs?.license, attrs?.permission])).toEqual([
    ['one.png', false, '', ''],
    ['Two', false, '', ''],
    ['', true, 'CC0 1.0', 'free-licence'],
  ])
  expect(figures[2]?.attrs?.licenseUrl).toBe('https://creativecommons.org/publicdomain/zero/1.0/')
  const [caption] = (figures[0] as NodeJson).content ?? []
  expect(caption?.content?.map(({ text, marks }) => [text, marks?.[0]?.type])).toEqual([
    ['A ', undefined],
    ['bold', 'bold'],
    [' caption', undefined],
  ])

  await essayText(page).focus()
  await page.keyboard.press('Control+Alt+g')
  await table.getByRole('button', { name: 'Show figure 2 in the text' }).press('Enter')
  await expect(table).toHaveCount(0)
  await expect(essayText(page).locator('figure[data-figure]').nth(1)).toHaveAttribute('data-selected', '')
})
