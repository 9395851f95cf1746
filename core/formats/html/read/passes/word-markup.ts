import {
  attribute,
  element,
  find,
  type HastElement,
  type HastNode,
  type HastRoot,
  hasClass,
  hastText,
  hastTextOf,
  isElement,
  plainTextOf,
  rewrite,
  visit,
} from '../hast.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/** True for HTML from Word for the desktop, from its clipboard or saved by it. */
export function isWordMarkup(root: HastRoot): boolean {
  return (
    find(
      root,
      (node) =>
        /(?:^| )Mso[A-Z]/.test(attribute(node, 'class')) ||
        /(?:^|[;\s])mso-/i.test(attribute(node, 'style')) ||
        node.tagName === 'o:p',
    ) !== undefined
  )
}

/**
 * The language that most of the words are in: Word writes `lang` on every span, and only what differs means anything. '' where it
 * says none.
 */
export function mostUsedLanguage(root: HastRoot): string {
  const letters = new Map<string, number>()
  visit(root, (node) => {
    const lang = attribute(node, 'lang')
    if (lang === '') return
    const own = node.children.reduce((sum, child) => sum + (child.type === 'text' ? child.value.length : 0), 0)
    letters.set(lang, (letters.get(lang) ?? 0) + own)
  })
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/**
 * Word's own elements and styles: `o:p` and smart tags are unwrapped, runs of spaces and tabs become spaces, named paragraph styles become
 * the elements that they mean, tracked changes are accepted, comments and the table of contents left out.
 */
export const wordMarkup: Pass = (root, context) => {
  if (!isWordMarkup(root)) return
  const lose = (kind: string, message: string, node: HastElement): readonly HastNode[] => {
    context.losses.add(kind, message, excerpt(plainTextOf(node)) || `<${node.tagName}>`)
    return []
  }
  rewrite(root, (node) => {
    const style = attribute(node, 'style').toLowerCase()
    if (node.tagName.startsWith('v:') || node.tagName.startsWith('w:')) return []
    if (node.tagName === 'o:p') return /^[\s\u00a0]*$/.test(hastTextOf(node)) ? [] : node.children
    if (node.tagName.includes(':')) return node.children
    if (/mso-spacerun:\s*yes|mso-tab-count/.test(style)) return [hastText(' ')]
    if (/mso-element:\s*(?:header|footer)(?![\w-])/.test(style)) return []
    if (/mso-element:\s*comment-list|mso-comment-reference|mso-special-character:\s*comment/.test(style))
      return lose('comment', 'A review comment was left out.', node)
    if (node.tagName === 'del' || hasClass(node, 'msoDel'))
      return lose('tracked-change', 'A tracked deletion was carried out.', node)
    if (node.tagName === 'ins' || hasClass(node, 'msoIns')) {
      context.losses.add('tracked-change', 'A tracked insertion was taken in.', excerpt(plainTextOf(node)))
      return node.children
    }
    if (node.tagName === 'br' && /page-break-before/.test(style)) return []
    if (node.tagName === 'p') return paragraph(node, lose)
    return undefined
  })
  joinQuotes(root)
}

function paragraph(
  node: HastElement,
  lose: (kind: string, message: string, node: HastElement) => readonly HastNode[],
): readonly HastNode[] | undefined {
  if (hasClass(node, 'MsoTitle')) return [element('h1', { class: 'title' }, node.children)]
  if (hasClass(node, 'MsoSubtitle')) return [element('p', { class: 'standfirst' }, node.children)]
  if (hasClass(node, 'MsoCaption')) return [element('p', { class: 'caption' }, node.children)]
  if (
    hasClass(
      node,
      'MsoQuote',
      'MsoIntenseQuote',
      'MsoBlockText',
      'MsoQuoteCxSpFirst',
      'MsoQuoteCxSpMiddle',
      'MsoQuoteCxSpLast',
    )
  )
    return [element('blockquote', { 'data-word': '' }, [element('p', {}, node.children)])]
  if (hasClass(node, 'MsoHeader', 'MsoFooter')) return []
  if (/(?:^| )MsoToc\d/.test(attribute(node, 'class')))
    return lose('table-of-contents', 'A line of a table of contents was left out.', node)
  return undefined
}

/** Quoted paragraphs that follow one another are one quotation. */
function joinQuotes(root: HastRoot): void {
  const join = (nodes: readonly HastNode[]): HastNode[] => {
    const out: HastNode[] = []
    for (const node of nodes) {
      const last = out.findLast((one) => !(one.type === 'text' && one.value.trim() === ''))
      if (isQuote(node) && isQuote(last)) last.children.push(...node.children)
      else out.push(node)
    }
    return out
  }
  visit(root, (node) => {
    if (node.children.some(isQuote)) node.children = join(node.children)
  })
  root.children = join(root.children)
}

function isQuote(node: HastNode | undefined): node is HastElement {
  return isElement(node, 'blockquote') && 'data-word' in node.properties
}
