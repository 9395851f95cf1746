import { type Editor, posToDOMRect } from '@tiptap/core'
import { ExternalLink, Unlink } from 'lucide-react'
import { useApp } from '../../app-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Floating } from '../floating.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { WordsForm, type WordsView } from '../words-form.tsx'
import { endLinkEditing, type LinkEditing, linkEditing, removeLink, setLink, withScheme } from './link.ts'

/** The address of a link, at the text that it covers. */
export function LinkPopover({ editor }: { editor: Editor }) {
  const editing = useEditorValue(editor, (current) => linkEditing(current.state), sameFields)
  return (
    editing && (
      <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, editing.from, editing.to)}>
        <LinkForm key={`${editing.from} ${editing.to}`} view={editor.view} editing={editing} />
      </Floating>
    )
  )
}

/** The form for the address of a link, for the text and for small editors. */
export function LinkForm({ view, editing }: { readonly view: WordsView; readonly editing: LinkEditing }) {
  const app = useApp()
  const { from, to, href } = editing

  const end = () => endLinkEditing(view.state)
  const submit = (address: string): string | null => {
    if (address.trim() === '') {
      if (href !== '') view.dispatch(removeLink(view.state, from, to))
      view.dispatch(end())
      return null
    }
    const linked = setLink(view.state, from, to, address)
    if (!linked)
      return 'Galley links to web, mail and telephone addresses and to places in the essay only. This address is of another kind.'
    view.dispatch(linked)
    return null
  }
  const remove = () => {
    view.dispatch(removeLink(view.state, from, to))
    view.dispatch(end())
    view.focus()
  }
  const open = async (address: string) => {
    const opened = await app.host.openLink({ url: withScheme(address) })
    if (!opened.ok && opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
  }

  return (
    <WordsForm
      view={view}
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
