import { basename, dirname, extname, join } from 'node:path'
import type { Recovered } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import type { Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import type { DurablyWritten } from '../durable-write.ts'
import type { FileStamp } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import type { Unsaved } from '../journal/find-unsaved.ts'
import { writeUnderFreeName } from './file-moves.ts'

/** What a window is told of text that a journal gave back; `theirs` and `stamp` are of the file as it is. */
export function recoveredNotice(unsaved: Unsaved, theirs: Essay, stamp: FileStamp): Recovered {
  const { essay, when, salvaged, detailsFit, changedOutside } = unsaved
  const words = countEssay(essay).body.words
  const theirWords = countEssay(theirs).body.words
  const more = words - theirWords
  const what = changedOutside
    ? 'Text of yours that was not saved yet was recovered, but the file was changed by another program meanwhile.'
    : more > 0
      ? `${more === 1 ? 'One word that was' : `${more} words that were`} not saved yet ${more === 1 ? 'was' : 'were'} recovered.`
      : 'Changes that were not saved yet were recovered.'
  const asides = [
    ...(salvaged.length > 0
      ? ['Some of it could not be put back in its place and stands at the end of the text.']
      : []),
    ...(detailsFit ? [] : ['Details that the format does not allow are as they were before.']),
  ]
  return {
    sentence: [what, ...asides].join(' '),
    when,
    choice: changedOutside ? { words, theirWords, theirTime: Number(stamp.state.mtimeNs / 1_000_000n) } : null,
  }
}

/** Puts a version that was not chosen into the folder Trash beside an essay's file, as a whole file. Nothing is overwritten. */
export function keepInTrash(io: Io, path: string, bytes: Uint8Array): Promise<Result<DurablyWritten>> {
  const trash = join(dirname(path), 'Trash')
  return onDisk(basename(path), 'Nothing was decided; both versions are still there.', async () => {
    await io.mkdir(trash)
    const extension = extname(path)
    return writeUnderFreeName(io, trash, basename(path, extension), extension, bytes)
  })
}

/** `Name (conflict 2026-11-23 1015)`: the name of a file for the recovered text, by the local time. */
export function conflictName(name: string, when: number): string {
  const at = new Date(when)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${name} (conflict ${day} ${two(at.getHours())}${two(at.getMinutes())})`
}
