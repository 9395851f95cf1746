import { type NodeJson, numberAttr, stringAttr, textOf } from '../../essay/json.ts'
import { escapeAttribute } from '../html/write/escape.ts'
import { fragmentFlavour } from '../html/write/fragment-flavour.ts'
import { writeInline } from '../html/write/inline.ts'
import type { NodeHandler, Writing } from '../html/write/writing.ts'
import { type BlockAttributes, block } from './block.ts'
import { paragraphBlock } from './paragraph-block.ts'

/** Inline content of a block; its language stands on a span, because an attribute of the block's element is lost when the post is saved again. */
export function inlineOf(node: NodeJson, writing: Writing): string {
  const { html, spaced } = writeInline(node.content, writing)
  if (spaced && node.type !== 'verse')
    writing.loss('spaces', 'Spaces in a row, tabs or spaces at an end are shown as one or none, as on the web.')
  const language =
    writing.attribute('lang', stringAttr(node, 'lang')) + writing.attribute('dir', stringAttr(node, 'dir'))
  return language === '' || html === '' ? html : `<span${language}>${html}</span>`
}

/** `core/paragraph`. */
export const paragraph: NodeHandler = (node, writing) => paragraphBlock(inlineOf(node, writing))

/** `core/heading` with an id. */
export const heading: NodeHandler = (node, writing) => {
  const level = numberAttr(node, 'level', 2)
  const id = escapeAttribute(writing.headingId(textOf(node)))
  const html = `<h${level} class="wp-block-heading" id="${id}">${inlineOf(node, writing)}</h${level}>`
  return block('heading', level === 2 ? {} : { level }, html)
}

/** `core/quote` with blocks inside and the attribution as its `cite`. */
export const quote: NodeHandler = (node, writing) => {
  const { blocks, cite } = partsOf(node, writing)
  const inside = blocks.map((child) => writing.node(child)).join('\n\n')
  return block('quote', {}, `<blockquote class="wp-block-quote">${inside}${cite}</blockquote>`)
}

/** `core/pullquote`, which holds one paragraph; more of them are parted by breaks. */
export const pullquote: NodeHandler = (node, writing) => {
  const { blocks, cite } = partsOf(node, writing)
  const align = stringAttr(node, 'align')
  const words = blocks.map((child) => inlineOf(child, writing)).join('<br>')
  const attributes: BlockAttributes = align === 'left' || align === 'right' ? { align } : {}
  const classes = `wp-block-pullquote${'align' in attributes ? ` align${align}` : ''}`
  return block(
    'pullquote',
    attributes,
    `<figure class="${classes}"><blockquote><p>${words}</p>${cite}</blockquote></figure>`,
  )
}

function partsOf(node: NodeJson, writing: Writing): { readonly blocks: readonly NodeJson[]; readonly cite: string } {
  const attribution = node.content?.find((child) => child.type === 'attribution')
  const words = attribution ? writeInline(attribution.content, writing).html : ''
  return {
    blocks: (node.content ?? []).filter((child) => child.type !== 'attribution'),
    cite: words === '' ? '' : `<cite>${words}</cite>`,
  }
}

/** `core/code`; a bracket would begin a shortcode there, so each is a reference. */
export const code: NodeHandler = (node, writing) => {
  const language = /^[\w+#.-]+/.exec(stringAttr(node, 'language'))?.[0] ?? ''
  const text = writing.text(textOf(node)).replaceAll('&#10;', '\n').replaceAll('[', '&#91;')
  const className = language === '' ? {} : { className: `language-${language}` }
  const classes = `wp-block-code${language === '' ? '' : ` language-${language}`}`
  return block('code', className, `<pre class="${classes}"><code>${text}</code></pre>`)
}

/** `core/verse`, its lines parted by breaks, its indents kept. */
export const verse: NodeHandler = (node, writing) =>
  block('verse', {}, `<pre class="wp-block-verse">${inlineOf(node, writing).replaceAll('&#10;', '<br>')}</pre>`)

/** `core/separator`. */
export const separator: NodeHandler = () =>
  block('separator', {}, '<hr class="wp-block-separator has-alpha-channel-opacity"/>')

/** `core/group` with the word for the prompt's kind above it. */
export const prompt: NodeHandler = (node, writing) => {
  const { words } = writing.wording
  const kind = stringAttr(node, 'kind')
  const label = kind === 'activity' ? words.activity : kind === 'note' ? words.note : words.question
  const inside = [
    paragraphBlock(`<strong>${writing.inWords(writing.text(label))}</strong>`),
    ...(node.content ?? []).map((child) => writing.node(child)),
  ].join('\n\n')
  return block(
    'group',
    { className: 'discussion-prompt' },
    `<div class="wp-block-group discussion-prompt">${inside}</div>`,
  )
}

/** `core/html`: what has no block of its own is kept as code, and edited as such. */
export function htmlBlock(node: NodeJson, what: string, writing: Writing): string {
  writing.loss('html-block', `${what} was written as HTML, which WordPress keeps and edits as code.`)
  return block(
    'html',
    {},
    writing.inFlavour(fragmentFlavour, () => writing.node(node)),
  )
}
