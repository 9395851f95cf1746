import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packEssay, unpackEssay } from '../../host/essay-file.ts'
import type { Dialogs } from '../../host/ports.ts'
import { buildEssay, figureOf, withBlocks, withTitle } from '../builders/essay.ts'
import { answerOf, good, namesIn, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture, svgPicture } from '../builders/picture.ts'
import { type Faults, faultyIo } from './faulty-io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const textOf = (path: string) => {
  const read = unpackEssay(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}
const bytesOf = async (built: ReturnType<typeof buildEssay>) => {
  const packed = await packEssay(built.essay, built.pictures)
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}

/** Something to wait for until a test gives it. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}

/** Dialogs that answer what a test set. */
function dialogs(): Dialogs & { answer: string | null; answers: readonly string[]; suggested: string } {
  const set = { answer: null as string | null, answers: [] as readonly string[], suggested: '' }
  return Object.assign(set, {
    openEssay: async () => set.answer,
    chooseFolder: async () => set.answer,
    openFiles: async () => set.answers,
    saveProfileAs: async (name: string) => {
      set.suggested = name
      return set.answer
    },
    saveEssayAs: async (name: string) => {
      set.suggested = name
      return set.answer
    },
  })
}

describe('the host with dialogs', () => {
  it('reads the files that the person chose, refuses by name those that it cannot read, and writes a profile where they say', async () => {
    const folder = temporaryFolder()
    const asked = dialogs()
    const { host } = testHost(folder, { dialogs: asked })
    expect(await host.chooseFiles({ kind: 'import', multiple: true })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' },
    })
    writeFileSync(join(folder, 'a.md'), '# A lamp')
    asked.answers = [join(folder, 'a.md'), join(folder, 'gone.md'), folder]
    const { files, refused } = await good(host.chooseFiles({ kind: 'import', multiple: true }))
    expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([['a.md', '# A lamp']])
    expect(refused.map(({ sourceName }) => sourceName)).toEqual(['gone.md', basename(folder)])

    asked.answer = null
    expect(await host.chooseFiles({ kind: 'folder', multiple: false })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' },
    })
    const bundle = join(folder, 'Lamp.textbundle')
    mkdirSync(join(bundle, 'assets'), { recursive: true })
    for (const [name, text] of [
      ['text.md', '# A lamp'],
      ['assets/lamp.jpg', 'x'],
      ['.hidden.md', 'no'],
    ] as const)
      writeFileSync(join(bundle, name), text)
    symlinkSync(join(folder, 'a.md'), join(bundle, 'link.md'))
    asked.answer = bundle
    expect((await good(host.chooseFiles({ kind: 'folder', multiple: false }))).files.map(({ name }) => name)).toEqual([
      'Lamp.textbundle/assets/lamp.jpg',
      'Lamp.textbundle/text.md',
    ])

    // A folder in it that cannot be read does not hinder the others, and none is passed over without a word.
    const deep = join(bundle, ...Array.from({ length: 13 }, () => 'd'))
    mkdirSync(deep, { recursive: true })
    writeFileSync(join(deep, 'deep.md'), 'x')
    expect((await good(host.chooseFiles({ kind: 'folder', multiple: false }))).refused).toMatchObject([
      { sourceName: `Lamp.textbundle/${Array.from({ length: 13 }, () => 'd').join('/')}` },
    ])

    asked.answer = join(folder, 'blog.json')
    expect(await good(host.exportProfile({ id: 'html-page' }))).toEqual({ name: 'blog.json' })
    expect(asked.suggested).toBe('html-page.json')
    expect(JSON.parse(readFileSync(asked.answer, 'utf8'))).toMatchObject({ id: 'html-page' })
    expect(await host.exportProfile({ id: 'no-such' })).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  it('keeps text that its file cannot hold as a new essay, whatever became of its opening', async () => {
    const folder = temporaryFolder()
    const { host, essaysFolder } = testHost(folder)
    const { essay: document, pictures } = buildEssay({ title: 'Lamp', tones: [40] })
    writeFileSync(join(essaysFolder, 'Lamp.essay'), await bytesOf({ essay: document, pictures }))
    const [row] = (await good(host.listEssays({}))).essays
    const opened = await good(host.openEssay({ essay: row?.essay ?? '' }))
    await good(host.openEssay({ essay: row?.essay ?? '' }))
    const kept = await good(host.keepAsNew(working(opened)))
    expect(kept.title).toBe('Lamp')
    expect(namesIn(essaysFolder)).toEqual(['Lamp 2.essay', 'Lamp.essay'])
    const copy = textOf(join(essaysFolder, 'Lamp 2.essay'))
    expect(copy.pictures.size).toBe(1)
    expect(copy.essay.id).not.toBe(document.id)
  })

  it('opens, saves copies and publishes where the person says, and no path reaches the window', async () => {
    const folder = temporaryFolder()
    const asked = dialogs()
    const { host } = testHost(folder, { dialogs: asked })
    expect(await host.chooseEssay({})).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    asked.answer = join(folder, 'elsewhere.essay')
    expect(await host.chooseEssay({})).toMatchObject({ ok: false, problem: { code: 'gone' } })
    writeFileSync(asked.answer, await bytesOf(buildEssay({ title: 'Elsewhere', tones: [40] })))
    const chosen = await good(host.chooseEssay({}))
    expect(chosen.essay).not.toContain('elsewhere')
    const opened = await good(host.openEssay(chosen))

    asked.answer = join(folder, 'A copy')
    const copy = await good(host.saveEssayAs(working(opened)))
    expect(asked.suggested).toBe('Elsewhere.essay')
    expect(copy.fileName).toBe('A copy')
    expect(copy.essay).not.toBe(opened.essay)
    expect(copy.document.id).not.toBe(opened.document.id)
    expect(textOf(join(folder, 'A copy.essay')).pictures.size).toBe(1)
    expect(await answerOf(host, copy.assetBase + copy.document.assets[0]?.hash)).toBeTruthy()
    // The dialog asked about "A copy"; the essay of that name is another file and stays.
    expect(await host.saveEssayAs(working(opened))).toMatchObject({ ok: false, problem: { code: 'exists' } })
    // Over its own file: the way to keep one's own version in a conflict. The opening before it has ended.
    writeFileSync(join(folder, 'elsewhere.essay'), 'theirs')
    asked.answer = join(folder, 'elsewhere.essay')
    const own = await good(host.saveEssayAs(working(opened)))
    expect(own).toMatchObject({ essay: opened.essay, generation: 2, document: { id: opened.document.id } })
    expect(await host.saveEssay(working(opened))).toMatchObject({ ok: false, problem: { code: 'conflict' } })

    asked.answer = folder
    const place = await good(host.chooseFolder({}))
    const receipt = await good(
      host.publishToFolder({ ...working(own), profile: 'markdown', folder: place.folder, replace: false }),
    )
    expect(receipt.files.map((file) => file.path)).toEqual(['elsewhere.md', 'images/tone-40.png'])
    expect(existsSync(join(folder, 'elsewhere', 'images', 'tone-40.png'))).toBe(true)
  })

  it('gives one handle to one file, whatever link leads to it, and none to other files', async () => {
    const folder = temporaryFolder()
    const { host } = testHost(folder)
    writeFileSync(join(folder, 'a.essay'), await bytesOf(buildEssay()))
    symlinkSync('a.essay', join(folder, 'b.essay'))
    writeFileSync(join(folder, 'c.md'), 'x')
    mkdirSync(join(folder, 'd.essay'))
    const ref = await good(host.refOfPath(join(folder, 'a.essay')))
    expect(await good(host.refOfPath(join(folder, 'b.essay')))).toBe(ref)
    expect(host.pathOfRef(ref)).toBe(join(folder, 'a.essay'))
    expect(host.pathOfRef('other')).toBe(null)
    for (const [name, code] of [
      ['c.md', 'not-recognised'],
      ['d.essay', 'not-recognised'],
      ['e.essay', 'gone'],
    ] as const)
      expect(await host.refOfPath(join(folder, name))).toMatchObject({ ok: false, problem: { code } })
  })
})

describe('the host on its first start', () => {
  it('places the samples once, into an empty folder only, and works without any', async () => {
    const folder = temporaryFolder()
    const assetsFolder = join(folder, 'assets')
    mkdirSync(join(assetsFolder, 'samples'), { recursive: true })
    const none = testHost(join(folder, 'none'), { assetsFolder: join(folder, 'no-assets') })
    await good(none.host.prepare())
    writeFileSync(join(assetsFolder, 'samples', 'the-lamp.essay'), await bytesOf(buildEssay({ title: 'The lamp' })))
    const { host, essaysFolder } = testHost(folder, { assetsFolder })
    await good(host.prepare())
    expect(namesIn(essaysFolder)).toEqual(['The lamp.essay'])
    rmSync(join(essaysFolder, 'The lamp.essay'))
    await good(host.prepare())
    expect(namesIn(essaysFolder)).toEqual([])
    const other = testHost(join(folder, 'other'), { assetsFolder })
    writeFileSync(join(other.essaysFolder, 'Mine.essay'), await bytesOf(buildEssay()))
    await good(other.host.prepare())
    expect(readdirSync(other.essaysFolder)).toEqual(['Mine.essay'])
  })

  it('says when it may not make its folders', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'Essays'), 'a file')
    expect(() => testHost(folder)).toThrow()
    const { host } = testHost(temporaryFolder(), { io: faultyIo({ failAt: { call: 1, errno: 'EACCES' } }) })
    expect(await host.prepare()).toMatchObject({ ok: false, problem: { code: 'read-only' } })
  })
})

describe('the host over time', () => {
  it('knows the essay that was left open, and the place in it, in the next run', async () => {
    const folder = temporaryFolder()
    const first = testHost(folder)
    const opened = await good(first.host.createEssay({ title: 'Left open' }))
    await good(first.host.rememberPlace({ essay: opened.essay, place: { anchor: 3, head: 4, scroll: 50 } }))
    await first.host.close()
    const second = testHost(folder)
    const { lastEssay } = await good(second.host.hostInfo({}))
    expect(lastEssay).toBeTruthy()
    const again = await good(second.host.openEssay({ essay: lastEssay ?? '' }))
    expect(again).toMatchObject({ fileName: 'Left open', place: { anchor: 3, head: 4, scroll: 50 } })
    rmSync(join(second.essaysFolder, 'Left open.essay'))
    expect((await good(testHost(folder).host.hostInfo({}))).lastEssay).toBe(null)
  })

  it('knows it while its first save with a title gives the file another name', async () => {
    const { host } = testHost(temporaryFolder())
    const opened = await good(host.createEssay({ title: '' }))
    const document = { ...opened.document, metadata: { ...opened.document.metadata, title: 'A lamp' } }
    let isSaving = true
    const saved = host.saveEssay(working({ ...opened, document })).finally(() => {
      isSaving = false
    })
    const seen: unknown[] = []
    while (isSaving) seen.push((await good(host.hostInfo({}))).lastEssay)
    expect((await good(saved)).fileName).toBe('A lamp')
    expect(new Set(seen)).toEqual(new Set([opened.essay]))
  })

  it('still has a picture that was put in before the program fell, for the text that names it', async () => {
    const folder = temporaryFolder()
    const first = testHost(folder)
    const opened = await good(first.host.createEssay({ title: 'Fallen' }))
    const asset = await good(first.host.importAsset({ essay: opened.essay, name: 'a.png', bytes: pngPicture() }))
    // No close, no save: the next run opens the old text, and the window brings its own back.
    const second = testHost(folder)
    const essay = await good(second.host.refOfPath(join(second.essaysFolder, 'Fallen.essay')))
    const again = await good(second.host.openEssay({ essay }))
    await good(
      second.host.saveEssay(working(again, withBlocks({ ...again.document, assets: [asset] }, figureOf(asset)))),
    )
    expect(textOf(join(second.essaysFolder, 'Fallen.essay')).pictures.size).toBe(1)
    expect(readdirSync(join(second.dataFolder, 'spool'), { recursive: true })).toEqual([])
  })

  it('brings pictures along that were pasted from another open essay', async () => {
    const { host, essaysFolder } = testHost(temporaryFolder())
    const one = await good(host.createEssay({ title: 'One' }))
    const two = await good(host.createEssay({ title: 'Two' }))
    const asset = await good(host.importAsset({ essay: one.essay, name: 'a.png', bytes: pngPicture() }))
    await good(host.saveEssay(working(two, withBlocks(two.document, figureOf(asset)))))
    expect([...textOf(join(essaysFolder, 'Two.essay')).pictures.keys()]).toEqual([asset.hash])
  })

  it.each(['copied', 'cut'])('brings pictures along that were %s from an essay that is closed by now', async (how) => {
    const folder = temporaryFolder()
    const { host, essaysFolder } = testHost(folder)
    const one = await good(host.createEssay({ title: 'One' }))
    const asset = await good(host.importAsset({ essay: one.essay, name: 'a.png', bytes: pngPicture() }))
    const shown = withBlocks({ ...one.document, assets: [asset] }, figureOf(asset))
    await good(host.saveEssay(working(one, shown)))
    if (how === 'cut')
      await good(host.saveEssay({ ...working(one, withBlocks(one.document, p('Gone.'))), revision: 1 }))
    await good(host.closeEssay({ essay: one.essay, generation: one.generation }))
    // The clipboard outlives the program as well.
    for (const next of [host, testHost(folder).host]) {
      const two = await good(next.createEssay({ title: 'Two' }))
      const pasted = working(two, withBlocks(two.document, figureOf(asset)))
      expect(await answerOf(next, two.assetBase + asset.hash)).toEqual(pngPicture())
      const page = await good(next.publishToMemory({ ...pasted, profile: 'html-folder' }))
      expect(page.files.map(({ path }) => path.split('/')[0])).toEqual(['two.html', 'images'])
      const { fileName } = await good(next.saveEssay(pasted))
      expect([...textOf(join(essaysFolder, `${fileName}.essay`)).pictures.keys()]).toEqual([asset.hash])
      if (next === host) rmSync(join(essaysFolder, 'Two.essay'))
    }
  })

  it('gives a file one handle, also where a link to it stands on the Desk', async () => {
    const { host, essaysFolder } = testHost(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Real' }))
    symlinkSync('Real.essay', join(essaysFolder, 'Link.essay'))
    const { essays } = await good(host.listEssays({}))
    expect(essays.map(({ essay, fileName }) => [essay, fileName])).toEqual([[opened.essay, 'Real']])
    expect((await good(host.searchEssays({ query: 'real' }))).hits).toHaveLength(1)
  })

  it('keeps the info of other programs and does not shrink a file to what it understood', async () => {
    const { host, essaysFolder } = testHost(temporaryFolder())
    const built = buildEssay({ title: 'Shared' })
    const packed = await packEssay(built.essay, built.pictures, { 'com.example.editor': { folded: [1] } })
    if (!packed.ok) throw new Error(packed.problem.message)
    writeFileSync(join(essaysFolder, 'Shared.essay'), packed.value.bytes)
    const [row] = (await good(host.listEssays({}))).essays
    const opened = await good(host.openEssay({ essay: row?.essay ?? '' }))
    await good(host.saveEssay(working(opened, withBlocks(opened.document, p('More.')))))
    expect(textOf(join(essaysFolder, 'Shared.essay')).foreignInfo).toEqual({ 'com.example.editor': { folded: [1] } })
  })
})

describe('the host on a failing disk', () => {
  /** A host over a disk whose faults can be switched on. */
  function failing(folder: string) {
    const faults: { -readonly [Key in keyof Faults]: Faults[Key] } = {}
    return { faults, ...testHost(folder, { io: faultyIo(faults) }) }
  }

  it('keeps the old text when the disk is full, and saves when there is room again', async () => {
    const { host, faults, essaysFolder } = failing(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Full' }))
    const path = join(essaysFolder, 'Full.essay')
    const before = readFileSync(path)
    const text = withBlocks(opened.document, p('New words.'))
    faults.fullAfter = 0
    expect(await host.saveEssay(working(opened, text))).toMatchObject({
      ok: false,
      problem: { code: 'disk-full', subject: 'Full.essay' },
    })
    expect(await host.importAsset({ essay: opened.essay, name: 'a.png', bytes: pngPicture() })).toMatchObject({
      ok: false,
      problem: { code: 'disk-full' },
    })
    expect(await host.createEssay({ title: 'Another' })).toMatchObject({ ok: false, problem: { code: 'disk-full' } })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(namesIn(essaysFolder)).toEqual(['Full.essay'])
    delete faults.fullAfter
    await good(host.saveEssay(working(opened, text)))
    expect(textOf(path).essay).toEqual(text)
  })

  it('knows its own write again when the last step failed', async () => {
    const { host, faults, essaysFolder } = failing(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Own' }))
    let seenRename = false
    faults.before = (call) => {
      if (call.name === 'rename' && call.path.endsWith('Own.essay')) seenRename = true
      if (seenRename && call.name === 'sync') throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const first = withBlocks(opened.document, p('First.'))
    expect(await host.saveEssay(working(opened, first))).toMatchObject({ ok: false, problem: { code: 'io' } })
    expect(textOf(join(essaysFolder, 'Own.essay')).essay).toEqual(first)
    delete faults.before
    const second = withBlocks(opened.document, p('Second.'))
    expect(await good(host.saveEssay(working(opened, second)))).toMatchObject({ revision: 1 })
    expect(textOf(join(essaysFolder, 'Own.essay')).essay).toEqual(second)
  })

  it('leaves no half publication behind, at a failure of any call', async () => {
    const folder = temporaryFolder()
    const { host, faults, essaysFolder } = failing(folder)
    const opened = await good(host.createEssay({ title: 'Page' }))
    const asset = await good(host.importAsset({ essay: opened.essay, name: 'a.png', bytes: pngPicture() }))
    const text = withBlocks({ ...opened.document, assets: [asset] }, figureOf(asset))
    const info = await good(host.hostInfo({}))
    const publish = () =>
      host.publishToFolder({
        ...working(opened, text),
        profile: 'html-folder',
        folder: info.essaysFolder.ref,
        replace: false,
      })
    let calls = 0
    faults.before = () => {
      calls++
    }
    await good(publish())
    const page = join(essaysFolder, 'page')
    const all = readdirSync(page, { recursive: true }).sort()
    expect(all).toEqual(['images', 'images/a.png', 'page.html'])
    let failures = 0
    for (let at = 1; at <= calls; at++) {
      rmSync(page, { recursive: true })
      let count = 0
      faults.before = (call) => {
        if (++count === at && call.name !== 'removeTree') throw Object.assign(new Error('EIO'), { code: 'EIO' })
      }
      const result = await publish()
      if (!result.ok) failures++
      const there = existsSync(page) ? readdirSync(page, { recursive: true }).sort() : null
      if (there === null) mkdirSync(page)
      expect(result.ok ? there : (there ?? all), `call ${at}`).toEqual(all)
      expect(
        namesIn(essaysFolder).filter((name) => name.startsWith('.')),
        `call ${at}`,
      ).toEqual([])
    }
    expect(failures).toBeGreaterThan(20)
  })

  it('saves under the old name when the new one cannot be given', async () => {
    const { host, faults, essaysFolder } = failing(temporaryFolder())
    const opened = await good(host.createEssay({ title: '' }))
    faults.before = (call) => {
      if (call.name === 'link' && call.path.endsWith('Named.essay'))
        throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const saved = await good(host.saveEssay(working(opened, withTitle(opened.document, 'Named'))))
    expect(saved.fileName).toBe('Untitled essay')
    expect(textOf(join(essaysFolder, 'Untitled essay.essay')).essay.metadata.title).toBe('Named')
    delete faults.before
    const again = await good(host.saveEssay({ ...working(opened, withTitle(opened.document, 'Named')), revision: 1 }))
    expect(again.fileName).toBe('Named')
    expect(namesIn(essaysFolder)).toEqual(['Named.essay'])
  })

  it.each(['EIO', 'EPERM'])(
    'leaves one file with one name when the old name cannot be taken away (%s)',
    async (errno) => {
      const { host, faults, essaysFolder } = failing(temporaryFolder())
      const opened = await good(host.createEssay({ title: '' }))
      faults.before = (call) => {
        if (call.name === 'unlink' && call.path.endsWith('Untitled essay.essay'))
          throw Object.assign(new Error(errno), { code: errno })
      }
      const named = withTitle(opened.document, 'Named')
      expect((await good(host.saveEssay(working(opened, named)))).fileName).toBe('Untitled essay')
      expect(namesIn(essaysFolder)).toEqual(['Untitled essay.essay'])
      delete faults.before
      const again = await good(host.saveEssay({ ...working(opened, named), revision: 1 }))
      expect(again.fileName).toBe('Named')
      expect(namesIn(essaysFolder)).toEqual(['Named.essay'])
    },
  )

  it('knows the file under its new name although the disk could not be asked about it', async () => {
    const { host, faults, essaysFolder } = failing(temporaryFolder())
    const opened = await good(host.createEssay({ title: '' }))
    faults.before = (call) => {
      if (call.name === 'stat' && call.path.endsWith('Named.essay'))
        throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const named = withTitle(opened.document, 'Named')
    expect((await good(host.saveEssay(working(opened, named)))).fileName).toBe('Named')
    delete faults.before
    const more = withBlocks(named, p('More.'))
    await good(host.saveEssay({ ...working(opened, more), revision: 1 }))
    expect(textOf(join(essaysFolder, 'Named.essay')).essay).toEqual(more)
  })

  it('ends when what was being written is written', async () => {
    const folder = temporaryFolder()
    const { host, faults, essaysFolder } = failing(folder)
    const opened = await good(host.createEssay({ title: 'Last' }))
    const info = await good(host.hostInfo({}))
    const reached = signal()
    const gate = signal()
    faults.before = (call) => {
      if (call.name !== 'rename') return undefined
      reached.give()
      return gate.given
    }
    const order: string[] = []
    const published = host.publishToFolder({
      ...working(opened),
      profile: 'html-page',
      folder: info.essaysFolder.ref,
      replace: false,
    })
    const ends = [published.then(() => order.push('published')), host.close().then(() => order.push('ended'))]
    await reached.given
    gate.give()
    await Promise.all(ends)
    expect(order).toEqual(['published', 'ended'])
    await good(published)
    expect(existsSync(join(essaysFolder, 'last', 'last.html'))).toBe(true)
  })
})

describe('what the host serves', () => {
  it('lets a drawing do nothing, and a proof load nothing but its own', async () => {
    const { host } = testHost(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Drawn' }))
    const asset = await good(host.importAsset({ essay: opened.essay, name: 'a.svg', bytes: svgPicture() }))
    const served = await good(host.pictureBytes(opened.essay, asset.hash))
    expect(served).toMatchObject({
      mime: 'image/svg+xml',
      headers: { 'Content-Type': 'image/svg+xml', 'X-Content-Type-Options': 'nosniff' },
    })
    expect(served.headers['Content-Security-Policy']).toMatch(/default-src 'none'.*sandbox/)

    const text = withBlocks(opened.document, figureOf(asset))
    const proof = await good(
      host.proof({ ...working(opened, text), profile: 'html-page', comments: true, theme: 'system' }),
    )
    const id = proof.url.split('/').at(-1) ?? ''
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    const page = host.proofPage(id)
    if (!page.ok) throw new Error(page.problem.message)
    const policy = page.value.headers['Content-Security-Policy']
    expect(policy).toMatch(
      /^default-src 'none'; img-src http:\/\/127\.0\.0\.1:1\/preview\/ data:; style-src 'sha256-[^']+' 'sha256-[^']+'; font-src data:;/,
    )
    expect(policy).toContain('frame-ancestors http://127.0.0.1:1; sandbox')
    // A proof gives out its own pictures only, and the oldest proofs go.
    expect((await host.proofPicture(id, 'f'.repeat(64))).ok).toBe(false)
    for (let count = 0; count < 8; count++)
      await good(host.proof({ ...working(opened), profile: 'html-page', comments: false, theme: 'light' }))
    expect(host.proofPage(id).ok).toBe(false)
    expect((await host.proofPicture(id, asset.hash)).ok).toBe(false)
  })
})
