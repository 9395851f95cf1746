import { type BodyJson, type NodeJson, textOf } from './json.ts'
import { worksCitedBlocks } from './works-cited.ts'

/** One work of a list of works cited. */
export interface WorkCited {
  /** The child of the body in which it stands. */
  readonly block: number
  /** Its paragraph. */
  readonly entry: NodeJson
  /** Whether it shows a mark of a work: a number, a title in italics or in quotation marks, or a link. “All translations are mine” shows none. */
  readonly isMarked: boolean
}

/**
 * The entries of the essay's works cited, in their order: each paragraph under the heading, and the first paragraph of each item where it is a list. What else stands
 * there (a quotation, a figure, what a list says about a work) is no entry.
 */
export function worksCited(body: BodyJson, language: string): readonly WorkCited[] {
  return [...worksCitedBlocks(body, language)].flatMap((block) =>
    entriesIn(body.content?.[block]).map((entry) => ({ block, entry, isMarked: isWork(entry) })),
  )
}

const known = new WeakMap<NodeJson, readonly NodeJson[]>()

/** The entries in one block of such a list. */
function entriesIn(node: NodeJson | undefined): readonly NodeJson[] {
  if (node === undefined) return []
  let entries = known.get(node)
  if (!entries) {
    entries =
      node.type === 'paragraph'
        ? [node].filter(hasWords)
        : LISTS.has(node.type)
          ? (node.content ?? []).flatMap(inItem)
          : []
    known.set(node, entries)
  }
  return entries
}

function inItem({ content = [] }: NodeJson): readonly NodeJson[] {
  const first = content.find(({ type }) => type === 'paragraph')
  return [
    ...(first && hasWords(first) ? [first] : []),
    ...content.filter(({ type }) => LISTS.has(type)).flatMap(entriesIn),
  ]
}

const hasWords = (entry: NodeJson) => textOf(entry).trim() !== ''

function isWork(entry: NodeJson): boolean {
  const marked = (entry.content ?? []).some((node) =>
    node.marks?.some(({ type }) => type === 'italic' || type === 'link'),
  )
  return marked ? textOf(entry).trim() !== '' : /[\p{Nd}“”„«»"]/u.test(textOf(entry))
}

const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList'])
