import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { useSession } from '../../session/session-context.ts'
import { figureAttrs, figuresOf } from '../figure/figure-commands.ts'
import { Thumbnail } from '../figure/thumbnail.tsx'
import { Floating } from '../floating.tsx'
import floating from '../floating-list.module.css'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import styles from './figure-chooser.module.css'
import { choosingFigure, endChoosing, figureName, referTo } from './figure-references.ts'

/** The figures of the essay at the cursor, one of which the text is to refer to. */
export function FigureChooser({ editor }: { readonly editor: Editor }) {
  const choosing = useEditorValue(editor, ({ state }) => choosingFigure(state), sameFields)
  return choosing && <Figures key={`${choosing.from} ${choosing.to}`} editor={editor} choosing={choosing} />
}

interface FiguresProps {
  readonly editor: Editor
  readonly choosing: { readonly from: number; readonly to: number }
}

function Figures({ editor, choosing }: FiguresProps) {
  const session = useSession()
  const list = useRef<HTMLDivElement>(null)
  const figures = figuresOf(editor.state.doc)

  useEffect(() => list.current?.querySelector('button')?.focus(), [])

  const close = () => {
    editor.view.dispatch(endChoosing(editor.state))
    editor.view.focus()
  }
  const choose = (index: number) => {
    const referring = referTo(editor.state, choosing, index)
    if (referring) editor.view.dispatch(referring)
    // Readers look for the number that the text names.
    const { settings } = session.store.getState()
    if (!settings.figureNumbers) session.change({ settings: { ...settings, figureNumbers: true } })
    editor.view.focus()
  }
  const go = (from: Element, step: number) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(from as HTMLButtonElement) + step))]
    next?.focus()
  }

  return (
    <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, choosing.from, choosing.to)}>
      <div
        ref={list}
        role="dialog"
        aria-label="Refer to a figure"
        className={`${floating.list} ${styles.list}`}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6, Home: -1e6, End: 1e6 }[event.key]
          if (step === undefined && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (step === undefined) close()
          else go(event.target as Element, step)
        }}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && !list.current?.contains(next)) editor.view.dispatch(endChoosing(editor.state))
        }}
      >
        {figures.map(({ node, pos }, index) => {
          const { src, alt } = figureAttrs(node)
          return (
            <button key={pos} type="button" className={styles.figure} onClick={() => choose(index)}>
              <Thumbnail
                url={session.pictureUrl(src)}
                asset={editor.storage.host.asset(src)}
                className={styles.thumb}
              />
              <span className={styles.name}>{figureName(editor.state, index + 1)}</span>
              <span className={styles.words}>{node.firstChild?.textContent || alt || 'Without a caption'}</span>
            </button>
          )
        })}
      </div>
    </Floating>
  )
}
