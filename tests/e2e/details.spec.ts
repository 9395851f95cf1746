import { pngPicture } from '../builders/picture.ts'
import { expect, test } from './support/galley.ts'
import { essayOnDisk, saved, startEssay } from './support/writing.ts'

test('the details are filled in: people with biography, link and portrait, and everything that is said about the essay', async ({
  page,
  folder,
}) => {
  await startEssay(page, 'Borrowed Weather')
  await page.keyboard.type('Rain.')
  await page.getByLabel('Standfirst').fill('On rain that means something')
  const panel = page.getByRole('tabpanel', { name: 'Details' })

  await panel.getByRole('button', { name: 'Add an author' }).click()
  await page.keyboard.type('Mira Holt')
  await panel.getByLabel('Biography').fill('Mira Holt writes about weather.')
  await panel.getByLabel('Link').fill('https://example.org/mira')
  const portrait = page.waitForEvent('filechooser')
  await panel
    .getByRole('button', { name: /portrait/i })
    .first()
    .click()
  await (await portrait).setFiles({
    name: 'mira.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngPicture({ width: 64, height: 64, tone: 30 })),
  })
  await expect(panel.locator('img')).toHaveCount(1)
  await panel.getByRole('button', { name: 'Add an editor' }).click()
  await page.keyboard.type('Adaeze Obi')
  await panel.getByRole('button', { name: 'Add an editor' }).click()
  await page.keyboard.type('Tomás Rey')
  await panel.getByLabel('Role').last().selectOption({ label: 'Fact checker' })

  await panel.getByLabel('Category').fill('Film')
  await panel.getByLabel('Tags', { exact: true }).fill('rain')
  await page.keyboard.press('Enter')
  await page.keyboard.type('weather')
  await page.keyboard.press('Enter')
  await panel.getByLabel('Excerpt').fill('Why it always rains at the end.')
  await panel.getByLabel('Date').fill('31 June 2026')
  await panel.getByLabel('Date').blur()
  await expect(panel.getByText('Write the day as 1 June 2026 or 2026-06-01.')).toBeVisible()
  await panel.getByLabel('Date').fill('June 1, 2026')
  await panel.getByLabel('Date').blur()
  await expect(panel.getByLabel('Date')).toHaveValue('1 June 2026')
  await panel.getByLabel('Last revised').fill('3 July 2026')
  await panel.getByLabel('Last revised').blur()
  await panel.getByLabel('Closing question').fill('Which rain do you remember?')
  await panel.getByLabel('Status').selectOption({ label: 'With editor' })
  await expect(panel.getByLabel('Address part (slug)')).toHaveValue('borrowed-weather')
  await panel.getByLabel('Address part (slug)').fill('rain-again')
  const cover = page.waitForEvent('filechooser')
  await panel.locator('[data-field="cover"]').getByRole('button').first().click()
  await (await cover).setFiles({
    name: 'cover.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngPicture({ width: 1200, height: 600, tone: 60 })),
  })
  await panel.locator('[data-field="cover"]').getByLabel('Alt text').fill('A window with rain on it')
  await panel.getByLabel('Cover caption').click()
  await page.keyboard.type('The window, once more.')
  await panel
    .locator('[data-field="license"]')
    .getByLabel('Licence', { exact: true })
    .selectOption({ label: 'CC BY 4.0' })

  await saved(page)
  const { essay, pictures } = await essayOnDisk(folder, 'Borrowed Weather')
  expect(essay.metadata).toMatchObject({
    title: 'Borrowed Weather',
    standfirst: 'On rain that means something',
    slug: 'rain-again',
    category: 'Film',
    tags: ['rain', 'weather'],
    excerpt: 'Why it always rains at the end.',
    date: '2026-06-01',
    status: 'with-editor',
    closingQuestion: 'Which rain do you remember?',
    license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    cover: { alt: 'A window with rain on it', caption: [{ type: 'text', text: 'The window, once more.' }] },
  })
  expect(essay.people.map(({ name }) => name)).toEqual(['Mira Holt', 'Adaeze Obi', 'Tomás Rey'])
  expect(essay.people[0]).toMatchObject({ bio: 'Mira Holt writes about weather.', url: 'https://example.org/mira' })
  expect(essay.people[0]?.portrait).toMatch(/^asset:[0-9a-f]{64}$/)
  expect(essay.credits.map(({ role }) => role)).toEqual(['author', 'editor', 'fact-checker'])
  expect(pictures.size).toBe(2)
  await page.getByRole('button', { name: 'Desk', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Borrowed Weather, With editor/ })).toBeVisible()
})
