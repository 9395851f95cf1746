import { readFileSync } from 'node:fs'
import { loadLook } from '../../host/publish/look.ts'
import { ASSETS_FOLDER } from '../builders/host.ts'
import { htmlOutputs } from '../builders/html-outputs.ts'
import { richEssay } from '../builders/rich-essay.ts'
import { colourViolations, violations, violationsInEveryTheme } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { outputJudge } from './support/output-judge.ts'
import { essayText, runFromPalette, show } from './support/writing.ts'

for (const { name, width, sepia } of [
  { name: 'light and dark, 1280 wide', width: 1280, sepia: false },
  { name: 'light and dark, 900 wide', width: 900, sepia: false },
  { name: 'the colours of sepia', width: 1280, sepia: true },
]) {
  test(`axe finds nothing on any screen, ${name}`, async ({ page }) => {
    test.slow()
    const look = sepia ? colourViolations : violationsInEveryTheme
    await page.setViewportSize({ width, height: width === 1280 ? 800 : 700 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    if (sepia) await runFromPalette(page, 'theme sepia')
    await expect(page.getByRole('button', { name: /^The Keeper and the Lamp/ })).toBeVisible()
    expect(await look(page), 'Desk').toEqual([])

    await page.getByLabel('Search in all essays').fill('lighthouse')
    await expect(page.getByRole('heading', { name: /^Found for/ })).toBeVisible()
    expect(await look(page), 'Desk, searched').toEqual([])
    await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
    await expect(essayText(page)).toBeVisible()
    if ((await page.getByRole('tab', { name: 'Details' }).count()) === 0) await runFromPalette(page, 'inspector')
    await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible()
    expect(await look(page), 'Page, details').toEqual([])
    await page.getByRole('tab', { name: /^Figures/ }).click()
    expect(await look(page), 'Page, figures').toEqual([])
    await page.getByRole('tab', { name: /^Checks/ }).click()
    expect(await look(page), 'Page, checks').toEqual([])
    await page.keyboard.press('Control+k')
    await page.getByLabel('Find a command or an essay').fill('e')
    expect(await look(page), 'Palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+/')
    await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible()
    expect(await look(page), 'Shortcuts').toEqual([])
    await page.keyboard.press('Escape')
    await show(page, 'Proof')
    await expect(page.locator('iframe')).toBeVisible()
    expect(await look(page), 'Proof').toEqual([])
    await show(page, 'Hand in')
    await page.getByRole('button', { name: 'Save beside the essays' }).click()
    await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
    expect(await look(page), 'Hand in, with receipt').toEqual([])
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the exported page, ${colorScheme}, and it asks for nothing`, async ({ page, context }) => {
    await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
    await show(page, 'Hand in')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const html = readFileSync(await (await download).path(), 'utf8')
    const exported = await context.newPage()
    await exported.emulateMedia({ colorScheme })
    await exported.route('http://127.0.0.1:9/**', (route) => route.fulfill({ contentType: 'text/html', body: html }))
    const asked: string[] = []
    exported.on('request', (request) => asked.push(request.url()))
    await exported.goto('http://127.0.0.1:9/essay.html')
    await expect(exported.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await violations(exported)).toEqual([])
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual(['http://127.0.0.1:9/essay.html'])
  })
}

test('axe finds nothing on any HTML of any profile', async ({ page, context }) => {
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  const violationsOf = await outputJudge(await context.newPage())
  const loaded = await loadLook(ASSETS_FOLDER)
  if (!loaded.ok) throw new Error(loaded.problem.message)
  const look = loaded.value.lookFor(richEssay, { look: 'magazine', stylesheet: '' })
  for (const output of await htmlOutputs(richEssay, { look }))
    expect.soft(await violationsOf(output), output.name).toEqual([])
})

test('an essay is written, proofed and handed in by keyboard alone', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
  await page.keyboard.press('Control+Alt+n')
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  await page.keyboard.type('By keys')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('A sentence.')
  await page.keyboard.press('Control+2')
  await expect(page.locator('iframe')).toBeVisible()
  await page.keyboard.press('Control+3')
  await expect(page.getByText('by-keys.html')).toBeVisible()
  const save = page.getByRole('button', { name: 'Save beside the essays' })
  for (let step = 0; step < 40 && !(await save.evaluate((button) => button === document.activeElement)); step++) {
    await page.keyboard.press('Tab')
  }
  await expect(save).toBeFocused()
  const ring = await save.evaluate((button) => getComputedStyle(button).boxShadow)
  expect(ring).not.toBe('none')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
})
