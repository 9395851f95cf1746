import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Editor } from '@tiptap/core'
import { textOf } from '../../core/essay/json.ts'
import { writeEssayFile } from '../../host/files.ts'
import { longEssay } from '../bench/long-essay.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, essayText, saved, settle, whenProtected } from './support/writing.ts'

const whole = longEssay(24_000, 0, 60)
const essay = { ...whole, assets: [], metadata: { ...whole.metadata, title: 'Long', cover: null } }
const blocks = essay.body.content ?? []

test.beforeEach(async ({ page, folder }) => {
  const written = await writeEssayFile(join(folder, 'Long.essay'), essay, new Map(), { replace: false })
  expect(written.ok).toBe(true)
  await page.reload()
  await page.getByRole('button', { name: /^Long,/ }).click()
  await expect(essayText(page)).toBeFocused()
})

/** The words of all blocks as the page has them, and how many stretches they are drawn in. */
const drawn = (page: Page) =>
  essayText(page).evaluate((text) => ({
    stretches: text.querySelectorAll('.stretch').length,
    blocks: [...text.querySelectorAll(':scope > :not(.reach), :scope > .reach > .stretch > :not(.footnotes)')].map(
      (block) => block.textContent?.replaceAll(/Note \d+/g, '') ?? '',
    ),
  }))
/** Paragraphs that the editor would look for in another place than where the essay has them. */
const misplaced = (page: Page) =>
  essayText(page).evaluate((text) => {
    const { view } = (text as unknown as { readonly editor: Editor }).editor
    const wrong: string[] = []
    view.state.doc.forEach((block, pos) => {
      const dom = view.nodeDOM(pos)
      const isThere = dom?.textContent === block.textContent && view.posAtDOM(dom, 0) === pos + 1
      if (
        block.type.name === 'paragraph' &&
        !block.textContent.includes('\ufffc') &&
        block.childCount === 1 &&
        !isThere
      )
        wrong.push(block.textContent)
    })
    return wrong
  })
const wordsOf = (content: typeof blocks) =>
  content.filter(({ type }) => type !== 'footnotes').map((block) => textOf(block).replaceAll('\n', ''))

/** Puts the cursor at the start of a stretch's first block by a click and Home, and answers that block's index. */
async function startOfStretch(page: Page, index: number): Promise<number> {
  const first = essayText(page)
    .locator('.stretch')
    .nth(index - 1)
    .locator('> :first-child')
  await first.scrollIntoViewIfNeeded()
  await first.click({ position: { x: 40, y: 8 } })
  await page.keyboard.press('Home')
  return essayText(page).evaluate(
    (text, at) =>
      [...text.querySelectorAll('.stretch')].slice(0, at - 1).reduce((sum, one) => sum + one.children.length, 0),
    index,
  )
}

test('a long essay is written over the borders of its stretches as if there were none, and undone', async ({
  page,
  folder,
}) => {
  const before = await drawn(page)
  expect(before.stretches).toBeGreaterThan(15)
  expect(before.blocks).toEqual(wordsOf(blocks))
  const keys = page.keyboard
  const at = await startOfStretch(page, 8)
  const words = [...before.blocks]
  const [above = '', below = ''] = words.slice(at - 1, at + 1)

  await keys.type('First ')
  await keys.press('Home')
  await keys.press('Backspace')
  words.splice(at - 1, 2, `${above}First ${below}`)
  expect((await drawn(page)).blocks).toEqual(words)
  await keys.press('Enter')
  words.splice(at - 1, 1, above, `First ${below}`)
  expect((await drawn(page)).blocks).toEqual(words)
  await keys.press('ArrowLeft')
  await keys.type(' Last.')
  words[at - 1] = `${above} Last.`
  await keys.press('ArrowRight')
  await keys.press('Enter')
  await keys.press('ArrowUp')
  await keys.type('Between')
  words.splice(at, 0, 'Between')
  expect((await drawn(page)).blocks).toEqual(words)
  expect(await misplaced(page)).toEqual([])

  // What is selected over a border goes as one.
  await keys.press('Shift+ArrowUp')
  await keys.press('Shift+ArrowUp')
  await keys.press('Shift+ArrowDown')
  await keys.press('Shift+ArrowDown')
  await keys.press('Home')
  await keys.press('Shift+ArrowLeft')
  await keys.press('Shift+ArrowLeft')
  await keys.press('Delete')
  words.splice(at - 1, 2, `${above} LastBetween`)
  expect((await drawn(page)).blocks).toEqual(words)
  await keys.type(' me')
  words[at - 1] = `${above} Last meBetween`
  expect(await misplaced(page)).toEqual([])

  await keys.press('Control+End')
  await saved(page)
  const { essay: onDisk } = await essayOnDisk(folder, 'Long')
  expect(wordsOf(onDisk.body.content ?? [])).toEqual(words)
  expect(JSON.stringify(onDisk.body)).not.toContain('stretch')
  for (let step = 0; step < 12; step++) await keys.press('Control+z')
  await expect.poll(async () => (await drawn(page)).blocks).toEqual(before.blocks)

  // A reach whose stretch with the cursor is deleted is laid out no longer on its account.
  const reaches = essayText(page).locator('.reach')
  await reaches.first().locator('.stretch').last().locator('> p').last().click()
  const end = reaches.nth(1).locator('.stretch').nth(1).locator('> p').last()
  await end.click({ modifiers: ['Shift'] })
  await expect(reaches.nth(1)).toHaveAttribute('data-cursor', '')
  await keys.press('Delete')
  await expect(reaches.nth(1)).not.toHaveAttribute('data-cursor', '')
  await expect(reaches.first()).toHaveAttribute('data-cursor', '')
})

test('screen readers are given all of an essay that is laid out whole, which Appearance offers', async ({ page }) => {
  const words = new Set<unknown>(wordsOf(blocks.filter(({ type }) => type === 'heading')))
  const tree = async () => {
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    await session.detach()
    return nodes
  }
  const heard = async () => {
    const nodes = await tree()
    return nodes.filter(({ ignored, role, name }) => !ignored && role?.value === 'heading' && words.has(name?.value))
      .length
  }
  /** Items of the longest list. */
  const items = async () => {
    const nodes = await tree()
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    const listOf = (id: string | undefined): string => {
      const node = byId.get(id ?? '')
      return node && (node.ignored || node.role?.value === 'none') ? listOf(node.parentId) : (node?.nodeId ?? '')
    }
    const lists = nodes
      .filter(({ ignored, role }) => !ignored && role?.value === 'listitem')
      .map(({ parentId }) => listOf(parentId))
      .filter((id) => byId.get(id)?.role?.value === 'list')
    return Math.max(0, ...[...new Set(lists)].map((list) => lists.filter((one) => one === list).length))
  }
  expect(await heard()).toBeLessThan(words.size / 2)
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('group', { name: 'A long essay is laid out' }).getByText('Whole', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect.poll(heard).toBe(words.size)
  // The notes, between which stretches stand, are heard as one list.
  expect(await items()).toBe(60)
  // It is remembered.
  await page.reload()
  await expect(essayText(page)).toBeVisible()
  await expect.poll(heard).toBe(words.size)
})

test('blocks stand as far from each other at the border of a stretch as anywhere, and a click beside them finds none', async ({
  page,
}) => {
  await startOfStretch(page, 5)
  const gaps = await essayText(page).evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.essay :is(.reach, .stretch) { content-visibility: visible !important }')
    document.adoptedStyleSheets = [sheet]
    const gap = (one: Element, next: Element) => next.getBoundingClientRect().top - one.getBoundingClientRect().bottom
    const after = (selector: string) =>
      [...text.querySelectorAll(selector)].flatMap((one) => {
        const around = one.closest('.stretch')
        const last = around?.previousElementSibling ?? around?.parentElement?.previousElementSibling?.lastElementChild
        const before = one.previousElementSibling ?? last?.lastElementChild
        return before?.matches('h2') ? [gap(before, one)] : []
      })
    return {
      border: after('.stretch:not(.reach:first-child > :first-child) > p:first-child'),
      within: after('.stretch > h2 + p'),
    }
  })
  expect(gaps.border.length).toBeGreaterThan(3)
  expect(gaps.within.length).toBeGreaterThan(0)
  for (const one of [...gaps.border, ...gaps.within]) expect(Math.abs(one - (gaps.within[0] ?? 0))).toBeLessThan(1)
  const box = await essayText(page).boundingBox()
  const hit = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest('.essay, [data-scroller]')?.className,
    { x: (box?.x ?? 0) - 30, y: 400 },
  )
  expect(hit).not.toContain('essay')
})

test('nothing walks through the text before the cursor for a letter', async ({ page }) => {
  await page.keyboard.press('Control+End')
  await page.keyboard.type('One ')
  await whenProtected(page)
  await essayText(page).evaluate((text) => {
    const first = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode() as Text
    const read = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue')?.get
    Object.assign(window, { walks: 0 })
    Object.defineProperty(first, 'nodeValue', {
      get() {
        Object.assign(window, { walks: (Reflect.get(window, 'walks') as number) + 1 })
        return read?.call(this)
      },
    })
  })
  await page.keyboard.type('letter after letter.')
  await whenProtected(page)
  expect(await page.evaluate(() => Reflect.get(window, 'walks'))).toBe(0)
})

test('a long list of notes is drawn in stretches and written as a short one', async ({ page, folder }) => {
  const notes = essayText(page).locator('.footnotes li')
  await expect(notes).toHaveCount(60)
  await expect(essayText(page).locator('.footnotes > .stretch')).toHaveCount(5)
  const note = notes.nth(12).locator('p')
  await note.scrollIntoViewIfNeeded()
  expect(await violations(page)).toEqual([])
  await note.click({ position: { x: 20, y: 8 } })
  const keys = page.keyboard
  await keys.press('Home')
  await keys.type('First ')
  // Over the border of the stretch and back.
  await keys.press('Home')
  await keys.press('ArrowLeft')
  await keys.type(' above')
  await keys.press('ArrowRight')
  await keys.type('At ')
  await saved(page)
  const { essay: onDisk } = await essayOnDisk(folder, 'Long')
  const list = (body: typeof essay.body) =>
    body.content?.at(-1)?.content?.map((one) => textOf(one).replaceAll('\n', '')) ?? []
  const wanted = [...list(essay.body)]
  wanted[11] = `${wanted[11]} above`
  wanted[12] = `At First ${wanted[12]}`
  expect(list(onDisk.body)).toEqual(wanted)
  await expect(note).toHaveText(wanted[12] ?? '')
})

test('a letter typed right after a jump goes where the cursor stands', async ({ page, folder }) => {
  const entries = page.getByRole('navigation', { name: 'Outline' }).getByRole('button')
  const heading = blocks.filter(({ type }) => type === 'heading').at(-3)
  const count = await entries.count()
  // In one turn of the page, so that no frame lays the place out in between.
  const shown = await entries.nth(count - 3).evaluate((entry: HTMLElement) => {
    entry.click()
    document.execCommand('insertText', false, 'x')
    const at = getSelection()?.focusNode?.parentElement
    return ['.stretch', '.reach'].map((name) => {
      const holder = at?.closest(name)
      return holder ? getComputedStyle(holder).contentVisibility : `no ${name}`
    })
  })
  // Where the letter goes does not tell it alone: with luck the place was laid out before.
  expect(shown).toEqual(['visible', 'visible'])
  await saved(page)
  const { essay: onDisk } = await essayOnDisk(folder, 'Long')
  const found = onDisk.body.content?.filter(({ type }) => type === 'heading').at(-3)
  expect(found && textOf(found)).toBe(`${heading && textOf(heading)}x`)
})

test('what is found is brought into view, though the heights on the way there were guesses', async ({
  page,
  folder,
}) => {
  const longer = longEssay(100_000, 0, 300)
  const metadata = { ...longer.metadata, title: 'Far', cover: null }
  await writeEssayFile(join(folder, 'Far.essay'), { ...longer, assets: [], metadata }, new Map(), { replace: false })
  await page.keyboard.press('Control+Shift+d')
  await page.getByRole('button', { name: /^Far,/ }).click()
  // It is by far the longest here.
  await expect(essayText(page)).toBeFocused({ timeout: 30_000 })
  const isSeen = async () => {
    // For some frames what is near moves what was found.
    for (let twice = 0; twice < 4; twice++) await settle(page)
    const place = await page.evaluate(() => {
      const edge = (what: string) => document.querySelector(what)?.getBoundingClientRect()
      const [top, bottom] = [edge('[aria-label="Find"]')?.bottom, edge('[data-scroller]')?.bottom]
      return { top, bottom, match: edge('.found-here')?.top }
    })
    expect(place.match).toBeGreaterThan(place.top ?? Number.NaN)
    expect(place.match).toBeLessThan(place.bottom ?? Number.NaN)
  }
  await page.keyboard.press('Control+f')
  await page.keyboard.type('oil lamp')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  for (let back = 0; back < 6; back++) {
    await page.keyboard.press('Shift+Enter')
    await isSeen()
  }
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(
    textOf(longer.body.content?.at(-1)?.content?.[257] ?? { type: 'doc' }).replaceAll('\n', ''),
  )
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await isSeen()
})
