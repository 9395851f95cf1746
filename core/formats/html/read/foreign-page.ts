import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import type { HastRoot } from './hast.ts'
import { hastToBody } from './hast-to-body.ts'
import type { ImportContext } from './import-context.ts'
import type { PageEssay } from './own-page.ts'

/** Reads HTML that Galley did not write. */
export function readForeignPage(root: HastRoot, kind: 'document' | 'fragment', context: ImportContext): PageEssay {
  void kind
  return { metadata: EMPTY_METADATA, people: [], credits: [], body: hastToBody(root.children, context) }
}
