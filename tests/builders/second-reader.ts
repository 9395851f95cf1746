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
