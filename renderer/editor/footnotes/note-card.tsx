import type { Editor } from '@tiptap/core'
import { ListEnd, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { Floating } from '../floating.tsx'
import { focusInnerEditor, type InnerEditor } from '../inner-editor.ts'
import { NodeEditor } from '../node-editor.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { afterRef, deleteRef, goToNote, selectedRef, wantsCardFocus } from './footnote-commands.ts'
import { noteNumber } from './footnote-plugin.ts'
import styles from './note-card.module.css'
import { notesOf } from './note-order.ts'

/** A note in a card at its reference: the same text as in the list at the foot. */
export function NoteCard({ editor }: { editor: Editor }) {
  const shown = useEditorValue(
    editor,
    ({ state }) => {
      const ref = selectedRef(state)
      const note = ref && notesOf(state.doc).notes.find(({ id }) => id === ref.id)
      return ref && note
        ? { id: ref.id, refPos: ref.pos, pos: note.pos, node: note.node, number: noteNumber(state, ref.id) }
        : null
    },
    sameFields,
  )
  return shown && <Card key={shown.id} editor={editor} {...shown} />
}

function Card({
  editor,
  id,
  refPos,
  pos,
  node,
  number,
}: {
  editor: Editor
  id: string
  refPos: number
  pos: number
  node: Parameters<typeof NodeEditor>[0]['node']
  number: number | null
}) {
  const card = useRef<HTMLDivElement>(null)
  const inner = useRef<InnerEditor | null>(null)
  const [left, setLeft] = useState(false)
  const focus = useEditorValue(editor, ({ state }) => wantsCardFocus(state))
  const name = number === null ? 'Note' : `Note ${number}`

  useEffect(() => {
    setLeft(false)
    if (focus > 0 && inner.current) focusInnerEditor(inner.current)
  }, [focus])

  if (left) return null
  return (
    <Floating editor={editor} place="below" anchor={() => boxOf(editor, refPos)}>
      <div
        ref={card}
        role="dialog"
        aria-label={name}
        className={styles.card}
        onBlur={(event) => {
          const next = event.relatedTarget
          // A dialog (the palette) and the menu of a misspelt word give the focus back.
          const stays = (one: Element) =>
            card.current?.contains(one) || editor.view.dom.contains(one) || one.closest('dialog, [role=menu]') !== null
          if (next instanceof Element && !stays(next)) setLeft(true)
        }}
      >
        <div className={styles.head}>
          <span className={styles.name}>{name}</span>
          <IconButton label="Go to the list of notes" icon={ListEnd} onClick={() => goToNote(editor, id)} />
          <IconButton
            label="Delete the note"
            icon={Trash2}
            onClick={() => {
              editor.view.dispatch(deleteRef(editor.state, refPos))
              editor.view.focus()
            }}
          />
        </div>
        <NodeEditor
          editor={editor}
          node={node}
          pos={pos}
          inner={inner}
          label={name}
          placeholder="Write the note"
          className={styles.text}
          onLeave={() => {
            editor.view.dispatch(afterRef(editor.state, refPos))
            editor.view.focus()
          }}
        />
      </div>
    </Floating>
  )
}

function boxOf(editor: Editor, pos: number): DOMRect | null {
  const dom = editor.view.nodeDOM(pos)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
