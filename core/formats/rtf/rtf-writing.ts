import { directionOf } from '../../essay/direction.ts'
import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, stringAttr, textOf } from '../../essay/json.ts'
import type { MarkName, NodeName } from '../../essay/schema.ts'
import type { Wording } from '../../publication/wording.ts'
import { cleanText } from '../clean-text.ts'
import { LossLedger } from '../conversion.ts'
import { excerpt, placeOf } from '../excerpt.ts'
import { rtfAddress, rtfText } from './rtf-text.ts'

/** What a paragraph takes from what it stands in. Twips. */
export interface Around {
  readonly left: number
  readonly right: number
  /** Whether it stands in a cell of a table. */
  readonly inCell: boolean
  /** What stands before the words of the first paragraph: the sign of a list, ready to be written. */
  readonly sign: string
  /** Control words of every run: those of a quotation, of a note. */
  readonly look: string
}

/** The body itself. */
export const AT_MARGIN: Around = { left: 0, right: 0, inCell: false, sign: '', look: '' }

/** Writes a block with everything in it, or an inline node as its run. */
export type RtfNode = (node: NodeJson, writing: RtfWriting, around: Around) => string

/** Control words that give words a look; null where the words themselves are not written. */
export type RtfMark = (attrs: Readonly<Record<string, unknown>>, writing: RtfWriting) => string | null

/** One handler per node and mark of the schema. */
export interface RtfTable {
  readonly nodes: Readonly<Record<NodeName, RtfNode>>
  readonly marks: Readonly<Record<MarkName, RtfMark>>
}

/** How the document is set. */
export type RtfLayout = 'reading' | 'manuscript'

/** One run of the RTF writer over one essay: numbers notes and figures in the order in which it meets them, and counts losses. */
export class RtfWriting {
  readonly losses = new LossLedger()
  readonly notes: ReadonlyMap<string, NodeJson>
  readonly wording: Wording
  readonly layout: RtfLayout
  readonly #table: RtfTable
  readonly #direction: string
  readonly #numbers = new Map<string, number>()
  readonly #once = new Set<string>()
  readonly #openNotes: string[] = []
  /** Notes that stand in brackets in another. */
  readonly #inNotes = new Set<string>()
  #at: NodeJson | null = null
  #figures = 0

  constructor(
    essay: Essay,
    table: RtfTable,
    { wording, layout }: { readonly wording: Wording; readonly layout: RtfLayout },
  ) {
    this.#table = table
    this.#direction = directionOf(essay.metadata.language) === 'rtl' ? '\\rtlpar' : ''
    this.wording = wording
    this.layout = layout
    const last = essay.body.content?.at(-1)
    const notes = last?.type === 'footnotes' ? (last.content ?? []) : []
    this.notes = new Map(notes.map((note) => [stringAttr(note, 'id'), note]))
  }

  /** Writes a node by its handler. */
  node(node: NodeJson, around: Around): string {
    if (!Object.hasOwn(this.#table.nodes, node.type))
      throw new Error(`The RTF writer has no handler for the node ${node.type}`)
    return this.#table.nodes[node.type as NodeName](node, this, around)
  }

  /** A top-level block; what is lost in it is said to be lost there. */
  block(node: NodeJson): string {
    this.#at = node
    const rtf = this.node(node, AT_MARGIN)
    this.#at = null
    return rtf
  }

  /** Blocks below each other; the sign of what they stand in goes to the first. */
  blocks(nodes: readonly NodeJson[] | undefined, around: Around): string {
    return (nodes ?? []).map((node, index) => this.node(node, index === 0 ? around : { ...around, sign: '' })).join('')
  }

  /** A paragraph of ready runs; `words` are its own control words, such as those of its style. */
  paragraph(runs: string, around: Around, words = ''): string {
    const indent = `${around.left > 0 ? `\\li${around.left}` : ''}${around.right > 0 ? `\\ri${around.right}` : ''}`
    const hanging = around.sign === '' || around.left === 0 ? '' : '\\fi-360'
    const spacing = this.layout === 'manuscript' && !around.inCell ? '\\sl480\\slmult1' : '\\sa120'
    return `\\pard\\plain${around.inCell ? '\\intbl' : ''}${this.#direction}${indent}${hanging}${spacing}\\fs24${words}${around.look} ${around.sign}${runs}\\par\n`
  }

  /** Inline content as runs and links. */
  inline(content: readonly NodeJson[] | undefined, around: Around): string {
    return (content ?? []).map((node) => this.#run(node, around)).join('')
  }

  /** Plain words as they are written, without what no text may hold. */
  text(text: string): string {
    const cleaned = cleanText(text)
    for (let one = 0; one < cleaned.bad; one++) this.loss('control-character', 'A control character was left out.')
    return rtfText(cleaned.text)
  }

  /** Counts a loss; its place is the beginning of the block that is being written unless another is given. What has an `only` counts once for it. */
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

  /** A note where its number stands; a second number of it is plain, and a note in a note stands in brackets. */
  reference(id: string): string {
    const note = this.notes.get(id)
    if (!note) {
      this.loss('missing-note', 'A reference to a note that does not exist was left out.')
      return ''
    }
    const known = this.#numbers.get(id)
    if (known !== undefined) return `{\\super ${known}}`
    if (this.#openNotes.length > 0) {
      this.loss('note-in-note', 'A note in a note stands in brackets in it.', textOf(note))
      if (this.#openNotes.includes(id)) return ''
      this.#inNotes.add(id)
      return this.#within(id, () => this.text(` (${textOf(note)})`))
    }
    this.#numbers.set(id, this.#numbers.size + 1)
    const inside: Around = { ...AT_MARGIN, look: '\\fs20', sign: '{\\super\\chftn} ' }
    const blocks = this.#within(id, () => this.blocks(note.content, { ...inside }))
    // A paragraph mark at its end would be an empty line below the note.
    return `{\\super\\chftn}{\\footnote ${blocks.replace(/\\par\n$/, '')}}`
  }

  /** Notes that stand nowhere yet: nothing that was written refers to them. */
  unusedNotes(): readonly NodeJson[] {
    return [...this.notes].filter(([id]) => !this.#numbers.has(id) && !this.#inNotes.has(id)).map(([, note]) => note)
  }

  #within(id: string, write: () => string): string {
    this.#openNotes.push(id)
    const rtf = write()
    this.#openNotes.pop()
    return rtf
  }

  #run(node: NodeJson, around: Around): string {
    let look = ''
    for (const { type, attrs } of node.marks ?? []) {
      if (!Object.hasOwn(this.#table.marks, type)) throw new Error(`The RTF writer has no handler for the mark ${type}`)
      const words = this.#table.marks[type as MarkName](attrs ?? {}, this)
      if (words === null) return ''
      look += words
    }
    const inner = this.node(node, around)
    const run = look === '' || inner === '' ? inner : `{${look} ${inner}}`
    const href = stringAttr(node.marks?.find(({ type }) => type === 'link') ?? {}, 'href')
    return href === '' || href.startsWith('#') || run === ''
      ? run
      : `{\\field{\\*\\fldinst{HYPERLINK "${rtfAddress(href)}"}}{\\fldrslt{\\ul\\cf1 ${run}}}}`
  }
}
