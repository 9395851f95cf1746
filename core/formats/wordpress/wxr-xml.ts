import { cleanText } from '../clean-text.ts'

/** Text as a CDATA section, without what XML forbids; an end of a section inside it is parted into two. */
export function cdata(text: string): string {
  return `<![CDATA[${cleanText(text).text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** `<name>content</name>` with content that is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}
