import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeWindow, fake, fakeEvent } from './fake-electron.ts'
import { type Running, startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

let galley: Running
beforeEach(async () => {
  galley = await startGalley()
})

const ELSEWHERE = [
  'https://example.org/',
  'http://localhost/',
  'galley://app.evil/',
  'galley://app.evil/index.html',
  'galley://application/',
  'galley://app:80/',
  'galley://app@evil/',
  'galley://user@app/',
  'galley://user:pass@app/',
  'galley://APP/',
  'galley://evil/app/',
  'galley:app/',
  'galley:///app/',
  'galley-asset://app/',
  'galley-preview://doc/',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'blob:galley://app/x',
  'javascript:alert(1)',
  'about:blank',
  'chrome://gpu',
  'devtools://devtools/x',
  'view-source:galley://app/',
  'not an address',
  '',
]

/** Whether the event with this address was let through. */
function goes(window: FakeWindow, event: string, url: string, isMainFrame: boolean): boolean {
  const details = fakeEvent({ url, isMainFrame })
  window.contents.emit(event, details)
  return !details.defaultPrevented
}

describe('navigation', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s lets the window stay where it is, only',
    (event) => {
      for (const url of [...ELSEWHERE, 'galley://app/preview/p1'])
        expect(goes(galley.window(), event, url, true), url).toBe(false)
      expect(goes(galley.window(), event, 'galley://app/', true)).toBe(true)
      expect(goes(galley.window(), event, 'galley://app/index.html#x', true)).toBe(true)
    },
  )

  it.each(['will-redirect', 'will-frame-navigate'])('%s lets a frame show a proof, only', (event) => {
    for (const url of [
      ...ELSEWHERE,
      'galley://app/',
      'galley://app.evil/preview/x',
      'galley://x@app/preview/x',
      'galley://app/previews/x',
      'galley://app/preview',
    ])
      expect(goes(galley.window(), event, url, false), url).toBe(false)
    expect(goes(galley.window(), event, 'galley://app/preview/0f', false)).toBe(true)
  })

  it('opens no window for any page', () => {
    for (const url of [...ELSEWHERE, 'galley://app/', 'galley://app/preview/x'])
      expect(galley.window().openHandler?.({ url }), url).toEqual({ action: 'deny' })
  })

  it('attaches no webview', () => {
    const event = fakeEvent({})
    galley.window().contents.emit('will-attach-webview', event, {}, {})
    expect(event.defaultPrevented).toBe(true)
  })

  it('guards contents that it did not make itself', () => {
    const other = fake.createContents()
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
      expect(goes(other, event, 'https://example.org/', true)).toBe(false)
    expect(other.openHandler?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
  })
})

describe('permissions', () => {
  // Every name of electron.d.ts 45.4.1, so that a new one is seen here when the version changes.
  const names = [
    'ar',
    'automatic-fullscreen',
    'background-fetch',
    'background-sync',
    'captured-surface-control',
    'clipboard-read',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'geolocation-approximate',
    'hand-tracking',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'local-network',
    'local-network-access',
    'loopback-network',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'nfc',
    'notifications',
    'openExternal',
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointerLock',
    'screen-wake-lock',
    'sensors',
    'serial',
    'smart-card',
    'speaker-selection',
    'storage-access',
    'system-wake-lock',
    'top-level-storage-access',
    'usb',
    'vr',
    'web-app-installation',
    'web-printing',
    'window-management',
    'unknown',
  ] as const satisfies readonly Exclude<Permission, 'clipboard-sanitized-write'>[]
  type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>>[1]
  type Missing = Exclude<Permission, (typeof names)[number] | 'clipboard-sanitized-write'>
  const complete: [Missing] extends [never] ? true : Missing = true

  type Request = (contents: null, permission: string, answer: (granted: boolean) => void, details: object) => void
  const requested = (permission: string, requestingUrl = 'galley://app/'): boolean | null => {
    let answered: boolean | null = null
    const handler = fake.state.sessionHandlers.setPermissionRequestHandler as Request
    handler(
      null,
      permission,
      (granted) => {
        answered = granted
      },
      { requestingUrl },
    )
    return answered
  }
  const checked = (permission: string, origin = 'galley://app/'): boolean => {
    const handler = fake.state.sessionHandlers.setPermissionCheckHandler as (c: null, p: string, o: string) => boolean
    return handler(null, permission, origin)
  }

  it('denies every one but writing to the clipboard, asked and checked', () => {
    expect(complete).toBe(true)
    for (const name of names) {
      expect(requested(name), name).toBe(false)
      expect(checked(name), name).toBe(false)
    }
    expect(requested('clipboard-sanitized-write')).toBe(true)
    expect(checked('clipboard-sanitized-write')).toBe(true)
  })

  it('lets nobody but the page write to the clipboard', () => {
    for (const url of [...ELSEWHERE, 'galley://app/preview/p1']) {
      expect(requested('clipboard-sanitized-write', url), url).toBe(false)
      expect(checked('clipboard-sanitized-write', url), url).toBe(false)
    }
  })

  it('allows no device and shares no screen', () => {
    const device = fake.state.sessionHandlers.setDevicePermissionHandler as (details: object) => boolean
    for (const deviceType of ['hid', 'serial', 'usb'])
      expect(device({ deviceType, origin: 'galley://app' })).toBe(false)
    let streams: unknown = 'none'
    const share = fake.state.sessionHandlers.setDisplayMediaRequestHandler as (
      r: object,
      answer: (s: unknown) => void,
    ) => void
    share({}, (given) => {
      streams = given
    })
    expect(streams).toBe(null)
  })
})

describe('the network', () => {
  const cancelled = (url: string): boolean | undefined => {
    let cancel: boolean | undefined
    const handler = fake.state.sessionHandlers.onBeforeRequest as (
      d: object,
      answer: (r: { cancel?: boolean }) => void,
    ) => void
    handler({ url }, (answer) => {
      cancel = answer.cancel
    })
    return cancel
  }

  it('is cut off but for own schemes, data and blobs', () => {
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1/',
      'ws://example.org/',
      'wss://example.org/',
      'ftp://example.org/',
      'file:///etc/passwd',
      'devtools://devtools/x',
      'chrome-extension://x/',
      'filesystem:galley://app/x',
      'galleys://app/',
      'not an address',
      '',
    ])
      expect(cancelled(url), url).toBe(true)
    for (const url of [
      'galley://app/x',
      'galley-asset://essay/a/b',
      'galley://app/preview/x',
      'data:,x',
      'blob:galley://app/x',
    ])
      expect(cancelled(url), url).toBe(false)
  })

  it('has no filter that would let a scheme past', () => {
    expect(fake.callsOf('session.onBeforeRequest')[0]?.args).toHaveLength(1)
  })

  it('lets the developer tools load in development only', async () => {
    expect(cancelled('devtools://devtools/x')).toBe(true)
    await startGalley({ development: true })
    expect(cancelled('devtools://devtools/x')).toBe(false)
    expect(cancelled('https://example.org/')).toBe(true)
  })

  it('is not used for spelling: the checker is off and its dictionaries come from nowhere', () => {
    expect(fake.callsOf('session.setSpellCheckerEnabled').map((call) => call.args)).toEqual([[false]])
    expect(fake.callsOf('session.setSpellCheckerDictionaryDownloadURL').map((call) => call.args)).toEqual([
      ['galley://app/dict/'],
    ])
  })

  it('downloads nothing', () => {
    const event = fakeEvent({})
    fake.state.sessionEvents.emit('will-download', event, {}, {})
    expect(event.defaultPrevented).toBe(true)
  })
})

describe('own schemes', () => {
  const get = async (url: string, method = 'GET'): Promise<Response> => {
    const handler = fake.state.protocols.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error(`${url} is not served`)
    return handler(new Request(url, { method }))
  }

  it('serve the built window with its policy', async () => {
    for (const url of ['galley://app/', 'galley://app/index.html']) {
      const response = await get(url)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('<!doctype html>')
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' galley-asset: data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ])
    }
    expect((await get('galley://app/assets/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('serve nothing else', async () => {
    for (const url of [
      'galley://app/../../../etc/passwd',
      'galley://app/%2e%2e/%2e%2e/etc/passwd',
      'galley://app/..%2fdata/settings.json',
      'galley://app/assets',
      'galley://app/assets/',
      'galley://app//index.html',
      'galley://app/index.html?x=1',
      'galley://app/package.json',
      'galley://app/constructor',
      'galley://app/__proto__',
      'galley://app/dict/en-US.bdic',
      'galley://app.evil/index.html',
      'galley://other/index.html',
      'galley-asset://essay/Ref1/nothing',
      'galley-asset://essay/Ref1/abc/more',
      'galley-asset://essay/Ref1/abc?x',
      'galley-asset://essay/ref1/abc',
      'galley-asset://proof/Ref1/abc',
      'galley-asset://other/Ref1/abc',
      'galley://app/preview/p2',
      'galley://app/preview/p1/x',
      'galley://app/preview/p1?x',
      'galley://other/preview/p1',
    ]) {
      const response = await get(url)
      expect(response.status, url).toBe(404)
      expect(await response.text(), url).toBe('')
    }
  })

  it('are for reading only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      for (const url of ['galley://app/', 'galley-asset://essay/Ref1/abc', 'galley://app/preview/p1'])
        expect((await get(url, method)).status, `${method} ${url}`).toBe(405)
    const head = await get('galley://app/', 'HEAD')
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
  })

  it('serve pictures of essays and proofs, and proofs with their own policy', async () => {
    const ofEssay = await get('galley-asset://essay/Ref1/abc')
    expect(new Uint8Array(await ofEssay.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3))
    expect(ofEssay.headers.get('content-type')).toBe('image/png')
    expect(ofEssay.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const ofProof = await get('galley://app/preview/p1/abc')
    expect(new Uint8Array(await ofProof.arrayBuffer())).toEqual(Uint8Array.of(4))
    const proof = await get('galley://app/preview/p1')
    expect(await proof.text()).toBe('<p>proof</p>')
    expect(proof.headers.get('content-security-policy')).toBe("default-src 'none'")
  })
})
