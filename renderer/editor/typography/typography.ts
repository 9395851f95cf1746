import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { elisionBefore, setTyped } from '../../../core/typography/set-typed.ts'

/** What the window lends to the typography of what is typed. */
export interface TypographyStorage {
  /** Whether the person wants it. */
  on: boolean
  /** The language of the essay; spans and blocks of another have their own. */
  language: string
}

declare module '@tiptap/core' {
  interface Storage {
    typography: TypographyStorage
  }
}

/** What was set last, and what had been typed. */
interface LastSet {
  readonly from: number
  readonly to: number
  readonly typed: string
}

const lastKey = new PluginKey<LastSet | null>('typography')

/** Signs at which a word ends whose first sign may have been an apostrophe. */
const WORD_END = /[\s.,;:!?"')\]\u2026]/

/** Sets quotes, dashes, ellipses and spaces as they are typed, in the language of the place. Backspace at once returns what was typed. */
export const TypographyBehaviour = Extension.create({
  name: 'typography',
  // After all shorthand, which may need the typed signs.
  priority: 40,
  addStorage: (): TypographyStorage => ({ on: true, language: 'en' }),
  addKeyboardShortcuts() {
    const { editor } = this
    return { Backspace: () => returnTyped(editor) }
  },
  addProseMirrorPlugins() {
    const { storage } = this
    return [typographyPlugin(() => storage)]
  },
})

/** The same for a small editor, which has no extensions. Its Backspace is in `handleKeyDown`. */
export function typographyPlugin(wants: () => TypographyStorage): Plugin<LastSet | null> {
  return new Plugin<LastSet | null>({
    key: lastKey,
    state: {
      init: () => null,
      apply: (tr, last) => {
        const set = tr.getMeta(lastKey) as LastSet | undefined
        if (set) return set
        return tr.docChanged || tr.selectionSet ? null : last
      },
    },
    props: {
      handleTextInput: (view, from, to, text) => {
        const { on, language } = wants()
        const tr = on && !view.composing && text.length === 1 ? settingOf(view.state, from, to, text, language) : null
        if (!tr) return false
        view.dispatch(tr)
        return true
      },
    },
  })
}

/** Puts back what was typed, when it was set by the last change. */
export function returnTyped({
  state,
  view,
}: {
  readonly state: EditorState
  readonly view: Pick<EditorView, 'dispatch'>
}): boolean {
  const last = lastKey.getState(state)
  if (!last || !state.selection.empty || state.selection.from !== last.to) return false
  view.dispatch(state.tr.insertText(last.typed, last.from, last.to).scrollIntoView())
  return true
}

function settingOf(
  state: EditorState,
  from: number,
  to: number,
  char: string,
  essayLanguage: string,
): Transaction | null {
  const $from = state.doc.resolve(from)
  const { parent } = $from
  if (!parent.isTextblock || parent.type.spec.code || isCode(state, $from)) return null
  const language = languageAt($from) ?? essayLanguage
  const words = (start: number, end: number) =>
    parent.textBetween(start, end, undefined, (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : '\ufffc'))
  const before = words(0, $from.parentOffset)
  const offset = to - $from.start()
  const after = offset <= parent.content.size ? words(offset, parent.content.size) : ''
  const elided = WORD_END.test(char) ? elisionBefore(before, language) : null
  const mended =
    elided === null ? before : `${before.slice(0, before.length - elided)}’${before.slice(before.length - elided + 1)}`
  const set = setTyped(char, mended, after, language)
  if (!set && elided === null) return null
  const { tr } = state
  const text = set?.text ?? char
  const start = from - (set?.replaced ?? 0)
  if (elided !== null) tr.insertText('’', from - elided, from - elided + 1)
  tr.insertText(text, start, to)
  const last: LastSet = {
    from: start,
    to: start + text.length,
    typed: before.slice(before.length - (set?.replaced ?? 0)) + char,
  }
  return (set ? tr.setMeta(lastKey, last) : tr).scrollIntoView()
}

function isCode(state: EditorState, $from: ResolvedPos): boolean {
  return (state.storedMarks ?? $from.marks()).some((mark) => mark.type.spec.code)
}

/** The language of a span or block around a place, or null where it is the essay's. */
function languageAt($pos: ResolvedPos): string | null {
  const span: unknown = $pos.marks().find((mark) => mark.type.name === 'language')?.attrs.lang
  if (typeof span === 'string' && span !== '') return span
  for (let depth = $pos.depth; depth > 0; depth--) {
    const lang: unknown = $pos.node(depth).attrs.lang
    if (typeof lang === 'string' && lang !== '') return lang
  }
  return null
}
