import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { activeFigure, type FigureAt, figuresOf } from '../../editor/figure/figure-commands.ts'
import { useEditorValue } from '../../editor/use-editor-value.ts'

/** Rest after which the list of figures follows the text (milliseconds). */
const REST = 250

/** The figures of the essay, a moment behind the text, so that typing draws no list. */
export function useFigures(editor: Editor): readonly FigureAt[] {
  const [figures, setFigures] = useState(() => figuresOf(editor.state.doc))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => setFigures(figuresOf(editor.state.doc))
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(look, REST)
    }
    look()
    editor.on('update', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
    }
  }, [editor])
  return figures
}

/** The active figure with its number from 1. It changes with the figure's fields and credit, not with its caption. */
export function useActiveFigure(editor: Editor): (FigureAt & { readonly number: number }) | null {
  return useEditorValue(
    editor,
    ({ state }) => {
      const active = activeFigure(state)
      return active && { ...active, number: figuresOf(state.doc).findIndex(({ pos }) => pos === active.pos) + 1 }
    },
    (one, other) =>
      one === null || other === null
        ? one === other
        : one.pos === other.pos &&
          one.number === other.number &&
          one.node.attrs === other.node.attrs &&
          one.node.lastChild === other.node.lastChild &&
          // Where the credit stands follows from how long the caption is.
          one.node.firstChild?.nodeSize === other.node.firstChild?.nodeSize,
  )
}
