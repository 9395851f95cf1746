import { type AnyExtension, Extension } from '@tiptap/core'
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions'
import { Plugin } from '@tiptap/pm/state'
import { CaretInView } from './caret-in-view.ts'
import { ClicksInARow } from './clicks-in-a-row.ts'
import { CodeBlockNode } from './code/code.ts'
import type { EditorHost } from './editor-host.ts'
import { dropPictures } from './figure/drop-pictures.ts'
import { FigureBehaviour, figureNodes } from './figure/figure.ts'
import { Arrivals } from './figure/take-pictures.ts'
import { FindBehaviour } from './find/find-plugin.ts'
import { FootnoteBehaviour, FootnoteNode, FootnoteRefNode, FootnotesNode } from './footnotes/footnotes.ts'
import { markFromCore, nodeFromCore } from './from-core.ts'
import { GalleryBehaviour } from './gallery/gallery-behaviour.ts'
import { SideBySideOffer } from './gallery/side-by-side-offer.ts'
import { UndoBorders } from './history/undo-borders.ts'
import { Keys } from './keys.ts'
import { LanguageBehaviour } from './language/language.ts'
import { LinePlaceholder } from './line-placeholder.ts'
import { LinkBehaviour } from './link/link.ts'
import {
  BulletListNode,
  ListBehaviour,
  ListItemNode,
  OrderedListNode,
  TaskItemNode,
  TaskListNode,
} from './lists/lists.ts'
import { pasteBehaviour } from './paste/paste.ts'
import {
  AttributionNode,
  BlockquoteNode,
  DiscussionPromptNode,
  PullQuoteNode,
  QuoteBehaviour,
} from './quotes/quotes.ts'
import { FigureReferences } from './references/figure-references.ts'
import { SelectionInTime } from './selection-in-time.ts'
import { Shorthand } from './shorthand.ts'
import { SlashBehaviour } from './slash/slash.ts'
import { StretchAtCursor } from './stretches/stretch-at-cursor.ts'
import { TableBehaviour, TableCellNode, TableHeaderNode, TableNode, TableRowNode } from './table/table.ts'
import { Tail } from './tail.ts'
import { TypographyBehaviour } from './typography/typography.ts'
import { VerseNode } from './verse/verse.ts'

declare module '@tiptap/core' {
  interface Storage {
    /** The open essay around the editor. */
    host: EditorHost
  }
}

/** Everything that the editor is made of. Nodes and marks stand in the order of core's schema, which ProseMirror gives meaning. */
export function essayExtensions(host: EditorHost): AnyExtension[] {
  const pictures = figureNodes(host)
  return [
    nodeFromCore('doc', { topNode: true }),
    nodeFromCore('paragraph'),
    nodeFromCore('heading'),
    BlockquoteNode,
    AttributionNode,
    BulletListNode,
    OrderedListNode,
    ListItemNode,
    TaskListNode,
    TaskItemNode,
    CodeBlockNode,
    VerseNode,
    nodeFromCore('horizontalRule'),
    TableNode,
    TableRowNode,
    TableHeaderNode,
    TableCellNode,
    pictures.figure,
    pictures.figcaption,
    pictures.figcredit,
    pictures.gallery,
    PullQuoteNode,
    DiscussionPromptNode,
    FootnotesNode,
    FootnoteNode,
    nodeFromCore('text'),
    nodeFromCore('hardBreak', { renderText: () => '\n' }),
    pictures.image,
    FootnoteRefNode,
    markFromCore('link'),
    markFromCore('comment'),
    markFromCore('insertion'),
    markFromCore('deletion'),
    markFromCore('language'),
    markFromCore('bold'),
    markFromCore('italic'),
    markFromCore('underline'),
    markFromCore('strike'),
    markFromCore('highlight'),
    markFromCore('subscript'),
    markFromCore('superscript'),
    markFromCore('code'),
    Extension.create({ name: 'host', addStorage: () => host }),
    // A tool that forgot to ask must not change what will not be saved.
    Extension.create({
      name: 'lock',
      addProseMirrorPlugins: () => [
        new Plugin({ filterTransaction: (tr) => !tr.docChanged || host.isLocked?.() !== true }),
      ],
    }),
    SelectionInTime,
    StretchAtCursor,
    CaretInView,
    UndoRedo.extend({ addKeyboardShortcuts: () => ({}) }).configure({ depth: 500, newGroupDelay: 500 }),
    UndoBorders,
    Gapcursor.extend({ extendNodeSchema: () => ({}) }),
    Dropcursor.configure({ color: false, class: 'drop-cursor', width: 2 }),
    Shorthand,
    Keys,
    ListBehaviour,
    QuoteBehaviour,
    TableBehaviour,
    FigureBehaviour,
    GalleryBehaviour,
    SideBySideOffer,
    Arrivals,
    dropPictures(host),
    pasteBehaviour(host),
    LinkBehaviour,
    LanguageBehaviour,
    FindBehaviour,
    FootnoteBehaviour,
    ClicksInARow,
    FigureReferences,
    LinePlaceholder,
    SlashBehaviour,
    TypographyBehaviour,
    Tail,
  ]
}
