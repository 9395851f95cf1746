import { element, type HastElement, type HastNode } from '../hast.ts'

/** One item of a list that was written flat. */
export interface FlatItem {
  /** 1 for the outermost. */
  readonly level: number
  readonly ordered: boolean
  /** The number the item shows, where it shows one. */
  readonly number: number | null
  readonly children: readonly HastNode[]
}

/** Builds nested `ul` and `ol` from items that only know their level. A level that is skipped gets no list of its own. */
export function nestLists(items: readonly FlatItem[]): readonly HastElement[] {
  const top: HastElement[] = []
  const open: { readonly level: number; readonly list: HastElement }[] = []
  for (const item of items) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > item.level) open.pop()
    let last = open.at(-1)
    const tag = item.ordered ? 'ol' : 'ul'
    if (last?.level === item.level && last.list.tagName !== tag) {
      open.pop()
      last = open.at(-1)
    }
    if (last?.level !== item.level) {
      const start = item.ordered && item.number !== null && item.number !== 1 ? { start: String(item.number) } : {}
      const list = element(tag, start)
      const parent = last?.list.children.at(-1)
      if (parent?.type === 'element') parent.children.push(list)
      else top.push(list)
      last = { level: item.level, list }
      open.push(last)
    }
    last.list.children.push(element('li', {}, [...item.children]))
  }
  return top
}
