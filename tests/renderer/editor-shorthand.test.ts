import { createChainableState, type InputRule } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { Shorthand } from '../../renderer/editor/shorthand.ts'

const { nodes } = schema
const addRules = Shorthand.config.addInputRules as (this: { editor: { schema: typeof schema } }) => InputRule[]
const rules = addRules.call({ editor: { schema } })

/** Types text into an empty essay, key by key, with the rules at work as Tiptap runs them. Answers the blocks as a sketch. */
function typed(text: string, blocks: readonly Node[] = [nodes.paragraph.create()], at = 1): string {
  const doc = nodes.doc.create(null, blocks)
  let state = EditorState.create({ doc, selection: TextSelection.create(doc, at) })
  for (const char of text) {
    const { from } = state.selection
    const before = state.selection.$from.parent.textContent.slice(0, state.selection.$from.parentOffset)
    state = state.apply(state.tr.insertText(char))
    for (const rule of rules) {
      const match = (rule.find as RegExp).exec(before + char)
      if (!match) continue
      const { tr } = state
      const handled = rule.handler({
        state: createChainableState({ state, transaction: tr }),
        range: { from: from - (match[0].length - 1), to: from + 1 },
        match,
      } as never)
      if (handled === null || tr.steps.length === 0) continue
      state = state.apply(tr)
      break
    }
  }
  state.doc.check()
  return state.doc.children.map(sketch).join('|')
}

function sketch(node: Node): string {
  if (node.isText) {
    const marks = node.marks.map((mark) => (mark.type.name === 'link' ? `link ${mark.attrs.href}` : mark.type.name))
    return marks.length === 0 ? (node.text ?? '') : `[${marks.join(' ')}: ${node.text}]`
  }
  const level = node.attrs.level ? ` ${node.attrs.level}` : ''
  return `${node.type.name}${level}(${node.children.map(sketch).join('')})`
}

describe('blocks', () => {
  test.each([
    ['# One', 'heading 2(One)'],
    ['## Two', 'heading 2(Two)'],
    ['### Three', 'heading 3(Three)'],
    ['#### Four', 'heading 4(Four)'],
    ['##### Five', 'paragraph(##### Five)'],
    ['#hash', 'paragraph(#hash)'],
    ['> Quoted', 'blockquote(paragraph(Quoted))'],
    ['---', 'horizontalRule()|paragraph()'],
    ['***', 'horizontalRule()|paragraph()'],
    ['a --- b', 'paragraph(a --- b)'],
  ])('%s', (text, expected) => {
    expect(typed(text)).toBe(expected)
  })
  test('a note gets no separator', () => {
    const note = nodes.footnote.create({ id: 'a' }, nodes.paragraph.create())
    const blocks = [nodes.paragraph.create(), nodes.footnotes.create(null, note)]
    expect(typed('---', blocks, 5)).toBe('paragraph()|footnotes(footnote(paragraph(---)))')
  })
})

describe('marks', () => {
  test.each([
    ['a **bold** b', 'paragraph(a [bold: bold] b)'],
    ['a __bold__ b', 'paragraph(a [bold: bold] b)'],
    ['a *it* b', 'paragraph(a [italic: it] b)'],
    ['(_it_)', 'paragraph(([italic: it]))'],
    ['“*it*”', 'paragraph(“[italic: it]”)'],
    ['~~gone~~.', 'paragraph([strike: gone].)'],
    ['==seen== x', 'paragraph([highlight: seen] x)'],
    ['`code` x', 'paragraph([code: code] x)'],
    ['*two words* x', 'paragraph([italic: two words] x)'],
  ])('%s', (text, expected) => {
    expect(typed(text)).toBe(expected)
  })

  test.each([
    '5 * 3 * 4 = 60',
    'snake_case_name',
    'a*b*c',
    '2**3**4',
    '* not * this',
    'a ~~ b ~~ c',
    'x == y == z',
    '`` x',
  ])('leaves %s alone', (text) => {
    expect(typed(text)).toBe(`paragraph(${text})`)
  })
})

describe('links', () => {
  test('words and address', () => {
    expect(typed('see [the site](https://example.org/a) now')).toBe(
      'paragraph(see [link https://example.org/a: the site] now)',
    )
  })
  test('an address that is not allowed stays as typed', () => {
    expect(typed('[x](javascript:alert)')).toBe('paragraph([x](javascript:alert))')
  })
})

test('the cursor goes on below a separator', () => {
  expect(typed('---more')).toBe('horizontalRule()|paragraph(more)')
})
