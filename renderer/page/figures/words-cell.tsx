import type { Editor } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { useEffect, useRef, useState } from 'react'
import { focusInnerEditor, type InnerEditor } from '../../editor/inner-editor.ts'
import { NodeEditor } from '../../editor/node-editor.tsx'
import styles from './figures-table.module.css'

interface WordsCellProps {
  readonly editor: Editor
  /** The caption or credit, and where it begins now. */
  readonly node: Node
  readonly position: () => number
  readonly label: string
  readonly placeholder: string
}

/** Rich words in a cell: only the one that has the focus is an editor, so that a table of hundreds costs little. */
export function WordsCell({ editor, node, position, label, placeholder }: WordsCellProps) {
  const [editing, setEditing] = useState(false)
  const shown = useRef<HTMLDivElement>(null)
  const inner = useRef<InnerEditor | null>(null)

  useEffect(() => {
    if (editing && inner.current) focusInnerEditor(inner.current)
  }, [editing])
  useEffect(() => {
    if (!editing)
      shown.current?.replaceChildren(DOMSerializer.fromSchema(editor.schema).serializeFragment(node.content))
  }, [editing, editor, node])

  if (editing)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: leaving the editor inside ends it
      <div
        className={styles.words}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setEditing(false)
        }}
      >
        <NodeEditor
          editor={editor}
          node={node}
          pos={position()}
          label={label}
          placeholder={placeholder}
          inner={inner}
        />
      </div>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: rich words, which no field of text holds
    <div
      ref={shown}
      role="textbox"
      tabIndex={0}
      aria-label={label}
      data-placeholder={placeholder}
      className={`${styles.words} ${styles.still}`}
      onFocus={() => setEditing(true)}
    />
  )
}
