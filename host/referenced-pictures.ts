import type { Essay } from '../core/essay/essay.ts'
import type { NodeJson } from '../core/essay/json.ts'
import { assetHash } from '../core/essay/url.ts'

/** The hashes of all pictures that an essay shows: in the body, on the cover, as portraits. In order of appearance, cover first. */
export function referencedPictures(essay: Pick<Essay, 'body' | 'metadata' | 'people'>): ReadonlySet<string> {
  const hashes = new Set<string>()
  const take = (src: unknown) => {
    const hash = typeof src === 'string' ? assetHash(src) : null
    if (hash !== null) hashes.add(hash)
  }
  take(essay.metadata.cover?.src)
  const look = (node: NodeJson): void => {
    take(node.attrs?.src)
    if (node.content) for (const child of node.content) look(child)
  }
  look(essay.body)
  for (const person of essay.people) take(person.portrait)
  return hashes
}
