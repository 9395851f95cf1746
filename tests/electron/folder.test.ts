import { resolve } from 'node:path'
import { expect, it, vi } from 'vitest'
import { startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

it.each([
  ['--folder=/home/a/Pieces', resolve('/home/a/Pieces')],
  ['--folder=', expect.stringMatching(/Essays$/)],
  ['', expect.stringMatching(/Essays$/)],
])('keeps the essays where the word %j says', async (word, expected) => {
  const galley = await startGalley({ argv: [word] })
  const page = await galley.load()
  expect(await page.hostInfo({})).toMatchObject({ ok: true, value: { essaysFolder: { name: expected } } })
})
