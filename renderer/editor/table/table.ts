import { type Editor, Extension } from '@tiptap/core'
import type { Node, Schema } from '@tiptap/pm/model'
import { type Command, TextSelection } from '@tiptap/pm/state'
import {
  addRowAfter,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  selectedRect,
  tableEditing,
} from '@tiptap/pm/tables'
import { nodeSpecs } from '../../../core/essay/schema.ts'
import { endOfBlocks, startBlockAfter } from '../blocks.ts'
import { nodeFromCore } from '../from-core.ts'

export const TableNode = nodeFromCore('table', {
  // The table scrolls in a box of its own; the page never does sideways.
  addNodeView:
    () =>
    ({ node }) => {
      const dom = document.createElement('div')
      dom.className = 'table-box'
      const contentDOM = document.createElement('tbody')
      const table = document.createElement('table')
      table.append(contentDOM)
      dom.append(table)
      return {
        dom,
        contentDOM,
        update: (updated) => updated.type === node.type,
        ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      }
    },
})
export const TableRowNode = nodeFromCore('tableRow')
export const TableHeaderNode = nodeFromCore('tableHeader', {
  // A header in which nothing is written yet heads nothing: until then it is a cell to those who listen.
  addNodeView:
    () =>
    ({ node: initial }) => {
      const dom = document.createElement('th')
      const show = (node: Node) => {
        const [, attrs] = nodeSpecs.tableHeader.toDOM(node as never) as unknown as [string, Record<string, string>]
        for (const name of ['colspan', 'rowspan', 'data-align']) {
          if (attrs[name] === undefined) dom.removeAttribute(name)
          else dom.setAttribute(name, attrs[name])
        }
        if (node.content.size <= 2) dom.setAttribute('role', 'cell')
        else dom.removeAttribute('role')
      }
      show(initial)
      return {
        dom,
        contentDOM: dom,
        update: (updated) => {
          if (updated.type !== initial.type) return false
          show(updated)
          return true
        },
        ignoreMutation: (mutation) => mutation.type === 'attributes',
      }
    },
})
export const TableCellNode = nodeFromCore('tableCell')

/** Tab goes from cell to cell and past the last one makes a row; whole tables are deleted with Backspace. */
export const TableBehaviour = Extension.create({
  name: 'tableBehaviour',
  priority: 105,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      Tab: () => nextCell(editor),
      'Shift-Tab': () => isInTable(editor.state) && goToNextCell(-1)(editor.state, editor.view.dispatch),
      Backspace: () => deleteWholeTable(editor),
      Delete: () => deleteWholeTable(editor),
      'Mod-Enter': () => leaveTable(editor),
    }
  },
  addProseMirrorPlugins: () => [tableEditing({ allowTableNodeSelection: false })],
})

/** A table with a header row. */
export function newTable(schema: Schema, rows: number, columns: number): Node {
  const { table, tableRow, tableHeader, tableCell } = schema.nodes
  if (!table || !tableRow || !tableHeader || !tableCell) throw new Error('the schema has no tables')
  const row = (index: number) =>
    tableRow.create(
      null,
      Array.from({ length: columns }, () => (index === 0 ? tableHeader : tableCell).createAndFill() as Node),
    )
  return table.create(
    null,
    Array.from({ length: rows }, (_, index) => row(index)),
  )
}

function nextCell(editor: Editor): boolean {
  const { state, view } = editor
  if (!isInTable(state)) return false
  if (goToNextCell(1)(state, view.dispatch)) return true
  if (!addRowAfter(state, view.dispatch)) return false
  return goToNextCell(1)(view.state, view.dispatch)
}

function deleteWholeTable(editor: Editor): boolean {
  const { state, view } = editor
  const { selection } = state
  if (!(selection instanceof CellSelection) || !selection.isRowSelection() || !selection.isColSelection()) return false
  return deleteTable(state, view.dispatch)
}

function leaveTable(editor: Editor): boolean {
  const { state, view } = editor
  if (!isInTable(state)) return false
  const end = state.selection.$from.after(1)
  const { tr } = state
  if (end >= endOfBlocks(state.doc)) startBlockAfter(tr, end)
  else tr.setSelection(TextSelection.near(tr.doc.resolve(end), 1))
  view.dispatch(tr.scrollIntoView())
  return true
}

/** Deletes the rows of the selection; with the last of them goes the table. */
export const deleteRows: Command = (state, dispatch) => {
  const { top, bottom, map } = selectedRect(state)
  return (top === 0 && bottom === map.height ? deleteTable : deleteRow)(state, dispatch)
}

/** Deletes the columns of the selection; with the last of them goes the table. */
export const deleteColumns: Command = (state, dispatch) => {
  const { left, right, map } = selectedRect(state)
  return (left === 0 && right === map.width ? deleteTable : deleteColumn)(state, dispatch)
}
