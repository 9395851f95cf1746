import { excerpt } from '../../formats/excerpt.ts'
import {
  attribute,
  childElements,
  element,
  findAll,
  type HastElement,
  type HastNode,
  hasAttribute,
  hastText,
  isElement,
  plainTextOf,
  rewrite,
  visit,
} from '../../formats/html/read/hast.ts'
import { parseHtml } from '../../formats/html/read/parse-html.ts'
import { writeHast } from '../../formats/html/read/write-hast.ts'
import type { CleaningRule, Destination } from './destination.ts'

/** One thing that a destination takes away or changes. */
export interface RehearsalLoss {
  /** Stable, e.g. `table`, `picture`, `dead-link`. */
  readonly kind: string
  readonly message: string
  readonly count: number
  /** The words in which it first happened, by which the place is found in the text. */
  readonly place: string
  /** What to do about it. */
  readonly advice: string
}

/** A text after a destination's cleaning. */
export interface Rehearsal {
  readonly html: string
  readonly losses: readonly RehearsalLoss[]
}

/**
 * Cleans the HTML of a body as a destination does, by its rules, and names everything that a reader would miss. Comments stay: WordPress speaks in them. HTML that
 * is beyond the limits of parsing comes back as it is, with one loss that says so.
 */
export function rehearse(html: string, destination: Destination): Rehearsal {
  const parsed = parseHtml(html, 'fragment')
  if (!parsed.ok)
    return {
      html,
      losses: [
        {
          kind: 'not-rehearsed',
          message: `What ${destination.name} takes out was not looked at: ${parsed.problem.message}`,
          count: 1,
          place: '',
          advice: 'Hand in the text in parts.',
        },
      ],
    }
  const { root } = parsed.value
  const losses = new Map<string, { -readonly [Key in keyof RehearsalLoss]: RehearsalLoss[Key] }>()
  const lose = (kind: string, message: string, advice: string, place: string) => {
    if (kind === '') return
    const known = losses.get(`${kind}\n${message}`)
    if (known) known.count++
    else losses.set(`${kind}\n${message}`, { kind, message, count: 1, place, advice })
  }
  const rules = new Map(destination.rules.flatMap((rule) => rule.tags.map((tag) => [tag, rule] as const)))

  rewrite(root, (node, parent) => {
    const rule = rules.get(node.tagName)
    if (node.tagName === 'img' && isTakenOut(node, destination)) {
      lose(
        'picture',
        'A picture is taken out.',
        UPLOAD,
        excerpt(attribute(node, 'alt')) || 'a picture without alt text',
      )
      return []
    }
    if (rule === undefined || (node.tagName === 'sup' && isNoteReference(node))) return undefined
    if (rule.does === 'line-breaks' && childElements(node).filter(({ tagName }) => tagName === 'p').length < 2)
      return undefined
    const words = plainTextOf(node) || plainTextOf(parent)
    lose(rule.kind, rule.message, rule.advice, excerpt(words) || `<${node.tagName}>`)
    return applied(rule, node)
  })

  const missed = new Set<string>(destination.attributes)
  visit(root, (node) => {
    for (const name of Object.keys(node.properties)) {
      if (!missed.has(name) && (destination.keepsIds || name !== 'id')) continue
      if (name === 'lang')
        lose('language', 'The language of a part of the text is taken out.', NONE, excerpt(plainTextOf(node)))
      delete node.properties[name]
    }
  })
  const ids = new Set<string>()
  visit(root, (node) => {
    if (hasAttribute(node, 'id')) ids.add(attribute(node, 'id'))
  })
  for (const link of findAll(root, ({ tagName }) => tagName === 'a')) {
    const href = attribute(link, 'href')
    if (href.length < 2 || !href.startsWith('#') || ids.has(fragmentOf(href))) continue
    lose(
      'dead-link',
      'A link within the text, such as one to a note, leads nowhere; its words stay.',
      NOTES,
      excerpt(plainTextOf(link)) || href,
    )
  }
  return { html: writeHast(root.children), losses: [...losses.values()] }
}

const UPLOAD = 'Upload the pictures that lie beside the text, and give each its alt text and caption there.'
const NONE = 'Nothing can be done there; a screen reader will read those words in the voice of the text.'
const NOTES = 'The numbers and the notes stay readable. Where it matters, make the notes anew in the editor there.'

/** The id that a link within the page names. One with a stray percent sign names itself. */
function fragmentOf(href: string): string {
  try {
    return decodeURIComponent(href.slice(1))
  } catch {
    return href.slice(1)
  }
}

function isTakenOut(picture: HastElement, { pictures }: Destination): boolean {
  return pictures === 'none' || (pictures === 'addressed' && /^data:/i.test(attribute(picture, 'src')))
}

function isNoteReference(node: HastElement): boolean {
  return childElements(node).some((child) => attribute(child, 'href').startsWith('#'))
}

function applied(rule: CleaningRule, node: HastElement): readonly HastNode[] {
  switch (rule.does) {
    case 'drop':
      return []
    case 'unwrap':
      return node.children
    case 'rows':
      return findAll(node, ({ tagName }) => tagName === 'tr').map((row) =>
        element('p', {}, [hastText(childElements(row).map(plainTextOf).join(' · '))]),
      )
    case 'line-breaks':
      return [element('blockquote', node.properties, [element('p', {}, joined(node))])]
  }
}

function joined(quotation: HastElement): HastNode[] {
  return childElements(quotation).flatMap((child, index) => [
    ...(index > 0 ? [element('br'), element('br')] : []),
    ...(isElement(child, 'p') ? child.children : [child]),
  ])
}
