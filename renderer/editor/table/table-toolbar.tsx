import type { Editor } from '@tiptap/core'
import type { Command, EditorState } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addRowAfter,
  deleteTable,
  isInTable,
  rowIsHeader,
  selectedRect,
  setCellAttr,
  toggleHeader,
} from '@tiptap/pm/tables'
import {
  BetweenHorizontalEnd,
  BetweenVerticalEnd,
  FoldHorizontal,
  FoldVertical,
  type LucideIcon,
  TableProperties,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignStart,
  Trash2,
} from 'lucide-react'
import { Floating } from '../floating.tsx'
import { depthOf } from '../quotes/quote-commands.ts'
import { Tool, Toolbar, ToolSeparator } from '../toolbar.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { deleteColumns, deleteRows } from './table.ts'

type Align = 'left' | 'center' | 'right'

const ALIGNS: readonly { readonly align: Align; readonly label: string; readonly icon: LucideIcon }[] = [
  { align: 'left', label: 'Align left', icon: TextAlignStart },
  { align: 'center', label: 'Align in the middle', icon: TextAlignCenter },
  { align: 'right', label: 'Align right', icon: TextAlignEnd },
]

/** The tools of the table that holds the cursor, in the room that it keeps free below itself (prose.css): they cover no words. */
export function TableToolbar({ editor }: { editor: Editor }) {
  const table = useEditorValue(editor, ({ state }) => tableAt(state), sameFields)
  if (!table) return null
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch)
    editor.view.focus()
  }
  return (
    <Floating
      editor={editor}
      place="foot"
      anchor={() => boxOf(editor, table.pos)}
      written={() => boxOf(editor, table.cell)}
    >
      <Toolbar label="Table" onLeave={() => editor.view.focus()}>
        <Tool label="Row below" icon={BetweenHorizontalEnd} onClick={() => run(addRowAfter)} />
        <Tool label="Column to the right" icon={BetweenVerticalEnd} onClick={() => run(addColumnAfter)} />
        <Tool label="Delete the row" icon={FoldVertical} onClick={() => run(deleteRows)} />
        <Tool label="Delete the column" icon={FoldHorizontal} onClick={() => run(deleteColumns)} />
        <ToolSeparator />
        <Tool
          label="First row is a header"
          icon={TableProperties}
          pressed={table.header}
          onClick={() => run(toggleHeader('row'))}
        />
        {ALIGNS.map(({ align, label, icon }) => (
          <Tool
            key={align}
            label={label}
            icon={icon}
            pressed={table.align === align}
            onClick={() => run(setCellAttr('align', table.align === align ? null : align))}
          />
        ))}
        <ToolSeparator />
        <Tool label="Delete the table" icon={Trash2} onClick={() => run(deleteTable)} />
      </Toolbar>
    </Floating>
  )
}

function tableAt(state: EditorState) {
  if (!isInTable(state)) return null
  const rect = selectedRect(state)
  const depth = depthOf(state.selection.$from, 'tableCell') ?? depthOf(state.selection.$from, 'tableHeader')
  return {
    pos: rect.tableStart - 1,
    cell: depth === null ? rect.tableStart - 1 : state.selection.$from.before(depth),
    header: rowIsHeader(rect.map, rect.table, 0),
    align: depth === null ? null : (state.selection.$from.node(depth).attrs.align as Align | null),
  }
}

function boxOf(editor: Editor, pos: number): DOMRect | null {
  const dom = editor.view.nodeDOM(pos)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
