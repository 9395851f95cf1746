import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { Fragment, useEffect, useState } from 'react'
import { useApp } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { editorCommands } from '../../commands/editor-commands.ts'
import { contextOf } from '../../commands/registry.ts'
import { Floating } from '../floating.tsx'
import { languageEditing } from '../language/language.ts'
import { linkEditing } from '../link/link.ts'
import { Tool, Toolbar, ToolSeparator } from '../toolbar.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'

/** What the bubble offers, in groups. */
const GROUPS: readonly (readonly string[])[] = [
  ['format.bold', 'format.italic', 'format.link', 'format.highlight'],
  ['block.heading2', 'block.heading3', 'block.quote', 'block.pullQuote'],
  ['insert.footnote', 'format.language'],
]

const commandsOf = (ids: readonly string[]): readonly Command[] =>
  ids.flatMap((id) => editorCommands.find((command) => command.id === id) ?? [])

/** The tools for selected text, above it. */
export function SelectionBubble({ editor }: { editor: Editor }) {
  const app = useApp()
  const pressing = useMousePressed()
  const selected = useEditorValue(editor, selectedText, sameFields)
  const [hidden, setHidden] = useState<string | null>(null)
  const active = useEditorValue(editor, (current) => {
    // Nothing is asked of the commands while there is nothing to show.
    if (selectedText(current) === null) return ''
    const context = contextOf(app)
    return GROUPS.flatMap(commandsOf)
      .map((command) => `${Number(command.isActive?.(context) ?? false)}${Number(command.isEnabled(context))}`)
      .join(' ')
  })
  if (!selected || pressing || hidden === `${selected.from} ${selected.to}`) return null
  const states = active.split(' ')
  let index = 0
  return (
    <Floating editor={editor} place="above" anchor={() => posToDOMRect(editor.view, selected.from, selected.to)}>
      <Toolbar
        label="Selected text"
        onLeave={() => {
          setHidden(`${selected.from} ${selected.to}`)
          editor.view.focus()
        }}
      >
        {GROUPS.map((ids, group) => (
          <Fragment key={ids[0]}>
            {group > 0 && <ToolSeparator />}
            {commandsOf(ids).map((command) => {
              const state = states[index++]
              return (
                command.icon && (
                  <Tool
                    key={command.id}
                    label={command.label.replace('…', '')}
                    icon={command.icon}
                    keys={command.keys?.[0]}
                    {...(command.isActive ? { pressed: state?.[0] === '1' } : {})}
                    disabled={state?.[1] === '0'}
                    onClick={() => void command.run(contextOf(app))}
                  />
                )
              )
            })}
          </Fragment>
        ))}
      </Toolbar>
    </Floating>
  )
}

function selectedText(editor: Editor): { readonly from: number; readonly to: number } | null {
  const { state, view } = editor
  const { selection } = state
  if (!(selection instanceof TextSelection) || selection.empty || linkEditing(state) || languageEditing(state))
    return null
  if (selection.$from.parent.type.spec.code || state.doc.textBetween(selection.from, selection.to, ' ').trim() === '')
    return null
  // Focus on the bubble itself keeps it.
  const inText = editor.isFocused || (document.activeElement?.closest('[data-editor-toolbar]') ?? null) !== null
  return inText && !view.isDestroyed ? { from: selection.from, to: selection.to } : null
}

/** True while a mouse button is down, when a selection is still being drawn. */
function useMousePressed(): boolean {
  const [pressed, setPressed] = useState(false)
  useEffect(() => {
    const down = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' && event.target instanceof Element && event.target.closest('.ProseMirror'))
        setPressed(true)
    }
    const up = () => setPressed(false)
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', up)
    return () => {
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', up)
    }
  }, [])
  return pressed
}
