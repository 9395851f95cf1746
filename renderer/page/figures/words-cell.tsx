import type { Editor } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { useEffect, useRef, useState } from 'react'
import { focusInnerEditor, type InnerEditor } from '../../editor/inner-editor.ts'
import { NodeEditor } from '../../editor/node-editor.tsx'
import type { Misspelling } from '../../editor/spelling/spelling-marks.ts'
import styles from './figures-table.module.css'

interface WordsCellProps {
  readonly editor: Editor
  /** The caption or credit, and where it begins now. */
  readonly node: Node
  readonly position: () => number
  readonly label: string
  readonly placeholder: string
  /** The misspelt words, by `wordsAt`; left out where none are looked for. */
  readonly misspelt?: string
}

/** Where words stand, in the places of the node that holds them, as one value to compare: `3-10 18-24`; `start` is the node's first place. */
export function wordsAt(words: readonly Misspelling[], start: number): string {
  return words.map(({ from, to }) => `${from - start}-${to - start}`).join(' ')
}

/** Rich words in a cell: only the one that has the focus is an editor, so that a table of hundreds costs little. */
export function WordsCell({ editor, node, position, label, placeholder, misspelt = '' }: WordsCellProps) {
  const [editing, setEditing] = useState(false)
  const shown = useRef<HTMLDivElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const inner = useRef<InnerEditor | null>(null)

  useEffect(() => {
    if (editing && inner.current) focusInnerEditor(inner.current)
  }, [editing])
  useEffect(() => {
    if (!editing) shown.current?.replaceChildren(...drawn(node, misspelt))
  }, [editing, node, misspelt])
  // The menu of a misspelt word has the focus in the cell's stead; from there, too, it may go elsewhere.
  useEffect(() => {
    if (!editing) return
    const onFocus = ({ target }: FocusEvent) => {
      // The still words had the focus and are gone.
      if (!(target instanceof Element) || !target.isConnected) return
      if (!whole.current?.contains(target) && !isMenu(target)) setEditing(false)
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [editing])

  if (editing)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: leaving the editor inside ends it
      <div
        key="written"
        ref={whole}
        className={styles.words}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget) && !isMenu(relatedTarget)) setEditing(false)
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
      // An element of its own: what is drawn in it is not React's, and would stay.
      key="still"
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

function isMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu]') !== null
}

/** The words of a node as they look, the misspelt ones marked. */
function drawn({ type, content }: Node, misspelt: string): readonly (HTMLElement | DocumentFragment)[] {
  const serializer = DOMSerializer.fromSchema(type.schema)
  const cut = (from: number, to?: number) => serializer.serializeFragment(content.cut(from, to))
  const parts: (HTMLElement | DocumentFragment)[] = []
  let at = 0
  for (const word of misspelt === '' ? [] : misspelt.split(' ')) {
    const [from = at, to = at] = word.split('-').map(Number)
    const marked = document.createElement('span')
    marked.className = 'misspelt'
    marked.append(cut(from, to))
    parts.push(cut(at, from) as DocumentFragment, marked)
    at = to
  }
  return [...parts, cut(at) as DocumentFragment]
}
