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
      ],
      [item('Save', 'essay.save', 'CmdOrCtrl+S'), item('Save as…', 'essay.saveAs', 'CmdOrCtrl+Shift+S')],
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
        item('Desk', 'view.desk', 'CmdOrCtrl+Shift+D'),
        item('Page', 'view.page', 'CmdOrCtrl+1'),
        item('Proof', 'view.proof', 'CmdOrCtrl+2'),
        item('Hand in', 'view.handIn', 'CmdOrCtrl+3'),
      ],
      [
        item('Outline', 'view.outline', 'CmdOrCtrl+Alt+O'),
        item('Inspector', 'view.inspector', 'CmdOrCtrl+Alt+P'),
        item('Command palette', 'view.palette', 'CmdOrCtrl+K'),
      ],
      [
        item('Theme of the system', 'view.theme.system'),
        item('Light', 'view.theme.light'),
        item('Dark', 'view.theme.dark'),
        item('Sepia', 'view.theme.sepia'),
      ],
    ],
  },
  {
    label: '&Insert',
    groups: [
      [
        item('Picture…', 'insert.picture', 'CmdOrCtrl+Shift+I'),
        item('Footnote', 'insert.footnote', 'CmdOrCtrl+Alt+F'),
        item('Separator', 'insert.separator'),
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
        item('Language of the words…', 'format.language'),
        item('Clear marks', 'format.clear', 'CmdOrCtrl+\\'),
        item('Link…', 'format.link', 'CmdOrCtrl+Shift+K'),
      ],
    ],
  },
  { label: '&Help', groups: [[item('Keyboard shortcuts', 'help.shortcuts', 'CmdOrCtrl+/')]] },
]
