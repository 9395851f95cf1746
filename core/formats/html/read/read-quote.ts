import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import { attribute, childElements, type HastElement, type HastNode, hasClass, isBlank, isElement } from './hast.ts'
import { EMPTY_PARAGRAPH, excerpt, nodeOf, paragraph, type Surroundings, type Walk } from './walk.ts'

/** Reads `blockquote`; its last `p.attribution`, `cite` or `footer` names the source. */
export function readQuote(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = { ...walk.inside(node, around), depth: around.depth + 1 }
  const { words, source } = partSource(node)
  const blocks = walk.blocks(words, inside)
  const attribution =
    source === null
      ? null
      : nodeOf('attribution', undefined, walk.inline(source.children, { ...walk.inside(source, inside), marks: [] }))
  if (blocks.length === 0 && attribution?.content === undefined && !walk.context.faithful) return []
  return [
    {
      type: 'blockquote',
      content: [...(blocks.length > 0 ? blocks : [EMPTY_PARAGRAPH]), ...(attribution ? [attribution] : [])],
    },
  ]
}

/** Reads `aside.pullquote` in the form that the passes leave: paragraphs and an attribution. */
export function readPullQuote(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = { ...walk.inside(node, around), depth: around.depth + 1 }
  const { words, source } = partSource(node)
  const paragraphs = walk.blocks(words, inside).flatMap((block) => paragraphsIn(block, walk))
  const align = attribute(node, 'data-align')
  return [
    {
      type: 'pullQuote',
      attrs: { align: align === 'left' || align === 'right' || align === 'wide' ? align : null },
      content: [
        ...(paragraphs.length > 0 ? paragraphs : [EMPTY_PARAGRAPH]),
        nodeOf(
          'attribution',
          undefined,
          source === null ? [] : walk.inline(source.children, { ...walk.inside(source, inside), marks: [] }),
        ),
      ],
    },
  ]
}

/** Reads `section.discussion-prompt`. */
export function readPrompt(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const blocks = walk.someBlocks(node.children, { ...walk.inside(node, around), depth: around.depth + 1 })
  const kind = attribute(node, 'data-kind')
  return [
    {
      type: 'discussionPrompt',
      attrs: { kind: kind === 'activity' || kind === 'note' ? kind : 'question' },
      content: blocks[0]?.type === 'paragraph' ? blocks : [EMPTY_PARAGRAPH, ...blocks],
    },
  ]
}

/** True for an element that names the source of the quotation around it. */
export function isAttribution(node: HastNode): boolean {
  if (node.type !== 'element') return false
  if (node.tagName === 'cite' || node.tagName === 'footer') return true
  if ((node.tagName === 'p' || node.tagName === 'div') && hasClass(node, 'attribution')) return true
  const inside = node.tagName === 'p' ? node.children.filter((child) => !isBlank(child)) : []
  return inside.length === 1 && isElement(inside[0], 'cite')
}

function partSource(node: HastElement): {
  readonly words: readonly HastNode[]
  readonly source: HastElement | null
} {
  const last = node.children.findLastIndex((child) => !isBlank(child))
  const source = node.children[last]
  if (source?.type !== 'element' || !isAttribution(source)) return { words: node.children, source: null }
  const only = childElements(source)
  const cite =
    source.tagName !== 'cite' &&
    only.length === 1 &&
    isElement(only[0], 'cite') &&
    source.children.every((child) => child === only[0] || isBlank(child))
      ? only[0]
      : undefined
  return { words: node.children.slice(0, last), source: cite ?? source }
}

/** What a pull quote can hold of a block: its lines of text, each a paragraph. */
function paragraphsIn(block: NodeJson, walk: Walk): readonly NodeJson[] {
  if (block.type === 'paragraph') return [block]
  if (block.type === 'figure')
    walk.context.losses.add(
      'picture-in-pull-quote',
      'A picture inside a pull quote was left out; its caption is kept.',
      excerpt(stringAttr(block, 'alt')),
    )
  if (!TEXTBLOCKS.has(block.type)) return (block.content ?? []).flatMap((child) => paragraphsIn(child, walk))
  return block.content ? [paragraph(block.content, { lang: stringAttr(block, 'lang'), dir: null })] : []
}

const TEXTBLOCKS: ReadonlySet<string> = new Set([
  'heading',
  'verse',
  'codeBlock',
  'attribution',
  'figcaption',
  'figcredit',
])
