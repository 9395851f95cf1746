import { Fragment, type Node } from '@tiptap/pm/model'
import { useEffect, useId, useMemo, useRef } from 'react'
import type { NodeJson } from '../../core/essay/json.ts'
import { schema } from '../../core/essay/schema.ts'
import { redo, undo } from '../editor/history/undo.ts'
import { createInnerEditor, type InnerEditor } from '../editor/inner-editor.ts'
import { useSession } from '../session/session-context.ts'
import styles from './panel.module.css'

interface LineEditorProps {
  readonly label: string
  readonly placeholder?: string
  /** Inline content: text nodes with marks. */
  readonly value: readonly NodeJson[]
  readonly onChange: (value: readonly NodeJson[]) => void
}

/** A field for a line of rich text that does not stand in the body: caption and credit of the cover. Undo is the essay's. */
export function LineEditor({ label, placeholder, value, onChange }: LineEditorProps) {
  const { editor } = useSession()
  const element = useRef<HTMLDivElement>(null)
  const made = useRef<InnerEditor | null>(null)
  const changed = useRef(onChange)
  changed.current = onChange
  const id = useId()
  const node = useMemo(() => lineOf(value), [value])
  const first = useRef(node)

  useEffect(() => {
    if (!element.current) return
    const created = createInnerEditor(element.current, first.current, {
      label,
      ...(placeholder === undefined ? {} : { placeholder }),
      isEditable: () => editor.isEditable,
      onUndo: () => undo(editor.state, editor.view.dispatch),
      onRedo: () => redo(editor.state, editor.view.dispatch),
      onChange: (_steps, after) => changed.current(after.content.toJSON() ?? []),
    })
    made.current = created
    return () => {
      made.current = null
      created.destroy()
    }
  }, [editor, label, placeholder])

  useEffect(() => {
    made.current?.update(node)
  }, [node])

  return (
    <div className={styles.lineField}>
      <span className={styles.lineLabel} id={id} aria-hidden="true">
        {label.replace(/^Cover /, '').replace(/^./, (char) => char.toUpperCase())}
      </span>
      <div ref={element} className={styles.line} />
    </div>
  )
}

function lineOf(value: readonly NodeJson[]): Node {
  return schema.nodes.figcaption.create(null, Fragment.fromArray(value.map((json) => schema.nodeFromJSON(json))))
}
