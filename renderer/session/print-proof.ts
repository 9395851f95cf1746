import type { App } from '../app-store.ts'
import type { EssaySession } from './essay-session.ts'

/**
 * Shows the exported page in a tab of its own, where the browser's print command prints it and nothing else: a frame without scripts cannot be printed from
 * outside. The page is the proof's, under its policies.
 */
export async function printProof(app: App, session: EssaySession): Promise<void> {
  // The tab opens while the key is still known to be a person's; the page comes into it when it is made.
  const tab = window.open('', '_blank')
  const { profile } = session.store.getState().settings
  const made = await app.host.proof({ ...session.working(), profile, comments: false, theme: 'system' })
  if (!made.ok) {
    tab?.close()
    app.tell({ problem: made.problem })
    return
  }
  if (!tab) {
    app.tell({
      problem: {
        code: 'not-available',
        message: 'The browser did not open a tab for the page.',
        next: 'Allow this address to open tabs, and print again.',
      },
    })
    return
  }
  tab.opener = null
  tab.location.replace(made.value.url)
}
