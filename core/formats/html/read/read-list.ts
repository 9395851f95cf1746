import type { NodeJson } from '../../../essay/json.ts'
import { NOTE_ID } from '../../../essay/schema.ts'
import {
  attribute,
  childElements,
  find,
  type HastElement,
  type HastNode,
  hasAttribute,
  isBlank,
  isElement,
  plainTextOf,
} from './hast.ts'
import { EMPTY_PARAGRAPH, excerpt, type Surroundings, type Walk } from './walk.ts'

/** Reads `ul` and `ol`. Items with a checkbox become a task list; a list that mixes both kinds is split where they meet. */
export function readList(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = walk.inside(node, around)
  const itemInside = { ...inside, depth: around.depth + 2 }
  const lists: { type: string; attrs?: Record<string, unknown>; content: NodeJson[] }[] = []
  let number = startOf(node)
  tellNumbers(node, walk)
  for (const item of itemsOf(node)) {
    const box = checkboxOf(item)
    const type = box ? 'taskList' : node.tagName === 'ol' ? 'orderedList' : 'bulletList'
    let list = lists.at(-1)
    if (list?.type !== type) {
      list = { type, ...(type === 'orderedList' ? { attrs: { start: number } } : {}), content: [] }
      lists.push(list)
    }
    const around = walk.inside(item, itemInside)
    if (box) {
      const blocks = walk.someBlocks(withoutBox(item.children, box), around)
      const content = blocks[0]?.type === 'paragraph' ? blocks : [EMPTY_PARAGRAPH, ...blocks]
      list.content.push({
        type: 'taskItem',
        attrs: { checked: hasAttribute(box, 'checked') || attribute(box, 'data-checked') === 'true' },
        content,
      })
    } else list.content.push({ type: 'listItem', content: walk.someBlocks(item.children, around) })
    number++
  }
  return lists
}

function startOf(list: HastElement): number {
  const start = Number(attribute(list, 'start') || '1')
  return Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1
}

/** Essays number by 1, 2, 3 …; letters, Roman numbers, numbers that run down and items with a number of their own are told. */
function tellNumbers(list: HastElement, walk: Walk): void {
  if (list.tagName !== 'ol') return
  const start = attribute(list, 'start')
  const number = startOf(list)
  const isOther =
    /^[aAiI]$/.test(attribute(list, 'type')) ||
    hasAttribute(list, 'reversed') ||
    (start !== '' && Number(start) !== number) ||
    childElements(list)
      .filter((item) => isElement(item, 'li'))
      .some((item, index) => attribute(item, 'value') !== '' && Number(attribute(item, 'value')) !== number + index)
  if (isOther)
    walk.context.losses.add(
      'list-number',
      'A list that counts in its own way is numbered 1, 2, 3 … here.',
      excerpt(plainTextOf(list)),
    )
}

/** The items; what stands between them belongs to the item before, as browsers show it. */
function itemsOf(list: HastElement): readonly HastElement[] {
  const items: HastElement[] = []
  for (const child of list.children) {
    if (isElement(child, 'li')) items.push({ ...child, children: [...child.children] })
    else if (!isBlank(child) && !isElement(child, 'script', 'template', 'style')) {
      const last = items.at(-1)
      if (last) last.children.push(child)
      else items.push({ type: 'element', tagName: 'li', properties: {}, children: [child] })
    }
  }
  return items
}

/** The checkbox with which an item begins, or the item itself where its editor says so by attributes. */
function checkboxOf(item: HastElement): HastElement | undefined {
  if (attribute(item, 'data-type') === 'taskItem') return item
  const first = item.children.find((child) => !isBlank(child))
  if (!isElement(first)) return undefined
  if (isCheckbox(first)) return first
  if (!isElement(first, 'p', 'label', 'span', 'div')) return undefined
  const box = find(first, isCheckbox)
  return box && firstShown(first) === box ? box : undefined
}

function isCheckbox(node: HastElement): boolean {
  return node.tagName === 'input' && attribute(node, 'type').toLowerCase() === 'checkbox'
}

function firstShown(node: HastElement): HastNode | undefined {
  const first = node.children.find((child) => !isBlank(child))
  return isElement(first, 'label', 'span') && !isCheckbox(first) ? firstShown(first) : first
}

function withoutBox(nodes: readonly HastNode[], box: HastElement): readonly HastNode[] {
  return nodes
    .filter((node) => node !== box)
    .map((node) =>
      node.type === 'element' && find(node, (inner) => inner === box)
        ? { ...node, children: [...withoutBox(node.children, box)] }
        : node,
    )
}

/** Reads `ol.footnotes` (our own form, and what the note pass makes of all others): its items become the notes of the body. */
export function readNotes(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  for (const item of childElements(node)) {
    const id = attribute(item, 'data-fn')
    const blocks = walk.someBlocks(item.children, { ...walk.inside(item, around), depth: 3, marks: [] })
    const content = blocks[0]?.type === 'paragraph' ? blocks : [EMPTY_PARAGRAPH, ...blocks]
    if (!walk.context.notes.has(id)) walk.context.notes.set(id, { type: 'footnote', attrs: { id }, content })
    else
      walk.context.losses.add(
        'double-note',
        'A second footnote with the same label was left out.',
        excerpt(plainTextOf(item)) || id,
      )
  }
  return []
}

/** True for the list that holds the notes. */
export function isNoteList(node: HastElement): boolean {
  const items = childElements(node)
  return (
    items.length > 0 &&
    items.every((item) => item.tagName === 'li' && NOTE_ID.test(attribute(item, 'data-fn'))) &&
    node.children.every((child) => child.type === 'element' || isBlank(child))
  )
}
