import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { EssaySession, SessionState } from './essay-session.ts'

/** The open essay for everything below. */
export const SessionContext = createContext<EssaySession | null>(null)

/** The open essay. Throws outside an essay screen. */
export function useSession(): EssaySession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of an open essay')
  return session
}

/** A part of the open essay's state; renders again only when that part changes. */
export function useSessionState<Part>(select: (state: SessionState) => Part): Part {
  return useStore(useSession().store, select)
}
