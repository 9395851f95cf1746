import { mapBelow, mapNodes, withBody, withContent, withoutMarks } from '../../essay/changed-body.ts'
import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, numberAttr, stringAttr, textOf, walk } from '../../essay/json.ts'
import { nearestLevel } from '../../formats/paste/paste-places.ts'
import { versesAsLines } from '../../formats/verses-as-lines.ts'

/**
 * What a button does to an essay, so that a destination takes all of it. Pure: every place is mended at once, no word is lost, and the same essay comes back where
 * there is nothing to mend.
 */
export type Mend = (essay: Essay) => Essay

/** A gallery becomes its figures and its caption a paragraph below them, as when it is taken apart on the Page. */
export const singleFigures: Mend = (essay) =>
  replacing(essay, 'gallery', ({ content = [] }) => {
    const caption = content.find(({ type }) => type === 'figcaption')?.content ?? []
    const figures = content.filter(({ type }) => type === 'figure')
    return caption.length > 0 ? [...figures, { type: 'paragraph', content: caption }] : figures
  })

/** A pull quote becomes a block quotation with the same source. */
export const quotations: Mend = (essay) =>
  replacing(essay, 'pullQuote', ({ content = [] }) => {
    const said = content.filter(({ type, content: words }) => type !== 'attribution' || (words?.length ?? 0) > 0)
    return { type: 'blockquote', content: said }
  })

/** What stands in a prompt stands in the text. */
export const withoutPrompts: Mend = (essay) => replacing(essay, 'discussionPrompt', ({ content = [] }) => content)

/** Verse becomes a paragraph whose lines end in breaks, its indents made of spaces that stay. */
export const versesAsParagraphs: Mend = (essay) =>
  replacing(essay, 'verse', ({ content = [], attrs }) => ({
    type: 'paragraph',
    ...(attrs ? { attrs } : {}),
    content: versesAsLines(content),
  }))

/** Each paragraph of a quotation becomes a quotation; the last keeps the source. Quotations with other blocks in them stay. */
export const singleQuotations: Mend = (essay) =>
  replacing(essay, 'blockquote', (quotation) => {
    const content = quotation.content ?? []
    const said = content.filter(({ type }) => type !== 'attribution')
    if (said.length < 2 || said.some(({ type }) => type !== 'paragraph')) return quotation
    const source = content.filter(({ type }) => type === 'attribution')
    return said.map((one, index) => ({ ...quotation, content: index === said.length - 1 ? [one, ...source] : [one] }))
  })

/** Tasks become a list in which ☐ and ☑ stand before the words. */
export const tasksAsSigns: Mend = (essay) =>
  replacing(essay, 'taskList', ({ content = [] }) => ({
    type: 'bulletList',
    content: content.map(({ attrs, content: blocks = [] }) => {
      const [first, ...rest] = blocks
      const sign = { type: 'text', text: attrs?.checked === true ? '☑ ' : '☐ ' }
      return {
        type: 'listItem',
        content: [{ type: 'paragraph', ...first, content: [sign, ...(first?.content ?? [])] }, ...rest],
      }
    }),
  }))

/** Figures at a side or wider than the text stand in its column; only `which` of their layouts, where given. */
export function inColumn(which: readonly string[] = ['wide', 'full', 'left', 'right']): Mend {
  return (essay) =>
    withBody(
      essay,
      mapNodes(essay.body, (node) =>
        (node.type === 'figure' || node.type === 'gallery') && which.includes(stringAttr(node, 'layout'))
          ? { ...node, attrs: { ...node.attrs, layout: 'column' } }
          : node,
      ),
    )
}

/** Headings have the nearest level of those that there are. */
export function headingsOf(levels: readonly number[]): Mend {
  return (essay) =>
    withBody(
      essay,
      mapNodes(essay.body, (node) => {
        if (node.type !== 'heading') return node
        const level = numberAttr(node, 'level', 2)
        const nearest = nearestLevel(level, levels)
        return nearest === level ? node : { ...node, attrs: { ...node.attrs, level: nearest } }
      }),
    )
}

/** Words that had one mark have another; with null none in its place. */
export function remarked(from: string, to: string | null): Mend {
  return (essay) =>
    withBody(
      essay,
      mapNodes(essay.body, (node) => {
        const bare = withoutMarks(node, [from])
        if (bare === node || to === null || bare.marks?.some(({ type }) => type === to)) return bare
        return { ...bare, marks: [...(bare.marks ?? []), { type: to }] }
      }),
    )
}

const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'
const PLAIN = '0123456789+-=()'

/** Lowered or raised digits and signs are written as those signs; words with others in them stay lowered or raised. */
export function asSigns(mark: 'subscript' | 'superscript'): Mend {
  const signs = mark === 'subscript' ? LOWERED : RAISED
  return (essay) =>
    withBody(
      essay,
      mapNodes(essay.body, (node) => {
        const bare = withoutMarks(node, [mark])
        const letters = [...(node.text ?? '').replaceAll('\u2212', '-')]
        if (bare === node || !letters.every((letter) => PLAIN.includes(letter))) return node
        return { ...bare, text: letters.map((letter) => signs[PLAIN.indexOf(letter)]).join('') }
      }),
    )
}

/** Numbers of notes that do not exist go. */
export const withoutMissingNotes: Mend = (essay) => {
  const known = new Set<string>()
  walk(essay.body, (node) => {
    if (node.type === 'footnote') known.add(stringAttr(node, 'id'))
  })
  return replacing(essay, 'footnoteRef', (node) => (known.has(stringAttr(node, 'id')) ? node : []))
}

const ENDS_SENTENCE = /[.!?…:][)\]”’"'»]*\s*$/

/**
 * Notes stand in brackets where their numbers stood. Only those of one paragraph with one number in the text: others would have to be said twice, or would tear a
 * sentence apart.
 */
export const notesInBrackets: Mend = (essay) => {
  const blocks = essay.body.content ?? []
  const numbers = new Map<string, number>()
  const notes = new Map<string, readonly NodeJson[]>()
  const count = (node: NodeJson) => {
    if (node.type !== 'footnoteRef') return
    const id = stringAttr(node, 'id')
    numbers.set(id, (numbers.get(id) ?? 0) + 1)
  }
  const { cover } = essay.metadata
  for (const node of [...(cover?.caption ?? []), ...(cover?.credit ?? [])]) count(node)
  walk(essay.body, (node) => {
    count(node)
    if (node.type === 'footnote' && isPlain(node)) notes.set(stringAttr(node, 'id'), node.content?.[0]?.content ?? [])
  })
  const gone = new Set<string>()
  const content = blocks.map((block) =>
    block.type === 'footnotes' ? block : mapNodes(block, (node) => withNotes(node, notes, numbers, gone)),
  )
  if (gone.size === 0) return essay
  return withContent(
    essay,
    content.flatMap((block) => {
      if (block.type !== 'footnotes') return [block]
      const left = (block.content ?? []).filter((note) => !gone.has(stringAttr(note, 'id')))
      return left.length === 0 ? [] : [{ ...block, content: left }]
    }),
  )
}

function isPlain({ content = [] }: NodeJson): boolean {
  const [paragraph, ...more] = content
  return (
    more.length === 0 &&
    paragraph?.type === 'paragraph' &&
    textOf(paragraph).trim() !== '' &&
    !paragraph.content?.some(({ type }) => type === 'footnoteRef')
  )
}

function withNotes(
  node: NodeJson,
  notes: ReadonlyMap<string, readonly NodeJson[]>,
  numbers: ReadonlyMap<string, number>,
  gone: Set<string>,
): NodeJson {
  if (!node.content?.some(({ type }) => type === 'footnoteRef')) return node
  let before = ''
  const content = node.content.flatMap((child): readonly NodeJson[] => {
    const id = stringAttr(child, 'id')
    const note = child.type === 'footnoteRef' && numbers.get(id) === 1 ? notes.get(id) : undefined
    if (!note) {
      before += child.text ?? ''
      return [child]
    }
    gone.add(id)
    const open = { type: 'text', text: before === '' || /\s$/.test(before) ? '(' : ' (' }
    return [open, ...(ENDS_SENTENCE.test(before) ? note : withoutFullStop(note)), { type: 'text', text: ')' }]
  })
  return { ...node, content }
}

function withoutFullStop(note: readonly NodeJson[]): readonly NodeJson[] {
  const last = note.at(-1)
  if (!last?.text || !/[^.]\.$/.test(last.text)) return note
  return [...note.slice(0, -1), { ...last, text: last.text.slice(0, -1) }]
}

function replacing(essay: Essay, type: string, change: (node: NodeJson) => NodeJson | readonly NodeJson[]): Essay {
  return withBody(
    essay,
    mapBelow(essay.body, (node) => (node.type === type ? change(node) : node)),
  )
}
