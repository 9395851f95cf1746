/** The programmatic face of Galley: `import { fromMarkdown, toMarkdown } from 'galley/core'`. */
export { fromMarkdown } from './formats/markdown/read/from-markdown.ts'
export type { Dialect as MarkdownDialect } from './formats/markdown/write/dialect.ts'
export { type MarkdownOptions, toMarkdown } from './formats/markdown/write/to-markdown.ts'
