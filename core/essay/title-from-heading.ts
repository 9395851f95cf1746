import type { Essay } from './essay.ts'
import { type NodeJson, textOf } from './json.ts'
import { LONGEST_LINE } from './limits.ts'
import { EMPTY_BODY } from './new-essay.ts'

/**
 * A file without front matter says its title in its first heading; many with front matter say it there again. Where the body begins with the only
 * heading of level 1, in plain words, and the essay has no title or this one, that heading becomes the title and leaves the body; otherwise
 * the essay is given back as it is.
 */
export function titleFromHeading(essay: Essay): Essay {
  const [first, ...rest] = essay.body.content ?? []
  if (!isTitle(first) || rest.some(isTitleLevel)) return essay
  const heading = textOf(first).trim()
  if (heading === '' || heading.length > LONGEST_LINE) return essay
  const title = essay.metadata.title || heading
  if (sameWords(title) !== sameWords(heading)) return essay
  const content = rest.length === 0 || rest[0]?.type === 'footnotes' ? [...(EMPTY_BODY.content ?? []), ...rest] : rest
  return { ...essay, metadata: { ...essay.metadata, title }, body: { ...essay.body, content } }
}

/** Titles are one where only case, spaces or the shape of quotes differ. */
function sameWords(title: string): string {
  return title.normalize('NFKC').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim().toLowerCase()
}

function isTitleLevel(node: NodeJson | undefined): node is NodeJson {
  return node?.type === 'heading' && node.attrs?.level === 1
}

/** A heading of level 1 whose words lose nothing as plain text. */
function isTitle(node: NodeJson | undefined): node is NodeJson {
  return (
    isTitleLevel(node) && (node.content ?? []).every((part) => part.type === 'text' && (part.marks ?? []).length === 0)
  )
}
