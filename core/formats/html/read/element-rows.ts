import { NOTE_ID } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { attribute, find, type HastElement, hasAttribute, hasClass, plainTextOf } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { type Marks, withMark } from './inline-run.ts'
import { readOwnFigure, readOwnImage } from './own-figure.ts'
import { readPre } from './read-code.ts'
import { readFigure } from './read-figure.ts'
import { isNoteList, readList, readNotes } from './read-list.ts'
import { imageOf } from './read-picture.ts'
import { readPrompt, readPullQuote, readQuote } from './read-quote.ts'
import { readTable } from './read-table.ts'
import { excerpt, nodeOf, paragraph, type Row, type Surroundings, type Walk } from './walk.ts'

/**
 * What each HTML element becomes: one row an element. The passes before bring the dialects of editors and publishing systems into the
 * forms that these rows know.
 */

/** The row of an element; an unknown element keeps its text and is counted. */
export function rowOf(node: HastElement, context: ImportContext): Row {
  if (context.own) {
    if (node.tagName === 'figure') return OWN_FIGURE
    if (node.tagName === 'img' || hasClass(node, 'missing-picture')) return OWN_IMAGE
  }
  const row = ROWS.get(node.tagName)
  if (row !== undefined) return typeof row === 'function' ? row(node) : row
  if (!node.tagName.includes(':'))
    context.losses.add(
      'unknown-element',
      `An element that essays do not have (<${node.tagName.slice(0, 40)}>) was taken off; its text is kept.`,
      excerpt(plainTextOf(node)) || `<${node.tagName.slice(0, 40)}>`,
    )
  return PHRASE
}

const OWN_FIGURE: Row = { kind: 'block', read: readOwnFigure }
const OWN_IMAGE: Row = { kind: 'atom', read: (node, _, walk) => readOwnImage(node, walk.context) }
const PHRASE: Row = { kind: 'phrase' }
const SECTION: Row = { kind: 'section' }
const QUIET: Row = { kind: 'drop' }
const mark = (type: string): Row => ({ kind: 'mark', marks: (_, around) => withMark(around.marks, { type }) })
const dropped = (loss: string, what: string): Row => ({ kind: 'drop', loss, what })
const CONTROL = dropped('form-control', 'A form control')

const ROWS: ReadonlyMap<string, Row | ((node: HastElement) => Row)> = new Map<
  string,
  Row | ((node: HastElement) => Row)
>([
  // Blocks
  ['p', { kind: 'block', read: readParagraph }],
  ...[1, 2, 3, 4, 5, 6].map((level): [string, Row] => [`h${level}`, { kind: 'block', read: readHeading(level) }]),
  ['blockquote', { kind: 'block', read: readQuote }],
  ['ul', { kind: 'block', read: readList }],
  ['ol', (node) => (isNoteList(node) ? { kind: 'block', read: readNotes } : { kind: 'block', read: readList })],
  ['menu', { kind: 'block', read: readList }],
  ['dir', { kind: 'block', read: readList }],
  ['pre', { kind: 'block', read: readPre }],
  ['listing', { kind: 'block', read: readPre }],
  ['xmp', { kind: 'block', read: readPre }],
  ['plaintext', { kind: 'block', read: readPre }],
  ['hr', { kind: 'block', read: () => [{ type: 'horizontalRule' }] }],
  ['table', { kind: 'block', read: readTable }],
  ['figure', { kind: 'block', read: readFigure }],
  ['aside', (node) => (hasClass(node, 'pullquote') ? { kind: 'block', read: readPullQuote } : SECTION)],
  ['section', (node) => (hasClass(node, 'discussion-prompt') ? { kind: 'block', read: readPrompt } : SECTION)],
  ['dt', { kind: 'block', read: readTerm }],
  ['summary', { kind: 'block', read: readTerm }],

  // Nothing themselves
  ...[
    'html',
    'body',
    'div',
    'article',
    'main',
    'header',
    'footer',
    'nav',
    'address',
    'center',
    'details',
    'dialog',
    'dd',
    'dl',
    'fieldset',
    'figcaption',
    'form',
    'hgroup',
    'legend',
    'li',
    'search',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'caption',
    'noscript',
  ].map((name): [string, Row] => [name, SECTION]),
  ...[
    'bdi',
    'big',
    'blink',
    'data',
    'font',
    'label',
    'map',
    'marquee',
    'meter',
    'nobr',
    'output',
    'picture',
    'progress',
    'rb',
    'rtc',
    'ruby',
    'slot',
    'small',
    'span',
    'time',
    'wbr',
    'mrow',
    'mi',
    'mo',
    'mn',
    'mtext',
    'msup',
    'msub',
    'mfrac',
    'semantics',
  ].map((name): [string, Row] => [name, PHRASE]),
  ['bdo', PHRASE],
  ['abbr', { kind: 'mark', marks: tellExpansion }],
  ['acronym', { kind: 'mark', marks: tellExpansion }],
  ['math', formulaRow],

  // Marks
  ['a', { kind: 'mark', marks: readLink }],
  ['b', mark('bold')],
  ['strong', mark('bold')],
  ['i', mark('italic')],
  ['em', mark('italic')],
  ['cite', mark('italic')],
  ['dfn', { kind: 'mark', marks: readTermOfText }],
  ['var', mark('italic')],
  ['u', mark('underline')],
  ['ins', mark('underline')],
  ['s', mark('strike')],
  ['strike', mark('strike')],
  ['del', mark('strike')],
  ['mark', { kind: 'mark', marks: readHighlight }],
  ['sub', mark('subscript')],
  [
    'sup',
    (node) => (NOTE_ID.test(attribute(node, 'data-fn')) ? { kind: 'atom', read: readNoteRef } : mark('superscript')),
  ],
  ['code', mark('code')],
  ['kbd', mark('code')],
  ['samp', mark('code')],
  ['tt', mark('code')],

  // On the line
  ['br', { kind: 'atom', read: () => ({ type: 'hardBreak' }) }],
  ['img', { kind: 'atom', read: (node, _, walk) => imageOf(node, walk.context) }],
  ['image', { kind: 'atom', read: (node, _, walk) => imageOf(node, walk.context) }],
  ['q', { kind: 'wrap', before: '“', after: '”' }],
  ['rt', { kind: 'wrap', before: ' (', after: ')' }],

  // Left out with what is inside
  ...[
    'head',
    'title',
    'meta',
    'link',
    'base',
    'template',
    'source',
    'track',
    'param',
    'col',
    'colgroup',
    'rp',
    'annotation',
    'annotation-xml',
    'basefont',
    'bgsound',
    'noframes',
    'noembed',
    'datalist',
  ].map((name): [string, Row] => [name, QUIET]),
  ['area', (node) => (hasAttribute(node, 'href') ? dropped('image-map', 'A link on a part of a picture') : QUIET)],
  ['script', { kind: 'drop', loss: 'script', what: 'A script', inText: true }],
  ['style', { kind: 'drop', loss: 'style-sheet', what: 'A style sheet', inText: true }],
  ['iframe', dropped('embed', 'Something embedded from another place')],
  ['embed', dropped('embed', 'Something embedded from another place')],
  ['object', dropped('embed', 'Something embedded from another place')],
  ['applet', dropped('embed', 'Something embedded from another place')],
  ['frame', dropped('embed', 'Something embedded from another place')],
  ['frameset', dropped('embed', 'Something embedded from another place')],
  ['portal', dropped('embed', 'Something embedded from another place')],
  ['video', dropped('film-or-sound', 'A film')],
  ['audio', dropped('film-or-sound', 'A sound recording')],
  ['canvas', dropped('drawing', 'A drawing made by a script')],
  ['svg', dropped('drawing', 'A drawing inside the text')],
  ['button', CONTROL],
  ['input', CONTROL],
  ['select', CONTROL],
  ['option', CONTROL],
  ['optgroup', CONTROL],
  ['textarea', CONTROL],
  ['keygen', CONTROL],
])

function readParagraph(node: HastElement, around: Surroundings, walk: Walk): readonly ReturnType<typeof paragraph>[] {
  const inside = walk.inside(node, around)
  const blocks = walk.blocks(node.children, inside)
  return blocks.length === 0 && walk.context.faithful ? [paragraph([], inside)] : blocks
}

function readHeading(
  level: number,
): (node: HastElement, around: Surroundings, walk: Walk) => readonly ReturnType<typeof paragraph>[] {
  return (node, around, walk) => {
    // A heading's own style says how headings look, not what the words mean.
    const inside = { ...walk.inside(node, around), marks: around.marks }
    const content = walk.inline(node.children, inside)
    if (!walk.context.faithful && content.every((child) => child.type === 'text' && (child.text ?? '').trim() === ''))
      return []
    return [nodeOf('heading', { level, lang: inside.lang, dir: inside.dir }, content)]
  }
}

/** A term of a definition list or the head of something folded: a bold paragraph, as essays have no such block. */
function readTerm(node: HastElement, around: Surroundings, walk: Walk): readonly ReturnType<typeof paragraph>[] {
  const inside = walk.inside(node, around)
  const text = plainTextOf(node)
  if (text !== '')
    walk.context.losses.add(
      node.tagName === 'dt' ? 'definition-list' : 'folded-text',
      `A <${node.tagName}> became a paragraph in bold.`,
      excerpt(text),
    )
  return walk.blocks(node.children, { ...inside, marks: withMark(inside.marks, { type: 'bold' }) })
}

/** What an abbreviation or term stands for shows only under a pointer; there is no place for it. */
function tellExpansion(node: HastElement, around: Surroundings, walk: Walk): Marks {
  const title = attribute(node, 'title').trim()
  if (title !== '')
    walk.context.losses.add(
      'abbreviation',
      'What an abbreviation stands for was left out; its letters are kept.',
      excerpt(`${plainTextOf(node)}: ${title}`),
    )
  return around.marks
}

function readTermOfText(node: HastElement, around: Surroundings, walk: Walk): Marks {
  tellExpansion(node, around, walk)
  return withMark(around.marks, { type: 'italic' })
}

/** What a line of text says as a formula does: its letters, numbers and signs one after the other. */
const IN_A_LINE: ReadonlySet<string> = new Set([
  'math',
  'semantics',
  'mrow',
  'mi',
  'mo',
  'mn',
  'mtext',
  'mspace',
  'mstyle',
])

/** A formula: words of the line where it is one, else its TeX where it has it; letters in a row are no longer the formula, so that is told. */
function formulaRow(node: HastElement): Row {
  const tex = find(node, (one) => /\btex\b/i.test(attribute(one, 'encoding').replace('x-', ' ')))
  const isLine =
    find(node, (one) => !IN_A_LINE.has(one.tagName) && !one.tagName.startsWith('annotation')) === undefined &&
    find(node, (one) => one.tagName === 'mi' || one.tagName === 'mn' || one.tagName === 'mtext') !== undefined
  if (isLine) return PHRASE
  const source = tex ? plainTextOf(tex) : ''
  const tell = (walk: Walk) =>
    walk.context.losses.add(
      'formula',
      `A formula was written as ${source === '' ? 'the letters of its line' : 'its TeX'}; essays have no formulas.`,
      excerpt(source || plainTextOf(node)) || '<math>',
    )
  if (source !== '')
    return {
      kind: 'atom',
      read: (_, __, walk) => {
        tell(walk)
        return { type: 'text', text: source }
      },
    }
  return {
    kind: 'mark',
    marks: (_, around, walk) => {
      tell(walk)
      return around.marks
    },
  }
}

function readLink(node: HastElement, around: Surroundings, walk: Walk): Marks {
  if (!hasAttribute(node, 'href')) return around.marks
  const written = attribute(node, 'href')
  const href = normaliseHref(written)
  if (href === null) {
    walk.context.losses.add(
      'unsafe-link',
      'A link to an address that is not allowed was taken off; its text is kept.',
      excerpt(plainTextOf(node)) || excerpt(attribute(node, 'href')),
    )
    return around.marks
  }
  if (!walk.context.faithful && (href === '' || href === '#')) return around.marks
  return withMark(around.marks, { type: 'link', attrs: { href, title: attribute(node, 'title') } })
}

function readHighlight(node: HastElement, around: Surroundings): Marks {
  const color = attribute(node, 'data-color')
  return withMark(around.marks, {
    type: 'highlight',
    attrs: { color: ['yellow', 'green', 'blue', 'pink'].includes(color) ? color : null },
  })
}

function readNoteRef(node: HastElement): { readonly type: string; readonly attrs: { readonly id: string } } {
  return { type: 'footnoteRef', attrs: { id: attribute(node, 'data-fn') } }
}
