import type { Io } from '../../../host/io.ts'
import { type CrashDisk, crashDisk, type Lies, type Random } from '../../host/crash-disk.ts'
import { randomFrom } from '../random.ts'

/** One run of a protocol on a disk whose power may go at any moment. */
export interface Session<Promised> {
  readonly disk: CrashDisk
  /** The same disk as the writers see it, a planted mistake included. */
  readonly io: Io
  readonly random: Random
  /** From now on this must be found. */
  readonly promise: (promised: Promised) => void
}

/** Something that writes, and what must be found of it after any power cut. */
export interface Protocol<Promised> {
  readonly name: string
  readonly start: Promised
  /** Quietly, before the first cut: folders, files that are there already. */
  readonly prepare?: (session: Session<Promised>) => Promise<void>
  readonly run: (session: Session<Promised>) => Promise<void>
  /** Starts on what the cut left, as the application would; what is missing or wrong, or null. */
  readonly check: (disk: CrashDisk, promised: Promised) => Promise<string | null>
}

/** What a walk found. */
export interface Walk {
  /** States that a power cut may leave: operations times subsets of what was not flushed. */
  readonly states: number
  /** Those among them that differ. */
  readonly differ: number
  /** Those that were opened and judged: the others differ from one of these in temporary files alone, and what opened that one never looked at more than their names. */
  readonly opened: number
  readonly losses: readonly string[]
}

/** How a walk is done. */
export interface WalkOptions {
  readonly seed: number
  readonly lies?: Lies
  /** A mistake between the writers and the disk. */
  readonly mistake?: (disk: CrashDisk) => Io
  /** Most states at one operation; above that they are drawn. */
  readonly most?: number
  /** 2, unless given: also while what the first cut left is being mended. */
  readonly cuts?: 1 | 2
}

const START = Date.UTC(2026, 4, 4)

/**
 * Runs a protocol, cuts the power after every operation in every way, starts again each time, cuts the power again while the start mends
 * things, and looks for what was promised. States with equal contents are opened once; so are last states that differ in nothing that is looked at.
 */
export async function walkCrashes<Promised>(protocol: Protocol<Promised>, options: WalkOptions): Promise<Walk> {
  const { seed, most = 4_096, cuts = 2 } = options
  const disk = crashDisk(options.lies)
  disk.now = START
  await disk.mkdir('/Essays')
  await disk.mkdir('/data')
  disk.settle()
  let promised = protocol.start
  const session: Session<Promised> = {
    disk,
    io: options.mistake?.(disk) ?? disk,
    random: randomFrom(seed),
    promise: (next) => {
      promised = next
    },
  }
  await protocol.prepare?.(session)
  disk.settle()

  const draw = randomFrom(seed + 1)
  const seen = new Map<Promised, Set<string>>()
  const waiting: { readonly disk: CrashDisk; readonly promised: Promised; readonly depth: number }[] = []
  let states = 0
  let differ = 0
  const look = (from: CrashDisk, must: Promised, depth: number): void => {
    let known = seen.get(must)
    if (!known) {
      known = new Set()
      seen.set(must, known)
    }
    for (const state of from.crashStates(most, draw)) {
      states++
      const fingerprint = `${state.now} ${state.fingerprint()}`
      if (known.has(fingerprint)) continue
      known.add(fingerprint)
      differ++
      waiting.push({ disk: state, promised: must, depth })
    }
  }
  disk.onChange = () => look(disk, promised, 1)
  await protocol.run({
    ...session,
    promise: (next) => {
      promised = next
      // What is promised must be there from this moment on.
      disk.onChange()
    },
  })

  const losses: string[] = []
  let opened = 0
  /** Last states that passed without a look at their temporary files, these left out. */
  const passed = new Map<Promised, Set<string>>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { disk: state, promised: must, depth } = next
    const known = passed.get(must) ?? new Set()
    passed.set(must, known)
    const withoutTemporary = `${state.now} ${state.fingerprint('names')}`
    if (depth === cuts && known.has(withoutTemporary)) continue
    opened++
    if (depth < cuts) state.onChange = () => look(state, must, depth + 1)
    const loss = await protocol.check(state, must)
    state.onChange = () => {}
    if (loss === null) {
      if (!state.hasReadLeftOvers) known.add(withoutTemporary)
      continue
    }
    losses.push(loss)
    // One loss is enough to know.
    break
  }
  return { states, differ, opened, losses }
}
