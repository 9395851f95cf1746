import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'

/** Elements whose text no browser shows. */
const UNSHOWN: ReadonlySet<string> = new Set([
  ...['head', 'title', 'script', 'style', 'template', 'noembed', 'noframes', 'datalist', 'rp'],
  ...['annotation', 'annotation-xml', 'iframe', 'metadata', 'desc'],
])

const WITHOUT_SCRIPTS = { scriptingEnabled: false }

/**
 * The words that a page shows, in order, by nothing but its text nodes: an oracle that knows nothing of essays. Words are what `wordAt` makes.
 */
export function visibleWordsOfHtml(html: string, kind: 'document' | 'fragment'): readonly string[] {
  const words: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === '#text') words.push(...wordsIn((node as DefaultTreeAdapterTypes.TextNode).value))
    else if ('childNodes' in node && !UNSHOWN.has(node.nodeName)) node.childNodes.forEach(visit)
  }
  visit(kind === 'document' ? parse(html, WITHOUT_SCRIPTS) : parseFragment(html, WITHOUT_SCRIPTS))
  return words
}

/** The words that a text of Markdown shows, by micromark's eyes. */
export function visibleWordsOfMarkdown(text: string): readonly string[] {
  const html = micromark(text, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  })
  return visibleWordsOfHtml(html.replace(FILTERED, '<$1'), 'fragment')
}

/** The tags that GFM disarms; browsers would not show what stands in most of them. */
const FILTERED = /&lt;(\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?=[\s/>]))/gi

/** A word that stands nowhere else: `lamp0007e`. */
export function wordAt(index: number): string {
  return `lamp${String(index).padStart(4, '0')}e`
}

/** The words of `wordAt` in a text, in order. */
export function wordsIn(text: string): readonly string[] {
  return text.match(/lamp\d{4}e/g) ?? []
}
