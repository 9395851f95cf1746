import type { ReadOnly } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { goOnWith, showCopy } from '../navigation.ts'
import { useSession } from '../session/session-context.ts'
import { thisWindow } from '../this-window.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { copyText } from './decisions.ts'

/** Why the essay may only be read here, and the ways to write all the same. */
export function ReadOnlyBanner({ readOnly }: { readonly readOnly: ReadOnly }) {
  const app = useApp()
  const session = useSession()
  const { essay } = session.store.getState().opened
  const openAgain = async (takeOver: boolean) => {
    const opened = await app.host.openEssay({ essay, window: thisWindow(), takeOver })
    if (!opened.ok) app.tell({ problem: opened.problem })
    else goOnWith(app, session, opened.value)
  }
  return (
    <Banner
      tone="note"
      label="Read only"
      what={readOnly.sentence}
      more="You can read, search and copy it here. The file is not changed."
      actions={
        <>
          {readOnly.reason === 'open-elsewhere' && (
            <>
              <Button onClick={() => void openAgain(false)}>Try again</Button>
              <Button
                title="The other window may then only read; what it has not saved stays in the journal."
                onClick={() => void openAgain(true)}
              >
                Write here instead
              </Button>
            </>
          )}
          {readOnly.reason !== 'open-elsewhere' && (
            <Button onClick={() => void copyText(app, session)}>Copy text</Button>
          )}
          {/* A copy made here would lack what only the newer Galley understands. */}
          {readOnly.reason !== 'newer-format' && (
            <Button kind="outline" onClick={() => void showCopy(app, essay)}>
              Make a copy
            </Button>
          )}
        </>
      }
    />
  )
}
