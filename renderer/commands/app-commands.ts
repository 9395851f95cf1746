import {
  BookOpen,
  ChevronDown,
  ChevronUp,
  ClipboardCopy,
  Columns2,
  Command as CommandIcon,
  FileDown,
  FileInput,
  FilePlus2,
  FolderInput,
  FolderOpen,
  History,
  Images,
  Keyboard,
  LibraryBig,
  LifeBuoy,
  Monitor,
  Moon,
  PanelLeft,
  PanelRight,
  PenLine,
  Pin,
  Printer,
  Quote,
  Replace,
  Save,
  Send,
  Sun,
  Sunset,
  TextSearch,
} from 'lucide-react'
import type { Preferences } from '../../contract/host.ts'
import { isBeside, isWideEnough } from '../beside.ts'
import { pickFilesToImport, pickFolderToImport } from '../desk-import.ts'
import { goToMatch, openFind } from '../editor/find/find-commands.ts'
import { findState } from '../editor/find/find-plugin.ts'
import { saveAs, showChosenEssay, showDesk, showNewEssay, showView, writeOn } from '../navigation.ts'
import { printPublication } from '../session/print-publication.ts'
import { copyText } from '../session-banners/decisions.ts'
import type { Command, CommandContext } from './command.ts'

const always = () => true
const withEssay = ({ session }: CommandContext) => session !== null

const theme = (value: Preferences['theme'], label: string, icon: Command['icon']): Command => ({
  id: `view.theme.${value}`,
  label,
  group: 'View',
  ...(icon ? { icon } : {}),
  words: ['theme', 'colour', 'appearance'],
  isEnabled: always,
  isActive: ({ app }) => app.store.getState().preferences.theme === value,
  run: ({ app }) => app.setPreferences({ theme: value }),
})

const finding = ({ app, session }: CommandContext) => {
  const { screen } = app.store.getState()
  return session !== null && screen.kind === 'essay' && screen.view === 'page' ? session : null
}
const find = (context: CommandContext, replacing: boolean) => {
  const session = finding(context)
  if (!session) return
  const { title, standfirst, cover } = session.store.getState().metadata
  openFind(session.editor, { title, standfirst, cover }, replacing)
}
const step = (context: CommandContext, by: 1 | -1) => {
  const session = finding(context)
  if (session && !(findState(session.editor.state).open && goToMatch(session.editor, by))) find(context, false)
}

/** The commands of the window: essays, views, panels, themes, help. */
export const appCommands: readonly Command[] = [
  {
    id: 'essay.new',
    label: 'New essay',
    group: 'Essay',
    icon: FilePlus2,
    // A browser keeps Ctrl+N for itself, so there is a second way.
    keys: ['Mod+N', 'Mod+Alt+N'],
    words: ['create', 'start'],
    isEnabled: always,
    run: ({ app }) => showNewEssay(app),
  },
  {
    id: 'essay.open',
    label: 'Open…',
    group: 'Essay',
    icon: FolderOpen,
    keys: ['Mod+O'],
    isOffered: (app) => app.store.getState().info.dialogs,
    isEnabled: ({ app }) => app.store.getState().info.dialogs,
    run: ({ app }) => showChosenEssay(app),
  },
  {
    id: 'essay.import',
    label: 'Import…',
    group: 'Essay',
    icon: FileInput,
    keys: ['Mod+Alt+I'],
    words: ['markdown', 'html', 'text', 'open file'],
    isEnabled: always,
    run: ({ app }) => pickFilesToImport(app),
  },
  {
    id: 'essay.import-folder',
    label: 'Import a folder…',
    group: 'Essay',
    icon: FolderInput,
    words: ['textbundle', 'saved pages', 'directory'],
    isEnabled: always,
    run: ({ app }) => pickFolderToImport(app),
  },
  {
    id: 'essay.recover',
    label: 'Recover lost essays…',
    group: 'Essay',
    icon: LifeBuoy,
    words: ['versions', 'history', 'gone', 'deleted', 'missing', 'journal', 'rescue'],
    isEnabled: always,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'lost-essays' } }),
  },
  {
    id: 'essay.save',
    label: 'Save',
    group: 'Essay',
    icon: Save,
    keys: ['Mod+S'],
    isEnabled: ({ session }) => session !== null && !session.store.getState().isLocked,
    run: async ({ session }) => {
      await session?.save({ byHand: true })
    },
  },
  {
    id: 'essay.saveAs',
    label: 'Save as…',
    group: 'Essay',
    icon: FileDown,
    keys: ['Mod+Shift+S'],
    words: ['download', 'export essay', 'copy'],
    isEnabled: withEssay,
    run: ({ app }) => saveAs(app),
  },
  {
    id: 'essay.keepVersion',
    label: 'Keep this version…',
    group: 'Essay',
    icon: Pin,
    words: ['name', 'milestone', 'snapshot', 'history'],
    isEnabled: ({ session }) => session !== null && !session.store.getState().isLocked,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'name-version' } }),
  },
  {
    id: 'essay.history',
    label: 'History…',
    group: 'Essay',
    icon: History,
    keys: ['Mod+Shift+Y'],
    words: ['versions', 'earlier', 'restore', 'compare', 'undo'],
    isEnabled: withEssay,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'history' } }),
  },
  {
    id: 'essay.copyText',
    label: 'Copy the whole text',
    group: 'Essay',
    icon: ClipboardCopy,
    words: ['clipboard', 'plain text', 'rescue'],
    isEnabled: withEssay,
    run: async ({ app, session }) => {
      if (session) await copyText(app, session)
    },
  },
  {
    id: 'view.desk',
    label: 'Go to the Desk',
    group: 'View',
    icon: LibraryBig,
    keys: ['Mod+Shift+D'],
    words: ['all essays', 'close', 'home'],
    isEnabled: withEssay,
    run: ({ app }) => showDesk(app),
  },
  {
    id: 'view.page',
    label: 'Page',
    group: 'View',
    icon: PenLine,
    keys: ['Mod+1'],
    words: ['write', 'edit'],
    isEnabled: withEssay,
    isActive: ({ app }) => isView(app, 'page'),
    run: ({ app }) => writeOn(app),
  },
  {
    id: 'view.proof',
    label: 'Proof',
    group: 'View',
    icon: BookOpen,
    keys: ['Mod+2'],
    words: ['preview', 'published'],
    isEnabled: withEssay,
    isActive: ({ app }) => isView(app, 'proof'),
    run: ({ app }) => showView(app, 'proof'),
  },
  {
    id: 'view.beside',
    label: 'Proof beside the Page',
    group: 'View',
    icon: Columns2,
    keys: ['Mod+Alt+B'],
    words: ['side by side', 'split', 'preview', 'wide'],
    isEnabled: ({ session }) => session !== null && isWideEnough(),
    isActive: ({ app }) => isBeside(app),
    run: ({ app }) => {
      const isShown = isBeside(app) && isView(app, 'page')
      app.setPreferences({ proofBeside: !isShown })
      if (!isShown) writeOn(app)
    },
  },
  {
    id: 'view.handIn',
    label: 'Hand in',
    group: 'View',
    icon: Send,
    keys: ['Mod+3'],
    words: ['export', 'publish', 'submit'],
    isEnabled: withEssay,
    isActive: ({ app }) => isView(app, 'hand-in'),
    run: ({ app }) => showView(app, 'hand-in'),
  },
  {
    id: 'proof.print',
    label: 'Print the proof…',
    group: 'Essay',
    icon: Printer,
    keys: ['Mod+P'],
    words: ['paper', 'sheets', 'pdf'],
    isEnabled: withEssay,
    run: async ({ app, session }) => {
      const printed = session ? await printPublication(app.host, session.working()) : null
      if (printed?.ok === false) app.tell({ problem: printed.problem })
    },
  },
  {
    id: 'view.outline',
    label: 'Outline',
    group: 'View',
    icon: PanelLeft,
    keys: ['Mod+Alt+O'],
    words: ['sidebar', 'headings'],
    isEnabled: withEssay,
    isActive: ({ app }) => app.store.getState().preferences.outlineOpen,
    run: ({ app }) => app.setPreferences({ outlineOpen: !app.store.getState().preferences.outlineOpen }),
  },
  {
    id: 'view.inspector',
    label: 'Inspector',
    group: 'View',
    icon: PanelRight,
    keys: ['Mod+Alt+P'],
    words: ['details', 'metadata', 'contributors', 'figures', 'checks'],
    isEnabled: withEssay,
    isActive: ({ app }) => app.store.getState().preferences.inspectorOpen,
    run: ({ app }) => app.setPreferences({ inspectorOpen: !app.store.getState().preferences.inspectorOpen }),
  },
  {
    id: 'view.figures',
    label: 'Table of figures',
    group: 'View',
    icon: Images,
    keys: ['Mod+Alt+G'],
    words: ['pictures', 'ledger', 'captions', 'alt text', 'credits', 'licences', 'rights'],
    isEnabled: ({ app }) => isView(app, 'page'),
    run: ({ app }) => app.store.setState({ dialog: { kind: 'figures' } }),
  },
  {
    id: 'view.palette',
    label: 'Command palette',
    group: 'View',
    icon: CommandIcon,
    // In the text, over selected words and links, Mod+K makes a link.
    keys: ['Mod+K', 'Mod+Shift+P'],
    isEnabled: always,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'palette' } }),
  },
  {
    id: 'find.open',
    label: 'Find…',
    group: 'Text',
    icon: TextSearch,
    keys: ['Mod+F'],
    words: ['search in the essay', 'look for'],
    isEnabled: (context) => finding(context) !== null,
    run: (context) => find(context, false),
  },
  {
    id: 'find.replace',
    label: 'Find and replace…',
    group: 'Text',
    icon: Replace,
    // A Mac hides the application by Cmd+H.
    keys: ['Mod+Shift+F', 'Mod+H'],
    words: ['substitute', 'change all'],
    isEnabled: (context) => finding(context)?.editor.isEditable ?? false,
    run: (context) => find(context, true),
  },
  {
    id: 'find.next',
    label: 'Next match',
    group: 'Text',
    icon: ChevronDown,
    keys: ['Mod+G', 'F3'],
    words: ['find again'],
    isEnabled: (context) => finding(context) !== null,
    run: (context) => step(context, 1),
  },
  {
    id: 'find.previous',
    label: 'Previous match',
    group: 'Text',
    icon: ChevronUp,
    keys: ['Mod+Shift+G', 'Shift+F3'],
    isEnabled: (context) => finding(context) !== null,
    run: (context) => step(context, -1),
  },
  {
    id: 'edit.typography',
    label: 'Set quotes and dashes while typing',
    group: 'Text',
    icon: Quote,
    words: ['typography', 'smart quotes', 'curly', 'ellipsis', 'apostrophe'],
    isEnabled: always,
    isActive: ({ app }) => app.store.getState().preferences.typography,
    run: ({ app }) => {
      const typography = !app.store.getState().preferences.typography
      app.setPreferences({ typography })
      app.tell({
        news: typography
          ? 'Quotes, dashes and spaces are set as you type. Backspace returns what you typed.'
          : 'What you type stays as it is typed.',
      })
    },
  },
  theme('system', 'Theme: as the system', Monitor),
  theme('light', 'Theme: light', Sun),
  theme('dark', 'Theme: dark', Moon),
  theme('sepia', 'Theme: sepia', Sunset),
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    icon: Keyboard,
    keys: ['Mod+/', 'Mod+Shift+?'],
    isEnabled: always,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'shortcuts' } }),
  },
]

function isView(app: CommandContext['app'], view: 'page' | 'proof' | 'hand-in'): boolean {
  const { screen } = app.store.getState()
  return screen.kind === 'essay' && screen.view === view
}
