import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { ExternalLink, Unlink } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useApp } from '../../app-store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Floating } from '../floating.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { endLinkEditing, type LinkEditing, linkEditing, removeLink, setLink, withScheme } from './link.ts'
import styles from './link-popover.module.css'

/** The address of a link, at the text that it covers. */
export function LinkPopover({ editor }: { editor: Editor }) {
  const editing = useEditorValue(editor, (current) => linkEditing(current.state), sameFields)
  return editing && <LinkForm key={`${editing.from} ${editing.to}`} editor={editor} editing={editing} />
}

function LinkForm({ editor, editing }: { editor: Editor; editing: LinkEditing }) {
  const app = useApp()
  const [address, setAddress] = useState(editing.href)
  const [refusal, setRefusal] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const refusalId = useId()
  const { from, to, href } = editing

  useEffect(() => {
    input.current?.select()
    input.current?.focus()
  }, [])

  const close = () => {
    editor.view.dispatch(endLinkEditing(editor.state))
    editor.view.focus()
  }
  const apply = (event: FormEvent) => {
    event.preventDefault()
    if (address.trim() === '') {
      if (href !== '') editor.view.dispatch(removeLink(editor.state, from, to))
      close()
      return
    }
    const linked = setLink(editor.state, from, to, address)
    if (!linked) {
      setRefusal(
        'Galley links to web, mail and telephone addresses and to places in the essay only. This address is of another kind.',
      )
      input.current?.focus()
      return
    }
    editor.view.dispatch(linked)
    editor.view.focus()
  }
  const open = async () => {
    const opened = await app.host.openLink({ url: withScheme(address) })
    if (!opened.ok && opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
  }

  return (
    <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, from, to)}>
      <form
        ref={form}
        aria-label="Link"
        className={styles.form}
        onSubmit={apply}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          close()
        }}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && !form.current?.contains(next)) editor.view.dispatch(endLinkEditing(editor.state))
        }}
      >
        <div className={styles.row}>
          <TextInput
            ref={input}
            aria-label="Address"
            placeholder="example.org/article"
            inputMode="url"
            spellCheck={false}
            autoComplete="off"
            value={address}
            aria-invalid={refusal !== ''}
            {...(refusal === '' ? {} : { 'aria-describedby': refusalId })}
            onChange={(event) => {
              setAddress(event.target.value)
              setRefusal('')
            }}
          />
          <Button kind="primary" type="submit">
            {href === '' ? 'Link' : 'Change'}
          </Button>
          {href !== '' && (
            <>
              <IconButton label="Open the address" icon={ExternalLink} onClick={() => void open()} />
              <IconButton
                label="Remove the link"
                icon={Unlink}
                onClick={() => {
                  editor.view.dispatch(removeLink(editor.state, from, to))
                  close()
                }}
              />
            </>
          )}
        </div>
        {refusal !== '' && (
          <p id={refusalId} role="alert" className={styles.refusal}>
            {refusal}
          </p>
        )}
      </form>
    </Floating>
  )
}
