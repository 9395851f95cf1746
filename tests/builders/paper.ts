import type { Editor } from '@tiptap/core'
import { type Node, Slice } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { BodyJson } from '../../core/essay/json.ts'
import { createEditor } from '../../renderer/editor/create-editor.ts'
import type { EditorHost } from '../../renderer/editor/editor-host.ts'
import { fakeEditorHost } from './editor.ts'

/** The editor as the Page has it, with all its extensions, but without a window: keys, commands and pastes, no mouse and no layout. */
export interface Paper {
  readonly editor: Editor
  readonly doc: Node
  /** Sets the cursor or selection; past either end it is the end. */
  select(from: number, to?: number): void
  /** Puts the cursor before the first place of these words, plus `offset`. */
  cursorAt(words: string, offset?: number): void
  /** Types text as the browser does: each character through the plugins first. */
  type(text: string): void
  /** Presses keys in ProseMirror's form, `Shift-Enter`; false when nothing answered. */
  press(keys: string): boolean
  /** Pastes as the browser does. False when no plugin took it, so that ProseMirror would paste the text itself. */
  paste(data: { readonly html?: string; readonly plain?: string }): boolean
}

/** A new sheet with a body. */
export function paper(body: BodyJson, host: Partial<EditorHost> = {}): Paper {
  const editor = createEditor(body, fakeEditorHost(host))
  const view = viewOf(editor)
  Object.defineProperties(editor, { view: { get: () => view }, isDestroyed: { get: () => false } })
  // Tiptap brings the plugins in when it mounts the editor.
  view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }))
  const some = (name: string, ...given: readonly unknown[]): boolean => {
    for (const plugin of editor.state.plugins) {
      const prop = (plugin.props as Record<string, unknown>)[name]
      if (typeof prop === 'function' && prop.call(plugin, ...given)) return true
    }
    return false
  }
  const made: Paper = {
    editor,
    get doc() {
      return editor.state.doc
    },
    select: (from, to = from) => {
      const { doc } = editor.state
      const within = (pos: number) => doc.resolve(Math.max(0, Math.min(pos, doc.content.size)))
      view.dispatch(editor.state.tr.setSelection(TextSelection.between(within(from), within(to))))
    },
    cursorAt: (words, offset = 0) => {
      let found = -1
      editor.state.doc.descendants((node, pos) => {
        if (found < 0 && node.isTextblock) {
          const index = node.textBetween(0, node.content.size, '', '\ufffc').indexOf(words)
          if (index >= 0) found = pos + 1 + index
        }
        return found < 0
      })
      if (found < 0) throw new Error(`no “${words}” on this paper`)
      view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(found + offset))))
    },
    type: (text) => {
      for (const char of text) {
        const { from, to } = editor.state.selection
        const insert = () => editor.state.tr.insertText(char, from, to)
        if (!some('handleTextInput', view, from, to, char, insert)) view.dispatch(insert())
      }
    },
    press: (keys) => {
      const event = keyEvent(keys)
      const hears = editor.state.plugins.map((plugin) => plugin.props.handleDOMEvents?.keydown)
      for (const hear of hears) if (hear?.call({} as never, view, event as KeyboardEvent)) return true
      return some('handleKeyDown', view, event)
    },
    paste: ({ html = '', plain = '' }) => {
      const data = { getData: (type: string) => ({ 'text/html': html, 'text/plain': plain })[type] ?? '', files: [] }
      return some('handlePaste', view, { clipboardData: data, preventDefault: () => undefined }, Slice.empty)
    },
  }
  return made
}

const CODES: Readonly<Record<string, number>> = { Enter: 13, Backspace: 8, Delete: 46, Tab: 9, Escape: 27 }

function keyEvent(keys: string): object {
  const parts = keys.split('-')
  const key = parts.at(-1) ?? ''
  return {
    key,
    code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key,
    keyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0),
    shiftKey: parts.includes('Shift'),
    ctrlKey: parts.includes('Mod') || parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    metaKey: false,
    isComposing: false,
    preventDefault: () => undefined,
    stopPropagation: () => undefined,
  }
}

/** The little of a view that commands ask for. Layout is unknown: every line ends where its block does. */
function viewOf(editor: Editor): Editor['view'] {
  const view = {
    get state() {
      return editor.state
    },
    dispatch: (tr: Transaction) => {
      ;(editor as unknown as { dispatchTransaction(tr: Transaction): void }).dispatchTransaction(tr)
    },
    updateState: (state: Editor['state']) => {
      ;(editor as unknown as { editorState: Editor['state'] }).editorState = state
    },
    composing: false,
    dragging: null,
    editable: true,
    isDestroyed: false,
    focus: () => undefined,
    hasFocus: () => true,
    endOfTextblock: (direction: string) => {
      const { $head } = editor.state.selection
      const backward = direction === 'up' || direction === 'backward' || direction === 'left'
      return backward ? $head.parentOffset === 0 : $head.parentOffset === $head.parent.content.size
    },
    someProp: (name: string, answer?: (value: unknown) => unknown) => {
      for (const plugin of editor.state.plugins) {
        const prop = (plugin.props as Record<string, unknown>)[name]
        if (prop === undefined) continue
        const bound = typeof prop === 'function' ? prop.bind(plugin) : prop
        const value = answer ? answer(bound) : bound
        if (value) return value
      }
      return undefined
    },
    pasteText: (text: string) => {
      view.dispatch(editor.state.tr.insertText(text))
      return true
    },
  }
  return view as unknown as Editor['view']
}
