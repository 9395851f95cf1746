import type { Locator, Page } from '@playwright/test'
import type { NodeJson } from '../../core/essay/json.ts'
import { pngPicture } from '../builders/picture.ts'
import { violationsInEveryTheme } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayOnDisk, essayText, saved, startEssay } from './support/writing.ts'

const picture = (name: string, tone: number) => ({
  name: `${name}.png`,
  type: 'image/png',
  bytes: pngPicture({ width: 640, height: 420, tone }),
})
const THREE = [picture('one', 60), picture('two', 120), picture('three', 180)]

test('several pictures dropped at once stand in order and are put side by side; the row is arranged, captioned and taken apart by key', async ({
  page,
  folder,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startEssay(page, 'Side by side')
  await page.keyboard.type('Before the pictures.')
  await bringFiles(essayText(page), 'drop', THREE)
  const figures = essayText(page).locator('figure[data-figure]')
  await expect(figures).toHaveCount(3)
  const offer = page.getByRole('toolbar', { name: 'How the pictures stand' })
  await expect(offer.getByRole('status')).toHaveText('3 pictures came in.')
  // By key: the offer still moves with the pictures that are being drawn.
  await offer.getByRole('button', { name: 'Side by side' }).press('Enter')
  await expect(offer).toHaveCount(0)
  const gallery = essayText(page).locator('figure.gallery')
  await expect(gallery).toHaveAttribute('data-columns', '3')
  await expect(gallery.locator('figure[data-figure]')).toHaveCount(3)
  const [first, , third] = await boxes(gallery)
  expect(first && third && Math.abs(first.y - third.y)).toBeLessThan(2)
  // The tools stand above the row: they cover none of its pictures.
  const bar = await page.getByRole('toolbar', { name: 'Figure', exact: true }).boundingBox()
  expect(bar && first && bar.y + bar.height).toBeLessThanOrEqual((first?.y ?? 0) + 1)
  expect(await violationsInEveryTheme(page, page.getByRole('main'))).toEqual([])

  await essayText(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('First')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(gallery.locator('[data-caption]').first()).toHaveText('Second')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Third')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('All three of them')
  await saved(page)
  const row = (await content(folder)).find(({ type }) => type === 'gallery') as NodeJson
  expect(row.content?.map((node) => text(node))).toEqual(['Second', 'First', 'Third', 'All three of them'])
  expect(row.attrs).toEqual({ columns: 3, layout: 'column' })

  await page.keyboard.press('Escape')
  await expect(gallery).toHaveAttribute('data-selected', '')
  await expect(page.getByRole('toolbar', { name: 'Pictures side by side' })).toBeVisible()
  expect(await violationsInEveryTheme(page, page.getByRole('main'))).toEqual([])
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(gallery).toHaveAttribute('data-layout', 'wide')
  await page
    .getByRole('toolbar', { name: 'Pictures side by side' })
    .getByRole('button', { name: 'Below each other again' })
    .press('Enter')
  await expect(gallery).toHaveCount(0)
  await expect(figures).toHaveCount(3)
  await expect(essayText(page).locator('p', { hasText: 'All three of them' })).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(gallery).toHaveCount(1)
  // An essay is left with its tools on the screen.
  await expect(page.getByRole('toolbar', { name: 'Pictures side by side' })).toBeVisible()
  await page.keyboard.press('Control+Alt+n')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('')
})

test('pictures are added to a row, taken out and deleted; what would be a row of one is none', async ({
  page,
  folder,
}) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await startEssay(page, 'A row')
  await bringFiles(essayText(page), 'paste', THREE.slice(0, 2))
  await page.getByRole('button', { name: 'Side by side', exact: true }).press('Enter')
  const gallery = essayText(page).locator('figure.gallery')
  const inRow = gallery.locator('figure[data-figure]')
  await expect(inRow).toHaveCount(2)
  const bar = page.getByRole('toolbar', { name: 'Figure', exact: true })
  const chooser = page.waitForEvent('filechooser')
  await bar.getByRole('button', { name: 'Add pictures to the row' }).click()
  await (await chooser).setFiles([3, 4, 5, 6, 7].map((at) => ({ ...file(at) })))
  await expect(inRow).toHaveCount(6)
  await expect(page.getByRole('alert')).toContainText('At most 6 pictures')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(bar.getByRole('button', { name: 'Add pictures to the row' })).toHaveCount(0)
  await bar.getByRole('button', { name: 'Out of the row' }).click()
  await expect(inRow).toHaveCount(5)
  await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(6)
  for (let left = 4; left >= 2; left--) {
    await inRow.first().locator('img').click()
    await page.keyboard.press('Delete')
    await expect(inRow).toHaveCount(left)
  }
  await inRow.first().locator('img').click()
  await page.keyboard.press('Control+x')
  await expect(gallery).toHaveCount(0)
  await expect(essayText(page).locator('figure[data-figure]')).toHaveCount(2)
  await saved(page)
  expect((await content(folder)).filter(({ type }) => type === 'figure')).toHaveLength(2)
})

test('a figure is dragged to another place by the mouse', async ({ page, folder }) => {
  await page.setViewportSize({ width: 1280, height: 1100 })
  await startEssay(page, 'Dragged')
  await page.keyboard.type('First paragraph.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second paragraph.')
  await bringFiles(essayText(page), 'drop', [picture('only', 90)])
  const figure = essayText(page).locator('figure[data-figure]')
  await expect(figure.locator('img')).toBeVisible()
  await figure.locator('[data-caption]').click()
  await page.keyboard.type('Its words')
  await drag(page, figure.locator('img'), essayText(page).locator('p', { hasText: 'First' }))
  await expect(essayText(page).locator('> *').nth(1)).toHaveAttribute('data-figure', '')
  await saved(page)
  const blocks = await content(folder)
  expect(blocks.map(({ type }) => type).slice(0, 3)).toEqual(['paragraph', 'figure', 'paragraph'])
  expect(text(blocks[1] as NodeJson)).toBe('Its words')
  expect(blocks.filter(({ type }) => type === 'figure')).toHaveLength(1)
})

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('nothing to drag')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 10, start.y + start.height / 2 - 10, { steps: 3 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 3, { steps: 5 })
  await page.mouse.up()
}

async function content(folder: string): Promise<readonly NodeJson[]> {
  const files = await essayOnDisk(folder, '')
  return files.essay.body.content ?? []
}

async function boxes(gallery: Locator) {
  return Promise.all((await gallery.locator('img').all()).map((img) => img.boundingBox()))
}

function file(at: number) {
  const { name, bytes } = picture(`p${at}`, 20 * at)
  return { name, mimeType: 'image/png', buffer: Buffer.from(bytes) }
}

function text(node: NodeJson): string {
  return node.text ?? (node.content ?? []).map(text).join('')
}
