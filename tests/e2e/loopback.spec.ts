import { expect, openGalley, startTestHost, test } from './support/galley.ts'

/** What is the browser host's own: signing in, reloading, a second tab, an essay from outside, a host that stopped. */

test('a reload and a second tab of the same browser stay signed in', async ({ page, context, host }) => {
  await expect(page.getByText('The Keeper and the Lamp')).toBeVisible()
  await page.reload()
  await expect(page.getByText('The Keeper and the Lamp')).toBeVisible()
  const second = await context.newPage()
  await second.goto(`${host.origin}/`)
  await expect(second.getByText('The Keeper and the Lamp')).toBeVisible()
  await expect(page.locator('img').first()).toHaveJSProperty('complete', true)
})

test('an essay that the shell is asked to show is shown', async ({ page, host }) => {
  const listed = await host.host.listEssays({})
  const essay = listed.ok ? listed.value.essays[0] : undefined
  host.send({ kind: 'show-essay', essay: essay?.essay ?? '' })
  await expect(page.locator('.ProseMirror').first()).toBeVisible()
  host.send({ kind: 'command', command: 'view.desk' })
  await expect(page.getByRole('heading', { name: 'All essays' })).toBeVisible()
})

test.describe('a host that stopped', () => {
  test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/] })

  test('is named in words, and nothing else happens', async ({ page, host }) => {
    await host.close()
    await page.getByRole('button', { name: 'New essay' }).click()
    // The notice is the answer to the button; the Desk, when it next looks for its list, says the same in the list's place.
    const notice = page.getByRole('region', { name: 'Notices' }).getByRole('alert')
    await expect(notice).toContainText('host stopped')
    await expect(notice).toContainText('start Galley again')
  })
})

test('a host that starts anew on the same folders knows what was there', async ({ page, host, folder, dataFolder }) => {
  const made = await host.host.createEssay({ title: 'Kept over a restart' })
  expect(made.ok).toBe(true)
  await page.goto('about:blank')
  await host.close()
  const next = await startTestHost(folder, dataFolder)
  await openGalley(page, next)
  await expect(page.getByText('Kept over a restart').first()).toBeVisible()
  await page.close()
  await next.close()
})
