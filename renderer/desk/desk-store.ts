import { createStore } from 'zustand/vanilla'
import type { EssaySummary, LostEssay, SearchHit } from '../../contract/host.ts'
import type { Problem } from '../../core/result.ts'
import type { App } from '../app-store.ts'

/** What the Desk shows. */
export interface DeskState {
  /** null until the first listing is there. */
  readonly essays: readonly EssaySummary[] | null
  /** Essays that no file holds any more, and whose text waits in the journal. */
  readonly lost: readonly LostEssay[]
  readonly problem: Problem | null
  readonly query: string
  /** Hits of the query, null where nothing is searched. */
  readonly hits: readonly SearchHit[] | null
}

/** The Desk's state. It outlives the screen, so that coming back shows the last listing at once. */
export const deskStore = createStore<DeskState>(() => ({
  essays: null,
  lost: [],
  problem: null,
  query: '',
  hits: null,
}))

/** Reads the folder again. */
export async function refreshDesk(app: App): Promise<void> {
  const listed = await app.host.listEssays({})
  if (listed.ok) deskStore.setState({ essays: listed.value.essays, problem: null })
  else deskStore.setState({ problem: listed.problem })
  const lost = await app.host.listLostEssays({ versions: false })
  if (lost.ok) deskStore.setState({ lost: lost.value.essays })
}

let searches = 0

/** Searches all essays; the answer to an older query never replaces a newer one's. */
export async function searchDesk(app: App, query: string): Promise<void> {
  deskStore.setState({ query })
  const search = ++searches
  if (query.trim() === '') {
    deskStore.setState({ hits: null })
    return
  }
  await new Promise((done) => setTimeout(done, 120))
  if (search !== searches) return
  const found = await app.host.searchEssays({ query })
  if (search !== searches) return
  if (found.ok) deskStore.setState({ hits: found.value.hits })
  else app.tell({ problem: found.problem })
}
