import type { FrameLocator, Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayText, settle, show, startEssay } from './support/writing.ts'

// A frame may be replaced by the next while it is asked; `toPass` asks again.
const frameOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Proof of the published essay"]')

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
  await expect(essayText(page)).toBeVisible()
}

test('by keyboard: a look, a width by the edge, paper sheets as print breaks them, and the tabs beside the proof', async ({
  page,
}) => {
  await openSample(page)
  await page.keyboard.press('Control+2')
  const frame = frameOf(page)
  await expect(frame.getByRole('heading', { level: 1 })).toBeVisible()
  const fontOfText = () =>
    frame
      .locator('.e-content p')
      .first()
      .evaluate((p) => getComputedStyle(p).fontFamily)
  await page.getByLabel('Look').focus()
  await page.keyboard.type('Blog')
  await expect(async () => expect(await fontOfText()).toContain('Inter')).toPass()
  await page.getByLabel('Look').selectOption('Plain')
  await expect(async () => expect(await fontOfText()).toContain('Charter')).toPass()

  const edge = page.getByRole('separator', { name: 'Width of the proof' })
  await edge.focus()
  await page.keyboard.press('Home')
  const width = () => frame.locator('html').evaluate((html) => html.clientWidth)
  await expect(async () => expect(await width()).toBe(320)).toPass()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(async () => expect(await width()).toBe(430)).toPass()
  await expect(edge).toHaveAttribute('aria-valuenow', '430')

  await page.getByRole('button', { name: /^Paper/ }).press('Enter')
  await expect(page.getByText('The page on A4 sheets')).toBeVisible()
  const sheets = () =>
    frame.locator('main').evaluate((main) => main.getBoundingClientRect().height / 96 / (305 / 25.4) + 8 / 305)
  const fromWhole = async () => Math.abs((await sheets()) - Math.round(await sheets()))
  await expect(async () => expect(await fromWhole()).toBeLessThan(0.01)).toPass()
  expect(await sheets()).toBeGreaterThan(3)

  for (const [tab, words] of [
    ['Spoken', 'Heading level 1'],
    ['Elsewhere', 'As a search result'],
    ['Lost', 'Nothing is lost'],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(tab) }).press('Enter')
    await expect(page.getByRole('tabpanel').getByText(words).first()).toBeVisible()
    if (tab !== 'Lost') expect(await violations(page), tab).toEqual([])
  }
})

test.describe('read in the frame', () => {
  // Playwright hears of the mouse by a script of its own in every frame; in this one it is refused, and aloud.
  test.use({ expectedErrors: [/^Blocked script execution in '[^']*\/preview\//] })

  test('the proof begins where the Page was and leads it back, and a new one takes the place of the old without a gap', async ({
    page,
    openedLinks,
  }) => {
    await openSample(page)
    const headings = essayText(page).locator('h2')
    const heading = headings.nth(1)
    await heading.evaluate((element) => {
      const scroller = element.closest('[data-scroller]')
      if (scroller) scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + 2
    })
    const words = (await heading.innerText()).trim()
    await page.keyboard.press('Control+2')
    const inProof = (text: string) => frameOf(page).locator('.e-content h2', { hasText: text })
    const top = (text: string) => inProof(text).evaluate((element) => Math.round(element.getBoundingClientRect().top))
    await expect(async () => expect(Math.abs(await top(words))).toBeLessThan(10)).toPass()
    // Watches what stands in the stage while the next proof comes: there is always a frame in sight.
    await page.evaluate(() => {
      const seen = window as unknown as { gaps: number }
      seen.gaps = 0
      const look = () => {
        if (!document.querySelector('iframe[title="Proof of the published essay"]:not([data-waits="true"])'))
          seen.gaps++
        requestAnimationFrame(look)
      }
      look()
    })
    const before = await page.locator('iframe[title="Proof of the published essay"]').getAttribute('src')
    await page.getByRole('button', { name: 'Show as in a dark theme' }).click()
    await expect(page.locator('iframe[title="Proof of the published essay"]')).not.toHaveAttribute('src', before ?? '')
    await expect(page.locator('iframe')).toHaveCount(1)
    await expect(async () => expect(Math.abs(await top(words))).toBeLessThan(10)).toPass()
    expect(await page.evaluate(() => (window as unknown as { gaps: number }).gaps)).toBe(0)

    // A link opens as links do; keys in the frame are the window's; the Page goes to where the proof was read.
    await page.getByRole('button', { name: /^Phone/ }).click()
    const link = frameOf(page).locator('a[href^="http"]').first()
    const press = async (target: Locator) => {
      await target.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
      const box = await target.boundingBox()
      if (box) await page.mouse.click(box.x + 5, box.y + box.height / 2)
    }
    await press(link)
    await expect.poll(() => openedLinks).toEqual([await link.getAttribute('href')])
    const third = (await headings.nth(2).innerText()).trim()
    await press(inProof(third))
    await inProof(third).evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }))
    // The window hears of it with the next picture.
    await settle(page)
    await page.keyboard.press('Control+1')
    const onPage = () =>
      headings.nth(2).evaluate((element) => {
        const scroller = element.closest('[data-scroller]')?.getBoundingClientRect()
        return element.getBoundingClientRect().top - (scroller?.top ?? 0)
      })
    await expect(async () => expect(Math.abs(await onPage())).toBeLessThan(40)).toPass()
  })
})

test('beside the Page the proof has what is typed, follows its scroll and leads it, and is the export in the end', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 800 })
  await openSample(page)
  await page.keyboard.press('Control+Alt+b')
  const frame = frameOf(page)
  await expect(frame.getByRole('heading', { level: 1 })).toBeVisible()
  const src = await page.locator('iframe').getAttribute('src')
  expect(await violations(page), 'side by side').toEqual([])
  const body = essayText(page)
  await body.locator('p').first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' A lamp & <more>.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('## A new section')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Its words.')
  await expect(frame.locator('.e-content h2', { hasText: 'A new section' })).toBeVisible()
  await expect(frame.getByText('A lamp & <more>.')).toBeVisible()
  await page.getByLabel('Title', { exact: true }).fill('Another title')
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Another title')

  const middle = body.locator('h2').nth(2)
  await middle.evaluate((element) => {
    const scroller = element.closest('[data-scroller]')
    if (scroller) scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  })
  const words = (await middle.innerText()).trim()
  const shown = frame.locator('.e-content h2', { hasText: words })
  const top = () => shown.evaluate((element) => Math.abs(element.getBoundingClientRect().top))
  await expect(async () => expect(await top()).toBeLessThan(10)).toPass()
  const figure = frame.locator('figure:not(.cover)').first()
  await figure.evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await expect(async () => {
    const edge = await body
      .locator('figure[data-figure]')
      .first()
      .evaluate((element) => {
        const scroller = element.closest('[data-scroller]')?.getBoundingClientRect()
        return Math.abs(element.getBoundingClientRect().top - (scroller?.top ?? 0))
      })
    // The editor's figure has a margin of its own within its block.
    expect(edge).toBeLessThan(60)
  }).toPass()

  // What was typed came in without a new page; when the text rests, host and frame say the same.
  expect(await page.locator('iframe').getAttribute('src')).toBe(src)
  const served = await page.context().newPage()
  await expect(async () => {
    await served.setContent(await (await page.request.get(new URL(src ?? '', page.url()).href)).text())
    const inFrame = await frame.locator('body').evaluate((element) => element.outerHTML)
    expect(inFrame).toContain('A new section')
    expect(inFrame).toBe(await served.evaluate(() => document.body.outerHTML))
  }).toPass()
  await served.close()
})

test('a destination’s cleaning is shown with every loss; a loss is mended by a press, taken back, and leads to its place', async ({
  page,
}) => {
  await startEssay(page, 'Losses')
  await page.keyboard.type('Words that are ')
  await page.keyboard.press('Control+u')
  await page.keyboard.type('underlined here')
  await page.keyboard.press('Control+u')
  await page.keyboard.type(' and more.')
  await show(page, 'Proof')
  await page.getByLabel('Proof of').selectOption('hugo')
  await page.getByRole('button', { name: /^Show what Hugo/ }).click()
  await expect(page.getByText('What Hugo without raw HTML leaves of the text')).toBeVisible()
  await expect(frameOf(page).locator('.e-content p').first()).toHaveText('Words that are underlined here and more.')
  await expect(frameOf(page).locator('u')).toHaveCount(0)
  await page.getByRole('tab', { name: /Lost/ }).click()
  const lost = page.getByRole('region', { name: 'What is lost' })
  await expect(lost.getByText('Set the words in italics, or bold, which stay.')).toBeVisible()
  await lost.getByRole('button', { name: /^Set in italics/ }).press('Enter')
  const said = page.getByText('Underlined words are in italics now.')
  await expect(said).toBeVisible()
  await expect(lost).toBeFocused()
  await expect(frameOf(page).locator('.e-content em')).toHaveText('underlined here')
  await expect(lost.getByText(/Underlining/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await expect(lost.getByRole('button', { name: /^Set in italics/ })).toBeVisible()
  await page.getByRole('button', { name: /^Go there.*Underlining is taken out/ }).click()
  await expect(essayText(page)).toBeFocused()
})

test('a hostile essay asks for nothing in the proof and runs nothing', async ({ page, host }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await startEssay(page, '<img src=https://evil.example/t.png onerror=alert(1)>')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<p>Words <img src="https://evil.example/pixel.gif" width="1" height="1"><link rel="preconnect" href="https://evil.example"><a href="javascript:alert(2)" ping="https://evil.example/ping">press</a></p>
       <meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/"><style>@import url(https://evil.example/a.css);p{background:url(https://evil.example/b.png)}</style>
       <iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/o"></object><video poster="https://evil.example/v.png" src="https://evil.example/v.mp4"></video><svg><image href="https://evil.example/s.png"/></svg><script>fetch("https://evil.example/x")</script>
       <figure><img src="https://evil.example/big.png" srcset="https://evil.example/2x.png 2x" alt="A trap"><figcaption>Caption</figcaption></figure>`,
    )
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect(essayText(page)).toContainText('press')
  await show(page, 'Proof')
  const frame = frameOf(page)
  for (const profile of ['html-page', 'html-folder', 'html-fragment', 'medium', 'ghost', 'hugo', 'wordpress']) {
    await page.getByLabel('Proof of').selectOption(profile)
    await expect(frame.getByText('press').first()).toBeVisible()
    await expect(
      frame.locator('script:not([type="application/ld+json"]), iframe, object, base, link[rel=preconnect]'),
    ).toHaveCount(0)
  }
  expect(asked.filter((url) => !url.startsWith(host.origin) && !/^(data|blob):/.test(url))).toEqual([])
})

test('of many findings of one kind the first ones are shown, and the others by a press that keeps the keyboard', async ({
  page,
}) => {
  await startEssay(page, 'Twice')
  await page.keyboard.insertText('We saw the the lamp. '.repeat(20))
  await show(page, 'Proof')
  const found = page.locator('li[data-severity]:visible', { hasText: 'A word stands twice' })
  await expect(found).toHaveCount(12)
  const more = page.getByRole('button', { name: /8 more like these/ })
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await more.press('Enter')
  await expect(found).toHaveCount(20)
  await expect(more).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(found.nth(12).getByRole('button', { name: /^Go there/ })).toBeFocused()
  expect(await violations(page), 'opened').toEqual([])
  await more.press('Space')
  await expect(found).toHaveCount(12)
})
