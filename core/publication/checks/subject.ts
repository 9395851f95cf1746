import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, numberAttr, stringAttr, textOf } from '../../essay/json.ts'
import { type FigureParts, figureParts } from '../../formats/html/write/figures.ts'
import type { FindingPlace } from '../finding.ts'
import type { CheckedPicture, CheckedText, Subject } from './rule.ts'

/** The nodes that hold running text. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'attribution',
  'verse',
  'codeBlock',
  'figcaption',
  'figcredit',
])

/** Gathers what the rules look at, whatever the profile. */
export function subjectOf(essay: Essay): Omit<Subject, 'essay'> {
  const pictures: CheckedPicture[] = []
  const texts: CheckedText[] = []
  const { cover } = essay.metadata
  if (cover) {
    const place: FindingPlace = { kind: 'detail', field: 'cover' }
    pictures.push(checked('The cover', { ...cover, width: null, height: null, href: '' }, place, { layout: 'wide' }))
    texts.push(...[cover.caption, cover.credit].map((content) => textAt({ type: 'figcaption', content }, place)))
  }
  let figures = 0
  const visit = (node: NodeJson, place: FindingPlace & { kind: 'block' }, gallery: NodeJson | null = null) => {
    if (TEXT_BLOCKS.has(node.type)) {
      texts.push(textAt(node, place))
      return
    }
    if (node.type === 'figure') {
      const layout = stringAttr(gallery ?? node, 'layout')
      const columns = gallery ? (numberAttr(gallery, 'columns', 2) ?? 2) : 1
      pictures.push(
        checked(`Figure ${++figures}`, figureParts(node), { ...place, figure: figures }, { layout, columns }),
      )
    }
    for (const child of node.content ?? []) visit(child, place, node.type === 'gallery' ? node : gallery)
  }
  essay.body.content?.forEach((node, block) => {
    visit(node, { kind: 'block', block })
  })
  return { pictures, texts }
}

function checked(
  name: string,
  parts: FigureParts,
  place: FindingPlace,
  { layout, columns = 1 }: { readonly layout: string; readonly columns?: number },
): CheckedPicture {
  return {
    name,
    layout,
    columns,
    parts,
    captionText: textOf({ type: 'figcaption', content: parts.caption }).trim(),
    creditText: textOf({ type: 'figcredit', content: parts.credit }).trim(),
    place,
  }
}

function textAt(node: NodeJson, place: FindingPlace): CheckedText {
  return { node, text: textOf(node), place }
}
