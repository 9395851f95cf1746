import { posix } from 'node:path'
import type { OpenedEssay, WorkingEssay } from '../../../contract/host.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import { textOf } from '../../../core/essay/json.ts'
import { packEssay } from '../../../host/essay-file.ts'
import type { GalleyHost } from '../../../host/ports.ts'
import { buildEssay, ESSAY_ID, withTitle } from '../../builders/essay.ts'
import { good, working } from '../../builders/host.ts'
import { p } from '../../builders/nodes.ts'
import { pngPicture } from '../../builders/picture.ts'
import { typist } from '../../builders/typing.ts'
import type { CrashDisk } from '../../host/crash-disk.ts'
import { ESSAYS, memoryHost } from '../memory-host.ts'
import type { Protocol, Session } from './walk-crashes.ts'

/** What must be found of one essay. */
export interface Promised {
  /** The text as it was acknowledged last; what is found begins with it. */
  readonly text: string
  /** The text as it was sent last; it begins with what is found. */
  readonly sent: string
  /** Texts of which each must stand in a file, in the journal or in a version. */
  readonly somewhere: readonly string[]
  /** Hash of a picture that must be served. */
  readonly picture: string | null
}

/** A window on the real host, typing and saving. */
export interface Window {
  readonly host: GalleyHost
  readonly opened: OpenedEssay
  type(...words: readonly string[]): Promise<void>
  save(title?: string): Promise<void>
  text(): string
  working(): WorkingEssay
}

const START: Promised = { text: 'A lamp.', sent: 'A lamp.', somewhere: [], picture: null }
const PATH = posix.join(ESSAYS, 'Lamp.essay')

/** The bytes of an essay file. */
export async function fileOf(essay: Essay): Promise<Uint8Array> {
  const packed = await packEssay(essay, new Map())
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}

/** The same essay with one paragraph. */
export function withText(essay: Essay, text: string): Essay {
  return { ...essay, body: { ...essay.body, content: [p(text)] } }
}

/** The words of an essay's body. */
export function words(essay: Essay): string {
  return textOf(essay.body)
}

const plantLamp = async ({ disk }: Pick<Session<Promised>, 'disk'>): Promise<void> =>
  disk.plant(PATH, await fileOf(buildEssay({ title: 'Lamp' }).essay))

async function openWindow(session: Session<Promised>, path = PATH): Promise<Window> {
  const host = memoryHost(session.io, () => session.disk.now)
  const essay = await good(host.refOfPath(path))
  const opened = await good(host.openEssay({ essay }))
  const mira = typist(opened)
  let revision = 0
  let { document } = opened
  const { promise, disk } = session
  return {
    host,
    opened,
    text: mira.text,
    working: () => ({ ...working(opened, withText(document, mira.text())), revision }),
    async type(...more) {
      const before = mira.text()
      const changes = mira.type(...more)
      promise({ ...START, text: before, sent: mira.text() })
      disk.now += 300
      await good(host.writeJournal(changes))
      promise({ ...START, text: mira.text(), sent: mira.text() })
    },
    async save(title = document.metadata.title) {
      document = withTitle(document, title)
      disk.now += 700
      const saved = await good(
        host.saveEssay({ ...working(opened, withText(document, mira.text())), revision, sequence: mira.sequence() }),
      )
      revision = saved.revision
    },
  }
}

/** Starts again, opens the one essay that is there, and compares. */
async function checkEssay(disk: CrashDisk, promised: Promised): Promise<string | null> {
  disk.now += 60_000
  const host = memoryHost(disk, () => disk.now)
  const names = (await disk.readdir(ESSAYS)).filter((name) => name.endsWith('.essay'))
  if (names.length === 0) return 'there is no essay'
  const found: string[] = []
  let first: string | null = null
  for (const name of names) {
    const essay = await good(host.refOfPath(posix.join(ESSAYS, name)))
    const opened = await host.openEssay({ essay })
    if (!opened.ok) return `${name} does not open: ${opened.problem.message}`
    if (opened.value.recovered?.choice) return 'the file was taken for one that another program changed'
    const text = words(opened.value.document)
    found.push(text)
    // After a rename under a power cut two names may lead to one essay; one of them must have it all.
    if (text.startsWith(promised.text) && promised.sent.startsWith(text)) first = essay
    if (promised.somewhere.length > 0) {
      const listed = await host.listVersions({ essay })
      if (!listed.ok) return `no versions: ${listed.problem.message}`
      for (const { version } of listed.value.versions) {
        const read = await host.readVersion({ essay, version })
        if (!read.ok) return `a version does not read: ${read.problem.message}`
        found.push(words(read.value))
      }
    }
  }
  if (first === null && promised.sent !== '') return `found “${found.join('”, “')}”, not “${promised.text}”`
  for (const text of promised.somewhere) if (!found.includes(text)) return `“${text}” is nowhere`
  if (promised.picture !== null) {
    const served = await host.pictureBytes(first ?? '', promised.picture)
    if (!served.ok) return 'a picture is gone'
  }
  await host.close()
  return null
}

/** Typing without a save. */
export const journalProtocol: Protocol<Promised> = {
  name: 'journal',
  start: START,
  prepare: plantLamp,
  async run(session) {
    const window = await openWindow(session)
    await window.type(' One')
    await window.type(' two', ' three')
    await window.type(' four')
    const before = window.text()
    const whole = withText(window.opened.document, `${before} five`)
    session.promise({ ...START, text: before, sent: `${before} five` })
    const { essay, generation, document } = window.opened
    const snapshot = { essay, id: document.id, generation, from: 5, to: 5, steps: [], details: null, snapshot: whole }
    await good(window.host.writeJournal(snapshot))
    session.promise({ ...START, text: `${before} five`, sent: `${before} five` })
  },
  check: checkEssay,
}

/** Typing, a save, typing: seal, file, new log, old log. */
export const rotateProtocol: Protocol<Promised> = {
  name: 'rotate',
  start: START,
  prepare: plantLamp,
  async run(session) {
    const window = await openWindow(session)
    await window.type(' One')
    await window.save()
    await window.type(' two')
    // The journal does not wait for a save.
    await Promise.all([window.save(), window.type(' three')])
    await window.type(' four')
    await window.save()
    const { essay, generation } = window.opened
    await good(window.host.closeEssay({ essay, generation }))
  },
  check: checkEssay,
}

/** Logs that a first power cut brought back are taken away again when the essay is opened and closed. */
export const reopenProtocol: Protocol<Promised> = {
  name: 'open after a cut',
  start: { ...START, text: 'A lamp. One two', sent: 'A lamp. One two' },
  async prepare(session) {
    await plantLamp(session)
    const unlink = (path: string) => (path.endsWith('.log') ? Promise.resolve() : session.disk.unlink(path))
    const window = await openWindow({ ...session, io: { ...session.disk, unlink } })
    await window.type(' One')
    await window.save()
    await window.type(' two')
    await window.save()
  },
  async run(session) {
    const { host, opened } = await openWindow(session)
    await good(host.closeEssay({ essay: opened.essay, generation: opened.generation }))
  },
  check: checkEssay,
}

/** The first title names the file: link, flush, unlink. */
export const renameProtocol: Protocol<Promised> = {
  name: 'rename',
  start: START,
  prepare: async ({ disk }) => disk.plant(posix.join(ESSAYS, 'Untitled essay.essay'), await fileOf(buildEssay().essay)),
  async run(session) {
    const window = await openWindow(session, posix.join(ESSAYS, 'Untitled essay.essay'))
    await window.type(' One')
    await window.save('Fog')
    await window.type(' two')
    await window.save('Fog')
  },
  check: checkEssay,
}

/** An older version is put back: the text as it stood is a version before. */
export const restoreProtocol: Protocol<Promised> = {
  name: 'restore',
  start: { ...START, sent: 'A lamp. One two' },
  prepare: plantLamp,
  async run(session) {
    const { promise } = session
    const window = await openWindow({ ...session, promise: () => {} })
    await window.type(' One')
    const kept = await good(window.host.keepVersion({ ...window.working(), name: '' }))
    await window.type(' two')
    await window.save()
    const somewhere = ['A lamp. One', 'A lamp. One two']
    const one = { text: 'A lamp. One', sent: 'A lamp. One two', somewhere, picture: null }
    promise(one)
    const restored = await good(window.host.restoreVersion({ ...window.working(), version: kept.version }))
    if (words(restored.document) !== 'A lamp. One') throw new Error('another version was restored')
    promise({ ...one, sent: 'A lamp. One' })
  },
  check: checkEssay,
}

/** A picture is put in, named by the journal, and saved. */
export const pictureProtocol: Protocol<Promised> = {
  name: 'picture',
  start: START,
  prepare: plantLamp,
  async run(session) {
    const { host, opened } = await openWindow(session)
    const { essay, generation } = opened
    const asset = await good(host.importAsset({ essay, name: 'a.png', bytes: pngPicture({ tone: 7 }) }))
    const figure = {
      type: 'figure',
      attrs: { src: `asset:${asset.hash}`, alt: 'Grey', width: asset.width, height: asset.height },
      content: [{ type: 'figcaption' }, { type: 'figcredit' }],
    }
    const whole = {
      ...opened.document,
      assets: [asset],
      body: { ...opened.document.body, content: [p('A lamp.'), figure] },
    }
    const input = { essay, id: ESSAY_ID, generation, from: 1, to: 1, steps: [], details: null, snapshot: whole }
    await good(host.writeJournal(input as never))
    session.promise({ ...START, sent: 'A lamp.\n', picture: asset.hash })
    await good(host.saveEssay({ ...working(opened, whole as Essay), sequence: 1 }))
    session.promise({ ...START, sent: 'A lamp.\n', picture: asset.hash })
  },
  check: checkEssay,
}
