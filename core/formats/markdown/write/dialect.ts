/**
 * The dialects of Markdown that are written. `portable`: GFM text without loss, figures in form E of publishing.md 4.2. `plain`: Markdown without
 * HTML wherever that is possible, figures in form G, for strict readers. `pandoc`: Pandoc's own Markdown, figures in form F.
 */
export type Dialect = 'portable' | 'plain' | 'pandoc'
