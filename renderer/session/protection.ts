import { ReplaceStep, type Step } from '@tiptap/pm/transform'
import type { HostOperations, InputOf } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import type { Problem } from '../../core/result.ts'

/** What the window may truthfully say about the journal. */
export type ProtectionState =
  /** every change is in the journal or in the file; `at`: when the last of them was acknowledged (milliseconds since 1970), null before the first */
  | { readonly kind: 'protected'; readonly at: number | null }
  /** changes are on their way */
  | { readonly kind: 'waiting' }
  /** the journal did not take them; they are in this window */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The part of an essay that the journal holds beside the text's steps. */
export type JournalDetails = NonNullable<InputOf<'writeJournal'>['details']>

/**
 * The changes of one opening on their way into the journal (safety.md 3.1). Holds what is not acknowledged; sends in order, one request at a
 * time; sends again what failed; sends the whole essay when the journal asks for it, and now and again between.
 */
export interface Protection {
  /** Notes steps of the text. Large ones (a paste, a picture) are sent at once. Costs nothing that grows with the essay. */
  addSteps(steps: readonly Step[]): void
  /** Notes that details changed. */
  addDetails(urgent?: boolean): void
  /**
   * Sends what waits. With `parting`, the page may be gone in a moment: nothing waits for the answer before it. Resolves when all that was
   * changed before the call is protected, or could not be (see `onState`).
   */
  flush(parting?: 'parting'): Promise<void>
  /** Gives everything so far its numbers and sends it; answers the number of the last change, for a save that captures the essay now. */
  number(): number
  /** The file holds everything up to a number: it needs no journal any more. */
  saved(sequence: number): void
  /** What was sent or must be sent and is not acknowledged, as requests. */
  unacknowledged(): readonly InputOf<'writeJournal'>[]
  /** Sends nothing from now on. */
  end(): void
}

/** What `protect` works with. */
export interface ProtectionParts {
  readonly write: HostOperations['writeJournal']
  readonly opening: Pick<InputOf<'writeJournal'>, 'essay' | 'id' | 'generation'>
  /** The essay as it stands. */
  readonly document: () => Essay
  readonly details: () => JournalDetails
  readonly onState: (state: ProtectionState) => void
}

type Batch = InputOf<'writeJournal'>

/** What was sent as steps since the whole essay was; `begun`: when the first of it was (milliseconds since 1970). */
interface SinceWhole {
  readonly steps: number
  readonly bytes: number
  readonly begun: number
}

/** One object, so that who shows it does not draw it anew with each key. */
const WAITING: ProtectionState = { kind: 'waiting' }
const NOTHING_SINCE: SinceWhole = { steps: 0, bytes: 0, begun: Number.POSITIVE_INFINITY }

/** Rest after which changes are sent (milliseconds; safety.md 3.1). */
export const REST = 300
/** The longest that typing holds changes back: the other half of the second that a crash may cost at most is for the way into the journal. */
export const AT_LATEST = 500
/** Who types is likely to press the next key within this (milliseconds), and sees the last one within that: sent between them, changes hold up neither. */
const NEXT_KEY = 120
const BEHIND_FRAME = 24
/** A change that brings more than this (in ProseMirror's size, about characters) is sent at once. */
const LARGE = 2_048
/** After so many steps, so many bytes or so long the whole essay is sent, so that a recovery has little to put back. */
const SNAPSHOT_STEPS = 200
const SNAPSHOT_BYTES = 256 * 1024
const SNAPSHOT_AFTER = 60_000
/** Somebody who types without a rest is not made to wait for a whole essay before so many steps. */
const SNAPSHOT_STEPS_AT_LATEST = 1_000
/** Pauses before a failed request is sent again (milliseconds); the last one repeats. */
const PAUSES = [1_000, 2_000, 5_000, 15_000]
/** A host that does not answer for so long is a problem (milliseconds). */
const NO_ANSWER = 5_000

/** Protects the changes of one opening. */
export function protect({ write, opening, document, details, onState }: ProtectionParts): Protection {
  let steps: Step[] = []
  let detailsChanged = false
  /** Requests with their numbers, oldest first; the first is under way while `sending`. They are never changed: a second sending must be the same. */
  let batches: Batch[] = []
  let numbered = 0
  let acknowledged = 0
  let protectedAt: number | null = null
  let sending: Promise<void> | null = null
  let failures = 0
  /** The journal lacks something: only the whole essay mends it. */
  let needsWhole = false
  let sinceWhole: SinceWhole = NOTHING_SINCE
  let rest: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let waitingSince = 0
  let ended = false

  const isAllProtected = () => steps.length === 0 && !detailsChanged && batches.length === 0
  const tell = (state: ProtectionState) => {
    if (!ended) onState(state)
  }
  const changed = (urgent: boolean) => {
    if (ended) return
    if (failures === 0) tell(WAITING)
    if (waitingSince === 0) waitingSince = Date.now()
    clearTimeout(rest)
    if (urgent) {
      void flush()
      return
    }
    const latest = Math.max(0, waitingSince + AT_LATEST - Date.now())
    rest = setTimeout(
      () => send(latest > REST),
      latest > NEXT_KEY ? Math.min(REST, latest) : Math.min(BEHIND_FRAME, latest),
    )
  }

  /** Gives what waits its numbers. At a rest it may become the whole essay instead. */
  function freeze(mayBeWhole: boolean): void {
    const isDue =
      sinceWhole.steps + steps.length >= (mayBeWhole ? SNAPSHOT_STEPS : SNAPSHOT_STEPS_AT_LATEST) ||
      (mayBeWhole && (sinceWhole.bytes >= SNAPSHOT_BYTES || Date.now() - sinceWhole.begun >= SNAPSHOT_AFTER))
    waitingSince = 0
    clearTimeout(rest)
    if (steps.length === 0 && !detailsChanged) return
    const from = numbered + 1
    numbered += steps.length + (detailsChanged ? 1 : 0)
    batches.push({
      ...opening,
      from,
      to: numbered,
      steps: isDue ? [] : steps.map((step) => step.toJSON()),
      details: !isDue && detailsChanged ? details() : null,
      snapshot: isDue ? document() : null,
    })
    if (isDue) sinceWhole = NOTHING_SINCE
    else {
      const { begun } = sinceWhole
      sinceWhole = {
        ...sinceWhole,
        steps: sinceWhole.steps + steps.length,
        begun: Math.min(begun, Date.now()),
      }
    }
    steps = []
    detailsChanged = false
  }

  /** The whole essay in place of everything that waits. */
  function freezeWhole(): void {
    waitingSince = 0
    clearTimeout(rest)
    numbered += steps.length + (detailsChanged ? 1 : 0)
    steps = []
    detailsChanged = false
    batches = [{ ...opening, from: 1, to: numbered, steps: [], details: null, snapshot: document() }]
    sinceWhole = NOTHING_SINCE
    needsWhole = false
  }

  /** Sends everything, one request after the other. */
  function send(mayBeWhole: boolean): Promise<void> {
    clearTimeout(again)
    if (needsWhole) freezeWhole()
    else freeze(mayBeWhole)
    if (sending === null && batches.length > 0) sending = sendAll()
    return sending ?? Promise.resolve()
  }

  async function sendAll(): Promise<void> {
    try {
      for (let batch = batches[0]; batch && !ended; batch = batches[0]) {
        const problem = await problemOf(batch)
        if (ended) return
        // A save may have taken it in meanwhile; then the journal's failure costs nothing.
        if (problem && batches.includes(batch)) {
          if (problem.code !== 'conflict' || batch.snapshot !== null) return failed(problem)
          needsWhole = true
        } else failures = 0
        if (needsWhole) freezeWhole()
      }
      if (!ended) tell(isAllProtected() ? { kind: 'protected', at: protectedAt } : WAITING)
    } finally {
      // In the same turn as the end, so that nothing can come between and be left unsent.
      sending = null
    }
  }

  /** Sends one request; null when all of it is acknowledged. */
  async function problemOf(batch: Batch): Promise<Problem | null> {
    const late = setTimeout(() => tell({ kind: 'problem', problem: NOT_ANSWERED }), NO_ANSWER)
    const answer = await write(batch)
    clearTimeout(late)
    if (!answer.ok) return answer.problem
    acknowledge(answer.value.sequence, answer.value.protectedAt)
    return batches.includes(batch) ? INCOMPLETE : null
  }

  function failed(problem: Problem): void {
    failures++
    tell({ kind: 'problem', problem })
    // An opening that has ended takes nothing more, however often it is asked.
    if (problem.code !== 'conflict')
      again = setTimeout(() => void send(true), PAUSES[Math.min(failures, PAUSES.length) - 1])
  }

  function acknowledge(sequence: number, at: number): void {
    acknowledged = Math.max(acknowledged, sequence)
    protectedAt = at
    const done = batches.filter((batch) => batch.to <= acknowledged)
    const bytes = done.reduce((sum, batch) => sum + sizeOf(batch), 0)
    sinceWhole = { ...sinceWhole, bytes: sinceWhole.bytes + bytes }
    batches = batches.filter((batch) => batch.to > acknowledged)
  }

  function flush(parting?: 'parting'): Promise<void> {
    if (ended) return Promise.resolve()
    if (parting && sending && !needsWhole) {
      // The request under way arrives first. Should this page stay after all, these are sent once more, in their turn.
      freeze(false)
      for (const batch of batches.slice(1)) void write(batch)
      return sending
    }
    return send(parting === undefined)
  }

  return {
    addSteps(added) {
      let large = false
      for (const step of added) {
        const last = steps.at(-1)
        const merged = last?.merge(step)
        if (merged) steps[steps.length - 1] = merged
        else steps.push(step)
        large ||= step instanceof ReplaceStep && step.slice.size > LARGE
      }
      changed(large)
    },
    addDetails(urgent = false) {
      detailsChanged = true
      changed(urgent)
    },
    flush,
    number() {
      if (!isAllProtected()) void send(false)
      return numbered
    },
    saved(sequence) {
      acknowledge(sequence, Date.now())
      if (!isAllProtected()) return
      failures = 0
      needsWhole = false
      clearTimeout(again)
      tell({ kind: 'protected', at: protectedAt })
    },
    unacknowledged() {
      if (ended) return []
      if (needsWhole) freezeWhole()
      else freeze(false)
      return batches
    },
    end() {
      ended = true
      clearTimeout(rest)
      clearTimeout(again)
    },
  }
}

/** About how many bytes a request has; text is mostly one or two bytes a letter. */
function sizeOf(batch: Batch): number {
  return batch.steps.length === 0 ? 0 : JSON.stringify(batch.steps).length
}

const INCOMPLETE: Problem = { code: 'conflict', message: 'The journal did not take all of the changes.' }

const NOT_ANSWERED: Problem = {
  code: 'io',
  message: 'Galley’s host has not answered for five seconds.',
  safe: 'What you see is still in this window, and what was protected before stays so.',
  next: 'Wait a moment; if it goes on, copy the text.',
}
