import type { Page } from '@playwright/test'
import { expect, openGalley, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, startEssay } from './support/writing.ts'

/** Pastes plain text, as a person does who brings a long piece. */
async function paste(page: Page, text: string): Promise<void> {
  await essayText(page).evaluate((element, plain) => {
    const data = new DataTransfer()
    data.setData('text/plain', plain)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

// A window that is torn away sends nothing but requests that outlive it; browsers keep those up to 64 KiB, in bytes.
test('a window torn away right after a key leaves the text on disk, in letters of two bytes too', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Torn away')
  await paste(page, 'привет мир '.repeat(1_500))
  await saved(page)
  await page.keyboard.press('Control+End')
  await page.keyboard.type('последнее')
  await page.close()
  await expect
    .poll(async () => JSON.stringify((await essayOnDisk(folder, 'Torn away')).essay.body))
    .toContain('последнее')
})

test('an essay too large for a parting request is asked about, and is on disk when the question is answered', async ({
  page,
  folder,
  host,
  context,
}) => {
  await startEssay(page, 'A long one')
  await paste(page, 'привет мир '.repeat(3_600))
  await saved(page)
  await page.keyboard.press('Control+End')
  await page.keyboard.type('последнее')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await expect
    .poll(async () => JSON.stringify((await essayOnDisk(folder, 'A long one')).essay.body))
    .toContain('последнее')
  await dialog.accept()

  const again = await context.newPage()
  await openGalley(again, host)
  await expect(essayText(again)).toContainText('последнее')
  // What is on disk is let go without a question.
  let questions = 0
  again.on('dialog', (dialog) => {
    questions++
    void dialog.accept()
  })
  await again.close({ runBeforeUnload: true })
  await expect.poll(() => again.isClosed()).toBe(true)
  expect(questions).toBe(0)
})
