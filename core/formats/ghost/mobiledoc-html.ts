import { escaped } from '../blog/essay-of-post.ts'
import type { LossLedger } from '../conversion.ts'
import { lexicalHtml } from './lexical-html.ts'

const TAGS = /^(?:p|h[1-6]|blockquote|aside|strong|b|em|i|a|s|u|code|sub|sup|mark|ul|ol|pull-quote)$/

/**
 * The text of Ghost's former editor (Mobiledoc 0.3; github.com/bustle/mobiledoc-kit, MOBILEDOC.md) as HTML. Its cards carry what Lexical's nodes carry and
 * go the same way. Any value may be given.
 */
export function mobiledocHtml(document: unknown, losses: LossLedger): string {
  const { sections, markups, atoms, cards } = (document ?? {}) as Record<string, unknown>
  const markup = (index: unknown) => listOf(listOf(markups)[Number(index)])
  const markers = (list: unknown): string => {
    const open: string[] = []
    const html = listOf(list).map((one) => {
      const [kind, opened, closed, value] = listOf(one)
      const starts = listOf(opened).map((index) => {
        const [name, attributes] = markup(index)
        const tag = tagOf(name)
        open.push(tag)
        const at = listOf(attributes).indexOf('href')
        const href = at < 0 ? '' : stringOf(listOf(attributes)[at + 1])
        return tag === '' ? '' : `<${tag}${href === '' ? '' : ` href="${escaped(href)}"`}>`
      })
      const words = kind === 1 ? atomHtml(listOf(atoms)[Number(value)], losses) : escaped(stringOf(value))
      const ends = open.splice(Math.max(0, open.length - (Number(closed) || 0))).reverse()
      return `${starts.join('')}${words}${ends.map((tag) => (tag === '' ? '' : `</${tag}>`)).join('')}`
    })
    return html.join('')
  }
  return listOf(sections)
    .map((section) => {
      const [kind, what, inside] = listOf(section)
      if (kind === 1) {
        const tag = tagOf(what) || 'p'
        if (tag === 'aside' || tag === 'blockquote' || tag === 'pull-quote')
          return `<blockquote><p>${markers(inside)}</p></blockquote>`
        return `<${tag}>${markers(inside)}</${tag}>`
      }
      if (kind === 2) return `<figure><img src="${escaped(stringOf(what))}" alt=""></figure>`
      if (kind === 3) {
        const tag = what === 'ol' ? 'ol' : 'ul'
        return `<${tag}>${listOf(inside)
          .map((item) => `<li>${markers(item)}</li>`)
          .join('')}</${tag}>`
      }
      return kind === 10 ? cardHtml(listOf(cards)[Number(what)], losses) : ''
    })
    .join('')
}

const CARDS: Readonly<Record<string, string>> = { hr: 'horizontalrule', code: 'codeblock', 'card-markdown': 'markdown' }

function cardHtml(card: unknown, losses: LossLedger): string {
  const [name, payload] = listOf(card)
  const type = stringOf(name)
  const values = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {}
  const node = { ...values, type: Object.hasOwn(CARDS, type) ? CARDS[type] : type, children: [] }
  return lexicalHtml({ root: { children: [node] } }, losses)
}

function atomHtml(atom: unknown, losses: LossLedger): string {
  const [name, words] = listOf(atom)
  if (name === 'soft-return') return '<br>'
  if (stringOf(words) === '') losses.add('ghost-atom', 'A sign of Ghost’s editor was left out.', stringOf(name))
  return escaped(stringOf(words))
}

function tagOf(name: unknown): string {
  const tag = stringOf(name).toLowerCase()
  return TAGS.test(tag) ? tag : ''
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
