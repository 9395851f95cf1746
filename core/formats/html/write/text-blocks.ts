import { type NodeJson, numberAttr, stringAttr, textOf } from '../../../essay/json.ts'
import { escapeAttribute } from './escape.ts'
import { writeInline } from './inline.ts'
import type { NodeHandler, Writing } from './writing.ts'

/** Attributes of a block with its own language or direction. */
export function languageOf(node: NodeJson, writing: Writing): string {
  return `${writing.attribute('lang', stringAttr(node, 'lang'))}${writing.attribute('dir', stringAttr(node, 'dir'))}`
}

/** Inline content in an element; the attribute that keeps spaces is added where the content needs it. */
export function inlineElement(
  tag: string,
  attributes: string,
  content: readonly NodeJson[] | undefined,
  writing: Writing,
): string {
  const { html, spaced } = writeInline(content, writing)
  const kept = spaced ? keptSpaces(writing) : ''
  // An element has one class attribute; a second one would not be read.
  const named =
    kept.startsWith(' class="') && attributes.startsWith(' class="')
      ? `${kept.slice(0, -1)} ${attributes.slice(' class="'.length)}`
      : `${attributes}${kept}`
  return `<${tag}${named}>${html}</${tag}>`
}

/** The attribute that keeps spaces, or '' and a loss where the flavour has none. */
export function keptSpaces(writing: Writing): string {
  if (writing.flavour.keptSpaces === null)
    writing.loss('spaces', 'Spaces in a row, tabs or spaces at an end are shown as one or none, as on the web.')
  return writing.flavour.keptSpaces ?? ''
}

/** `p` */
export const paragraph: NodeHandler = (node, writing) =>
  inlineElement('p', languageOf(node, writing), node.content, writing)

/** `h1`–`h6` with a unique id, so that the essay's own links can point to it. */
export const heading: NodeHandler = (node, writing) => {
  const id = escapeAttribute(writing.headingId(textOf(node)))
  return inlineElement(
    `h${numberAttr(node, 'level', 2)}`,
    ` id="${id}"${languageOf(node, writing)}`,
    node.content,
    writing,
  )
}

/** `blockquote`; an attribution is its last paragraph. */
export const blockquote: NodeHandler = (node, writing) => `<blockquote>${writing.nodes(node.content)}</blockquote>`

/** `p.attribution`; nothing where it is empty. */
export const attribution: NodeHandler = (node, writing) =>
  node.content && node.content.length > 0
    ? inlineElement('p', writing.flavour.carry(' class="attribution"'), node.content, writing)
    : ''

/** `aside.pullquote` */
export const pullQuote: NodeHandler = (node, writing) =>
  `<aside class="pullquote"${writing.flavour.meaning('pullquote')} role="doc-pullquote"${writing.attribute('data-align', stringAttr(node, 'align'))}>${writing.nodes(node.content)}</aside>`

/** `section.discussion-prompt` with the word for its kind above it. */
export const discussionPrompt: NodeHandler = (node, writing) => {
  const kind = stringAttr(node, 'kind')
  const { words } = writing.wording
  const label = kind === 'activity' ? words.activity : kind === 'note' ? words.note : words.question
  return `<section class="discussion-prompt" data-kind="${escapeAttribute(kind)}"><p class="label" data-derived>${writing.inWords(writing.text(label))}</p>${writing.nodes(node.content)}</section>`
}

/** `pre > code.language-x`; the only block whose newlines stand as they are. */
export const codeBlock: NodeHandler = (node, writing) => {
  const language = stringAttr(node, 'language')
  const word = /^[^\s]+/.exec(language)?.[0] ?? ''
  const carried = word === language ? '' : writing.flavour.carry(writing.attribute('data-language', language))
  const name = word === '' ? '' : writing.attribute('class', `language-${word}`)
  return `<pre${carried}><code${name}>${writing.text(textOf(node)).replaceAll('&#10;', '\n')}</code></pre>`
}

/** `pre.verse`, newlines as `&#10;`. */
export const verse: NodeHandler = (node, writing) => {
  const { html } = writeInline(node.content, writing)
  // A parser drops the first newline of a pre.
  return `<pre class="verse"${languageOf(node, writing)}>${html.startsWith('&#10;') ? '&#10;' : ''}${html}</pre>`
}

/** `hr` */
export const horizontalRule: NodeHandler = () => '<hr>'

/** `br` */
export const hardBreak: NodeHandler = () => '<br>'

/** Escaped text; its marks are written by `writeInline`. */
export const text: NodeHandler = (node, writing) => writing.text(node.text ?? '')
