import { type BodyJson, type NodeJson, stringAttr, textOf, walk } from '../../essay/json.ts'
import type { Loss } from '../../formats/conversion.ts'
import type { FindingPlace } from '../finding.ts'
import type { Remedy } from './remedies.ts'

/**
 * Where a loss is in the essay: the block that holds what it is about and the words that it names as its place; else the first block that holds what it is about, else the
 * first with those words; else the field that it is about. null where it is nowhere in the essay.
 */
export function lossPlace(body: BodyJson, loss: Pick<Loss, 'place'>, remedy: Remedy | null): FindingPlace | null {
  if (remedy?.field) return { kind: 'detail', field: remedy.field }
  const blocks = body.content ?? []
  const wanted = plain(loss.place.replace(/^(…|\.\.\.)|(…|\.\.\.)$/g, ''))
  const isThere = (block: NodeJson) => wanted.length >= 3 && says(block, wanted)
  const isOfKind = (block: NodeJson) => remedy?.isAbout !== undefined && holds(block, remedy.isAbout)
  for (const fits of [(block: NodeJson) => isOfKind(block) && isThere(block), isOfKind, isThere]) {
    const block = blocks.findIndex(fits)
    if (block >= 0) return { kind: 'block', block }
  }
  return null
}

function holds(node: NodeJson, isAbout: (node: NodeJson) => boolean): boolean {
  return isAbout(node) || (node.content?.some((child) => holds(child, isAbout)) ?? false)
}

/** Whether words stand in a block or begin the alt text of a picture in it. Spaces count as one. */
function says(block: NodeJson, wanted: string): boolean {
  if (plain(textOf(block)).includes(wanted)) return true
  let found = false
  walk(block, (node) => {
    found ||= plain(stringAttr(node, 'alt')).startsWith(wanted)
  })
  return found
}

function plain(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim()
}
