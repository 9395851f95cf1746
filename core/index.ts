/** The programmatic face of Galley: `import { fromMarkdown, toMarkdown } from 'galley/core'`. */

export { fromHtml, type HtmlReadOptions } from './formats/html/read/from-html.ts'
export {
  type HtmlFragmentOptions,
  type HtmlOptions,
  type HtmlPageOptions,
  toHtml,
} from './formats/html/write/to-html.ts'
export { fromMarkdown } from './formats/markdown/read/from-markdown.ts'
export type { Dialect as MarkdownDialect } from './formats/markdown/write/dialect.ts'
export { type MarkdownOptions, toMarkdown } from './formats/markdown/write/to-markdown.ts'
export { fromText } from './formats/text/read-text.ts'
export { check } from './publication/checks.ts'
export type { Finding, FindingPlace, Severity } from './publication/finding.ts'
export { PROFILES, type Profile, type ProfileFormat, profileById } from './publication/profile.ts'
export {
  type PageLook,
  type Publication,
  type PublishedPicture,
  type PublishOptions,
  publish,
} from './publication/publish.ts'
