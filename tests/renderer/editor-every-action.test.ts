import { undo, undoDepth } from '@tiptap/pm/history'
import { type EditorState, NodeSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { expect, test } from 'vitest'
import { editorActions } from '../../renderer/editor/actions.ts'
import { languageEditing } from '../../renderer/editor/language/language.ts'
import { linkEditing } from '../../renderer/editor/link/link.ts'
import { choosingFigure } from '../../renderer/editor/references/figure-references.ts'
import { everyBlock, expectWhole } from '../builders/every-block.ts'
import { type Paper, paper } from '../builders/paper.ts'

/** What opens a form and does its work from there (in the random test), and what the form stands open for. */
const ASKS: Readonly<Record<string, (state: EditorState) => unknown>> = {
  'format.link': linkEditing,
  'format.language': languageEditing,
  'insert.figureReference': choosingFigure,
}
/** Most places of each kind at which one action is run. */
const PLACES = 5

/** Ways to stand in the essay: a cursor, some words, some blocks, a chosen node, chosen cells. */
const WAYS: Readonly<Record<string, (sheet: Paper, at: number) => boolean>> = {
  cursor: (sheet, at) => {
    sheet.select(at)
    return true
  },
  words: (sheet, at) => {
    sheet.select(at, at + 3)
    return true
  },
  blocks: (sheet, at) => {
    sheet.select(at, at + 40)
    return true
  },
  node: (sheet, at) => {
    const node = sheet.doc.nodeAt(at)
    if (!node || node.isText || !NodeSelection.isSelectable(node)) return false
    sheet.editor.view.dispatch(sheet.editor.state.tr.setSelection(NodeSelection.create(sheet.doc, at)))
    return true
  },
  cells: (sheet, at) => {
    const node = sheet.doc.nodeAt(at)
    if (node?.type.spec.tableRole !== 'cell') return false
    const { tr } = sheet.editor.state
    sheet.editor.view.dispatch(tr.setSelection(CellSelection.create(sheet.doc, at)))
    return true
  },
}

const tried = editorActions.filter(({ id }) => !/^edit\./.test(id)).map((action) => [action.id, action] as const)

test.each(tried)('%s keeps the essay whole wherever it can be done, and one undo takes it back', (id, action) => {
  const sheet = paper(everyBlock())
  const first = sheet.doc
  const asks = ASKS[id]
  let changes = 0
  for (const [way, stand] of Object.entries(WAYS)) {
    let places = 0
    for (let at = 0; at < first.content.size && places < PLACES; at += way === 'cursor' || way === 'words' ? 3 : 1) {
      if (!stand(sheet, at) || !action.can(sheet.editor)) continue
      const before = sheet.editor.state
      if (asks) expect(asks(before), `${way} at ${at}: asks no more`).toBeNull()
      // What is on already may have nothing to do.
      const isOn = action.isActive?.(sheet.editor) === true
      expect(action.run(sheet.editor) || isOn, `${way} at ${at}: could, and did not`).toBe(true)
      if (asks) expect(asks(sheet.editor.state), `${way} at ${at}: asks`).not.toBeNull()
      else if (sheet.editor.state === before || sheet.doc.eq(first)) continue
      places++
      changes++
      expectWhole(sheet.doc)
      undo(sheet.editor.state, sheet.editor.view.dispatch)
      expect(undoDepth(sheet.editor.state), `${way} at ${at}`).toBe(0)
      expect(sheet.doc.toJSON(), `${way} at ${at}`).toEqual(first.toJSON())
    }
  }
  expect(changes).toBeGreaterThan(0)
})
