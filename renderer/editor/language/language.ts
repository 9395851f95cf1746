import { Extension } from '@tiptap/core'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { directionOf } from '../../../core/essay/direction.ts'
import { wordsAsked } from '../words-asked.ts'

/** The words whose language is being chosen. */
export interface LanguageEditing {
  readonly from: number
  readonly to: number
  /** The language that they have, '' where it is that of the essay. */
  readonly lang: string
}

const asked = wordsAsked<LanguageEditing>('languageEditing')

/** Keeps whose language is being chosen. */
export const languageEditingPlugin = asked.plugin

/** Keeps what the popover is about. */
export const LanguageBehaviour = Extension.create({
  name: 'languageBehaviour',
  addProseMirrorPlugins: () => [languageEditingPlugin()],
})

/** What the popover is about, or null while it is closed. */
export const languageEditing = asked.in

/** Opens the popover for the selected words, or for the span that the cursor is in. */
export function editLanguage(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { language } = state.schema.marks
  const { selection } = state
  const { $from, $to, from, to, empty } = selection
  if (!language || !(selection instanceof TextSelection) || !$from.sameParent($to)) return false
  if (!$from.parent.type.allowsMarkType(language)) return false
  const around = spanAt(state)
  if (empty && !around) return false
  const lang = around?.lang ?? ''
  const editing = empty && around ? around : { from, to, lang }
  dispatch?.(asked.begin(state, editing))
  return true
}

/** Closes the popover. */
export const endLanguageEditing = asked.end

/** Gives words a language, from right to left where it is written so; '' gives them that of the essay back. */
export function setLanguage(state: EditorState, { from, to }: LanguageEditing, lang: string): Transaction {
  const { language } = state.schema.marks
  const tr = state.tr.removeMark(from, to, language)
  const dir = directionOf(lang) === 'rtl' ? 'rtl' : null
  if (language && lang !== '') tr.addMark(from, to, language.create({ lang, dir }))
  tr.setSelection(TextSelection.create(tr.doc, to))
  return (language ? tr.removeStoredMark(language) : tr).scrollIntoView()
}

/** The span of one language around the selection's start. */
function spanAt({ selection: { $from, empty } }: EditorState): LanguageEditing | null {
  const { parent } = $from
  const index = empty && $from.textOffset === 0 && $from.nodeBefore ? $from.index() - 1 : $from.index()
  const langOf = (at: number): unknown =>
    at < 0 || at >= parent.childCount
      ? undefined
      : parent.child(at).marks.find((mark) => mark.type.name === 'language')?.attrs.lang
  const lang = langOf(index)
  if (typeof lang !== 'string') return null
  let first = index
  let last = index
  while (langOf(first - 1) === lang) first--
  while (langOf(last + 1) === lang) last++
  let from = $from.start()
  for (let at = 0; at < first; at++) from += parent.child(at).nodeSize
  let to = from
  for (let at = first; at <= last; at++) to += parent.child(at).nodeSize
  return { from, to, lang }
}
