import type { Asset } from '../../core/essay/essay.ts'
import type { LivePage } from '../../core/publication/live-page.ts'
import type { Profile } from '../../core/publication/profile.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { applyChanges, blockCount } from './proof-page.ts'
import type { Rendered, useProof } from './use-proof.ts'

/** Rest after which the host makes the whole page anew, while the frame has what was typed (milliseconds). */
const REST = 700
/** Time between one page of the host that came too late and the next (milliseconds). */
const AGAIN = 100

interface Followed {
  readonly page: Document
  readonly url: string
  readonly session: EssaySession
  /** What the host made at this address last; null while another page is on its way. */
  readonly rendered: () => Extract<Rendered, { readonly kind: 'proof' }> | null
  readonly profile: () => Profile | null
  readonly refresh: ReturnType<typeof useProof>['refresh']
  /** Told when the page has something new in it. */
  readonly onChanged: () => void
}

/**
 * Brings a page in a frame after the essay. Where the proof is a page of ours, what is typed is written by the export's own writer, block by block, as soon as the key itself is
 * shown; when the text rests, the host makes its page anew and the frame is brought to that. Everything else comes from the host alone, one page after the other. Answers
 * what ends it.
 */
export function followEssay({ page, url, session, rendered, profile, refresh, onChanged }: Followed): () => void {
  const shownAt = (asset: Asset) => `${url}/${asset.hash}`
  let writer: typeof import('../../core/publication/live-page.ts') | null = null
  let live: LivePage | null = null
  let shownVersion = rendered()?.version ?? -1
  let state: 'starting' | 'ready' | 'ended' = 'starting'
  let isQueued = false
  let isRefreshing = false
  let rest: ReturnType<typeof setTimeout> | undefined
  const version = () => session.store.getState().version

  const begin = () => {
    const from = rendered()
    const by = profile()
    if (!writer || !from || !by || from.shown !== 'export') return
    const made = writer.livePage(from.essay, by, from.proof.shows, shownAt)
    if (made && blockCount(page) === made.rendering.parts.length - 2) live = made
  }
  /** Writes what has come into the page. */
  const write = () => {
    const by = profile()
    if (!writer || !live || !by || shownVersion === version()) return
    const from = rendered()
    const next = from && writer.livePage(session.document(), by, from.proof.shows, shownAt, live)
    const { changes = [], parts = [] } = next?.rendering ?? {}
    live = next && applyChanges(page, changes, parts.length) ? next : null
    if (live) shownVersion = version()
    onChanged()
  }
  const fromHost = async () => {
    if (isRefreshing || state === 'ended') return
    isRefreshing = true
    write()
    const isAhead = live !== null
    const isUpToDate = await refresh(page, isAhead)
    isRefreshing = false
    if ((state as string) === 'ended') return
    if (!isAhead) onChanged()
    if (!isUpToDate) later(AGAIN)
  }
  const later = (least = 0) => {
    clearTimeout(rest)
    rest = setTimeout(() => void fromHost(), live ? REST : least)
  }
  const changed = () => {
    if (state !== 'ready' || isQueued) return
    isQueued = true
    // First the key itself is shown.
    setTimeout(() => {
      isQueued = false
      if (state !== 'ready') return
      write()
      later()
    }, 0)
  }
  const stop = session.store.subscribe((now, before) => {
    if (now.version !== before.version) changed()
  })
  void import('../../core/publication/live-page.ts').then((loaded) => {
    if (state === 'ended') return
    writer = loaded
    begin()
    state = 'ready'
    if (version() !== shownVersion) changed()
  })
  return () => {
    state = 'ended'
    clearTimeout(rest)
    stop()
  }
}
