import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { spellingKey, spellingWords } from '../../../core/spelling/spelling-words.ts'

/** A word of the text that no dictionary knows. */
export interface Misspelling {
  readonly from: number
  readonly to: number
  readonly word: string
  readonly language: string
}

/** The word whose menu is open. */
export interface OpenMisspelling extends Misspelling {
  /** The small editor in which it is shown, and where in the text that one's node has its first place; left out: the text itself. */
  readonly shownIn?: { readonly view: EditorView; readonly start: number }
}

/** What the marks need to know of dictionaries and of the essay. */
export interface SpellingSource {
  /** The essay's own language. */
  language(): string
  /** Whether the essay lets a word stand. */
  isIgnored(key: string): boolean
  verdict(word: string, language: string): boolean | undefined
  learnVerdicts(words: readonly string[], language: string): Promise<unknown>
}

interface MarksState {
  readonly marks: DecorationSet
  /** Where the menu is open. */
  readonly open: OpenMisspelling | null
}

type MarksMeta =
  | { readonly kind: 'marked'; readonly marks: DecorationSet }
  | { readonly kind: 'open'; readonly at: OpenMisspelling | null }

/** Where the plugin keeps what `settleSpelling` calls. */
const SETTLE = 'settle'

const marksKey = new PluginKey<MarksState>('spelling')
/** Rest after the last change before words are looked up (milliseconds). */
const REST = 350
/** Most words that are asked about at once; the rest follows in the next turn, so that keys come between. */
const AT_ONCE = 4_000

/** Marks misspelt words while the text rests. `recheck` looks at everything anew, after words or dictionaries changed. */
export function spellingMarks(source: SpellingSource): { readonly plugin: Plugin<MarksState>; recheck(): void } {
  /** Blocks (by identity, they never change) whose words are marked as they should be. */
  let done = new WeakSet<Node>()
  let view: EditorView | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let typedSince = false

  const later = (rest = REST): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void sweep(), rest)
  }
  const sweep = async (): Promise<void> => {
    if (!view || view.composing) return later()
    const looking = view
    const asked = new Map<string, Set<string>>()
    let count = 0
    eachBlock(looking.state.doc, source.language(), done, (node, pos, language) => {
      for (const { word, language: own } of wordsOf(node, pos, language)) {
        if (count >= AT_ONCE || source.verdict(word, own) !== undefined) continue
        const words = asked.get(own) ?? new Set()
        if (!words.has(word)) count++
        asked.set(own, words.add(word))
      }
    })
    for (const [language, words] of asked) await source.learnVerdicts([...words], language)
    // What changed meanwhile has blocks of its own, which the next sweep finds.
    if (view !== looking || looking.isDestroyed) return
    mark(looking)
    if (count >= AT_ONCE) later(0)
  }
  const mark = (looking: EditorView): void => {
    const { state } = looking
    const old = marksOf(state)
    let marks = old
    eachBlock(state.doc, source.language(), done, (node, pos, language) => {
      const words = wordsOf(node, pos, language)
      if (words.some(({ word, language: own }) => source.verdict(word, own) === undefined)) return
      const wrong = words.filter(
        ({ word, language: own }) => source.verdict(word, own) === true && !source.isIgnored(spellingKey(word)),
      )
      const settled = wrong.filter((word) => !isBeingTyped(state, word, typedSince))
      const before = marks.find(pos, pos + node.nodeSize)
      const same =
        before.length === settled.length &&
        settled.every(({ from, to }) => before.some((one) => one.from === from && one.to === to))
      if (!same)
        marks = marks.remove(before).add(
          state.doc,
          settled.map((word) =>
            Decoration.inline(word.from, word.to, { class: 'misspelt' }, { ...word, inclusiveStart: false }),
          ),
        )
      if (settled.length === wrong.length) done.add(node)
    })
    if (marks !== old) looking.dispatch(quiet(state, { kind: 'marked', marks }))
  }

  const plugin = new Plugin<MarksState>({
    key: marksKey,
    [SETTLE]: async () => {
      typedSince = false
      clearTimeout(timer)
      await sweep()
    },
    state: {
      init: () => ({ marks: DecorationSet.empty, open: null }),
      apply: (tr, { marks, open }) => {
        const meta = tr.getMeta(marksKey) as MarksMeta | undefined
        if (meta?.kind === 'marked') return { marks: meta.marks, open }
        if (meta?.kind === 'open') return { marks, open: meta.at }
        return {
          marks: tr.docChanged ? mappedMarks(marks, tr) : marks,
          open: tr.docChanged || tr.selectionSet ? null : open,
        }
      },
    },
    props: {
      decorations: (state) => marksOf(state),
      // The menu has the focus while it is open; Escape closes it also where the text has it (a click, a key that was faster).
      handleKeyDown: (looking, event) => {
        if (event.key !== 'Escape' || !openMisspelling(looking.state)) return false
        looking.dispatch(showMisspelling(looking.state, null))
        return true
      },
    },
    view: (started) => {
      view = started
      later(0)
      return {
        update: ({ state }, before) => {
          if (state.doc !== before.doc) {
            typedSince = true
            later()
          } else if (!state.selection.eq(before.selection)) {
            typedSince = false
            later()
          }
        },
        destroy: () => {
          clearTimeout(timer)
          view = null
        },
      }
    },
  })
  return {
    plugin,
    recheck: () => {
      done = new WeakSet()
      later(0)
    },
  }
}

/** Looks at once at what was just typed, the word at the cursor too, which is else left alone while somebody may be typing it. */
export async function settleSpelling(state: EditorState): Promise<void> {
  await marksKey.get(state)?.spec[SETTLE]?.()
}

/** The marks of misspelt words. */
export function marksOf(state: EditorState): DecorationSet {
  return marksKey.getState(state)?.marks ?? DecorationSet.empty
}

/** The misspelt word at a position, or null. */
export function misspellingAt(state: EditorState, pos: number): Misspelling | null {
  const [found] = marksOf(state).find(pos, pos)
  return found ? read(found) : null
}

/** The misspelt words between two positions, in order. */
export function misspellingsIn(state: EditorState, from: number, to: number): readonly Misspelling[] {
  return inOrder(marksOf(state).find(from, to))
}

/** The first misspelt word after a position, or from the start where there is none; null where all is right. */
export function nextMisspelling(state: EditorState, after: number): Misspelling | null {
  const all = inOrder(marksOf(state).find())
  return all.find(({ from }) => from > after) ?? all[0] ?? null
}

/** The word whose menu is open, or null. */
export function openMisspelling(state: EditorState): OpenMisspelling | null {
  return marksKey.getState(state)?.open ?? null
}

/** Opens the menu of a word, or closes it with null. */
export function showMisspelling(state: EditorState, at: OpenMisspelling | null): Transaction {
  return quiet(state, { kind: 'open', at })
}

function quiet(state: EditorState, meta: MarksMeta): Transaction {
  return state.tr.setMeta(marksKey, meta).setMeta('addToHistory', false)
}

function inOrder(marks: readonly Decoration[]): readonly Misspelling[] {
  return marks.map(read).sort((one, other) => one.from - other.from)
}

function read({ from, to, spec }: Decoration): Misspelling {
  const { word, language } = spec as Misspelling
  return { from, to, word, language }
}

/** Marks follow the text; those that a change touches go, until the text rests. */
export function mappedMarks(marks: DecorationSet, tr: Transaction): DecorationSet {
  let next = marks.map(tr.mapping, tr.doc)
  for (const [index, map] of tr.mapping.maps.entries())
    map.forEach((_from, _to, start, end) => {
      const rest = tr.mapping.slice(index + 1)
      next = next.remove(next.find(rest.map(start, -1), rest.map(end, 1)))
    })
  return next
}

function isBeingTyped({ selection }: EditorState, { from, to }: Misspelling, typed: boolean): boolean {
  return typed && selection.empty && selection.head >= from && selection.head <= to
}

/** Text blocks whose words are not yet looked at, with the language that they stand in. */
function eachBlock(
  doc: Node,
  language: string,
  done: WeakSet<Node>,
  look: (node: Node, pos: number, language: string) => void,
): void {
  const walk = (parent: Node, start: number): boolean => {
    let whole = true
    parent.forEach((node, offset) => {
      if (done.has(node)) return
      const pos = start + offset
      if (node.isTextblock) {
        look(node, pos, node.attrs.lang || language)
        if (!done.has(node)) whole = false
      } else if (!node.isLeaf && walk(node, pos + 1)) done.add(node)
      else if (!node.isLeaf) whole = false
    })
    return whole
  }
  walk(doc, 0)
}

/** The words of a text block, each with its language and its place in the document. Credits are names, code is no language. */
function wordsOf(block: Node, pos: number, language: string): readonly Misspelling[] {
  if (block.type.spec.code || block.type.name === 'figcredit') return []
  const found: Misspelling[] = []
  let text = ''
  let start = 0
  let spoken = language
  const flush = (): void => {
    for (const { from, to, word } of spellingWords(text))
      found.push({ from: start + from, to: start + to, word, language: spoken })
    text = ''
  }
  block.forEach((node, offset) => {
    const at = pos + 1 + offset
    const marks = node.marks.map((mark) => mark.type.name)
    const own = node.marks.find((mark) => mark.type.name === 'language')?.attrs.lang || language
    if (!node.isText || marks.includes('code') || marks.includes('deletion')) {
      flush()
      return
    }
    // A word may change its look in the middle; it parts only where its language does.
    if (text === '' || own !== spoken || start + text.length !== at) {
      flush()
      start = at
      spoken = own
    }
    text += node.text ?? ''
  })
  flush()
  return found
}
