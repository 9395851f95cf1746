import type { NodeJson } from '../../../essay/json.ts'
import { makeNode, paragraphOf } from '../nodes.ts'

/** Blocks for a parent that takes `block+`: attributions become paragraphs, none becomes an empty paragraph. */
export function settled(blocks: readonly NodeJson[]): readonly NodeJson[] {
  if (blocks.length === 0) return [paragraphOf()]
  return blocks.some((block) => block.type === 'attribution') ? blocks.map(asBlock) : blocks
}

/** Blocks for a parent that takes `paragraph block*`. */
export function settledAfterParagraph(blocks: readonly NodeJson[]): readonly NodeJson[] {
  const all = settled(blocks)
  return all[0]?.type === 'paragraph' ? all : [paragraphOf(), ...all]
}

function asBlock(block: NodeJson): NodeJson {
  return block.type === 'attribution' ? paragraphOf(block.content) : block
}

/** A quotation whose last block may be its attribution. */
export function blockquoteOf(blocks: readonly NodeJson[]): NodeJson {
  const last = blocks.at(-1)
  if (last?.type !== 'attribution') return makeNode('blockquote', {}, settled(blocks))
  return makeNode('blockquote', {}, [...settled(blocks.slice(0, -1)), last])
}

/** A gallery of two or more figures and a paragraph as its caption; null where the blocks are something else. */
export function galleryOf(inner: readonly NodeJson[], values: ReadonlyMap<string, string>): NodeJson | null {
  const figures = inner.filter((block) => block.type === 'figure')
  const others = inner.filter((block) => block.type !== 'figure')
  if (figures.length < 2 || others.length > 1 || others.some((block) => block.type !== 'paragraph')) return null
  const columns = Number(values.get('columns') ?? values.get('data-columns') ?? 2)
  const layout = values.get('layout') ?? values.get('data-layout') ?? 'column'
  return makeNode(
    'gallery',
    {
      columns: Number.isInteger(columns) && columns >= 1 && columns <= 6 ? columns : 2,
      layout: layout === 'wide' || layout === 'full' ? layout : 'column',
    },
    [...figures, makeNode('figcaption', {}, others[0]?.content ?? [])],
  )
}

/** Gives a language and a direction to the textblocks that have none. */
export function withLanguage(
  blocks: readonly NodeJson[],
  lang: string | undefined,
  dir: string | undefined,
): readonly NodeJson[] {
  const direction = dir === 'ltr' || dir === 'rtl' || dir === 'auto' ? dir : null
  if (!lang && direction === null) return blocks
  return blocks.map((block) =>
    block.type === 'paragraph' || block.type === 'heading' || block.type === 'verse'
      ? {
          ...block,
          attrs: { ...block.attrs, lang: block.attrs?.lang || (lang ?? ''), dir: block.attrs?.dir ?? direction },
        }
      : block,
  )
}
