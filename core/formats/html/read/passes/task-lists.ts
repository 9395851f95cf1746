import { element, type HastElement, type HastText, isBlank, isElement, visit } from '../hast.ts'
import type { Pass } from './pass.ts'

/** List items that begin with ☐, ☑ or ☒ become items with a checkbox. */
export const taskLists: Pass = (root) => {
  visit(root, (node) => {
    if (node.tagName !== 'li') return
    const text = firstText(node)
    const sign = text && /^\s*([☐☑☒✅⬜])\ufe0f?\s+/u.exec(text.value)
    if (!text || !sign) return
    text.value = text.value.slice(sign[0].length)
    const checked: Record<string, string> = sign[1] === '☐' || sign[1] === '⬜' ? {} : { checked: '' }
    node.children.unshift(element('input', { type: 'checkbox', ...checked }))
  })
}

function firstText(node: HastElement): HastText | undefined {
  const first = node.children.find((child) => !isBlank(child))
  if (first?.type === 'text') return first
  return isElement(first, 'p', 'span', 'label') ? firstText(first) : undefined
}
