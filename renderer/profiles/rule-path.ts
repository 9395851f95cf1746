import type { HouseRules } from '../../core/publication/house-rules.ts'

/** Where a rule stands: `['pictures', 'width', 'min']`. */
export type RulePath = readonly string[]

type Tree = Readonly<Record<string, unknown>>

/** What a rule says, or undefined where the house has none. */
export function ruleAt(rules: HouseRules, path: RulePath): unknown {
  return path.reduce<unknown>((at, name) => (isTree(at) ? at[name] : undefined), rules)
}

/** The rules with one changed, or taken out (undefined); what is empty then goes with it. */
export function withRule(rules: HouseRules, path: RulePath, value: unknown): HouseRules {
  return (changed(rules as Tree, path, value) ?? {}) as HouseRules
}

function changed(tree: Tree, [name, ...rest]: RulePath, value: unknown): Tree | undefined {
  if (name === undefined) return tree
  const old = tree[name]
  const next = rest.length === 0 ? value : changed(isTree(old) ? old : {}, rest, value)
  const others = Object.entries(tree).filter(([key]) => key !== name)
  const all = next === undefined ? others : [...others, [name, next] as const]
  return all.length === 0 ? undefined : Object.fromEntries(all)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
