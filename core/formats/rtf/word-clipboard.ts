import type { Essay } from '../../essay/essay.ts'
import type { Clipboard } from '../../publication/format.ts'
import { LossLedger } from '../conversion.ts'
import { WORD_PROCESSOR } from '../paste/paste-places.ts'
import { toPaste } from '../paste/to-paste.ts'
import { type RtfOptions, toRtf } from './to-rtf.ts'

/** What has a field of its own in other places, and is no part of a text that is pasted into a document. */
const NO_PART: ReadonlySet<string> = new Set(['tags', 'canonical'])

/**
 * An essay for the clipboard of a word processor or a mail: RTF with real footnotes where the clipboard takes it, the same as HTML, and as plain text. Pictures stand as their
 * descriptions in all of them.
 */
export function wordClipboard(essay: Essay, options: RtfOptions): Clipboard {
  // Without its pictures no file is named that is not there.
  const unpictured = { ...essay, assets: [] }
  const shelf = { add: () => {}, address: () => '', pathOf: () => '' }
  const paste = new LossLedger()
  const { html, text } = toPaste(unpictured, WORD_PROCESSOR, shelf, options.wording, paste)
  const rtf = toRtf(essay, options)
  return {
    html,
    text,
    rtf: rtf.text,
    losses: paste.list().filter(({ kind }) => !NO_PART.has(kind)),
    rtfLosses: rtf.losses,
  }
}
