import type { ChangeChoice } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { saveAs } from '../navigation.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { decideChange, showDifference } from './decisions.ts'

const CHOICES: readonly { readonly choice: ChangeChoice; readonly label: string; readonly hint: string }[] = [
  { choice: 'mine', label: 'Keep mine', hint: 'Your text is written; the other one becomes a version.' },
  { choice: 'theirs', label: 'Take the file’s', hint: 'The file’s text goes on; yours becomes a version.' },
  { choice: 'both', label: 'Keep both', hint: 'Your text goes on in a file of its own beside the other.' },
]

/** Another program changed the file while words of this window are not in it, or took it away. */
export function OutsideBanner({ outside }: { readonly outside: 'changed' | 'gone' }) {
  const app = useApp()
  const session = useSession()
  const { dialogs } = app.store.getState().info
  const name = useSessionState((state) => state.fileName)
  const isProtected = useSessionState((state) => state.protection.kind !== 'problem')
  if (outside === 'gone') {
    return (
      <Banner
        tone="warn"
        label="The file is gone"
        what={`The file of “${name}” was moved or deleted by another program.`}
        more={`${isProtected ? 'Your text is in this window and in Galley’s journal' : 'Your text is in this window only'}. Write it again, or leave it: it waits on the Desk.`}
        actions={
          <>
            <Button kind="outline" onClick={() => void decideChange(app, session, 'mine')}>
              Write it again
            </Button>
            <Button kind="outline" onClick={() => void saveAs(app)}>
              {dialogs ? 'Save as…' : 'Download a copy'}
            </Button>
          </>
        }
      />
    )
  }
  const choices = CHOICES.map((one) => ({ ...one, run: () => void decideChange(app, session, one.choice) }))
  const what = `“${name}” was changed by another program while you wrote.`
  return (
    <Banner
      tone="warn"
      label="The file was changed by another program"
      what={what}
      more="Nothing is written over it until you choose, and the other one becomes a version."
      actions={
        <>
          <Button
            kind="outline"
            onClick={() =>
              void showDifference(app, session, {
                title: 'Two versions of this essay',
                sentence: what,
                mine: 'Your text',
                choices,
              })
            }
          >
            Show difference
          </Button>
          {choices.map(({ choice, label, hint, run }) => (
            <Button key={choice} kind="outline" title={hint} onClick={run}>
              {label}
            </Button>
          ))}
        </>
      }
    />
  )
}
