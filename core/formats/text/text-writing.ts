import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../essay/json.ts'
import type { MarkName, NodeName } from '../../essay/schema.ts'
import { type Wording, wordingFor } from '../../publication/wording.ts'
import { LossLedger } from '../conversion.ts'
import { excerpt, placeOf } from '../excerpt.ts'

/** Writes one node with everything in it: a block as lines without a newline at the end, an inline node as its words. */
export type TextHandler = (node: NodeJson, writing: TextWriting) => string

/** What a mark puts behind its words, given them; null where the words themselves are not written. */
export type TextMark = (
  attrs: Readonly<Record<string, unknown>>,
  writing: TextWriting,
) => ((words: string) => string) | null

/** One handler per node and mark of the schema. */
export interface TextTable {
  readonly nodes: Readonly<Record<NodeName, TextHandler>>
  readonly marks: Readonly<Record<MarkName, TextMark>>
}

/** One run of the text writer over one essay: numbers notes and figures in the order in which it meets them, and counts losses. */
export class TextWriting {
  readonly wording: Wording
  readonly losses = new LossLedger()
  readonly #table: TextTable
  readonly #noteNodes: ReadonlyMap<string, NodeJson>
  readonly #numbers = new Map<string, number>()
  readonly #once = new Set<string>()
  #at: NodeJson | null = null
  #figures = 0

  constructor(essay: Essay, table: TextTable) {
    this.#table = table
    this.wording = wordingFor(essay.metadata.language)
    const last = essay.body.content?.at(-1)
    const notes = last?.type === 'footnotes' ? (last.content ?? []) : []
    this.#noteNodes = new Map(notes.map((note) => [stringAttr(note, 'id'), note]))
  }

  /** Writes a node by its handler. */
  node(node: NodeJson): string {
    if (!Object.hasOwn(this.#table.nodes, node.type))
      throw new Error(`The text writer has no handler for the node ${node.type}`)
    return this.#table.nodes[node.type as NodeName](node, this)
  }

  /** A top-level block; what is lost in it is said to be lost there. */
  block(node: NodeJson): string {
    this.#at = node
    const text = this.node(node)
    this.#at = null
    return text
  }

  /** Blocks parted by an empty line; those that say nothing are left out. */
  blocks(nodes: readonly NodeJson[] | undefined, between = '\n\n'): string {
    return (nodes ?? [])
      .map((node) => this.node(node))
      .filter((text) => text !== '')
      .join(between)
  }

  /** Inline content; what a mark says of its words follows the last of them. */
  inline(content: readonly NodeJson[] | undefined): string {
    let text = ''
    const open: { readonly key: string; readonly from: number; readonly close: (words: string) => string }[] = []
    const closeFrom = (index: number): void => {
      for (const mark of open.splice(index).reverse()) text += mark.close(text.slice(mark.from))
    }
    for (const node of content ?? []) {
      const marks = (node.marks ?? []).map((mark) => ({ key: JSON.stringify(mark), close: this.#close(mark) }))
      if (marks.some((mark) => mark.close === null)) continue
      const kept = open.findIndex((mark) => !marks.some((one) => one.key === mark.key))
      if (kept >= 0) closeFrom(kept)
      for (const { key, close } of marks)
        if (close && !open.some((mark) => mark.key === key)) open.push({ key, from: text.length, close })
      text += this.node(node)
    }
    closeFrom(0)
    return text
  }

  /** Counts a loss; its place is the beginning of the block that is being written unless another is given. */
  loss(kind: string, message: string, place = '', only?: string): void {
    if (only !== undefined) {
      if (this.#once.has(`${kind} ${only}`)) return
      this.#once.add(`${kind} ${only}`)
    }
    this.losses.add(kind, message, excerpt(place) || (this.#at ? placeOf(this.#at) : '') || kind)
  }

  /** The number of the next figure, from 1. */
  nextFigure(): number {
    return ++this.#figures
  }

  /** A note's number by the first reference to it; null where there is no such note. */
  noteNumber(id: string): number | null {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    if (!this.#noteNodes.has(id)) return null
    this.#numbers.set(id, this.#numbers.size + 1)
    return this.#numbers.size
  }

  /** Every note in the order of its number, then those without a reference. A note may refer to others, which get their numbers then. */
  notes(): readonly { readonly number: number; readonly text: string }[] {
    const written: { number: number; text: string }[] = []
    for (;;) {
      const id =
        [...this.#numbers.keys()][written.length] ?? [...this.#noteNodes.keys()].find((one) => !this.#numbers.has(one))
      if (id === undefined) return written
      const number = this.noteNumber(id) as number
      written.push({ number, text: this.block(this.#noteNodes.get(id) as NodeJson) })
    }
  }

  #close(mark: { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }) {
    if (!Object.hasOwn(this.#table.marks, mark.type))
      throw new Error(`The text writer has no handler for the mark ${mark.type}`)
    return this.#table.marks[mark.type as MarkName](mark.attrs ?? {}, this)
  }
}
