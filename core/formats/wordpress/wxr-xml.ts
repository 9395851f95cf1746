import { cleanText } from '../clean-text.ts'

/** Text as a CDATA section, without what XML forbids; an end of a section inside it is parted into two. */
export function cdata(text: string): string {
  return `<![CDATA[${cleanText(text).text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Plain text as a CDATA section of a field that WordPress keeps as HTML: a title, an excerpt, a caption, a term. Its lines stay lines, which `escapeText` writes as signs. */
export function htmlCdata(text: string): string {
  return cdata(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
}

/** `<name>content</name>` with content that is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}
