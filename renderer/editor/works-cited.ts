import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { isWorksCited, worksCitedHeading } from '../../core/essay/works-cited.ts'
import { endOfBlocks } from './blocks.ts'

/** Goes to the end of the list of works cited; where the essay has none, begins one below the text, under a heading in its language. */
export function goToWorksCited(tr: Transaction, language: string): Transaction {
  const { doc } = tr
  const { heading, bulletList, listItem, paragraph } = doc.type.schema.nodes
  const section = sectionOf(doc, language)
  if (section !== null) return tr.setSelection(TextSelection.near(doc.resolve(section), -1)).scrollIntoView()
  if (!heading || !bulletList || !listItem || !paragraph) return tr
  const at = endOfBlocks(doc)
  const head = heading.create({ level: 2 }, doc.type.schema.text(worksCitedHeading(language)))
  tr.insert(at, [head, bulletList.create(null, listItem.create(null, paragraph.create()))])
  return tr.setSelection(TextSelection.near(tr.doc.resolve(at + head.nodeSize), 1)).scrollIntoView()
}

/** Where the section of works cited ends, or null where there is none. */
function sectionOf(doc: Node, language: string): number | null {
  let end: number | null = null
  let level = 0
  doc.forEach((block, pos) => {
    if (block.type.name === 'heading') {
      const here = Number(block.attrs.level)
      if (isWorksCited(block.textContent, language)) level = here
      else if (here <= level) level = 0
    }
    if (level > 0 && block.type.name !== 'footnotes') end = pos + block.nodeSize
  })
  return end
}
