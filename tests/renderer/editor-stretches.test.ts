import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { createStretches } from '../../renderer/editor/stretches/stretches.ts'

const { nodes } = schema
const p = (text: string) => nodes.paragraph.create(null, schema.text(text))
const h = (text: string) => nodes.heading.create({ level: 2 }, schema.text(text))
const floating = () => nodes.figure.createAndFill({ src: '', layout: 'left' }) as Node
const note = (number: number) => nodes.footnote.create({ id: `n${number}` }, p(`Note ${number}`))
const notes = (count = 1) =>
  nodes.footnotes.create(
    null,
    Array.from({ length: count }, (_, index) => note(index + 1)),
  )
const doc = (...content: readonly Node[]) => nodes.doc.create(null, content)

/** Paragraphs with a heading before every seventh and a picture at the side now and then, and notes. */
const long = (blocks: number) =>
  doc(
    ...Array.from({ length: blocks }, (_, index) =>
      index % 40 === 25 ? floating() : index % 7 === 3 ? h(`Head ${index}`) : p(`Words ${index}`),
    ),
    notes(),
  )
const stretchOf = (block: Node) => block.marks[1]
/** Blocks of each stretch in order, and that no stretch and no reach is in two pieces. */
function runs(marked: Node): readonly (readonly Node[])[] {
  const found: Node[][] = []
  for (const block of marked.children) {
    const last = found.at(-1)
    if (last?.[0] && stretchOf(last[0]) === stretchOf(block)) last.push(block)
    else found.push([block])
  }
  expect(new Set(found.map(([first]) => first && stretchOf(first))).size).toBe(found.length)
  const reaches = marked.children.map(({ marks }) => marks[0]).filter((reach, index, all) => reach !== all[index - 1])
  expect(new Set(reaches).size).toBe(reaches.length)
  return found
}
const unmarked = (marked: Node) => marked.children.map((block) => block.mark([]).toJSON())

describe('stretches of a long essay', () => {
  test('a short essay has none', () => {
    const short = long(200)
    expect(createStretches()(short)).toBe(short)
  })

  test('what has a small editor of its own, a caption of many pieces for one, has none and keeps its marks', () => {
    const bold = schema.mark('bold')
    const pieces = Array.from({ length: 600 }, (_, index) => schema.text('word ', index % 2 === 0 ? [bold] : []))
    const caption = nodes.figcaption.create(null, pieces)
    expect(createStretches()(caption)).toBe(caption)
  })

  test('each begins with a paragraph that stands beside no picture; the notes have their own; the words are the same', () => {
    const body = long(600)
    const marked = createStretches()(body)
    const all = runs(marked)
    expect(all.length).toBeGreaterThan(20)
    for (const run of all.slice(1, -1)) {
      expect(run[0]?.type.name).toBe('paragraph')
      expect(run.length).toBeLessThanOrEqual(18)
      const index = body.children.findIndex((block) => block.textContent === run[0]?.textContent)
      expect(body.children.slice(index - 8, index).some(({ attrs }) => attrs.layout === 'left')).toBe(false)
    }
    expect(all.at(-1)?.map(({ type }) => type.name)).toEqual(['footnotes'])
    expect(unmarked(marked)).toEqual(body.toJSON().content)
  })

  test('what an edit leaves alone stays the same node, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom('type', 'split', 'remove', 'insert', 'head', 'move', 'everywhere'),
            at: fc.nat(),
            count: fc.integer({ min: 1, max: 90 }),
          }),
          { maxLength: 12 },
        ),
        (edits) => {
          const arrange = createStretches()
          let state = EditorState.create({ doc: long(400) })
          let before = arrange(state.doc)
          for (const { kind, at, count } of edits) {
            const tr = edited(state, kind, at, count)
            state = state.apply(tr)
            const after = arrange(state.doc)
            expect(unmarked(after)).toEqual(state.doc.toJSON().content)
            if (state.doc.childCount <= 125) {
              expect(after).toBe(state.doc)
            } else {
              const run = runs(after)
              expect(Math.max(...run.map(({ length }) => length))).toBeLessThanOrEqual(36)
              if (kind === 'type') expect(changed(before, after)).toBe(1)
              // At the edges the stretch that grew is parted.
              if (kind === 'split' || kind === 'head') expect(changed(before, after)).toBeLessThanOrEqual(40)
            }
            before = after
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a change of every block draws none in another stretch', () => {
    const arrange = createStretches()
    const state = EditorState.create({ doc: long(400) })
    const before = arrange(state.doc)
    const after = arrange(edited(state, 'everywhere', 0, 1).doc)
    expect(after.children.map(stretchOf)).toEqual(before.children.map(stretchOf))
  })

  test('many blocks pasted into a reach part it', () => {
    const arrange = createStretches()
    const state = EditorState.create({ doc: long(400) })
    runs(arrange(state.doc))
    const after = arrange(edited(state, 'insert', 60, 200).doc)
    const reaches = runs(after).map(([first]) => first?.marks[0])
    expect(new Set(reaches).size).toBeGreaterThan(4)
  })

  test('of many notes each dozen has one, numbered on; a letter changes its note alone, and a note that comes first moves one of each dozen', () => {
    const arrange = createStretches()
    const withNotes = (list: Node) => doc(...Array.from({ length: 300 }, (_, index) => p(`Words ${index}`)), list)
    const list = (body: Node) => arrange(body).child(300)
    const few = list(withNotes(notes(40)))
    expect(few.children.every(({ marks }) => marks.length === 0)).toBe(true)
    const before = list(withNotes(notes(50)))
    expect(before.children.map(({ marks }) => marks[0]?.attrs.first)).toEqual(
      Array.from({ length: 50 }, (_, index) => Math.floor(index / 12) * 12 + 1),
    )
    expect(unmarked(before)).toEqual(notes(50).toJSON().content)
    const kept = notes(50)
    const old = list(withNotes(kept))
    const next = list(withNotes(kept.copy(kept.content.replaceChild(20, note(99)))))
    expect(changed(old, next)).toBe(1)
    const shifted = list(withNotes(kept.copy(kept.content.addToStart(note(0)))))
    // The one that is new, and the first of each later dozen.
    expect(changed(old, shifted)).toBe(5)
  })

  test('one block twice in an essay is drawn twice', () => {
    const same = p('Again')
    const body = doc(...Array.from({ length: 400 }, () => same))
    const arrange = createStretches()
    const marked = arrange(body)
    expect(runs(marked).length).toBeGreaterThan(20)
    const next = arrange(body.copy(body.content.replaceChild(200, p('Other'))))
    expect(changed(marked, next)).toBe(1)
  })
})

/** How many blocks have to be drawn. */
function changed(before: Node, after: Node): number {
  const known = new Set(before.children)
  return after.children.filter((block) => !known.has(block)).length
}

function edited(state: EditorState, kind: string, turn: number, count: number) {
  const { tr, doc: body } = state
  const last = body.childCount - 2
  const index = turn % Math.max(1, last)
  const place = (at: number) => body.children.slice(0, at).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const start = place(index)
  const end = place(Math.min(last, index + count))
  const block = body.child(index)
  if (kind === 'type') return block.isTextblock ? tr.insertText('x', start + 1) : tr.insertText('x', 1)
  if (kind === 'split') return block.isTextblock ? tr.split(start + 2) : tr
  if (kind === 'remove') return end > start ? tr.delete(start, end) : tr
  if (kind === 'insert')
    return tr.insert(
      start,
      Array.from({ length: count }, (_, at) => p(`New ${at}`)),
    )
  if (kind === 'head')
    return block.type.name === 'paragraph' ? tr.setBlockType(start + 1, start + 1, nodes.heading, { level: 2 }) : tr
  if (kind === 'move') {
    const moved = body.slice(start, end).content
    return tr.delete(start, end).insert(0, moved)
  }
  body.forEach((one, offset) => {
    if (one.isTextblock) tr.insertText('x', tr.mapping.map(offset + 1))
  })
  return tr
}
