import { Extension } from '@tiptap/core'
import type { Mark, ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { normaliseHref } from '../../../core/essay/url.ts'
import { wordsAsked } from '../words-asked.ts'

/** A link and the text that it covers. */
export interface LinkAt {
  readonly href: string
  readonly from: number
  readonly to: number
}

/** A bare web or mail address and nothing else. */
const ADDRESS = /^(?:https?:\/\/\S+|mailto:\S+|www\.\S+\.\S+)$/i

/** The text whose link is being edited, or null. */
export interface LinkEditing {
  readonly from: number
  readonly to: number
  /** The address that it has, '' for a new link. */
  readonly href: string
}

const asked = wordsAsked<LinkEditing>('linkEditing')

/** Keeps which link is being edited. */
export const linkEditingPlugin = asked.plugin

/** The text whose link is being edited in the popover, or null. */
export const linkEditing = asked.in

/** Opens the popover for the link at the selection, or for a new one on the selected text of one block. */
export function editLink(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { link } = state.schema.marks
  const { $from, $to, from, to, empty } = state.selection
  const known = linkAt(state)
  if (!link || !(state.selection instanceof TextSelection)) return false
  if (!known && (empty || !$from.sameParent($to) || !$from.parent.type.allowsMarkType(link))) return false
  const editing: LinkEditing = known ?? { from, to, href: '' }
  dispatch?.(asked.begin(state, editing))
  return true
}

/** Closes the popover. */
export const endLinkEditing = asked.end

/** An address pasted over a selection links it; an address with nothing selected is its own text. */
export const LinkBehaviour = Extension.create({
  name: 'linkBehaviour',
  // Before the paste of foreign HTML: an address that is copied as a link is an address all the same.
  priority: 125,
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      linkEditingPlugin(),
      new Plugin({
        props: { handlePaste: (view, event) => !editor.storage.pasteBehaviour.plain && pasteAddress(view, event) },
      }),
    ]
  },
})

/** Pastes an address and nothing else: over a selection it links that, elsewhere it is its own text. False where it is something else. */
export function pasteAddress(view: EditorView, event: ClipboardEvent): boolean {
  const text = event.clipboardData?.getData('text/plain').trim() ?? ''
  if (!ADDRESS.test(text) || /\s/.test(text)) return false
  const href = normaliseHref(withScheme(text))
  const { state } = view
  const { link, code } = state.schema.marks
  if (href === null || !link || !(state.selection instanceof TextSelection)) return false
  const { $from, empty } = state.selection
  if (!$from.parent.type.allowsMarkType(link) || (code && $from.marks().some((mark) => mark.type === code)))
    return false
  const pasted = empty
    ? state.tr
        .replaceSelectionWith(state.schema.text(text, [...$from.marks(), link.create({ href })]), false)
        .scrollIntoView()
    : (setLink(state, state.selection.from, state.selection.to, href) as Transaction)
  view.dispatch(pasted.setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}

/** The link around the selection's start, with the whole of its text, or null. */
export function linkAt(state: EditorState): LinkAt | null {
  const { $from, from, to, empty } = state.selection
  const mark = markAt($from) ?? (empty ? null : markAt(state.doc.resolve(Math.min(from + 1, to))))
  if (!mark) return null
  const $pos = empty ? $from : state.doc.resolve(Math.min(from + 1, to))
  return { href: mark.attrs.href as string, ...extent($pos, mark) }
}

/** Links the text between two positions; links that were there give way. null where the address is not allowed. */
export function setLink(state: EditorState, from: number, to: number, address: string): Transaction | null {
  const { link } = state.schema.marks
  const href = normaliseHref(withScheme(address))
  if (!link || href === null || href === '') return null
  const { tr } = state
  tr.removeMark(from, to, link).addMark(from, to, link.create({ href }))
  return tr.setSelection(TextSelection.create(tr.doc, to)).removeStoredMark(link).scrollIntoView()
}

/** Takes the link away and keeps its text. */
export function removeLink(state: EditorState, from: number, to: number): Transaction {
  return state.tr.removeMark(from, to, state.schema.marks.link ?? null)
}

/** What a person means by an address: `example.org` is a web page, `a@b.org` a mail address. */
export function withScheme(address: string): string {
  const text = address.trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[#/?.]/.test(text) || text === '') return text
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  return /^[^\s/]+\.[^\s/]{2,}/.test(text) ? `https://${text}` : text
}

function markAt($pos: ResolvedPos): Mark | null {
  const around = [
    ...(($pos.nodeAfter?.marks ?? []) as readonly Mark[]),
    ...($pos.textOffset > 0 ? [] : ($pos.nodeBefore?.marks ?? [])),
  ]
  return around.find((mark) => mark.type.name === 'link') ?? null
}

function extent($pos: ResolvedPos, mark: Mark): { readonly from: number; readonly to: number } {
  const { parent } = $pos
  const linked = (index: number) => index >= 0 && index < parent.childCount && mark.isInSet(parent.child(index).marks)
  let first = linked($pos.index()) ? $pos.index() : $pos.index() - 1
  let last = first
  while (linked(first - 1)) first--
  while (linked(last + 1)) last++
  let from = $pos.start()
  for (let index = 0; index < first; index++) from += parent.child(index).nodeSize
  let to = from
  for (let index = first; index <= last; index++) to += parent.child(index).nodeSize
  return { from, to }
}
