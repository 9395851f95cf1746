import { baseKeymap } from '@tiptap/pm/commands'
import { undoInputRule } from '@tiptap/pm/inputrules'
import { keymap } from '@tiptap/pm/keymap'
import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, Selection } from '@tiptap/pm/state'
import type { Step } from '@tiptap/pm/transform'
import { EditorView } from '@tiptap/pm/view'
import { editorActions } from './actions.ts'
import { type AloneEvent, aloneEvent } from './history/undo-borders.ts'
import { forKeymap, keysByShift } from './keys.ts'
import { languageEditingPlugin } from './language/language.ts'
import { linkEditingPlugin, pasteAddress } from './link/link.ts'
import { pasteIntoLine } from './paste/paste-into-line.ts'
import { readSelection, selectionInTime } from './selection-in-time.ts'
import { shorthandInWords } from './shorthand-in-words.ts'
import { secondMarksPlugin, showSecondMarks } from './spelling/second-marks.ts'
import type { SecondSpelling } from './spelling/second-spelling.ts'
import { returnTyped, type TypographyStorage, typographyPlugin } from './typography/typography.ts'

/** What surrounds a small editor of one node. */
export interface InnerEditorOptions {
  /** The spoken name. */
  readonly label: string
  readonly placeholder?: string
  /** Whether it takes changes; left out: always. */
  readonly isEditable?: () => boolean
  /** Called with the steps of each change, in the node's own positions, the node after it, and why it is to be undone alone. */
  readonly onChange: (steps: readonly Step[], node: Node, alone: AloneEvent | null) => void
  /** Undo and redo belong to whoever owns the node. */
  readonly onUndo?: () => void
  readonly onRedo?: () => void
  /** How quotes and dashes are set as they are typed; left out: as they are. */
  readonly typography?: () => TypographyStorage
  /** Who says which words are misspelt; left out: the browser. */
  readonly spelling?: SecondSpelling
  /** Escape. */
  readonly onLeave?: () => void
  /** Called after every change of text, selection or what is being asked about the words. */
  readonly onState?: (state: EditorState) => void
}

/** A small editor of one node. */
export interface InnerEditor {
  readonly view: EditorView
  /** Shows the node as it stands now, after a change from outside; the cursor stays where it can. */
  update(node: Node): void
  /** Marks the words that are misspelt now. */
  markWords(): void
  destroy(): void
}

/** The small editor that has the focus, also while a dialog has it that will give it back. */
let focused: EditorView | null = null

/** The small editor in which the person writes, or null. Commands about words mean it. */
export function innerEditorInFocus(): EditorView | null {
  return focused
}

/**
 * A small editor of one node (a note, a caption, a credit): the keys and the shorthand of marks, links and languages as in the text. In a line Enter does
 * nothing; in a note it begins a paragraph.
 */
export function createInnerEditor(element: HTMLElement, node: Node, options: InnerEditorOptions): InnerEditor {
  const { schema } = node.type
  const keys = Object.fromEntries(
    editorActions.flatMap(({ keys: own = [], inWords }) =>
      inWords ? own.map((key) => [forKeymap(key), inWords] as const) : [],
    ),
  )
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
  const openNext: Command = () => options.spelling?.openNext(view) === true
  const view: EditorView = new EditorView(element, {
    editable: () => options.isEditable?.() !== false,
    state: EditorState.create({
      doc: node,
      plugins: [
        selectionInTime(),
        keysByShift({
          ...keys,
          'Mod-z': call(options.onUndo),
          'Mod-Shift-z': call(options.onRedo),
          'Mod-y': call(options.onRedo),
          Escape: call(options.onLeave),
          ...(options.spelling ? { F7: openNext, 'Mod-;': openNext } : {}),
          ...(node.inlineContent ? { Enter: () => true, 'Shift-Enter': () => true } : {}),
        }),
        linkEditingPlugin(),
        languageEditingPlugin(),
        shorthandInWords(schema),
        ...(options.spelling ? [secondMarksPlugin()] : []),
        ...(options.typography ? [typographyPlugin(options.typography)] : []),
        keymap({
          Backspace: (state, dispatch) =>
            undoInputRule(state, dispatch) ||
            (options.typography !== undefined && returnTyped({ state: view.state, view })),
        }),
        keymap(baseKeymap),
      ],
    }),
    attributes: {
      role: 'textbox',
      'aria-label': options.label,
      'aria-multiline': String(!node.inlineContent),
      class: 'inner-editor',
      spellcheck: String(options.spelling === undefined),
    },
    handleDOMEvents: {
      keydown: (_view, event) => holdsShift(event),
      keyup: (_view, event) => holdsShift(event),
      contextmenu: (current, event) => {
        // By key the event has no place of its own: then it means the word at the cursor.
        const place = event.button === 2 ? current.posAtCoords({ left: event.clientX, top: event.clientY }) : null
        const isOpen = options.spelling?.openAt(current, place?.pos ?? current.state.selection.head) === true
        if (isOpen) event.preventDefault()
        return isOpen
      },
      focus: (current) => {
        focused = current
        return false
      },
      blur: (current, event) => {
        const isAsked = event.relatedTarget instanceof Element && event.relatedTarget.closest('dialog') !== null
        if (focused === current && !(isAsked && !current.dom.closest('dialog'))) focused = null
        return false
      },
    },
    handlePaste: (current, event) => !plain && (pasteAddress(current, event) || pasteIntoLine(current, event)),
    dispatchTransaction: (tr) => {
      const { state, transactions } = view.state.applyTransaction(tr)
      view.updateState(state)
      show()
      options.onState?.(state)
      if (tr.getMeta('outside')) return
      const steps = transactions.flatMap((transaction) => transaction.steps)
      if (steps.length > 0) options.onChange(steps, state.doc, aloneEvent(tr))
    },
  })

  function show(): void {
    view.dom.dataset.placeholder = options.placeholder ?? ''
    view.dom.toggleAttribute('data-empty', view.state.doc.textContent === '' && view.state.doc.content.size <= 2)
  }
  const markWords = () => {
    const words = options.spelling?.words(view)
    const shown = words && showSecondMarks(view.state, words)
    if (shown) view.dispatch(shown)
  }
  show()
  // A dialog that gives the focus back finds the editor here, as it finds Tiptap's.
  Object.assign(view.dom, { editor: { view } })

  return {
    view,
    markWords,
    update: (updated) => {
      const { doc } = view.state
      const start = updated.content.findDiffStart(doc.content)
      if (start === null) return
      const end = updated.content.findDiffEnd(doc.content)
      if (!end) return
      readSelection(view)
      // Where text repeats, both ends may be found in one place.
      const overlap = start - Math.min(end.a, end.b)
      const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b]
      const tr = view.state.tr.replace(start, b, updated.slice(start, a)).setMeta('outside', true)
      view.dispatch(tr)
    },
    destroy: () => {
      if (focused === view) focused = null
      view.destroy()
    },
  }
}

/** Sets the cursor to the end of a small editor and gives it the focus. */
export function focusInnerEditor({ view }: InnerEditor): void {
  view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)))
  view.focus()
}
