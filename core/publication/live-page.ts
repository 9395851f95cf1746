import type { Asset, Essay } from '../essay/essay.ts'
import { type PageRendering, renderPage } from '../formats/html/write/page/render-page.ts'
import type { Format } from './format.ts'
import { namedPublication } from './named-publication.ts'
import type { Profile } from './profile.ts'
import { type Wording, wordingFor } from './wording.ts'

/** The page of a proof, which follows the essay key by key. */
export interface LivePage {
  readonly rendering: PageRendering
  readonly language: string
  readonly wording: Wording
}

/**
 * The page that the proof of this profile shows (`shows` as the host's proof says it), for its body and what stands around it; the stylesheet is left out, because the
 * proof has it already. With `before`, which must be of the same profile, only what changed is written (`renderPage`). `shownAt` must be the same function each time.
 * The blocks are those of `publish`, byte for byte; a test compares. null where the proof is no page of ours, or where every name has to be taken out
 * first: then only the host can make it anew.
 */
export function livePage(
  essay: Essay,
  profile: Profile,
  shows: Format['proof'],
  shownAt: (asset: Asset) => string,
  before?: LivePage,
): LivePage | null {
  if (shows === 'fragment' || profile.rules.anonymous === true) return null
  const { language } = essay.metadata
  const wording = before?.language === language ? before.wording : wordingFor(language, profile)
  // Pictures beside the page are loaded when they come into sight; a page for another format is shown with its pictures inside.
  const isBeside = shows === 'page' && profile.options.pictures !== 'embedded'
  const options = {
    kind: 'page',
    look: NO_LOOK,
    address: shownAt,
    wording,
    publication: namedPublication(profile),
  } as const
  const rendering = renderPage(essay, isBeside ? { ...options, publicAddress: shownAt } : options, before?.rendering)
  return { rendering, language, wording }
}

const NO_LOOK = { stylesheet: '', stylesheetHash: '' } as const
