import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dispatch } from '../../contract/dispatch.ts'
import type { Host, OperationName } from '../../contract/host.ts'
import { inputs } from '../../contract/inputs.ts'
import { MOST_BYTES } from '../../contract/limits.ts'
import { fake, frame, ipcRenderer } from './fake-electron.ts'
import { SOON } from './soon.ts'
import { type Running, startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

let galley: Running
let page: Host
beforeEach(async () => {
  galley = await startGalley()
  page = await galley.load()
})

const top = frame({ url: 'galley://app/' })
const STRANGERS: readonly (readonly [string, unknown])[] = [
  ['no frame (it has gone)', null],
  ['a frame of our own page', frame({ url: 'galley://app/', parent: top })],
  ['the proof', frame({ url: 'galley://app/preview/p1', parent: top })],
  ['a proof at the top', frame({ url: 'galley://app/preview/p1' })],
  ['the web', frame({ url: 'https://example.org/' })],
  ['a look-alike host', frame({ url: 'galley://app.evil/' })],
  ['a look-alike host with our path', frame({ url: 'galley://evil/app/' })],
  ['our host under another scheme', frame({ url: 'https://app/' })],
  ['our host with a port', frame({ url: 'galley://app:1/' })],
  ['our host with a user', frame({ url: 'galley://user@app/' })],
  ['a file', frame({ url: 'file:///app/' })],
  ['data', frame({ url: 'data:text/html,x' })],
  ['about:blank', frame({ url: 'about:blank' })],
  ['no address', frame({ url: '' })],
]

describe('the sender', () => {
  it.each(STRANGERS)('%s may ask nothing', async (_name, sender) => {
    fake.from(sender)
    for (const name of Object.keys(inputs) as OperationName[]) {
      const result = (await ipcRenderer.invoke(`galley:do:${name}`, {})) as { ok: boolean; problem?: { code: string } }
      expect(result, name).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    }
    expect(fake.names().filter((name) => name.startsWith('dialog.') || name.startsWith('shell.'))).toEqual([])
  })

  it.each(STRANGERS)('%s may not close the window', async (_name, sender) => {
    galley.window().close()
    fake.from(sender)
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(1)
    fake.from(top)
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(0)
    await vi.waitFor(() => expect(fake.state.exitCode).toBe(0), SOON)
  })

  it('is the page at any of its addresses', async () => {
    for (const url of ['galley://app/', 'galley://app/index.html', 'galley://app/#page']) {
      fake.from(frame({ url }))
      expect(await page.hostInfo({})).toMatchObject({ ok: true })
    }
  })
})

describe('the input', () => {
  it('is refused for an operation that does not exist', async () => {
    for (const name of [
      'deleteEverything',
      'constructor',
      '__proto__',
      'toString',
      'onCommand',
      'answerClosing',
      'pathOfRef',
      'close',
    ])
      await expect(ipcRenderer.invoke(`galley:do:${name}`, {}), name).rejects.toThrow('No handler registered')
    expect(await dispatch({} as never, 'constructor', {})).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  it.each([
    ['nothing', 'hostInfo', undefined],
    ['null', 'hostInfo', null],
    ['a text', 'hostInfo', 'hostInfo'],
    ['an extra field', 'hostInfo', { path: '/etc/passwd' }],
    ['a path beside the handle', 'openEssay', { essay: 'e', path: '/etc/passwd' }],
    ['an empty handle', 'openEssay', { essay: '' }],
    ['a handle that is no text', 'openEssay', { essay: { toString: 1 } }],
    ['a handle of 201 letters', 'openEssay', { essay: 'e'.repeat(201) }],
    ['bytes that are no bytes', 'importAsset', { essay: 'e', name: 'a.png', bytes: [1, 2] }],
    ['bytes as a text', 'importAsset', { essay: 'e', name: 'a.png', bytes: 'AAAA' }],
    ['a missing field', 'importAsset', { essay: 'e', name: 'a.png' }],
    ['no files', 'importFiles', { files: [] }],
    ['an unknown preference', 'writePreferences', { changes: { telemetry: true } }],
    ['a preference of the wrong kind', 'writePreferences', { changes: { theme: 'pink' } }],
    ['a negative place', 'rememberPlace', { essay: 'e', place: { anchor: -1, head: 0, scroll: 0 } }],
    [
      'an endless place',
      'rememberPlace',
      { essay: 'e', place: { anchor: 0, head: 0, scroll: Number.POSITIVE_INFINITY } },
    ],
    ['half a revision', 'closeEssay', { essay: 'e', generation: 0.5 }],
    ['an address of 2049 letters', 'openLink', { url: `https://example.org/${'a'.repeat(2029)}` }],
  ])('%s is refused', async (_what, name, input) => {
    expect(await ipcRenderer.invoke(`galley:do:${name}`, input)).toMatchObject({
      ok: false,
      problem: { code: 'bad-input' },
    })
  })

  it('is refused above its size, without reaching the host', async () => {
    const bytes = new Uint8Array(MOST_BYTES + 1)
    expect(await page.importAsset({ essay: 'e', name: 'a.png', bytes })).toMatchObject({
      ok: false,
      problem: { code: 'bad-input' },
    })
    expect(galley.stub().seen).toEqual([])
  })

  it('brings bytes over as bytes', async () => {
    const bytes = Uint8Array.of(0, 1, 254, 255)
    expect(await page.importAsset({ essay: 'e', name: 'a.png', bytes })).toMatchObject({
      problem: { code: 'not-recognised' },
    })
    expect(galley.stub().seen).toEqual([{ essay: 'e', name: 'a.png', bytes }])
    const [{ bytes: arrived }] = galley.stub().seen as [{ bytes: unknown }]
    expect(arrived).toBeInstanceOf(Uint8Array)
    expect(arrived).not.toBe(bytes)
  })

  it('cannot carry functions or change prototypes', async () => {
    await expect(page.hostInfo({ call: () => 1 } as never)).rejects.toThrow()
    const hostile = JSON.parse('{"changes":{"__proto__":{"theme":"dark"}}}') as never
    const answer = await page.writePreferences(hostile)
    expect(Object.prototype).not.toHaveProperty('theme')
    expect(answer).not.toMatchObject({ ok: true, value: { theme: 'dark' } })
  })
})

describe('a bug in the host', () => {
  it('becomes a sentence, and its text stays in the log', async () => {
    const logged: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      logged.push(String(text))
      return true
    })
    const result = await page.listEssays({})
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'io', safe: expect.any(String), next: expect.any(String) },
    })
    expect(JSON.stringify(result)).not.toContain('is not a function')
    expect(logged.join('')).toContain('is not a function')
    expect(await page.hostInfo({})).toMatchObject({ ok: true })
  })
})

describe('subscriptions', () => {
  it('end when they are ended, and only then', async () => {
    const heard: string[] = []
    const send = (command: string): void => {
      const file = fake.state.menu?.find((menu) => menu.label === '&File')
      const items = (file?.submenu ?? []) as Electron.MenuItemConstructorOptions[]
      const click = items.find((one) => one.id === command)?.click as undefined | (() => void)
      click?.()
    }
    const end = page.onCommand((command) => heard.push(`a ${command}`))
    send('essay.new')
    const endOther = page.onCommand((command) => heard.push(`b ${command}`))
    end()
    send('essay.save')
    endOther()
    send('essay.open')
    expect(heard).toEqual(['a essay.new', 'b essay.save'])
    page.onCommand((command) => heard.push(`c ${command}`))
    page.onCommand((command) => heard.push(`d ${command}`))
    expect(heard.slice(2)).toEqual(['c essay.open'])
    send('essay.import')
    expect(heard.slice(3)).toEqual(['c essay.import', 'd essay.import'])
  })
})
