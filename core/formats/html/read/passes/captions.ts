import {
  attribute,
  childElements,
  element,
  find,
  findAll,
  type HastElement,
  type HastNode,
  type HastParent,
  hasClass,
  isBlank,
  isElement,
  keepsWords,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import { styleOf } from '../inline-style.ts'
import type { Pass } from './pass.ts'

/**
 * Brings pictures with captions into one form, `figure > img + figcaption`: WordPress' `div.wp-caption`, Substack's container, old Pandoc's
 * `div.figure`, Blogger's table, divisions named after pictures with an element named after captions, and a picture's paragraph that a caption's paragraph follows.
 */
export const captions: Pass = (root) => {
  rewrite(root, (node) => {
    if (hasClass(node, 'image-link-expand')) return []
    if (
      hasClass(node, 'captioned-image-container') &&
      childElements(node).some((child) => child.tagName === 'figure') &&
      keepsWords(node, childElements(node))
    )
      return childElements(node)
    if (node.tagName === 'table' && hasClass(node, 'tr-caption-container')) return boxedFigure(node)
    if (node.tagName === 'figure') return figure(node)
    if (
      (node.tagName === 'div' || node.tagName === 'dl' || node.tagName === 'span' || node.tagName === 'section') &&
      isPictureBox(node)
    )
      return boxedFigure(node)
    return undefined
  })
  pairParagraphs(root)
}

/** A figure whose caption is not a figcaption. */
function figure(node: HastElement): readonly HastNode[] | undefined {
  if (find(node, (child) => child.tagName === 'figcaption' || child.tagName === 'figure')) {
    const deep = find(node, (child) => child.tagName === 'figcaption')
    if (!deep || node.children.includes(deep) || find(node, (child) => child.tagName === 'figure')) return undefined
    rewrite(node, (child) => (child === deep ? [] : undefined))
    node.children.push(deep)
    return undefined
  }
  const caption = find(node, isCaption)
  if (caption && find(node, (child) => child.tagName === 'img')) {
    rewrite(node, (child) => (child === caption ? [] : undefined))
    node.children.push(element('figcaption', {}, caption.children))
  }
  return undefined
}

const BOX =
  /(?:^|[\s_-])(?:wp-caption|figure|img|image|images|picture|photo|media|inline-image|thumb|thumbinner)(?:$|[\s_-])/i
const CAPTION =
  /(?:^|[\s_-])(?:caption|caption-text|wp-caption-text|wp-caption-dd|imagecaption|thumbcaption|tr-caption|image-caption|photo-caption|legend)(?:$|[\s_-])/i

function isPictureBox(node: HastElement): boolean {
  return (
    BOX.test(attribute(node, 'class')) &&
    pictures(node).length === 1 &&
    find(node, isCaption) !== undefined &&
    !find(node, (child) => child.tagName === 'figure' || child.tagName === 'table')
  )
}

function isCaption(node: HastElement): boolean {
  return node.tagName !== 'figcaption' && CAPTION.test(attribute(node, 'class')) && pictures(node).length === 0
}

function pictures(node: HastParent): readonly HastElement[] {
  return findAll(node, (child) => child.tagName === 'img')
}

function boxedFigure(node: HastElement): readonly HastNode[] | undefined {
  if (pictures(node).length !== 1 || !find(node, isCaption)) return undefined
  const picture = find(node, (child) => child.tagName === 'img') as HastElement
  const link = find(node, (child) => child.tagName === 'a' && pictures(child).length > 0)
  const caption = find(node, isCaption) as HastElement
  // Other words in the box belong to nobody, and a figure has no place for them.
  if (!keepsWords(node, [caption])) return undefined
  return [
    element('figure', { class: attribute(node, 'class') }, [
      link ?? picture,
      element('figcaption', {}, caption.children),
    ]),
  ]
}

/** A paragraph that holds one picture, then a paragraph that is named a caption (Word's `MsoCaption`, exported pages), or the other way round. */
function pairParagraphs(parent: HastParent): void {
  for (const child of parent.children) if (child.type === 'element') pairParagraphs(child)
  const out: HastNode[] = []
  // Where in `out` the last two nodes that show anything stand.
  let before: HastElement | null = null
  let place = -1
  let waiting: { readonly caption: HastElement; readonly place: number } | null = null
  for (const child of parent.children) {
    if (isBlank(child)) {
      out.push(child)
      continue
    }
    if (isElement(child) && isCaptionParagraph(child) && before !== null && isLonePicture(before)) {
      before = withCaption(before, child)
      out[place] = before
      waiting = null
      continue
    }
    if (isElement(child) && waiting !== null && isLonePicture(child)) {
      before = withCaption(child, waiting.caption)
      place = waiting.place
      out[place] = before
      waiting = null
      continue
    }
    waiting =
      isElement(child) && isCaptionParagraph(child) && !(before !== null && before.tagName === 'table')
        ? { caption: child, place: out.length }
        : null
    before = isElement(child) ? child : null
    place = out.length
    out.push(child)
  }
  parent.children = out
}

function isCaptionParagraph(node: HastElement): boolean {
  return (
    (node.tagName === 'p' || node.tagName === 'div') &&
    (isCaption(node) || hasClass(node, 'caption')) &&
    plainTextOf(node) !== ''
  )
}

function withCaption(picture: HastElement, caption: HastElement): HastElement {
  const bare =
    find(picture, (child) => child.tagName === 'a') ??
    (find({ type: 'root', children: [picture] }, (child) => child.tagName === 'img') as HastElement)
  const figure = picture.tagName === 'figure' ? picture : element('figure', {}, [bare])
  figure.children.push(element('figcaption', {}, caption.children))
  return figure
}

function isLonePicture(node: HastNode | undefined): boolean {
  if (!isElement(node, 'p', 'div', 'img', 'figure', 'a', 'center')) return false
  if (node.tagName === 'img') return true
  return (
    pictures(node).length === 1 &&
    plainTextOf(node) === '' &&
    styleOf(node).get('display') !== 'none' &&
    find(node, (child) => child.tagName === 'figcaption') === undefined
  )
}
