import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Host } from '../../contract/host.ts'
import type { Result } from '../../core/result.ts'
import { fake, fakeEvent } from './fake-electron.ts'
import { SOON } from './soon.ts'
import { startGalley } from './start-galley.ts'

vi.mock('../../host/shipped-folder.ts', async () => {
  const { mockedShipped } = await import('./start-galley.ts')
  return {
    shippedFolder: () => ({ ...mockedShipped.shippedFolder(), assets: join(import.meta.dirname, '../../assets') }),
  }
})

function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`)
  return result.value
}

const served = async (url: string): Promise<Response> => {
  const handler = fake.state.protocols.get(new URL(url).protocol.slice(0, -1))
  if (!handler) throw new Error(`${url} is not served`)
  return handler(new Request(url))
}

/** One red pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNYa6UEAAKhAQr+rtiWAAAAAElFTkSuQmCC',
  'base64',
)

/** Titles an open essay anew and saves it. */
async function retitle(page: Host, essay: string, title: string) {
  const opened = good(await page.openEssay({ essay }))
  const document = { ...opened.document, metadata: { ...opened.document.metadata, title } }
  const working = { essay, generation: opened.generation, revision: opened.revision, document }
  return { working, saved: good(await page.saveEssay(working)) }
}

it('takes an essay through the real host: made, pictured, saved, proofed, copied, closed and there again', async () => {
  const galley = await startGalley()
  const page = await galley.load()
  const folder = join(galley.folder, 'documents/Essays')
  expect(good(await page.listEssays({})).essays.length).toBeGreaterThan(0)

  const made = good(await page.createEssay({ title: 'On fog' }))
  expect(existsSync(join(folder, 'On fog.essay'))).toBe(true)
  expect(made.assetBase).toBe(`galley-asset://essay/${made.essay}/`)
  const asset = good(await page.importAsset({ essay: made.essay, name: 'dot.png', bytes: new Uint8Array(DOT) }))
  const picture = await served(made.assetBase + asset.hash)
  expect(picture.status).toBe(200)
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect((await served(`${made.assetBase}${'0'.repeat(64)}`)).status).toBe(404)
  // The window reads the same bytes beside its own page, to make a smaller picture of.
  const beside = await served(`galley://app/asset/${made.essay}/${asset.hash}`)
  expect(Buffer.from(await beside.arrayBuffer())).toEqual(Buffer.from(DOT))
  expect(beside.headers.get('content-security-policy')).toBe(picture.headers.get('content-security-policy'))
  expect((await served(`galley://app/asset/${made.essay}/${'0'.repeat(64)}`)).status).toBe(404)

  const { working, saved } = await retitle(page, made.essay, 'On fog and rain')
  expect(saved.bytes).toBe(readFileSync(join(folder, 'On fog.essay')).length)

  const proof = good(
    await page.proof({ ...working, revision: saved.revision, profile: 'html-page', comments: false, theme: 'light' }),
  )
  expect(proof.url).toMatch(/^galley:\/\/app\/preview\/[0-9a-f]{64}$/)
  const shown = await served(proof.url)
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain('On fog and rain')
  const policy = shown.headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "img-src 'self'", "frame-ancestors 'self'", 'sandbox allow-same-origin'])
    expect(policy).toContain(part)
  expect(policy).not.toContain("'unsafe-inline'")

  const copy = join(galley.folder, 'Copy.essay')
  fake.willAnswer('showSaveDialog', { canceled: false, filePath: copy })
  const copied = good(await page.saveEssayAs({ ...working, revision: saved.revision }))
  expect(copied.document.metadata.title).toBe('On fog and rain')
  expect(existsSync(copy)).toBe(true)

  page.onClosing(() => page.answerClosing('ready'))
  galley.window().close()
  await vi.waitFor(() => expect(fake.state.exitCode).toBe(0), SOON)

  const again = await startGalley({ argv: [copy] })
  const next = await again.load()
  const essays: string[] = []
  next.onShowEssay(({ essay }) => essays.push(essay))
  await vi.waitFor(() => expect(essays).toHaveLength(1), SOON)
  expect(good(await next.openEssay({ essay: essays[0] ?? '' })).document.metadata.title).toBe('On fog and rain')
})

it('refuses in words what is no essay, and leaves it as it is', async () => {
  const galley = await startGalley()
  const page = await galley.load()
  const path = join(galley.folder, 'Broken.essay')
  writeFileSync(path, 'PK but no zip')
  fake.appEvents.emit('open-file', fakeEvent({}), path)
  const essays: string[] = []
  page.onShowEssay(({ essay }) => essays.push(essay))
  await vi.waitFor(() => expect(essays.length + fake.callsOf('dialog.showErrorBox').length).toBe(1), SOON)
  const result = await page.openEssay({ essay: essays[0] ?? 'none' })
  expect(result).toMatchObject({ ok: false, problem: { message: expect.any(String) } })
  expect(JSON.stringify(result)).not.toMatch(/Error:|\.ts:\d/)
  expect(readFileSync(path, 'utf8')).toBe('PK but no zip')
})

it('says that a file is gone, without a stack trace', async () => {
  const galley = await startGalley({ argv: ['/nowhere/Gone.essay'] })
  await galley.load()
  await vi.waitFor(() => expect(fake.callsOf('dialog.showErrorBox')).toHaveLength(1), SOON)
  const words = fake
    .callsOf('dialog.showErrorBox')
    .flatMap((call) => call.args)
    .join(' ')
  expect(words).toContain('Gone.essay')
  expect(words).not.toMatch(/ENOENT|Error:|\.ts/)
})

it('hands in to a folder of the native dialog, straight into the site there, and knows it the next time', async () => {
  const galley = await startGalley()
  const page = await galley.load()
  const site = join(galley.folder, 'site')
  mkdirSync(join(site, 'content/posts'), { recursive: true })
  writeFileSync(join(site, 'hugo.toml'), 'title = "Lamps"')
  const { working } = await retitle(page, good(await page.createEssay({ title: '' })).essay, 'On fog')
  fake.willAnswer('showOpenDialog', { canceled: false, filePaths: [site] })
  const { folder } = good(await page.chooseFolder({}))
  const input = { ...working, revision: working.revision + 1, profile: 'hugo', folder }
  const path = 'content/posts/on-fog/index.md'
  expect(good(await page.planPublication(input)).place).toMatchObject({ site: 'hugo', paths: [path], taken: [] })
  good(await page.publishToFolder({ ...input, replace: false, operation: 'one' }))
  expect(readFileSync(join(site, path), 'utf8')).toContain('On fog')
  expect(good(await page.planPublication(input)).place?.taken).toEqual([path])
  // Cancelled before it begins: nothing is touched.
  good(await page.cancelPublication({ operation: 'two' }))
  expect(await page.publishToFolder({ ...input, replace: true, operation: 'two' })).toMatchObject({
    ok: false,
    problem: { code: 'cancelled' },
  })
  const kept = good(await page.listHandIns({ id: working.document.id }))
  expect(kept).toMatchObject({ folder: { name: 'site', folder }, receipts: [{ profile: 'hugo' }] })
})
