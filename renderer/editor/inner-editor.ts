import { baseKeymap, toggleMark } from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, Selection } from '@tiptap/pm/state'
import type { Step } from '@tiptap/pm/transform'
import { EditorView } from '@tiptap/pm/view'
import { editorActions } from './actions.ts'
import { forKeymap, keysByShift } from './keys.ts'
import { pasteIntoLine } from './paste/paste-into-line.ts'
import { returnTyped, type TypographyStorage, typographyPlugin } from './typography/typography.ts'

/** What surrounds a small editor of one node. */
export interface InnerEditorOptions {
  /** The spoken name. */
  readonly label: string
  readonly placeholder?: string
  /** Whether it takes changes; left out: always. */
  readonly isEditable?: () => boolean
  /** Called with the steps of each change, in the node's own positions, and the node after it. */
  readonly onChange: (steps: readonly Step[], node: Node) => void
  /** Undo and redo belong to whoever owns the node. */
  readonly onUndo?: () => void
  readonly onRedo?: () => void
  /** How quotes and dashes are set as they are typed; left out: as they are. */
  readonly typography?: () => TypographyStorage
  /** Escape. */
  readonly onLeave?: () => void
}

/** A small editor of one node. */
export interface InnerEditor {
  readonly view: EditorView
  /** Shows the node as it stands now, after a change from outside; the cursor stays where it can. */
  update(node: Node): void
  destroy(): void
}

const MARKS: readonly (readonly [id: string, mark: string])[] = [
  ['format.bold', 'bold'],
  ['format.italic', 'italic'],
  ['format.underline', 'underline'],
  ['format.strike', 'strike'],
  ['format.superscript', 'superscript'],
  ['format.subscript', 'subscript'],
]

/**
 * A small editor of one node (a note, a caption, a credit) with the keys of the text marks. In a line Enter does nothing; in
 * a note it begins a paragraph.
 */
export function createInnerEditor(element: HTMLElement, node: Node, options: InnerEditorOptions): InnerEditor {
  const { schema } = node.type
  const keys: Record<string, Command> = {}
  for (const [id, name] of MARKS) {
    const type = schema.marks[name]
    for (const key of editorActions.find((action) => action.id === id)?.keys ?? []) {
      if (type) keys[forKeymap(key)] = toggleMark(type)
    }
  }
  const call =
    (callback: (() => void) | undefined): Command =>
    () => {
      callback?.()
      return callback !== undefined
    }
  /** Shift is held: what is pasted now is to be text alone. */
  let plain = false
  const holdsShift = (event: KeyboardEvent) => {
    plain = event.shiftKey
    return false
  }
  const view: EditorView = new EditorView(element, {
    editable: () => options.isEditable?.() !== false,
    state: EditorState.create({
      doc: node,
      plugins: [
        keysByShift({
          ...keys,
          'Mod-z': call(options.onUndo),
          'Mod-Shift-z': call(options.onRedo),
          'Mod-y': call(options.onRedo),
          Escape: call(options.onLeave),
          ...(node.inlineContent ? { Enter: () => true, 'Shift-Enter': () => true } : {}),
        }),
        ...(options.typography
          ? [
              typographyPlugin(options.typography),
              keymap({ Backspace: () => returnTyped({ state: view.state, view }) }),
            ]
          : []),
        keymap(baseKeymap),
      ],
    }),
    attributes: {
      role: 'textbox',
      'aria-label': options.label,
      'aria-multiline': String(!node.inlineContent),
      class: 'inner-editor',
      spellcheck: 'true',
    },
    handleDOMEvents: {
      keydown: (_view, event) => holdsShift(event),
      keyup: (_view, event) => holdsShift(event),
    },
    handlePaste: (current, event) => !plain && pasteIntoLine(current, event),
    dispatchTransaction: (tr) => {
      const { state, transactions } = view.state.applyTransaction(tr)
      view.updateState(state)
      show()
      if (tr.getMeta('outside')) return
      const steps = transactions.flatMap((transaction) => transaction.steps)
      if (steps.length > 0) options.onChange(steps, state.doc)
    },
  })

  function show(): void {
    view.dom.dataset.placeholder = options.placeholder ?? ''
    view.dom.toggleAttribute('data-empty', view.state.doc.textContent === '' && view.state.doc.content.size <= 2)
  }
  show()

  return {
    view,
    update: (updated) => {
      const { doc } = view.state
      const start = updated.content.findDiffStart(doc.content)
      if (start === null) return
      const end = updated.content.findDiffEnd(doc.content)
      if (!end) return
      // Where text repeats, both ends may be found in one place.
      const overlap = start - Math.min(end.a, end.b)
      const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b]
      const tr = view.state.tr.replace(start, b, updated.slice(start, a)).setMeta('outside', true)
      view.dispatch(tr)
    },
    destroy: () => view.destroy(),
  }
}

/** Sets the cursor to the end of a small editor and gives it the focus. */
export function focusInnerEditor({ view }: InnerEditor): void {
  view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)))
  view.focus()
}
