const BODY_START = '\n<div class="e-content">\n'
const ARTICLE_END = '\n</article>\n'

/**
 * A page for the proof of a fragment: the head and header of the essay's own page, and between them and the end the
 * fragment's text to the letter, as a publishing system would set it. `page` is the text of a published page of ours; throws
 * where it is none.
 */
export function fragmentPage(page: string, fragment: string): string {
  const start = page.indexOf(BODY_START)
  const end = page.lastIndexOf(ARTICLE_END)
  if (start < 0 || end < start) throw new Error('the page has no article of ours')
  return `${page.slice(0, start)}${BODY_START}${fragment}</div>${page.slice(end)}`
}
