import type { NodeName } from '../../../essay/schema.ts'
import { writeInline } from './inline.ts'
import { pageFlavour, pageNodes } from './page-flavour.ts'
import { languageOf } from './text-blocks.ts'
import type { Flavour, NodeHandler } from './writing.ts'

/** What a book's chapter says differently from a page. The syntax of XML is put on at the end (`as-xml.ts`). */
const nodes: Readonly<Record<NodeName, NodeHandler>> = {
  ...pageNodes,
  // HTML drops a newline that opens a `pre`, XML keeps it; behind a span both keep it.
  verse: (node, writing) => {
    const { html } = writeInline(node.content, writing)
    const guard = html.startsWith('&#10;') ? '<span></span>' : ''
    return `<pre class="verse"${languageOf(node, writing)}>${guard}${html}</pre>`
  },
}

/** A chapter of an EPUB 3 book: all that a page carries, and what reading systems know notes and pull quotes by. */
export const xhtmlFlavour: Flavour = {
  ...pageFlavour,
  nodes,
  meaning: (word) => ` epub:type="${word}"`,
}
