import type { Essay } from '../essay/essay.ts'
import { referenceIn } from '../essay/figure-references.ts'
import type { NodeJson } from '../essay/json.ts'
import { type Loss, LossLedger } from '../formats/conversion.ts'
import { placeOf } from '../formats/excerpt.ts'
import { wordingFor } from './wording.ts'

interface Numbered {
  readonly first: number
  readonly language: string
  readonly block: NodeJson
}

/** What was made of a block, so that a block that stays the same stays the same value. */
const known = new WeakMap<NodeJson, Numbered>()

/**
 * The essay as it is published where its figures are numbered (`settings.figureNumbers`): every caption begins with "Figure 3. " in the essay's
 * language. The same essay where they are not. `withoutFigureNumbers` takes them out again.
 */
export function withFigureNumbers(essay: Essay): Essay {
  if (essay.settings.figureNumbers !== true) return essay
  const { language } = essay.metadata
  let next = 1
  const content = essay.body.content?.map((block) => {
    const count = figuresIn(block)
    if (count === 0) return block
    const first = next
    next += count
    const before = known.get(block)
    if (before?.first === first && before.language === language) return before.block
    let number = first
    const numbered = mapFigures(block, (caption) => [
      { type: 'text', text: `${prefix(language, number++)} ` },
      ...caption,
    ])
    known.set(block, { first, language, block: numbered })
    return numbered
  })
  return { ...essay, body: { ...essay.body, ...(content ? { content } : {}) } }
}

/**
 * An essay that was read from a file, without the numbers with which all of its captions begin in their order; they become the setting. The same
 * essay where a single figure has no such number: then they are words like others.
 */
export function withoutFigureNumbers(essay: Essay): Essay {
  const { language } = essay.metadata
  let number = 0
  let all = true
  const content = essay.body.content?.map((block) =>
    figuresIn(block) === 0
      ? block
      : mapFigures(block, (caption) => {
          const [first, ...rest] = caption
          const words = prefix(language, ++number)
          const text = first?.text ?? ''
          if (first?.type !== 'text' || (text !== words && !text.startsWith(`${words} `))) {
            all = false
            return caption
          }
          const left = text.slice(words.length + 1)
          return left === '' ? rest : [{ ...first, text: left }, ...rest]
        }),
  )
  if (number === 0 || !all || !content) return essay
  return { ...essay, body: { ...essay.body, content }, settings: { ...essay.settings, figureNumbers: true } }
}

/** The essay with references to figures as their words alone, for a format in which no link finds a figure. */
export function withoutFigureLinks(essay: Essay): { readonly essay: Essay; readonly losses: readonly Loss[] } {
  const ledger = new LossLedger()
  const content = essay.body.content?.map((block) =>
    mapReferences(block, (text) => {
      ledger.add(
        'figure-link',
        'A reference to a figure stands as its words; no link leads to a figure there.',
        placeOf(block),
      )
      return { ...text, marks: (text.marks ?? []).filter(({ type }) => type !== 'link') }
    }),
  )
  const losses = ledger.list()
  return losses.length === 0 || !content
    ? { essay, losses }
    : { essay: { ...essay, body: { ...essay.body, content } }, losses }
}

/** The node with other texts where it refers to figures; the same node where it does not. */
function mapReferences(node: NodeJson, change: (text: NodeJson) => NodeJson): NodeJson {
  if (node.type === 'text') return referenceIn(node) === null ? node : change(node)
  if (!node.content) return node
  const content = node.content.map((child) => mapReferences(child, change))
  return content.some((child, index) => child !== node.content?.[index]) ? { ...node, content } : node
}

function prefix(language: string, number: number): string {
  const { words, fill } = wordingFor(language)
  return `${fill(words.figure, { number: String(number) })}.`
}

function figuresIn(node: NodeJson): number {
  if (node.type === 'figure') return 1
  let count = 0
  for (const child of node.content ?? []) count += figuresIn(child)
  return count
}

/** The node with other captions of its figures, in reading order. */
function mapFigures(node: NodeJson, change: (caption: readonly NodeJson[]) => readonly NodeJson[]): NodeJson {
  if (!node.content || figuresIn(node) === 0) return node
  if (node.type !== 'figure') return { ...node, content: node.content.map((child) => mapFigures(child, change)) }
  return {
    ...node,
    content: node.content.map((child) => {
      if (child.type !== 'figcaption') return child
      const { content: caption = [], ...bare } = child
      const changed = change(caption)
      return changed.length === 0 ? bare : { ...bare, content: changed }
    }),
  }
}
