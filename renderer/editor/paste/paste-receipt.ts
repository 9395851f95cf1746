import type { Fragment } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { Loss } from '../../../core/formats/conversion.ts'
import type { PasteSource } from './paste-source.ts'

/** What a paste brought and what it left behind. */
export interface PasteReceipt {
  readonly source: PasteSource
  /** What came, for people: "3 paragraphs, 1 list, 2 notes". */
  readonly came: string
  readonly losses: readonly Loss[]
  /** The same text as the clipboard has it without marks; '' where it has none. */
  readonly plain: string
}

const receiptKey = new PluginKey<PasteReceipt | null>('pasteReceipt')

/** Keeps the receipt of the last paste until the text changes again or it is put away. */
export function receiptPlugin(): Plugin<PasteReceipt | null> {
  return new Plugin<PasteReceipt | null>({
    key: receiptKey,
    state: {
      init: () => null,
      apply: (tr, receipt) => {
        const meta = tr.getMeta(receiptKey) as { readonly receipt: PasteReceipt | null } | undefined
        if (meta) return meta.receipt
        // What the editor adds to a change by itself (the paste's own notes) is no new one.
        return tr.docChanged && tr.getMeta('appendedTransaction') === undefined ? null : receipt
      },
    },
  })
}

/** The receipt that is to be shown, or null. */
export function pasteReceipt(state: EditorState): PasteReceipt | null {
  return receiptKey.getState(state) ?? null
}

/** Shows a receipt with a change, or puts the one that is shown away. */
export function withReceipt(tr: Transaction, receipt: PasteReceipt | null): Transaction {
  return tr.setMeta(receiptKey, { receipt })
}

/** The receipt of a paste, or null for a phrase that came whole, of which there is nothing to say. */
export function receiptOf(
  source: PasteSource,
  blocks: Fragment,
  losses: readonly Loss[],
  plain: string,
): PasteReceipt | null {
  const only = blocks.childCount === 1 ? blocks.firstChild : null
  if (losses.length === 0 && only?.type.name === 'paragraph' && only.childCount <= 1) return null
  return { source, came: came(blocks), losses, plain }
}

/** Names of what is counted, one and many; order is that of the receipt. */
const COUNTED: readonly (readonly [types: readonly string[], one: string, many: string])[] = [
  [['heading'], 'heading', 'headings'],
  [['paragraph'], 'paragraph', 'paragraphs'],
  [['blockquote', 'pullQuote'], 'quotation', 'quotations'],
  [['verse'], 'verse', 'verses'],
  [['bulletList', 'orderedList', 'taskList'], 'list', 'lists'],
  [['table'], 'table', 'tables'],
  [['codeBlock'], 'code block', 'code blocks'],
  [['figure', 'image'], 'picture', 'pictures'],
  [['footnote'], 'note', 'notes'],
]

function came(blocks: Fragment): string {
  const counts = new Map<string, number>()
  let links = 0
  let lastLink = ''
  blocks.descendants((node, _pos, parent) => {
    const { name } = node.type
    // Paragraphs of items, cells and notes are part of what is named already.
    if (name !== 'paragraph' || parent === null || parent.type.name === 'doc')
      counts.set(name, (counts.get(name) ?? 0) + 1)
    const href = String(node.marks.find((mark) => mark.type.name === 'link')?.attrs.href ?? '')
    if (href !== '' && href !== lastLink) links++
    if (node.isInline) lastLink = href
    return true
  })
  const parts = COUNTED.flatMap(([types, one, many]) => {
    const count = types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0)
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  if (links > 0) parts.push(links === 1 ? '1 link' : `${links} links`)
  return parts.join(', ')
}
