const BLOCKS =
  'table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address|p|h[1-6]|hr|fieldset|legend|section|article|aside|header|footer|nav|figure|figcaption|details|summary|iframe'
const OPENING = new RegExp(`(<(?:${BLOCKS})(?=[\\s/>]))`, 'gi')
const CLOSING = new RegExp(`(</(?:${BLOCKS})\\s*>|<hr\\s*/?>)`, 'gi')
const BEGINS_BLOCK = new RegExp(`^(?:</?(?:${BLOCKS})[\\s/>]|<!--|\\[(?:wp_)?caption[\\s\\]])`, 'i')

/**
 * The text of a post from before blocks, with its paragraphs marked up: an empty line parts paragraphs and a line's end is a break, as
 * WordPress shows such text (its wpautop). Preformatted text is left as it is. Posts of blocks are given back unchanged.
 */
export function classicParagraphs(content: string): string {
  if (/<!--\s+wp:/.test(content)) return content
  return content
    .replace(/\r\n?/g, '\n')
    .split(/(<pre[\s>][\s\S]*?<\/pre\s*>|<!--[\s\S]*?-->)/i)
    .map((part, index) => (index % 2 === 1 ? part : paragraphs(part)))
    .join('\n')
}

function paragraphs(text: string): string {
  return text
    .replace(OPENING, '\n\n$1')
    .replace(CLOSING, '$1\n\n')
    .split(/\n\s*\n/)
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '')
    .map((chunk) => (BEGINS_BLOCK.test(chunk) ? chunk : `<p>${chunk.replace(/[ \t]*\n/g, '<br>')}</p>`))
    .join('\n')
}
