import type { Recovered, RecoveryChoice } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { useSession } from '../session/session-context.ts'
import { timeOf } from '../time-words.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { decideRecovery, showDifference } from './decisions.ts'

const CHOICES: readonly { readonly choice: RecoveryChoice; readonly label: string; readonly hint: string }[] = [
  { choice: 'mine', label: 'Keep mine', hint: 'Your recovered text goes on; the file’s becomes a version.' },
  { choice: 'theirs', label: 'Take the file’s', hint: 'The file’s text goes on; yours becomes a version.' },
  { choice: 'both', label: 'Keep both', hint: 'Your text goes on in a file of its own beside the other.' },
]

/** What was recovered after Galley, the machine or the disk stopped; with a choice where the file changed meanwhile. */
export function RecoveryBanner({ recovered }: { readonly recovered: Recovered }) {
  const app = useApp()
  const session = useSession()
  const { choice, sentence, when } = recovered
  const show = () =>
    void showDifference(app, session, {
      title: 'What was recovered',
      sentence,
      mine: 'Recovered',
      choices:
        choice === null
          ? []
          : CHOICES.map((one) => ({ ...one, run: () => void decideRecovery(app, session, one.choice) })),
    })
  if (choice === null) {
    return (
      <Banner
        tone="good"
        label="Recovered"
        what={sentence}
        more={`Written down ${timeOf(when)}. The file is as it was until you save.`}
        actions={
          <>
            <Button kind="outline" onClick={show}>
              Show what changed
            </Button>
            <Button kind="outline" onClick={() => void session.save({ byHand: true })}>
              Save it
            </Button>
          </>
        }
        onDismiss={session.dismissRecovery}
      />
    )
  }
  return (
    <Banner
      tone="warn"
      label="Recovered, and the file changed"
      what={sentence}
      more={`Recovered: ${count(choice.words)}, written down ${timeOf(when)}. In the file: ${count(choice.theirWords)}, changed ${timeOf(choice.theirTime)}. Nothing is written until you choose, and the other one becomes a version.`}
      actions={
        <>
          <Button kind="outline" onClick={show}>
            Show what changed
          </Button>
          {CHOICES.map((one) => (
            <Button
              key={one.choice}
              kind="outline"
              title={one.hint}
              onClick={() => void decideRecovery(app, session, one.choice)}
            >
              {one.label}
            </Button>
          ))}
        </>
      }
    />
  )
}

function count(words: number): string {
  return words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`
}
