import { inWorkers } from '../in-workers.ts'
import { type Row, thousands } from '../row.ts'
import {
  journalProtocol,
  pictureProtocol,
  renameProtocol,
  reopenProtocol,
  restoreProtocol,
  rotateProtocol,
} from './essay-protocols.ts'
import { exportProtocol, saveProtocol, settingsProtocol } from './file-protocols.ts'
import { keepProtocol, pruneProtocol } from './history-protocols.ts'
import { MISTAKES } from './mistakes.ts'
import { type Protocol, type Walk, walkCrashes } from './walk-crashes.ts'

const LONG = 1_000_000
const MOST_MINUTES = 2

const walks = [
  walkOf(saveProtocol),
  walkOf(settingsProtocol),
  walkOf(exportProtocol),
  walkOf(journalProtocol),
  walkOf(rotateProtocol),
  walkOf(reopenProtocol),
  walkOf(renameProtocol),
  walkOf(restoreProtocol),
  walkOf(pictureProtocol),
  walkOf(keepProtocol),
  walkOf(pruneProtocol),
]

function walkOf<Promised>(protocol: Protocol<Promised>) {
  return { name: protocol.name, walk: (seed: number, cuts: 1 | 2) => walkCrashes(protocol, { seed, cuts }) }
}

/** What to walk: a protocol by its place, and how. */
interface OneWalk {
  readonly protocol: number
  readonly seed: number
  readonly cuts: 1 | 2
}

/** What one walk of one protocol gave; losses begin with the protocol's name. For a worker. */
export async function walkPiece({ protocol, seed, cuts }: OneWalk): Promise<Walk> {
  const { name, walk } = walks[protocol] as (typeof walks)[number]
  const walked = await walk(seed, cuts)
  return { ...walked, losses: walked.losses.map((loss) => `${name}, seed ${seed}: ${loss}`) }
}

/** All protocols with one seed, then with the next. */
function* walksFrom(seed: number, cuts: 1 | 2): Generator<OneWalk> {
  for (let next = seed; ; next++) for (const protocol of walks.keys()) yield { protocol, seed: next, cuts }
}

function* piecesOf(all: Iterable<OneWalk>) {
  for (const input of all) yield { module: new URL(import.meta.url), name: 'walkPiece', input }
}

const statesOf = (all: readonly Walk[]): number => all.reduce((sum, walk) => sum + walk.states, 0)

/** Which planted mistakes the walks did not notice. */
export async function unnoticedMistakes(seed: number): Promise<readonly string[]> {
  const missed: string[] = []
  for (const { name, walk } of MISTAKES) if ((await walk(seed)).losses.length === 0) missed.push(name)
  return missed
}

/** Power cuts on the disk in memory. */
export const crashRow: Row = {
  id: 'crash',
  figure: `modelled crash states, ${walks.length} protocols, cuts within the mending included`,
  target: '1,000,000 states, 0 loss, 2 min; 15 mistakes caught',
  async run({ size, seed, share }) {
    const wanted = size === 'long' ? LONG * share : 1
    const started = performance.now()
    const all: Walk[] = []
    if (size === 'long')
      all.push(...(await inWorkers<Walk>(piecesOf(walksFrom(seed, 2)), (walked) => statesOf(walked) >= wanted)))
    else for (const one of walksFrom(seed, 1)) if (all.push(await walkPiece(one)) === walks.length) break
    const states = statesOf(all)
    const minutes = (performance.now() - started) / 60_000
    const missed = await unnoticedMistakes(seed)
    const losses = all.flatMap((walk) => walk.losses)
    const sum = (of: (walk: Walk) => number): string => thousands(all.reduce((total, walk) => total + of(walk), 0))
    return {
      kind: 'ran',
      measured: `${thousands(states)} states (${sum(({ differ }) => differ)} differ, ${sum(({ opened }) => opened)} of them by more than temporary files that nobody reads), ${losses.length} loss, ${minutes.toFixed(1)} min`,
      met: losses.length === 0 && states >= wanted && (size === 'short' || minutes <= MOST_MINUTES),
      control: `${MISTAKES.length - missed.length} of ${MISTAKES.length} planted mistakes caught`,
      controlFailed: missed.length === 0,
      notes: [...losses, ...missed.map((name) => `not caught: ${name}`)],
    }
  },
}
