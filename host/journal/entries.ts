import { z } from 'zod'
import type { Change, DetailsJson } from '../../core/essay/replay.ts'
import { knownEssayParts } from '../../core/essay/stable-essay-json.ts'
import { giveBack } from '../give-back.ts'
import { bytesOfParts } from '../text-parts.ts'
import { chainRecords, EMPTY_CHAIN, readRecords } from './records.ts'

/**
 * What the records of a log hold, each as UTF-8 JSON: first a head, then a whole essay, then steps, further whole essays and seals.
 * Changes are numbered from 1 by the window; 0 is the text as it was opened.
 */

/** The version of the log's format that this Galley writes. */
export const JOURNAL_VERSION = 1

const count = z.number().int().min(0)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const object = z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

const head = z.strictObject({
  kind: z.literal('head'),
  format: z.literal('galley.journal'),
  version: z.literal(JOURNAL_VERSION),
  /** Version of the essay's schema. */
  schema: count,
  /** The essay file that the log starts from: SHA-256, bytes, time of change (milliseconds since 1970). */
  base: z.strictObject({ sha256: hash, size: count, mtime: z.number() }),
  /** Number of the last change that the base file holds; -1 when not even the log's first essay is in it. */
  saved: z.number().int().min(-1),
  path: z.string(),
  app: z.string(),
  /** Numbers of the logs that this one takes the place of: it holds all that they held. */
  replaces: z.array(count),
  /** Number of the last change that the log held when it was begun: one that holds less was cut while it was written, and takes the place of none. */
  last: count.optional(),
  at: z.number(),
})
const whole = z.strictObject({ kind: z.literal('whole'), to: count, at: z.number(), essay: object })
const steps = z.strictObject({
  kind: z.literal('steps'),
  from: count,
  to: count,
  at: z.number(),
  steps: z.array(z.unknown()),
  details: object.nullable(),
})
const seal = z.strictObject({ kind: z.literal('seal'), sha256: hash, upTo: count, at: z.number() })

/** The first record of a log. */
export type Head = z.infer<typeof head>
/** A whole essay, as it stood after change `to`. */
export type Whole = z.infer<typeof whole>
/** Changes `from` to `to`: one number for each step, and one for details. */
export type Steps = z.infer<typeof steps>
/** Written before a save: a file with this hash holds the changes up to `upTo`. */
export type Seal = z.infer<typeof seal>

/** A log as far as it can be read. */
export interface ReadLog {
  readonly head: Head
  readonly first: Whole
  readonly rest: readonly (Whole | Steps | Seal)[]
  /** Bytes after the last valid record. */
  readonly torn: Uint8Array
}

/** The bytes of an entry. An essay that was written before, into its file, is not written as JSON again. */
export function entryBytes(entry: Head | Whole | Steps | Seal): Uint8Array {
  const known = entry.kind === 'whole' ? knownEssayParts(entry.essay) : null
  if (entry.kind !== 'whole' || known === null) return new TextEncoder().encode(JSON.stringify(entry))
  const { kind, to, at } = entry
  const beginning = JSON.stringify({ kind, to, at, essay: {} }).slice(0, -3)
  return bytesOfParts([beginning, ...known, '}'])
}

/** The bytes of a whole new log. */
export function logBytes(entries: readonly (Head | Whole | Steps | Seal)[]): ReturnType<typeof chainRecords> {
  const payloads = entries.map(entryBytes)
  const log = chainRecords(EMPTY_CHAIN, payloads)
  payloads.forEach(giveBack)
  return log
}

/**
 * Reads a log: its longest valid prefix. null when not even head and first essay can be read. `newer` when a newer Galley wrote it; it must not be
 * touched then. Essays and steps are parsed when they are asked for: most of a long log stands before its last whole essay and matters to nobody.
 */
export function readLog(bytes: Uint8Array): ReadLog | 'newer' | null {
  const { payloads, ends } = readRecords(bytes)
  const [first, second, ...rest] = payloads
  const opened = head.safeParse(json(first))
  if (!opened.success) {
    const version = z.object({ format: z.literal('galley.journal'), version: count }).safeParse(json(first))
    return version.success && version.data.version > JOURNAL_VERSION ? 'newer' : null
  }
  const essay = second && readEntry(second)
  if (essay?.kind !== 'whole') return null
  const entries: (Whole | Steps | Seal)[] = []
  let last = essay.to
  for (const payload of rest) {
    const entry = readEntry(payload)
    if (entry === null) break
    // A gap would put steps upon another text than theirs.
    if (entry.kind === 'steps' && (entry.from !== last + 1 || entry.to < last)) break
    if (entry.kind === 'whole' && entry.to < last) break
    if (entry.kind !== 'seal') last = entry.to
    entries.push(entry)
  }
  return { head: opened.data, first: essay, rest: entries, torn: bytes.subarray(ends[entries.length + 1] ?? 0) }
}

/** How our own writer begins the two long kinds of entries. */
const WHOLE = /^\{"kind":"whole","to":(\d{1,15}),"at":(\d{1,15}),"essay":\{/
const STEPS = /^\{"kind":"steps","from":(\d{1,15}),"to":(\d{1,15}),"at":(\d{1,15}),"steps":\[/
const LONGEST_BEGINNING = 96

/** An entry; null for what is none. One whose beginning says all that is asked of it at once is parsed later. */
function readEntry(payload: Uint8Array): Whole | Steps | Seal | null {
  const beginning = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString(
    'latin1',
    0,
    LONGEST_BEGINNING,
  )
  const asWhole = WHOLE.exec(beginning)
  if (asWhole) return new LateWhole(payload, Number(asWhole[1]), Number(asWhole[2]))
  const asSteps = STEPS.exec(beginning)
  if (asSteps) return new LateSteps(payload, Number(asSteps[1]), Number(asSteps[2]), Number(asSteps[3]))
  const entry = z.discriminatedUnion('kind', [whole, steps, seal]).safeParse(json(payload))
  return entry.success ? entry.data : null
}

class LateWhole implements Whole {
  readonly kind = 'whole'
  readonly to: number
  readonly at: number
  readonly #payload: Uint8Array
  constructor(payload: Uint8Array, to: number, at: number) {
    this.#payload = payload
    this.to = to
    this.at = at
  }
  /** What is no essay at all is an object without anything: whoever judges it will say so. */
  get essay(): object {
    const read = whole.safeParse(json(this.#payload))
    return read.success ? read.data.essay : {}
  }
}

class LateSteps implements Steps {
  readonly kind = 'steps'
  readonly from: number
  readonly to: number
  readonly at: number
  readonly #payload: Uint8Array
  #read: Pick<Steps, 'steps' | 'details'> | null = null
  constructor(payload: Uint8Array, from: number, to: number, at: number) {
    this.#payload = payload
    this.from = from
    this.to = to
    this.at = at
  }
  get steps(): unknown[] {
    return this.#parsed().steps
  }
  get details(): object | null {
    return this.#parsed().details
  }
  /** What is no steps at all is one that fits nowhere, so that what follows is not put upon another text than its own. */
  #parsed(): Pick<Steps, 'steps' | 'details'> {
    if (this.#read === null) {
      const read = steps.safeParse(json(this.#payload))
      this.#read = read.success ? read.data : { steps: [null], details: null }
    }
    return this.#read
  }
}

/** What a log holds, as changes to put upon an essay; the first is a whole one. */
export function changesIn({ first, rest }: Pick<ReadLog, 'first' | 'rest'>): readonly Change[] {
  return [first, ...rest].flatMap((entry): Change[] => {
    if (entry.kind === 'seal') return []
    if (entry.kind === 'steps') return [entry as Steps & { readonly details: DetailsJson | null }]
    return [
      {
        kind: 'snapshot',
        get essay() {
          return entry.essay
        },
      },
    ]
  })
}

/** The number of the last change in a log. */
export function lastChange({ first, rest }: Pick<ReadLog, 'first' | 'rest'>): number {
  return rest.reduce((last, entry) => (entry.kind === 'seal' ? last : entry.to), first.to)
}

/** Whether all that a log was begun with is there. */
export function isWhole(log: Pick<ReadLog, 'head' | 'first' | 'rest'>): boolean {
  return log.head.last === undefined || lastChange(log) >= log.head.last
}

function json(payload: Uint8Array | undefined): unknown {
  if (payload === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return undefined
  }
}
