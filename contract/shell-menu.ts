/** One item of the desktop's menu that is the window's business: choosing it runs the command with this id (`HostEvents.onCommand`). */
export interface ShellMenuItem {
  readonly label: string
  /** Id of a command in the window's registry. */
  readonly command: string
  /** Keys in Electron's form, `CmdOrCtrl+S`; shown beside the label. */
  readonly keys?: string
}

/** One menu of the desktop. Groups are set apart by a line. */
export interface ShellMenu {
  /** `&` stands before the letter that opens it with Alt. */
  readonly label: string
  readonly groups: readonly (readonly ShellMenuItem[])[]
}

const item = (label: string, command: string, keys?: string): ShellMenuItem =>
  keys === undefined ? { label, command } : { label, command, keys }

/**
 * The menus of the desktop as far as the window acts on them. It stands here because both sides must agree: the shell shows it,
 * the window's registry must know every command in it.
 */
export const SHELL_MENUS: readonly ShellMenu[] = [
  {
    label: '&File',
    groups: [
      [
        item('New essay', 'essay.new', 'CmdOrCtrl+N'),
        item('Open…', 'essay.open', 'CmdOrCtrl+O'),
        item('Import…', 'essay.import', 'CmdOrCtrl+Alt+I'),
        item('Import a folder…', 'essay.import-folder'),
      ],
      [item('Save', 'essay.save', 'CmdOrCtrl+S'), item('Save as…', 'essay.saveAs', 'CmdOrCtrl+Shift+S')],
      [item('Copy the whole text', 'essay.copyText'), item('Print the proof…', 'proof.print', 'CmdOrCtrl+P')],
      [
        item('Keep this version…', 'essay.keepVersion'),
        item('History…', 'essay.history', 'CmdOrCtrl+Shift+Y'),
        item('Recover lost essays…', 'essay.recover'),
      ],
    ],
  },
  {
    label: '&Edit',
    groups: [
      [item('Undo', 'edit.undo', 'CmdOrCtrl+Z'), item('Redo', 'edit.redo', 'CmdOrCtrl+Shift+Z')],
      [
        item('Find…', 'find.open', 'CmdOrCtrl+F'),
        item('Find and replace…', 'find.replace', 'CmdOrCtrl+Shift+F'),
        item('Next match', 'find.next', 'CmdOrCtrl+G'),
        item('Previous match', 'find.previous', 'CmdOrCtrl+Shift+G'),
      ],
      [item('Set quotes and dashes while typing', 'edit.typography')],
      [
        item('Next misspelt word', 'spelling.next', 'F7'),
        item('Check spelling', 'spelling.toggle'),
        item('My words and dictionaries…', 'spelling.words'),
      ],
    ],
  },
  {
    label: '&View',
    groups: [
      [
        item('Go to the Desk', 'view.desk', 'CmdOrCtrl+Shift+D'),
        item('Page', 'view.page', 'CmdOrCtrl+1'),
        item('Proof', 'view.proof', 'CmdOrCtrl+2'),
        item('Proof beside the Page', 'view.beside', 'CmdOrCtrl+Alt+B'),
        item('Hand in', 'view.handIn', 'CmdOrCtrl+3'),
      ],
      [
        item('Outline', 'view.outline', 'CmdOrCtrl+Alt+O'),
        item('Inspector', 'view.inspector', 'CmdOrCtrl+Alt+P'),
        item('Table of figures', 'view.figures', 'CmdOrCtrl+Alt+G'),
        item('Command palette', 'view.palette', 'CmdOrCtrl+K'),
      ],
      [
        item('Focus on the paragraph', 'view.focus.paragraph', 'CmdOrCtrl+Alt+R'),
        item('Focus on the sentence', 'view.focus.sentence', 'CmdOrCtrl+Alt+S'),
        item('Typewriter scrolling', 'view.typewriter', 'CmdOrCtrl+Alt+T'),
        item('Lay out the whole essay', 'view.whole'),
      ],
      [
        item('Larger text', 'view.textLarger', 'CmdOrCtrl+Alt+]'),
        item('Smaller text', 'view.textSmaller', 'CmdOrCtrl+Alt+['),
        item('Column: narrow', 'view.measure.narrow'),
        item('Column: medium', 'view.measure.medium'),
        item('Column: wide', 'view.measure.wide'),
      ],
      [
        item('Theme: as the system', 'view.theme.system'),
        item('Theme: light', 'view.theme.light'),
        item('Theme: dark', 'view.theme.dark'),
        item('Theme: sepia', 'view.theme.sepia'),
      ],
    ],
  },
  {
    label: '&Insert',
    groups: [
      [
        item('Picture…', 'insert.picture', 'CmdOrCtrl+Shift+I'),
        item('Note', 'insert.footnote', 'CmdOrCtrl+Alt+F'),
        item('Reference to a figure…', 'insert.figureReference'),
        item('Number the figures', 'figure.numbers'),
        item('Works cited', 'block.worksCited'),
      ],
      [item('Separator', 'insert.separator'), item('Line break', 'insert.lineBreak', 'Shift+Enter')],
      [
        item('Pictures side by side', 'figure.sideBySide'),
        item('Pictures below each other', 'figure.apart'),
        item('Picture one place back', 'figure.earlier', 'Alt+Shift+Left'),
        item('Picture one place on', 'figure.later', 'Alt+Shift+Right'),
        item('Picture out of its row', 'figure.out'),
      ],
    ],
  },
  {
    label: 'F&ormat',
    groups: [
      [
        item('Bold', 'format.bold', 'CmdOrCtrl+B'),
        item('Italic', 'format.italic', 'CmdOrCtrl+I'),
        item('Underline', 'format.underline', 'CmdOrCtrl+U'),
        item('Strike through', 'format.strike', 'CmdOrCtrl+Shift+X'),
        item('Highlight', 'format.highlight', 'CmdOrCtrl+Shift+H'),
        item('Superscript', 'format.superscript', 'CmdOrCtrl+.'),
        item('Subscript', 'format.subscript', 'CmdOrCtrl+,'),
        item('Code in the line', 'format.code', 'CmdOrCtrl+E'),
        item('Language of the words…', 'format.language', 'CmdOrCtrl+Shift+L'),
        item('Clear marks', 'format.clear', 'CmdOrCtrl+\\'),
        item('Link…', 'format.link', 'CmdOrCtrl+Shift+K'),
      ],
    ],
  },
  {
    label: '&Paragraph',
    groups: [
      [
        item('Paragraph', 'block.paragraph', 'CmdOrCtrl+Alt+0'),
        item('Heading', 'block.heading2', 'CmdOrCtrl+Alt+1'),
        item('Subheading', 'block.heading3', 'CmdOrCtrl+Alt+2'),
        item('Minor heading', 'block.heading4', 'CmdOrCtrl+Alt+3'),
      ],
      [
        item('Quotation', 'block.quote', 'CmdOrCtrl+Shift+B'),
        item('Who said it', 'block.attribution'),
        item('Pull quote', 'block.pullQuote'),
        item('Verse', 'block.verse'),
        item('Code block', 'block.codeBlock', 'CmdOrCtrl+Alt+C'),
        item('Question to readers', 'block.discussion'),
      ],
      [
        item('List', 'block.bulletList', 'CmdOrCtrl+Shift+8'),
        item('Numbered list', 'block.orderedList', 'CmdOrCtrl+Shift+7'),
        item('Task list', 'block.taskList', 'CmdOrCtrl+Shift+9'),
      ],
      [
        item('Left to right', 'block.leftToRight'),
        item('Right to left', 'block.rightToLeft'),
        item('Direction: by its letters', 'block.byLetters'),
      ],
      [
        item('Move up', 'block.moveUp', 'Alt+Shift+Up'),
        item('Move down', 'block.moveDown', 'Alt+Shift+Down'),
        item('Duplicate', 'block.duplicate', 'CmdOrCtrl+Shift+Enter'),
        item('Delete block', 'block.delete', 'CmdOrCtrl+Shift+Backspace'),
      ],
    ],
  },
  {
    label: '&Table',
    groups: [
      [item('Insert a table', 'block.table')],
      [
        item('Row above', 'table.rowAbove'),
        item('Row below', 'table.rowBelow'),
        item('Column before', 'table.columnBefore'),
        item('Column after', 'table.columnAfter'),
      ],
      [
        item('First row is a header', 'table.headerRow'),
        item('Align at the start', 'table.alignStart'),
        item('Align in the middle', 'table.alignCentre'),
        item('Align at the end', 'table.alignEnd'),
      ],
      [
        item('Delete the row', 'table.deleteRow'),
        item('Delete the column', 'table.deleteColumn'),
        item('Delete the table', 'table.delete'),
      ],
    ],
  },
  { label: '&Help', groups: [[item('Keyboard shortcuts', 'help.shortcuts', 'CmdOrCtrl+/')]] },
]
