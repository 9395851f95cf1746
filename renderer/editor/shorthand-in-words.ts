import { InputRule, inputRules } from '@tiptap/pm/inputrules'
import type { MarkType, Schema } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { normaliseHref } from '../../core/essay/url.ts'
import { LINK, MARK_RULES } from './shorthand.ts'

/** The shorthand of marks and links for a small editor, which has no extensions: `*emphasis*`, `[words](address)`. Its undo is `undoInputRule`. */
export function shorthandInWords({ marks }: Schema): Plugin {
  const { link } = marks
  return inputRules({
    rules: [
      ...MARK_RULES.flatMap(([name, find]) => (marks[name] ? [markRule(find, marks[name])] : [])),
      ...(link ? [linkRule(link)] : []),
    ],
  })
}

function markRule(find: RegExp, type: MarkType): InputRule {
  return new InputRule(
    find,
    ({ tr, doc }, [whole, words = ''], start, end) => {
      if (!doc.resolve(start).parent.type.allowsMarkType(type)) return null
      const first = start + whole.lastIndexOf(words)
      // The last sign is not in the text yet.
      tr.delete(first + words.length, end).delete(start, first)
      return tr.addMark(start, start + words.length, type.create()).removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}

function linkRule(link: MarkType): InputRule {
  return new InputRule(
    LINK,
    ({ tr }, [, words = '', address = ''], start, end) => {
      const href = normaliseHref(address)
      if (href === null) return null
      tr.delete(start + 1 + words.length, end).delete(start, start + 1)
      return tr.addMark(start, start + words.length, link.create({ href })).removeStoredMark(link)
    },
    { inCodeMark: false },
  )
}
