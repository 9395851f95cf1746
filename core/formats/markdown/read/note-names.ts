import { NOTE_ID } from '../../../essay/schema.ts'
import { slugify } from '../../../essay/slug.ts'

/** Gives every footnote label the id that the body may hold; labels that already are ids keep their name. */
export class NoteNames {
  readonly #ids = new Map<string, string>()
  readonly #taken = new Set<string>()

  /** The id for a label; labels differ by more than case, as in GFM. */
  idOf(label: string): string {
    const key = label.toLowerCase()
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const plain = slugify(key)
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 56)
    const id = this.#free(NOTE_ID.test(key) ? key : plain || 'note')
    this.#ids.set(key, id)
    return id
  }

  /** An id for a note that has no label. */
  fresh(): string {
    return this.#free('note')
  }

  #free(wish: string): string {
    let id = wish
    for (let count = 2; this.#taken.has(id); count++) id = `${wish}-${count}`
    this.#taken.add(id)
    return id
  }
}
