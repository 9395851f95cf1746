import { type FormEvent, useState } from 'react'
import { useApp, useAppState } from '../../app-store.ts'
import styles from '../../leaving-dialog.module.css'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'

/** Keeps the essay as it stands as a version with a name, which is never pruned. */
export function NameVersionDialog() {
  const app = useApp()
  const screen = useAppState((state) => state.screen)
  const [name, setName] = useState('')
  const close = () => app.store.setState({ dialog: null })
  if (screen.kind !== 'essay') return null
  const { session } = screen
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    await session.protect()
    const kept = await app.host.keepVersion({ ...session.working(), name: name.trim() })
    if (!kept.ok) {
      app.tell({ problem: kept.problem })
      return
    }
    close()
    app.tell({ news: `This version is kept as “${name.trim()}”. You find it in the history.` })
  }
  return (
    <Dialog label="Keep this version" onClose={close}>
      <form className={styles.leaving} onSubmit={(event) => void keep(event)}>
        <h2>Keep this version</h2>
        <p className={styles.more}>A version with a name stays for ever, whatever becomes of the text.</p>
        <Field label="Name" hint="For example: before the cuts, as sent to the editor">
          <TextInput
            data-first-focus="true"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <div className={styles.actions}>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={name.trim() === ''}>
            Keep it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
