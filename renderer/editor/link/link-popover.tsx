import type { Editor } from '@tiptap/core'
import { ExternalLink, Unlink } from 'lucide-react'
import { useApp } from '../../app-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { WordsForm } from '../words-form.tsx'
import { endLinkEditing, type LinkEditing, linkEditing, removeLink, setLink, withScheme } from './link.ts'

/** The address of a link, at the text that it covers. */
export function LinkPopover({ editor }: { editor: Editor }) {
  const editing = useEditorValue(editor, (current) => linkEditing(current.state), sameFields)
  return editing && <LinkForm key={`${editing.from} ${editing.to}`} editor={editor} editing={editing} />
}

function LinkForm({ editor, editing }: { editor: Editor; editing: LinkEditing }) {
  const app = useApp()
  const { from, to, href } = editing

  const end = () => endLinkEditing(editor.state)
  const submit = (address: string): string | null => {
    if (address.trim() === '') {
      if (href !== '') editor.view.dispatch(removeLink(editor.state, from, to))
      editor.view.dispatch(end())
      return null
    }
    const linked = setLink(editor.state, from, to, address)
    if (!linked)
      return 'Galley links to web, mail and telephone addresses and to places in the essay only. This address is of another kind.'
    editor.view.dispatch(linked)
    return null
  }
  const remove = () => {
    editor.view.dispatch(removeLink(editor.state, from, to))
    editor.view.dispatch(end())
    editor.view.focus()
  }
  const open = async (address: string) => {
    const opened = await app.host.openLink({ url: withScheme(address) })
    if (!opened.ok && opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
  }

  return (
    <WordsForm
      editor={editor}
      from={from}
      to={to}
      label="Link"
      initial={href}
      input={{ 'aria-label': 'Address', placeholder: 'example.org/article', inputMode: 'url' }}
      submitLabel={href === '' ? 'Link' : 'Change'}
      onSubmit={submit}
      end={end}
    >
      {(address) =>
        href !== '' && (
          <>
            <IconButton label="Open the address" icon={ExternalLink} onClick={() => void open(address)} />
            <IconButton label="Remove the link" icon={Unlink} onClick={remove} />
          </>
        )
      }
    </WordsForm>
  )
}
