import { useLayoutEffect } from 'react'
import { encodeWire } from '../contract/wire.ts'
import { type App, AppContext, useApp, useAppState } from './app-store.ts'
import { Bar } from './bar.tsx'
import { useBeside } from './beside.ts'
import { runKeys } from './commands/keys.ts'
import { Palette } from './commands/palette.tsx'
import { commands, contextOf, runCommand } from './commands/registry.ts'
import { ShortcutSheet } from './commands/shortcut-sheet.tsx'
import { Desk } from './desk/desk.tsx'
import { takeOverDraft } from './drafts.ts'
import { HandIn } from './hand-in/hand-in.tsx'
import { outlivesPage } from './host/outlives-page.ts'
import { ImportReceipt } from './import-receipt.tsx'
import { LeavingDialog } from './leaving-dialog.tsx'
import { LostEssaysDialog } from './lost-essays-dialog.tsx'
import { leaveEssay, showAsked } from './navigation.ts'
import { Notices } from './notices.tsx'
import { DifferenceDialog } from './page/history/difference-dialog.tsx'
import { HistoryDialog } from './page/history/history-dialog.tsx'
import { NameVersionDialog } from './page/history/name-version-dialog.tsx'
import { Page } from './page/page.tsx'
import { Proof } from './proof/proof.tsx'
import { ProofBeside } from './proof/proof-beside.tsx'
import { SessionContext } from './session/session-context.ts'
import { SessionBanners } from './session-banners/session-banners.tsx'
import { SpellingDialog } from './spelling/spelling-dialog.tsx'
import { useTheme } from './use-theme.ts'
import styles from './window.module.css'
import { WindowGuard } from './window-guard.tsx'

/** The whole window: bar, screen, dialogs, notices; keys and the shell's events lead to commands. */
export function Window({ app }: { app: App }) {
  return (
    <AppContext.Provider value={app}>
      <WindowGuard onFailure={() => void keep(app)}>
        <Contents />
      </WindowGuard>
    </AppContext.Provider>
  )
}

/** Protects and saves what is open. */
async function keep(app: App): Promise<void> {
  const { session } = contextOf(app)
  await session?.protect()
  await session?.save()
}

function Contents() {
  const app = useApp()
  const screen = useAppState((state) => state.screen)
  const dialog = useAppState((state) => state.dialog)
  const { beside } = useBeside()
  useTheme()
  useShell()
  return (
    <div className={styles.window}>
      <Bar />
      {screen.kind === 'desk' ? (
        <Desk />
      ) : (
        <SessionContext.Provider value={screen.session} key={screen.session.serial}>
          <div className={styles.essay}>
            <SessionBanners />
            {/* The Page stays mounted below Proof and Hand in, so that cursor, scroll and undo stay where they were. */}
            <div className={styles.view} hidden={screen.view !== 'page'} data-beside={beside}>
              <Page />
              {beside && screen.view === 'page' && <ProofBeside />}
            </div>
            {screen.view === 'proof' && <Proof />}
            {screen.view === 'hand-in' && <HandIn />}
          </div>
        </SessionContext.Provider>
      )}
      {dialog?.kind === 'palette' && <Palette />}
      {dialog?.kind === 'shortcuts' && <ShortcutSheet />}
      {dialog?.kind === 'spelling' && <SpellingDialog />}
      {dialog?.kind === 'import-receipt' && <ImportReceipt {...dialog} />}
      {dialog?.kind === 'difference' && <DifferenceDialog difference={dialog.difference} />}
      {dialog?.kind === 'history' && screen.kind === 'essay' && <HistoryDialog session={screen.session} />}
      {dialog?.kind === 'name-version' && <NameVersionDialog />}
      {dialog?.kind === 'lost-essays' && <LostEssaysDialog />}
      {dialog?.kind === 'leaving' && <LeavingDialog {...dialog} />}
      <Notices notices={useAppState((state) => state.notices)} onDismiss={app.dismiss} />
    </div>
  )
}

/** Keys, the shell's menu, files opened from outside, and leaving. */
function useShell(): void {
  const app = useApp()
  // Before the first paint: who sees the text may press a key.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || app.store.getState().dialog !== null) return
      if (runKeys(event, commands, contextOf(app))) event.preventDefault()
    }
    const onBlur = () => {
      const { session } = contextOf(app)
      void session?.protect()
      void session?.save()
    }
    const onHide = () => {
      if (document.visibilityState === 'visible') return
      const { session } = contextOf(app)
      // The journal first: it is small, and what it has is safe whatever becomes of the rest.
      void session?.protect('parting')
      void session?.save()
    }
    const onPageHide = () => {
      takeOverDraft()
      void contextOf(app).session?.protect('parting')
    }
    const onUnload = (event: BeforeUnloadEvent) => {
      takeOverDraft()()
      const { session } = contextOf(app)
      const unprotected = session?.unprotected() ?? []
      if (!session || unprotected.length === 0) return
      void session.protect('parting')
      // A request that was just sent outlives the page if it is small; ask only where words would be at stake. The desktop
      // window is not closed before its essay is protected (`onClosing`).
      const isCarried = app.store.getState().info.dialogs || outlivesPage(unprotected.map(encodeWire).join(''))
      if (session.store.getState().protection.kind === 'problem' || !isCarried) event.preventDefault()
    }
    let leaving: AbortController | null = null
    const close = () => {
      if (leaving) {
        if (app.store.getState().dialog?.kind === 'leaving') app.host.answerClosing('asks')
        return
      }
      leaving = new AbortController()
      void leaveEssay(app, { signal: leaving.signal, say: app.host.answerClosing }).then((left) => {
        leaving = null
        app.host.answerClosing(left ? 'ready' : 'stays')
      })
    }
    const onShutdown = () => {
      takeOverDraft()()
      onBlur()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('blur', onBlur)
    window.addEventListener('pagehide', onPageHide)
    window.addEventListener('beforeunload', onUnload)
    const ends = [
      app.host.onCommand((command) => runCommand(app, command)),
      app.host.onShowEssay((event) => void showAsked(app, event.essay)),
      app.host.onClosing((why) => (why === 'close' ? close() : onShutdown())),
      app.host.onStaying(() => leaving?.abort()),
      app.host.onScreenReader((screenReader) => app.store.setState({ screenReader })),
      () => document.removeEventListener('keydown', onKey),
      () => document.removeEventListener('visibilitychange', onHide),
      () => window.removeEventListener('blur', onBlur),
      () => window.removeEventListener('pagehide', onPageHide),
      () => window.removeEventListener('beforeunload', onUnload),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [app])
}
