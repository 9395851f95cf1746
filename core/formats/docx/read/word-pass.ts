import {
  attribute,
  element,
  find,
  findAll,
  type HastElement,
  type HastNode,
  type HastRoot,
  hasClass,
  hastText,
  hastTextOf,
  isBlank,
  isElement,
  plainTextOf,
  rewrite,
} from '../../html/read/hast.ts'

/** What stands before and after the text of a DOCX. */
export interface WordFront {
  title: string
  standfirst: string
  hasByline: boolean
  hasDate: boolean
  closingQuestion: string
  biography: string
  /** True where the first figure is the cover. */
  cover: boolean
}

const SPACED: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/**
 * Brings what mammoth makes of a DOCX (by style-map.ts) into the forms of a Galley page (core/formats/html/write/README.md): figures with their
 * captions, notes, quotations and pull quotes with their sources, prompts, task lists, scene breaks. Title, standfirst, byline, date, closing
 * question and biography leave the text and are the answer. Changes the tree in place.
 */
export function wordPass(root: HastRoot): WordFront {
  const front: WordFront = {
    title: '',
    standfirst: '',
    hasByline: false,
    hasDate: false,
    closingQuestion: '',
    biography: '',
    cover: false,
  }
  rewrite(root, (node) => {
    if (node.tagName === 'a' && attribute(node, 'href') === '') return node.children
    // In verse every line is a new one; a break would be something else.
    if (node.tagName === 'pre' && hasClass(node, 'verse')) linesOf(node)
    return hasClass(node, 'docx-number') ? [] : undefined
  })
  pairNotes(root)
  root.children = takeFront(root.children, front)
  regroup(root, front)
  if (front.title !== '') shiftHeadings(root)
  for (const node of findAll(root, ({ tagName }) => SPACED.has(tagName))) addClass(node, 'pre-wrap')
  return front
}

function linesOf(verse: HastElement): void {
  rewrite(verse, (node) => (node.tagName === 'br' ? [hastText('\n')] : undefined))
}

/** `sup > a#footnote-ref-1` and `li#footnote-1`, as mammoth writes them; endnotes too. */
function pairNotes(root: HastRoot): void {
  const last = root.children.findLastIndex((node) => isElement(node, 'ol'))
  const list = root.children[last]
  if (!isElement(list) || !list.children.some((item) => isElement(item) && NOTE.test(attribute(item, 'id')))) return
  list.properties.class = 'footnotes'
  for (const item of list.children) {
    if (!isElement(item)) continue
    item.properties['data-fn'] = noteId(attribute(item, 'id'))
    dropWayBack(item)
  }
  rewrite(root, (node) => {
    if (node.tagName !== 'sup') return undefined
    // Superscript words directly behind a reference run into its element.
    return node.children.some(isReference) ? partReferences(node) : undefined
  })
}

const isReference = (node: HastNode): node is HastElement =>
  isElement(node, 'a') && /^(?:foot|end)note-ref-/.test(attribute(node, 'id'))

function partReferences(sup: HastElement): readonly HastNode[] {
  const out: HastNode[] = []
  for (const child of sup.children) {
    const last = out.at(-1)
    if (isReference(child))
      out.push(element('sup', { class: 'fn', 'data-fn': noteId(attribute(child, 'href').slice(1)) }))
    else if (isElement(last, 'sup') && !hasClass(last, 'fn')) last.children.push(child)
    else out.push(element('sup', {}, [child]))
  }
  return out
}

const NOTE = /^(?:foot|end)note-[\w-]+$/

function noteId(id: string): string {
  return id
    .replace(/^footnote-/, 'fn-')
    .replace(/^endnote-/, 'en-')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
}

/** Mammoth ends the last paragraph of a note with a space and an arrow, and Word begins the first with a space. */
function dropWayBack(item: HastElement): void {
  const last = item.children.at(-1)
  if (isElement(last, 'p')) {
    const link = last.children.at(-1)
    if (isElement(link, 'a') && attribute(link, 'href').includes('-ref-')) {
      last.children.pop()
      const space = last.children.at(-1)
      if (space?.type === 'text') space.value = space.value.replace(/ $/, '')
    }
    if (last.children.every((child) => child.type === 'text' && child.value === '')) item.children.pop()
  }
  const first = item.children[0]
  const begin = isElement(first) ? first.children[0] : undefined
  if (begin?.type === 'text') begin.value = begin.value.replace(/^[ \t]/, '')
}

function takeFront(nodes: readonly HastNode[], front: WordFront): HastNode[] {
  const closing: string[] = []
  const biographies: string[] = []
  const kept: HastNode[] = []
  nodes.forEach((node, index) => {
    if (!isElement(node, 'p')) kept.push(node)
    else if (hasClass(node, 'docx-title') && front.title === '') front.title = plainTextOf(node)
    else if (hasClass(node, 'docx-standfirst') && front.standfirst === '') front.standfirst = plainTextOf(node)
    else if (hasClass(node, 'docx-author')) front.hasByline = true
    else if (hasClass(node, 'docx-date')) front.hasDate = true
    else if (hasClass(node, 'docx-contact')) return
    else if (hasClass(node, 'docx-closing')) closing.push(plainTextOf(node))
    else if (hasClass(node, 'docx-biography')) biographies.push(plainTextOf(node))
    else if (hasClass(node, 'docx-label') && isLabel(nodes[index + 1])) return
    else kept.push(node)
  })
  front.closingQuestion = closing.join('\n\n')
  front.biography = biographies.join('\n\n')
  return kept
}

/** Whether a label stands before what it names; a label that lost that is a line of text. */
function isLabel(next: HastNode | undefined): boolean {
  return isElement(next, 'section') || (isElement(next, 'p') && hasClass(next, 'docx-closing', 'docx-biography'))
}

/** Blocks side by side that belong together. */
function regroup(parent: HastElement | HastRoot, front: WordFront): void {
  const out: HastNode[] = []
  const nodes = parent.children
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as HastNode
    if (!isElement(node)) {
      out.push(node)
      continue
    }
    const picture = node.tagName === 'p' ? lonePicture(node) : null
    if (picture !== null) {
      const { figure, used } = figureFrom(picture, nodes, at + 1)
      if (hasClass(node, 'docx-cover') && out.every(isBlank)) front.cover = true
      if (hasClass(node, 'docx-gallery')) addToGallery(out, figure)
      else out.push(figure)
      at += used
    } else if (hasClass(node, 'docx-gallery-caption') && isGallery(out.at(-1))) {
      closeGallery(out.at(-1) as HastElement, node)
    } else if (hasClass(node, 'docx-break') || isSceneBreak(node)) {
      out.push(element('hr'))
    } else if (node.tagName === 'blockquote' || hasClass(node, 'pullquote')) {
      const parts = partAtSources(node)
      for (const part of parts) regroup(part, front)
      out.push(...parts)
    } else {
      regroup(node, front)
      if (node.tagName === 'li') readBox(node)
      if (node.tagName === 'td' || node.tagName === 'th') readAlignment(node)
      out.push(node)
    }
  }
  parent.children = out.map((node) => (isGallery(node) ? settledGallery(node as HastElement) : node))
}

/** A line of stars by itself, as writers set it where they know no style for it. */
function isSceneBreak(node: HastElement): boolean {
  const [only, ...more] = node.children
  return (
    node.tagName === 'p' && more.length === 0 && only?.type === 'text' && /^\s*(?:\* ?\* ?\*|⁂)\s*$/.test(only.value)
  )
}

/** The picture (in its link) of a paragraph that holds nothing else. */
function lonePicture(node: HastElement): HastElement | null {
  const pictures = findAll(node, ({ tagName }) => tagName === 'img')
  const [picture] = pictures
  if (picture === undefined || pictures.length > 1 || plainTextOf(node) !== '') return null
  if (find(node, ({ tagName }) => tagName === 'sup' || tagName === 'br' || tagName === 'input') !== undefined)
    return null
  if (!hasClass(node, 'docx-figure', 'docx-cover', 'docx-gallery') && hastTextOf(node) !== '') return null
  const link = find(node, (one) => one.tagName === 'a' && one.children.includes(picture))
  return link ?? picture
}

function figureFrom(
  picture: HastElement,
  nodes: readonly HastNode[],
  from: number,
): { readonly figure: HastElement; readonly used: number } {
  let used = 0
  const take = (className: string): HastElement | null => {
    const next = nodes[from + used]
    if (!isElement(next, 'p') || !hasClass(next, className)) return null
    used++
    return next
  }
  const caption = take('docx-caption')
  const credit = take('docx-credit')
  const rights = credit === null ? {} : takeRights(credit)
  const parts = [
    ...(caption === null ? [] : [element('span', { class: 'caption pre-wrap' }, caption.children)]),
    ...(credit === null || credit.children.length === 0
      ? []
      : [element('small', { class: 'credit pre-wrap' }, credit.children)]),
  ]
  const figcaption = parts.length === 0 ? [] : [element('figcaption', {}, parts)]
  return { figure: element('figure', rights, [picture, ...figcaption]), used }
}

/** The fields that stand in a credit in styles of their own leave it for the attributes of a Galley page's figure. */
function takeRights(credit: HastElement): Record<string, string> {
  const rights: Record<string, string> = {}
  rewrite(credit, (node) => {
    const inner = node.tagName === 'a' ? node.children[0] : node
    if (!isElement(inner, 'span')) return undefined
    const href = node.tagName === 'a' ? attribute(node, 'href') : ''
    const field = FIELDS.find(([className]) => hasClass(inner, className))
    if (field === undefined) return hasClass(inner, 'docx-derived') ? [] : undefined
    // Inside of its link the field has to wait for the address.
    if (node.tagName === 'span' && credit.children.every((child) => child !== node)) return undefined
    const [, text, address] = field
    if (text !== '') rights[text] = plainTextOf(inner)
    if (address !== '' && href !== '') rights[address] = href
    return []
  })
  return rights
}

/** Class of a run, the attribute of its words, the attribute of its address. */
const FIELDS: readonly (readonly [string, string, string])[] = [
  ['docx-creator', 'data-creator', ''],
  ['docx-licence', 'data-license', 'data-license-url'],
  ['docx-source', '', 'data-source-url'],
]

const isGallery = (node: HastNode | undefined): boolean => isElement(node, 'figure') && hasClass(node, 'gallery')

function addToGallery(out: HastNode[], figure: HastElement): void {
  const last = out.at(-1)
  if (isGallery(last) && attribute(last as HastElement, 'data-closed') === '')
    (last as HastElement).children.push(figure)
  else out.push(element('figure', { class: 'gallery' }, [figure]))
}

function closeGallery(gallery: HastElement, caption: HastElement): void {
  gallery.properties['data-closed'] = 'yes'
  if (hastTextOf(caption) === '' && caption.children.length === 0) return
  gallery.children.push(element('figcaption', {}, [element('span', { class: 'caption pre-wrap' }, caption.children)]))
}

/** A gallery of one picture is a figure. */
function settledGallery(gallery: HastElement): HastElement {
  const figures = gallery.children.filter((child) => isElement(child, 'figure'))
  return figures.length === 1 && gallery.children.length === 1 ? (figures[0] as HastElement) : gallery
}

/** A quotation ends with its source; what follows in the same style is the next one. */
function partAtSources(node: HastElement): readonly HastElement[] {
  const parts: HastElement[] = []
  let open: HastNode[] = []
  const close = () => {
    if (open.length > 0) parts.push(element(node.tagName, { ...node.properties }, open))
    open = []
  }
  for (const child of node.children) {
    open.push(child)
    if (!isElement(child, 'p') || !hasClass(child, 'attribution')) continue
    const first = child.children[0]
    if (first?.type === 'text') first.value = first.value.replace(/^[—–-] /, '')
    close()
  }
  close()
  return parts
}

function readBox(item: HastElement): void {
  const first = item.children[0]
  if (first?.type !== 'text' || !/^[☐☑☒] /.test(first.value)) return
  const checked = !first.value.startsWith('☐')
  first.value = first.value.slice(2)
  item.children.unshift(element('input', { type: 'checkbox', ...(checked ? { checked: '' } : {}) }))
}

function readAlignment(cell: HastElement): void {
  const first = cell.children.find((child) => isElement(child))
  if (!isElement(first, 'p')) return
  const align = /(?:^| )docx-(left|center|right)(?: |$)/.exec(attribute(first, 'class'))?.[1]
  if (align !== undefined) cell.properties['data-align'] = align
}

/** Word's first heading stands below the title; so does an essay's second. */
function shiftHeadings(root: HastRoot): void {
  for (const node of findAll(root, ({ tagName }) => /^h[1-5]$/.test(tagName)))
    node.tagName = `h${Number(node.tagName.slice(1)) + 1}`
}

function addClass(node: HastElement, name: string): void {
  const before = attribute(node, 'class')
  node.properties.class = before === '' ? name : `${before} ${name}`
}
