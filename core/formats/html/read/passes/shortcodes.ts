import { element, type HastElement, type HastNode, type HastParent, hastText, isElement, plainTextOf } from '../hast.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/**
 * WordPress shortcodes in text that WordPress never rendered: `[caption]` becomes a figure, `[embed]` keeps its address, `[gallery]` names pictures
 * that only the site has and is left out.
 */
export const shortcodes: Pass = (root, context) => {
  const work = (parent: HastParent): void => {
    for (const child of parent.children)
      if (child.type === 'element' && child.tagName !== 'pre' && child.tagName !== 'code') work(child)
    if (!parent.children.some((child) => child.type === 'text' && child.value.includes('['))) return
    parent.children = withCaptions(parent.children)
    for (const child of parent.children) {
      if (child.type !== 'text') continue
      child.value = child.value
        .replace(/\[embed[^\]]*\](.*?)\[\/embed\]/gis, '$1')
        .replace(/\[gallery(?:\s[^\]]*)?\]/gi, (code) => {
          context.losses.add('gallery', 'A gallery that only its site can show was left out.', excerpt(code))
          return ''
        })
    }
  }
  work(root)
}

const OPEN = /\[(?:wp_)?caption((?:\s[^\]]*)?)\]/i
const CLOSE = /\[\/(?:wp_)?caption\]/i

function withCaptions(nodes: readonly HastNode[]): HastNode[] {
  const out: HastNode[] = []
  const rest = [...nodes]
  for (let node = rest.shift(); node !== undefined; node = rest.shift()) {
    const open = node.type === 'text' ? OPEN.exec(node.value) : null
    const end = open ? rest.findIndex((one) => one.type === 'text' && CLOSE.test(one.value)) : -1
    const last = rest[end]
    if (node.type !== 'text' || !open || last?.type !== 'text') {
      out.push(node)
      continue
    }
    const close = CLOSE.exec(last.value) as RegExpExecArray
    const inside = [
      hastText(node.value.slice(open.index + open[0].length)),
      ...rest.splice(0, end + 1).slice(0, -1),
      hastText(last.value.slice(0, close.index)),
    ]
    out.push(hastText(node.value.slice(0, open.index)), figureOf(inside, open[1] ?? ''))
    rest.unshift(hastText(last.value.slice(close.index + close[0].length)))
  }
  return out
}

function figureOf(inside: readonly HastNode[], attributes: string): HastElement {
  const picture = inside.find((node) => isElement(node, 'img', 'a', 'picture'))
  const words = inside.filter((node) => node !== picture)
  const said = /\scaption="([^"]*)"/i.exec(attributes)?.[1] ?? ''
  const caption = said !== '' && plainTextOf({ type: 'root', children: [...words] }) === '' ? [hastText(said)] : words
  const align = /\salign="(align(?:left|right|wide|full))"/i.exec(attributes)?.[1] ?? ''
  return element('figure', align === '' ? {} : { class: align }, [
    ...(picture ? [picture] : []),
    element('figcaption', {}, caption),
  ])
}
