import { Mark, type MarkConfig, Node, type NodeConfig } from '@tiptap/core'
import type { AttributeSpec, MarkSpec, NodeSpec } from '@tiptap/pm/model'
import { type MarkName, markSpecs, type NodeName, nodeSpecs } from '../../core/essay/schema.ts'

/**
 * The one bridge from core's schema to Tiptap: what a node or mark may hold and how it is written as DOM comes from core, how it
 * behaves comes from `behaviour` and, where given, from one of Tiptap's own extensions.
 */

/** Attributes that a new block does not inherit when a block is split by Enter. */
const NOT_KEPT_ON_SPLIT: ReadonlySet<string> = new Set(['checked'])

/** The node `name` of core's schema, with behaviour. `base` is an extension of Tiptap whose behaviour is inherited. */
export function nodeFromCore(name: NodeName, behaviour: Partial<NodeConfig> = {}, base?: Node): Node {
  const spec: NodeSpec = nodeSpecs[name]
  const { toDOM, tableRole } = spec
  const config: Partial<NodeConfig> = {
    // One priority for all, so that the order of the list is the order of the schema.
    priority: 100,
    addAttributes: () => attributesOf(spec.attrs),
    parseHTML: () => [...(spec.parseDOM ?? [])],
    ...present({
      content: spec.content,
      marks: spec.marks,
      group: spec.group,
      inline: spec.inline,
      atom: spec.atom,
      selectable: spec.selectable,
      draggable: spec.draggable,
      code: spec.code,
      whitespace: spec.whitespace,
      linebreakReplacement: spec.linebreakReplacement,
      defining: spec.defining,
      isolating: spec.isolating,
    }),
    ...(toDOM ? { renderHTML: ({ node }) => toDOM(node) } : {}),
    ...(tableRole
      ? { extendNodeSchema: (extension: { readonly name: string }) => (extension.name === name ? { tableRole } : {}) }
      : {}),
    ...behaviour,
  }
  return base ? base.extend(config) : Node.create({ ...config, name })
}

/** The mark `name` of core's schema, with behaviour. */
export function markFromCore(name: MarkName, behaviour: Partial<MarkConfig> = {}): Mark {
  const spec: MarkSpec = markSpecs[name]
  const { toDOM } = spec
  return Mark.create({
    name,
    priority: 100,
    addAttributes: () => attributesOf(spec.attrs),
    parseHTML: () => [...(spec.parseDOM ?? [])],
    ...present({
      inclusive: spec.inclusive,
      excludes: spec.excludes,
      group: spec.group,
      spanning: spec.spanning,
      code: spec.code,
    }),
    ...(toDOM ? { renderHTML: ({ mark }) => toDOM(mark, true) } : {}),
    ...behaviour,
  })
}

function attributesOf(specs: Readonly<Record<string, AttributeSpec>> | null | undefined) {
  return Object.fromEntries(
    Object.entries(specs ?? {}).map(([name, spec]) => [
      name,
      {
        ...('default' in spec ? { default: spec.default } : { default: undefined, isRequired: true }),
        ...(spec.validate === undefined ? {} : { validate: spec.validate }),
        keepOnSplit: !NOT_KEPT_ON_SPLIT.has(name),
        rendered: false,
        // Core's own parse rules have read the element already.
        parseHTML: () => null,
      },
    ]),
  )
}

function present<Fields extends object>(fields: Fields): Partial<{ [Key in keyof Fields]: NonNullable<Fields[Key]> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [Key in keyof Fields]: NonNullable<Fields[Key]>
  }>
}
