import type { Essay } from '../../core/essay/essay.ts'
import { errnoOf } from '../disk-problem.ts'
import type { FileStamp } from '../file-stamp.ts'
import { type FoundJournal, findUnsaved, type KeepSaved, type Unsaved } from './find-unsaved.ts'
import { type Journal, type JournalParts, journalFolder, openJournal } from './journal.ts'

/** A file as it was read. */
export interface FileAsRead {
  readonly path: string
  readonly stamp: FileStamp
  readonly essay: Essay
}

/**
 * The journal of an opening, and what earlier ones hold that the file lacks. That is on the disk anew before their logs go. Where the file was
 * changed outside, nothing is touched before the person has decided (`begin`, or `end` with drop).
 */
export async function openWithUnsaved(
  parts: JournalParts,
  { path, stamp, essay }: FileAsRead,
  { keepSaved, log }: { readonly keepSaved: KeepSaved; readonly log: (line: string) => void },
): Promise<{ readonly journal: Journal; readonly unsaved: Unsaved | null }> {
  const folder = journalFolder(parts.folder, essay.id)
  let found: FoundJournal = { unsaved: null, replaces: [] }
  try {
    found = await findUnsaved(parts.io, folder, { path, sha256: stamp.sha256, essay }, keepSaved)
  } catch (error) {
    if (errnoOf(error) === '') throw error
    // The logs stay, and the first change of the text will meet the same disk and say so.
    log(`${essay.id}: the journal cannot be read (${errnoOf(error)})`)
  }
  const { unsaved, replaces } = found
  const start = { path, stamp, essay: unsaved?.essay ?? essay, saved: unsaved === null, replaces }
  const journal = openJournal(parts, essay.id, start)
  if (unsaved !== null && !unsaved.changedOutside) {
    const begun = await journal.begin()
    if (!begun.ok) log(`${essay.id}: recovered text stays in its old log (${begun.problem.code})`)
  }
  return { journal, unsaved }
}
