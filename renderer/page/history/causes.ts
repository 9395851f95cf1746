import type { VersionSummary } from '../../../contract/host.ts'
import { timeOf } from '../../time-words.ts'

/** Why a version is there, for people. */
export function causeOf({ cause, restoredFrom }: VersionSummary): string {
  switch (cause) {
    case 'opened':
      return 'Before this session'
    case 'saved':
      return 'Saved'
    case 'time':
      return 'Ten minutes of changes'
    case 'words':
      return 'Five hundred words'
    case 'closed':
      return 'Closed'
    case 'named':
      return 'Named'
    case 'conflict':
      return 'One side of a conflict'
    case 'outside':
      return 'Before another program’s change'
    case 'before-shrink':
      return 'Before almost all was deleted'
    case 'before-restore':
      return 'Before a version was restored'
    case 'restored':
      return restoredFrom === null ? 'Restored' : `Restored, kept first ${timeOf(restoredFrom)}`
    case 'recovered':
      return 'Found again'
  }
}

/** A change in words with its sign: “+120 words”, “−1 word”, “as many words”. */
export function changeInWords(difference: number): string {
  if (difference === 0) return 'as many words'
  const many = Math.abs(difference)
  return `${difference > 0 ? '+' : '−'}${many.toLocaleString('en-GB')} ${many === 1 ? 'word' : 'words'}`
}
