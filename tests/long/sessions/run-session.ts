import { posix } from 'node:path'
import type { Essay } from '../../../core/essay/essay.ts'
import { essayFromJson } from '../../../core/essay/read-essay.ts'
import { packEssay, unpackEssay } from '../../../host/essay-file.ts'
import { buildEssay } from '../../builders/essay.ts'
import { type CrashDisk, crashDisk } from '../../host/crash-disk.ts'
import { words as textOfEssay, withText } from '../crash/essay-protocols.ts'
import { ESSAYS, memoryHost } from '../memory-host.ts'
import { randomFrom } from '../random.ts'
import { everyText } from './every-text.ts'
import { fullDisk } from './full-disk.ts'
import { SessionWindow } from './window.ts'

/** What became of a session. */
export interface SessionResult {
  readonly seed: number
  readonly steps: number
  /** Words that were acknowledged. */
  readonly promised: number
  /** null: everything that was acknowledged can be got at. */
  readonly failure: string | null
  /** What was done, for people. */
  readonly did: readonly string[]
}

/** A protection that is taken away, to see that the sessions notice. */
export type Without = 'nothing' | 'journal' | 'history'

const IDS = ['0b8a6e1e-7c1d-4f7e-9a55-0d8b6c2f4e11', '1c9b7f2f-8d2e-4a8f-8b66-1e9c7d3f5e22']
const START = Date.UTC(2026, 4, 4)
const NOTHING = new Uint8Array()
const CHOICES = ['mine', 'theirs', 'both'] as const

/** One person's session of `length` steps on the real host over a disk in memory: equal seeds give equal sessions. */
export async function runSession(seed: number, length: number, without: Without = 'nothing'): Promise<SessionResult> {
  const random = randomFrom(seed)
  const did: string[] = []
  const promised = new Set<string>()
  /** What files held after saves, by path: what a sync client may bring back. */
  const saves = new Map<string, Uint8Array[]>()
  let disk: CrashDisk = crashDisk()
  disk.now = START
  await disk.mkdir(ESSAYS)
  await disk.mkdir('/data')
  disk.settle()
  for (const [index, id] of IDS.entries())
    disk.plant(
      posix.join(ESSAYS, index === 0 ? 'Untitled essay.essay' : 'Fog.essay'),
      await startOf(id, index === 0 ? '' : 'Fog', index === 0 ? 'A lamp.' : 'Fog.'),
    )
  let place = fullDisk(disk)
  let host = memoryHost(place.io, () => disk.now)
  let windows: SessionWindow[] = []
  let current = 0
  let isFull = false
  let next = 0
  const word = () => ` w${seed % 10_000}x${next++}`
  const promise = (more: readonly string[]) => {
    for (const one of more) promised.add(one)
  }
  const start = () => {
    place = fullDisk(withoutProtection(disk, without))
    place.setFull(isFull)
    host = memoryHost(place.io, () => disk.now)
    windows = []
    current = 0
  }
  const files = async () =>
    (await disk.readdir(ESSAYS)).filter((name) => name.endsWith('.essay') && !name.startsWith('.')).sort()
  const open = async (name: string): Promise<void> => {
    const essay = await host.refOfPath(posix.join(ESSAYS, name))
    if (!essay.ok) return
    const there = windows.findIndex(({ opened }) => opened.essay === essay.value)
    if (there >= 0) {
      current = there
      return
    }
    const opened = await host.openEssay({ essay: essay.value })
    if (!opened.ok) return
    const window = new SessionWindow(host, opened.value, promise)
    windows.push(window)
    current = windows.length - 1
    if (opened.value.recovered?.choice && random(4) > 0) await decide(window)
  }
  const decide = async (window: SessionWindow) => {
    const { essay, generation } = window.opened
    const choice = CHOICES[random(3)] ?? 'mine'
    did.push(`decide ${choice}`)
    window.takeOver(await host.decideRecovery({ essay, generation, choice }))
  }
  /** Another program writes an older file of ours over the one that was saved last. What it writes over another program's is between the two. */
  const bringBack = () => {
    const isOurs = (path: string) =>
      Buffer.compare(disk.peek(path) ?? NOTHING, saves.get(path)?.at(-1) ?? NOTHING) === 0
    const paths = [...saves.keys()].filter((path) => disk.peek(path) !== null && isOurs(path))
    const path = paths[random(Math.max(1, paths.length))]
    const known = saves.get(path ?? '')?.slice(0, -1) ?? []
    const bytes = known[random(Math.max(1, known.length))]
    if (path === undefined || bytes === undefined) return
    did.push(`an older ${posix.basename(path)}`)
    disk.plant(path, bytes)
  }
  const pathOf = (window: SessionWindow) => host.pathOfRef(window.opened.essay) ?? ''

  const steps: readonly (readonly [weight: number, name: string, run: (window: SessionWindow) => Promise<unknown>])[] =
    [
      [30, 'type', (window) => window.type(Array.from({ length: 1 + random(3) }, word))],
      [
        12,
        'save',
        async (window) => {
          const problem = await window.save()
          const path = pathOf(window)
          const bytes = disk.peek(path)
          if (problem === null && bytes) saves.set(path, [...(saves.get(path) ?? []), bytes])
        },
      ],
      [
        8,
        'switch',
        async (window) => {
          await window.flush()
          const names = await files()
          await open(names[random(names.length)] ?? '')
        },
      ],
      [
        3,
        'title',
        (window) => {
          window.title = ['', 'Fog', 'Lamps', 'Fog and lamps'][random(4)] ?? ''
          return window.save()
        },
      ],
      [
        4,
        'edit outside',
        async (window) => {
          const path = pathOf(window)
          const bytes = disk.peek(path)
          const read = bytes ? unpackEssay(bytes) : null
          if (!read?.ok) return
          const theirs = word()
          const { essay } = read.value
          disk.plant(path, await bytesOf(withText(essay, `${textOfEssay(essay)}${theirs}`)))
          promise([theirs])
        },
      ],
      [3, 'stale copy', async () => bringBack()],
      [
        2,
        'rename outside',
        async (window) => {
          const path = pathOf(window)
          if (disk.peek(path) === null) return
          await disk.rename(path, posix.join(ESSAYS, `Moved ${next++}.essay`))
          disk.settle()
        },
      ],
      [
        4,
        'settle a change',
        async (window) => {
          const choice = CHOICES[random(3)] ?? 'mine'
          did.push(choice)
          window.takeOver(await host.resolveChange({ ...window.working(), choice }))
        },
      ],
      [3, 'look', ({ opened: { essay, generation } }) => host.checkEssay({ essay, generation })],
      [
        3,
        'close',
        async (window) => {
          await window.flush()
          const { essay, generation } = window.opened
          await host.closeEssay({ essay, generation })
          windows = windows.filter((one) => one !== window)
          current = 0
        },
      ],
      [
        3,
        'keep a version',
        (window) => host.keepVersion({ ...window.working(), name: random(2) === 0 ? '' : `v${next}` }),
      ],
      [
        3,
        'restore',
        async (window) => {
          const listed = await host.listVersions({ essay: window.opened.essay })
          const versions = listed.ok ? listed.value.versions : []
          const chosen = versions[random(Math.max(1, versions.length))]
          if (chosen) window.takeOver(await host.restoreVersion({ ...window.working(), version: chosen.version }))
        },
      ],
      [
        1,
        'trash',
        async (window) => {
          await window.flush()
          const trashed = await host.trashEssay({ essay: window.opened.essay })
          if (!trashed.ok) return
          windows = windows.filter((one) => one !== window)
          current = 0
        },
      ],
      [
        5,
        'full disk',
        async () => {
          isFull = !isFull
          place.setFull(isFull)
        },
      ],
      [
        5,
        'kill',
        async () => {
          disk = disk.copy()
          if (random(3) === 0) bringBack()
          start()
        },
      ],
      [
        2,
        'quit',
        async () => {
          for (const window of windows) await window.flush()
          await host.close()
          disk = disk.copy()
          if (random(3) === 0) bringBack()
          start()
        },
      ],
      [
        3,
        'power cut',
        async () => {
          disk = disk.afterPowerCut(random)
          start()
        },
      ],
    ]
  const total = steps.reduce((sum, [weight]) => sum + weight, 0)
  start()
  let done = 0
  try {
    for (; done < length; done++) {
      disk.now += 200 + random(40_000)
      // A disk that stays full for ever shows nothing new.
      if (isFull && random(4) === 0) {
        isFull = false
        place.setFull(false)
      }
      if (windows.length === 0) {
        const names = await files()
        if (names.length === 0) break
        await open(names[random(names.length)] ?? '')
      }
      const window = windows[current] ?? windows[0]
      if (!window) continue
      let at = random(total)
      const step = steps.find(([weight]) => {
        at -= weight
        return at < 0
      })
      did.push(step?.[1] ?? '')
      await step?.[2](window)
    }
    const { texts, problems } = await everyText(disk.copy())
    const all = `${texts.join('\n')} `
    const lost = [...promised].filter((one) => !hasWord(all, one))
    const failure = lost.length > 0 ? `lost: ${lost.slice(0, 5).join(',')}` : (problems[0] ?? null)
    return { seed, steps: done, promised: promised.size, failure, did: failure === null ? [] : did }
  } catch (error) {
    return { seed, steps: done, promised: promised.size, failure: (error as Error).stack ?? String(error), did }
  }
}

/** Words end where the next begins, or with their text. */
function hasWord(all: string, word: string): boolean {
  for (let at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1))
    if (!/\d/.test(all[at + word.length] ?? '')) return true
  return false
}

const starts = new Map<string, Promise<Uint8Array>>()

/** The file with which every session begins; packed once. */
function startOf(id: string, title: string, text: string): Promise<Uint8Array> {
  const bytes = starts.get(id) ?? bytesOf(buildEssay({ id, title, text: [text] }).essay)
  starts.set(id, bytes)
  return bytes
}

async function bytesOf(essay: Essay): Promise<Uint8Array> {
  const valid = essayFromJson(essay)
  const packed = valid.ok ? await packEssay(valid.value, new Map()) : valid
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}

/** Writes of the journal, or of the history, reach nothing. */
function withoutProtection(disk: CrashDisk, without: Without): CrashDisk {
  if (without === 'nothing') return disk
  const part = `/data/${without}/`
  return {
    ...disk,
    async open(path, flags, mode) {
      const handle = await disk.open(path, flags, mode)
      if (flags === 'r' || !path.startsWith(part)) return handle
      let pretended = (await handle.stat()).size
      let bytes: Uint8Array = new Uint8Array()
      return {
        ...handle,
        async writeFile(more) {
          bytes = Buffer.concat([bytes, more])
          pretended += more.length
        },
        stat: async () => ({ ...(await handle.stat()), size: pretended }),
        async read(buffer, position) {
          const piece = bytes.subarray(position, position + buffer.length)
          buffer.set(piece)
          return piece.length
        },
      }
    },
  }
}
