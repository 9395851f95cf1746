/** The programmatic face of Galley: `import { fromMarkdown, toMarkdown } from 'galley/core'`. Its page is docs/core.md. */

export type * from './essay/essay.ts'
export type { BodyJson, MarkJson, NodeJson } from './essay/json.ts'
export { newEssay } from './essay/new-essay.ts'
export { type OutlineEntry, outline } from './essay/outline.ts'
export { readEssay } from './essay/read-essay.ts'
export { countEssay, type EssayCount, type TextCount } from './essay/word-count.ts'
export { writeEssay } from './essay/write-essay.ts'
export type { AssetAddress, Loss, PictureSource, ReadDocument, ReadOptions, Written } from './formats/conversion.ts'
export { type DocxOptions, toDocx, type WrittenDocx } from './formats/docx/write/to-docx.ts'
export { fromHtml, type HtmlReadOptions } from './formats/html/read/from-html.ts'
export {
  type HtmlFragmentOptions,
  type HtmlOptions,
  type HtmlPageOptions,
  toHtml,
  type XhtmlOptions,
} from './formats/html/write/to-html.ts'
export { fromMarkdown } from './formats/markdown/read/from-markdown.ts'
export type { Dialect as MarkdownDialect } from './formats/markdown/write/dialect.ts'
export { type MarkdownOptions, toMarkdown } from './formats/markdown/write/to-markdown.ts'
export { fromText } from './formats/text/read-text.ts'
export { toText } from './formats/text/write-text.ts'
export { check } from './publication/checks.ts'
export type { Finding, FindingPlace, Severity } from './publication/finding.ts'
export type { Clipboard, PublicationFile } from './publication/format.ts'
export type { ProfileFormat } from './publication/formats.ts'
export type { HouseRules } from './publication/house-rules.ts'
export type { PageLook } from './publication/page-look.ts'
export type { Profile } from './publication/profile.ts'
export { PROFILES, profileById } from './publication/profiles.ts'
export { type Publication, type PublishOptions, publish } from './publication/publish.ts'
export { readProfile } from './publication/read-profile.ts'
export { writeProfile } from './publication/write-profile.ts'
export type { Problem, ProblemCode, Result } from './result.ts'
