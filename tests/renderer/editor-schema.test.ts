import { getSchema } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { schema as core } from '../../core/essay/schema.ts'
import { essayExtensions } from '../../renderer/editor/extensions.ts'
import { fakeEditorHost } from '../builders/editor.ts'

const editor = getSchema(essayExtensions(fakeEditorHost()))

/** What a type is, as far as it can be compared: everything but functions. */
function shape(spec: Record<string, unknown>): unknown {
  const attrs = Object.fromEntries(
    Object.entries((spec.attrs ?? {}) as Record<string, Record<string, unknown>>).map(([name, attr]) => [
      name,
      { default: attr.default, required: !('default' in attr), validate: typeof attr.validate },
    ]),
  )
  const plain = Object.fromEntries(
    Object.entries(spec).filter(
      ([name, value]) => typeof value !== 'function' && name !== 'attrs' && name !== 'parseDOM',
    ),
  )
  const rules = ((spec.parseDOM ?? []) as Record<string, unknown>[]).map(({ tag, priority, preserveWhitespace }) => ({
    tag,
    priority,
    preserveWhitespace,
  }))
  return { ...plain, attrs, rules }
}

describe("the editor's schema is core's", () => {
  test('nodes, in order', () => {
    expect(Object.keys(editor.nodes)).toEqual(Object.keys(core.nodes))
  })
  test('marks, in order', () => {
    expect(Object.keys(editor.marks)).toEqual(Object.keys(core.marks))
  })
  test.each(Object.keys(core.nodes))('node %s', (name) => {
    expect(shape(editor.nodes[name]?.spec as never)).toEqual(shape(core.nodes[name as 'doc'].spec as never))
  })
  test.each(Object.keys(core.marks))('mark %s', (name) => {
    expect(shape(editor.marks[name]?.spec as never)).toEqual(shape(core.marks[name as 'bold'].spec as never))
  })
  test('writes the same DOM; what is said about no direction runs by its letters on the screen', () => {
    const plain = { level: 3, lang: 'fr', dir: null }
    expect(editor.nodes.heading?.spec.toDOM?.(editor.node('heading', plain))).toEqual([
      'h3',
      { lang: 'fr', dir: 'auto', 'data-by-letters': '' },
      0,
    ])
    const attrs = { ...plain, dir: 'ltr' }
    expect(editor.nodes.heading?.spec.toDOM?.(editor.node('heading', attrs))).toEqual(
      core.nodes.heading.spec.toDOM?.(core.node('heading', attrs)),
    )
  })
  test('refuses what core refuses', () => {
    expect(() => editor.nodeFromJSON({ type: 'footnoteRef' })).toThrow()
    expect(() => editor.nodeFromJSON({ type: 'figure', attrs: { src: 'javascript:alert(1)' } }).check()).toThrow()
  })
})

describe('attributes that come in by paste', () => {
  type Rule = { readonly getAttrs: (element: object) => unknown }
  const element = (attributes: Readonly<Record<string, string>>) => ({
    getAttribute: (name: string) => attributes[name] ?? null,
    hasAttribute: (name: string) => name in attributes,
  })
  const attrsOf = (spec: { parseDOM?: unknown } | undefined, attributes: Readonly<Record<string, string>>) =>
    (spec?.parseDOM as readonly Rule[] | undefined)?.[0]?.getAttrs(element(attributes))

  test('what the schema refuses takes its default, the rest comes', () => {
    const data = { src: 'javascript:x', alt: 'kept', layout: 'wide', width: '12', permission: 'own', stranger: 1 }
    const attrs = attrsOf(editor.nodes.figure?.spec, { 'data-attrs': JSON.stringify(data) })
    expect(attrs).toEqual({ alt: 'kept', layout: 'wide', permission: 'own' })
    expect(() => editor.nodes.figure?.createAndFill(attrs as never)).not.toThrow()
  })
  test('what cannot be without it is not taken', () => {
    expect(attrsOf(editor.nodes.footnoteRef?.spec, { 'data-fn': 'Not An Id' })).toBe(false)
    expect(attrsOf(editor.nodes.footnoteRef?.spec, { 'data-fn': 'fine' })).toEqual({ id: 'fine' })
    expect(attrsOf(editor.marks.insertion?.spec, { 'data-attrs': '{"author":"A"}' })).toBe(false)
    expect(attrsOf(editor.marks.link?.spec, { href: 'javascript:alert(1)' })).toBe(false)
  })
})
