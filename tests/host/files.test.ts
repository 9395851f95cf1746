import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../core/result.ts'
import { importPath, publishEssay, readEssayFile, writeEssayFile } from '../../host/files.ts'
import { inspectEssay } from '../../host/inspect-essay.ts'
import { loadLook } from '../../host/publish/look.ts'
import { buildEssay, withBlocks } from '../builders/essay.ts'
import { ASSETS_FOLDER } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture, svgPicture } from '../builders/picture.ts'
import { richEssay } from '../builders/rich-essay.ts'
import { temporaryFolder } from './temporary-folder.ts'

const good = async <T>(result: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await result
  if (!settled.ok) throw new Error(`${settled.problem.code}: ${settled.problem.message}`)
  return settled.value
}
const { essay, pictures } = buildEssay({ title: 'A lamp', text: ['Words.'], tones: [5, 6] })

describe('essay files by path', () => {
  it('are written, read, and not overwritten unasked', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.essay')
    const written = await good(writeEssayFile(path, essay, pictures, { replace: false }))
    expect(written).toMatchObject({ path, bytes: readFileSync(path).length })
    expect(await good(readEssayFile(path))).toMatchObject({
      essay,
      sha256: written.sha256,
      textChangedElsewhere: false,
    })
    const longer = withBlocks(essay, p('More.'))
    expect(await writeEssayFile(path, longer, pictures, { replace: false })).toMatchObject({
      ok: false,
      problem: { code: 'exists' },
    })
    await good(writeEssayFile(path, longer, pictures, { replace: true }))
    expect((await good(readEssayFile(path))).essay).toEqual(longer)
    expect(
      await writeEssayFile(join(folder, 'b.essay'), { ...essay, id: 'x' }, pictures, { replace: false }),
    ).toMatchObject({ ok: false, problem: { code: 'invalid-essay' } })
    expect(readdirSync(folder)).toEqual(['a.essay'])
  })

  it('name the file in every refusal, and are left alone', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.essay')
    await good(writeEssayFile(path, essay, pictures, { replace: false }))
    const bytes = readFileSync(path)
    const cases: [string, Uint8Array, string][] = [
      ['cut.essay', bytes.subarray(0, bytes.length - 30), 'damaged'],
      ['text.essay', Buffer.from('hello'), 'not-recognised'],
      ['empty.essay', new Uint8Array(), 'not-recognised'],
      ['flipped.essay', bytes.map((byte, index) => (index === 700 ? byte ^ 255 : byte)), 'damaged'],
    ]
    for (const [name, content, code] of cases) {
      writeFileSync(join(folder, name), content)
      const read = await readEssayFile(join(folder, name))
      expect(read, name).toMatchObject({
        ok: false,
        problem: { code, subject: name, message: expect.stringContaining(name) },
      })
      expect(await importPath(join(folder, name)), name).toMatchObject({
        ok: false,
        problem: { code, message: expect.stringContaining(name) },
      })
    }
    expect(await readEssayFile(join(folder, 'none.essay'))).toMatchObject({ ok: false, problem: { code: 'gone' } })
    expect(await readEssayFile(folder)).toMatchObject({ ok: false, problem: { code: 'not-recognised' } })
  })
})

describe('importing by path', () => {
  it('takes pictures of the file’s own folder, and of nowhere else', async () => {
    const folder = temporaryFolder()
    const own = join(folder, 'texts')
    mkdirSync(join(own, 'images'), { recursive: true })
    writeFileSync(join(own, 'images', 'a b.png'), pngPicture({ tone: 1 }))
    writeFileSync(join(own, 'notes.png'), 'no picture')
    writeFileSync(join(folder, 'outside.png'), pngPicture({ tone: 2 }))
    symlinkSync('../outside.png', join(own, 'link.png'))
    const inline = `data:image/png;base64,${Buffer.from(pngPicture({ tone: 3 })).toString('base64')}`
    const addresses = [
      'images/a%20b.png',
      './images/a%20b.png?v=2',
      '../outside.png',
      'link.png',
      'images/../../outside.png',
      join(folder, 'outside.png'),
      `file://${folder}/outside.png`,
      'notes.png',
      'none.png',
      'https://example.org/x.png',
      inline,
    ]
    writeFileSync(
      join(own, 'a.md'),
      addresses.map((address) => `![Alt](${address.includes(' ') ? `<${address}>` : address})`).join('\n\n'),
    )
    const read = await good(importPath(join(own, 'a.md')))
    expect(read.essay.assets.map((asset) => asset.name)).toEqual(['a b.png', 'picture.png'])
    expect([...read.pictures.keys()].sort()).toEqual(read.essay.assets.map((asset) => asset.hash).sort())
    expect(read.losses.length).toBeGreaterThan(0)
  })

  it('reads a drawing that our own page holds', async () => {
    const folder = temporaryFolder()
    const inline = `data:image/svg+xml;base64,${Buffer.from(svgPicture('<rect width="4" height="4"/><script>alert(1)</script>')).toString('base64')}`
    writeFileSync(
      join(folder, 'a.html'),
      `<!doctype html><title>T</title><p>Text</p><figure><img src="${inline}" alt="Box"></figure>`,
    )
    const read = await good(importPath(join(folder, 'a.html')))
    expect(read.essay.assets).toMatchObject([{ mime: 'image/svg+xml', width: 20, height: 10 }])
    for (const bytes of read.pictures.values()) expect(new TextDecoder().decode(bytes)).not.toContain('script')
  })

  it.each([
    ['latin.md', Buffer.from('Caf\xe9', 'latin1'), 'Latin-1'],
    ['windows.txt', Buffer.from('\x93Caf\xe9\x94', 'latin1'), 'Windows-1252'],
    ['binary.txt', Buffer.from([1, 0, 255, 0, 254]), 'not a text file'],
    ['x.docx', Buffer.from('PK'), 'save it again as DOCX'],
    ['x.odt', Buffer.from('PK'), '.docx'],
    ['noextension', Buffer.from('x'), '.md'],
  ])('refuses %s and says what to do', async (name, bytes, words) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, bytes)
    const read = await importPath(path)
    expect(read).toMatchObject({ ok: false, problem: { code: 'not-recognised', subject: name } })
    if (!read.ok) expect(`${read.problem.message} ${read.problem.next}`).toContain(words)
  })

  it('reads UTF-8 with a mark and UTF-16 with one', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), '\ufeffDas Café ist zu; wir gehen heim.')
    writeFileSync(join(folder, 'b.txt'), Buffer.from('\ufeffDas Café ist zu; wir gehen heim.', 'utf16le'))
    const [one, two] = [await good(importPath(join(folder, 'a.txt'))), await good(importPath(join(folder, 'b.txt')))]
    expect(one.essay.body).toEqual(two.essay.body)
    expect(JSON.stringify(one.essay.body)).toContain('"Das Café')
  })

  it('keeps an essay that front matter with hostile keys came with', async () => {
    const path = join(temporaryFolder(), 'a.md')
    writeFileSync(path, '---\ntitle: T\nconstructor: x\n__proto__: {a: 1}\nkept: yes\n---\n\nText.\n')
    const read = await good(importPath(path))
    await good(writeEssayFile(path.replace('.md', '.essay'), read.essay, read.pictures, { replace: false }))
    expect(read.essay.metadata.extra).toMatchObject({ kept: expect.anything() })
  })
})

describe('TextPacks of other programs', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  const write = (files: Record<string, Uint8Array>) => {
    const path = join(temporaryFolder(), 'Notes.textpack')
    writeFileSync(path, zipSync(files))
    return path
  }

  it.each(['Notes.textbundle/', ''])('are read with their pictures, below %j', async (folder) => {
    const path = write({
      [`${folder}info.json`]: text('{"version":2}'),
      [`${folder}text.md`]: text(
        '# Notes\n\nA picture: ![Grey](assets/my%20lamp.png) and ![none](assets/../info.json).\n',
      ),
      [`${folder}assets/my lamp.png`]: pngPicture(),
      [`${folder}QuickLook/Preview.jpg`]: text('x'),
    })
    const read = await good(importPath(path))
    expect(read).toMatchObject({ format: 'markdown', essay: { assets: [{ name: 'my lamp.png' }] } })
  })

  it('are read from their folder as packed, with nothing that a link leads to', async () => {
    const bundle = join(temporaryFolder(), 'Notes.textbundle')
    mkdirSync(join(bundle, 'assets'), { recursive: true })
    writeFileSync(join(bundle, 'info.json'), '{"version":2}')
    writeFileSync(
      join(bundle, 'text.markdown'),
      '# Notes\n\n![Grey](assets/my%20lamp.png)\n\n![Away](assets/away.png)\n',
    )
    writeFileSync(join(bundle, 'assets/my lamp.png'), pngPicture())
    writeFileSync(join(bundle, '../away.png'), pngPicture({ tone: 9 }))
    symlinkSync('../../away.png', join(bundle, 'assets/away.png'))
    const read = await good(importPath(`${bundle}/`))
    expect(read).toMatchObject({ format: 'markdown', essay: { metadata: { title: 'Notes' } } })
    expect(read.essay.assets.map(({ name }) => name)).toEqual(['my lamp.png'])
    expect(read.losses.map(({ place }) => place)).toEqual(['assets/away.png'])

    rmSync(join(bundle, 'text.markdown'))
    const refused = { ok: false, problem: { code: 'not-recognised', subject: 'Notes.textbundle' } }
    expect(await importPath(bundle)).toMatchObject(refused)
    symlinkSync('../../away.png', join(bundle, 'text.md'))
    expect(await importPath(bundle)).toMatchObject(refused)
    expect(await importPath(join(bundle, 'assets'))).toMatchObject({ ok: false, problem: { code: 'not-recognised' } })
    expect(await importPath(join(bundle, 'none.textbundle'))).toMatchObject({ ok: false, problem: { code: 'gone' } })
  })

  it('that Galley wrote, unpacked, are the same essay', async () => {
    const folder = temporaryFolder()
    await good(writeEssayFile(join(folder, 'a.essay'), essay, pictures, { replace: false }))
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(folder, 'a.essay'))))) {
      mkdirSync(join(folder, name, name.endsWith('/') ? '.' : '..'), { recursive: true })
      if (!name.endsWith('/')) writeFileSync(join(folder, name), bytes)
    }
    expect(await good(importPath(join(folder, 'A lamp.textbundle')))).toMatchObject({
      format: 'essay',
      essay,
      losses: [],
    })
  })

  it('are refused without a text, with two, and with one in another encoding', async () => {
    for (const files of [
      { 'info.json': text('{}') },
      { 'text.md': text('a'), 'text.txt': text('b') },
      { 'text.md': Buffer.from('Caf\xe9', 'latin1') },
    ])
      expect(await importPath(write(files))).toMatchObject({
        ok: false,
        problem: { code: 'not-recognised', subject: 'Notes.textpack' },
      })
  })

  it('that are essays of ours say so when another program changed their text', async () => {
    const path = join(temporaryFolder(), 'a.essay')
    await good(writeEssayFile(path, essay, pictures, { replace: false }))
    const files = unzipSync(readFileSync(path))
    const renamed = path.replace('.essay', '.textpack')
    writeFileSync(renamed, zipSync({ ...files, 'A lamp.textbundle/text.md': text('Changed.') }))
    expect(await good(importPath(renamed))).toMatchObject({
      format: 'essay',
      essay,
      losses: [{ kind: 'text-changed-elsewhere' }],
    })
    expect((await good(importPath(path))).losses).toEqual([])
  })
})

describe('publishing to a path', () => {
  const publish = (profile: string, out: string, replace = false) =>
    publishEssay(essay, pictures, profile, out, { replace, assetsFolder: ASSETS_FOLDER })
  const below = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).sort()

  it('writes one file, or a page with its pictures beside it, or a folder', async () => {
    const folder = temporaryFolder()
    const one = await good(publish('html-page', join(folder, 'one.html')))
    expect(one).toMatchObject({
      profile: 'html-page',
      destination: join(folder, 'one.html'),
      files: [{ path: 'one.html' }],
    })
    expect(below(folder)).toEqual(['one.html'])
    const beside = await good(publish('html-folder', join(folder, 'site', 'page.html')))
    expect(beside.files.map((file) => file.path)).toEqual(['page.html', 'images/tone-5.png', 'images/tone-6.png'])
    expect(below(join(folder, 'site'))).toEqual(['images', 'images/tone-5.png', 'images/tone-6.png', 'page.html'])
    await good(publish('markdown', join(folder, 'text')))
    expect(below(join(folder, 'text'))).toEqual(['a-lamp.md', 'images', 'images/tone-5.png', 'images/tone-6.png'])
    mkdirSync(join(folder, 'there'))
    await good(publish('html-page', join(folder, 'there')))
    expect(below(join(folder, 'there'))).toEqual(['a-lamp.html'])
  })

  it('touches nothing when one of the names is taken, and leaves other files alone when it may replace', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'images'))
    writeFileSync(join(folder, 'images', 'tone-6.png'), 'mine')
    writeFileSync(join(folder, 'other.txt'), 'mine')
    expect(await publish('html-folder', folder)).toMatchObject({
      ok: false,
      problem: { code: 'exists', subject: 'images/tone-6.png' },
    })
    expect(below(folder)).toEqual(['images', 'images/tone-6.png', 'other.txt'])
    await good(publish('html-folder', folder, true))
    expect(readFileSync(join(folder, 'other.txt'), 'utf8')).toBe('mine')
    expect(readFileSync(join(folder, 'images', 'tone-6.png'), 'utf8')).not.toBe('mine')
    writeFileSync(join(folder, 'file'), '')
    expect(await publish('html-page', join(folder, 'file'))).toMatchObject({ ok: false, problem: { code: 'exists' } })
    expect(await publish('html-page', join(folder, 'file', 'x.html'))).toMatchObject({ ok: false })
    expect(await publish('fax', folder)).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  it('takes back what it wrote when a later file cannot be written', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'page.html.d'))
    symlinkSync('nowhere/at/all', join(folder, 'a-lamp.html'))
    const result = await publish('html-folder', folder, true)
    expect(result.ok).toBe(false)
    expect(existsSync(join(folder, 'images'))).toBe(false)
  })

  it('says when a folder may not be written', async () => {
    const folder = join(temporaryFolder(), 'locked')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a-lamp.html'), 'mine')
    chmodSync(join(folder, 'a-lamp.html'), 0o444)
    expect(await publish('html-page', folder, true)).toMatchObject({ ok: false, problem: { code: 'read-only' } })
    expect(readFileSync(join(folder, 'a-lamp.html'), 'utf8')).toBe('mine')
  })
})

describe('the look of published pages', () => {
  it('brings the fonts along, further Latin letters only where they are needed, and its own hash', async () => {
    const look = await good(loadLook(ASSETS_FOLDER))
    const page = { look: 'magazine', stylesheet: '' } as const
    const plain = look.lookFor(buildEssay({ text: ['Größe, naïve — “yes”, œuvre'] }).essay, page)
    const further = look.lookFor(buildEssay({ text: ['Łódź'] }).essay, page)
    const faces = (css: string) => css.match(/@font-face\{/g)?.length
    expect([faces(plain.stylesheet), faces(further.stylesheet)]).toEqual([3, 6])
    expect(plain.stylesheet.length).toBeLessThan(240_000)
    expect(further.stylesheet.length).toBeLessThan(480_000)
    expect(plain.stylesheet).not.toMatch(/url\((?!data:)/)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(further.stylesheet))
    expect(further.stylesheetHash).toBe(Buffer.from(digest).toString('base64'))
  })

  it('says when the installation lacks it', async () => {
    expect(await loadLook(temporaryFolder())).toMatchObject({ ok: false, problem: { code: 'gone' } })
  })
})

describe('inspecting', () => {
  it('sums an essay up', () => {
    const found = inspectEssay(richEssay)
    expect(found).toMatchObject({ title: richEssay.metadata.title, version: 1, notes: expect.any(Number) })
    expect(found.figures[0]).toMatchObject({
      alt: expect.stringContaining('stair'),
      creator: 'Jonas Eik',
      permission: 'free-licence',
    })
    expect(found.figures[0]?.caption).toBe('The stair in the second reel, lit from within.')
    expect(found.words).toBeGreaterThan(100)
    expect(found.outline.length).toBeGreaterThan(1)
  })
})
