import type { Asset, Essay } from '../../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import { assetHash } from '../../../essay/url.ts'
import { type Wording, wordingFor } from '../../../publication/wording.ts'
import { LossLedger } from '../../conversion.ts'
import { excerpt, placeOf } from '../../excerpt.ts'
import type { DocxOptions } from './docx-options.ts'
import type { StyleId } from './names.ts'
import { type PageSize, pageSizeFor } from './page-size.ts'
import { xmlAttribute } from './xml.ts'

/** Where a block stands: what its paragraphs take over from the blocks around it. */
export interface Around {
  /** Style of a plain paragraph; null for the document's own. */
  readonly style: StyleId | null
  /** Twentieths of a point by which quotations and lists around move it in. */
  readonly indent: number
  /** The list whose sign the next paragraph carries. */
  readonly sign: { readonly list: number; readonly level: number } | null
  /** How many lists are around it. */
  readonly depth: number
  /** How a table cell sets its lines. */
  readonly align: 'left' | 'center' | 'right' | null
}

/** Around a block of the body itself. */
export const AT_TOP: Around = { style: null, indent: 0, sign: null, depth: 0, align: null }

/** A relationship of a part to another (ECMA-376 part 2, section 8). */
export interface Relationship {
  readonly id: string
  readonly kind: 'hyperlink' | 'image'
  readonly target: string
}

/** A picture that the file holds. */
export interface Media {
  readonly name: string
  readonly bytes: Uint8Array
  readonly asset: Asset
}

/** Which part is being written; each has relationships of its own. */
export type PartName = 'document' | 'footnotes'

/** One run of the writer over one essay: numbers notes, figures and lists as it meets them, keeps relationships, counts losses. */
export class DocxWriting {
  readonly options: DocxOptions
  readonly essay: Essay
  readonly page: PageSize
  readonly losses = new LossLedger()
  readonly media = new Map<string, Media>()
  /** Numbered lists in the order of their number ids, from 3 (1 and 2 are bullets): level and first number. */
  readonly ordered: { readonly level: number; readonly start: number }[] = []
  readonly onBad = (count: number): void => {
    for (let one = 0; one < count; one++) this.loss('control-character', 'A control character was left out.')
  }
  /** How many levels headings are moved up: Word's first level stands below the title. */
  readonly headingShift: number
  readonly #relationships: Record<PartName, Relationship[]> = { document: [], footnotes: [] }
  readonly #known: Record<PartName, Map<string, string>> = { document: new Map(), footnotes: new Map() }
  readonly #assets: ReadonlyMap<string, Asset>
  readonly #noteNodes: ReadonlyMap<string, NodeJson>
  readonly #noteNumbers = new Map<string, number>()
  readonly #taken = new Set<string>()
  readonly #once = new Set<string>()
  #part: PartName = 'document'
  #figures = 0
  #drawings = 0
  #at: NodeJson | null = null

  constructor(essay: Essay, options: DocxOptions) {
    this.options = options
    this.essay = essay
    this.page = pageSizeFor(essay.metadata.language)
    this.headingShift = essay.metadata.title === '' ? 0 : 1
    this.#assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
    const last = essay.body.content?.at(-1)
    const notes = last?.type === 'footnotes' ? (last.content ?? []) : []
    this.#noteNodes = new Map(notes.map((note) => [stringAttr(note, 'id'), note]))
  }

  /** The fixed words of the essay's language. */
  get wording(): Wording {
    return this.options.wording ?? wordingFor(this.essay.metadata.language)
  }

  get part(): PartName {
    return this.#part
  }

  /** Sets the block that losses are placed at. */
  at(node: NodeJson): void {
    this.#at = node
  }

  /** Writes with another part's relationships. */
  inPart<T>(part: PartName, write: () => T): T {
    const before = this.#part
    this.#part = part
    try {
      return write()
    } finally {
      this.#part = before
    }
  }

  /** Counts a loss; its place is the beginning of the block at hand unless another is given. With `only`, the same name counts once. */
  loss(kind: string, message: string, place = '', only?: string): void {
    if (only !== undefined) {
      if (this.#once.has(`${kind} ${only}`)) return
      this.#once.add(`${kind} ${only}`)
    }
    this.losses.add(kind, message, excerpt(place) || (this.#at ? placeOf(this.#at) : '') || kind)
  }

  /** The id by which the part at hand refers to an address or a picture. */
  relationship(kind: Relationship['kind'], target: string): string {
    const known = this.#known[this.#part]
    const list = this.#relationships[this.#part]
    let id = known.get(`${kind} ${target}`)
    if (id === undefined) {
      id = `rG${list.length + 1}`
      known.set(`${kind} ${target}`, id)
      list.push({ id, kind, target })
    }
    return id
  }

  relationshipsOf(part: PartName): readonly Relationship[] {
    return this.#relationships[part]
  }

  nextFigure(): number {
    return ++this.#figures
  }

  nextDrawing(): number {
    return ++this.#drawings
  }

  /** The number id of a new list. */
  list(kind: 'bullet' | 'ordered', level: number, start: number): number {
    if (kind === 'bullet') return 1
    this.ordered.push({ level, start })
    return this.ordered.length + 2
  }

  /** A note by its id: its number, and whether this is the first reference to it; null where there is none. */
  note(id: string): { readonly node: NodeJson; readonly number: number; readonly first: boolean } | null {
    const node = this.#noteNodes.get(id)
    if (node === undefined) return null
    const known = this.#noteNumbers.get(id)
    if (known !== undefined) return { node, number: known, first: false }
    const number = this.#noteNumbers.size + 1
    this.#noteNumbers.set(id, number)
    return { node, number, first: true }
  }

  /** The number of a note that the text refers to, or null. */
  noteNumber(id: string): number | null {
    return this.#noteNumbers.get(id) ?? null
  }

  /** A note whose words are about to be written somewhere else than among the notes; null where there is none, or where that was done. */
  takeNote(id: string): NodeJson | null {
    if (this.#taken.has(id)) return null
    this.#taken.add(id)
    return this.#noteNodes.get(id) ?? null
  }

  /** Notes by the number of their first reference. */
  numberedNotes(): readonly NodeJson[] {
    return [...this.#noteNumbers.keys()].map((id) => this.#noteNodes.get(id) as NodeJson)
  }

  /** Notes that nothing refers to. */
  orphans(): readonly NodeJson[] {
    return [...this.#noteNodes]
      .filter(([id]) => !this.#noteNumbers.has(id) && !this.#taken.has(id))
      .map(([, node]) => node)
  }

  /** The relationship id and size of a picture, or null where its bytes are not to be had. */
  picture(src: string): { readonly id: string; readonly asset: Asset } | null {
    const asset = this.#assets.get(assetHash(src) ?? '')
    if (!asset) return null
    let media = this.media.get(asset.hash)
    if (!media) {
      const bytes = this.options.picture(asset)
      if (bytes === null) return null
      media = { name: `image${this.media.size + 1}.${EXTENSION[asset.mime]}`, bytes, asset }
      this.media.set(asset.hash, media)
      if (asset.mime !== 'image/png' && asset.mime !== 'image/jpeg' && asset.mime !== 'image/gif')
        this.loss(
          'picture-format',
          `A picture is a ${EXTENSION[asset.mime].toUpperCase()}, which not every word processor shows. As PNG or JPEG it is seen everywhere.`,
          asset.name,
        )
    }
    return { id: this.relationship('image', `media/${media.name}`), asset }
  }

  text(text: string): string {
    return xmlAttribute(text, this.onBad)
  }
}

const EXTENSION: Readonly<Record<Asset['mime'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
}
