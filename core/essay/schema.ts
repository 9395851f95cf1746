import {
  type AttributeSpec,
  type Attrs,
  type DOMOutputSpec,
  type MarkSpec,
  type NodeSpec,
  Schema,
} from 'prosemirror-model'
import { normaliseHref, normalisePictureSrc } from './url.ts'

/**
 * The single authority on what an essay's body may hold (essay-model.md, "The schema"). Tiptap's extensions take their content, attributes,
 * `toDOM` and `parseDOM` from these rows (a test compares both schemas), and every format has one handler per row here.
 *
 * `toDOM` is the editor's and the clipboard's markup. The published markup is written by core/formats/html.
 */

/** The little of a DOM element that `parseDOM` reads; core knows no DOM. */
interface ElementLike {
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
}

type AttributeTable = Record<string, AttributeSpec>

const text = (initial = ''): AttributeSpec => ({ default: initial, validate: 'string' })
const flag = (): AttributeSpec => ({ default: false, validate: 'boolean' })
const optionalNumber = (): AttributeSpec => ({ default: null, validate: 'number|null' })
const oneOf = (values: readonly (string | null)[], initial: string | null): AttributeSpec => ({
  default: initial,
  validate: (value: unknown) => {
    if (!values.includes(value as string | null)) throw new RangeError(`expected one of ${values.join(', ')}`)
  },
})
const checked = (test: (value: string) => boolean, what: string, initial?: string): AttributeSpec => ({
  ...(initial === undefined ? {} : { default: initial }),
  validate: (value: unknown) => {
    if (typeof value !== 'string' || !test(value)) throw new RangeError(`expected ${what}`)
  },
})
const wholeNumber = (least: number, most: number, initial: number): AttributeSpec => ({
  default: initial,
  validate: (value: unknown) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      throw new RangeError(`expected a whole number from ${least} to ${most}`)
  },
})

const href = () => checked((value) => normaliseHref(value) === value, 'a normalised address of an allowed scheme')
const optionalHref = () =>
  checked((value) => normaliseHref(value) === value, 'a normalised address of an allowed scheme, or nothing', '')
const pictureSrc = () =>
  checked((value) => normalisePictureSrc(value) === value, 'asset:<hash>, a kept address, or nothing', '')
const noteId = (initial?: string) => checked((value) => NOTE_ID.test(value), 'an id of a-z, 0-9 and hyphens', initial)

/** What a footnote's id looks like: valid as a Markdown label, an HTML id and a WordPress key. */
export const NOTE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/

/** What a figure's id looks like; it begins with a letter, so that it is no figure's number. */
export const FIGURE_ID = /^[a-z][a-z0-9-]{0,62}$/

/** How wide a figure stands. */
export const FIGURE_LAYOUTS = ['column', 'wide', 'full', 'left', 'right'] as const

/** Language and direction of a block: BCP 47 tag or ''; `ltr`, `rtl`, `auto` or null. */
const languageAttrs: AttributeTable = { lang: text(), dir: oneOf([null, 'ltr', 'rtl', 'auto'], null) }

/** The rights in a picture, as on `PictureRights`. */
const rightsAttrs: AttributeTable = {
  creator: text(),
  sourceUrl: optionalHref(),
  license: text(),
  licenseUrl: optionalHref(),
  permission: oneOf(['', 'own', 'free-licence', 'public-domain', 'asked', 'granted'], ''),
}

const tableCellAttrs: AttributeTable = {
  colspan: wholeNumber(1, 100, 1),
  rowspan: wholeNumber(1, 1000, 1),
  align: oneOf([null, 'left', 'center', 'right'], null),
  colwidth: {
    default: null,
    validate: (value: unknown) => {
      if (value !== null && !(Array.isArray(value) && value.every((width) => Number.isInteger(width) && width >= 0)))
        throw new RangeError('expected null or a list of whole numbers')
    },
  },
}

const languageDom = (attrs: Attrs): Record<string, string> => ({
  ...(attrs.lang ? { lang: attrs.lang } : {}),
  ...(attrs.dir ? { dir: attrs.dir } : {}),
})
const languageFrom = (element: ElementLike): Attrs => {
  const dir = element.getAttribute('dir')
  return {
    lang: element.getAttribute('lang') ?? '',
    dir: dir === 'ltr' || dir === 'rtl' || dir === 'auto' ? dir : null,
  }
}
/** Attributes that HTML has no place for travel as JSON in one data attribute, checked again by `validate` on the way in. */
const dataAttrs = (attrs: Attrs): string => JSON.stringify(attrs)
const fromData =
  (names: readonly string[]) =>
  (element: ElementLike): Attrs | false => {
    try {
      const data: unknown = JSON.parse(element.getAttribute('data-attrs') ?? '{}')
      if (typeof data !== 'object' || data === null) return false
      const found: Record<string, unknown> = {}
      for (const name of names) {
        if (Object.hasOwn(data, name)) found[name] = (data as Record<string, unknown>)[name]
      }
      return found
    } catch {
      return false
    }
  }
// prosemirror-model types getAttrs by DOM elements, which core does not know; this is the one place where the types meet.
const rule = (tag: string, getAttrs?: (element: ElementLike) => Attrs | false | null, more: object = {}) =>
  ({ tag, ...(getAttrs ? { getAttrs } : {}), ...more }) as never

const cellFrom = (element: ElementLike): Attrs => {
  const align = element.getAttribute('data-align')
  const span = (name: string, most: number) => {
    const value = Number(element.getAttribute(name) ?? '1')
    return Number.isInteger(value) && value >= 1 && value <= most ? value : 1
  }
  return {
    colspan: span('colspan', 100),
    rowspan: span('rowspan', 1000),
    align: align === 'left' || align === 'center' || align === 'right' ? align : null,
  }
}
const cellDom = (attrs: Attrs): Record<string, string> => ({
  ...(attrs.colspan !== 1 ? { colspan: String(attrs.colspan) } : {}),
  ...(attrs.rowspan !== 1 ? { rowspan: String(attrs.rowspan) } : {}),
  ...(attrs.align ? { 'data-align': attrs.align } : {}),
})

const FIGURE_ATTRS: AttributeTable = {
  // By it the text refers to the figure (figure-references.ts); '' while nothing does.
  id: checked((value) => value === '' || FIGURE_ID.test(value), 'an id that begins with a letter, or nothing', ''),
  src: pictureSrc(),
  alt: text(),
  decorative: flag(),
  width: optionalNumber(),
  height: optionalNumber(),
  layout: oneOf(FIGURE_LAYOUTS, 'column'),
  href: optionalHref(),
  ...rightsAttrs,
}

/** Every node. Order matters: ProseMirror fills missing content with the first that fits. */
export const nodeSpecs = {
  doc: { content: 'block+ footnotes?' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    attrs: languageAttrs,
    toDOM: (node): DOMOutputSpec => ['p', languageDom(node.attrs), 0],
    parseDOM: [rule('p', languageFrom)],
  },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: wholeNumber(1, 6, 2), ...languageAttrs },
    toDOM: (node): DOMOutputSpec => [`h${node.attrs.level}`, languageDom(node.attrs), 0],
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => rule(`h${level}`, (element) => ({ level, ...languageFrom(element) }))),
  },
  blockquote: {
    group: 'block',
    content: 'block+ attribution?',
    defining: true,
    toDOM: (): DOMOutputSpec => ['blockquote', 0],
    parseDOM: [rule('blockquote')],
  },
  attribution: {
    content: 'inline*',
    defining: true,
    toDOM: (): DOMOutputSpec => ['p', { class: 'attribution' }, 0],
    parseDOM: [rule('p.attribution', undefined, { priority: 60 })],
  },
  bulletList: {
    group: 'block list',
    content: 'listItem+',
    toDOM: (): DOMOutputSpec => ['ul', 0],
    parseDOM: [rule('ul')],
  },
  orderedList: {
    group: 'block list',
    content: 'listItem+',
    attrs: { start: wholeNumber(0, 999_999_999, 1) },
    toDOM: (node): DOMOutputSpec => ['ol', node.attrs.start === 1 ? {} : { start: String(node.attrs.start) }, 0],
    parseDOM: [
      rule('ol', (element) => {
        const start = Number(element.getAttribute('start') ?? '1')
        return { start: Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1 }
      }),
    ],
  },
  listItem: {
    content: 'block+',
    defining: true,
    toDOM: (): DOMOutputSpec => ['li', 0],
    parseDOM: [rule('li')],
  },
  taskList: {
    group: 'block list',
    content: 'taskItem+',
    toDOM: (): DOMOutputSpec => ['ul', { 'data-type': 'taskList' }, 0],
    parseDOM: [rule('ul[data-type="taskList"]', undefined, { priority: 60 })],
  },
  taskItem: {
    content: 'paragraph block*',
    defining: true,
    attrs: { checked: flag() },
    toDOM: (node): DOMOutputSpec => ['li', { 'data-type': 'taskItem', 'data-checked': String(node.attrs.checked) }, 0],
    parseDOM: [
      rule('li[data-type="taskItem"]', (element) => ({ checked: element.getAttribute('data-checked') === 'true' }), {
        priority: 60,
      }),
    ],
  },
  codeBlock: {
    group: 'block',
    content: 'text*',
    marks: '',
    code: true,
    defining: true,
    attrs: { language: text() },
    toDOM: (node): DOMOutputSpec => ['pre', { 'data-language': node.attrs.language }, ['code', 0]],
    parseDOM: [
      rule('pre', (element) => ({ language: element.getAttribute('data-language') ?? '' }), {
        preserveWhitespace: 'full',
      }),
    ],
  },
  verse: {
    group: 'block',
    content: 'inline*',
    defining: true,
    whitespace: 'pre',
    attrs: languageAttrs,
    toDOM: (node): DOMOutputSpec => ['pre', { class: 'verse', ...languageDom(node.attrs) }, 0],
    parseDOM: [rule('pre.verse', languageFrom, { preserveWhitespace: 'full', priority: 60 })],
  },
  horizontalRule: {
    group: 'block',
    toDOM: (): DOMOutputSpec => ['hr'],
    parseDOM: [rule('hr')],
  },
  table: {
    group: 'block',
    content: 'tableRow+',
    tableRole: 'table',
    isolating: true,
    toDOM: (): DOMOutputSpec => ['table', ['tbody', 0]],
    parseDOM: [rule('table')],
  },
  tableRow: {
    content: '(tableCell | tableHeader)*',
    tableRole: 'row',
    toDOM: (): DOMOutputSpec => ['tr', 0],
    parseDOM: [rule('tr')],
  },
  tableHeader: {
    content: 'block+',
    tableRole: 'header_cell',
    isolating: true,
    attrs: tableCellAttrs,
    toDOM: (node): DOMOutputSpec => ['th', cellDom(node.attrs), 0],
    parseDOM: [rule('th', cellFrom)],
  },
  tableCell: {
    content: 'block+',
    tableRole: 'cell',
    isolating: true,
    attrs: tableCellAttrs,
    toDOM: (node): DOMOutputSpec => ['td', cellDom(node.attrs), 0],
    parseDOM: [rule('td', cellFrom)],
  },
  figure: {
    group: 'block',
    content: 'figcaption figcredit',
    isolating: true,
    defining: true,
    draggable: true,
    attrs: FIGURE_ATTRS,
    toDOM: (node): DOMOutputSpec => ['figure', { 'data-attrs': dataAttrs(node.attrs) }, 0],
    parseDOM: [rule('figure[data-attrs]', fromData(Object.keys(FIGURE_ATTRS)))],
  },
  figcaption: {
    content: 'inline*',
    defining: true,
    toDOM: (): DOMOutputSpec => ['figcaption', 0],
    parseDOM: [rule('figcaption')],
  },
  figcredit: {
    content: 'inline*',
    defining: true,
    toDOM: (): DOMOutputSpec => ['small', { class: 'credit' }, 0],
    parseDOM: [rule('small.credit')],
  },
  gallery: {
    group: 'block',
    content: 'figure{2,} figcaption',
    isolating: true,
    defining: true,
    attrs: { columns: wholeNumber(1, 6, 2), layout: oneOf(['column', 'wide', 'full'], 'column') },
    toDOM: (node): DOMOutputSpec => ['figure', { class: 'gallery', 'data-gallery': dataAttrs(node.attrs) }, 0],
    parseDOM: [
      rule(
        'figure.gallery',
        (element) => {
          try {
            const data = JSON.parse(element.getAttribute('data-gallery') ?? '{}') as Record<string, unknown>
            return { columns: data.columns ?? 2, layout: data.layout ?? 'column' }
          } catch {
            return {}
          }
        },
        { priority: 60 },
      ),
    ],
  },
  pullQuote: {
    group: 'block',
    content: 'paragraph+ attribution',
    defining: true,
    attrs: { align: oneOf([null, 'left', 'right', 'wide'], null) },
    toDOM: (node): DOMOutputSpec => [
      'aside',
      { class: 'pullquote', ...(node.attrs.align ? { 'data-align': node.attrs.align } : {}) },
      0,
    ],
    parseDOM: [
      rule('aside.pullquote', (element) => {
        const align = element.getAttribute('data-align')
        return { align: align === 'left' || align === 'right' || align === 'wide' ? align : null }
      }),
    ],
  },
  discussionPrompt: {
    group: 'block',
    content: 'paragraph block*',
    defining: true,
    attrs: { kind: oneOf(['question', 'activity', 'note'], 'question') },
    toDOM: (node): DOMOutputSpec => ['section', { class: 'discussion-prompt', 'data-kind': node.attrs.kind }, 0],
    parseDOM: [
      rule('section.discussion-prompt', (element) => {
        const kind = element.getAttribute('data-kind')
        return { kind: kind === 'activity' || kind === 'note' ? kind : 'question' }
      }),
    ],
  },
  footnotes: {
    content: 'footnote+',
    isolating: true,
    defining: true,
    toDOM: (): DOMOutputSpec => ['ol', { class: 'footnotes' }, 0],
    parseDOM: [rule('ol.footnotes', undefined, { priority: 60 })],
  },
  footnote: {
    content: 'paragraph block*',
    isolating: true,
    defining: true,
    // ProseMirror demands that a required node can be made from nothing.
    attrs: { id: noteId('note') },
    toDOM: (node): DOMOutputSpec => ['li', { 'data-fn': node.attrs.id }, 0],
    parseDOM: [
      rule(
        'li[data-fn]',
        (element) => {
          const id = element.getAttribute('data-fn') ?? ''
          return NOTE_ID.test(id) ? { id } : false
        },
        { priority: 60 },
      ),
    ],
  },
  text: { group: 'inline' },
  hardBreak: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    toDOM: (): DOMOutputSpec => ['br'],
    parseDOM: [rule('br')],
  },
  image: {
    group: 'inline',
    inline: true,
    draggable: true,
    attrs: { src: pictureSrc(), alt: text(), title: text(), width: optionalNumber(), height: optionalNumber() },
    toDOM: (node): DOMOutputSpec => [
      'img',
      { 'data-src': node.attrs.src, alt: node.attrs.alt, title: node.attrs.title },
    ],
    parseDOM: [
      rule('img[data-src]', (element) => ({
        src: normalisePictureSrc(element.getAttribute('data-src') ?? '') ?? '',
        alt: element.getAttribute('alt') ?? '',
        title: element.getAttribute('title') ?? '',
      })),
    ],
  },
  footnoteRef: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { id: noteId() },
    toDOM: (node): DOMOutputSpec => ['sup', { 'data-fn': node.attrs.id, class: 'fn' }],
    parseDOM: [
      rule(
        'sup[data-fn]',
        (element) => {
          const id = element.getAttribute('data-fn') ?? ''
          return NOTE_ID.test(id) ? { id } : false
        },
        { priority: 60 },
      ),
    ],
  },
} satisfies Record<string, NodeSpec>

const suggestionAttrs: AttributeTable = { id: { validate: 'string' }, author: text(), time: text() }

/** Every mark. Order is ProseMirror's rank: the first stands outermost. */
export const markSpecs = {
  link: {
    inclusive: false,
    attrs: { href: href(), title: text() },
    toDOM: (mark): DOMOutputSpec => [
      'a',
      { href: mark.attrs.href, ...(mark.attrs.title ? { title: mark.attrs.title } : {}) },
      0,
    ],
    parseDOM: [
      rule('a[href]', (element) => {
        const address = normaliseHref(element.getAttribute('href') ?? '')
        return address === null ? false : { href: address, title: element.getAttribute('title') ?? '' }
      }),
    ],
  },
  comment: {
    excludes: '',
    inclusive: false,
    attrs: { threadId: { validate: 'string' } },
    toDOM: (mark): DOMOutputSpec => ['span', { 'data-thread': mark.attrs.threadId }, 0],
    parseDOM: [rule('span[data-thread]', (element) => ({ threadId: element.getAttribute('data-thread') ?? '' }))],
  },
  insertion: {
    excludes: 'insertion deletion',
    inclusive: false,
    attrs: suggestionAttrs,
    toDOM: (mark): DOMOutputSpec => ['ins', { 'data-attrs': dataAttrs(mark.attrs) }, 0],
    parseDOM: [rule('ins[data-attrs]', fromData(['id', 'author', 'time']))],
  },
  deletion: {
    excludes: 'insertion deletion',
    inclusive: false,
    attrs: suggestionAttrs,
    toDOM: (mark): DOMOutputSpec => ['del', { 'data-attrs': dataAttrs(mark.attrs) }, 0],
    parseDOM: [rule('del[data-attrs]', fromData(['id', 'author', 'time']))],
  },
  language: {
    attrs: { lang: { validate: 'string' }, dir: oneOf([null, 'ltr', 'rtl'], null) },
    toDOM: (mark): DOMOutputSpec => ['span', languageDom(mark.attrs), 0],
    parseDOM: [
      rule('span[lang]', (element) => {
        const dir = element.getAttribute('dir')
        return { lang: element.getAttribute('lang') ?? '', dir: dir === 'ltr' || dir === 'rtl' ? dir : null }
      }),
    ],
  },
  bold: { toDOM: (): DOMOutputSpec => ['strong', 0], parseDOM: [rule('strong'), rule('b')] },
  italic: { toDOM: (): DOMOutputSpec => ['em', 0], parseDOM: [rule('em'), rule('i')] },
  underline: { toDOM: (): DOMOutputSpec => ['u', 0], parseDOM: [rule('u')] },
  strike: { toDOM: (): DOMOutputSpec => ['s', 0], parseDOM: [rule('s'), rule('strike')] },
  highlight: {
    attrs: { color: oneOf([null, 'yellow', 'green', 'blue', 'pink'], null) },
    toDOM: (mark): DOMOutputSpec => ['mark', mark.attrs.color ? { 'data-color': mark.attrs.color } : {}, 0],
    parseDOM: [
      rule('mark', (element) => {
        const color = element.getAttribute('data-color')
        return { color: ['yellow', 'green', 'blue', 'pink'].includes(color ?? '') ? color : null }
      }),
    ],
  },
  subscript: { excludes: 'subscript superscript', toDOM: (): DOMOutputSpec => ['sub', 0], parseDOM: [rule('sub')] },
  superscript: { excludes: 'subscript superscript', toDOM: (): DOMOutputSpec => ['sup', 0], parseDOM: [rule('sup')] },
  code: { excludes: '', code: true, toDOM: (): DOMOutputSpec => ['code', 0], parseDOM: [rule('code')] },
} satisfies Record<string, MarkSpec>

/** The name of a node type of the schema. */
export type NodeName = keyof typeof nodeSpecs
/** The name of a mark type of the schema. */
export type MarkName = keyof typeof markSpecs

/** The schema itself. */
export const schema: Schema<NodeName, MarkName> = new Schema({
  nodes: nodeSpecs as Record<NodeName, NodeSpec>,
  marks: markSpecs as Record<MarkName, MarkSpec>,
})
