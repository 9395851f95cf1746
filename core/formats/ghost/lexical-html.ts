import { escaped } from '../blog/essay-of-post.ts'
import type { LossLedger } from '../conversion.ts'

type Json = Readonly<Record<string, unknown>>

/** Deeper than this no editor nests, and a stranger's file may not. */
const DEEPEST = 100
/** Lexical's bits for how words look, innermost first. */
const FORMATS: readonly (readonly [bit: number, tag: string])[] = [
  [16, 'code'],
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
]

/**
 * The text of Ghost's editor (Lexical; github.com/TryGhost/Koenig, kg-default-nodes) as HTML, for posts whose export has no HTML beside it. A card that
 * an essay has no place for is a loss; any value may be given.
 */
export function lexicalHtml(document: unknown, losses: LossLedger): string {
  return childrenHtml(objectOf(objectOf(document).root), losses, 0)
}

function childrenHtml(node: Json, losses: LossLedger, depth: number): string {
  if (depth > DEEPEST) {
    losses.add('too-deep', 'Something nested too deeply was left out.')
    return ''
  }
  const children = Array.isArray(node.children) ? node.children : []
  return children.map((child) => nodeHtml(objectOf(child), losses, depth + 1)).join('')
}

function nodeHtml(node: Json, losses: LossLedger, depth: number): string {
  const inside = () => childrenHtml(node, losses, depth)
  const text = (name: string) => stringOf(node[name])
  const attr = (name: string) => escaped(text(name))
  const type = text('type').replace(/^extended-/, '')
  switch (type) {
    case 'paragraph':
      return `<p>${inside()}</p>`
    case 'heading': {
      const tag = /^h[1-6]$/.test(text('tag')) ? text('tag') : 'h2'
      return `<${tag}>${inside()}</${tag}>`
    }
    case 'text':
    case 'code-highlight':
      return FORMATS.reduce(
        (html, [bit, tag]) => (((Number(node.format) || 0) & bit) === 0 ? html : `<${tag}>${html}</${tag}>`),
        escaped(text('text')),
      )
    case 'linebreak':
      return '<br>'
    case 'tab':
      return ' '
    case 'link':
    case 'autolink':
      return `<a href="${attr('url')}">${inside()}</a>`
    case 'at-link':
    case 'root':
      return inside()
    case 'list': {
      const start = Number(node.start)
      return text('listType') === 'number'
        ? `<ol${Number.isInteger(start) && start > 1 ? ` start="${start}"` : ''}>${inside()}</ol>`
        : `<ul>${inside()}</ul>`
    }
    case 'listitem':
      return `<li>${inside()}</li>`
    case 'quote':
    case 'aside':
      return `<blockquote><p>${inside()}</p></blockquote>`
    case 'image':
      return pictureHtml(node)
    case 'gallery': {
      const images = (Array.isArray(node.images) ? node.images : []).map((image) => pictureHtml(objectOf(image)))
      return `<figure class="kg-gallery-card">${images.join('')}${captionHtml(node)}</figure>`
    }
    case 'codeblock':
      return `<pre><code${text('language') === '' ? '' : ` class="language-${attr('language')}"`}>${attr('code')}</code></pre>${captionLine(node)}`
    case 'html':
      return text('html')
    case 'markdown':
      losses.add('markdown-card', 'A Markdown card was taken as plain text.', text('markdown').slice(0, 60))
      return text('markdown')
        .split(/\n\s*\n/)
        .map((part) => `<p>${escaped(part)}</p>`)
        .join('')
    case 'horizontalrule':
      return '<hr>'
    case 'callout':
      return `<p>${attr('calloutEmoji')} ${text('calloutText')}</p>`
    case 'toggle':
      return `<h4>${text('heading')}</h4>${text('content')}`
    case 'bookmark': {
      const metadata = objectOf(node.metadata)
      const title = stringOf(metadata.title) || text('url')
      return `<p><a href="${attr('url')}">${escaped(title)}</a></p>${captionLine(node)}`
    }
    case 'embed':
      return text('url') === ''
        ? text('html')
        : `<p><a href="${attr('url')}">${attr('url')}</a></p>${captionLine(node)}`
    case 'paywall':
      return ''
    default: {
      const words = inside()
      if (words === '')
        losses.add('ghost-card', 'A card of Ghost that essays have no place for was left out.', type || 'unknown')
      return words
    }
  }
}

function pictureHtml(node: Json): string {
  const alt = escaped(stringOf(node.alt))
  const src = escaped(stringOf(node.src))
  const picture = `<img src="${src}" alt="${alt}">`
  const href = stringOf(node.href)
  return `<figure class="kg-image-card">${href === '' ? picture : `<a href="${escaped(href)}">${picture}</a>`}${captionHtml(node)}</figure>`
}

function captionHtml(node: Json): string {
  const caption = stringOf(node.caption)
  return caption === '' ? '' : `<figcaption>${caption}</figcaption>`
}

function captionLine(node: Json): string {
  const caption = stringOf(node.caption)
  return caption === '' ? '' : `<p>${caption}</p>`
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
