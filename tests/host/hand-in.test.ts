import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { duplicateOf, freeProfileId } from '../../core/publication/own-profile.ts'
import { groupOf, PROFILE_GROUPS } from '../../core/publication/profile-groups.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import { nodeIo } from '../../host/io.ts'
import { profileShelf } from '../../host/profiles/profile-shelf.ts'
import { runs } from '../../host/publish/runs.ts'
import { writeIntoFolder, writeNewFolder } from '../../host/publish/write-files.ts'
import { good, testHost, working } from '../builders/host.ts'
import { temporaryFolder } from './temporary-folder.ts'

const page = profileById('html-page') ?? expect.fail()
const own = duplicateOf(page, [])
const bytes = (text: string) => new TextEncoder().encode(text)

describe('own profiles', () => {
  it('are kept as files, found by id beside the built-in ones, replaced only when asked, and removed', async () => {
    const folder = temporaryFolder()
    const shelf = profileShelf(folder)
    expect(await good(shelf.list())).toEqual({ profiles: [], refused: [] })
    await good(shelf.keep(writeProfile(own), false))
    expect(await good(profileShelf(folder).find(own.id))).toEqual(own)
    expect(await good(shelf.find('hugo'))).toEqual(profileById('hugo'))
    expect(await shelf.keep(writeProfile(own), false)).toMatchObject({ ok: false, problem: { code: 'exists' } })
    expect(await shelf.keep(writeProfile(page), true)).toMatchObject({ ok: false, problem: { code: 'exists' } })
    await good(shelf.keep(writeProfile({ ...own, name: 'Mine' }), true))
    writeFileSync(join(folder, 'profiles/broken.json'), '{')
    writeFileSync(join(folder, 'profiles/other.json'), writeProfile(own))
    const listed = await good(shelf.list())
    expect(listed.profiles.map(({ name }) => name)).toEqual(['Mine'])
    expect(listed.refused.map(({ name }) => name)).toEqual(['broken.json', 'other.json'])
    expect(await shelf.find('../secret')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    await good(shelf.remove(own.id))
    expect(await shelf.remove(own.id)).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  it('have ids that no other profile has', () => {
    expect(own).toMatchObject({ id: 'html-page-own', name: 'Web page, one file, own' })
    expect(duplicateOf(page, [own.id])).toMatchObject({ id: 'html-page-own-2', name: 'Web page, one file, own 2' })
    expect(duplicateOf(own, [own.id]).id).toBe('html-page-own-2')
    expect(freeProfileId('hugo', ['hugo-2'])).toBe('hugo-3')
    for (const profile of PROFILES) expect(PROFILE_GROUPS).toContain(groupOf(profile))
  })

  it('publish, plan and prove like built-in ones', async () => {
    const { host } = testHost(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Lamps' }))
    const input = { ...working(opened), profile: own.id }
    expect(await host.planPublication(input)).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    await good(host.keepProfile({ json: writeProfile({ ...own, stylesheet: 'p{color:teal}' }), replace: false }))
    const { files } = await good(host.publishToMemory(input))
    expect(new TextDecoder().decode(files[0]?.content)).toContain('p{color:teal}')
    expect((await good(host.proof({ ...input, comments: false, theme: 'system' }))).shows).toBe('page')
    await good(host.removeProfile({ id: own.id }))
    expect(await good(host.listProfiles({}))).toEqual({ profiles: [], refused: [] })
  })
})

describe('hand-ins', () => {
  it('plans with the place and what is taken there, keeps receipts and the folder, and sees what changed since', async () => {
    const root = temporaryFolder()
    const { host, essaysFolder } = testHost(root)
    const opened = await good(host.createEssay({ title: 'Lamps' }))
    const { essaysFolder: place } = await good(host.hostInfo({}))
    const input = { ...working(opened), profile: 'markdown', folder: place.ref }
    const plan = await good(host.planPublication(input))
    expect(plan.place).toEqual({
      destination: 'Essays/lamps',
      site: null,
      paths: ['lamps/lamps.md'],
      missing: '',
      taken: [],
    })
    const receipt = await good(host.publishToFolder({ ...input, replace: false }))
    expect(receipt).toMatchObject({ kept: true, profileName: 'Markdown', anonymous: false, essay: plan.essay })
    expect((await good(host.planPublication(input))).place?.taken).toEqual(['lamps/lamps.md'])
    // Another kind of file goes beside it unasked: none of its names is taken.
    const other = { ...input, profile: 'text', replace: false }
    expect((await good(host.publishToFolder(other))).files.map(({ path }) => path)).toEqual(['lamps.txt'])
    expect(readdirSync(join(essaysFolder, 'lamps')).sort()).toEqual(['lamps.md', 'lamps.txt'])
    expect(await host.publishToFolder(other)).toMatchObject({ ok: false, problem: { code: 'exists' } })
    const again = testHost(root).host
    const kept = await good(again.listHandIns({ id: opened.document.id }))
    expect(kept).toMatchObject({ receipts: [{ profileName: 'Plain text' }, receipt], folder: { name: 'Essays' } })
    // The status is no change of the text; a word is.
    const { metadata } = opened.document
    const marked = { ...opened.document, metadata: { ...metadata, status: 'handed-in' as const } }
    expect((await good(host.planPublication({ ...input, document: marked }))).essay).toBe(receipt.essay)
    const renamed = { ...opened.document, metadata: { ...metadata, title: 'Lamp' } }
    expect((await good(host.planPublication({ ...input, document: renamed }))).essay).not.toBe(receipt.essay)
    expect(existsSync(join(essaysFolder, 'lamps/lamps.md'))).toBe(true)
  })

  it('leaves names out when that is asked of any profile', async () => {
    const { host } = testHost(temporaryFolder())
    const opened = await good(host.createEssay({ title: 'Lamps' }))
    const author = { id: 'mira', name: 'Mira Holt', sortName: '', url: '', bio: '', portrait: '' }
    const credit = { person: 'mira', role: 'author' as const, label: '', visible: true }
    const document = { ...opened.document, people: [author], credits: [credit] }
    const input = { ...working(opened, document), profile: 'html-page' }
    const text = async (anonymous: boolean) =>
      new TextDecoder().decode((await good(host.publishToMemory({ ...input, anonymous }))).files[0]?.content)
    expect(await text(false)).toContain('Mira Holt')
    expect(await text(true)).not.toContain('Mira')
  })
})

describe('a publication under way', () => {
  const files = [
    { path: 'images/a.png', content: bytes('new a') },
    { path: 'images/b.png', content: bytes('new b') },
    { path: 'essay.md', content: bytes('new text') },
  ]
  /** Cancels when so many files are written. */
  const cancelledAt = (
    name: string,
    at: number,
    work: (run: Parameters<typeof writeNewFolder>[3]) => Promise<unknown>,
  ) => {
    const all = runs()
    return all.run(name, ({ signal, progress }) =>
      work({
        signal,
        progress: (written, total) => {
          progress(written, total)
          expect(all.progressOf(name)).toEqual({ written, total: files.length })
          if (written === at) all.cancel(name)
        },
      }),
    )
  }

  it.each([0, 1, 2])('leaves no new folder behind when it is stopped at file %i', async (at) => {
    const parent = temporaryFolder()
    const outcome = await cancelledAt('x', at, (run) => writeNewFolder(join(parent, 'new'), files, nodeIo, run))
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(readdirSync(parent)).toEqual([])
  })

  it.each([0, 1, 2])('leaves a folder as it was when it is stopped at file %i', async (at) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'images'))
    writeFileSync(join(folder, 'images/a.png'), 'old a')
    writeFileSync(join(folder, 'essay.md'), 'old text')
    const outcome = await cancelledAt('x', at, (run) =>
      writeIntoFolder(folder, files, { replace: true, run: run as never }),
    )
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['essay.md', 'images', join('images', 'a.png')])
    expect(readFileSync(join(folder, 'images/a.png'), 'utf8')).toBe('old a')
    expect(readFileSync(join(folder, 'essay.md'), 'utf8')).toBe('old text')
  })
})
