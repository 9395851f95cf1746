import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { createBodyJson } from '../../renderer/session/body-json.ts'
import { richEssay } from '../builders/rich-essay.ts'

describe('the body as JSON', () => {
  it('equals the document’s own, and keeps the object of every block that an edit leaves alone', () => {
    const state = EditorState.create({ doc: schema.nodeFromJSON(richEssay.body) })
    const bodyJson = createBodyJson()
    const before = bodyJson(state.doc)
    expect(before).toEqual(state.doc.toJSON())
    expect(bodyJson(state.doc)).toBe(before)
    const changed: number[] = []
    state.doc.forEach((_, offset) => {
      const inside = state.doc.resolve(Math.min(offset + 2, state.doc.content.size))
      if (!inside.parent.isTextblock) return
      const { doc } = state.apply(state.tr.insertText('x', inside.pos))
      const after = bodyJson(doc)
      expect(after).toEqual(doc.toJSON())
      const other = (after.content ?? []).flatMap((block, index) => (block === before.content?.[index] ? [] : [index]))
      expect(other).toHaveLength(1)
      changed.push(other[0] as number)
    })
    expect(new Set(changed).size).toBeGreaterThan(5)
    expect(bodyJson(state.doc)).toEqual(before)
  })

  it('keeps the objects of the other notes, too', () => {
    const { doc, tr } = EditorState.create({ doc: schema.nodeFromJSON(richEssay.body) })
    const notes = doc.lastChild
    if (notes?.type.name !== 'footnotes' || notes.childCount < 2) throw new Error('the rich essay has notes')
    const bodyJson = createBodyJson()
    const before = bodyJson(doc).content?.at(-1)?.content ?? []
    const last = doc.content.size - 3
    const after = bodyJson(tr.insertText('x', last).doc).content?.at(-1)?.content ?? []
    expect(after.map((note, index) => note === before[index])).toEqual(
      before.map((_, index) => index < before.length - 1),
    )
  })
})
