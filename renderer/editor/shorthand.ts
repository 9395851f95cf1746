import { Extension, InputRule, markInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core'
import { normaliseHref } from '../../core/essay/url.ts'
import { startBlockAfter } from './blocks.ts'
import { depthOf } from './quotes/quote-commands.ts'

/**
 * Markdown shorthand while typing. A delimiter counts only beside a word as Markdown wants it: "5 * 3 * 4" and
 * "snake_case_name" stay as they are. Backspace at once returns the typed characters.
 */

const BEFORE = String.raw`(?<![\p{L}\p{N}\\])`
const pair = (open: string, inner: string) =>
  new RegExp(`${BEFORE}${open}([^\\s${inner}](?:[^${inner}]*[^\\s${inner}])?)${open}$`, 'u')

/** Marks by their delimiters: the name, and what matches when the last sign was typed, with the words in its one group. */
export const MARK_RULES = [
  ['bold', /(?<![\p{L}\p{N}*\\])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/u],
  ['bold', /(?<![\p{L}\p{N}_\\])__([^\s_](?:[^_]*[^\s_])?)__$/u],
  ['italic', /(?<![\p{L}\p{N}*\\])\*([^\s*](?:[^*]*[^\s*])?)\*$/u],
  ['italic', /(?<![\p{L}\p{N}_\\])_([^\s_](?:[^_]*[^\s_])?)_$/u],
  ['strike', pair('~~', '~')],
  ['highlight', pair('==', '=')],
  ['code', /(?<![`\\])`([^`]+)`$/u],
] as const

/** Titles have the first level; `#` and `##` are both the first heading below it. */
const HEADING_LEVELS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 3, 4: 4 }

/** `[words](address)` becomes a link, where the address is allowed. */
export const LINK = /\[([^\]\n]+)\]\((\S+)\)$/

/** All shorthand but that of lists and code blocks, which their own extensions bring. */
export const Shorthand = Extension.create({
  name: 'shorthand',
  addInputRules() {
    const { nodes, marks } = this.editor.schema
    const { heading, blockquote, horizontalRule } = nodes
    if (!heading || !blockquote || !horizontalRule) return []
    return [
      ...MARK_RULES.flatMap(([name, find]) => {
        const type = marks[name]
        return type ? [markInputRule({ find, type })] : []
      }),
      textblockTypeInputRule({
        find: /^(#{1,4})\s$/,
        type: heading,
        getAttributes: (match) => ({ level: HEADING_LEVELS[match[1]?.length ?? 2] ?? 2 }),
      }),
      wrappingInputRule({ find: /^>\s$/, type: blockquote }),
      new InputRule({
        find: /^(?:---|\*\*\*|___)$/,
        handler: ({ state, range }) => {
          const $start = state.doc.resolve(range.from)
          if ($start.parent.type.name !== 'paragraph' || $start.parent.childCount > 1) return null
          if (depthOf($start, 'footnote') !== null) return null
          const { tr } = state
          tr.delete(range.from, range.to)
          tr.insert($start.before(), horizontalRule.create())
          startBlockAfter(tr, $start.before() + 1)
          return
        },
      }),
      new InputRule({
        find: LINK,
        handler: ({ state, range, match }) => {
          const [whole, words, address] = match
          const href = address === undefined ? null : normaliseHref(address)
          const link = marks.link
          if (href === null || words === undefined || !link) return null
          const { tr } = state
          const start = range.to - whole.length
          tr.delete(start + 1 + words.length, range.to)
          tr.delete(start, start + 1)
          tr.addMark(start, start + words.length, link.create({ href }))
          tr.removeStoredMark(link)
          return
        },
      }),
    ]
  },
})
