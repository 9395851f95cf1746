/** The meta by which a published page says that it follows the reader's light or dark preference. The page's one such line. */
export const COLOR_SCHEME_META = '<meta name="color-scheme" content="light dark">'

/**
 * The page pinned to one theme, for the proof: no parent can choose the colour scheme of a sandboxed frame, so the one meta
 * changes and nothing else. The stylesheet takes every colour from `light-dark()`, which follows it. Throws where the
 * page has no such meta (then it is not ours).
 */
export function withColorScheme(page: string, theme: 'light' | 'dark'): string {
  if (!page.includes(COLOR_SCHEME_META)) throw new Error('the page has no color-scheme meta')
  return page.replace(COLOR_SCHEME_META, `<meta name="color-scheme" content="${theme}">`)
}
