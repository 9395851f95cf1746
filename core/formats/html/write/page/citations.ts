import type { Essay } from '../../../../essay/essay.ts'
import { type NodeJson, textOf } from '../../../../essay/json.ts'
import { worksCited } from '../../../../essay/works-cited-entries.ts'
import { acceptReview } from '../../../markdown/write/accept-review.ts'
import { scriptJson } from '../escape.ts'

const known = new WeakMap<NodeJson, string>()

/**
 * The works cited as schema.org's `citation` (schema.org/citation): a `CreativeWork` for each entry, named by its words, with the first address that it links to. JSON for a
 * script element, parted by commas.
 */
export function citationsJson(essay: Pick<Essay, 'body' | 'metadata'>): string {
  return worksCited(essay.body, essay.metadata.language)
    .filter(({ isMarked }) => isMarked)
    .map(({ entry }) => {
      let json = known.get(entry)
      if (json === undefined) {
        json = citationOf(acceptReview(entry))
        known.set(entry, json)
      }
      return json
    })
    .filter((json) => json !== '')
    .join(',')
}

function citationOf(entry: NodeJson): string {
  const name = textOf(entry).replace(/\s+/g, ' ').trim()
  const marks = (entry.content ?? []).flatMap((node) => node.marks ?? [])
  const url = marks.map((mark) => (mark.type === 'link' ? addressOf(mark.attrs?.href) : '')).find((one) => one !== '')
  return name === '' ? '' : scriptJson({ '@type': 'CreativeWork', name, ...(url ? { url } : {}) })
}

function addressOf(href: unknown): string {
  return typeof href === 'string' && /^https?:/i.test(href) ? href : ''
}
