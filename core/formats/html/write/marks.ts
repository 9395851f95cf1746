import type { MarkName } from '../../../essay/schema.ts'
import { escapeAttribute } from './escape.ts'
import type { MarkHandler, MarkTags } from './writing.ts'

const simple = (type: MarkName, tag: string): MarkHandler => {
  const tags: MarkTags = { type, open: `<${tag}>`, close: `</${tag}>` }
  return () => tags
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What `writeInline` takes out with everything under it. */
const DELETED: MarkTags = { type: 'deletion', open: '', close: '' }

/** The tags of every mark of the schema. */
export const marks: Readonly<Record<MarkName, MarkHandler>> = {
  link: (attrs, writing) => ({
    type: 'link',
    // `rel` stands on the licence links alone that `figures.ts` makes of a credit's words; the schema's links have none.
    open: `<a${text(attrs.rel) === '' ? '' : ` rel="${escapeAttribute(text(attrs.rel))}"${writing.flavour.carry(' data-derived="tag"')}`} href="${escapeAttribute(text(attrs.href))}"${writing.attribute('title', text(attrs.title))}>`,
    close: '</a>',
  }),
  comment: (attrs, writing) => {
    writing.loss('comment', 'A review comment was left out.', '', text(attrs.threadId))
    return null
  },
  insertion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested insertion was taken in.', '', `+${text(attrs.id)}`)
    return null
  },
  deletion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested deletion was carried out.', '', `-${text(attrs.id)}`)
    return DELETED
  },
  language: (attrs, writing) => ({
    type: 'language',
    open: `<span${writing.attribute('lang', text(attrs.lang))}${writing.attribute('dir', text(attrs.dir))}>`,
    close: '</span>',
  }),
  bold: simple('bold', 'strong'),
  italic: simple('italic', 'em'),
  underline: simple('underline', 'u'),
  strike: simple('strike', 's'),
  highlight: (attrs, writing) => ({
    type: 'highlight',
    open: `<mark${writing.flavour.carry(writing.attribute('data-color', text(attrs.color)))}>`,
    close: '</mark>',
  }),
  subscript: simple('subscript', 'sub'),
  superscript: simple('superscript', 'sup'),
  code: simple('code', 'code'),
}
