import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { EssayFile } from '../../../host/files.ts'
import { readEssayFile } from '../../../host/files.ts'
import { expect } from './galley.ts'

/** The text of the essay. */
export function essayText(page: Page): Locator {
  return page.getByLabel('Essay text')
}

/** Makes a new essay and waits until its title can be written. */
export async function startEssay(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New essay' }).first().click()
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(essayText(page)).toBeFocused()
}

/** Saves and waits until the status line says that the file holds the text. */
export async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await expect(page.locator('[data-save="on-disk"]:visible, [data-save="unchanged"]:visible')).toBeVisible()
}

/** Waits until the status line says that the journal has every word. */
export async function whenProtected(page: Page): Promise<void> {
  await expect(page.locator('[data-protection="protected"]:visible')).toBeVisible()
}

/** Goes to a view of the essay. */
export async function show(page: Page, view: 'Page' | 'Proof' | 'Hand in'): Promise<void> {
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click()
}

/** Runs a command through the palette. */
export async function runFromPalette(page: Page, words: string): Promise<void> {
  // Over selected words Control+K makes a link.
  await page.keyboard.press('Control+Shift+p')
  await page.getByLabel('Find a command or an essay').fill(words)
  await page.keyboard.press('Enter')
}

/** Waits until two frames are drawn: the editor hears of a click, and of a selection, a little later than the page shows it. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Presses keys so many times, and waits until the editor has heard of the selection that they leave. */
export async function press(page: Page, keys: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.press(keys)
  await settle(page)
}

/** The one essay file of a folder whose name begins so, read by the strict reader. */
export async function essayOnDisk(folder: string, name: string): Promise<EssayFile> {
  const file = readdirSync(folder).find((entry) => entry.startsWith(name) && entry.endsWith('.essay'))
  if (!file) throw new Error(`no essay ${name} in ${readdirSync(folder).join(', ')}`)
  const read = await readEssayFile(join(folder, file))
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

/** Fires a paste or drop with files, as the browser does when a person brings a picture. */
export async function bringFiles(
  target: Locator,
  kind: 'paste' | 'drop',
  files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const plain = files.map(({ name, type, bytes }) => ({ name, type, base64: Buffer.from(bytes).toString('base64') }))
  await target.evaluate(
    (element, { kind, plain }) => {
      const data = new DataTransfer()
      for (const { name, type, base64 } of plain) {
        data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type }))
      }
      if (kind === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        return
      }
      const last = element.lastElementChild ?? element
      const box = last.getBoundingClientRect()
      const where = {
        clientX: box.left + 20,
        clientY: box.bottom - 2,
        bubbles: true,
        cancelable: true,
        dataTransfer: data,
      }
      last.dispatchEvent(new DragEvent('dragenter', where))
      last.dispatchEvent(new DragEvent('dragover', where))
      last.dispatchEvent(new DragEvent('drop', where))
    },
    { kind, plain },
  )
}
