import { element, type HastElement, type HastText, hasClass, isBlank, isElement, plainTextOf, visit } from '../hast.ts'
import type { Pass } from './pass.ts'

/** List items that begin with ☐, ☑ or ☒, or with Notion's drawn box, become items with a checkbox. */
export const taskLists: Pass = (root) => {
  visit(root, (node) => {
    if (node.tagName !== 'li') return
    const drawn = node.children.find((child) => !isBlank(child))
    if (isElement(drawn) && hasClass(drawn, 'checkbox-on', 'checkbox-off') && plainTextOf(drawn) === '') {
      const state: Record<string, string> = hasClass(drawn, 'checkbox-on') ? { checked: '' } : {}
      node.children[node.children.indexOf(drawn)] = element('input', { type: 'checkbox', ...state })
      return
    }
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
