import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { NodeJson } from '../../core/essay/json.ts'
import { hastToBody } from '../../core/formats/html/read/hast-to-body.ts'
import { importContext } from '../../core/formats/html/read/import-context.ts'
import { parseHtml } from '../../core/formats/html/read/parse-html.ts'
import { mutualNotes } from '../../core/formats/html/read/passes/mutual-notes.ts'
import { examplePicture } from './example-assets.ts'

/** What micromark, a reader by other hands, makes of a text of GFM, as blocks. Raw HTML is let through, as on the web pages of most generators. */
export function blocksOfMicromark(text: string): readonly NodeJson[] {
  const html = micromark(text, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  })
  const tree = parseHtml(html, 'fragment')
  if (!tree.ok) throw new Error(tree.problem.message)
  const context = importContext(examplePicture, { faithful: true })
  mutualNotes(tree.value.root, context)
  return hastToBody(tree.value.root.children, context).content ?? []
}

/**
 * What a reader meets, in order and on one line: words, pictures with their addresses and descriptions, numbers of notes, then the notes. Nothing of what
 * engines may show differently.
 */
export function asRead(blocks: readonly NodeJson[]): string {
  const numbers = new Map<unknown, number>()
  const numberOf = (id: unknown): number => {
    const known = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, known)
    return known
  }
  const said = (node: NodeJson): string => {
    if (node.type === 'text') return node.text ?? ''
    if (node.type === 'footnoteRef') return `[${numberOf(node.attrs?.id)}]`
    if (node.type === 'horizontalRule') return ' --- '
    const picture = node.type === 'image' || node.type === 'figure' ? ` <${node.attrs?.src} ${node.attrs?.alt}> ` : ''
    const inside = (node.content ?? []).map(said).join(isTextblock(node) ? '' : ' ')
    return `${picture}${inside}${node.type === 'hardBreak' ? ' ' : ''}`
  }
  const text = blocks.filter((block) => block.type !== 'footnotes').map(said)
  const notes = blocks
    .filter((block) => block.type === 'footnotes')
    .flatMap((block) => block.content ?? [])
    .map((note) => ({ number: numberOf(note.attrs?.id), text: said(note) }))
    .sort((a, b) => a.number - b.number)
  return [...text, ...notes.map((note) => note.text)]
    .join(' ')
    .replace(/[\s\u200b]+/g, ' ')
    .trim()
}

function isTextblock(node: NodeJson): boolean {
  return (node.content ?? []).some(
    (child) => child.type === 'text' || child.type === 'footnoteRef' || child.type === 'image',
  )
}

/** Marks that every reader has a word for. */
const COMPARED = ['link', 'bold', 'italic', 'underline', 'strike', 'highlight', 'subscript', 'superscript', 'code']

/**
 * What a reader meets, in order: `**`-like signs around every marked run, pictures, and each note where its reference stands. `noteOf` gives what a
 * reference refers to.
 */
export function asMarked(blocks: readonly NodeJson[], noteOf: (id: unknown) => readonly NodeJson[]): string {
  let out = ''
  let before = ''
  let isAfterSpace = false
  const add = (text: string, marks = '') => {
    if (isAfterSpace && !/^[⟦⟧]/.test(text) && !/^$|[⟦⟧]$/.test(out)) out += ' '
    isAfterSpace = false
    if (marks !== before) out += `{${marks}}`
    before = marks
    out += text
  }
  const space = () => {
    isAfterSpace = true
  }
  const said = (node: NodeJson): void => {
    if (node.type === 'text') {
      const marks = COMPARED.filter((type) => node.marks?.some((mark) => mark.type === type)).join(' ')
      for (const char of (node.text ?? '').normalize('NFC'))
        if (/[\s\u200b]/.test(char)) space()
        else add(char, marks)
    } else if (node.type === 'image') picture(node)
    else if (node.type === 'note' || node.type === 'footnoteRef') {
      add('⟦')
      for (const child of node.type === 'note' ? (node.content ?? []) : noteOf(node.attrs?.id)) said(child)
      add('⟧')
    } else {
      space()
      if (node.type === 'horizontalRule') add('---')
      if (node.type === 'figure') picture(node)
      for (const child of node.content ?? []) said(child)
      space()
    }
  }
  const picture = ({ attrs }: NodeJson) => {
    space()
    add(
      `<${attrs?.src} ${String(attrs?.alt)
        .normalize('NFC')
        .replace(/[\s\u200b]+/g, ' ')
        .trim()}>`,
    )
    space()
  }
  for (const node of blocks) said(node)
  return out
}
