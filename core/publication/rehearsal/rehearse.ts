import { type Loss, LossLedger } from '../../formats/conversion.ts'
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

/** A text after a destination's cleaning. */
export interface Rehearsal {
  readonly html: string
  /** Everything that a reader would miss, each with the words in which it first happened; remedies.ts says what can be done about it. */
  readonly losses: readonly Loss[]
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
        },
      ],
    }
  const { root } = parsed.value
  const losses = new LossLedger()
  const rules = new Map(destination.rules.flatMap((rule) => rule.tags.map((tag) => [tag, rule] as const)))

  rewrite(root, (node, parent) => {
    const rule = rules.get(node.tagName)
    if (node.tagName === 'img' && isTakenOut(node, destination)) {
      losses.add('picture', 'A picture is taken out.', excerpt(attribute(node, 'alt')) || 'a picture without alt text')
      return []
    }
    if (rule === undefined || (node.tagName === 'sup' && isNoteReference(node))) return undefined
    const isQuotation = rule.does === 'line-breaks'
    if (isQuotation && paragraphsOf(node).length < 2) return undefined
    // The line that says who is quoted stands on a line of its own either way.
    const isMissed = isQuotation ? paragraphsOf(node).filter((one) => !isSource(one)).length > 1 : rule.kind !== ''
    const words = plainTextOf(node) || plainTextOf(parent)
    if (isMissed) losses.add(rule.kind, rule.message, excerpt(words) || `<${node.tagName}>`)
    return applied(rule, node)
  })

  const missed = new Set<string>(destination.attributes)
  visit(root, (node) => {
    for (const name of Object.keys(node.properties)) {
      if (!missed.has(name) && (destination.keepsIds || name !== 'id')) continue
      if (name === 'lang')
        losses.add('language', 'The language of a part of the text is taken out.', excerpt(plainTextOf(node)))
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
    losses.add(
      'dead-link',
      'A link within the text, such as one to a note, leads nowhere; its words stay.',
      excerpt(plainTextOf(link)) || href,
    )
  }
  return { html: writeHast(root.children), losses: losses.list() }
}

/** The id that a link within the page names. One with a stray percent sign names itself. */
function fragmentOf(href: string): string {
  try {
    return decodeURIComponent(href.slice(1))
  } catch {
    return href.slice(1)
  }
}

function paragraphsOf(node: HastElement): readonly HastElement[] {
  return childElements(node).filter(({ tagName }) => tagName === 'p')
}

/** Whether a paragraph of a quotation says who is quoted, as the fragment's flavour writes it. */
function isSource(paragraph: HastElement): boolean {
  return plainTextOf(paragraph).startsWith('— ')
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
