import type { Essay } from '../../../essay/essay.ts'
import { newEssay } from '../../../essay/new-essay.ts'
import { essayFromJson } from '../../../essay/read-essay.ts'
import { ok, type Result } from '../../../result.ts'
import type { ReadDocument, ReadOptions } from '../../conversion.ts'
import type { ImportContext } from './import-context.ts'
import { readPageEssay } from './read-page-essay.ts'

/** How HTML is read. */
export interface HtmlReadOptions extends ReadOptions {
  /** A whole page, in which the article has to be found; or a piece of one, all of which is text (paste, a file for a publishing system). */
  readonly kind: 'document' | 'fragment'
  /** True where nothing is to be recognised by its wording: credits among the paragraphs of a page stay there. */
  readonly asItStands?: boolean
}

/**
 * Reads HTML as an essay: pages that Galley wrote come back whole, all others through the named passes of `foreign-page.ts`. The schema is the
 * sanitiser: scripts, styles and everything else without a node or mark is left out, addresses go through core/essay/url.ts, and every drop
 * is counted in `losses`. Pictures are asked of `options.picture`; nothing is ever fetched. Any text may be given. Problem: `too-large`, naming the
 * limit (parse-html.ts).
 */
export function fromHtml(html: string, options: HtmlReadOptions): Result<ReadDocument> {
  const done = readPageEssay(html, options.kind, options.picture, options.asItStands)
  if (!done.ok) return done
  const {
    page: { taken = [], ...page },
    context,
  } = done.value
  const read = essayFromJson(newEssay(options.id, { ...page, assets: usedAssets(context) }))
  return read.ok ? ok({ essay: read.value, losses: context.losses.list(), taken }) : read
}

function usedAssets(context: ImportContext): Essay['assets'] {
  return [...context.assets.values()].slice(0, 4_096)
}
