import {
  attribute,
  childElements,
  classesOf,
  element,
  find,
  findAll,
  type HastElement,
  type HastNode,
  type HastParent,
  hasClass,
  hastTextOf,
  isBlank,
  isElement,
  rewrite,
  visit,
} from '../hast.ts'
import { parseDeclarations } from '../inline-style.ts'
import { type FlatItem, nestLists } from './nest-lists.ts'
import type { Pass } from './pass.ts'

/**
 * Google Docs. Its clipboard says everything by inline styles, which the walk reads; here its check lists become task lists. Its downloaded
 * page says them by classes (`.c3{font-weight:700}`), writes nested lists side by side (`ul.lst-kix_x-1`), and names title and subtitle
 * by class.
 */
export const googleDocs: Pass = (root) => {
  visit(root, (node) => {
    if (node.tagName === 'li' && attribute(node, 'role') === 'checkbox') checklistItem(node)
  })
  if (
    find(
      root,
      (node) =>
        /(?:^| )lst-kix_/.test(attribute(node, 'class')) || (node.tagName === 'body' && hasClass(node, 'doc-content')),
    ) === undefined &&
    !hasClassStyles(root)
  )
    return
  inlineClassStyles(root)
  nestByClass(root)
  rewrite(root, (node) => {
    if (node.tagName !== 'p') return undefined
    if (hasClass(node, 'title')) return [element('h1', { class: 'title' }, node.children)]
    return hasClass(node, 'subtitle') ? [element('p', { class: 'standfirst' }, node.children)] : undefined
  })
}

function checklistItem(node: HastElement): void {
  const checked: Record<string, string> = attribute(node, 'aria-checked') === 'true' ? { checked: '' } : {}
  node.children = [
    element('input', { type: 'checkbox', ...checked }),
    ...node.children.filter((child) => !isElement(child, 'img')),
  ]
}

function hasClassStyles(root: HastParent): boolean {
  return (
    find(root, (node) => node.tagName === 'style' && hastTextOf(node).includes('.lst-kix_')) !== undefined ||
    find(root, (node) => node.tagName === 'a' && /^ftnt_ref\d+$/.test(attribute(node, 'id'))) !== undefined
  )
}

const RULE = /\.(c\d+)\s*\{([^{}]*)\}/g
const KEPT: ReadonlySet<string> = new Set([
  'font-weight',
  'font-style',
  'text-decoration',
  'vertical-align',
  'background-color',
  'text-align',
])

function inlineClassStyles(root: HastParent): void {
  const styles = new Map<string, string>()
  for (const sheet of findAll(root, (node) => node.tagName === 'style')) {
    for (const [, name, body] of hastTextOf(sheet).matchAll(RULE)) {
      const kept = [...parseDeclarations(body ?? '')]
        .filter(([property]) => KEPT.has(property))
        .map(([property, value]) => `${property}:${value}`)
      if (name !== undefined && kept.length > 0) styles.set(name, `${styles.get(name) ?? ''}${kept.join(';')};`)
    }
  }
  if (styles.size === 0) return
  visit(root, (node) => {
    const added = classesOf(node)
      .map((name) => styles.get(name) ?? '')
      .join('')
    if (added !== '') node.properties.style = `${added}${attribute(node, 'style')}`
  })
}

/** Lists whose class ends in a level: `lst-kix_abc-0`, then `lst-kix_abc-1` beside it. */
function nestByClass(parent: HastParent): void {
  for (const child of parent.children) if (child.type === 'element') nestByClass(child)
  if (!parent.children.some((child) => levelOf(child) !== null)) return
  const out: HastNode[] = []
  let items: FlatItem[] = []
  let list = ''
  const close = () => {
    out.push(...nestLists(items))
    items = []
  }
  for (const child of parent.children) {
    const place = levelOf(child)
    if (place !== null && isElement(child)) {
      // A list goes on after a paragraph without "start"; beside another list of the same name it is the same list.
      if (place.list !== list) close()
      list = place.list
      const number = Number(attribute(child, 'start') || '1')
      for (const item of childElements(child))
        items.push({ level: place.level + 1, ordered: child.tagName === 'ol', number, children: item.children })
    } else if (!isBlank(child) || items.length === 0) {
      close()
      list = ''
      out.push(child)
    }
  }
  close()
  parent.children = out
}

function levelOf(node: HastNode): { readonly list: string; readonly level: number } | null {
  if (node.type !== 'element' || (node.tagName !== 'ul' && node.tagName !== 'ol')) return null
  if (!node.children.every((child) => isBlank(child) || isElement(child, 'li'))) return null
  const match = /(?:^| )lst-(kix_\w+)-(\d)(?: |$)/.exec(attribute(node, 'class'))
  return match ? { list: match[1] ?? '', level: Number(match[2]) } : null
}
