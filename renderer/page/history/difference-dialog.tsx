import { X } from 'lucide-react'
import { countEssay } from '../../../core/essay/word-count.ts'
import { type Difference, type Side, useApp } from '../../app-store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Comparison } from './comparison.tsx'
import styles from './difference-dialog.module.css'

/** Two texts compared word by word, and what can be done about them. Nothing is decided by closing it. */
export function DifferenceDialog({ difference }: { readonly difference: Difference }) {
  const app = useApp()
  const { title, sentence, before, after, legend, choices } = difference
  const close = () => app.store.setState({ dialog: null })
  return (
    <Dialog label={title} onClose={close}>
      <div className={styles.difference}>
        <header className={styles.head}>
          <h2>{title}</h2>
          <p>
            {sentence} {before.name}: {sideWords(before)}. {after.name}: {sideWords(after)}.
          </p>
          <IconButton label="Close" icon={X} onClick={close} />
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={styles.text} tabIndex={0} aria-label="The comparison" data-first-focus="true">
          <Comparison before={before.essay} after={after.essay} assetBase={after.assetBase} legend={legend} />
        </section>
        <footer className={styles.actions}>
          {choices.length === 0 ? (
            <Button kind="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={close}>Decide later</Button>
              {choices.map(({ label, hint, run }) => (
                <Button
                  key={label}
                  kind="outline"
                  title={hint}
                  onClick={() => {
                    close()
                    run()
                  }}
                >
                  {label}
                </Button>
              ))}
            </>
          )}
        </footer>
      </div>
    </Dialog>
  )
}

function sideWords({ essay, when }: Side): string {
  const { words } = countEssay(essay).body
  return `${words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`}${when === '' ? '' : `, changed ${when}`}`
}
