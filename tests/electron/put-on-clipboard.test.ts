import { expect, it, vi } from 'vitest'
import { fake } from './fake-electron.ts'
import { startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

it('puts every flavour that there is on the clipboard at once, and none that is empty', async () => {
  const galley = await startGalley()
  const { writeClipboard } = galley.stub().ports
  await writeClipboard?.({ html: '<p>a</p>', text: 'a', rtf: '{\\rtf1 a}' })
  await writeClipboard?.({ html: '', text: 'b', rtf: '' })
  expect(fake.calls.filter(({ name }) => name === 'clipboard.write').map(({ args }) => args)).toEqual([
    [{ 'text/html': '<p>a</p>', 'text/plain': 'a', 'text/rtf': '{\\rtf1 a}' }],
    [{ 'text/plain': 'b' }],
  ])
})
