import { useEffect } from 'react'
import type { App } from '../app-store.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { reloadFromFile } from './decisions.ts'

/** How often the file is looked at where nothing tells of it (milliseconds). */
const EVERY = 30_000

/**
 * Looks after the file of the open essay: when the host tells of a change, when the window comes to the front, and now and again. An essay
 * that has nothing of its own to lose is read anew at once.
 */
export function useFileWatch(app: App, session: EssaySession): void {
  useEffect(() => {
    const look = () => void session.checkFile()
    const onShow = () => {
      if (document.visibilityState === 'visible') look()
    }
    const timer = setInterval(look, EVERY)
    const unsubscribe = app.host.onEssayChangedOnDisk(({ essay }) => {
      if (essay === session.store.getState().opened.essay) look()
    })
    const follow = session.store.subscribe((state, before) => {
      if (state.outside === 'changed' && before.outside !== 'changed') void reloadFromFile(app, session)
    })
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', onShow)
    return () => {
      clearInterval(timer)
      unsubscribe()
      follow()
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', onShow)
    }
  }, [app, session])
}
