import type { NodeJson } from '../../../essay/json.ts'
import { makeNode, pushText } from '../nodes.ts'

/**
 * Makes figures of pictures that stand alone in a paragraph, in the body and inside quotations, list items and prompts. A paragraph after it that
 * begins in italics from its first to, at most, a `(credit)` in brackets at its end is the caption, as the plain dialect writes it:
 * `*Caption* (credit)`. A picture that the writer marked as inline is not alone: it has a comment beside it, which `isMarked` knows.
 */
export function promoteFigures(
  blocks: readonly NodeJson[],
  isMarked: (image: NodeJson) => boolean,
): readonly NodeJson[] {
  const out: NodeJson[] = []
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as NodeJson
    const image = loneImage(block)
    if (image && !isMarked(image)) {
      const caption = captionOf(blocks[index + 1])
      out.push(figureOf(image, caption?.caption ?? [], caption?.credit ?? []))
      if (caption) index++
    } else if (CONTAINERS.has(block.type)) out.push(promotedInside(block, isMarked))
    else out.push(block)
  }
  return out
}

/** Containers whose children are blocks in any order; cells and prompts that must begin with a paragraph are left as they are. */
const CONTAINERS: ReadonlySet<string> = new Set(['blockquote', 'bulletList', 'orderedList', 'listItem'])

function promotedInside(block: NodeJson, isMarked: (image: NodeJson) => boolean): NodeJson {
  const content = promoteFigures(block.content ?? [], isMarked)
  return content.length === block.content?.length && content.every((child, index) => child === block.content?.[index])
    ? block
    : { ...block, content }
}

function loneImage(block: NodeJson): NodeJson | null {
  const only = block.type === 'paragraph' && block.content?.length === 1 ? block.content[0] : undefined
  return only?.type === 'image' ? only : null
}

function figureOf(image: NodeJson, caption: readonly NodeJson[], credit: readonly NodeJson[]): NodeJson {
  const { src, alt, width, height } = image.attrs ?? {}
  const title = String(image.attrs?.title ?? '')
  // A title is what Markdown has nearest to a caption, and readers see it; it counts where there is no caption.
  const said = caption.length > 0 || title === '' ? caption : [{ type: 'text', text: title }]
  const href = image.marks?.find((mark) => mark.type === 'link')?.attrs?.href ?? ''
  return makeNode('figure', { src, alt, width, height, href }, [
    makeNode('figcaption', {}, said),
    makeNode('figcredit', {}, credit),
  ])
}

function captionOf(block: NodeJson | undefined): { caption: readonly NodeJson[]; credit: readonly NodeJson[] } | null {
  if (block?.type !== 'paragraph' || !block.content) return null
  const content = block.content
  const isItalic = (node: NodeJson) => node.type !== 'text' || (node.marks ?? []).some((mark) => mark.type === 'italic')
  if (content[0]?.type !== 'text' || !isItalic(content[0])) return null
  const end = content.findIndex((node) => !isItalic(node))
  const caption = (end < 0 ? content : content.slice(0, end)).map(withoutItalic)
  const rest = end < 0 ? [] : content.slice(end)
  if (rest.length === 0) return { caption: joined(caption), credit: [] }
  const first = rest[0] as NodeJson
  const last = rest.at(-1) as NodeJson
  if (!/^ ?\(/.test(first.text ?? '') || !(last.text ?? '').endsWith(')')) return null
  const credit = rest.map((node, index) => {
    let text = node.text ?? ''
    if (index === rest.length - 1) text = text.slice(0, -1)
    if (index === 0) text = text.replace(/^ ?\(/, '')
    return node.type === 'text' ? { ...node, text } : node
  })
  return { caption: joined(caption), credit: joined(credit) }
}

function withoutItalic(node: NodeJson): NodeJson {
  if (node.type !== 'text') return node
  const marks = (node.marks ?? []).filter((mark) => mark.type !== 'italic')
  const { marks: _taken, ...bare } = node
  return marks.length > 0 ? { ...bare, marks } : bare
}

function joined(nodes: readonly NodeJson[]): readonly NodeJson[] {
  const out: NodeJson[] = []
  for (const node of nodes) {
    if (node.type === 'text') pushText(out, node.text ?? '', node.marks ?? [])
    else out.push(node)
  }
  return out
}
