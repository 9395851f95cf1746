import { Mark, type MarkConfig, Node, type NodeConfig } from '@tiptap/core'
import type { AttributeSpec, DOMOutputSpec, MarkSpec, NodeSpec, ParseRule, TagParseRule } from '@tiptap/pm/model'
import { type MarkName, markSpecs, type NodeName, nodeSpecs } from '../../core/essay/schema.ts'

/**
 * The one bridge from core's schema to Tiptap: what a node or mark may hold and how it is written as DOM comes from core, how it
 * behaves comes from `behaviour` and, where given, from one of Tiptap's own extensions.
 */

type AttributeTable = Readonly<Record<string, AttributeSpec>> | null | undefined

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
    parseHTML: () => (spec.parseDOM ?? []).map((rule) => fittingRule(rule, spec.attrs)),
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
    ...(toDOM ? { renderHTML: ({ node }) => (isLine(name) ? byItsLetters(toDOM(node)) : toDOM(node)) } : {}),
    ...(tableRole
      ? { extendNodeSchema: (extension: { readonly name: string }) => (extension.name === name ? { tableRole } : {}) }
      : {}),
    ...behaviour,
  }
  return base ? base.extend(config) : Node.create({ ...config, name })
}

/** True for the lines that have a direction of their own. */
function isLine(name: NodeName): boolean {
  return name === 'attribution' || 'dir' in ((nodeSpecs[name] as NodeSpec).attrs ?? {})
}

/** Says on the screen that a line runs by its letters; the essay says nothing (`fittingRule`). Without it Chromium's caret stands at the wrong side. */
const BY_ITS_LETTERS = { dir: 'auto', 'data-by-letters': '' }

function byItsLetters(dom: DOMOutputSpec): DOMOutputSpec {
  if (!Array.isArray(dom)) return dom
  const [tag, second, ...rest] = dom as [string, ...unknown[]]
  const isAttrs = typeof second === 'object' && !Array.isArray(second)
  const attrs = isAttrs ? (second as Record<string, string>) : {}
  if (attrs.dir) return dom
  return [tag, { ...attrs, ...BY_ITS_LETTERS }, ...(isAttrs ? rest : [second, ...rest])]
}

/** The mark `name` of core's schema, with behaviour. */
export function markFromCore(name: MarkName, behaviour: Partial<MarkConfig> = {}): Mark {
  const spec: MarkSpec = markSpecs[name]
  const { toDOM } = spec
  return Mark.create({
    name,
    priority: 100,
    addAttributes: () => attributesOf(spec.attrs),
    parseHTML: () => (spec.parseDOM ?? []).map((rule) => fittingRule(rule, spec.attrs)),
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

/**
 * The rule with only such attributes as the schema allows, because ProseMirror throws at others and a paste would be lost.
 * What does not fit takes its default; an element that cannot be without it is none of this type.
 */
function fittingRule<Rule extends ParseRule>(rule: Rule, specs: AttributeTable): Rule {
  if (!('tag' in rule)) return rule
  const { getAttrs } = rule as TagParseRule
  return {
    ...rule,
    getAttrs: (element: HTMLElement) => {
      const found = getAttrs ? getAttrs(element) : (rule.attrs ?? null)
      if (found === false) return false
      const isScreenOnly = element.hasAttribute('data-by-letters')
      const fitting = Object.fromEntries(
        Object.entries(found ?? {}).filter(
          ([name, value]) => specs?.[name] && fits(specs[name], value) && !(isScreenOnly && name === 'dir'),
        ),
      )
      const lacks = Object.entries(specs ?? {}).some(
        ([name, spec]) => !('default' in spec) && !Object.hasOwn(fitting, name),
      )
      return lacks ? false : fitting
    },
  }
}

function fits({ validate }: AttributeSpec, value: unknown): boolean {
  if (validate === undefined) return true
  if (typeof validate === 'string') return validate.split('|').includes(value === null ? 'null' : typeof value)
  try {
    validate(value)
    return true
  } catch {
    return false
  }
}

function attributesOf(specs: AttributeTable) {
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
