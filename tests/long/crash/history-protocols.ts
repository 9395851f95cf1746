import { type History, history } from '../../../host/history/history.ts'
import { objectStore } from '../../../host/history/object-store.ts'
import { buildEssay, ESSAY_ID } from '../../builders/essay.ts'
import { good } from '../../builders/host.ts'
import type { CrashDisk } from '../../host/crash-disk.ts'
import type { Protocol, Session } from './walk-crashes.ts'

/** Versions that must be found: text and name by id. */
type Kept = ReadonlyMap<string, { readonly text: string; readonly name: string }>

const FOLDER = '/data/history'
const DAY = 86_400_000

const essayOf = (text: string) => buildEssay({ title: text, text: [text] }).essay
const keep = (versions: History, text: string, name = '') =>
  good(versions.keep(essayOf(text), { cause: 'saved', file: 'A', picture: async () => null, name }))

async function checkVersions(disk: CrashDisk, promised: Kept): Promise<string | null> {
  disk.now += 1_000
  const versions = history(FOLDER, disk, () => disk.now)
  const listed = await versions.list(ESSAY_ID)
  if (!listed.ok) return `no list: ${listed.problem.message}`
  for (const [id, { text, name }] of promised) {
    const version = listed.value.find((candidate) => candidate.id === id)
    if (!version) return `${text} is gone`
    if (name !== '' && version.name !== name) return `${text} lost its name`
  }
  for (const { id } of listed.value) {
    const essay = await versions.read(ESSAY_ID, id)
    if (!essay.ok) return `${id} dangles`
    if ((promised.get(id)?.text ?? essay.value.metadata.title) !== essay.value.metadata.title) return `${id} is another`
  }
  return null
}

/** Versions are kept, and one is named. */
export const keepProtocol: Protocol<Kept> = {
  name: 'history add',
  start: new Map(),
  async run({ disk, io, promise }) {
    const versions = history(FOLDER, io, () => disk.now)
    let kept: Kept = new Map()
    for (const text of ['first', 'second', 'third']) {
      disk.now += 1_000
      const { id } = await keep(versions, text)
      kept = new Map([...kept, [id, { text, name: '' }]])
      promise(kept)
    }
    const [first = ''] = kept.keys()
    await good(versions.name(ESSAY_ID, first, 'The beginning'))
    promise(new Map([...kept, [first, { text: 'first', name: 'The beginning' }]]))
  },
  check: checkVersions,
}

/** Nine days later pruning keeps the newest twenty and the named one. */
export const pruneProtocol: Protocol<Kept> = {
  name: 'prune',
  start: new Map(),
  prepare: (session) => addMany(session),
  async run({ disk, io, promise }) {
    const quiet = history(FOLDER, disk, () => disk.now)
    const all = await good(quiet.list(ESSAY_ID))
    const safe = all.filter(({ name }, index) => name !== '' || index >= all.length - 20)
    const texts: [string, { text: string; name: string }][] = []
    for (const { id, name } of safe)
      texts.push([id, { text: (await good(quiet.read(ESSAY_ID, id))).metadata.title, name }])
    promise(new Map(texts))
    const versions = history(FOLDER, io, () => disk.now)
    await good(versions.prune(ESSAY_ID))
    await good(versions.list(ESSAY_ID))
  },
  check: checkVersions,
}

/** A planted mistake: what is pruned goes from the disk before it goes from the index. */
export const objectsFirst: Protocol<Kept> = {
  ...pruneProtocol,
  async run(session) {
    const { disk, promise } = session
    const all = await good(history(FOLDER, disk, () => disk.now).list(ESSAY_ID))
    promise(new Map())
    await objectStore(`${FOLDER}/${ESSAY_ID}`, disk).sweep(new Set(all.slice(-20).map(({ hash }) => hash)), disk.now)
  },
}

async function addMany({ disk, random }: Session<Kept>): Promise<void> {
  const versions = history(FOLDER, disk, () => disk.now)
  const many = 26 + random(3)
  for (let index = 0; index < many; index++) {
    disk.now += 60_000
    await keep(versions, `text ${index}`, index === 2 ? 'Pinned' : '')
  }
  disk.now += 9 * DAY
}
