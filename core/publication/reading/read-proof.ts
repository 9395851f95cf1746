import { parseHtml } from '../../formats/html/read/parse-html.ts'
import { ok, type Result } from '../../result.ts'
import { cardsOf, type PageCard } from './cards.ts'
import { type SpokenLine, transcriptOf } from './transcript.ts'

/** What programs make of a published page. */
export interface ProofReading {
  readonly transcript: readonly SpokenLine[]
  readonly cards: readonly PageCard[]
}

/** Reads a page as a screen reader and as other sites do, from its HTML alone. Problem: `too-large`. */
export function readProof(html: string): Result<ProofReading> {
  const parsed = parseHtml(html, 'document')
  if (!parsed.ok) return parsed
  const { root } = parsed.value
  return ok({ transcript: transcriptOf(root), cards: cardsOf(root) })
}
