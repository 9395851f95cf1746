/** Attributes of a block, as its comment holds them. */
export type BlockAttributes = Readonly<Record<string, string | number | boolean>>

/**
 * One block of WordPress's editor: its comment, its markup on lines of their own, its end (publishing.md 1.1). Attributes are JSON in which nothing can end
 * the comment.
 */
export function block(name: string, attributes: BlockAttributes, html: string): string {
  const json = Object.keys(attributes).length === 0 ? '' : `${commentJson(attributes)} `
  return `<!-- wp:${name} ${json}-->\n${html}\n<!-- /wp:${name} -->`
}

function commentJson(attributes: BlockAttributes): string {
  return JSON.stringify(attributes)
    .replaceAll('--', '\\u002d\\u002d')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\\"', '\\u0022')
}
