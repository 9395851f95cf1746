import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { StepMap } from '@tiptap/pm/transform'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { redo, undo } from './history/undo.ts'
import type { InnerEditor } from './inner-editor.ts'
import { InnerField } from './inner-field.tsx'
import { secondSpelling } from './spelling/second-spelling.ts'

interface NodeEditorProps {
  readonly editor: Editor
  /** The node of the essay that is edited, and where it begins. */
  readonly node: Node
  readonly pos: number
  readonly label: string
  readonly placeholder?: string
  readonly className?: string | undefined
  readonly onLeave?: () => void
  /** Filled with the small editor while it is there. */
  readonly inner?: RefObject<InnerEditor | null>
}

/** A second place to edit a node of the essay: a note in its card, a credit in the inspector. Both places show one text, with one undo. */
export function NodeEditor({ editor, node, pos, label, placeholder, className, onLeave, inner }: NodeEditorProps) {
  const now = useRef(pos)
  now.current = pos
  const own = useRef<InnerEditor | null>(null)
  const small = inner ?? own
  const spelling = useMemo(() => secondSpelling(editor, () => now.current), [editor])

  // Whenever the text judged words, and whenever the small editor shows the node as it stands again.
  useEffect(() => {
    const mark = () => small.current?.markWords()
    editor.on('transaction', mark)
    return () => {
      editor.off('transaction', mark)
    }
  }, [editor, small])
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => small.current?.markWords(), [small, node, pos])

  return (
    <InnerField
      key={editor.instanceId}
      node={node}
      label={label}
      placeholder={placeholder}
      className={className}
      inner={small}
      options={{
        isEditable: () => editor.isEditable,
        onChange: (steps, _node, alone) => {
          const { tr } = editor.state
          const offset = StepMap.offset(now.current + 1)
          for (const step of steps) {
            const mapped = step.map(offset)
            if (mapped) tr.step(mapped)
          }
          if (tr.docChanged) editor.view.dispatch(alone ? tr.setMeta('uiEvent', alone) : tr)
        },
        spelling,
        typography: () => editor.storage.typography,
        onUndo: () => undo(editor.state, editor.view.dispatch),
        onRedo: () => redo(editor.state, editor.view.dispatch),
        ...(onLeave ? { onLeave } : {}),
      }}
    />
  )
}
