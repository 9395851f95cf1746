import type { NodeJson } from '../../../essay/json.ts'
import { slugify } from '../../../essay/slug.ts'

/** Something that a block asked of the run that it was written in, with the answer that stands in its markup. */
export type Asked =
  | { readonly kind: 'figure' | 'table'; readonly answer: number }
  | { readonly kind: 'heading'; readonly stem: string; readonly answer: string }
  | { readonly kind: 'reference'; readonly id: string; readonly number: number; readonly count: number }
  | { readonly kind: 'once'; readonly key: string; readonly answer: boolean }
  | { readonly kind: 'notes'; readonly order: readonly NumberedNote[] }
  | { readonly kind: 'orphan'; readonly id: string; readonly number: number }

/** A note by the first reference to it, and how many references to it were met. */
export interface NumberedNote {
  readonly number: number
  readonly id: string
  readonly references: number
}

interface Note {
  readonly number: number
  readonly id: string
  references: number
}

/**
 * What the blocks of one run share: numbers of figures, tables and notes in the order in which they are met, unique ids. Every answer is
 * written down, so that a block written before can be asked whether it would be the same here: `again` asks for it once more.
 */
export class Numbering {
  readonly #noteNodes: ReadonlyMap<string, NodeJson>
  readonly #notes = new Map<string, Note>()
  readonly #noteOrder: Note[] = []
  readonly #ids = new Set<string>(['notes', 'about'])
  /** The number that a stem's next heading tries first. */
  readonly #tries = new Map<string, number>()
  readonly #once = new Set<string>()
  readonly #log: Asked[] = []
  /** How many notes have numbers that this run does not know, after `resume`; -1 where none has. */
  #before = -1
  #figures = 0
  #tables = 0

  constructor(noteNodes: ReadonlyMap<string, NodeJson>) {
    this.#noteNodes = noteNodes
  }

  /** How much was asked so far; for `since`. */
  get asked(): number {
    return this.#log.length
  }

  /** Everything that was asked from a point on. */
  since(asked: number): readonly Asked[] {
    return this.#log.length === asked ? NOTHING : this.#log.slice(asked)
  }

  /** The number of the next figure, from 1. */
  figure(): number {
    const answer = ++this.#figures
    this.#log.push({ kind: 'figure', answer })
    return answer
  }

  /** The number of the next table, from 1. */
  table(): number {
    const answer = ++this.#tables
    this.#log.push({ kind: 'table', answer })
    return answer
  }

  /** A unique id for a heading with this text. */
  heading(text: string): string {
    let stem = slugify(text)
    // An id begins with a letter, and must not look like those of notes and figures.
    if (!/^\p{L}/u.test(stem) || /^(fn|fnref)-\d|^figure-/.test(stem))
      stem = stem === '' ? 'section' : `section-${stem}`
    const answer = this.#headingId(stem)
    this.#log.push({ kind: 'heading', stem, answer })
    return answer
  }

  /** One more reference to a note: its number and which reference to it this is, from 1; null where no such note exists. */
  reference(id: string): { readonly number: number; readonly count: number } | null {
    if (!this.#noteNodes.has(id)) {
      this.#log.push({ kind: 'reference', id, number: 0, count: 0 })
      return null
    }
    const note = this.#notes.get(id) ?? this.#number(id)
    note.references++
    this.#log.push({ kind: 'reference', id, number: note.number, count: note.references })
    return { number: note.number, count: note.references }
  }

  /** True when nobody has asked for this before. */
  once(key: string): boolean {
    const answer = !this.#once.has(key)
    this.#once.add(key)
    this.#log.push({ kind: 'once', key, answer })
    return answer
  }

  /** Says that what is written next depends on which notes were referred to, and how often. */
  dependOnNotes(): void {
    this.#log.push({ kind: 'notes', order: this.#noteOrder.map((note) => ({ ...note })) })
  }

  /** The note with this number in the order of first references; past the last of them the next that nothing refers to; null after all. */
  noteAt(index: number): { readonly node: NodeJson; readonly note: NumberedNote } | null {
    let note = this.#noteOrder[index]
    if (!note) {
      const id = this.#firstOrphan()
      if (id === undefined) return null
      note = this.#number(id)
      this.#log.push({ kind: 'orphan', id, number: note.number })
    }
    return { node: this.#noteNodes.get(note.id) as NodeJson, note }
  }

  /** Goes to where another run stood when a block asked these things there; only for a run that has asked nothing. */
  resume(asked: readonly Asked[]): void {
    const seen = new Set<string>()
    for (const one of asked) {
      const key = one.kind + ('id' in one ? one.id : 'stem' in one ? one.stem : 'key' in one ? one.key : '')
      if (!seen.has(key)) this.#resumeAt(one)
      seen.add(key)
    }
  }

  #resumeAt(asked: Asked): void {
    switch (asked.kind) {
      case 'figure':
        this.#figures = asked.answer - 1
        return
      case 'table':
        this.#tables = asked.answer - 1
        return
      case 'heading':
        if (asked.answer !== asked.stem) this.#tries.set(asked.stem, Number(asked.answer.slice(asked.stem.length + 1)))
        return
      case 'reference':
        if (asked.count > 1) this.#notes.set(asked.id, { ...asked, references: asked.count - 1 })
        // The first note that is numbered anew says how many there were.
        else if (asked.count === 1 && this.#before < 0) this.#before = asked.number - 1
        return
      case 'once':
        if (!asked.answer) this.#once.add(asked.key)
        return
      case 'notes':
        this.#noteOrder.push(...asked.order.map((note) => ({ ...note })))
        for (const note of this.#noteOrder) this.#notes.set(note.id, note)
        return
      case 'orphan':
        return
      default:
        throw new Error(`Unknown question: ${JSON.stringify(asked satisfies never)}`)
    }
  }

  /** Asks everything once more. Where an answer is another now, nothing is asked, and the answer is false. */
  again(asked: readonly Asked[]): boolean {
    for (let index = 0; index < asked.length; index++) {
      if (this.#same(asked[index] as Asked)) continue
      for (let back = index; back >= 0; back--) this.#takeBack(asked[back] as Asked, back === index)
      return false
    }
    for (const one of asked) this.#log.push(one)
    return true
  }

  /** Asks once more and says whether the answer is the same. What differs has changed nothing that `takeBack` does not mend. */
  #same(asked: Asked): boolean {
    switch (asked.kind) {
      case 'figure':
        return ++this.#figures === asked.answer
      case 'table':
        return ++this.#tables === asked.answer
      case 'heading': {
        const id = this.#headingId(asked.stem)
        if (id === asked.answer) return true
        this.#ids.delete(id)
        this.#tries.delete(asked.stem)
        return false
      }
      case 'reference': {
        if (!this.#noteNodes.has(asked.id)) return asked.number === 0
        const known = this.#notes.get(asked.id)
        const number = known?.number ?? this.#noteOrder.length + 1
        if (number !== asked.number || (known?.references ?? 0) + 1 !== asked.count) return false
        ;(known ?? this.#number(asked.id)).references++
        return true
      }
      case 'once': {
        if (this.#once.has(asked.key) === asked.answer) return false
        this.#once.add(asked.key)
        return true
      }
      case 'notes':
        return (
          asked.order.length === this.#noteOrder.length &&
          asked.order.every(({ id, references }, index) => {
            const note = this.#noteOrder[index] as Note
            return note.id === id && note.references === references
          })
        )
      case 'orphan':
        return this.#noteNodes.has(asked.id) && this.#number(asked.id).number === asked.number
      default:
        throw new Error(`Unknown question: ${JSON.stringify(asked satisfies never)}`)
    }
  }

  /** Undoes one question of `again`; the one whose answer differed has only moved the counters. */
  #takeBack(asked: Asked, differed: boolean): void {
    switch (asked.kind) {
      case 'figure':
        this.#figures--
        return
      case 'table':
        this.#tables--
        return
      case 'heading':
        if (differed) return
        this.#ids.delete(asked.answer)
        this.#tries.delete(asked.stem)
        return
      case 'reference': {
        if (differed || asked.number === 0) return
        const note = this.#notes.get(asked.id) as Note
        note.references--
        if (note.references === 0) this.#forgetLast()
        return
      }
      case 'once':
        if (!differed && asked.answer) this.#once.delete(asked.key)
        return
      case 'orphan':
        if (!differed || this.#noteOrder.at(-1)?.id === asked.id) this.#forgetLast()
        return
      case 'notes':
        return
      default:
        throw new Error(`Unknown question: ${JSON.stringify(asked satisfies never)}`)
    }
  }

  #headingId(stem: string): string {
    let count = this.#tries.get(stem) ?? 1
    let id = count === 1 ? stem : `${stem}-${count}`
    while (this.#ids.has(id)) id = `${stem}-${++count}`
    this.#ids.add(id)
    this.#tries.set(stem, count)
    return id
  }

  #number(id: string): Note {
    const note = { number: Math.max(0, this.#before) + this.#noteOrder.length + 1, id, references: 0 }
    this.#notes.set(id, note)
    this.#noteOrder.push(note)
    return note
  }

  #forgetLast(): void {
    const last = this.#noteOrder.pop()
    if (last) this.#notes.delete(last.id)
  }

  #firstOrphan(): string | undefined {
    for (const id of this.#noteNodes.keys()) if (!this.#notes.has(id)) return id
    return undefined
  }
}

/** Whether the same was asked and answered. */
export function sameAsked(one: readonly Asked[], other: readonly Asked[]): boolean {
  return one.length === other.length && (one.length === 0 || JSON.stringify(one) === JSON.stringify(other))
}

const NOTHING: readonly Asked[] = []
