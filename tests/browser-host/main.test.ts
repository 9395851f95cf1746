import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BrowserHost, type BrowserHostOptions, startBrowserHost } from '../../browser-host/main.ts'
import type { Result } from '../../core/result.ts'
import { openHttpWindow } from '../builders/http-window.ts'

let root = ''
const running: BrowserHost[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'galley-browser-'))
  mkdirSync(join(root, 'renderer'))
  writeFileSync(join(root, 'renderer/index.html'), '<!doctype html><title>Galley</title>')
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await Promise.all(running.splice(0).map((one) => one.close()))
  rmSync(root, { recursive: true, force: true })
})

async function start(more: Partial<BrowserHostOptions> = {}): Promise<BrowserHost> {
  const host = await startBrowserHost({
    essaysFolder: join(root, 'essays'),
    dataFolder: join(root, 'data'),
    rendererFolder: join(root, 'renderer'),
    idleAfter: null,
    ...more,
  })
  running.push(host)
  return host
}

/** The value of a Result that must be good. */
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

/** A picture of one pixel. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

describe('Galley behind the loopback server', () => {
  it('keeps its data from other users of the machine', async () => {
    await start()
    expect(statSync(join(root, 'data')).mode & 0o777).toBe(0o700)
    await running[0]?.close()
    running.length = 0
    // A folder that something else made too open is closed.
    rmSync(join(root, 'data'), { recursive: true })
    mkdirSync(join(root, 'data'), { mode: 0o755 })
    await start()
    expect(statSync(join(root, 'data')).mode & 0o777).toBe(0o700)
  })

  it('makes, saves and opens an essay with a picture, over the wire', async () => {
    const { host } = await openHttpWindow(await start())
    const made = value(await host.createEssay({ title: 'On fog' }))
    const asset = value(await host.importAsset({ essay: made.essay, name: 'fog.png', bytes: PIXEL }))
    const document = { ...made.document, assets: [asset] }
    const saved = value(await host.saveEssay({ essay: made.essay, generation: made.generation, revision: 0, document }))
    expect(readdirSync(join(root, 'essays'))).toContain(`${saved.fileName}.essay`)
    const again = value(await host.openEssay({ essay: made.essay }))
    expect(again.document.metadata.title).toBe('On fog')
    const picture = await fetch(`${again.assetBase}${asset.hash}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect((await picture.bytes()).length).toBeGreaterThan(0)
  })

  it('serves a proof by its id, in the policies of safety.md section 7', async () => {
    const running = await start()
    const { host } = await openHttpWindow(running)
    const made = value(await host.createEssay({ title: 'On fog' }))
    const working = { essay: made.essay, generation: made.generation, revision: made.revision, document: made.document }
    const proof = value(await host.proof({ ...working, profile: 'html-page', comments: false, theme: 'system' }))
    expect(proof.url).toMatch(/^\/preview\/[0-9a-f]{64}$/)
    const page = await fetch(proof.url)
    const policy = page.headers.get('content-security-policy') ?? ''
    for (const part of [
      "default-src 'none'",
      "style-src 'sha256-",
      "form-action 'none'",
      "base-uri 'none'",
      'sandbox',
      `frame-ancestors ${running.origin}`,
      `img-src ${running.origin}/preview/`,
    ]) {
      expect(policy).toContain(part)
    }
    expect(policy.match(/allow-[a-z-]+|unsafe-[a-z-]+/g)).toEqual(['allow-same-origin'])
    expect(await page.text()).toContain('On fog')
    // Not even the id opens the page without the session.
    vi.unstubAllGlobals()
    expect((await fetch(`${running.origin}${proof.url}`)).status).toBe(403)
  })

  it('remembers preferences from one start to the next', async () => {
    const first = await openHttpWindow(await start())
    value(await first.host.writePreferences({ changes: { theme: 'sepia' } }))
    vi.unstubAllGlobals()
    await running.splice(0)[0]?.close()
    const second = await openHttpWindow(await start())
    expect(value(await second.host.readPreferences({})).theme).toBe('sepia')
  })

  it('gives links to the desktop, and only those that may be opened', async () => {
    const opened: string[] = []
    const { host } = await openHttpWindow(
      await start({
        openExternal: async (url) => {
          opened.push(url)
          return { ok: true, value: null }
        },
      }),
    )
    expect((await host.openLink({ url: 'https://example.org/fog' })).ok).toBe(true)
    expect(await host.openLink({ url: 'file:///etc/passwd' })).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    })
    expect(opened).toEqual(['https://example.org/fog'])
  })

  it('shows the essay that it was started with in the first page that listens', async () => {
    const { host } = await openHttpWindow(await start())
    const made = value(await host.createEssay({ title: 'On fog' }))
    vi.unstubAllGlobals()
    await running.splice(0)[0]?.close()
    const told: string[] = []
    const window = await openHttpWindow(
      await start({
        show: [join(root, 'essays', `${made.fileName}.essay`), join(root, 'nowhere.essay')],
        tell: (line) => told.push(line),
      }),
    )
    const shown: string[] = []
    window.host.onShowEssay(({ essay }) => shown.push(essay))
    await expect.poll(() => shown).toHaveLength(1)
    expect(value(await window.host.openEssay({ essay: shown[0] ?? '' })).document.metadata.title).toBe('On fog')
    expect(told.join('\n')).toContain('nowhere')
  })

  it('ends when it has been idle, and says so', async () => {
    const told: string[] = []
    const host = await start({ idleAfter: 50, tell: (line) => told.push(line) })
    await host.ended
    expect(told.at(-1)).toContain('Galley ends')
    await expect(fetch(host.origin)).rejects.toThrow()
  })

  it('says in words that the window was not built', async () => {
    await expect(start({ rendererFolder: join(root, 'nothing') })).rejects.toThrow('npm run build')
  })

  it('tells one address, and that a browser signed in', async () => {
    const told: string[] = []
    const host = await start({ tell: (line) => told.push(line) })
    const addresses = told.join('\n').match(/http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}/g)
    expect(addresses).toHaveLength(1)
    expect((await fetch(addresses?.[0] ?? '', { redirect: 'manual' })).status).toBe(303)
    expect(told.at(-1)).toContain('signed in')
    expect(host.essaysFolder).toBe(join(root, 'essays'))
  })
})
