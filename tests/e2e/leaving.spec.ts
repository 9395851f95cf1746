import type { Page } from '@playwright/test'
import { expect, openGalley, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, show, startEssay, whenProtected } from './support/writing.ts'

/** Pastes plain text, as a person does who brings a long piece. */
async function paste(page: Page, text: string): Promise<void> {
  await essayText(page).evaluate((element, plain) => {
    const data = new DataTransfer()
    data.setData('text/plain', plain)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

// A window that is torn away sends nothing but requests that outlive it; browsers keep those up to 64 KiB, in bytes.
test('a window torn away right after a key loses no letter, those of two bytes included', async ({
  page,
  context,
  host,
}) => {
  await startEssay(page, 'Torn away')
  await paste(page, 'привет мир '.repeat(3_600))
  await saved(page)
  await page.keyboard.press('Control+End')
  await page.keyboard.type('последнее')
  await page.close()
  const again = await context.newPage()
  await openGalley(again, host)
  await expect(essayText(again)).toContainText('последнее')
})

test('a window is let go without a question when every word is protected, and asks while one is not', async ({
  page,
}) => {
  await startEssay(page, 'A long one')
  await page.keyboard.type('First.')
  await whenProtected(page)
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    void dialog.dismiss()
  })
  // More than a parting request carries, and a host that takes its time.
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/writeJournal', async (route) => {
    await answered
    await route.continue()
  })
  await paste(page, 'привет мир '.repeat(3_600))
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => questions).toEqual(['beforeunload'])
  answer()
  await whenProtected(page)
  // The file lacks all of it; the journal does not.
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => page.isClosed()).toBe(true)
  expect(questions).toHaveLength(1)
})

test('a tag that is still being typed is the essay’s when the Desk is shown by its key', async ({ page, folder }) => {
  await startEssay(page, 'Half a tag')
  await page.getByRole('textbox', { name: 'Tags' }).fill('lighthouses')
  await page.keyboard.press('Control+Shift+d')
  await expect(essayText(page)).toHaveCount(0)
  expect((await essayOnDisk(folder, 'Half a tag')).essay.metadata.tags).toEqual(['lighthouses'])
})

test('an essay that was left does not stay in memory', async ({ page }) => {
  const session = await page.context().newCDPSession(page)
  await page.evaluate(() => Object.assign(window, { left: [] }))
  for (const title of ['One', 'Two', 'Three', 'Four']) {
    await startEssay(page, title)
    await page.keyboard.type('Written and left.')
    await essayText(page).evaluate((text) => {
      const { left } = window as unknown as { readonly left: WeakRef<Element>[] }
      left.push(new WeakRef(text))
    })
    for (const view of ['Proof', 'Hand in', 'Page'] as const) await show(page, view)
    await saved(page)
    await page.keyboard.press('Control+Shift+d')
    await expect(essayText(page)).toHaveCount(0)
  }
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return page.evaluate(() => {
      const { left } = window as unknown as { readonly left: readonly WeakRef<Element>[] }
      return left.filter((text) => text.deref() !== undefined).length
    })
  }
  // React may remember the last.
  await expect.poll(held).toBeLessThanOrEqual(1)
})
