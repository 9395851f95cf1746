import { createHash } from 'node:crypto'
import type { NodeJson } from '../../core/essay/json.ts'
import { textOf } from '../../core/essay/json.ts'
import { CAMERA, DATUM, exifBlock, jpegPicture, pngPicture } from '../builders/picture.ts'
import { expect, test } from './support/galley.ts'
import { bringFiles, essayOnDisk, essayText, runFromPalette, saved, startEssay } from './support/writing.ts'

const photograph = jpegPicture({ exif: exifBlock({ place: [59.33, 18.06] }) })
const drawing = pngPicture({ width: 640, height: 360, tone: 90 })
const map = pngPicture({ width: 320, height: 200, tone: 200 })

test('pictures come in by picker, drop and paste; caption, alt text, credit and rights are written and kept apart', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Three pictures')
  await page.keyboard.type('Before the pictures.')
  const figures = essayText(page).locator('figure[data-figure]')

  const chooser = page.waitForEvent('filechooser')
  await runFromPalette(page, 'picture')
  await (await chooser).setFiles({ name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photograph) })
  await expect(figures).toHaveCount(1)
  await figures.first().locator('[data-caption]').click()
  await page.keyboard.type('The harbour, ')
  await page.keyboard.press('Control+i')
  await page.keyboard.type('before rain')
  await page.keyboard.press('Control+i')
  await figures.first().locator('[data-credit]').click()
  await page.keyboard.type('Photograph: Jonas Eik')

  await figures.first().locator('img').click()
  await page
    .getByRole('toolbar', { name: /figure/i })
    .getByRole('button', { name: 'Alt text' })
    .click()
  const card = page.locator('[data-figure-card]').first()
  await expect(card.getByLabel('Alt text')).toBeFocused()
  await page.keyboard.type('Boats in a small harbour under a grey sky')
  await card.getByLabel('Creator').fill('Jonas Eik')
  await card.getByLabel('Source').fill('https://example.org/harbour')
  await card.getByLabel('Licence', { exact: true }).selectOption({ label: 'CC BY 4.0' })
  await card.getByLabel('Permission').selectOption({ label: 'Free licence' })

  await bringFiles(essayText(page), 'drop', [{ name: 'sketch.png', type: 'image/png', bytes: drawing }])
  await expect(figures).toHaveCount(2)
  await essayText(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await bringFiles(essayText(page), 'paste', [{ name: 'image.png', type: 'image/png', bytes: map }])
  await expect(figures).toHaveCount(3)
  for (const picture of await figures.locator('img').all()) {
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  }

  await saved(page)
  const file = await essayOnDisk(folder, 'Three pictures')
  const found = (file.essay.body.content ?? []).filter((node) => node.type === 'figure')
  expect(found).toHaveLength(3)
  expect(file.essay.assets).toHaveLength(3)
  for (const asset of file.essay.assets) {
    const bytes = file.pictures.get(asset.hash)
    expect(bytes && createHash('sha256').update(bytes).digest('hex')).toBe(asset.hash)
  }
  const harbour = found.find((node) => node.attrs?.creator === 'Jonas Eik') as NodeJson
  expect(harbour.attrs).toMatchObject({
    alt: 'Boats in a small harbour under a grey sky',
    sourceUrl: 'https://example.org/harbour',
    license: 'CC BY 4.0',
    licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
    permission: 'free-licence',
    width: 12,
    height: 6,
  })
  const [caption, credit] = harbour.content ?? []
  expect(textOf(caption as NodeJson)).toBe('The harbour, before rain')
  expect(caption?.content?.[1]?.marks?.[0]?.type).toBe('italic')
  expect(textOf(credit as NodeJson)).toBe('Photograph: Jonas Eik')

  const asset = file.essay.assets.find(({ name }) => name === 'harbour.jpg')
  expect(asset?.locationRemoved).toBe(true)
  const stored = Buffer.from(file.pictures.get(asset?.hash ?? '') ?? [])
  expect(stored.includes(CAMERA)).toBe(true)
  expect(stored.includes(DATUM)).toBe(false)
})

test('a file that is no picture is refused in words, and nothing of it stays', async ({ page, folder }) => {
  await startEssay(page, 'No picture')
  await page.keyboard.type('Only words.')
  await bringFiles(essayText(page), 'paste', [
    { name: 'holiday.png', type: 'image/png', bytes: Buffer.from('this is not a picture at all') },
  ])
  await expect(page.getByRole('alert')).toContainText('holiday.png')
  await expect(essayText(page).locator('figure')).toHaveCount(0)
  await saved(page)
  const { essay } = await essayOnDisk(folder, 'No picture')
  expect(essay.assets).toEqual([])
})

test('a large photograph is shown smaller and kept as it is; one that its EXIF turns stands turned; another picture keeps the words', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Large')
  await essayText(page).evaluate(async (element) => {
    const canvas = new OffscreenCanvas(2400, 1600)
    canvas.getContext('2d')?.fillRect(0, 0, 1200, 800)
    const data = new DataTransfer()
    data.items.add(new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'large.jpg', { type: 'image/jpeg' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  const figures = essayText(page).locator('figure[data-figure]')
  const img = figures.first().locator('img')
  await expect(img).toHaveAttribute('src', /^blob:/)
  await expect.poll(() => img.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1600)
  await figures.first().locator('[data-caption]').click()
  await page.keyboard.type('Kept words')

  await page.keyboard.press('Escape')
  const chooser = page.waitForEvent('filechooser')
  await page
    .getByRole('toolbar', { name: 'Figure', exact: true })
    .getByRole('button', { name: 'Replace the picture' })
    .click()
  const turned = jpegPicture({ exif: exifBlock({ orientation: 6 }) })
  await (await chooser).setFiles({ name: 'turned.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(turned) })
  await expect(img).not.toHaveAttribute('src', /^blob:/)
  await expect
    .poll(() => img.evaluate((one: HTMLImageElement) => [one.naturalWidth, one.naturalHeight]))
    .toEqual([6, 12])
  await expect(figures.first()).toContainText('Kept words')
  await page.keyboard.press('Control+z')
  await expect(img).toHaveAttribute('src', /^blob:/)
  await saved(page)
  const { essay, pictures } = await essayOnDisk(folder, 'Large')
  expect(essay.assets.find(({ name }) => name === 'large.jpg')).toMatchObject({ width: 2400, height: 1600 })
  expect(pictures.size).toBeGreaterThan(0)
})

test('a letter never takes the place of a picture or of a note: it goes on with the words beside', async ({ page }) => {
  await startEssay(page, 'Beside')
  await page.keyboard.type('Words')
  await page.keyboard.press('Control+Alt+f')
  await expect(page.getByRole('dialog', { name: /Note 1/ }).getByRole('textbox')).toBeFocused()
  await page.keyboard.type('A precious note.')
  await page.keyboard.press('Escape')
  await essayText(page).getByRole('button', { name: 'Back to the text' }).press('Enter')
  await page.keyboard.type(' go on.')
  await expect(essayText(page).locator('p').first()).toHaveText('WordsNote 1 go on.')
  await expect(essayText(page).locator('.note-text')).toHaveText('A precious note.')
  await essayText(page).locator('sup.fn').dblclick()
  await expect(page.getByRole('dialog', { name: /Note 1/ }).getByRole('textbox')).toBeFocused()

  await bringFiles(essayText(page), 'drop', [{ name: 'sketch.png', type: 'image/png', bytes: drawing }])
  const figure = essayText(page).locator('figure[data-figure]')
  await figure.locator('img').click()
  await page.keyboard.press('Enter')
  await page.keyboard.type('A sketch')
  await figure.locator('img').click()
  await page.keyboard.type(' of')
  await figure.locator('img').dblclick()
  await page.keyboard.press('Enter')
  await page.keyboard.type(' the quay')
  await expect(figure.locator('[data-caption]')).toHaveText('A sketch of the quay')
})
