import { X } from 'lucide-react'
import { useRef } from 'react'
import { Floating } from '../../editor/floating.tsx'
import { useSession } from '../../session/session-context.ts'
import { IconButton } from '../../ui/button.tsx'
import type { FieldFocus } from '../inspector.tsx'
import { FigureCard } from './figure-card.tsx'
import styles from './figure-card-in-place.module.css'
import { useActiveFigure } from './use-figures.ts'

/** The active figure's card below its words, where there is no inspector beside the text. It never covers the picture. */
export function FigureCardInPlace({ focus, onClose }: { readonly focus: FieldFocus; readonly onClose: () => void }) {
  const { editor } = useSession()
  const figure = useActiveFigure(editor)
  const card = useRef<HTMLDivElement>(null)
  if (!figure) return null
  const close = () => {
    onClose()
    editor.view.focus()
  }
  return (
    <Floating editor={editor} place="below" keepSide anchor={() => boxOf(editor.view.nodeDOM(figure.pos))}>
      <div
        ref={card}
        role="dialog"
        aria-label={`Figure ${figure.number}`}
        className={styles.card}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          close()
        }}
      >
        <FigureCard
          key={figure.number}
          editor={editor}
          figure={figure}
          title={`Figure ${figure.number}`}
          focus={focus}
          actions={<IconButton label="Close" icon={X} onClick={close} />}
        />
      </div>
    </Floating>
  )
}

function boxOf(dom: Node | null): DOMRect | null {
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
