import { CircleCheck, OctagonAlert } from 'lucide-react'
import type { ImportedEssay, RefusedFile } from '../contract/host.ts'
import { TAKEN_FOR } from '../core/formats/taken-for.ts'
import { useApp } from './app-store.ts'
import { importAsItStands } from './desk-import.ts'
import styles from './import-receipt.module.css'
import { showEssay } from './navigation.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'

/**
 * What an import made of each file: the essays with their fields, what was recognised by its wording (which can be undone) and what was lost, or why the file
 * was refused. The essays of one file stand together. `sources` are the files as they were given, for the undoing.
 */
export function ImportReceipt({
  imported,
  refused,
  sources,
}: {
  imported: readonly ImportedEssay[]
  refused: readonly RefusedFile[]
  sources: readonly File[]
}) {
  const app = useApp()
  const close = () => app.store.setState({ dialog: null })
  // One essay came in: to write on in it is what was wanted.
  const isOne = imported.length === 1
  const names = [...new Set(imported.map(({ sourceName }) => sourceName))]
  const files = names.map((name) => [name, imported.filter(({ sourceName }) => sourceName === name)] as const)
  return (
    <Dialog label="What was imported" onClose={close}>
      <div className={styles.receipt}>
        <h2>{imported.length === 0 ? 'Nothing was imported' : headline(imported.length, files.length)}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={styles.list} tabIndex={0} aria-label="Files">
          {files.map(([sourceName, essays]) => (
            <section key={sourceName} className={styles.source} aria-label={sourceName}>
              {essays.length > 1 && (
                <h3 className={styles.sourceName}>
                  {essays.length} essays from {sourceName}
                </h3>
              )}
              {essays.map((essay) => (
                <div key={essay.essay} className={`${styles.file} ${styles.good}`}>
                  <CircleCheck aria-hidden="true" />
                  <div>
                    <p className={styles.name}>{essay.title || essay.sourceName}</p>
                    <p className={styles.from}>
                      {essays.length > 1 ? came(essay) : `${came(essay)}, from ${essay.sourceName}`}
                    </p>
                    <Details essay={essay} ofFile={essays} sources={sources} />
                  </div>
                  <Button
                    {...(isOne ? { kind: 'primary', 'data-first-focus': 'true' } : { kind: 'outline' })}
                    aria-label={`Open ${essay.title}`}
                    onClick={() => {
                      close()
                      void showEssay(app, essay.essay)
                    }}
                  >
                    Open
                  </Button>
                </div>
              ))}
            </section>
          ))}
          {refused.map((file) => (
            <div key={`${file.sourceName} ${file.message}`} className={`${styles.file} ${styles.bad}`}>
              <OctagonAlert aria-hidden="true" />
              <div>
                <p className={styles.name}>{file.sourceName}</p>
                <p>{file.message}</p>
              </div>
            </div>
          ))}
        </section>
        <div className={styles.actions}>
          <Button {...(isOne ? { kind: 'outline' } : { kind: 'primary', 'data-first-focus': 'true' })} onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Details({
  essay,
  ofFile,
  sources,
}: {
  essay: ImportedEssay
  ofFile: readonly ImportedEssay[]
  sources: readonly File[]
}) {
  const app = useApp()
  const source = sources.find(({ name }) => name === essay.sourceName)
  return (
    <>
      {essay.fields.length > 0 && (
        <dl className={styles.fields}>
          {essay.fields.map(({ label, text }) => (
            <div key={`${label} ${text}`}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {essay.losses.length > 0 && (
        <ul aria-label="What was lost or changed">
          {essay.losses.map((loss) => (
            <li key={`${loss.kind} ${loss.message} ${loss.place}`}>
              {loss.message}
              {loss.count > 1 && ` (${loss.count} times)`}
              {loss.place !== '' && <span className={styles.place}> {loss.place}</span>}
            </li>
          ))}
        </ul>
      )}
      {essay.taken.length > 0 && (
        <details className={styles.taken}>
          <summary>
            {essay.taken.length === 1 ? '1 line' : `${essay.taken.length} lines`} recognised by the wording
          </summary>
          <dl className={styles.fields}>
            {essay.taken.slice(0, MOST_SHOWN).map(({ field, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a receipt never move
              <div key={index}>
                <dt>{TAKEN_FOR[field]}</dt>
                <dd>{text.length > 120 ? `${text.slice(0, 119)}…` : text}</dd>
              </div>
            ))}
          </dl>
          {essay.taken.length > MOST_SHOWN && <p>and {essay.taken.length - MOST_SHOWN} more</p>}
          {source && (
            <Button kind="outline" onClick={() => void importAsItStands(app, source, ofFile)}>
              {ofFile.length > 1 ? 'Import the whole file as it stands' : 'Import as it stands instead'}
            </Button>
          )}
        </details>
      )}
    </>
  )
}

const MOST_SHOWN = 40

function headline(essays: number, files: number): string {
  if (essays === 1) return 'Imported'
  return essays === files
    ? `Imported ${essays} essays`
    : `Imported ${essays} essays from ${files === 1 ? 'one file' : `${files} files`}`
}

function came({ came: { words, figures, notes } }: ImportedEssay): string {
  const some = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
  return [
    some(words, 'word'),
    ...(figures > 0 ? [some(figures, 'figure')] : []),
    ...(notes > 0 ? [some(notes, 'note')] : []),
  ].join(', ')
}
