import type { Node } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { type Drawn, drawOneBlock, type SetsOfDecorations } from '../../renderer/editor/stretches/draw-one-block.ts'
import { createStretches } from '../../renderer/editor/stretches/stretches.ts'

const { nodes } = schema
const p = (text: string) => nodes.paragraph.create(null, schema.text(text))
const body = nodes.doc.create(
  null,
  Array.from({ length: 400 }, (_, index) => p(`Words ${index}`)),
)
const startOf = (index: number) => body.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
const view = (composing = false) => ({ composing }) as EditorView
const AT = 200

interface Update {
  readonly block: Node
  readonly outer: readonly Decoration[]
  readonly inner: unknown
}

/** What a view has drawn of `body`, as the essay after `edit` finds it, and what is then drawn anew. */
function afterEdit(
  edit: (tr: Transaction) => void,
  decorate: (doc: Node) => DecorationSet = () => DecorationSet.empty,
) {
  const arrange = createStretches()
  const updates: Update[] = []
  const drawnOf = (node: Node): Drawn => {
    const drawn = {
      node,
      size: node.nodeSize,
      dirty: 0,
      dom: {},
      children: [],
      update: (block: Node, outer: readonly Decoration[], inner: unknown) => {
        updates.push({ block, outer, inner })
        return true
      },
    }
    return drawn as unknown as Drawn
  }
  const around = (depth: number, blocks: readonly Node[]): Drawn[] => {
    const all: { mark: unknown; blocks: Node[] }[] = []
    for (const block of blocks) {
      const mark = block.marks[depth]
      if (all.at(-1)?.mark === mark) all.at(-1)?.blocks.push(block)
      else all.push({ mark, blocks: [block] })
    }
    return all.map(({ mark, blocks: own }) => {
      const children = depth === 0 ? around(1, own) : own.map(drawnOf)
      return { mark, children, dirty: 0 } as unknown as Drawn
    })
  }
  const children = around(0, arrange(body).children)
  const { tr } = EditorState.create({ doc: body })
  const before = decorate(body)
  edit(tr)
  const innerDeco: unknown = before.map(tr.mapping, tr.doc)
  const drawn = { children, node: arrange(tr.doc), dirty: 1, innerDeco } as unknown as Drawn
  return { drawn, before: before as unknown as SetsOfDecorations, updates, doc: tr.doc }
}

const letter = (tr: Transaction) => void tr.insertText('x', startOf(AT) + 3)

describe('one block of a long essay', () => {
  test('a letter draws its block with its decorations, and no other', () => {
    const at = startOf(AT)
    const { drawn, before, updates, doc } = afterEdit(letter, (all) =>
      DecorationSet.create(all, [
        Decoration.inline(at + 2, at + 4, { class: 'here' }),
        Decoration.node(at, at + body.child(AT).nodeSize, { class: 'whole' }),
        Decoration.inline(startOf(3) + 1, startOf(3) + 3, { class: 'before' }),
        Decoration.inline(startOf(300) + 1, startOf(300) + 3, { class: 'behind' }),
      ]),
    )
    expect(drawOneBlock(drawn, before, view())).toBe(true)
    expect(updates.map(({ block }) => block.textContent)).toEqual([doc.child(AT).textContent])
    expect(updates[0]?.outer.map(({ from, to }) => [from, to])).toEqual([[at, at + doc.child(AT).nodeSize]])
    const inner = updates[0]?.inner as DecorationSet
    expect(inner.find().map(({ from, to }) => [from, to])).toEqual([[1, 4]])
  })

  test.each([
    ['another block differs', (tr: Transaction) => void tr.insertText('x', 2).insertText('x', startOf(AT) + 3)],
    ['a block is gone', (tr: Transaction) => void tr.delete(startOf(AT), startOf(AT + 1))],
    ['a block is new', (tr: Transaction) => void tr.split(startOf(AT) + 3)],
  ])('all are compared where %s', (_name, edit) => {
    const { drawn, before, updates } = afterEdit(edit)
    expect(drawOneBlock(drawn, before, view())).toBe(false)
    expect(updates).toEqual([])
  })

  test('all are compared where a decoration elsewhere is new, has gone, or has changed', () => {
    const { drawn, before, doc } = afterEdit(letter)
    const other = (className: string) => {
      const from = doc.children.slice(0, 300).reduce((sum, { nodeSize }) => sum + nodeSize, 0) + 1
      return DecorationSet.create(doc, [Decoration.inline(from, from + 3, { class: className })])
    }
    const isDone = (old: unknown, now: unknown) =>
      drawOneBlock({ ...drawn, innerDeco: now as SetsOfDecorations }, old as SetsOfDecorations, view())
    expect(isDone(before, other('new'))).toBe(false)
    expect(isDone(other('old'), DecorationSet.empty)).toBe(false)
    const moved = DecorationSet.create(body, [Decoration.inline(startOf(300) + 1, startOf(300) + 4, { class: 'old' })])
    expect(isDone(moved, other('new'))).toBe(false)
    expect(isDone(moved, other('old'))).toBe(true)
  })

  test('all are compared while an input method composes, and where the page was changed elsewhere too', () => {
    const { drawn, before } = afterEdit(letter)
    expect(drawOneBlock(drawn, before, view(true))).toBe(false)
    Object.assign(drawn.children[0]?.children[0]?.children[0] ?? {}, { dirty: 2 })
    expect(drawOneBlock(drawn, before, view())).toBe(false)
    expect(drawOneBlock({ ...afterEdit(letter).drawn, dirty: 2 }, before, view())).toBe(false)
  })
})
