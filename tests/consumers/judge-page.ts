import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Essay } from '../../core/essay/essay.ts'
import { type NodeJson, stringAttr, textOf, walk } from '../../core/essay/json.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What a page may lack without being wrong, because the destination has no place for it. */
export interface PageAllowances {
  /** Where a picture's address leads on the disk; null where it leads nowhere. */
  readonly fileOf: (src: string) => string | null
  /** The figures that are pictures with text near them, without an element of their own; none unless given. */
  readonly looseFigures?: (figure: NodeJson) => boolean
  /** Notes are text at the end, without a role. */
  readonly plainNotes?: boolean
  /** Notes cannot be referred to from captions. */
  readonly skipText?: (text: string) => boolean
}

/**
 * Compares a page that some consumer made with the essay: every figure with its picture file, alt text, caption and credit, every paragraph, heading, cell and
 * note. Typography is forgiven, because engines set quotation marks and dashes their own way; words are not.
 */
export function judgePage(html: string, essay: Essay, allow: PageAllowances): readonly string[] {
  const wrong: string[] = []
  const page = parse(html)
  const all = elementsOf(page)
  const words = flat(textIn(page))
  const figures = all.filter(({ tagName }) => tagName === 'figure')
  walk(essay.body, (node) => {
    if (node.type === 'figure')
      wrong.push(...judgeFigure(node, allow.looseFigures?.(node) ? all : figures, words, allow))
    if (['paragraph', 'heading', 'verse', 'codeBlock', 'attribution'].includes(node.type)) {
      const text = flat(writtenText(node))
      if (text !== '' && !words.includes(text) && !allow.skipText?.(text))
        wrong.push(`text is missing: ${text.slice(0, 90)}`)
    }
  })
  const notes = essay.body.content?.at(-1)?.type === 'footnotes' ? (essay.body.content.at(-1)?.content ?? []) : []
  if (notes.length > 0 && !allow.plainNotes) {
    const list = all.find(
      (one) => /doc-endnotes/.test(attributeOf(one, 'role')) || /footnotes/.test(attributeOf(one, 'class')),
    )
    if (!list) wrong.push('there is no list of notes')
    else
      for (const note of notes)
        if (!flat(textIn(list)).includes(flat(textOf(note))))
          wrong.push(`a note is missing: ${textOf(note).slice(0, 60)}`)
    const links = all.filter((one) => one.tagName === 'a' && /^#(fn|user-content-fn)/.test(attributeOf(one, 'href')))
    const ids = new Set(all.map((one) => attributeOf(one, 'id')))
    for (const link of links)
      if (!ids.has(attributeOf(link, 'href').slice(1)))
        wrong.push(`a note link leads nowhere: ${attributeOf(link, 'href')}`)
    if (links.length === 0) wrong.push('no link leads to a note')
  }
  return wrong
}

function judgeFigure(
  node: NodeJson,
  candidates: readonly Element[],
  words: string,
  allow: PageAllowances,
): readonly string[] {
  const alt = node.attrs?.decorative === true ? '' : stringAttr(node, 'alt')
  const part = (type: string) =>
    flat(writtenText({ type, content: node.content?.find((one) => one.type === type)?.content ?? [] }))
  const caption = part('figcaption')
  const credit = part('figcredit') || flat(stringAttr(node, 'creator'))
  const name = `figure “${alt || caption}”`
  // A destination may need signs that are like those of the essay; it counts them as a loss then.
  const signs = (one: string) =>
    flat(one)
      .replace(/`/g, "'")
      .replace(/\uff06/g, '&')
  const same = (one: string) => signs(one) === signs(alt)
  const images = candidates.flatMap((one) =>
    (one.tagName === 'img'
      ? [one]
      : one.tagName === 'figure'
        ? elementsOf(one).filter(({ tagName }) => tagName === 'img')
        : []
    ).map((image) => ({ image, figure: one })),
  )
  const found = images.filter(({ image }) => same(attributeOf(image, 'alt')))
  // The innermost figure speaks for the picture: a gallery's figure holds others.
  const match =
    found.find(({ figure }) => flat(textIn(figure)).includes(caption) || figure.tagName === 'img') ?? found.at(-1)
  if (!match) return [`${name}: no picture with this alt text`]
  const wrong: string[] = []
  const text = match.figure.tagName === 'img' ? words : flat(textIn(match.figure))
  if (!text.includes(caption) && !(allow.skipText?.(caption) ?? false))
    wrong.push(`${name}: the caption is missing in “${text}”`)
  if (!text.includes(credit)) wrong.push(`${name}: the credit is missing in “${text}”`)
  if (!match.image.attrs.some((one) => one.name === 'alt')) wrong.push(`${name}: the picture has no alt at all`)
  const file = allow.fileOf(attributeOf(match.image, 'src'))
  if (file === null || !existsSync(file)) wrong.push(`${name}: no picture file at ${attributeOf(match.image, 'src')}`)
  return wrong
}

/** A file below a site's output folder for an address on its page. */
export function fileUnder(output: string, pageFolder: string): (src: string) => string | null {
  return (src) => {
    const path = decodeURIComponent(src.replace(/[?#].*$/, ''))
    return /^[a-z]+:/i.test(path) ? null : path.startsWith('/') ? join(output, path) : join(output, pageFolder, path)
  }
}

function writtenText(node: NodeJson): string {
  if (node.type === 'hardBreak') return ' '
  if (node.type === 'footnoteRef') return ' '
  return node.text ?? (node.content ?? []).map(writtenText).join('')
}

/** The elements below a node, in order. */
export function elementsOf(node: Node): readonly Element[] {
  if (!('childNodes' in node)) return []
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elementsOf(child)] : []))
}

/** The text below a node, without the numbers of notes. */
export function textIn(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (!('childNodes' in node)) return ''
  // The number of a note is the engine's.
  if ('tagName' in node && (node.tagName === 'sup' || ['script', 'style'].includes(node.tagName)))
    return node.tagName === 'sup' && !/^\s*\[?\d+\]?\s*$/.test(node.childNodes.map(textIn).join(''))
      ? node.childNodes.map(textIn).join('')
      : ' '
  return node.childNodes.map(textIn).join('')
}

function attributeOf(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? ''
}

/** Words without white space and typography. */
function flat(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/…/g, '...')
    .replace(/—|–/g, '--')
    .replace(/[\s\u00a0]+/g, '')
}
