import type { Host } from '../../contract/host.ts'

/** One assertion of the self-test. `seen` is what was found, for the receipt. */
export interface SelfTestCheck {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'not run'
  readonly seen: string
}

/**
 * The part of the self-test that runs inside the window's page, as its text: it uses nothing from outside itself. It tries
 * what a hostile page would try, then saves and opens an essay through the real bridge.
 */
export async function checkPage(): Promise<SelfTestCheck[]> {
  const checks: SelfTestCheck[] = []
  const expect = (name: string, passed: boolean, seen: unknown): void => {
    checks.push({ name, outcome: passed ? 'passed' : 'failed', seen: String(seen) })
  }
  /** What happened: `gave <value>` or `refused <name of the error>`; `silent` after a second and a half. */
  const outcome = (attempt: () => unknown): Promise<string> =>
    Promise.race([
      (async () => `gave ${String(await attempt())}`)().catch((error) => `refused ${error?.name ?? error}`),
      new Promise<string>((done) => setTimeout(done, 1500, 'silent')),
    ])
  const refused = async (name: string, attempt: () => unknown): Promise<void> => {
    const seen = await outcome(attempt)
    expect(name, seen.startsWith('refused'), seen)
  }
  const loads = (element: HTMLElement & { src: string }, src: string): Promise<string> =>
    new Promise((done, fail) => {
      element.onload = () => done('loaded')
      element.onerror = () => fail(new Error('no load'))
      element.src = src
      document.body.append(element)
    })
  const page = globalThis as unknown as Record<string, unknown> & { readonly galley: Host }

  expect('the page is at galley://app', location.protocol === 'galley:' && location.host === 'app', location.href)
  expect('secure context', isSecureContext, isSecureContext)
  for (const name of ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'])
    expect(`no ${name} in the page`, page[name] === undefined, typeof page[name])
  expect('the bridge is frozen', Object.isFrozen(page.galley), Object.isFrozen(page.galley))
  expect(
    'the bridge is functions only',
    Object.values(page.galley).every((f) => typeof f === 'function'),
    Object.keys(page.galley),
  )

  // biome-ignore lint/security/noGlobalEval: this proves that it is refused
  await refused('no eval', () => globalThis.eval('1'))
  await refused('no new Function', () => new Function('return 1')())
  await refused('trusted types guard innerHTML', () => {
    document.createElement('div').innerHTML = '<b>x</b>'
  })
  const inline = document.createElement('script')
  const ran = await outcome(() => {
    inline.append('globalThis.inlineRan = true')
    document.body.append(inline)
    return page.inlineRan === true
  })
  expect('no inline script', ran !== 'gave true', ran)
  for (const address of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///', 'galley://app.evil/'])
    await refused(`no fetch of ${address}`, () => fetch(address))
  await refused('no picture from the web', () => loads(new Image(), 'https://example.com/x.png'))
  await refused(
    'no web socket',
    () =>
      new Promise((done, fail) => {
        const socket = new WebSocket('wss://example.com/')
        socket.onopen = done
        socket.onerror = () => fail(new Error('no connection'))
      }),
  )
  for (const address of ['https://example.com/', 'galley://app/', 'about:blank']) {
    const opened = window.open(address)
    expect(`no window for ${address}`, opened === null, opened)
  }
  for (const address of [
    'https://example.com/',
    'galley://app.evil/',
    'file:///',
    'data:text/html,x',
    'galley://app/preview/x',
  ]) {
    const link = document.createElement('a')
    link.href = address
    document.body.append(link)
    link.click()
    await new Promise((done) => setTimeout(done, 200))
    expect(`no navigation to ${address}`, location.href.split('#')[0] === 'galley://app/', location.href)
  }
  expect(
    'no webview',
    document.createElement('webview') instanceof HTMLUnknownElement || !('src' in document.createElement('webview')),
    'webview',
  )
  const notify = await outcome(() => Notification.requestPermission())
  expect('no notifications', notify === 'gave denied' || notify.startsWith('refused'), notify)
  await refused('no camera', () => navigator.mediaDevices.getUserMedia({ video: true }))
  await refused('no screen', () => navigator.mediaDevices.getDisplayMedia())
  await refused('no place', () => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail)))
  await refused('no reading of the clipboard', () => navigator.clipboard.readText())
  const missing = await outcome(async () => (await fetch('/package.json')).status)
  expect('no file beside the window', missing === 'gave 404', missing)
  const posted = await outcome(async () => (await fetch('/', { method: 'POST' })).status)
  expect('reading only', posted === 'gave 405', posted)

  const host = page.galley
  const info = await host.hostInfo({})
  expect('hostInfo', info.ok && info.value.shell === 'electron', JSON.stringify(info))
  const strange = await host.createEssay({ title: 1 } as unknown as { title: string })
  expect('a malformed input is refused', !strange.ok && strange.problem.code === 'bad-input', JSON.stringify(strange))
  const made = await host.createEssay({ title: 'Self-test' })
  expect('createEssay', made.ok, made.ok || made.problem.message)
  if (!made.ok) return checks
  const { essay, generation, revision } = made.value
  const dot = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNYa6UEAAKhAQr+rtiWAAAAAElFTkSuQmCC'),
    (c) => c.charCodeAt(0),
  )
  const asset = await host.importAsset({ essay, name: 'dot.png', bytes: dot })
  expect('importAsset', asset.ok, asset.ok || asset.problem.message)
  if (asset.ok) {
    const shown = await outcome(() => loads(new Image(), made.value.assetBase + asset.value.hash))
    expect('the picture shows', shown === 'gave loaded', shown)
  }
  const metadata = { ...made.value.document.metadata, title: 'Self-test, saved' }
  const document_ = { ...made.value.document, metadata }
  const saved = await host.saveEssay({ essay, generation, revision, document: document_ })
  expect('saveEssay', saved.ok, saved.ok || saved.problem.message)
  const again = await host.openEssay({ essay })
  expect('what was saved opens', again.ok && again.value.document.metadata.title === 'Self-test, saved', again.ok)
  if (again.ok) {
    const working = { essay, generation: again.value.generation, revision: again.value.revision, document: document_ }
    const proof = await host.proof({ ...working, profile: 'html-page', comments: false, theme: 'light' })
    expect('proof', proof.ok, proof.ok || proof.problem.message)
    if (proof.ok) {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-same-origin')
      const framed = await outcome(() => loads(frame, proof.value.url))
      expect('the proof loads in its frame', framed === 'gave loaded', framed)
      const { contentDocument } = frame
      expect('the window reads the proof', contentDocument?.querySelector('h1') != null, contentDocument?.URL)
      const script = contentDocument?.createElement('script')
      if (script) {
        script.textContent = 'parent.scriptOfProof = true'
        contentDocument?.body.append(script)
      }
      expect('no script runs in the proof', !('scriptOfProof' in window), 'scriptOfProof' in window)
    }
  }
  return checks
}
