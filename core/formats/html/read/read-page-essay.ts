import { ok, type Result } from '../../../result.ts'
import type { PictureSource } from '../../conversion.ts'
import { pageLanguage, readForeignPage } from './foreign-page.ts'
import { type ImportContext, importContext } from './import-context.ts'
import { isOwnPage, ownLanguage, type PageEssay, readOwnPage } from './own-page.ts'
import { parseHtml } from './parse-html.ts'
import { dropDerived } from './passes/drop-derived.ts'

/** What HTML says of an essay, with what was lost and which pictures were found (`context`). */
export interface ReadPage {
  /** Fits the schema, but the limits of an essay (essay/read-essay.ts) have not been asked. */
  readonly page: PageEssay
  readonly context: ImportContext
}

/**
 * The reading itself, for `fromHtml`, which makes an essay of it, and for the window, which pastes its body into one. Problem: `too-large`.
 */
export function readPageEssay(
  html: string,
  kind: 'document' | 'fragment',
  picture: PictureSource,
  asItStands = false,
): Result<ReadPage> {
  const parsed = parseHtml(html, kind)
  if (!parsed.ok) return parsed
  const { root, badCharacters, badPlace } = parsed.value
  const own = isOwnPage(root)
  const context = importContext(picture, { own, language: own ? ownLanguage(root) : pageLanguage(root), asItStands })
  for (let count = 0; count < badCharacters; count++)
    context.losses.add('control-character', 'A character that no text may hold was taken out.', badPlace)
  if (own) dropDerived(root)
  const page = own ? readOwnPage(root, context) : readForeignPage(root, kind, context)
  return ok({ page, context })
}
