import type { Problem } from '../../core/result.ts'
import { useApp } from '../app-store.ts'
import { saveAs } from '../navigation.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { copyText, showDifference } from './decisions.ts'

/** A save or the journal failed: what happened, what is safe, and the ways on. One banner, for the file's failure where both have one. */
export function ProblemBanner({ file, journal }: { readonly file: Problem | null; readonly journal: Problem | null }) {
  const app = useApp()
  const session = useSession()
  const isProtected = useSessionState(({ protection }) => protection.kind === 'protected')
  const { dialogs } = app.store.getState().info
  const problem = file ?? journal
  if (problem === null) return null
  const isShrink = problem.code === 'shrinks'
  const retry = () => {
    void session.protect()
    if (file) void session.save({ byHand: true })
  }
  const saveShort = { label: 'Save it all the same', hint: 'The longer text stays in the history.' }
  const save = () => void session.save({ byHand: true, confirmShrink: true })
  const difference = {
    title: 'Almost nothing would be left',
    sentence: problem.message,
    mine: 'As it stands here',
    choices: [{ ...saveShort, run: save }],
  }
  return (
    <Banner
      tone="bad"
      label={file ? 'Not saved' : 'Not protected'}
      what={`${file ? 'Not saved' : 'Not protected'}: ${problem.message}`}
      more={[safeOf(problem, isProtected), problem.next].filter(Boolean).join(' ')}
      actions={
        isShrink ? (
          <>
            <Button kind="outline" onClick={() => void showDifference(app, session, difference)}>
              Show what changed
            </Button>
            <Button kind="outline" onClick={save}>
              {saveShort.label}
            </Button>
          </>
        ) : (
          <>
            <Button kind="outline" onClick={retry}>
              Retry
            </Button>
            <Button kind="outline" onClick={() => void saveAs(app)}>
              {dialogs ? 'Save as…' : 'Download a copy'}
            </Button>
            <Button kind="outline" onClick={() => void copyText(app, session)}>
              Copy text
            </Button>
          </>
        )
      }
    />
  )
}

function safeOf(problem: Problem, isProtected: boolean): string {
  const safe = problem.safe ?? ''
  return isProtected ? `Your text is protected in Galley’s journal. ${safe}` : safe
}
