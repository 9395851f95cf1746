import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { markSpecs } from '../../../essay/schema.ts'

/** Marks from the outermost in, in the schema's order, none of which excludes another. */
export type Marks = readonly MarkJson[]

const RANK: ReadonlyMap<string, number> = new Map(Object.keys(markSpecs).map((name, index) => [name, index]))
const EXCLUDES: Readonly<Record<string, readonly string[]>> = {
  subscript: ['subscript', 'superscript'],
  superscript: ['subscript', 'superscript'],
  insertion: ['insertion', 'deletion'],
  deletion: ['insertion', 'deletion'],
}
/** What an atom may carry: a picture stands in a link, a break or a note reference carries nothing (essay-model.md). */
const ON_IMAGE: ReadonlySet<string> = new Set(['link'])

/** Adds a mark to others; what it excludes and an equal mark inside which it stands give way, as in ProseMirror. */
export function withMark(marks: Marks, mark: MarkJson): Marks {
  const gone = EXCLUDES[mark.type] ?? [mark.type]
  const equal = JSON.stringify(mark)
  const kept = marks.filter((one) =>
    mark.type === 'comment' ? JSON.stringify(one) !== equal : !gone.includes(one.type),
  )
  const rank = RANK.get(mark.type) ?? 0
  const at = kept.findIndex((one) => (RANK.get(one.type) ?? 0) > rank)
  return at < 0 ? [...kept, mark] : [...kept.slice(0, at), mark, ...kept.slice(at)]
}

/** How white space is read: as HTML does, as written, or as written with newlines turned into breaks. */
export type WhiteSpace = 'collapse' | 'keep' | 'keep-with-breaks'

/**
 * One line of inline content in the making. White space is collapsed over element borders as a browser shows it; spaces that only
 * stand at the ends or beside a break are taken off.
 */
export class InlineRun {
  #nodes: NodeJson[] = []
  /** Whether the last piece of text ends in a space that collapses with the next one and goes at the end. */
  #loose = true
  /** Whether anything but loose space stands in the run. */
  get empty(): boolean {
    return this.#nodes.length === 0
  }

  /** True where the run holds nothing but breaks. */
  get onlyBreaks(): boolean {
    return this.#nodes.every((node) => node.type === 'hardBreak')
  }

  text(value: string, marks: Marks, space: WhiteSpace): void {
    if (space === 'keep-with-breaks' && value.includes('\n')) {
      value.split('\n').forEach((line, index) => {
        if (index > 0) this.hardBreak()
        this.text(line, marks, 'keep')
      })
      return
    }
    let text = value
    if (space === 'collapse') {
      if (MORE_THAN_SPACES.test(text)) text = text.replace(/[\t\n\f\r ]+/g, ' ')
      if (this.#loose && text.startsWith(' ')) text = text.slice(1)
    }
    if (text === '') return
    this.#append(text, marks)
    this.#loose = space === 'collapse' && text.endsWith(' ')
  }

  hardBreak(): void {
    this.#dropLooseSpace()
    this.#nodes.push({ type: 'hardBreak' })
    this.#loose = true
  }

  atom(node: NodeJson, marks: Marks): void {
    const kept = node.type === 'image' ? marks.filter((mark) => ON_IMAGE.has(mark.type)) : []
    this.#nodes.push(kept.length > 0 ? { ...node, marks: kept } : node)
    this.#loose = false
  }

  /** The content, and an empty run again. `keepBreaks`: breaks at the end stay; otherwise they go, as they show nothing there. */
  take(keepBreaks: boolean): readonly NodeJson[] {
    this.#dropLooseSpace()
    while (!keepBreaks && this.#nodes.at(-1)?.type === 'hardBreak') {
      this.#nodes.pop()
      this.#dropLooseSpace()
    }
    const nodes = this.#nodes
    this.#nodes = []
    this.#loose = true
    return nodes
  }

  #append(text: string, marks: Marks): void {
    const last = this.#nodes.at(-1)
    if (last?.type === 'text' && sameMarks(last.marks ?? NONE, marks))
      this.#nodes[this.#nodes.length - 1] = { ...last, text: last.text + text }
    else this.#nodes.push(marks.length > 0 ? { type: 'text', marks, text } : { type: 'text', text })
  }

  #dropLooseSpace(): void {
    if (!this.#loose) return
    const last = this.#nodes.at(-1)
    if (last?.type !== 'text' || !last.text?.endsWith(' ')) return
    this.#nodes.pop()
    if (last.text.length > 1) this.#nodes.push({ ...last, text: last.text.slice(0, -1) })
  }
}

/** White space that is not single spaces already. */
const MORE_THAN_SPACES = /[\t\n\f\r]| {2}/

const NONE: Marks = []

function sameMarks(a: Marks, b: Marks): boolean {
  return a === b || (a.length === b.length && (a.length === 0 || JSON.stringify(a) === JSON.stringify(b)))
}
