import { Extension } from '@tiptap/core'
import type { Mark, Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { figureHref, figureIdOf } from '../../../core/essay/figure-references.ts'
import { slugify } from '../../../core/essay/slug.ts'
import { wordingFor } from '../../../core/publication/wording.ts'
import { figuresOf } from '../figure/figure-commands.ts'

/** How figures are numbered in the essay: whether captions show it, and in which language. */
interface Numbering {
  readonly shown: boolean
  readonly language: string
}

/** What the plugin keeps. */
interface FigureNumbers extends Numbering {
  readonly decorations: DecorationSet
  /** Where a reference is to be put while its figure is being chosen. */
  readonly choosing: { readonly from: number; readonly to: number } | null
}

type Meta =
  | { readonly kind: 'numbering'; readonly numbering: Numbering }
  | { readonly kind: 'choosing'; readonly choosing: FigureNumbers['choosing'] }

const key = new PluginKey<FigureNumbers>('figureReferences')

/**
 * References to figures: links to `#figure-<id>`. A number in their words follows the figure's place, no two figures keep one id, and captions
 * show their number where the essay has it so. Changes that touch no figure and no reference cost nothing but the mapping of the decorations.
 */
export const FigureReferences = Extension.create({
  name: 'figureReferences',
  addProseMirrorPlugins: () => [
    new Plugin<FigureNumbers>({
      key,
      state: {
        init: () => ({ shown: false, language: 'en', decorations: DecorationSet.empty, choosing: null }),
        apply: (tr, value) => {
          const meta = tr.getMeta(key) as Meta | undefined
          const choosing =
            meta?.kind === 'choosing' ? meta.choosing : tr.docChanged || tr.selectionSet ? null : value.choosing
          const numbering = meta?.kind === 'numbering' ? meta.numbering : value
          const { shown, language } = numbering
          if (numbering !== value || (tr.docChanged && shown && touched([tr]).figures))
            return { shown, language, choosing, decorations: decorated(tr.doc, numbering) }
          return {
            shown,
            language,
            choosing,
            decorations: tr.docChanged && shown ? value.decorations.map(tr.mapping, tr.doc) : value.decorations,
          }
        },
      },
      appendTransaction: (transactions, _before, { tr }) => {
        const { figures, references } = touched(transactions)
        return (figures || references) && settle(tr, figures) ? tr : null
      },
      props: {
        decorations: (state) => {
          const { decorations, choosing } = key.getState(state) as FigureNumbers
          return choosing && choosing.from < choosing.to
            ? decorations.add(state.doc, [Decoration.inline(choosing.from, choosing.to, { class: 'link-target' })])
            : decorations
        },
      },
    }),
  ],
})

/** Tells the editor whether captions show their numbers, and in which language. */
export function showFigureNumbers(state: EditorState, numbering: Numbering): Transaction {
  return state.tr.setMeta(key, { kind: 'numbering', numbering } satisfies Meta).setMeta('addToHistory', false)
}

/** Where a reference is to be put while its figure is being chosen, or null. */
export function choosingFigure(state: EditorState): FigureNumbers['choosing'] {
  return key.getState(state)?.choosing ?? null
}

/** Opens the list of figures for a reference at the cursor, or on the selected words of one line. */
export function chooseFigure(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { selection, schema } = state
  const { $from, $to, from, to } = selection
  const { link } = schema.marks
  if (!(selection instanceof TextSelection) || !link || !$from.sameParent($to)) return false
  if (!$from.parent.type.allowsMarkType(link) || $from.marks().some(({ type }) => type.spec.code)) return false
  if (figuresOf(state.doc).length === 0) return false
  const meta: Meta = { kind: 'choosing', choosing: { from, to } }
  dispatch?.(state.tr.setMeta(key, meta).setMeta('addToHistory', false).scrollIntoView())
  return true
}

/** Closes the list. */
export function endChoosing(state: EditorState): Transaction {
  return state.tr.setMeta(key, { kind: 'choosing', choosing: null } satisfies Meta).setMeta('addToHistory', false)
}

/**
 * Puts a reference to the figure with this index: "Figure 3" in the essay's language, or a link on the words at the place. The figure gets its id with
 * it, in one step of undo. null where there is no such figure.
 */
export function referTo(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
  index: number,
): Transaction | null {
  const figures = figuresOf(state.doc)
  const figure = figures[index]
  const { link } = state.schema.marks
  if (!figure || !link) return null
  const { tr } = state
  const id = (figure.node.attrs.id as string) || freeId(figure.node, new Set(figures.map(({ node }) => node.attrs.id)))
  if (figure.node.attrs.id === '') tr.setNodeAttribute(figure.pos, 'id', id)
  const mark = link.create({ href: figureHref(id) })
  if (from < to) tr.addMark(from, to, mark)
  else {
    const $from = state.doc.resolve(from)
    tr.insert(from, state.schema.text(figureName(state, index + 1), mark.addToSet($from.marks())))
  }
  const end = tr.mapping.map(to, 1)
  return tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(link).scrollIntoView()
}

/** "Figure 3" in the essay's language. */
export function figureName(state: EditorState, number: number): string {
  return nameIn(key.getState(state)?.language ?? 'en', number)
}

function nameIn(language: string, number: number): string {
  const { words, fill } = wordingFor(language)
  return fill(words.figure, { number: String(number) })
}

/** An id made of the caption's or the description's first words that no figure has yet. */
function freeId(figure: Node, taken: ReadonlySet<unknown>): string {
  const words = slugify(figure.firstChild?.textContent || (figure.attrs.alt as string))
    .replace(/[^a-z0-9-]/g, '')
    .split('-')
    .filter(Boolean)
    .slice(0, 3)
    .join('-')
    .slice(0, 30)
  const stem = /^[a-z]/.test(words) ? words : words === '' ? 'picture' : `picture-${words}`
  let id = stem
  for (let next = 2; taken.has(id); next++) id = `${stem}-${next}`
  return id
}

/** Takes ids from figures that are not the first with theirs, and sets the numbers in the words of references. True where something changed. */
function settle(tr: Transaction, figuresToo: boolean): boolean {
  const numbers = new Map<string, number>()
  let changed = false
  let number = 0
  for (const { node, pos } of figuresOf(tr.doc)) {
    number++
    const id = node.attrs.id as string
    if (id === '') continue
    if (!numbers.has(id)) numbers.set(id, number)
    else if (figuresToo) {
      tr.setNodeAttribute(pos, 'id', '')
      changed = true
    }
  }
  // From the end, so that a number of other length moves nothing that is still to be set.
  for (const { href, text, from, marks } of referencesOf(tr.doc).toReversed()) {
    const at = numbers.get(figureIdOf(href) ?? '')
    const digits = /\d+/.exec(text)
    if (at === undefined || !digits || digits[0] === String(at)) continue
    const start = from + digits.index
    tr.replaceWith(start, start + digits[0].length, tr.doc.type.schema.text(String(at), marks))
    changed = true
  }
  return changed
}

interface Reference {
  readonly href: string
  readonly text: string
  readonly from: number
  readonly marks: readonly Mark[]
}

/** The pieces of text that refer to figures; of a reference in several pieces only the first with a number counts. */
function referencesOf(doc: Node): readonly Reference[] {
  const found: Reference[] = []
  let last = { end: -1, href: '', numbered: false }
  doc.descendants((node, pos) => {
    if (!node.isText) return
    const href = referenceOf(node)
    if (href === null) return
    const isSame = last.end === pos && last.href === href
    const numbered = /\d/.test(node.text ?? '')
    if (!(isSame && last.numbered)) found.push({ href, text: node.text ?? '', from: pos, marks: node.marks })
    last = { end: pos + node.nodeSize, href, numbered: numbered || (isSame && last.numbered) }
  })
  return found
}

function referenceOf(node: Node): string | null {
  const href: unknown = node.marks.find(({ type }) => type.name === 'link')?.attrs.href
  return typeof href === 'string' && figureIdOf(href) !== null ? href : null
}

/** Whether changes reach figures as wholes, and whether they reach text that refers to one. */
function touched(transactions: readonly Transaction[]): { readonly figures: boolean; readonly references: boolean } {
  let figures = false
  let references = false
  const look = (doc: Node | undefined, from: number, to: number) => {
    doc?.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, pos) => {
      if (node.type.name === 'figure') figures = figures || pos >= from || pos + node.nodeSize <= to
      if (node.isText) references = references || referenceOf(node) !== null
    })
  }
  for (const tr of transactions) {
    tr.mapping.maps.forEach((map, index) => {
      map.forEach((oldStart, oldEnd, newStart, newEnd) => {
        look(tr.docs[index], oldStart, oldEnd)
        look(tr.docs[index + 1] ?? tr.doc, newStart, newEnd)
      })
    })
  }
  return { figures, references }
}

/** What shows the number before each caption (figure.css). */
function decorated(doc: Node, { shown, language }: Numbering): DecorationSet {
  if (!shown) return DecorationSet.empty
  return DecorationSet.create(
    doc,
    figuresOf(doc).map(({ pos, node }, index) =>
      Decoration.node(pos, pos + node.nodeSize, {
        style: `--figure-number: "${nameIn(language, index + 1).replace(/["\\]/g, '')}."`,
        'data-numbered': '',
      }),
    ),
  )
}
