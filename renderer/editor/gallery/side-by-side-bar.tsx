import type { Editor } from '@tiptap/core'
import { Columns2, Rows2 } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { editorAction } from '../actions.ts'
import { type Box, Floating } from '../floating.tsx'
import { Toolbar } from '../toolbar.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { offeredFigures } from './gallery-commands.ts'
import styles from './side-by-side-bar.module.css'
import { endOffer } from './side-by-side-offer.ts'

/** Free above and below the bar (CSS pixels). */
const AROUND = 8

/** Asks how several pictures that came in together are to stand, below the last of them. Going on elsewhere is an answer, too. */
export function SideBySideBar({ editor }: { readonly editor: Editor }) {
  const offer = useEditorValue(
    editor,
    ({ state }) => {
      const found = offeredFigures(state)
      return found && { end: found.to, count: found.figures.length }
    },
    sameFields,
  )
  const words = useRef<HTMLSpanElement>(null)
  if (!offer) return null
  // In a narrow window it has two rows.
  const room = () => (words.current?.parentElement?.offsetHeight ?? 0) + 2 * AROUND
  const leave = () => {
    editor.view.dispatch(endOffer(editor.state.tr))
    editor.view.focus()
  }
  return (
    <Floating editor={editor} place="below" keepSide anchor={() => boxBefore(editor, offer.end, room())}>
      <Toolbar label="How the pictures stand" onLeave={leave}>
        <span ref={words} role="status" data-offer="" className={styles.words}>
          {offer.count} pictures came in.
        </span>
        <Button
          icon={Columns2}
          onClick={() => {
            editorAction('figure.sideBySide').run(editor)
            editor.view.focus()
          }}
        >
          Side by side
        </Button>
        <Button icon={Rows2} onClick={leave}>
          Below each other
        </Button>
      </Toolbar>
    </Floating>
  )
}

/** The last picture's box, cut off so that the bar is to be seen below it however long it is. */
function boxBefore(editor: Editor, end: number, room: number): Box | null {
  const before = editor.state.doc.resolve(Math.min(end, editor.state.doc.content.size)).nodeBefore
  const dom = before ? editor.view.nodeDOM(end - before.nodeSize) : null
  if (!(dom instanceof Element)) return null
  const { top, bottom, left, right } = dom.getBoundingClientRect()
  const seen = dom.closest('[data-scroller]')?.getBoundingClientRect().bottom ?? window.innerHeight
  return { top, left, right, bottom: Math.min(bottom, seen - room) }
}
