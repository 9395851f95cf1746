import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Asterisk,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Bold,
  ClipboardType,
  Code,
  CodeXml,
  Columns2,
  CopyPlus,
  CornerDownLeft,
  FoldHorizontal,
  FoldVertical,
  Heading1,
  Heading2,
  Heading3,
  Highlighter,
  ImagePlus,
  Italic,
  Languages,
  LibraryBig,
  Link,
  Link2,
  List,
  ListOrdered,
  ListTodo,
  MessageSquareQuote,
  MessagesSquare,
  Pilcrow,
  PilcrowLeft,
  PilcrowRight,
  Redo2,
  RemoveFormatting,
  Rows2,
  ScrollText,
  SeparatorHorizontal,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  TableProperties,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignStart,
  TextQuote,
  Trash2,
  Underline,
  Undo2,
  Ungroup,
  UserPen,
} from 'lucide-react'
import type { Settings } from '../../core/essay/essay.ts'
import type { App } from '../app-store.ts'
import { chooseFiles } from '../choose-files.ts'
import { editorAction } from '../editor/actions.ts'
import { placeAfter } from '../editor/blocks.ts'
import { pickPictures, takePictures } from '../editor/figure/take-pictures.ts'
import { innerEditorInFocus } from '../editor/inner-editor.ts'
import { pasteAgainAsPlainText } from '../editor/paste/paste.ts'
import type { EssaySession } from '../session/essay-session.ts'
import type { Command, CommandContext } from './command.ts'
import { keysForPeople, sharesHistory } from './keys.ts'

type Looks = Pick<Command, 'label' | 'group' | 'icon' | 'slash' | 'words'>

/** The open essay where its Page is shown and takes changes. */
function writing({ app, session }: CommandContext): EssaySession | null {
  const { screen } = app.store.getState()
  return session && screen.kind === 'essay' && screen.view === 'page' && session.editor.isEditable ? session : null
}

/** The command of one of the editor's actions: the same keys, the same conditions. */
function command(id: string, looks: Looks): Command {
  const action = editorAction(id)
  const { isActive, inWords } = action
  return {
    id,
    ...looks,
    ...(action.keys ? { keys: action.keys, editorKeys: true } : {}),
    isEnabled: (context) => {
      const session = writing(context)
      const inner = inWords ? innerEditorInFocus() : null
      return session !== null && (inner && inWords ? inWords(inner.state) : action.can(session.editor))
    },
    ...(isActive
      ? {
          isActive: (context: CommandContext) => {
            const session = writing(context)
            return session !== null && isActive(session.editor)
          },
        }
      : {}),
    run: (context) => {
      const session = writing(context)
      if (!session) return
      const inner = innerEditorInFocus()
      if (inner && inWords) {
        inWords(inner.state, inner.dispatch, inner)
        return
      }
      // Focus first: a popover that the action opens takes it over. Undo leaves it in the field from which it was asked for.
      if (!(id.startsWith('edit.') && sharesHistory(document.activeElement))) session.editor.view.focus()
      action.run(session.editor)
    },
  }
}

/** Pictures by the native dialog where there is one: an item of the desktop's menu could not open the page's own. */
async function picturesFor(app: App): Promise<readonly File[]> {
  if (!app.store.getState().info.dialogs) return pickPictures(true)
  const chosen = await chooseFiles(app.host, 'picture', true)
  if (!chosen.ok) {
    if (chosen.problem.code !== 'cancelled') app.tell({ problem: chosen.problem })
    return []
  }
  for (const { sourceName, message } of chosen.value.refused)
    app.tell({ problem: { code: 'io', message: `“${sourceName}”: ${message}`, safe: 'The essay is unchanged.' } })
  return chosen.value.files
}

/** The clipboard's text. Shells that keep the clipboard for the keys say so. */
async function pasteClipboardText({ app }: CommandContext, editor: EssaySession['editor']): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null)
  if (text !== null) {
    if (text !== '') editor.view.pasteText(text)
    return
  }
  app.tell({
    problem: {
      code: 'not-available',
      message: 'Galley may not read the clipboard by itself.',
      safe: 'The essay is unchanged.',
      next: `Press ${keysForPeople('Mod+Shift+V')} in the text to paste without marks.`,
    },
  })
}

function numbersTurned({ figureNumbers, ...others }: Settings): Settings {
  return figureNumbers ? others : { ...others, figureNumbers: true }
}

/** The commands of the editor: marks, blocks, what can be put in. */
export const editorCommands: readonly Command[] = [
  command('edit.undo', { label: 'Undo', group: 'Text', icon: Undo2 }),
  command('edit.redo', { label: 'Redo', group: 'Text', icon: Redo2 }),
  {
    id: 'edit.pastePlain',
    label: 'Paste as plain text',
    group: 'Text',
    icon: ClipboardType,
    // The browser's own keys: it pastes, and the editor sees that Shift is held.
    keys: ['Mod+Shift+V'],
    editorKeys: true,
    words: ['paste without formatting', 'match style', 'unformatted'],
    isEnabled: (context) => writing(context) !== null,
    run: async (context) => {
      const editor = writing(context)?.editor
      if (!editor) return
      editor.view.focus()
      if (!pasteAgainAsPlainText(editor)) await pasteClipboardText(context, editor)
    },
  },
  command('format.bold', { label: 'Bold', group: 'Text', icon: Bold, words: ['strong'] }),
  command('format.italic', { label: 'Italic', group: 'Text', icon: Italic, words: ['emphasis'] }),
  command('format.underline', { label: 'Underline', group: 'Text', icon: Underline }),
  command('format.strike', { label: 'Strike through', group: 'Text', icon: Strikethrough, words: ['deleted'] }),
  command('format.highlight', { label: 'Highlight', group: 'Text', icon: Highlighter, words: ['marker'] }),
  command('format.code', { label: 'Code in the line', group: 'Text', icon: Code, words: ['monospace'] }),
  command('format.superscript', { label: 'Superscript', group: 'Text', icon: Superscript }),
  command('format.subscript', { label: 'Subscript', group: 'Text', icon: Subscript }),
  command('format.link', { label: 'Link…', group: 'Text', icon: Link, words: ['address', 'url', 'web'] }),
  command('format.language', {
    label: 'Language of the words…',
    group: 'Text',
    icon: Languages,
    words: ['foreign', 'lang', 'spelling', 'pronunciation'],
  }),
  command('format.clear', {
    label: 'Clear marks',
    group: 'Text',
    icon: RemoveFormatting,
    words: ['plain', 'remove formatting'],
  }),
  command('block.paragraph', {
    label: 'Paragraph',
    group: 'Block',
    icon: Pilcrow,
    slash: true,
    words: ['text', 'body'],
  }),
  command('block.heading2', {
    label: 'Heading',
    group: 'Block',
    icon: Heading1,
    slash: true,
    words: ['h2', 'section', 'title', 'heading 2'],
  }),
  command('block.heading3', {
    label: 'Subheading',
    group: 'Block',
    icon: Heading2,
    slash: true,
    words: ['h3', 'heading 3'],
  }),
  command('block.heading4', {
    label: 'Minor heading',
    group: 'Block',
    icon: Heading3,
    slash: true,
    words: ['h4', 'heading 4'],
  }),
  {
    id: 'insert.picture',
    label: 'Picture…',
    group: 'Insert',
    icon: ImagePlus,
    keys: ['Mod+Shift+I'],
    slash: true,
    words: ['image', 'photo', 'figure', 'illustration', 'photograph'],
    isEnabled: (context) => writing(context) !== null,
    run: async (context) => {
      const session = writing(context)
      if (!session) return
      const { editor } = session
      const place = placeAfter(editor.state.doc, editor.state.selection.to)
      const files = await picturesFor(context.app)
      editor.view.focus()
      await takePictures(editor, editor.storage.host, files, place.to)
    },
  },
  command('figure.sideBySide', {
    label: 'Pictures side by side',
    group: 'Block',
    icon: Columns2,
    words: ['gallery', 'row', 'grid', 'figures'],
  }),
  command('figure.apart', {
    label: 'Pictures below each other',
    group: 'Block',
    icon: Rows2,
    words: ['gallery', 'dissolve', 'apart', 'figures'],
  }),
  command('figure.earlier', {
    label: 'Picture one place back',
    group: 'Block',
    icon: ArrowLeft,
    words: ['gallery', 'move'],
  }),
  command('figure.later', {
    label: 'Picture one place on',
    group: 'Block',
    icon: ArrowRight,
    words: ['gallery', 'move'],
  }),
  command('figure.out', {
    label: 'Picture out of its row',
    group: 'Block',
    icon: Ungroup,
    words: ['gallery', 'remove'],
  }),
  command('insert.footnote', {
    label: 'Note',
    group: 'Insert',
    icon: Asterisk,
    slash: true,
    words: ['footnote', 'reference', 'endnote'],
  }),
  command('insert.figureReference', {
    label: 'Reference to a figure…',
    group: 'Insert',
    icon: Link2,
    slash: true,
    words: ['see figure', 'cross-reference', 'picture number'],
  }),
  {
    id: 'figure.numbers',
    label: 'Number the figures',
    group: 'Insert',
    icon: ListOrdered,
    words: ['figure numbers', 'captions', 'numbered'],
    isEnabled: (context) => writing(context) !== null,
    isActive: (context) => writing(context)?.store.getState().settings.figureNumbers === true,
    run: (context) => {
      const session = writing(context)
      if (session) session.change({ settings: numbersTurned(session.store.getState().settings) })
    },
  },
  command('block.quote', {
    label: 'Quotation',
    group: 'Block',
    icon: TextQuote,
    slash: true,
    words: ['blockquote', 'citation', 'quote'],
  }),
  command('block.attribution', {
    label: 'Who said it',
    group: 'Block',
    icon: UserPen,
    words: ['attribution', 'source of the quotation'],
  }),
  command('block.pullQuote', {
    label: 'Pull quote',
    group: 'Block',
    icon: MessageSquareQuote,
    slash: true,
    words: ['aside', 'callout', 'make pull quote'],
  }),
  command('block.bulletList', {
    label: 'List',
    group: 'Block',
    icon: List,
    slash: true,
    words: ['bullets', 'unordered', 'points'],
  }),
  command('block.orderedList', {
    label: 'Numbered list',
    group: 'Block',
    icon: ListOrdered,
    slash: true,
    words: ['ordered', 'numbers'],
  }),
  command('block.taskList', {
    label: 'Task list',
    group: 'Block',
    icon: ListTodo,
    slash: true,
    words: ['todo', 'checkbox', 'checklist'],
  }),
  command('block.moveUp', { label: 'Move up', group: 'Block', icon: ArrowUp, words: ['block', 'item', 'reorder'] }),
  command('block.moveDown', {
    label: 'Move down',
    group: 'Block',
    icon: ArrowDown,
    words: ['block', 'item', 'reorder'],
  }),
  command('block.duplicate', { label: 'Duplicate', group: 'Block', icon: CopyPlus, words: ['block', 'copy', 'twice'] }),
  command('block.delete', { label: 'Delete block', group: 'Block', icon: Trash2, words: ['remove', 'paragraph'] }),
  command('block.table', {
    label: 'Table',
    group: 'Block',
    icon: Table,
    slash: true,
    words: ['rows', 'columns', 'grid'],
  }),
  command('block.codeBlock', { label: 'Code block', group: 'Block', icon: CodeXml, slash: true, words: ['listing'] }),
  command('block.verse', {
    label: 'Verse',
    group: 'Block',
    icon: ScrollText,
    slash: true,
    words: ['poem', 'poetry', 'lyrics', 'lines'],
  }),
  command('block.discussion', {
    label: 'Question to readers',
    group: 'Block',
    icon: MessagesSquare,
    slash: true,
    words: ['discussion', 'prompt', 'activity'],
  }),
  command('insert.separator', {
    label: 'Separator',
    group: 'Insert',
    icon: SeparatorHorizontal,
    slash: true,
    words: ['rule', 'line', 'break', 'section break', 'hr'],
  }),
  command('insert.lineBreak', {
    label: 'Line break',
    group: 'Insert',
    icon: CornerDownLeft,
    words: ['new line', 'break'],
  }),
  command('block.worksCited', {
    label: 'Works cited',
    group: 'Block',
    icon: LibraryBig,
    slash: true,
    words: ['bibliography', 'references', 'sources', 'literature'],
  }),
  command('block.leftToRight', {
    label: 'Direction: left to right',
    group: 'Block',
    icon: PilcrowRight,
    words: ['ltr', 'writing direction', 'paragraph'],
  }),
  command('block.rightToLeft', {
    label: 'Direction: right to left',
    group: 'Block',
    icon: PilcrowLeft,
    words: ['rtl', 'writing direction', 'arabic', 'hebrew', 'paragraph'],
  }),
  command('block.byLetters', {
    label: 'Direction: by its letters',
    group: 'Block',
    icon: Pilcrow,
    words: ['auto', 'writing direction', 'paragraph'],
  }),
  command('table.rowAbove', { label: 'Table: row above', group: 'Block', icon: BetweenHorizontalStart }),
  command('table.rowBelow', { label: 'Table: row below', group: 'Block', icon: BetweenHorizontalEnd }),
  command('table.columnBefore', { label: 'Table: column before', group: 'Block', icon: BetweenVerticalStart }),
  command('table.columnAfter', { label: 'Table: column after', group: 'Block', icon: BetweenVerticalEnd }),
  command('table.deleteRow', { label: 'Table: delete the row', group: 'Block', icon: FoldVertical }),
  command('table.deleteColumn', { label: 'Table: delete the column', group: 'Block', icon: FoldHorizontal }),
  command('table.headerRow', { label: 'Table: first row is a header', group: 'Block', icon: TableProperties }),
  command('table.alignStart', { label: 'Table: align at the start', group: 'Block', icon: TextAlignStart }),
  command('table.alignCentre', { label: 'Table: align in the middle', group: 'Block', icon: TextAlignCenter }),
  command('table.alignEnd', { label: 'Table: align at the end', group: 'Block', icon: TextAlignEnd }),
  command('table.delete', { label: 'Table: delete the table', group: 'Block', icon: Trash2 }),
]
