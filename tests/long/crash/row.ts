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

/** What one sweep over all protocols gave; losses begin with the protocol's name. */
export async function sweep({ seed, cuts }: { readonly seed: number; readonly cuts: 1 | 2 }): Promise<Walk> {
  let states = 0
  let opened = 0
  const losses: string[] = []
  for (const { name, walk } of walks) {
    const walked = await walk(seed, cuts)
    states += walked.states
    opened += walked.opened
    losses.push(...walked.losses.map((loss) => `${name}, seed ${seed}: ${loss}`))
  }
  return { states, opened, losses }
}

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
    const states = () => all.reduce((sum, walk) => sum + walk.states, 0)
    for (let next = seed; states() < wanted; ) {
      if (size === 'short') {
        all.push(await sweep({ seed: next++, cuts: 1 }))
        continue
      }
      const seeds = [next++, next++, next++, next++]
      all.push(
        ...(await inWorkers<Walk>(
          seeds.map((one) => ({ module: new URL(import.meta.url), name: 'sweep', input: { seed: one, cuts: 2 } })),
        )),
      )
    }
    const minutes = (performance.now() - started) / 60_000
    const missed = await unnoticedMistakes(seed)
    const losses = all.flatMap((walk) => walk.losses)
    const opened = all.reduce((sum, walk) => sum + walk.opened, 0)
    return {
      kind: 'ran',
      measured: `${thousands(states())} states (${thousands(opened)} differ), ${losses.length} loss, ${minutes.toFixed(1)} min`,
      met: losses.length === 0 && states() >= wanted && (size === 'short' || minutes <= MOST_MINUTES),
      control: `${MISTAKES.length - missed.length} of ${MISTAKES.length} planted mistakes caught`,
      controlFailed: missed.length === 0,
      notes: [...losses, ...missed.map((name) => `not caught: ${name}`)],
    }
  },
}
