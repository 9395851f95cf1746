import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  DEFAULT_PREFERENCES,
  type InputOf,
  type OpenedEssay,
  type OperationName,
  type ValueOf,
  type WorkingEssay,
} from '../../contract/host.ts'
import { inputs } from '../../contract/inputs.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import type { ProblemCode, Result } from '../../core/result.ts'
import { unpackEssay } from '../../host/essay-file.ts'
import { buildEssay, figureOf, withBlocks, withTitle } from '../builders/essay.ts'
import { namesIn, OTHER_PREFERENCES } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { exifBlock, jpegPicture, pngPicture } from '../builders/picture.ts'
import { insertion } from '../builders/typing.ts'

/** A host as a window reaches it, whatever lies between. Its essays folder is empty. */
export interface ContractHost {
  /** Asks by name, as a window does. */
  call(name: string, input: unknown): Promise<Result<unknown>>
  /** Bytes behind an address that the host gave (a picture, a proof, a proof's picture); null where there is nothing. */
  get(address: string): Promise<Uint8Array | null>
  readonly essaysFolder: string
  /** Addresses that were opened outside of the application. */
  readonly opened: readonly string[]
  close(): Promise<void>
}

/** What the way between window and host does. */
export interface ContractSuiteOptions {
  /** Whether inputs are parsed on the way. A direct call is judged by the compiler alone. */
  readonly parses: boolean
}

const NO_REF = 'no-such-handle'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * What every host promises to a window, by the words of contract/host.ts. The same suite runs over each way between the two, so a
 * difference between them is a failure here.
 */
export function contractSuite(
  name: string,
  makeHost: () => Promise<ContractHost>,
  { parses }: ContractSuiteOptions,
): void {
  describe(`the contract, ${name}`, () => {
    let host: ContractHost
    beforeEach(async () => {
      host = await makeHost()
    })
    afterEach(() => host.close())

    const ask = <Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<Result<ValueOf<Name>>> =>
      host.call(operation, input) as Promise<Result<ValueOf<Name>>>
    const good = async <Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<ValueOf<Name>> => {
      const result = await ask(operation, input)
      if (!result.ok) throw new Error(`${operation}: ${result.problem.code}: ${result.problem.message}`)
      return result.value
    }
    const refused = async <Name extends OperationName>(operation: Name, input: InputOf<Name>, code: ProblemCode) => {
      const result = await ask(operation, input)
      expect(result, operation).toMatchObject({ ok: false, problem: { code } })
      if (result.ok) throw new Error('unreachable')
      // A person reads this: a sentence, no path of the machine, no trace of the program.
      expect(result.problem.message).toMatch(/^[\p{Lu}“\p{L}].*[.!?]?$/u)
      expect(JSON.stringify(result.problem)).not.toMatch(/\/tmp\/|node:|\bat \w+ \(|Error:/)
      return result.problem
    }
    const working = (
      { essay, generation, revision, document }: OpenedEssay,
      changed: Essay = document,
    ): WorkingEssay => ({
      essay,
      generation,
      revision,
      document: changed,
    })
    const create = (title = 'A lamp') => good('createEssay', { title })
    const files = () => namesIn(host.essaysFolder)
    const onDisk = (fileName: string) => {
      const read = unpackEssay(readFileSync(join(host.essaysFolder, fileName)))
      if (!read.ok) throw new Error(read.problem.message)
      return read.value
    }

    it('tells what it is', async () => {
      const info = await good('hostInfo', {})
      expect(info).toMatchObject({ dialogs: false, essaysFolder: { name: 'Essays' }, lastEssay: null })
      expect(JSON.stringify(info)).not.toContain(host.essaysFolder)
      await refused('chooseEssay', {}, 'not-available')
      await refused('chooseFolder', {}, 'not-available')
      await refused('chooseFiles', { kind: 'import', multiple: true }, 'not-available')
      await refused('exportProfile', { id: 'html-page' }, 'not-available')
      await refused('writeClipboard', { html: '', text: 'words', rtf: '{\\rtf1 words}' }, 'not-available')
    })

    it('creates, saves, lists, finds, closes and opens again', async () => {
      expect(await good('listEssays', {})).toEqual({ essays: [] })
      const opened = await create()
      expect(opened).toMatchObject({ generation: 1, revision: 0, fileName: 'A lamp', place: null })
      expect(files()).toEqual(['A lamp.essay'])
      expect((await good('hostInfo', {})).lastEssay).toBe(opened.essay)

      const text = withBlocks(opened.document, p('The keeper of the Café counts her steps.'))
      const saved = await good('saveEssay', working(opened, text))
      const bytes = readFileSync(join(host.essaysFolder, 'A lamp.essay'))
      expect(saved).toMatchObject({ revision: 1, fileName: 'A lamp', bytes: bytes.length, sha256: sha256(bytes) })
      expect(onDisk('A lamp.essay').essay).toEqual(text)

      const { essays } = await good('listEssays', {})
      expect(essays).toMatchObject([
        { essay: opened.essay, fileName: 'A lamp', title: 'A lamp', words: 8, cover: null, problem: null },
      ])
      const { hits } = await good('searchEssays', { query: 'CAFE' })
      expect(hits).toMatchObject([{ essay: opened.essay, matches: 1 }])
      const [hit] = hits
      expect(hit?.excerpt.slice(hit.start, hit.end)).toBe('Café')
      expect(await good('searchEssays', { query: 'tower' })).toEqual({ hits: [] })

      await good('rememberPlace', { essay: opened.essay, place: { anchor: 5, head: 9, scroll: 120.5 } })
      await good('closeEssay', { essay: opened.essay, generation: 1 })
      expect((await good('hostInfo', {})).lastEssay).toBe(null)
      await refused('saveEssay', { ...working(opened, text), revision: 1 }, 'conflict')
      const again = await good('openEssay', { essay: opened.essay })
      expect(again).toMatchObject({
        generation: 2,
        revision: 0,
        document: text,
        place: { anchor: 5, head: 9, scroll: 120.5 },
      })
    })

    it('names a file by its title when it is saved with one for the first time', async () => {
      const first = await create('')
      const second = await create('')
      expect(files()).toEqual(['Untitled essay 2.essay', 'Untitled essay.essay'])
      expect((await good('saveEssay', working(first))).fileName).toBe('Untitled essay')
      const titled = withTitle(first.document, 'On light: a note')
      expect((await good('saveEssay', { ...working(first, titled), revision: 1 })).fileName).toBe('On light a note')
      expect((await good('saveEssay', working(second, withTitle(second.document, 'On light? A note')))).fileName).toBe(
        'On light A note 2',
      )
      expect(files()).toEqual(['On light A note 2.essay', 'On light a note.essay'])
      // The handle leads to the file under its new name, and a later title does not move a named file.
      const later = withTitle(titled, 'Another title')
      expect((await good('saveEssay', { ...working(first, later), revision: 2 })).fileName).toBe('On light a note')
      expect((await good('openEssay', { essay: first.essay })).document.metadata.title).toBe('Another title')
    })

    it('refuses a save that does not follow the last one', async () => {
      const opened = await create()
      const text = withBlocks(opened.document, p('One.'))
      await good('saveEssay', working(opened, text))
      await refused('saveEssay', working(opened, text), 'conflict')
      await refused('saveEssay', { ...working(opened, text), revision: 2 }, 'conflict')
      const other = buildEssay({ id: '11111111-2222-4333-8444-555555555555' }).essay
      await refused('saveEssay', { ...working(opened, other), revision: 1 }, 'conflict')
      const again = await good('openEssay', { essay: opened.essay })
      await refused('saveEssay', { ...working(opened, text), revision: 1 }, 'conflict')
      await good('saveEssay', working(again, text))
      expect(onDisk('A lamp.essay').essay).toEqual(text)
    })

    it('refuses to write over what another program wrote, and lets the text out all the same', async () => {
      const opened = await create()
      const path = join(host.essaysFolder, 'A lamp.essay')
      writeFileSync(path, 'theirs')
      const mine = withBlocks(opened.document, p('Mine.'))
      const problem = await refused('saveEssay', working(opened, mine), 'conflict')
      expect(problem.safe).toBeTruthy()
      expect(readFileSync(path, 'utf8')).toBe('theirs')
      const packed = await good('packEssay', working(opened, mine))
      expect(packed.name).toBe('A lamp.essay')
      expect(unpackEssay(packed.bytes)).toMatchObject({ ok: true, value: { essay: mine } })
      rmSync(path)
      await refused('saveEssay', working(opened, mine), 'gone')
    })

    it('lets one of many equal saves win, and makes many essays at once', async () => {
      const opened = await create()
      const texts = Array.from({ length: 8 }, (_, index) => withBlocks(opened.document, p(`Version ${index}.`)))
      const results = await Promise.all(texts.map((text) => ask('saveEssay', working(opened, text))))
      expect(results.filter((result) => result.ok)).toHaveLength(1)
      for (const result of results) if (!result.ok) expect(result.problem.code).toBe('conflict')
      expect(onDisk('A lamp.essay').essay).toEqual(texts[results.findIndex((result) => result.ok)])
      const made = await Promise.all(Array.from({ length: 6 }, () => create('Same')))
      expect(new Set(made.map((essay) => essay.essay)).size).toBe(6)
      expect(files().filter((file) => file.startsWith('Same'))).toHaveLength(6)
    })

    it('refuses a text that does not fit the schema and keeps the file', async () => {
      const opened = await create()
      const before = readFileSync(join(host.essaysFolder, 'A lamp.essay'))
      const wrong = {
        ...opened.document,
        body: { type: 'doc', content: [{ type: 'script', content: [] }] },
      } as unknown as Essay
      for (const operation of ['saveEssay', 'packEssay'] as const)
        await refused(operation, working(opened, wrong), 'invalid-essay')
      await refused(
        'proof',
        { ...working(opened, wrong), profile: 'html-page', comments: false, theme: 'system' },
        'invalid-essay',
      )
      expect(readFileSync(join(host.essaysFolder, 'A lamp.essay')).equals(before)).toBe(true)
    })

    it('takes pictures in, shows them at once, and keeps them with the text', async () => {
      const opened = await create()
      const photo = jpegPicture({ exif: exifBlock({ orientation: 6, place: [52.5, 13.4] }) })
      const asset = await good('importAsset', { essay: opened.essay, name: 'me/lamp.jpg', bytes: photo })
      expect(asset).toMatchObject({ mime: 'image/jpeg', width: 6, height: 12, name: 'lamp.jpg', locationRemoved: true })
      const shown = await host.get(opened.assetBase + asset.hash)
      expect(shown && sha256(shown)).toBe(asset.hash)
      expect(await host.get(opened.assetBase + '0'.repeat(64))).toBe(null)

      const text = withBlocks({ ...opened.document, assets: [asset] }, figureOf(asset))
      await good('saveEssay', working(opened, text))
      expect(onDisk('A lamp.essay').pictures.get(asset.hash)).toBeTruthy()
      const { essays } = await good('listEssays', {})
      const cover = await host.get(essays[0]?.cover ?? '')
      expect(cover && sha256(cover)).toBe(asset.hash)

      // Taken out and saved; then undone: the bytes must come back.
      await good('saveEssay', { ...working(opened), revision: 1 })
      expect(onDisk('A lamp.essay').pictures.size).toBe(0)
      expect(await host.get(opened.assetBase + asset.hash)).toBeTruthy()
      await good('saveEssay', { ...working(opened, text), revision: 2 })
      expect(onDisk('A lamp.essay').pictures.get(asset.hash)).toBeTruthy()
    })

    it('keeps versions, names them, shows them and puts one back, with its pictures, deleting nothing', async () => {
      const opened = await create()
      expect(await good('listVersions', { essay: opened.essay })).toEqual({ versions: [] })
      const asset = await good('importAsset', { essay: opened.essay, name: 'lamp.png', bytes: pngPicture() })
      const first = withBlocks({ ...opened.document, assets: [asset] }, p('The first draft.'), figureOf(asset))
      await good('saveEssay', working(opened, first))
      const named = await good('keepVersion', { ...working(opened, first), revision: 1, name: 'To the editor' })
      expect(named).toMatchObject({ cause: 'named', name: 'To the editor', words: 3, fileName: 'A lamp' })
      // The same text again is the same version.
      expect(await good('keepVersion', { ...working(opened, first), revision: 1, name: '' })).toEqual(named)

      const second = withBlocks(opened.document, p('A second draft, without the picture.'))
      await good('saveEssay', { ...working(opened, second), revision: 1 })
      expect(await good('readVersion', { essay: opened.essay, version: named.version })).toEqual(first)
      const restored = await good('restoreVersion', {
        ...working(opened, second),
        revision: 2,
        version: named.version,
      })
      expect(restored).toMatchObject({ essay: opened.essay, generation: 2, revision: 0, document: first })
      expect(onDisk('A lamp.essay').essay).toEqual(first)
      expect(onDisk('A lamp.essay').pictures.has(asset.hash)).toBe(true)

      const { versions } = await good('listVersions', { essay: opened.essay })
      expect(versions.map(({ cause }) => cause)).toEqual(['restored', 'before-restore', 'named', 'opened'])
      expect(versions[0]?.restoredFrom).toBe(named.time)
      const undone = await good('restoreVersion', { ...working(restored), version: versions[1]?.version ?? '' })
      expect(undone.document).toEqual(second)
      const renamed = await good('nameVersion', { essay: opened.essay, version: named.version, name: '' })
      expect(renamed).toEqual({ ...named, name: '' })
      expect((await good('listVersions', { essay: opened.essay })).versions).toHaveLength(5)
    })

    it('refuses versions that are not there and a restore that does not follow the last save', async () => {
      const opened = await create()
      const { essay } = opened
      const text = withBlocks(opened.document, p('Words.'))
      const kept = await good('keepVersion', { ...working(opened, text), name: '' })
      expect(kept.cause).toBe('saved')
      await refused('listVersions', { essay: NO_REF }, 'not-found')
      await refused('readVersion', { essay, version: 'nope' }, 'not-found')
      await refused('nameVersion', { essay, version: 'nope', name: 'x' }, 'not-found')
      await refused('restoreVersion', { ...working(opened), version: 'nope' }, 'not-found')
      await refused('restoreVersion', { ...working(opened, text), revision: 7, version: kept.version }, 'conflict')
      const other = buildEssay({ id: '11111111-2222-4333-8444-555555555555' }).essay
      await refused('keepVersion', { ...working(opened, other), name: '' }, 'conflict')
      await refused('restoreVersion', { ...working(opened, other), version: kept.version }, 'conflict')
      expect(onDisk('A lamp.essay').essay).toEqual(opened.document)
    })

    it('keeps both sides when another program wrote the file', async () => {
      const opened = await create()
      const path = join(host.essaysFolder, 'A lamp.essay')
      const before = withBlocks(opened.document, p('Before.'))
      await good('saveEssay', working(opened, before))
      const theirs = await good('packEssay', working(opened, withBlocks(opened.document, p('Theirs.'))))
      writeFileSync(path, theirs.bytes)
      const mine = withBlocks(opened.document, p('Mine.'))
      await refused('saveEssay', { ...working(opened, mine), revision: 1 }, 'conflict')
      const again = await good('openEssay', { essay: opened.essay })
      const { versions } = await good('listVersions', { essay: opened.essay })
      expect(versions.map(({ cause }) => cause)).toEqual(['outside', 'conflict', 'opened'])
      const read = async (at: number) =>
        good('readVersion', { essay: opened.essay, version: versions[at]?.version ?? '' })
      expect([await read(0), await read(1)]).toEqual([before, mine])
      expect(again.document.body).not.toEqual(mine.body)
    })

    it('protects what is typed before it is saved, and gives it back', async () => {
      const opened = await create()
      const { essay, generation } = opened
      const text = withBlocks(opened.document, p('One.'))
      await good('saveEssay', working(opened, text))
      const journal = { essay, id: opened.document.id, generation, details: null, snapshot: null }
      const typed = (from: number, word: string) => ({ ...journal, from, to: from, steps: [insertion(5, word)] })
      const [first] = text.body.content ?? []
      const at = first?.type === 'paragraph' && first.content === undefined ? 3 : 1
      const steps = [insertion(at, 'Two ')]
      expect(await good('writeJournal', { ...journal, from: 1, to: 1, steps })).toMatchObject({ sequence: 1 })
      expect((await good('writeJournal', { ...journal, from: 1, to: 1, steps })).protectedAt).toBeGreaterThan(0)
      await refused('writeJournal', typed(3, 'x'), 'conflict')
      await refused('writeJournal', { ...typed(2, 'x'), generation: 9 }, 'conflict')
      await refused('writeJournal', { ...typed(2, 'x'), id: '11111111-2222-4333-8444-555555555555' }, 'conflict')
      await refused('writeJournal', { ...typed(2, 'x'), essay: NO_REF }, 'conflict')
      await refused('decideRecovery', { essay, generation, choice: 'mine' }, 'not-found')
      const again = await good('openEssay', { essay })
      expect(textOf(again.document.body)).toBe('Two One.')
      expect(again.recovered).toMatchObject({ choice: null })
      expect(textOf(onDisk('A lamp.essay').essay.body)).toBe('One.')

      const theirs = await good('packEssay', working(again, withBlocks(opened.document, p('Theirs.'))))
      writeFileSync(join(host.essaysFolder, 'A lamp.essay'), theirs.bytes)
      const parted = await good('openEssay', { essay })
      expect(parted.recovered?.choice).toMatchObject({ words: 2, theirWords: 1 })
      await refused('saveEssay', working(parted), 'conflict')
      await refused('decideRecovery', { essay, generation, choice: 'theirs' }, 'not-found')
      await refused('decideRecovery', { essay: NO_REF, generation: 1, choice: 'mine' }, 'not-found')
      const mine = await good('decideRecovery', { essay, generation: parted.generation, choice: 'mine' })
      expect(textOf(mine.document.body)).toBe('Two One.')
      await good('saveEssay', working(mine))
      const { versions } = await good('listVersions', { essay })
      const kept = await Promise.all(versions.map(({ version }) => good('readVersion', { essay, version })))
      expect(kept.map(({ body }) => textOf(body))).toContain('Theirs.')
    })

    it('notices a change by another program, and lets the person choose', async () => {
      const opened = await create()
      const { essay, generation } = opened
      expect(await good('checkEssay', { essay, generation })).toEqual({ state: 'same' })
      await refused('checkEssay', { essay, generation: 9 }, 'conflict')
      await refused('checkEssay', { essay: NO_REF, generation }, 'not-found')
      const theirs = await good('packEssay', working(opened, withBlocks(opened.document, p('Theirs.'))))
      writeFileSync(join(host.essaysFolder, 'A lamp.essay'), theirs.bytes)
      expect(await good('checkEssay', { essay, generation })).toEqual({ state: 'changed' })
      const peeked = await good('peekEssay', { essay })
      expect(peeked).toMatchObject({ fileName: 'A lamp', assetBase: opened.assetBase })
      expect(textOf(peeked.document.body)).toBe('Theirs.')
      await refused('peekEssay', { essay: NO_REF }, 'not-found')
      const mine = withBlocks(opened.document, p('Mine.'))
      await refused('resolveChange', { ...working(opened, mine), revision: 4, choice: 'mine' }, 'conflict')
      await refused('resolveChange', { ...working(opened, mine), essay: NO_REF, choice: 'mine' }, 'not-found')
      const kept = await good('resolveChange', { ...working(opened, mine), choice: 'mine' })
      expect(kept).toMatchObject({ generation, revision: 1, document: mine, readOnly: null })
      expect(onDisk('A lamp.essay').essay).toEqual(mine)
      rmSync(join(host.essaysFolder, 'A lamp.essay'))
      expect(await good('checkEssay', { essay, generation })).toEqual({ state: 'gone' })
      await refused('resolveChange', { ...working(kept), choice: 'theirs' }, 'gone')
    })

    it('lists essays whose file is gone, and puts them back', async () => {
      const opened = await create()
      const text = withBlocks(opened.document, p('Words.'))
      await good('saveEssay', working(opened, text))
      await good('keepVersion', { ...working(opened, text), revision: 1, name: '' })
      await good('closeEssay', { essay: opened.essay, generation: opened.generation })
      const { id } = opened.document
      expect(await good('listLostEssays', { versions: true })).toEqual({ essays: [] })
      await refused('recoverEssay', { id }, 'exists')
      rmSync(join(host.essaysFolder, 'A lamp.essay'))
      expect(await good('listLostEssays', { versions: false })).toEqual({ essays: [] })
      const { essays } = await good('listLostEssays', { versions: true })
      expect(essays).toMatchObject([{ id, fileName: 'A lamp', words: 1, from: 'versions' }])
      const back = await good('recoverEssay', { id, window: 'one' })
      expect(back.document).toEqual(text)
      expect(onDisk('A lamp.essay').essay).toEqual(text)
      await refused('recoverEssay', { id: '11111111-2222-4333-8444-555555555555' }, 'not-found')
    })

    it('opens an essay for reading in a second window, and makes copies', async () => {
      const { essay } = await good('createEssay', { title: 'A lamp', window: 'one' })
      const second = await good('openEssay', { essay, window: 'two' })
      expect(second.readOnly?.reason).toBe('open-elsewhere')
      const problem = await refused('saveEssay', working(second), 'read-only')
      expect(problem.next).toBeTruthy()
      const copy = await good('copyEssay', { essay, window: 'two' })
      expect(copy).toMatchObject({ fileName: 'A lamp copy', readOnly: null })
      expect(copy.document).toEqual({ ...second.document, id: copy.document.id })
      await good('saveEssay', working(copy))
      await refused('copyEssay', { essay: NO_REF }, 'not-found')
      expect((await good('openEssay', { essay, window: 'two', takeOver: true })).readOnly).toBe(null)
    })

    it('asks before a save that leaves almost nothing', async () => {
      const opened = await create()
      await good('saveEssay', working(opened, withBlocks(opened.document, p('A word and another. '.repeat(20)))))
      await refused('saveEssay', { ...working(opened), revision: 1 }, 'shrinks')
      await good('saveEssay', { ...working(opened), revision: 1, confirmShrink: true })
      const { versions } = await good('listVersions', { essay: opened.essay })
      expect(versions.map(({ cause }) => cause)).toContain('before-shrink')
    })

    it('refuses what is no picture, and pictures for essays that are not open', async () => {
      const opened = await create()
      const put = (name: string, bytes: Uint8Array) => ({ essay: opened.essay, name, bytes })
      await refused('importAsset', put('notes.png', new TextEncoder().encode('hello')), 'not-recognised')
      await refused('importAsset', put('half.jpg', jpegPicture().slice(0, 150)), 'damaged')
      await refused('importAsset', put('bomb.png', pngPicture({ width: 16_000, height: 16_000 })), 'too-large')
      await good('closeEssay', { essay: opened.essay, generation: opened.generation })
      await refused('importAsset', put('late.png', pngPicture()), 'not-found')
    })

    it('imports files, with the pictures that came along, and says what it refused and why', async () => {
      const utf8 = (text: string) => new TextEncoder().encode(text)
      const packed = await good('packEssay', working(await create('Packed')))
      const { imported, refused: not } = await good('importFiles', {
        files: [
          {
            name: 'notes/On fog.md',
            bytes: utf8('\ufeff---\ntitle: On fog\n---\n\nGrey ![Fog](images/fog.png) all day.\n'),
          },
          { name: 'page.html', bytes: utf8('<!doctype html><title>A page</title><h1>A page</h1><p>Text.') },
          { name: 'plain.txt', bytes: utf8('Just words, and a few more of them.') },
          { name: 'fog.png', bytes: pngPicture() },
          { name: 'other.png', bytes: pngPicture() },
          { name: 'old.md', bytes: Buffer.from('Caf\xe9', 'latin1') },
          { name: 'broken.essay', bytes: packed.bytes.slice(0, -9) },
          { name: 'copy.essay', bytes: packed.bytes },
          { name: 'table.xls', bytes: utf8('x') },
        ],
      })
      expect(imported.map((essay) => [essay.sourceName, essay.title])).toEqual([
        ['On fog.md', 'On fog'],
        ['page.html', 'A page'],
        ['plain.txt', expect.any(String)],
        ['copy.essay', 'Packed'],
      ])
      expect(not.map((file) => file.sourceName).sort()).toEqual(['broken.essay', 'old.md', 'other.png', 'table.xls'])
      const reason = Object.fromEntries(not.map((file) => [file.sourceName, file.message]))
      expect(reason['old.md']).toMatch(/UTF-8.*Latin-1/s)
      expect(reason['table.xls']).toMatch(/\.md/)
      const fog = await good('openEssay', { essay: imported[0]?.essay ?? '' })
      expect(fog.document.assets).toMatchObject([{ name: 'fog.png' }])
      expect(await host.get(fog.assetBase + fog.document.assets[0]?.hash)).toBeTruthy()
      // The copy of an essay that is here already gets an id of its own.
      const ids = await Promise.all(
        (await good('listEssays', {})).essays.map(
          async ({ essay }) => (await good('openEssay', { essay })).document.id,
        ),
      )
      expect(new Set(ids).size).toBe(ids.length)
    })

    it('shows the proof as the export is, picture addresses aside', async () => {
      const opened = await create()
      const asset = await good('importAsset', { essay: opened.essay, name: 'lamp.png', bytes: pngPicture() })
      const text = withBlocks({ ...opened.document, assets: [asset] }, p('Some words.'), figureOf(asset))
      const proof = await good('proof', {
        ...working(opened, text),
        profile: 'html-page',
        comments: false,
        theme: 'system',
      })
      const page = new TextDecoder().decode((await host.get(proof.url)) ?? new Uint8Array())
      const address = /<img[^>]* src="([^"]*)"/.exec(page)?.[1] ?? ''
      const shown = await host.get(address)
      expect(shown && sha256(shown)).toBe(asset.hash)
      expect(proof.words).toBe(2)

      const { receipt, files: published } = await good('publishToMemory', {
        ...working(opened, text),
        profile: 'html-page',
      })
      const exported = new TextDecoder().decode(published[0]?.content)
      const dataUri = `data:image/png;base64,${Buffer.from(shown ?? []).toString('base64')}`
      expect(exported).toContain(dataUri)
      expect(page.replaceAll(address, dataUri)).toBe(exported)
      expect(receipt.findings).toEqual(proof.findings)

      const dressed = await good('proof', {
        ...working(opened, text),
        profile: 'html-page',
        comments: true,
        theme: 'dark',
      })
      const sample = new TextDecoder().decode((await host.get(dressed.url)) ?? new Uint8Array())
      expect(sample).toContain('A sample conversation')
      expect(sample).toContain('<meta name="color-scheme" content="dark">')
      expect(exported).not.toContain('A sample conversation')
      for (const profile of ['html-fragment', 'markdown'])
        expect(await good('proof', { ...working(opened, text), profile, comments: false, theme: 'light' })).toBeTruthy()
    })

    it.each(['html-page', 'html-folder', 'html-fragment', 'markdown'])(
      'publishes by %s: plan, memory and folder agree',
      async (profile) => {
        const opened = await create('Über Lamps')
        const asset = await good('importAsset', { essay: opened.essay, name: 'lamp.png', bytes: pngPicture() })
        const text = withBlocks({ ...opened.document, assets: [asset] }, p('Some words.'), figureOf(asset))
        const input = { ...working(opened, text), profile }
        const plan = await good('planPublication', input)
        const memory = await good('publishToMemory', input)
        for (const file of memory.files)
          expect(file).toMatchObject({ bytes: file.content.length, sha256: sha256(file.content) })
        expect(memory.receipt.files).toEqual(plan.files)
        expect(memory.files.map(({ content, ...file }) => file)).toEqual(plan.files)

        const { essaysFolder } = await good('hostInfo', {})
        const target = { ...input, folder: essaysFolder.ref, replace: false }
        const receipt = await good('publishToFolder', target)
        expect(receipt).toMatchObject({ profile, files: plan.files, destination: 'Essays/uber-lamps' })
        for (const file of plan.files)
          expect(sha256(readFileSync(join(host.essaysFolder, 'uber-lamps', file.path)))).toBe(file.sha256)
        await refused('publishToFolder', target, 'exists')
        writeFileSync(join(host.essaysFolder, 'uber-lamps', 'mine.txt'), 'kept')
        await good('publishToFolder', { ...target, replace: true })
        expect(readFileSync(join(host.essaysFolder, 'uber-lamps', 'mine.txt'), 'utf8')).toBe('kept')
        expect(files().filter((name) => name.startsWith('.'))).toEqual([])
      },
    )

    it('refuses unknown profiles and a publication with a hole', async () => {
      const opened = await create()
      const { essaysFolder } = await good('hostInfo', {})
      for (const operation of ['planPublication', 'publishToMemory'] as const)
        await refused(operation, { ...working(opened), profile: 'fax' }, 'not-found')
      await refused('proof', { ...working(opened), profile: 'fax', comments: false, theme: 'system' }, 'not-found')
      const lost = {
        hash: 'a'.repeat(64),
        mime: 'image/png' as const,
        bytes: 9,
        width: 1,
        height: 1,
        name: 'lost.png',
        locationRemoved: false,
      }
      const text = withBlocks({ ...opened.document, assets: [lost] }, figureOf(lost))
      const problem = await refused(
        'publishToFolder',
        { ...working(opened, text), profile: 'html-folder', folder: essaysFolder.ref, replace: false },
        'not-found',
      )
      expect(problem.message).toContain('lost.png')
      expect(files()).toEqual(['A lamp.essay'])
      await refused(
        'publishToFolder',
        { ...working(opened), profile: 'markdown', folder: NO_REF, replace: false },
        'not-found',
      )
    })

    it('moves an essay to the Trash and deletes nothing', async () => {
      const opened = await create()
      const bytes = readFileSync(join(host.essaysFolder, 'A lamp.essay'))
      mkdirSync(join(host.essaysFolder, 'Trash'))
      writeFileSync(join(host.essaysFolder, 'Trash', 'A lamp.essay'), 'an older one')
      await good('trashEssay', { essay: opened.essay })
      expect(files()).toEqual(['Trash'])
      expect(readdirSync(join(host.essaysFolder, 'Trash')).sort()).toEqual(['A lamp 2.essay', 'A lamp.essay'])
      expect(readFileSync(join(host.essaysFolder, 'Trash', 'A lamp 2.essay')).equals(bytes)).toBe(true)
      expect(await good('listEssays', {})).toEqual({ essays: [] })
      await refused('saveEssay', working(opened), 'conflict')
      writeFileSync(join(host.essaysFolder, 'A lamp 2.essay'), 'a name that was taken meanwhile')
      await good('untrashEssay', { essay: opened.essay })
      expect(readFileSync(join(host.essaysFolder, 'A lamp 2 2.essay')).equals(bytes)).toBe(true)
      expect(readdirSync(join(host.essaysFolder, 'Trash'))).toEqual(['A lamp.essay'])
      expect((await good('openEssay', { essay: opened.essay })).document.metadata.title).toBe('A lamp')
      await refused('untrashEssay', { essay: opened.essay }, 'not-found')
    })

    it('shows a file that cannot be read as a row with its problem, and never changes it', async () => {
      writeFileSync(join(host.essaysFolder, 'Broken.essay'), 'not a zip')
      const { essays } = await good('listEssays', {})
      expect(essays).toMatchObject([
        { fileName: 'Broken', title: '', problem: 'What stands in the file is not what its name says.', keptAs: null },
      ])
      await refused('openEssay', { essay: essays[0]?.essay ?? '' }, 'not-recognised')
      expect(readFileSync(join(host.essaysFolder, 'Broken.essay'), 'utf8')).toBe('not a zip')
    })

    it('refuses handles that it never issued', async () => {
      const { document } = await create()
      const input = { essay: NO_REF, generation: 1, revision: 0, document }
      const place = { anchor: 0, head: 0, scroll: 0 }
      await refused('openEssay', { essay: NO_REF }, 'not-found')
      await refused('openEssay', { essay: join(host.essaysFolder, 'A lamp.essay') }, 'not-found')
      await refused('saveEssay', input, 'not-found')
      await refused('packEssay', input, 'not-found')
      await refused('closeEssay', { essay: NO_REF, generation: 1 }, 'not-found')
      await refused('trashEssay', { essay: NO_REF }, 'not-found')
      await refused('untrashEssay', { essay: NO_REF }, 'not-found')
      await refused('importAsset', { essay: NO_REF, name: 'x.png', bytes: pngPicture() }, 'not-found')
      await refused('proof', { ...input, profile: 'html-page', comments: false, theme: 'system' }, 'not-found')
      await refused('planPublication', { ...input, profile: 'html-page' }, 'not-found')
      await refused('publishToMemory', { ...input, profile: 'html-page' }, 'not-found')
      await refused('rememberPlace', { essay: NO_REF, place }, 'not-found')
    })

    it('keeps preferences, opens web and mail addresses, and no others', async () => {
      expect(await good('readPreferences', {})).toEqual(DEFAULT_PREFERENCES)
      expect(await good('writePreferences', { changes: { theme: 'dark' } })).toEqual({
        ...DEFAULT_PREFERENCES,
        theme: 'dark',
      })
      expect(await good('writePreferences', { changes: OTHER_PREFERENCES })).toEqual(OTHER_PREFERENCES)
      expect(await good('readPreferences', {})).toEqual(OTHER_PREFERENCES)

      await good('openLink', { url: 'https://example.org/a?b#c' })
      await good('openLink', { url: 'mailto:ana@example.org' })
      for (const url of [
        'javascript:alert(1)',
        'file:///etc/passwd',
        'https://ana:secret@example.org/',
        'example.org',
        'https://a.example/\u0007',
        'tel:1',
        '',
      ])
        await refused('openLink', { url }, 'forbidden')
      expect(host.opened).toEqual(['https://example.org/a?b#c', 'mailto:ana@example.org'])
    })

    it('keeps words and dictionaries that the person adds', async () => {
      const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) })
      expect(await good('readSpelling', {})).toEqual({ words: [], dictionaries: [] })
      expect(await good('changeWords', { add: ['Tarrant', 'Ansa'], remove: [] })).toMatchObject({
        words: ['Ansa', 'Tarrant'],
      })
      expect(await good('changeWords', { add: [], remove: ['Ansa'] })).toMatchObject({ words: ['Tarrant'] })
      const files = [text('fr.aff', 'SET UTF-8\n'), text('fr.dic', '1\nété\n')]
      expect(await good('addDictionaries', { files })).toEqual({ words: ['Tarrant'], dictionaries: ['fr'] })
      expect(await good('readDictionary', { language: 'fr' })).toEqual({ aff: 'SET UTF-8\n', dic: '1\nété\n' })
      await refused('addDictionaries', { files: files.slice(0, 1) }, 'not-recognised')
      await refused('readDictionary', { language: 'de' }, 'not-found')
      expect(await good('removeDictionary', { language: 'fr' })).toMatchObject({ dictionaries: [] })
      await refused('removeDictionary', { language: 'fr' }, 'not-found')
    })

    it.runIf(parses)('refuses inputs that do not have the agreed shape, without doing anything', async () => {
      await create()
      const before = readFileSync(join(host.essaysFolder, 'A lamp.essay'))
      for (const operation of Object.keys(inputs)) {
        for (const input of [null, [], 'x', 7, { essay: 7, extra: true }, { '': '' }]) {
          const result = await host.call(operation, input)
          expect(result, `${operation} ${JSON.stringify(input)}`).toMatchObject({
            ok: false,
            problem: { code: 'bad-input' },
          })
        }
      }
      for (const operation of ['nothing', 'constructor', '__proto__', 'prepare', 'pathOfRef', ''])
        expect(await host.call(operation, {}), operation).toMatchObject({ ok: false, problem: { code: 'not-found' } })
      expect(files()).toEqual(['A lamp.essay'])
      expect(readFileSync(join(host.essaysFolder, 'A lamp.essay')).equals(before)).toBe(true)
    })

    it.runIf(parses)('refuses inputs beyond the limits', async () => {
      const opened = await create()
      const long = withTitle(opened.document, 'x'.repeat(10_000))
      expect(await host.call('saveEssay', working(opened, long))).toMatchObject({
        ok: false,
        problem: { code: 'bad-input' },
      })
      expect(await host.call('createEssay', { title: 'x'.repeat(10_000) })).toMatchObject({
        ok: false,
        problem: { code: 'bad-input' },
      })
      expect(await host.call('openLink', { url: `https://example.org/${'x'.repeat(3_000)}` })).toMatchObject({
        ok: false,
        problem: { code: 'bad-input' },
      })
      expect(await host.call('searchEssays', { query: 'x'.repeat(501) })).toMatchObject({
        ok: false,
        problem: { code: 'bad-input' },
      })
      expect(await host.call('importFiles', { files: [] })).toMatchObject({ ok: false, problem: { code: 'bad-input' } })
    })
  })
}
