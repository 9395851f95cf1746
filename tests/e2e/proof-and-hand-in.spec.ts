import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/galley.ts'
import { essayText, saved, show } from './support/writing.ts'

/** The proof's HTML as the host served it to the frame. */
async function proofHtml(page: Page): Promise<string> {
  const frame = page.locator('iframe[title="Proof of the published essay"]')
  const src = await frame.getAttribute('src')
  const answer = await page.request.get(new URL(src ?? '', page.url()).href)
  expect(answer.status()).toBe(200)
  return answer.text()
}

/** Text without the addresses of pictures: the one thing in which proof and export may differ. */
function withoutAddresses(html: string): string {
  return html.replace(/(<img\b[^>]*? src=")[^"]*(")/g, '$1$2')
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
  await expect(essayText(page)).toBeVisible()
}

test('the proof shows the published page at three widths, light and dark, with comments that are never exported', async ({
  page,
}) => {
  await openSample(page)
  await show(page, 'Proof')
  const frame = page.frameLocator('iframe[title="Proof of the published essay"]')
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('The Keeper and the Lamp')
  await expect(frame.locator('figure img').first()).toBeVisible()
  await expect(frame.getByText(/Posted on 1 June 2026 by\s+Mira Holt/)).toBeVisible()
  await expect(frame.getByText(/Edited by\s+Adaeze Obi\s+and\s+Tomás Rey/)).toBeVisible()
  await expect(frame.locator('.discussion-prompt')).toBeVisible()
  await expect(frame.locator('.comments, #comments').first()).toBeVisible()
  for (const picture of await frame.locator('img').all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  }
  const width = () => frame.locator('html').evaluate((html) => html.clientWidth)
  await page.getByRole('button', { name: /^Phone/ }).click()
  await expect(async () => expect(await width()).toBe(390)).toPass()
  await page.getByRole('button', { name: /^Tablet/ }).click()
  await expect(async () => expect(await width()).toBe(834)).toPass()
  await page.getByRole('button', { name: /^Laptop/ }).click()
  await expect(async () => expect(await width()).toBe(1280)).toPass()

  const ground = () =>
    frame.locator('html').evaluate((html) => {
      const color = getComputedStyle(document.body).backgroundColor
      return color === 'rgba(0, 0, 0, 0)' ? getComputedStyle(html).backgroundColor : color
    })
  const light = await ground()
  await page.getByRole('button', { name: 'Show as in a dark theme' }).click()
  await expect(async () => expect(await ground()).not.toBe(light)).toPass()
  await page.getByRole('button', { name: 'Show as in a light theme' }).click()
  await expect(async () => expect(await ground()).toBe(light)).toPass()

  await page.getByRole('button', { name: /^Sample comments/ }).click()
  await expect(frame.locator('.comments, #comments')).toHaveCount(0)
  await expect(page.getByText('Proof equals export, byte for byte')).toBeVisible()
})

for (const { name, embedded, fragment } of [
  { name: 'Web page, one file', embedded: true, fragment: false },
  { name: 'Web page with images', embedded: false, fragment: false },
  { name: 'HTML for a publishing system', embedded: false, fragment: true },
]) {
  test(`the proof of “${name}” is the export, byte for byte, addresses of pictures aside`, async ({ page, folder }) => {
    await openSample(page)
    await show(page, 'Proof')
    await page.getByRole('button', { name: /^Sample comments/ }).click()
    await page.getByLabel('Proof of').selectOption({ label: name })
    await expect(
      page.getByText(fragment ? 'The exported fragment, byte for byte' : 'Proof equals export, byte for byte'),
    ).toBeVisible()
    await saved(page)
    await show(page, 'Hand in')
    await page.getByRole('button', { name: 'Save beside the essays' }).click()
    await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
    const exported = readFileSync(join(folder, 'the-keeper-and-the-lamp/the-keeper-and-the-lamp.html'), 'utf8')
    await show(page, 'Proof')
    // The frame shows the proof of a moment ago until the new one is rendered.
    await expect
      .poll(async () => {
        const proof = withoutAddresses(await proofHtml(page))
        return fragment ? proof.includes(withoutAddresses(exported)) : proof === withoutAddresses(exported)
      })
      .toBe(true)
    expect(withoutAddresses(exported)).not.toBe(exported)
    expect(exported).toContain('The light goes out')
    if (embedded) expect(exported.match(/<img\b[^>]*? src="data:image\/jpeg;base64,/g)).toHaveLength(5)
    else expect(existsSync(join(folder, 'the-keeper-and-the-lamp/images'))).toBe(true)
  })
}

test('hand in writes Markdown with its pictures, gives a receipt that is true, and never overwrites unasked', async ({
  page,
  folder,
}) => {
  await openSample(page)
  await show(page, 'Hand in')
  await page.getByRole('button', { name: 'Markdown', exact: true }).click()
  await expect(page.getByText('the-keeper-and-the-lamp.md')).toBeVisible()
  await page.getByRole('button', { name: 'Save beside the essays' }).click()
  const receipt = page.getByRole('region', { name: 'Receipt' })
  await expect(receipt).toBeVisible()
  const rows = await receipt.locator('li').all()
  expect(rows.length).toBeGreaterThanOrEqual(5)
  for (const row of rows) {
    const path = await row.locator('span').first().innerText()
    const hash = await row.locator('code').innerText()
    const bytes = readFileSync(join(folder, 'the-keeper-and-the-lamp', path))
    expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(hash)
  }
  const markdown = readFileSync(join(folder, 'the-keeper-and-the-lamp/the-keeper-and-the-lamp.md'), 'utf8')
  expect(markdown).toMatch(/^---\ntitle: /)
  expect(markdown).toContain('<figure markdown="1"')
  await expect(receipt.getByText('The essay is marked as handed in.')).toBeVisible()

  await page.getByRole('button', { name: 'Save beside the essays' }).click()
  await expect(page.getByRole('button', { name: 'Replace them' })).toBeVisible()
  await page.getByRole('button', { name: 'Leave them' }).click()
  await saved(page)
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(page.getByRole('button', { name: /^The Keeper and the Lamp, Handed in/ })).toBeVisible()
})

test('hand in downloads and copies', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openSample(page)
  await show(page, 'Hand in')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('the-keeper-and-the-lamp.html')
  const html = readFileSync(await file.path(), 'utf8')
  expect(html).toMatch(/^<!DOCTYPE html>/)

  await page.getByRole('button', { name: 'HTML for a publishing system' }).click()
  await expect(page.getByText('images/').first()).toBeVisible()
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return {
      types: item?.types ?? [],
      text: await (await item?.getType('text/plain'))?.text(),
    }
  })
  expect(copied.types).toEqual(expect.arrayContaining(['text/html', 'text/plain']))
  expect(copied.text).toContain('<figure')
  expect(copied.text).toContain('<figcaption')

  await page.getByRole('button', { name: 'Word document' }).click()
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText('A picture is not on the clipboard;')).toBeVisible()
  const forWord = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return (await item?.getType('text/html'))?.text()
  })
  expect(forWord).toContain('[1]')
})
