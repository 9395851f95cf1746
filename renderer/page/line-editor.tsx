import { Fragment, type Node } from '@tiptap/pm/model'
import { useId, useMemo } from 'react'
import type { NodeJson } from '../../core/essay/json.ts'
import { schema } from '../../core/essay/schema.ts'
import { redo, undo } from '../editor/history/undo.ts'
import type { AloneEvent } from '../editor/history/undo-borders.ts'
import { InnerField } from '../editor/inner-field.tsx'
import { useSession } from '../session/session-context.ts'
import styles from './panel.module.css'

interface LineEditorProps {
  readonly label: string
  readonly placeholder?: string
  /** Inline content: text nodes with marks. */
  readonly value: readonly NodeJson[]
  /** Called after each change, with why it is to be undone alone. */
  readonly onChange: (value: readonly NodeJson[], alone: AloneEvent | null) => void
}

/** A field for a line of rich text that does not stand in the body: caption and credit of the cover. Undo is the essay's. */
export function LineEditor({ label, placeholder, value, onChange }: LineEditorProps) {
  const { editor } = useSession()
  const id = useId()
  const node = useMemo(() => lineOf(value), [value])
  return (
    <div className={styles.lineField}>
      <span className={styles.lineLabel} id={id} aria-hidden="true">
        {label.replace(/^Cover /, '').replace(/^./, (char) => char.toUpperCase())}
      </span>
      <InnerField
        node={node}
        label={label}
        placeholder={placeholder}
        className={styles.line}
        options={{
          isEditable: () => editor.isEditable,
          typography: () => editor.storage.typography,
          onUndo: () => undo(editor.state, editor.view.dispatch),
          onRedo: () => redo(editor.state, editor.view.dispatch),
          onChange: (_steps, after, alone) => onChange(after.content.toJSON() ?? [], alone),
        }}
      />
    </div>
  )
}

function lineOf(value: readonly NodeJson[]): Node {
  return schema.nodes.figcaption.create(null, Fragment.fromArray(value.map((json) => schema.nodeFromJSON(json))))
}
