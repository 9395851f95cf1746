import { figureIdFrom } from '../../../essay/figure-references.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { FIGURE_LAYOUTS } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import {
  attribute,
  childElements,
  classesOf,
  find,
  findAll,
  type HastElement,
  type HastNode,
  hasClass,
  isBlank,
  isElement,
} from './hast.ts'
import { leadsToPicture, PLAIN_FIGURE, pixelsOf, placePicture } from './read-picture.ts'
import { DEEPEST_BLOCK, nodeOf, type Surroundings, type Walk } from './walk.ts'

/**
 * Reads a `figure` in the form that the passes leave: one picture with a figcaption and a `small.credit`, or a gallery of figures. A figure
 * of something else (a table, a quotation, code) becomes that thing, and its caption a paragraph.
 */
export function readFigure(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = { ...walk.inside(node, around), marks: [], space: 'collapse' as const }
  const captions = childElements(node).filter((child) => child.tagName === 'figcaption')
  const figures = childElements(node).filter((child) => child.tagName === 'figure')
  if (figures.length > 0 && around.depth < DEEPEST_BLOCK - 1) return readGallery(node, figures, captions, inside, walk)
  const rest = node.children.filter((child) => !isElement(child, 'figcaption'))
  const pictures = findAll({ type: 'root', children: rest }, (child) => child.tagName === 'img')
  const [picture] = pictures
  if (picture === undefined || pictures.length > 1) {
    // Several pictures without figures of their own: each becomes one, and the caption follows them.
    return [...walk.blocks(rest, inside), ...captions.flatMap((caption) => walk.blocks(caption.children, inside))]
  }
  const alt = attribute(picture, 'alt')
  const place = placePicture(attribute(picture, 'src').trim(), alt, walk.context)
  const words = captionAndCredit(node, picture, captions, rest, inside, walk)
  if (place === null) {
    const text = alt === '' ? [] : walk.blocks([{ type: 'text', value: alt }], inside)
    return [
      ...text,
      ...[words.caption, words.credit]
        .filter((line) => line.length > 0)
        .map((line) => nodeOf('paragraph', { lang: inside.lang, dir: inside.dir }, line)),
    ]
  }
  const link = find(
    { type: 'root', children: rest },
    (child) => child.tagName === 'a' && find(child, (inner) => inner === picture) !== undefined,
  )
  const href = link ? (normaliseHref(attribute(link, 'href')) ?? '') : ''
  const width = pixelsOf(picture, 'width')
  const height = pixelsOf(picture, 'height')
  return [
    {
      type: 'figure',
      attrs: {
        ...PLAIN_FIGURE,
        id: figureIdFrom(attribute(node, 'id')),
        src: place.src,
        alt,
        decorative: alt === '' && attribute(picture, 'role') === 'presentation',
        width: place.width ?? width,
        height: place.height ?? height,
        layout: layoutOf(node),
        href: leadsToPicture(href) ? '' : href,
      },
      content: [nodeOf('figcaption', undefined, words.caption), nodeOf('figcredit', undefined, words.credit)],
    },
  ]
}

function readGallery(
  node: HastElement,
  figures: readonly HastElement[],
  captions: readonly HastElement[],
  around: Surroundings,
  walk: Walk,
): readonly NodeJson[] {
  const blocks = figures.flatMap((figure) => readFigure(figure, { ...around, depth: around.depth + 1 }, walk))
  const others = node.children.filter((child) => !isElement(child, 'figcaption', 'figure') && !isBlank(child))
  const caption = captions.map((one) => walk.inline(one.children, around)).find((line) => line.length > 0) ?? []
  const after = walk.blocks(others, around)
  if (blocks.length < 2 || blocks.some((block) => block.type !== 'figure'))
    return [
      ...blocks,
      ...(caption.length > 0 ? [nodeOf('paragraph', { lang: around.lang, dir: around.dir }, caption)] : []),
      ...after,
    ]
  const columns = Number(
    /(?:^| )columns-([1-6])(?: |$)/.exec(attribute(node, 'class'))?.[1] ?? Math.min(3, blocks.length),
  )
  const layout = layoutOf(node)
  return [
    {
      type: 'gallery',
      attrs: { columns, layout: layout === 'wide' || layout === 'full' ? layout : 'column' },
      content: [...blocks, nodeOf('figcaption', undefined, caption)],
    },
    ...after,
  ]
}

/** Layouts by the class names of WordPress, Ghost and Medium, and by our own. */
function layoutOf(node: HastElement): string {
  for (const name of classesOf(node)) {
    const layout = LAYOUT_CLASSES.get(name)
    if (layout !== undefined) return layout
  }
  const own = attribute(node, 'data-layout')
  return (FIGURE_LAYOUTS as readonly string[]).includes(own) ? own : 'column'
}

const LAYOUT_CLASSES: ReadonlyMap<string, string> = new Map([
  ['alignwide', 'wide'],
  ['alignfull', 'full'],
  ['alignleft', 'left'],
  ['alignright', 'right'],
  ['kg-width-wide', 'wide'],
  ['kg-width-full', 'full'],
  ['graf--layoutOutsetCenter', 'wide'],
  ['graf--layoutFillWidth', 'full'],
  ['graf--layoutOutsetLeft', 'left'],
])

interface CaptionAndCredit {
  readonly caption: readonly NodeJson[]
  readonly credit: readonly NodeJson[]
}

function captionAndCredit(
  node: HastElement,
  picture: HastElement,
  captions: readonly HastElement[],
  rest: readonly HastNode[],
  around: Surroundings,
  walk: Walk,
): CaptionAndCredit {
  const credits: HastElement[] = []
  const isCreditHere = (node: HastElement) =>
    isCredit(node) || (node.tagName === 'small' && captions.some((caption) => find(caption, (inner) => inner === node)))
  const without = (nodes: readonly HastNode[]): HastNode[] =>
    nodes.flatMap((child): HastNode[] => {
      if (child.type !== 'element') return [child]
      if (child === picture) return []
      if (isCreditHere(child)) {
        credits.push(child)
        return []
      }
      if (!findAll(child, (inner) => inner === picture || isCreditHere(inner)).length) return [child]
      return [{ ...child, children: without(child.children) }]
    })
  const captionNodes = captions.map((caption) => without(caption.children))
  const beside = without(rest)
  const lines = [...captionNodes, ...(node.tagName === 'figure' ? [beside] : [])]
    .map((nodes) => walk.inline(nodes, around))
    .filter((line) => line.length > 0)
  return {
    caption: joined(lines.map(trimmed)),
    credit: joined(credits.map((credit) => walk.inline(credit.children, around)).filter((line) => line.length > 0)),
  }
}

/** True for the element in which a caption names the picture's maker. */
function isCredit(node: HastElement): boolean {
  return (
    hasClass(
      node,
      'credit',
      'photo-credit',
      'image-credit',
      'media-credit',
      'wp-element-credit',
      'wp-media-credit',
      'figure-credit',
      'caption-credit',
      'attribution-credit',
    ) ||
    attribute(node, 'itemprop') === 'copyrightHolder' ||
    attribute(node, 'itemprop') === 'creditText'
  )
}

function joined(lines: readonly (readonly NodeJson[])[]): readonly NodeJson[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'hardBreak' }, ...line]))
}

/** Without a break at the end, which only parted the caption from its credit. */
function trimmed(line: readonly NodeJson[]): readonly NodeJson[] {
  let end = line.length
  while (end > 0 && line[end - 1]?.type === 'hardBreak') end--
  return line.slice(0, end)
}
