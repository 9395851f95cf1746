import type { Editor } from '@tiptap/core'
import { setBlockType } from '@tiptap/pm/commands'
import { redoDepth, undoDepth } from '@tiptap/pm/history'
import { type Command, TextSelection } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteTable,
  isInTable,
  setCellAttr,
  toggleHeader,
} from '@tiptap/pm/tables'
import { insertBlock, placeAfter, startBlockAfter } from './blocks.ts'
import { type BlockDirection, runsSo, setDirection } from './direction/set-direction.ts'
import { insertFootnote } from './footnotes/footnote-commands.ts'
import { moveInGallery, putSideBySide, takeApart, takeOut } from './gallery/gallery-commands.ts'
import { redo, undo } from './history/undo.ts'
import { editLanguage } from './language/language.ts'
import { editLink } from './link/link.ts'
import { deleteBlocks, duplicateBlocks, moveBlocks } from './move/move-blocks.ts'
import { addAttribution, depthOf, toggleDiscussion, togglePullQuote, toggleQuote } from './quotes/quote-commands.ts'
import { chooseFigure } from './references/figure-references.ts'
import { deleteColumns, deleteRows, newTable } from './table/table.ts'
import { clearMarks, lineBreak, toggleMarkOf } from './text-commands.ts'
import { goToWorksCited } from './works-cited.ts'

/** One thing that the editor can do by itself, without the window around it. Keys and commands both read this. */
export interface EditorAction {
  /** The id of the command that does the same. */
  readonly id: string
  /** Keys in the form of `Command.keys`; the editor answers them while it has the focus. */
  readonly keys?: readonly string[]
  readonly can: (editor: Editor) => boolean
  readonly isActive?: (editor: Editor) => boolean
  /** False when it could not be done here. */
  readonly run: (editor: Editor) => boolean
  /** The same for words alone, wherever they stand: a small editor (a note in its card, a caption in the table) has it by these keys, too. */
  readonly inWords?: Command
}

const run = (command: Command) => (editor: Editor) => command(editor.state, editor.view.dispatch, editor.view)
const can = (command: Command) => (editor: Editor) => command(editor.state)

const inWords = (id: string, command: Command, keys?: readonly string[]): EditorAction => ({
  id,
  ...(keys ? { keys } : {}),
  can: can(command),
  run: run(command),
  inWords: command,
})

const mark = (id: string, name: string, keys?: readonly string[]): EditorAction => ({
  ...inWords(id, toggleMarkOf(name), keys),
  isActive: (editor) => editor.isActive(name),
})

/** A kind of text block, which pressed again is a paragraph. */
const textblock = (
  id: string,
  name: string,
  keys?: readonly string[],
  attrs?: Record<string, unknown>,
): EditorAction => {
  const command =
    (active: boolean): Command =>
    (state, dispatch) => {
      const type = state.schema.nodes[active ? 'paragraph' : name]
      return type ? setBlockType(type, active ? null : attrs)(state, dispatch) : false
    }
  const isActive = (editor: Editor) => editor.isActive(name, attrs)
  return {
    id,
    ...(keys ? { keys } : {}),
    can: (editor) => isActive(editor) || command(false)(editor.state),
    isActive,
    run: (editor) => command(isActive(editor))(editor.state, editor.view.dispatch),
  }
}

const list = (id: string, name: string, item: string, keys: readonly string[]): EditorAction => ({
  id,
  keys,
  can: (editor) => editor.can().toggleList(name, item),
  isActive: (editor) => editor.isActive(name),
  run: (editor) => editor.commands.toggleList(name, item),
})

const wrap = (id: string, command: Command, name: string, keys?: readonly string[]): EditorAction => ({
  id,
  ...(keys ? { keys } : {}),
  can: can(command),
  isActive: (editor) => editor.isActive(name),
  run: run(command),
})

const separator: Command = (state, dispatch) => {
  const { horizontalRule } = state.schema.nodes
  if (!horizontalRule || depthOf(state.selection.$to, 'footnote') !== null) return false
  if (dispatch) {
    const { tr } = state
    const at = insertBlock(tr, placeAfter(state.doc, state.selection.to), horizontalRule.create())
    startBlockAfter(tr, at + 1)
    dispatch(tr.scrollIntoView())
  }
  return true
}

const table: Command = (state, dispatch) => {
  const { $to } = state.selection
  if (depthOf($to, 'footnote') !== null || depthOf($to, 'table') !== null) return false
  if (dispatch) {
    const { tr } = state
    const at = insertBlock(tr, placeAfter(state.doc, state.selection.to), newTable(state.schema, 3, 3))
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1), 1)).scrollIntoView())
  }
  return true
}

const tableTool = (id: string, command: Command): EditorAction => {
  const inTable: Command = (state, dispatch) => isInTable(state) && command(state, dispatch)
  return { id, can: can(inTable), run: run(inTable) }
}

const direction = (id: string, dir: BlockDirection): EditorAction => ({
  id,
  can: can(setDirection(dir)),
  isActive: ({ state }) => runsSo(dir)(state),
  run: run(setDirection(dir)),
})

/** What the editor can do, in the order in which lists show it. */
export const editorActions: readonly EditorAction[] = [
  { id: 'edit.undo', keys: ['Mod+Z'], can: (editor) => undoDepth(editor.state) > 0, run: run(undo) },
  { id: 'edit.redo', keys: ['Mod+Shift+Z', 'Mod+Y'], can: (editor) => redoDepth(editor.state) > 0, run: run(redo) },
  mark('format.bold', 'bold', ['Mod+B']),
  mark('format.italic', 'italic', ['Mod+I']),
  mark('format.underline', 'underline', ['Mod+U']),
  mark('format.strike', 'strike', ['Mod+Shift+X']),
  mark('format.highlight', 'highlight', ['Mod+Shift+H']),
  mark('format.code', 'code', ['Mod+E']),
  mark('format.superscript', 'superscript', ['Mod+.']),
  mark('format.subscript', 'subscript', ['Mod+,']),
  {
    ...inWords('format.link', editLink, ['Mod+Shift+K', 'Mod+K']),
    isActive: (editor) => editor.isActive('link'),
  },
  {
    ...inWords('format.language', editLanguage, ['Mod+Shift+L']),
    isActive: (editor) => editor.isActive('language'),
  },
  inWords('format.clear', clearMarks, ['Mod+\\']),
  { ...textblock('block.paragraph', 'paragraph', ['Mod+Alt+0']), run: run(toParagraph()) },
  textblock('block.heading2', 'heading', ['Mod+Alt+1'], { level: 2 }),
  textblock('block.heading3', 'heading', ['Mod+Alt+2'], { level: 3 }),
  textblock('block.heading4', 'heading', ['Mod+Alt+3'], { level: 4 }),
  wrap('block.quote', toggleQuote, 'blockquote', ['Mod+Shift+B']),
  wrap('block.attribution', addAttribution, 'attribution'),
  wrap('block.pullQuote', togglePullQuote, 'pullQuote'),
  list('block.bulletList', 'bulletList', 'listItem', ['Mod+Shift+8']),
  list('block.orderedList', 'orderedList', 'listItem', ['Mod+Shift+7']),
  list('block.taskList', 'taskList', 'taskItem', ['Mod+Shift+9']),
  textblock('block.codeBlock', 'codeBlock', ['Mod+Alt+C']),
  textblock('block.verse', 'verse'),
  wrap('block.discussion', toggleDiscussion, 'discussionPrompt'),
  { id: 'block.table', can: can(table), isActive: (editor) => editor.isActive('table'), run: run(table) },
  { id: 'figure.sideBySide', can: can(putSideBySide), run: run(putSideBySide) },
  { id: 'figure.apart', can: can(takeApart), run: run(takeApart) },
  { id: 'figure.earlier', keys: ['Alt+Shift+ArrowLeft'], can: can(moveInGallery(-1)), run: run(moveInGallery(-1)) },
  { id: 'figure.later', keys: ['Alt+Shift+ArrowRight'], can: can(moveInGallery(1)), run: run(moveInGallery(1)) },
  { id: 'figure.out', can: can(takeOut), run: run(takeOut) },
  { id: 'block.moveUp', keys: ['Alt+Shift+ArrowUp'], can: can(moveBlocks('up')), run: run(moveBlocks('up')) },
  { id: 'block.moveDown', keys: ['Alt+Shift+ArrowDown'], can: can(moveBlocks('down')), run: run(moveBlocks('down')) },
  { id: 'block.duplicate', keys: ['Mod+Shift+Enter'], can: can(duplicateBlocks), run: run(duplicateBlocks) },
  { id: 'block.delete', keys: ['Mod+Shift+Backspace'], can: can(deleteBlocks), run: run(deleteBlocks) },
  direction('block.leftToRight', 'ltr'),
  direction('block.rightToLeft', 'rtl'),
  direction('block.byLetters', 'auto'),
  tableTool('table.rowAbove', addRowBefore),
  tableTool('table.rowBelow', addRowAfter),
  tableTool('table.columnBefore', addColumnBefore),
  tableTool('table.columnAfter', addColumnAfter),
  tableTool('table.deleteRow', deleteRows),
  tableTool('table.deleteColumn', deleteColumns),
  tableTool('table.headerRow', toggleHeader('row')),
  tableTool('table.alignStart', setCellAttr('align', 'left')),
  tableTool('table.alignCentre', setCellAttr('align', 'center')),
  tableTool('table.alignEnd', setCellAttr('align', 'right')),
  tableTool('table.delete', deleteTable),
  inWords('insert.lineBreak', lineBreak, ['Shift+Enter']),
  {
    id: 'block.worksCited',
    can: ({ isEditable }) => isEditable,
    run: ({ state, view, storage }) => {
      view.dispatch(goToWorksCited(state.tr, storage.typography.language))
      return true
    },
  },
  { id: 'insert.footnote', keys: ['Mod+Alt+F'], can: can(insertFootnote), run: run(insertFootnote) },
  { id: 'insert.figureReference', can: can(chooseFigure), run: run(chooseFigure) },
  { id: 'insert.separator', can: can(separator), run: run(separator) },
]

/** The action of a command. Throws for an id that is none, which is a bug. */
export function editorAction(id: string): EditorAction {
  const action = editorActions.find((candidate) => candidate.id === id)
  if (!action) throw new Error(`the editor has no action ${id}`)
  return action
}

function toParagraph(): Command {
  return (state, dispatch) => {
    const { paragraph } = state.schema.nodes
    return paragraph ? setBlockType(paragraph)(state, dispatch) : false
  }
}
