import type { ReadOnly, WorkingEssay } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { PackMemory, PictureBytes } from '../essay-file.ts'
import type { FileStamp } from '../file-stamp.ts'
import type { Unsaved } from '../journal/find-unsaved.ts'
import type { Journal } from '../journal/journal.ts'
import type { Ownership } from './owner-file.ts'

/** An essay that a window has open, as the host knows it. */
export interface Opening {
  readonly essayId: string
  /** Counts openings of this file in this host. */
  readonly generation: number
  /** Counts saves within the opening. */
  revision: number
  /** What the file was when it was read or written last. */
  stamp: FileStamp
  /** Hashes of writes that were reported as failed and may have landed all the same. */
  ours: readonly string[]
  /** Pictures that the file holds or held since it was opened: an undo may bring them back. */
  readonly filed: Map<string, Uint8Array>
  /** Pictures that were put in since and are kept in the spool. */
  readonly spooled: Map<string, Uint8Array>
  foreignInfo: Readonly<Record<string, unknown>>
  readonly journal: Journal
  /** What was found out when the file was packed last. */
  readonly packing: PackMemory
  /** Recovered text while the person has not decided what becomes of a file that changed outside. Nothing is written until then. */
  undecided: Unsaved | null
  /** The window that opened it, or ''. */
  readonly window: string
  /** When that window was heard of last, milliseconds since 1970. */
  seenAt: number
  owned: Ownership
  /** Characters of the body in the file. */
  textSize: number
  /** What was told of a change by another program: the hash of the file, `gone`, or '' where there is nothing to tell. */
  told: string
}

/** How long a window counts as living after it was heard of (milliseconds). It asks every 30 s; in the background browsers let it every minute. */
const LIVES = 90_000

/** Whether another window has the essay open and lives: then `window` may only read. */
export function isOpenElsewhere(opening: Opening | undefined, window: string, now: number): boolean {
  if (opening === undefined || window === '' || opening.window === '' || opening.window === window) return false
  return now - opening.seenAt < LIVES
}

const YOURS = 'Your text is still open here, and what is on the disk is unchanged.'
const RESCUE = 'Save yours as a copy, or open the essay again.'

const WAYS: Readonly<Record<ReadOnly['reason'], string>> = {
  'open-elsewhere': 'To write, close it elsewhere and open it again, or make a copy.',
  'newer-format': 'Open it with the Galley that wrote it, or copy the text.',
  unreadable: 'Make a copy of what can be read, or copy the text.',
}

/** The refusal of everything that writes in an opening for reading only. */
export function refuseReadOnly({ reason, sentence }: ReadOnly): ReturnType<typeof fail> {
  return fail('read-only', sentence, { safe: 'The file is unchanged.', next: WAYS[reason] })
}

/** The refusal to publish what is not the whole essay; null where only another window or program keeps it from being written. */
export function refusePublication({ reason }: ReadOnly): ReturnType<typeof fail> | null {
  if (reason === 'open-elsewhere') return null
  const why =
    reason === 'newer-format'
      ? 'A newer Galley wrote this essay, so what is shown here is not all of it. It is not published from here.'
      : 'Only the plain text of this essay can be read, so what is shown here is not all of it. It is not published.'
  return fail('read-only', why, { safe: 'The file is unchanged.', next: WAYS[reason] })
}

/** Whether a save may go ahead: the window's text must be of this opening, based on its newest save, and of this essay. Problem: `conflict`. */
export function checkTurn(
  opening: Opening | undefined,
  input: Pick<WorkingEssay, 'generation' | 'revision'> & { readonly document: { readonly id: string } },
): Result<Opening> {
  if (opening === undefined) return fail('conflict', 'This essay is not open any more.', { safe: YOURS, next: RESCUE })
  if (opening.generation !== input.generation)
    return fail('conflict', 'This essay was opened again in another window.', { safe: YOURS, next: RESCUE })
  if (opening.revision !== input.revision)
    return fail('conflict', 'This essay was saved from another window in the meantime.', { safe: YOURS, next: RESCUE })
  if (opening.essayId !== input.document.id)
    return fail('conflict', 'This text belongs to another essay.', { safe: YOURS, next: RESCUE })
  if (opening.undecided !== null)
    return fail('conflict', 'The file was changed by another program, and it is not decided yet what becomes of it.', {
      safe: 'Neither version was touched.',
      next: 'Open the essay again and choose.',
    })
  return ok(opening)
}

/** The pictures that an opening can reach without asking the disk. */
export function picturesAtHand(opening: Opening): PictureBytes {
  return new Map([...opening.filed, ...opening.spooled])
}
