import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { expect, test } from './support/galley.ts'
import { essayText, saved, show } from './support/writing.ts'

async function openHandIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^The Keeper and the Lamp/ }).click()
  await expect(essayText(page)).toBeVisible()
  await show(page, 'Hand in')
  await expect(page.getByRole('heading', { name: 'Where to' })).toBeVisible()
}

const profileButton = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Hand in to' }).getByRole('button', { name, exact: true })
const receiptOf = (page: Page) => page.getByRole('region', { name: 'Receipt' })
const earlier = (page: Page) => page.getByRole('region', { name: 'Handed in' })

test('an own profile is made of a built-in one, by keyboard, and stands wherever one is chosen; it is exported, deleted and imported again', async ({
  page,
  dataFolder,
}) => {
  await openHandIn(page)
  // From the chosen profile by arrows to another one.
  await profileButton(page, 'Web page, one file').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Web page with images' })).toBeVisible()
  await page.getByRole('button', { name: 'Duplicate and edit' }).focus()
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Name of the profile')
  await expect(name).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('The Lantern')
  await page.getByLabel('Words: at most').fill('3')
  await page.getByLabel('Byline', { exact: true }).fill('From {authors}')
  await page.getByLabel('Magazine, journal or site').fill('The Lantern Review')
  await page.getByLabel('Its address').fill('https://lantern.example/')
  expect(await violations(page), 'editor').toEqual([])
  await page.getByLabel('Editors', { exact: true }).fill('No place for names')
  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByRole('alert')).toContainText('credits.editedBy')
  await page.getByLabel('Editors', { exact: true }).fill('')
  await name.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'The Lantern' })).toBeVisible()
  const path = join(dataFolder, 'profiles/html-folder-own.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    name: 'The Lantern',
    rules: { words: { max: 3 } },
    credits: { by: 'From {authors}' },
    publication: { name: 'The Lantern Review', url: 'https://lantern.example/' },
  })
  await expect(page.getByText('the house takes up to 3')).toBeVisible()
  await page.getByRole('button', { name: 'Keep for this essay' }).click()
  await expect(profileButton(page, 'The Lantern')).toHaveCount(2)

  await show(page, 'Proof')
  await expect(page.getByLabel('Proof of')).toHaveValue('html-folder-own')
  await expect(
    page
      .frameLocator('iframe')
      .getByText(/From\s+Mira Holt/)
      .first(),
  ).toBeVisible()
  await show(page, 'Hand in')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const exported = await (await download).path()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('This profile is not on this computer.')).toBeVisible()
  expect(existsSync(path)).toBe(false)
  expect(await violations(page), 'missing profile').toEqual([])
  await page.getByLabel('File of a profile').setInputFiles(exported)
  await expect(page.getByRole('heading', { level: 1, name: 'The Lantern' })).toBeVisible()
  expect(existsSync(path)).toBe(true)
  await page.getByLabel('File of a profile').setInputFiles({
    name: 'fax.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"version":1,"id":"fax","name":"Fax","description":"","format":"fax"}'),
  })
  await expect(page.getByText(/is no format that this Galley knows/)).toBeVisible()
})

test('goes straight into a site, names what is there before it replaces, keeps receipts with what changed since, and gives the status back', async ({
  page,
  folder,
}) => {
  writeFileSync(join(folder, 'hugo.toml'), 'baseURL = "https://example.org/"')
  mkdirSync(join(folder, 'content/posts'), { recursive: true })
  await openHandIn(page)
  await profileButton(page, 'Hugo').click()
  await expect(page.getByText('Straight into the Hugo site')).toBeVisible()
  const path = 'content/posts/the-keeper-and-the-lamp/index.md'
  await expect(page.getByText(path).first()).toBeVisible()
  const save = page.getByRole('button', { name: 'Save beside the essays' })
  await save.click()
  await expect(receiptOf(page)).toContainText(path)
  expect(existsSync(join(folder, path))).toBe(true)
  await expect(earlier(page).getByText('Unchanged since')).toBeVisible()
  expect(await violations(page), 'done').toEqual([])

  await page.getByRole('button', { name: 'Back to “Ready”' }).click()
  await expect(receiptOf(page).getByText('The essay is marked as handed in.')).toBeHidden()
  await show(page, 'Page')
  await essayText(page).locator('p').first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' One more thing.')
  await saved(page)
  await show(page, 'Hand in')
  await expect(earlier(page).getByText(/^Changed since: \+\d words?, one file differs$/)).toBeVisible()

  const before = readFileSync(join(folder, path), 'utf8')
  await save.click()
  await expect(page.getByRole('button', { name: 'Replace them' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: path }).last()).toBeVisible()
  expect(await violations(page), 'conflict').toEqual([])
  await page.getByRole('button', { name: 'Leave them' }).click()
  expect(readFileSync(join(folder, path), 'utf8')).toBe(before)
  await save.click()
  await page.getByRole('button', { name: 'Replace them' }).click()
  await expect(receiptOf(page)).toBeVisible()
  expect(readFileSync(join(folder, path), 'utf8')).toContain('One more thing.')
  await expect(earlier(page).locator('summary')).toHaveCount(2)
})

test('a hand-in under way is cancelled and leaves nothing behind; names are left out on request', async ({
  page,
  folder,
}) => {
  await openHandIn(page)
  await profileButton(page, 'Markdown').click()
  await expect(page.getByText('the-keeper-and-the-lamp.md')).toBeVisible()
  await page.getByText('Anonymous', { exact: true }).click()
  await expect(page.getByText(/^Left out: byline/)).toBeVisible()
  await expect(page.getByText('The byline, biographies and credits were left out.')).toBeVisible()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/publishToFolder', async (route) => {
    await held
    await route.continue()
  })
  const save = page.getByRole('button', { name: 'Save beside the essays' })
  await save.click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  expect(await violations(page), 'progress').toEqual([])
  const cancelled = page.waitForResponse('**/api/cancelPublication')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await cancelled
  release()
  await expect(page.getByText('Handing in was stopped. Nothing of it was left behind.').last()).toBeVisible()
  expect(readdirSync(folder).filter((name) => name.includes('keeper-and') && !name.endsWith('.essay'))).toEqual([])
  await expect(earlier(page)).toHaveCount(0)
  await save.click()
  await expect(receiptOf(page)).toContainText('anonymous')
  expect(readFileSync(join(folder, 'the-keeper-and-the-lamp/the-keeper-and-the-lamp.md'), 'utf8')).not.toContain('Mira')

  // What is not as it should be is named once, before anything is written.
  await show(page, 'Page')
  await page.getByLabel('Title', { exact: true }).fill('')
  await show(page, 'Hand in')
  await save.click()
  await expect(page.getByText('One thing is not as it should be.').last()).toBeVisible()
  await page.getByRole('button', { name: 'Hand in anyway' }).click()
  await expect(page.getByText('One thing is not as it should be.')).toHaveCount(0)
  await expect(page.getByText('The essay has no title').first()).toBeVisible()
})

test('prints the published page, its pictures ready, and nothing of the window', async ({ page }) => {
  await openHandIn(page)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => {
    const attach = Element.prototype.attachShadow
    let shadow: ShadowRoot | null = null
    Element.prototype.attachShadow = function (init) {
      shadow = attach.call(this, init)
      return shadow
    }
    window.print = () => {
      const pictures = [...(shadow?.querySelectorAll('img') ?? [])]
      Object.assign(window, {
        printed: {
          title: shadow?.querySelector('h1')?.textContent,
          figures: shadow?.querySelectorAll('figure').length,
          ready: pictures.length > 0 && pictures.every((picture) => picture.naturalWidth > 0),
          set: getComputedStyle(shadow?.querySelector('figcaption') ?? document.body).fontFamily !== '',
          window: document.getElementById('root')?.checkVisibility(),
          height: (shadow?.querySelector('body')?.getBoundingClientRect().height ?? 0) > 2_000,
        },
      })
    }
  })
  // On paper nothing of the window is shown, so its button is pressed by what it does.
  await page.getByRole('button', { name: 'Print' }).dispatchEvent('click')
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'printed')))
    .toMatchObject({
      title: 'The Keeper and the Lamp',
      ready: true,
      window: false,
      height: true,
    })
  await expect(page.locator('[data-print]')).toHaveCount(0)
})
