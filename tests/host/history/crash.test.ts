import { describe, expect, it } from 'vitest'
import type { Essay } from '../../../core/essay/essay.ts'
import { type History, history } from '../../../host/history/history.ts'
import { openIndex } from '../../../host/history/index-file.ts'
import { objectStore } from '../../../host/history/object-store.ts'
import { buildEssay, ESSAY_ID } from '../../builders/essay.ts'
import { type CrashDisk, crashDisk, type Lies } from '../crash-disk.ts'

const FOLDER = '/data/history'
const HOUR = 3_600_000
const START = Date.UTC(2026, 4, 4)
/** Each version more than 21 doubles the states of a prune. */
const MANY = process.env.GALLEY_LONG === '1' ? 31 : 27
const essayOf = (text: string): Essay => buildEssay({ title: text, text: [text] }).essay

/** What a walk over all crash states found. */
interface Walk {
  readonly states: number
  /** Versions that were acknowledged and are gone, or are listed and cannot be read. */
  readonly losses: readonly string[]
}

interface Session {
  readonly disk: CrashDisk
  readonly versions: History
  /** Notes that a version must be found from now on. */
  readonly promise: (id: string, text: string, name?: string) => void
}

interface Promised {
  readonly text: string
  readonly name: string
}

/** Runs a session, cuts the power after every operation in every way, starts again each time and looks for what was promised. */
async function walk(session: (session: Session) => Promise<void>, lies: Lies = {}): Promise<Walk> {
  const disk = crashDisk(lies)
  disk.now = START
  await disk.mkdir('/data')
  await (await disk.open('/', 'r')).sync()
  const promised = new Map<string, Promised>()
  const losses: string[] = []
  let states = 0
  const waiting: { readonly disk: CrashDisk; readonly promised: ReadonlyMap<string, Promised> }[] = []
  disk.onChange = () => {
    for (const state of disk.crashStates()) waiting.push({ disk: state, promised: new Map(promised) })
  }
  const versions = history(FOLDER, disk, () => disk.now)
  await session({ disk, versions, promise: (id, text, name = '') => promised.set(id, { text, name }) })
  for (const state of waiting) {
    // One loss is enough to know that a mistake is noticed.
    if (losses.length > 0) break
    states++
    const found = history(FOLDER, state.disk, () => state.disk.now)
    const listed = await found.list(ESSAY_ID)
    if (!listed.ok) {
      losses.push(`no list: ${listed.problem.message}`)
      continue
    }
    for (const [id, { text, name }] of state.promised) {
      const version = listed.value.find((candidate) => candidate.id === id)
      if (!version) losses.push(`${text} is gone`)
      else if (name !== '' && version.name !== name) losses.push(`${text} lost its name`)
    }
    for (const { id } of listed.value) {
      const essay = await found.read(ESSAY_ID, id)
      if (!essay.ok) losses.push(`${id} dangles`)
      else if ((state.promised.get(id)?.text ?? essay.value.metadata.title) !== essay.value.metadata.title)
        losses.push(`${id} is another`)
    }
  }
  return { states, losses }
}

const keepThree = async ({ disk, versions, promise }: Session): Promise<void> => {
  for (const text of ['first', 'second', 'third']) {
    disk.now += 1_000
    const kept = await versions.keep(essayOf(text), { cause: 'saved', file: 'A', picture: async () => null })
    if (!kept.ok) throw new Error(kept.problem.message)
    promise(kept.value.id, text)
  }
  const list = await versions.list(ESSAY_ID)
  const first = list.ok ? list.value[0] : undefined
  if (!first || !(await versions.name(ESSAY_ID, first.id, 'The beginning')).ok) throw new Error('not named')
  promise(first.id, 'first', 'The beginning')
  // What is promised last must be looked for, too.
  disk.onChange()
}

/** Versions of one hour: nine days later pruning keeps the newest twenty and the named one. */
const keepMany = async ({ disk, versions }: Session, promise: Session['promise']): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let index = 0; index < MANY; index++) {
    disk.now += 60_000
    const kept = await versions.keep(essayOf(`text ${index}`), {
      cause: 'saved',
      file: 'A',
      picture: async () => null,
      ...(index === 3 ? { name: 'Pinned' } : {}),
    })
    if (!kept.ok) throw new Error(kept.problem.message)
    ids.push(kept.value.id)
    if (index === 3 || index >= MANY - 20) promise(kept.value.id, `text ${index}`, index === 3 ? 'Pinned' : '')
  }
  return ids
}

/** Adds quietly, then looks at the states of what follows alone. */
const afterAdding =
  (then: (session: Session) => Promise<void>) =>
  async (session: Session): Promise<void> => {
    const watch = session.disk.onChange
    session.disk.onChange = () => {}
    await keepMany(session, session.promise)
    session.disk.now += 9 * 24 * HOUR
    session.disk.onChange = watch
    await then(session)
  }

describe('a power cut while a version is kept', () => {
  it('loses no version that was acknowledged, and lists none that cannot be read', async () => {
    const { states, losses } = await walk(keepThree)
    expect(losses).toEqual([])
    expect(states).toBeGreaterThan(100)
  })

  it.each<readonly [string, (path: string) => boolean]>([
    ['the object is not flushed', (path) => path.endsWith('.tmp') && path.includes('/objects/')],
    ['the folder of the objects is not flushed', (path) => path.endsWith('/objects')],
    ['the folder of the essay is not flushed', (path) => path.endsWith(ESSAY_ID)],
    ['the index is not flushed', (path) => path.endsWith('/index')],
    ['the folder of the history is not flushed', (path) => path === FOLDER],
    ['the data folder is not flushed', (path) => path === '/data'],
  ])('notices when %s', async (_, ignoresSync) => {
    const { losses } = await walk(keepThree, { ignoresSync })
    expect(losses.length).toBeGreaterThan(0)
  })

  it('notices when the line comes before its object', async () => {
    const { losses } = await walk(async (session) => {
      await keepThree(session)
      const { disk } = session
      const objects = objectStore(`${FOLDER}/${ESSAY_ID}`, disk)
      const index = openIndex(`${FOLDER}/${ESSAY_ID}`, ESSAY_ID, objects, { io: disk, now: () => disk.now })
      await index.read()
      const encoded = objects.encode(essayOf('fourth'))
      await index.append({
        id: 'fourth',
        time: disk.now + 1,
        hash: encoded.hash,
        parent: null,
        cause: 'saved',
        words: 1,
        bytes: 1,
        file: 'A',
        name: '',
      })
      await objects.put(encoded)
    })
    expect(losses.some((loss) => loss.includes('dangles'))).toBe(true)
  })
})

describe('a power cut while the history is pruned', () => {
  it('loses neither the newest nor a named version, and lists none that cannot be read', async () => {
    const { states, losses } = await walk(
      afterAdding(async ({ versions }) => {
        expect(await versions.prune(ESSAY_ID)).toMatchObject({ ok: true, value: { dropped: MANY - 21 } })
      }),
    )
    expect(losses).toEqual([])
    expect(states).toBeGreaterThan(100)
  })

  it.each<readonly [string, Lies]>([
    ['the new index is not flushed', { ignoresSync: (path) => path.includes('/.~index') }],
    ['the folder of the new index is not flushed', { ignoresSync: (path) => path.endsWith(ESSAY_ID) && isPruning }],
  ])('notices when %s', async (_, lies) => {
    const { losses } = await walk(
      afterAdding(async ({ versions }) => {
        isPruning = true
        await versions.prune(ESSAY_ID)
        isPruning = false
        await versions.list(ESSAY_ID)
      }),
      lies,
    )
    expect(losses.length).toBeGreaterThan(0)
  })

  it('notices when objects go before the index', async () => {
    const { losses } = await walk(
      afterAdding(async ({ disk, versions }) => {
        const list = await versions.list(ESSAY_ID)
        const objects = objectStore(`${FOLDER}/${ESSAY_ID}`, disk)
        if (list.ok) await objects.sweep(new Set(list.value.slice(-20).map(({ hash }) => hash)), disk.now)
      }),
    )
    expect(losses.some((loss) => loss.includes('dangles'))).toBe(true)
  })
})

let isPruning = false
