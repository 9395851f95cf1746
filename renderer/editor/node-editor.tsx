import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { StepMap } from '@tiptap/pm/transform'
import { type RefObject, useEffect, useRef } from 'react'
import { redo, undo } from './history/undo.ts'
import { createInnerEditor, type InnerEditor } from './inner-editor.ts'

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
  const element = useRef<HTMLDivElement>(null)
  const made = useRef<InnerEditor | null>(null)
  const now = useRef({ pos, onLeave })
  now.current = { pos, onLeave }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the node's later states arrive by `update` below
  useEffect(() => {
    if (!element.current) return
    const created = createInnerEditor(element.current, node, {
      label,
      ...(placeholder === undefined ? {} : { placeholder }),
      isEditable: () => editor.isEditable,
      onChange: (steps) => {
        const { tr } = editor.state
        const offset = StepMap.offset(now.current.pos + 1)
        for (const step of steps) {
          const mapped = step.map(offset)
          if (mapped) tr.step(mapped)
        }
        if (tr.docChanged) editor.view.dispatch(tr)
      },
      typography: () => editor.storage.typography,
      onUndo: () => undo(editor.state, editor.view.dispatch),
      onRedo: () => redo(editor.state, editor.view.dispatch),
      onLeave: () => now.current.onLeave?.(),
    })
    made.current = created
    if (inner) inner.current = created
    return () => {
      made.current = null
      if (inner) inner.current = null
      created.destroy()
    }
  }, [editor, label, placeholder, inner])

  useEffect(() => {
    made.current?.update(node)
  }, [node])

  return <div ref={element} className={className} />
}
