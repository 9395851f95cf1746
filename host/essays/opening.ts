import type { WorkingEssay } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { PictureBytes } from '../essay-file.ts'
import type { FileStamp } from '../file-stamp.ts'
import type { Unsaved } from '../journal/find-unsaved.ts'
import type { Journal } from '../journal/journal.ts'

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
  /** Recovered text while the person has not decided what becomes of a file that changed outside. Nothing is written until then. */
  undecided: Unsaved | null
}

const YOURS = 'Your text is still open here, and what is on the disk is unchanged.'
const RESCUE = 'Save yours as a copy, or open the essay again.'

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
