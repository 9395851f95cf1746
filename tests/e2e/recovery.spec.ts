import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { textOf } from '../../core/essay/json.ts'
import { violations } from './support/axe.ts'
import { expect, test as withGalley } from './support/galley.ts'
import { type HostProcess, startHostProcess } from './support/host-process.ts'
import { essayOnDisk, essayText, saved, startEssay, whenProtected } from './support/writing.ts'

/** Presses Tab until the button with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  for (let step = 0; step < 60; step++) {
    if (await button.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return
    await page.keyboard.press('Tab')
  }
  await expect(button).toBeFocused()
}

/** Galley behind a host in a process of its own, which the test may kill; the page starts empty. */
const test = withGalley.extend<{ process: HostProcess }>({
  expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/],
  process: async ({ folder, dataFolder }, use) => {
    const host = await startHostProcess(folder, dataFolder)
    await use(host)
    await host.close()
  },
})

test.describe('a host that is killed in the middle of a sentence', () => {
  test('starts again, and the sentence is there: said in one sentence, shown word by word, saved by the person', async ({
    context,
    process,
    folder,
    dataFolder,
  }) => {
    const page = await context.newPage()
    await process.open(page)
    await startEssay(page, 'Kept sentence')
    await page.keyboard.type('The lamp burns.')
    await saved(page)
    await page.keyboard.type(' Nobody writes down what the keeper')
    await whenProtected(page)
    await process.kill()
    await page.close()
    expect(textOf((await essayOnDisk(folder, 'Kept sentence')).essay.body)).not.toContain('Nobody')

    const next = await startHostProcess(folder, dataFolder)
    const again = await context.newPage()
    await next.open(again)
    // It is open again without being asked for.
    await expect(essayText(again)).toHaveText('The lamp burns. Nobody writes down what the keeper')
    const banner = again.getByRole('region', { name: 'Recovered', exact: true })
    await expect(banner).toContainText('6 words that were not saved yet were recovered.')
    await expect(again.locator('[data-save]:visible')).toContainText('Not in the file yet')
    await tabTo(again, 'Show what changed')
    await again.keyboard.press('Enter')
    const dialog = again.getByRole('dialog', { name: 'What was recovered' })
    await expect(dialog.locator('[data-role] ins')).toContainText('Nobody writes down what the keeper')
    await again.keyboard.press('Escape')
    await expect(again.getByRole('button', { name: 'Show what changed' })).toBeFocused()
    // Nothing was written to the file for that.
    expect(textOf((await essayOnDisk(folder, 'Kept sentence')).essay.body)).not.toContain('Nobody')
    await essayText(again).click()
    await again.keyboard.press('Control+End')
    await again.keyboard.type(' sees.')
    await saved(again)
    await expect(banner).toBeHidden()
    expect(textOf((await essayOnDisk(folder, 'Kept sentence')).essay.body)).toContain(
      'Nobody writes down what the keeper sees.',
    )
    await again.close()
    await next.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`and whose file was changed meanwhile: both are compared and kept, by keyboard, ${colorScheme}`, async ({
      context,
      process,
      folder,
      dataFolder,
    }) => {
      const page = await context.newPage()
      await process.open(page)
      await startEssay(page, 'Two lamps')
      await page.keyboard.type('The lamp burns low.')
      await saved(page)
      const file = join(folder, 'Two lamps.essay')
      const before = join(dataFolder, 'before.essay')
      copyFileSync(file, before)
      for (let key = 0; key < 'low.'.length; key++) await page.keyboard.press('Backspace')
      await page.keyboard.type('high.')
      await saved(page)
      await page.keyboard.type(' It is mine.')
      await whenProtected(page)
      await process.kill()
      await page.close()
      // A sync client puts an older state back.
      copyFileSync(before, file)

      const next = await startHostProcess(folder, dataFolder)
      const again = await context.newPage()
      await again.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await next.open(again)
      const banner = again.getByRole('region', { name: /Recovered, and the file changed/ })
      await expect(banner).toBeVisible()
      await expect(essayText(again)).toHaveAttribute('contenteditable', 'false')
      expect(await violations(again)).toEqual([])
      await tabTo(again, 'Show what changed')
      await again.keyboard.press('Enter')
      const dialog = again.getByRole('dialog', { name: 'What was recovered' })
      await expect(dialog.locator('[data-role] del')).toContainText('low')
      await expect(dialog.locator('[data-role] ins').first()).toContainText('high')
      expect(await violations(again)).toEqual([])
      const choice = colorScheme === 'light' ? 'Keep mine' : 'Keep both'
      await tabTo(again, choice)
      await again.keyboard.press('Enter')
      await expect(banner).toBeHidden()
      await expect(essayText(again)).toHaveText('The lamp burns high. It is mine.')
      await expect(essayText(again)).toHaveAttribute('contenteditable', 'true')
      if (colorScheme === 'light') {
        await saved(again)
        await again.keyboard.press('Control+Shift+y')
        const history = again.getByRole('dialog', { name: /^History/ })
        await history.getByRole('button', { name: /One side of a conflict/ }).click()
        await expect(history.locator('[data-role] del')).toContainText('low')
        expect(await violations(again)).toEqual([])
      } else {
        expect(readdirSync(folder).filter((name) => name.startsWith('Two lamps'))).toHaveLength(2)
      }
      await again.close()
      await next.close()
    })
  }
})
