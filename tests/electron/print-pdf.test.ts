import { expect, it, vi } from 'vitest'
import { fake } from './fake-electron.ts'
import { startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

const page = { kind: 'printed-page', paper: 'letter', html: '<title>The lamp</title>' } as const
const PDF = Buffer.from('%PDF-1.4')

async function start() {
  const galley = await startGalley()
  const { printPdf } = galley.stub().ports
  if (printPdf === null) throw new Error('the shell does not print')
  const served = (url: string) => fake.state.protocols.get('galley')?.(new Request(url)) as Promise<Response>
  const printing = () => fake.state.windows.find(({ options }) => options.webPreferences?.javascript === false)
  return { galley, printPdf, served, printing }
}

it('prints in a hidden window without script and preload, whose page is served for as long', async () => {
  const { galley, printPdf, served, printing } = await start()
  let print = (_pdf: Buffer): void => {}
  fake.willAnswer('printToPDF', new Promise<Buffer>((resolve) => (print = resolve)))
  const printed = printPdf(page, new AbortController().signal)
  const window = printing()
  const url = window?.url ?? ''
  expect(url).toMatch(/^galley:\/\/print\/[0-9a-f-]{36}$/)
  expect(window?.options).toEqual({
    show: false,
    webPreferences: expect.objectContaining({ javascript: false, sandbox: true, contextIsolation: true }),
  })
  expect(window?.options.webPreferences).not.toHaveProperty('preload')
  expect(window?.shown).toBe(false)

  const answer = await served(url)
  expect([answer.status, await answer.text()]).toEqual([200, page.html])
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none';.*; sandbox$/)
  expect(policy).not.toMatch(/script-src|connect-src|galley/)
  expect((await served(`${url}0`)).status).toBe(404)
  expect((await served(`galley://app/${url.split('/').at(-1)}`)).status).toBe(404)

  print(PDF)
  expect(await printed).toEqual(PDF)
  expect(fake.callsOf('webContents.printToPDF')[0]?.args).toEqual([
    { pageSize: 'Letter', generateTaggedPDF: true, generateDocumentOutline: true },
  ])
  expect((await served(url)).status).toBe(404)
  expect(fake.state.windows).toEqual([galley.window()])
})

it('is gone when it is stopped or fails', async () => {
  const { galley, printPdf, printing } = await start()
  fake.willAnswer('printToPDF', new Promise(() => {}))
  const controller = new AbortController()
  const printed = printPdf({ ...page, paper: 'a4' }, controller.signal)
  expect(printing()).toBeDefined()
  controller.abort(new Error('stopped'))
  await expect(printed).rejects.toThrow('stopped')
  expect(fake.state.windows).toEqual([galley.window()])

  fake.willAnswer('printToPDF', new Error('no paper'))
  await expect(printPdf(page, new AbortController().signal)).rejects.toThrow('no paper')
  expect(fake.state.windows).toEqual([galley.window()])
})
