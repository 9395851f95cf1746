import type { Asset, Essay } from '../../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { MarkName, NodeName } from '../../../essay/schema.ts'
import { assetHash } from '../../../essay/url.ts'
import { type Wording, wordingFor } from '../../../publication/wording.ts'
import { type AssetAddress, LossLedger } from '../../conversion.ts'
import { excerpt, placeOf } from '../../excerpt.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { type Asked, type NumberedNote, Numbering } from './numbering.ts'

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
}

/** A picture as the page can show it, or the reason why it does not. */
export type Picture =
  | { readonly kind: 'here'; readonly asset: Asset; readonly address: string }
  | { readonly kind: 'absent'; readonly link: string }

/** Something written, with everything of it that its surroundings may change. */
export interface WrittenBlock {
  readonly html: string
  readonly asked: readonly Asked[]
  readonly losses: readonly NotedLoss[]
}

interface NotedLoss {
  readonly kind: string
  readonly message: string
  readonly place: string
}

/** What is known of an essay's blocks by their nodes, all written with the same pictures, addresses and words. */
export type BlockCache = WeakMap<NodeJson, WrittenBlock>

/** The list item of a note, by what it depends on beside the note. */
interface FinishedNote {
  readonly body: string
  readonly number: number
  readonly references: number
  readonly html: string
}

/**
 * One run of the writer over one essay: numbers notes and figures in the order in which it meets them, keeps ids unique, finds
 * pictures, counts losses. With a cache, a block whose node is known is taken from there where everything that it asked of the run has the same answer.
 */
export class Writing {
  /** How nodes and marks are written just now. */
  flavour: Flavour
  /** The attribute by which a browser puts off loading pictures, or '' where they come with the text. */
  readonly imageLoading: string
  readonly #wording: Wording
  readonly #address: AssetAddress
  readonly #assets: ReadonlyMap<string, Asset>
  readonly #numbering: Numbering
  readonly #cache: BlockCache | null
  readonly #finished: WeakMap<NodeJson, FinishedNote> | null
  readonly #losses: NotedLoss[] = []
  /** The block or note that is being written: what happens in it happens there. */
  #at: NodeJson | null = null

  constructor(
    essay: Essay,
    flavour: Flavour,
    address: AssetAddress,
    {
      imageLoading = '',
      wording,
      cache = null,
    }: {
      readonly imageLoading?: string
      readonly wording?: Wording | undefined
      readonly cache?: BlockCache | null
    } = {},
  ) {
    this.flavour = flavour
    this.imageLoading = imageLoading
    this.#wording = wording ?? wordingFor(essay.metadata.language)
    this.#address = address
    this.#assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
    this.#numbering = new Numbering(notesById(essay))
    this.#cache = cache
    this.#finished = cache && finishedNotes(cache)
  }

  /** What was dropped or changed so far. */
  get losses(): LossLedger {
    const ledger = new LossLedger()
    for (const { kind, message, place } of this.#losses) ledger.add(kind, message, place)
    return ledger
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

  /** Writes a top-level block. */
  block(node: NodeJson, write = (block: NodeJson): string => this.node(block)): string {
    return this.#cache ? this.known(node, this.#cache.get(node), write).html : this.#written(node, write)
  }

  /** A top-level block or note from what is known of it, where that would be the same here; else written. Only with a cache. */
  known(
    node: NodeJson,
    known: WrittenBlock | undefined,
    write = (block: NodeJson): string => this.node(block),
  ): WrittenBlock {
    if (known && this.again(known)) return known
    const written = this.record(() => this.#written(node, write))
    this.#cache?.set(node, written)
    return written
  }

  /** Goes to where another run stood when it came to this block; only for a run that has written nothing. */
  resume({ asked }: WrittenBlock): void {
    this.#numbering.resume(asked)
  }

  /** Writes something, with everything of it that its surroundings may change. */
  record(write: () => string): WrittenBlock {
    const asked = this.#numbering.asked
    const losses = this.#losses.length
    const html = write()
    return { html, asked: this.#numbering.since(asked), losses: this.#losses.slice(losses) }
  }

  /** Whether something would be written the same here; if so, it counts as written. */
  again({ asked, losses }: WrittenBlock): boolean {
    if (asked.length > 0 && !this.#numbering.again(asked)) return false
    for (const loss of losses) this.#losses.push(loss)
    return true
  }

  #written(node: NodeJson, write: (block: NodeJson) => string): string {
    const outer = this.#at
    this.#at = node
    const html = write(node)
    this.#at = outer
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
    return this.#wording
  }

  /** Markup of a phrase of the fixed words, set apart as English where the text is in a language that Galley does not speak. */
  inWords(html: string): string {
    return this.wording.foreign ? `<span lang="en" dir="ltr">${html}</span>` : html
  }

  /** Counts a loss; its place is the beginning of the block that is being written unless another is given. With `only`, further losses of the same name are counted once (the many pieces of one comment). */
  loss(kind: string, message: string, place = '', only?: string): void {
    if (only !== undefined && !this.#numbering.once(`${kind} ${only}`)) return
    this.#losses.push({ kind, message, place: excerpt(place) || this.#place() })
  }

  /** The number of the next figure, from 1. */
  nextFigure(): number {
    return this.#numbering.figure()
  }

  /** The id of a figure's element: by its own id where it has one that no figure before it has, else by its number. */
  figureId(id: string, number: number): string {
    return `figure-${id !== '' && this.#numbering.once(`figure ${id}`) ? id : number}`
  }

  /** The number of the next table, from 1. */
  nextTable(): number {
    return this.#numbering.table()
  }

  /** A unique id for a heading with this text. */
  headingId(text: string): string {
    return this.#numbering.heading(text)
  }

  /** One more reference to a note: its number and which reference to it this is, from 1; null where no such note exists. */
  reference(id: string): { readonly number: number; readonly count: number } | null {
    const reference = this.#numbering.reference(id)
    if (!reference) this.loss('missing-note', 'A reference to a note that does not exist was left out.')
    return reference
  }

  /**
   * Writes every note, by first reference, then those without one. A note may refer to others, so the references to any of them are
   * only counted when all are written: `finish` is called then.
   */
  notes(
    write: (note: NodeJson) => string,
    finish: (html: string, note: NodeJson, number: number, references: number) => string,
  ): string {
    this.#numbering.dependOnNotes()
    const written: { node: NodeJson; note: NumberedNote; body: string }[] = []
    for (;;) {
      const next = this.#numbering.noteAt(written.length)
      if (!next) break
      written.push({ ...next, body: this.block(next.node, write) })
    }
    let html = ''
    for (const { node, note, body } of written) {
      const { number, references } = note
      const known = this.#finished?.get(node)
      if (known && known.body === body && known.number === number && known.references === references) {
        html += known.html
        continue
      }
      const item = finish(body, node, number, references)
      this.#finished?.set(node, { body, number, references, html: item })
      html += item
    }
    return html
  }

  /** Finds a picture; one that the essay does not hold is never fetched and counts as a loss. */
  picture(src: string, place: string): Picture {
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

  readonly #onBad = (count: number): void => {
    const place = this.#place()
    for (let one = 0; one < count; one++)
      this.#losses.push({ kind: 'control-character', message: 'A control character was left out.', place })
  }
}

const noteMaps = new WeakMap<NodeJson, ReadonlyMap<string, NodeJson>>()
const NO_NOTES: ReadonlyMap<string, NodeJson> = new Map()

/** The notes of an essay by their ids. */
function notesById(essay: Essay): ReadonlyMap<string, NodeJson> {
  const last = essay.body.content?.at(-1)
  if (last?.type !== 'footnotes') return NO_NOTES
  let notes = noteMaps.get(last)
  if (!notes) {
    notes = new Map((last.content ?? []).map((note) => [stringAttr(note, 'id'), note]))
    noteMaps.set(last, notes)
  }
  return notes
}

const finishedByCache = new WeakMap<BlockCache, WeakMap<NodeJson, FinishedNote>>()

function finishedNotes(cache: BlockCache): WeakMap<NodeJson, FinishedNote> {
  let finished = finishedByCache.get(cache)
  if (!finished) {
    finished = new WeakMap()
    finishedByCache.set(cache, finished)
  }
  return finished
}
