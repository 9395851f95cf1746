import { undo } from '@tiptap/pm/history'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goToMatch, openFind, replaceAll, replaceHere, searchFor } from '../../renderer/editor/find/find-commands.ts'
import { changeFind, findState } from '../../renderer/editor/find/find-plugin.ts'
import { DetailsStep } from '../../renderer/editor/history/details-step.ts'
import { doc, figure, link, marked, node, p, ref } from '../builders/nodes.ts'
import { type Paper, paper } from '../builders/paper.ts'

const COVER = {
  src: '',
  alt: 'Tide',
  decorative: false,
  caption: [
    { type: 'text', text: 'At low ti' },
    { type: 'text', text: 'de, Brest', marks: [{ type: 'italic' }] },
  ],
  credit: [],
  creator: '',
  sourceUrl: '',
  license: '',
  licenseUrl: '',
  permission: '' as const,
}
const FIELDS = { title: 'The Tide', standfirst: 'A tide table.', cover: null }
const essay = () =>
  doc(
    [
      p('The ', marked('ti', 'bold'), marked('de', 'italic'), ' comes; the tide', ref('a'), ' goes.'),
      figure({ src: '', alt: 'Tide marks on a tide post' }, ['A tide caption'], ['Photo: Tide']),
      node('table', {}, node('tableRow', {}, node('tableCell', {}, p('tide in a cell')))),
      p('See ', marked('tide', link('https://example.org/')), ' there.'),
    ],
    [['a', p('A tide note')]],
  )

function finding(query: string, options = {}): Paper {
  const sheet = paper(essay())
  openFind(sheet.editor, FIELDS, true)
  const { options: plain } = findState(sheet.editor.state)
  searchFor(sheet.editor, { query, options: { ...plain, ...options } })
  return sheet
}
const found = (sheet: Paper) =>
  findState(sheet.editor.state).matches.map((match) => {
    if (match.kind === 'field') return match.field
    const { parent } = sheet.doc.resolve(match.from)
    return match.kind === 'alt' ? 'alt' : `${parent.type.name}: ${sheet.doc.textBetween(match.from, match.to)}`
  })

describe('finding', () => {
  test('across marks, in captions, credits, notes, alt text, cells, title and standfirst', () => {
    expect(found(finding('tide'))).toEqual([
      'title',
      'standfirst',
      'paragraph: tide',
      'paragraph: tide',
      'alt',
      'alt',
      'figcaption: tide',
      'figcredit: Tide',
      'paragraph: tide',
      'paragraph: tide',
      'paragraph: tide',
    ])
  })
  test('passes over a reference to a note', () => {
    expect(found(finding('tide goes'))).toEqual(['paragraph: tide goes'])
  })
  test('an expression with an edge', () => {
    expect(found(finding('^a tide|cell$', { expression: true }))).toEqual([
      'standfirst',
      'figcaption: A tide',
      'paragraph: cell',
      'paragraph: A tide',
    ])
  })
  test('what is wrong with an expression is said, and nothing is found', () => {
    const state = findState(finding('(tide', { expression: true }).editor.state)
    expect(state.problem).toContain('closed')
    expect(state.matches).toEqual([])
  })
  test('goes round both ends', () => {
    const sheet = finding('tide')
    goToMatch(sheet.editor, -1)
    expect(findState(sheet.editor.state).current).toBe(10)
    goToMatch(sheet.editor, 1)
    expect(findState(sheet.editor.state).current).toBe(0)
    goToMatch(sheet.editor, 1)
    goToMatch(sheet.editor, 1)
    const { from, to } = sheet.editor.state.selection
    expect([from, to]).toEqual([5, 9])
  })
  test('keeps to what was selected, which moves with the text', () => {
    const sheet = paper(essay())
    sheet.select(1, 30)
    openFind(sheet.editor, FIELDS, false)
    searchFor(sheet.editor, { query: 'tide', scope: { from: 1, to: 26 } })
    expect(found(sheet)).toHaveLength(2)
    sheet.select(1)
    sheet.type('tide ')
    expect(found(sheet)).toHaveLength(3)
  })
  test('takes the selected word over', () => {
    const sheet = paper(essay())
    sheet.select(5, 9)
    openFind(sheet.editor, FIELDS, false)
    expect(findState(sheet.editor.state).query).toBe('tide')
    expect(findState(sheet.editor.state).current).toBe(2)
  })
})

describe('replacing', () => {
  test('everything is one step of undo, title and alt text with it', () => {
    const sheet = finding('tide')
    const before = sheet.doc
    expect(replaceAll(sheet.editor, 'Ebb')).toBe(11)
    sheet.doc.check()
    expect(findState(sheet.editor.state).fields).toEqual({ title: 'The Ebb', standfirst: 'A Ebb table.', cover: null })
    expect(sheet.doc.firstChild?.textContent).toBe('The Ebb comes; the Ebb goes.')
    expect(sheet.doc.child(1).attrs.alt).toBe('Ebb marks on a Ebb post')
    expect(sheet.doc.child(3).toString()).toBe('paragraph("See ", link("Ebb"), " there.")')
    expect(sheet.doc.lastChild?.textContent).toBe('A Ebb note')
    undo(sheet.editor.state, sheet.editor.view.dispatch)
    expect(sheet.doc.toJSON()).toEqual(before.toJSON())
    expect(findState(sheet.editor.state).fields).toEqual(FIELDS)
    expect(found(sheet)).toHaveLength(11)
  })
  test('the cover’s caption, across its marks, and its alt text are of it', () => {
    const sheet = paper(doc([p('Nothing here')]))
    openFind(sheet.editor, { title: '', standfirst: '', cover: COVER }, true)
    searchFor(sheet.editor, { query: 'tide' })
    expect(found(sheet)).toEqual(['coverAlt', 'coverCaption'])
    expect(replaceAll(sheet.editor, 'water')).toBe(2)
    const { cover } = findState(sheet.editor.state).fields
    expect(cover?.alt).toBe('water')
    expect(cover?.caption).toEqual([
      { type: 'text', text: 'At low water' },
      { type: 'text', text: ', Brest', marks: [{ type: 'italic' }] },
    ])
    undo(sheet.editor.state, sheet.editor.view.dispatch)
    expect(findState(sheet.editor.state).fields.cover).toEqual(COVER)
  })
  test('a reference within what is replaced stays', () => {
    const sheet = finding('tide goes')
    replaceAll(sheet.editor, 'water')
    expect(sheet.doc.firstChild?.textContent).toBe('The tide comes; the water.')
    expect(sheet.doc.firstChild?.toString()).toContain('footnoteRef')
    expect(sheet.doc.lastChild?.type.name).toBe('footnotes')
  })
  test('one after the other, with groups', () => {
    const sheet = finding('(\\w+)(ide)', { expression: true })
    goToMatch(sheet.editor, 1)
    goToMatch(sheet.editor, 1)
    replaceHere(sheet.editor, '$2$1')
    expect(sheet.doc.firstChild?.textContent).toBe('The idet comes; the tide goes.')
    replaceHere(sheet.editor, '$2$1')
    expect(sheet.doc.firstChild?.textContent).toBe('The idet comes; the idet goes.')
  })
  test('by nothing', () => {
    const sheet = finding('tide ')
    replaceAll(sheet.editor, '')
    expect(sheet.doc.lastChild?.textContent).toBe('A note')
  })
})

test('what was found moves with every change as if it were looked for anew', () => {
  const change = fc.record({
    kind: fc.constantFrom('type', 'delete', 'split', 'alt', 'title', 'undo'),
    at: fc.nat(200),
    length: fc.nat(30),
    text: fc.constantFrom('tide', 'ti', 'de', 'x'),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const sheet = finding('tide')
      for (const { kind, at, length, text } of changes) {
        const { state, view } = sheet.editor
        const from = at % state.doc.content.size
        const to = Math.min(state.doc.content.size, from + length)
        const { tr } = state
        if (kind === 'type' && state.doc.resolve(from).parent.isTextblock) tr.insertText(text, from)
        if (kind === 'delete') tr.deleteRange(from, to)
        if (kind === 'split' && state.doc.resolve(from).parent.type.name === 'paragraph') tr.split(from)
        if (kind === 'alt' && state.doc.firstChild)
          state.doc.forEach((block, pos) => {
            if (block.type.name === 'figure') tr.setNodeAttribute(pos, 'alt', `${text} ${text}`)
          })
        if (kind === 'title')
          tr.step(
            new DetailsStep([{ part: 'metadata', field: 'title', before: findState(state).fields.title, after: text }]),
          )
        if (kind === 'undo') undo(state, view.dispatch)
        else if (tr.steps.length > 0) view.dispatch(tr)
        const kept = findState(sheet.editor.state).matches
        const drawn = findState(sheet.editor.state)
          .decorations.find()
          .map((one) => [one.from, one.to])
        view.dispatch(changeFind(sheet.editor.state.tr, { query: 'tide' }))
        expect(kept).toEqual(findState(sheet.editor.state).matches)
        const anew = findState(sheet.editor.state)
          .decorations.find()
          .map((one) => [one.from, one.to])
        const places = (list: (number | undefined)[][]) => [...new Set(list.map((place) => place.join(' ')))].sort()
        expect(places(drawn)).toEqual(places(anew))
      }
    }),
    { numRuns: 80 },
  )
})
