import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { show } from './support/writing.ts'

const BLOG = join(import.meta.dirname, '../fixtures/blogs/wordpress.xml')
const COPIED = `The Lamp at the End of the Pier
Posted on 3 March 2024 by Ada Keeper
The lamp was lit at six every evening, and nobody in the town could have said by whom.
A lamp on a pier
A lamp on a pier
It burned until the fog came in. Then it burned on, and nobody saw it.
What do you keep burning, and for whom?
Edited by Cy Marsh, Di Okoro and Eve Lund.
`

test('the receipt of an import lists the essays of a blog and what a copied page was taken for, and takes that back', async ({
  page,
}) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).first().click()
  await (await chooser).setFiles([
    { name: 'harbour.xml', mimeType: 'text/xml', buffer: readFileSync(BLOG) },
    { name: 'copied.txt', mimeType: 'text/plain', buffer: Buffer.from(COPIED) },
    { name: 'draft.odt', mimeType: 'application/octet-stream', buffer: Buffer.from('x') },
  ])
  const receipt = page.getByRole('dialog', { name: 'What was imported' })
  await expect(receipt.getByRole('heading', { name: 'Imported 3 essays from 2 files' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(receipt.getByRole('heading', { name: '2 essays from harbour.xml' })).toBeVisible()
  await expect(receipt.getByText('A reader’s comment that was not approved was left out.')).toBeVisible()
  await expect(receipt.getByText(/draft\.odt.* is an OpenDocument text/)).toBeVisible()
  await expect(receipt.getByText('3 March 2024', { exact: true })).toBeVisible()
  await expect(receipt.getByRole('button', { name: 'Done' })).toBeFocused()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    expect(await violations(page), scheme).toEqual([])
    if (process.env.GALLEY_SHOTS) await page.screenshot({ path: `${process.env.GALLEY_SHOTS}/receipt-${scheme}.png` })
  }

  const taken = receipt.getByText('6 lines recognised by the wording')
  await taken.focus()
  await page.keyboard.press('Enter')
  await expect(receipt.getByText('Edited by Cy Marsh, Di Okoro and Eve Lund.')).toBeVisible()
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: `${process.env.GALLEY_SHOTS}/receipt-taken.png` })
  await page.keyboard.press('Tab')
  await expect(receipt.getByRole('button', { name: 'Import as it stands instead' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(taken).toHaveCount(0)
  await receipt.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^The Lamp at the End of the Pier/ }).click()
  await expect(page.getByText('Edited by Cy Marsh, Di Okoro and Eve Lund.')).toBeVisible()
})

test('a folder of a TextBundle is imported by the palette', async ({ page }, info) => {
  const bundle = info.outputPath('Harbour light.textbundle')
  mkdirSync(join(bundle, 'assets'), { recursive: true })
  writeFileSync(join(bundle, 'text.md'), '# Harbour light\n\nIt burned until the fog came in.\n')
  writeFileSync(join(bundle, 'info.json'), '{"version":2}')
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+k')
  await page.getByLabel('Find a command or an essay').fill('import a folder')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(bundle)
  await expect(page.getByRole('dialog', { name: 'What was imported' }).getByText('Harbour light').first()).toBeVisible()
})

test('comments that came with an essay are read at the end of Details and below its proof, and can be removed', async ({
  page,
}) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).first().click()
  await (await chooser).setFiles([{ name: 'harbour.xml', mimeType: 'text/xml', buffer: readFileSync(BLOG) }])
  await page.getByRole('button', { name: 'Done' }).click({ timeout: 20_000 })
  await page.getByRole('button', { name: /^The Lamp & the Fog/ }).click()
  const comments = page.getByRole('tabpanel', { name: 'Details' }).locator('section', {
    has: page.getByRole('heading', { name: 'Comments' }),
  })
  await expect(comments.getByText('Cy 3 April 2024')).toBeVisible()
  await expect(comments.getByRole('listitem').getByRole('listitem')).toHaveText(/Di\s*Yes\./)
  await comments.scrollIntoViewIfNeeded()
  expect(await violations(page)).toEqual([])
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: `${process.env.GALLEY_SHOTS}/comments-details.png` })
  await show(page, 'Proof')
  const below = page.frameLocator('iframe').first().locator('.comments')
  await expect(below.getByText('And the lamp?')).toBeVisible()
  await expect(below.getByText('Tamsin')).toHaveCount(0)
  await expect(page.getByText('Proof equals export, but for the comments')).toBeVisible()
  await below.scrollIntoViewIfNeeded()
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: `${process.env.GALLEY_SHOTS}/comments-proof.png` })
  await show(page, 'Page')
  await comments.getByRole('button', { name: 'Remove comments' }).press('Enter')
  await expect(page.getByText('comments were removed.')).toBeVisible()
  await expect(comments).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await expect(comments.getByText('Cy 3 April 2024')).toBeVisible()
})
