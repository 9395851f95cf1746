import type { Asset, Essay } from '../../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { MarkName, NodeName } from '../../../essay/schema.ts'
import { slugify } from '../../../essay/slug.ts'
import { assetHash } from '../../../essay/url.ts'
import { type Wording, wordingFor } from '../../../publication/wording.ts'
import { type AssetAddress, LossLedger } from '../../conversion.ts'
import { excerpt, placeOf } from '../../excerpt.ts'
import { escapeAttribute, escapeText } from './escape.ts'

/** Writes one node with everything in it. */
export type NodeHandler = (node: NodeJson, writing: Writing) => string

/** A mark's two tags, or null where the mark leaves no trace. */
export type MarkHandler = (attrs: Readonly<Record<string, unknown>>, writing: Writing) => MarkTags | null

/** The tags of one mark. Two marks are the same where their opening tags are. */
export interface MarkTags {
  readonly type: string
  readonly open: string
  readonly close: string
}

/** Words of the EPUB Structural Semantics Vocabulary (w3.org/TR/epub-ssv-11) that an essay's parts have. */
export type BookWord = 'noteref' | 'footnote' | 'endnotes' | 'backlink' | 'pullquote'

/** One dialect of the HTML writer: its handlers and what it may say beside plain elements. */
export interface Flavour {
  readonly nodes: Readonly<Record<NodeName, NodeHandler>>
  readonly marks: Readonly<Record<MarkName, MarkHandler>>
  /** Attributes that only serve Galley and its stylesheet; a flavour without them answers ''. */
  readonly carry: (attributes: string) => string
  /** The attribute by which EPUB names what an element is (`epub:type`); '' in a flavour that is no book. */
  readonly meaning: (word: BookWord) => string
  /** The attribute that keeps spaces as written; null where they collapse, as everywhere on the web. */
  readonly keptSpaces: string | null
  readonly align: Readonly<Record<'left' | 'center' | 'right', string>>
  /** Markup of blocks whose text depends on nothing but themselves. */
  readonly cache: WeakMap<NodeJson, string>
}

/** A picture as the page can show it, or the reason why it does not. */
export type Picture =
  | { readonly kind: 'here'; readonly asset: Asset; readonly address: string }
  | { readonly kind: 'absent'; readonly link: string }

/** A note by the first reference to it. */
interface Note {
  readonly number: number
  readonly id: string
  references: number
}

/**
 * One run of the writer over one essay: numbers notes and figures in the order in which it meets them, keeps ids unique, finds
 * pictures, counts losses. Whatever a block asks of it makes the block's markup depend on its surroundings, and such a block is not cached.
 */
export class Writing {
  /** How nodes and marks are written just now. */
  flavour: Flavour
  /** The attribute by which a browser puts off loading pictures, or '' where they come with the text. */
  readonly imageLoading: string
  readonly losses = new LossLedger()
  readonly #wording: Wording
  readonly #address: AssetAddress
  readonly #assets: ReadonlyMap<string, Asset>
  readonly #noteNodes: ReadonlyMap<string, NodeJson>
  readonly #notes = new Map<string, Note>()
  readonly #noteOrder: Note[] = []
  readonly #ids = new Set<string>(['notes', 'about'])
  readonly #once = new Set<string>()
  #figures = 0
  #tables = 0
  #shared = false
  /** The block or note that is being written: what happens in it happens there. */
  #at: NodeJson | null = null

  constructor(
    essay: Essay,
    flavour: Flavour,
    address: AssetAddress,
    { imageLoading = '', wording }: { readonly imageLoading?: string; readonly wording?: Wording | undefined } = {},
  ) {
    this.flavour = flavour
    this.imageLoading = imageLoading
    this.#wording = wording ?? wordingFor(essay.metadata.language)
    this.#address = address
    this.#assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
    const last = essay.body.content?.at(-1)
    const notes = last?.type === 'footnotes' ? (last.content ?? []) : []
    this.#noteNodes = new Map(notes.map((note) => [stringAttr(note, 'id'), note]))
  }

  /** Writes a node by its handler. */
  node(node: NodeJson): string {
    if (!Object.hasOwn(this.flavour.nodes, node.type))
      throw new Error(`The HTML writer has no handler for the node ${node.type}`)
    return this.flavour.nodes[node.type as NodeName](node, this)
  }

  /** Writes something in another flavour: what one's own has no form for. */
  inFlavour(flavour: Flavour, write: () => string): string {
    const own = this.flavour
    this.flavour = flavour
    const html = write()
    this.flavour = own
    return html
  }

  /** Writes nodes one after the other, in one line. */
  nodes(nodes: readonly NodeJson[] | undefined): string {
    let html = ''
    for (const node of nodes ?? []) html += this.node(node)
    return html
  }

  /** Writes a top-level block, from the cache where it was written before and depends on nothing else. */
  block(node: NodeJson): string {
    const known = this.flavour.cache.get(node)
    if (known !== undefined) return known
    this.#shared = false
    this.#at = node
    const html = this.node(node)
    this.#at = null
    if (!this.#shared) this.flavour.cache.set(node, html)
    return html
  }

  /** Text as content. */
  text(text: string): string {
    return escapeText(text, this.#onBad)
  }

  /** ` name="value"`, or '' for an empty value. */
  attribute(name: string, value: string): string {
    return value === '' ? '' : ` ${name}="${escapeAttribute(value, this.#onBad)}"`
  }

  /** The fixed words of the essay's language. */
  get wording(): Wording {
    this.#shared = true
    return this.#wording
  }

  /** Markup of a phrase of the fixed words, set apart as English where the text is in a language that Galley does not speak. */
  inWords(html: string): string {
    return this.wording.foreign ? `<span lang="en" dir="ltr">${html}</span>` : html
  }

  /** Counts a loss; its place is the beginning of the block that is being written unless another is given. With `only`, further losses of the same name are counted once (the many pieces of one comment). */
  loss(kind: string, message: string, place = '', only?: string): void {
    this.#shared = true
    if (only !== undefined) {
      if (this.#once.has(`${kind} ${only}`)) return
      this.#once.add(`${kind} ${only}`)
    }
    this.losses.add(kind, message, excerpt(place) || this.#place())
  }

  /** The number of the next figure, from 1. */
  nextFigure(): number {
    this.#shared = true
    return ++this.#figures
  }

  /** The number of the next table, from 1. */
  nextTable(): number {
    this.#shared = true
    return ++this.#tables
  }

  /** A unique id for a heading with this text. */
  headingId(text: string): string {
    this.#shared = true
    let stem = slugify(text)
    // An id begins with a letter, and must not look like those of notes and figures.
    if (!/^\p{L}/u.test(stem) || /^(fn|fnref|figure)-\d/.test(stem)) stem = stem === '' ? 'section' : `section-${stem}`
    let id = stem
    for (let count = 2; this.#ids.has(id); count++) id = `${stem}-${count}`
    this.#ids.add(id)
    return id
  }

  /** One more reference to a note: its number and which reference to it this is, from 1; null where no such note exists. */
  reference(id: string): { readonly number: number; readonly count: number } | null {
    this.#shared = true
    if (!this.#noteNodes.has(id)) {
      this.loss('missing-note', 'A reference to a note that does not exist was left out.')
      return null
    }
    const note = this.#notes.get(id) ?? this.#number(id)
    note.references++
    return { number: note.number, count: note.references }
  }

  /**
   * Writes every note, by first reference, then those without one. A note may refer to others, so the references to any of them are
   * only counted when all are written: `finish` is called then.
   */
  notes(
    write: (note: NodeJson) => string,
    finish: (html: string, note: NodeJson, number: number, references: number) => string,
  ): string {
    this.#shared = true
    const written: { node: NodeJson; note: Note; html: string }[] = []
    const orphans = this.#noteNodes.keys()
    for (;;) {
      let note = this.#noteOrder[written.length]
      if (!note) {
        const id = orphans.next().value
        if (id === undefined) break
        if (this.#notes.has(id)) continue
        note = this.#number(id)
      }
      const node = this.#noteNodes.get(note.id) as NodeJson
      this.#at = node
      written.push({ node, note, html: write(node) })
    }
    return written.map(({ html, node, note }) => finish(html, node, note.number, note.references)).join('')
  }

  /** Finds a picture; one that the essay does not hold is never fetched and counts as a loss. */
  picture(src: string, place: string): Picture {
    this.#shared = true
    const hash = assetHash(src)
    const asset = hash === null ? undefined : this.#assets.get(hash)
    if (asset) return { kind: 'here', asset, address: this.#address(asset) }
    if (hash === null && src !== '') {
      this.loss(
        'remote-picture',
        'A picture that is not in the essay was not fetched; its description and address stand in its place.',
        place,
      )
      return { kind: 'absent', link: src }
    }
    this.loss('missing-picture', 'A picture is missing; its description stands in its place.', place)
    return { kind: 'absent', link: '' }
  }

  #place(): string {
    return this.#at ? placeOf(this.#at) : 'head'
  }

  #number(id: string): Note {
    const note = { number: this.#noteOrder.length + 1, id, references: 0 }
    this.#notes.set(id, note)
    this.#noteOrder.push(note)
    return note
  }

  readonly #onBad = (count: number): void => {
    this.#shared = true
    const place = this.#place()
    for (let one = 0; one < count; one++)
      this.losses.add('control-character', 'A control character was left out.', place)
  }
}
