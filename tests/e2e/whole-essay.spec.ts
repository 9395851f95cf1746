import type { CDPSession, Page } from '@playwright/test'
import type { Editor } from '@tiptap/core'
import type { NodeJson } from '../../core/essay/json.ts'
import { pngPicture } from '../builders/picture.ts'
import { expect, openGalley, startTestHost, test } from './support/galley.ts'
import { bringFiles, essayOnDisk, essayText, runFromPalette, saved, settle, startEssay } from './support/writing.ts'
import {
  changeBlocks,
  countAndCredit,
  expectTheLook,
  fillInFigures,
  moveANote,
  moveSections,
  pasteByKeys,
  replaceEverywhere,
  setSigns,
  setTheLook,
  spell,
} from './whole-essay/tools.ts'

const TITLE = 'Everything at once'

/** Every node and mark that a person can make; what is missing from the file is a way in that is broken. */
const NODES = [
  'attribution blockquote bulletList codeBlock discussionPrompt doc figcaption figcredit figure footnote footnoteRef footnotes',
  'gallery hardBreak heading horizontalRule listItem orderedList paragraph pullQuote table tableCell tableHeader tableRow',
  'taskItem taskList text verse',
].flatMap((line) => line.split(' '))
const MARKS = 'bold code highlight italic language link strike subscript superscript underline'.split(' ')

const picture = (name: string, tone: number) => ({
  name: `${name}.png`,
  type: 'image/png',
  bytes: pngPicture({ width: 640, height: 420, tone }),
})

test('an essay of every block and mark, written by keys and an input method, is closed and found again as it was', async ({
  page,
  context,
  folder,
  dataFolder,
  host,
}) => {
  // Longest of all walks; beside others it may take its time.
  test.setTimeout(120_000)
  await startEssay(page, TITLE)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const client = await context.newCDPSession(page)
  await writeLines(page, client)
  await writeQuotations(page)
  await writeListsAndTables(page)
  await bringPictures(page)
  await referToFigures(page)
  await page.keyboard.press('Enter')
  await test.step('signs', () => setSigns(page))
  await test.step('paste', () => pasteByKeys(page))
  await test.step('notes', () => moveANote(page))
  await essayText(page).getByText('plain words', { exact: true }).click()
  await runFromPalette(page, 'works cited')
  await expect(essayText(page).getByRole('heading', { name: 'Works cited' })).toBeVisible()
  await page.keyboard.type('Li, A. *Tides*. 2024.')
  await test.step('blocks', () => changeBlocks(page))
  await test.step('sections', () => moveSections(page))
  await test.step('figures', () => fillInFigures(page))
  await test.step('find and replace', () => replaceEverywhere(page))
  await test.step('spelling', () => spell(page))
  await test.step('counts and people', () => countAndCredit(page))
  await test.step('look', () => setTheLook(page))
  await saved(page)

  const { essay: written, pictures } = await essayOnDisk(folder, TITLE)
  const kinds = namesIn(written.body)
  expect([...kinds.nodes].sort()).toEqual(NODES)
  expect([...kinds.marks].sort()).toEqual(MARKS)
  expect(outline(written.body)).toEqual([
    'paragraph 日本語の"海" and plain words receive Tarrantine wrotte too',
    'paragraph Moved words¹',
    'heading First part',
    'heading Second part',
    'heading Third part',
    'paragraph bold italic underline strike highlight code H2O m2 bon vent a link¹',
    'paragraph One line↵and another. Tides keep their own time.',
    'pullQuote Tides keep their own time.|',
    'blockquote Weather is borrowed.|Ana Liu',
    'verse The sea\nis a page',
    'codeBlock "raw" -- text',
    'horizontalRule ',
    'discussionPrompt What would you keep?',
    'bulletList a gutter|a gauge',
    'orderedList first|second',
    'taskList done|open',
    'table Place|High|Low|Brest|7|1|qua wall|||||',
    'figure The qua|Ana Liu',
    'gallery Left||||Both',
    'paragraph See Figure 3 and Figure 1.',
    'paragraph “It’s 6′ ‘tall’” — the ’90s qua... a😀e\u0301',
    'paragraph שלום, world',
    'heading Pasted part',
    'paragraph Fog lifts by ten.',
    'paragraph plain words',
    'paragraph ',
    'heading Works cited',
    'bulletList Li, A. Tides. 2024.',
    'footnotes The qua of Brest.|A note with emphasis. And more.',
  ])
  expect(written.body.content?.find(({ type }) => type === 'figure')?.attrs).toMatchObject({
    alt: 'A qua at low tide',
    layout: 'wide',
    creator: 'Ana Liu',
    sourceUrl: 'https://example.org/quay',
    license: 'CC BY 4.0',
    permission: 'free-licence',
    width: 800,
  })
  expect(written.settings).toMatchObject({
    goal: 500,
    deadline: '2099-12-31',
    figureNumbers: true,
    ignoredWords: ['wrotte'],
  })
  expect(written.people.map(({ name }) => name)).toEqual(['Mira Holt'])

  await page.close()
  await host.close()
  const again = await startTestHost(folder, dataFolder)
  const second = await context.newPage()
  await openGalley(second, again)
  // The essay that was left comes back by itself, and so does the look.
  await expectTheLook(second)
  await expect(essayText(second).locator('figure[data-figure]')).toHaveCount(3)
  await expect(essayText(second)).toContainText('日本語の"海" and plain words')
  // A letter typed and deleted makes the window write the whole text anew.
  await expect(essayText(second)).toBeFocused()
  await essayText(second).getByRole('heading').first().click()
  await settle(second)
  await second.keyboard.type('x')
  await expect(essayText(second).getByRole('heading').first()).toContainText('x')
  await second.keyboard.press('Backspace')
  await saved(second)
  const found = await essayOnDisk(folder, TITLE)
  expect(found.essay).toEqual(written)
  expect(found.pictures).toEqual(pictures)
  expect(await actsAtOnce(second)).toEqual(['Fir', 'st part', 'st part', 2])
  await second.close()
  await again.close()
})

/**
 * A key in the very moment after the cursor went elsewhere, before the browser tells of it, acts there; and what comes from elsewhere in that moment
 * (spelling, pictures) leaves the cursor where it is.
 */
function actsAtOnce(page: Page): Promise<readonly unknown[]> {
  return essayText(page).evaluate((element) => {
    const { editor } = element as unknown as { readonly editor: Editor }
    const first = element.querySelector('h2') as HTMLElement
    getSelection()?.collapse(first.firstChild, 3)
    const enter = { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }
    element.dispatchEvent(new KeyboardEvent('keydown', enter))
    const second = first.nextElementSibling
    getSelection()?.collapse(second?.firstChild ?? null, 2)
    editor.view.dispatch(editor.state.tr.insertText('!', 1))
    const { focusNode, focusOffset } = getSelection() as Selection
    return [first.textContent, second?.textContent, focusNode?.textContent, focusOffset]
  })
}

async function writeLines(page: Page, client: CDPSession): Promise<void> {
  const { keyboard } = page
  for (const text of ['に', '日本', '日本語の"海"'])
    await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await client.send('Input.insertText', { text: '日本語の"海"' })
  await keyboard.type(' and plain words')
  await keyboard.press('Enter')
  await keyboard.type('## First part\n### Second part\n#### Third part\n')
  for (const [keys, words] of [
    ['Control+b', 'bold'],
    ['Control+i', 'italic'],
    ['Control+u', 'underline'],
    ['Control+Shift+x', 'strike'],
    ['Control+Shift+h', 'highlight'],
  ] as const) {
    await keyboard.press(keys)
    await keyboard.type(words)
    await keyboard.press(keys)
    await keyboard.type(' ')
  }
  await keyboard.type('`code` H')
  await keyboard.press('Control+,')
  await keyboard.type('2')
  await keyboard.press('Control+,')
  await keyboard.type('O m')
  await keyboard.press('Control+.')
  await keyboard.type('2')
  await keyboard.press('Control+.')
  await keyboard.type(' bon vent')
  await selectBack(page, 'bon vent')
  await runFromPalette(page, 'language of the words')
  await expect(page.getByRole('form', { name: 'Language of the words' }).getByLabel('Language')).toBeFocused()
  await keyboard.type('French\n')
  await expect(essayText(page).locator('span[lang=fr]')).toHaveText('bon vent')
  await expect(essayText(page)).toBeFocused()
  await keyboard.type(' a link')
  await selectBack(page, 'link')
  await keyboard.press('Control+k')
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused()
  await keyboard.type('example.org/tides\n')
  await expect(essayText(page)).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Control+Alt+f')
  await expect(page.getByRole('dialog', { name: /Note 1/ }).getByRole('textbox')).toBeFocused()
  await keyboard.type('A note with ')
  await keyboard.press('Control+i')
  await keyboard.type('emphasis')
  await keyboard.press('Control+i')
  await keyboard.type('.')
  await keyboard.press('Escape')
  await expect(essayText(page)).toBeFocused()
  await keyboard.press('Enter')
}

async function writeQuotations(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.type('One line')
  await keyboard.press('Shift+Enter')
  const sentence = 'Tides keep their own time.'
  await keyboard.type(`and another. ${sentence}`)
  await selectBack(page, sentence)
  await runFromPalette(page, 'make pull quote')
  await expect(essayText(page).locator('aside.pullquote')).toHaveText(sentence)
  await essayText(page).locator('aside.pullquote .attribution').click()
  await keyboard.press('End')
  await keyboard.type('\n> Weather is borrowed.\n-- Ana Liu\n')
  await runFromPalette(page, 'verse')
  await keyboard.type('The sea\nis a page\n\n')
  await keyboard.type('```js ')
  await keyboard.type('"raw" -- text')
  await keyboard.press('ArrowDown')
  await keyboard.type('---What would you keep?')
  await runFromPalette(page, 'question to readers')
  await expect(essayText(page).locator('section.discussion-prompt')).toHaveText('What would you keep?')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
}

async function writeListsAndTables(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.type('- a gutter\na gauge\n\n1. first\nsecond\n\n[x] done\nopen')
  await essayText(page).getByRole('checkbox').last().uncheck()
  await keyboard.type('\n\n')
  await runFromPalette(page, 'table')
  await expect(essayText(page).locator('table')).toBeVisible()
  for (const cell of ['Place', 'High', 'Low', 'Brest', '7', '1', 'quay wall', '', '']) {
    await keyboard.type(cell)
    await keyboard.press('Tab')
  }
  await tableToolsCoverNoWords(page)
}

/** On a telephone, too, the table's tools stand where no other block and no cell of the table has words. */
async function tableToolsCoverNoWords(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  const tools = page.getByRole('toolbar', { name: 'Table' })
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(async () => {
    const covered = await tools.evaluate((bar) => {
      const { left, right, top, bottom } = bar.getBoundingClientRect()
      return [...document.querySelectorAll('.essay > :not(.table-box), .essay :is(td, th)')]
        .filter((block) => {
          const box = block.getBoundingClientRect()
          return box.left < right && left < box.right && box.top < bottom && top < box.bottom
        })
        .map((block) => block.outerHTML)
    })
    expect(covered).toEqual([])
  }).toPass()
  await expect(tools).toBeInViewport({ ratio: 1 })
  await page.setViewportSize(before)
}

async function bringPictures(page: Page): Promise<void> {
  const { keyboard } = page
  const figures = essayText(page).locator('figure[data-figure]')
  await bringFiles(essayText(page), 'drop', [picture('quay', 60)])
  await expect(figures).toHaveCount(1)
  await figures.first().locator('[data-caption]').click()
  await keyboard.type('The quay')
  await figures.first().locator('[data-credit]').click()
  await keyboard.type('Ana Liu')
  await figures.first().locator('img').click()
  const tools = page.getByRole('toolbar', { name: 'Figure', exact: true })
  await tools.getByRole('button', { name: 'Wider than the text' }).click()
  await tools.getByRole('button', { name: 'Alt text' }).click()
  await expect(page.locator('[data-figure-card]').first().getByLabel('Alt text')).toBeFocused()
  await keyboard.type('A quay at low tide')
  await bringFiles(essayText(page), 'drop', [picture('left', 120), picture('right', 180)])
  await expect(figures).toHaveCount(3)
  await expect(page.getByText('2 pictures came in.')).toBeVisible()
  // Pressed in the middle of a picture's arrival the offer is drawn anew; it goes when it is taken.
  await expect(async () => {
    await page.getByRole('button', { name: 'Side by side', exact: true }).click({ timeout: 2_000 })
    await expect(page.getByText('2 pictures came in.')).toBeHidden({ timeout: 2_000 })
  }).toPass()
  const row = essayText(page).locator('figure.gallery')
  await expect(row.locator('figure[data-figure]')).toHaveCount(2)
  await row.locator('[data-caption]').first().click()
  await keyboard.type('Left')
  await row.locator('[data-caption]').last().click()
  await keyboard.type('Both')
}

/** Refers to two figures by their list, the first by the slash menu; the captions show their numbers from then on. */
async function referToFigures(page: Page): Promise<void> {
  const { keyboard } = page
  await keyboard.press('Enter')
  const chooser = page.getByRole('dialog', { name: 'Refer to a figure' })
  await keyboard.type('/ref')
  await expect(page.getByRole('listbox', { name: 'Insert' }).getByRole('option').first()).toContainText('figure')
  await keyboard.press('Enter')
  await expect(chooser.getByRole('button').first()).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect(essayText(page)).toBeFocused()
  await keyboard.press('Home')
  await keyboard.type('See ')
  await keyboard.press('End')
  await keyboard.type(' and ')
  await runFromPalette(page, 'reference to a figure')
  await expect(chooser.getByRole('button').first()).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.type('.')
  await expect(essayText(page).locator('figure[data-numbered]')).toHaveCount(3)
}

/** Selects the words just typed, sign by sign, and looks that they are selected. */
async function selectBack(page: Page, words: string): Promise<void> {
  for (let sign = 1; sign <= words.length; sign++) {
    await page.keyboard.press('Shift+ArrowLeft')
    await expect
      .poll(() => page.evaluate(() => getSelection()?.toString()), { intervals: [10] })
      .toBe(words.slice(-sign))
    await settle(page)
  }
}

function namesIn(node: NodeJson, nodes = new Set<string>(), marks = new Set<string>()) {
  nodes.add(node.type)
  for (const mark of node.marks ?? []) marks.add(mark.type)
  for (const child of node.content ?? []) namesIn(child, nodes, marks)
  return { nodes, marks }
}

/** A line for each block: its kind and the words of its lines. */
function outline(body: NodeJson): readonly string[] {
  const lines = (node: NodeJson): readonly string[] =>
    (node.content ?? []).some(({ type }) => ['text', 'hardBreak', 'footnoteRef'].includes(type)) || !node.content
      ? [(node.content ?? []).map(({ type, text }) => text ?? (type === 'hardBreak' ? '↵' : '¹')).join('')]
      : node.content.flatMap(lines)
  return (body.content ?? []).map((node) => `${node.type} ${lines(node).join('|')}`)
}
