import { FileQuestionMark, History } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LostEssay } from '../contract/host.ts'
import { useApp } from './app-store.ts'
import styles from './import-receipt.module.css'
import { showRecovered } from './navigation.ts'
import { timeOf } from './time-words.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'

/** Essays that no file holds any more, with what the journal and the histories have of them; each can be put back. */
export function LostEssaysDialog() {
  const app = useApp()
  const [essays, setEssays] = useState<readonly LostEssay[] | null>(null)
  const close = () => app.store.setState({ dialog: null })
  useEffect(() => {
    void app.host.listLostEssays({ versions: true }).then((listed) => {
      if (listed.ok) setEssays(listed.value.essays)
      else {
        app.store.setState({ dialog: null })
        app.tell({ problem: listed.problem })
      }
    })
  }, [app])
  return (
    <Dialog label="Recover lost essays" onClose={close}>
      <div className={styles.receipt}>
        <h2>Recover lost essays</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={styles.list} tabIndex={0} aria-label="Essays without a file" aria-busy={essays === null}>
          {essays?.length === 0 && <p>Every essay that Galley knows has its file. Nothing is lost.</p>}
          {essays?.map((essay) => (
            <LostFile
              key={essay.id}
              essay={essay}
              onPutBack={() => {
                close()
                void showRecovered(app, essay.id)
              }}
            />
          ))}
        </section>
        <div className={styles.actions}>
          <Button kind="primary" data-first-focus="true" onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function LostFile({ essay, onPutBack }: { readonly essay: LostEssay; readonly onPutBack: () => void }) {
  const title = essay.title || essay.fileName || 'An essay without a title'
  const Icon = essay.from === 'journal' ? FileQuestionMark : History
  return (
    <div className={styles.file}>
      <Icon aria-hidden="true" />
      <div>
        <p className={styles.name}>{title}</p>
        <p className={styles.source}>
          {essay.words === 1 ? '1 word' : `${essay.words.toLocaleString('en-GB')} words`}, {timeOf(essay.when)},{' '}
          {essay.from === 'journal' ? 'as you left it' : 'the newest version in the history'}
        </p>
      </div>
      <Button kind="outline" onClick={onPutBack}>
        Put it back
        <span className="visually-hidden"> “{title}”</span>
      </Button>
    </div>
  )
}
