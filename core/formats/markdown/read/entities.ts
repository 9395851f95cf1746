import MarkdownIt from 'markdown-it'

const { unescapeAll } = new MarkdownIt().utils
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi

/** Resolves HTML character references (`&amp;`, `&#10;`) and nothing else. */
export function unescapeEntities(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, (entity) => unescapeAll(entity)) : text
}
