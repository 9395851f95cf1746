import { CircleCheck, OctagonAlert } from 'lucide-react'
import type { ImportedEssay, RefusedFile } from '../contract/host.ts'
import { useApp } from './app-store.ts'
import styles from './import-receipt.module.css'
import { showEssay } from './navigation.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'

/** What an import made of each file: the essay with what was lost on the way, or why the file was refused. */
export function ImportReceipt({
  imported,
  refused,
}: {
  imported: readonly ImportedEssay[]
  refused: readonly RefusedFile[]
}) {
  const app = useApp()
  const close = () => app.store.setState({ dialog: null })
  return (
    <Dialog label="What was imported" onClose={close}>
      <div className={styles.receipt}>
        <h2>{imported.length === 0 ? 'Nothing was imported' : 'Imported'}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={styles.list} tabIndex={0} aria-label="Files">
          {imported.map((essay) => (
            <div key={essay.essay} className={`${styles.file} ${styles.good}`}>
              <CircleCheck aria-hidden="true" />
              <div>
                <p className={styles.name}>{essay.title || essay.sourceName}</p>
                <p className={styles.source}>from {essay.sourceName}</p>
                {essay.losses.length > 0 && (
                  <ul>
                    {essay.losses.map((loss) => (
                      <li key={`${loss.kind} ${loss.message}`}>
                        {loss.message}
                        {loss.count > 1 && ` (${loss.count} times)`}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <Button
                kind="outline"
                onClick={() => {
                  close()
                  void showEssay(app, essay.essay)
                }}
              >
                Open
              </Button>
            </div>
          ))}
          {refused.map((file) => (
            <div key={file.sourceName} className={`${styles.file} ${styles.bad}`}>
              <OctagonAlert aria-hidden="true" />
              <div>
                <p className={styles.name}>{file.sourceName}</p>
                <p>{file.message}</p>
              </div>
            </div>
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
