import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { type PageRendering, renderPage } from '../../core/formats/html/write/page/render-page.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'
import { arbitraryEssay, arbitraryMetadata } from '../builders/arbitrary-essay.ts'
import { ASSETS, exampleAddress } from '../builders/example-assets.ts'
import { doc, figure, h, marked, p, ref } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'

const options = {
  kind: 'page',
  look: { stylesheet: '', stylesheetHash: 'x' },
  address: exampleAddress,
  publicAddress: exampleAddress,
} as const

type Edit = (essay: Essay) => Essay

const inBody =
  (edit: (content: readonly NodeJson[], at: number) => readonly NodeJson[], where: number): Edit =>
  (essay) => {
    const content = essay.body.content ?? []
    const notes = content.filter(({ type }) => type === 'footnotes')
    const blocks = content.filter(({ type }) => type !== 'footnotes')
    const edited = edit(blocks, Math.floor(where * blocks.length))
    return { ...essay, body: { type: 'doc', content: [...(edited.length > 0 ? edited : blocks), ...notes] } }
  }

/** The node with a letter more in its first text. */
function typedIn(node: NodeJson): NodeJson {
  if (node.type === 'text') return { ...node, text: `${node.text}x` }
  const content = [...(node.content ?? [])]
  for (const [index, child] of content.entries()) {
    const typed = typedIn(child)
    if (typed !== child) return { ...node, content: content.with(index, typed) }
  }
  return node
}

/** Typing, deleting, moving, pasting, notes and details: what changes an essay. Blocks that are left alone keep their objects. */
const edits: fc.Arbitrary<Edit> = fc
  .record({
    body: arbitraryBody({ review: true }),
    metadata: arbitraryMetadata(),
    where: fc.double({ min: 0, max: 0.999, noNaN: true }),
    kind: fc.constantFrom(
      'type',
      'type',
      'type',
      'replace',
      'insert',
      'delete',
      'move',
      'twice',
      'notes',
      'details',
      'nothing',
      'pictures',
    ),
  })
  .map(({ body, metadata, where, kind }): Edit => {
    const [some] = body.content ?? []
    const block = some?.type === 'footnotes' || !some ? p('x') : some
    switch (kind) {
      case 'type':
        return (essay) => {
          const content = essay.body.content ?? []
          const at = Math.floor(where * content.length)
          return { ...essay, body: { type: 'doc', content: content.with(at, typedIn(content[at] as NodeJson)) } }
        }
      case 'replace':
        return inBody((blocks, at) => blocks.with(at, block), where)
      case 'insert':
        return inBody((blocks, at) => blocks.toSpliced(at, 0, block), where)
      case 'delete':
        return inBody((blocks, at) => blocks.toSpliced(at, 2), where)
      case 'move':
        return inBody((blocks, at) => [...blocks.slice(at), ...blocks.slice(0, at)], where)
      case 'twice':
        return inBody((blocks, at) => blocks.toSpliced(at, 0, blocks[0] as NodeJson), where)
      case 'notes': {
        const notes = (body.content ?? []).filter(({ type }) => type === 'footnotes')
        return (essay) => ({
          ...essay,
          body: {
            type: 'doc',
            content: [...(essay.body.content ?? []).filter(({ type }) => type !== 'footnotes'), ...notes],
          },
        })
      }
      case 'details':
        return (essay) => ({ ...essay, metadata })
      case 'pictures':
        return (essay) => ({ ...essay, assets: essay.assets.slice(1) })
      case 'nothing':
        return (essay) => ({ ...essay })
      default:
        throw new Error(kind satisfies never)
    }
  })

function applied(parts: readonly string[], { changes }: PageRendering): readonly string[] {
  const next = [...parts]
  for (const { index, remove, html } of changes) next.splice(index, remove, ...html)
  return next
}

describe('a page rendered after every change', () => {
  it('has the bytes and losses of the whole page written anew, whatever was edited before', () => {
    fc.assert(
      fc.property(arbitraryEssay({ review: true }), fc.array(edits, { maxLength: 8 }), (first, steps) => {
        let essay: Essay = { ...first, assets: ASSETS }
        let rendering = renderPage(essay, options)
        let parts = applied([], rendering)
        for (const edit of [(one: Essay) => one, ...steps]) {
          essay = edit(essay)
          rendering = renderPage(essay, options, rendering)
          parts = applied(parts, rendering)
          const whole = toHtml(essay, options)
          expect(`${parts.join('\n')}\n`).toBe(whole.text)
          expect(rendering.parts).toEqual(parts)
          expect(rendering.losses()).toEqual(whole.losses)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('writes one block for a key pressed in it, and another only where a number changes', () => {
    const blocks = [
      p('One', ref('a')),
      h(2, 'Night'),
      figure({ src: `asset:${ASSETS[0]?.hash}`, alt: 'x' }),
      p('Two', ref('b')),
      h(2, 'Night'),
    ]
    const notes = doc(blocks, [
      ['a', p('A')],
      ['b', p('B')],
    ]).content?.at(-1) as NodeJson
    const of = (...content: readonly NodeJson[]): Essay => ({
      ...richEssay,
      assets: ASSETS,
      body: { type: 'doc', content: [...content, notes] },
    })
    const assets = ASSETS
    const first = { ...of(...blocks), assets }
    const before = renderPage(first, options)
    const places = (next: Essay) => renderPage({ ...next, assets }, options, before).changes.map(({ index }) => index)
    expect(places(of(...blocks))).toEqual([])
    expect(places(of(...blocks.with(3, p('Twofold', ref('b')))))).toEqual([4])
    expect(places(of(...blocks.with(4, h(2, 'Nights'))))).toEqual([5])
    // The other heading loses its number.
    expect(places(of(...blocks.with(1, h(2, 'Day'))))).toEqual([5, 2])
    // The first note has become the second, in the text and below it.
    expect(places(of(...blocks.with(0, p('One', ref('b')))))).toEqual([6, 4, 1])
    // What is suggested to go is not on the page.
    expect(places(of(...blocks.with(0, p('One', ref('a'), marked('gone', 'deletion')))))).toEqual([])
  })
})
