import type { Essay } from '../core/essay/essay.ts'
import type { NodeJson } from '../core/essay/json.ts'
import { assetHash } from '../core/essay/url.ts'

/** What blocks show. Nobody writes into a block that was looked at. */
const ofBlocks = new WeakMap<NodeJson, readonly string[]>()

/** The hashes of all pictures that an essay shows: in the body, on the cover, as portraits. In order of appearance, cover first. */
export function referencedPictures(essay: Pick<Essay, 'body' | 'metadata' | 'people'>): ReadonlySet<string> {
  const hashes = new Set<string>()
  const take = (src: unknown) => {
    const hash = typeof src === 'string' ? assetHash(src) : null
    if (hash !== null) hashes.add(hash)
  }
  take(essay.metadata.cover?.src)
  for (const block of essay.body.content ?? []) for (const hash of shownBy(block)) hashes.add(hash)
  for (const person of essay.people) take(person.portrait)
  return hashes
}

function shownBy(block: NodeJson): readonly string[] {
  const known = ofBlocks.get(block)
  if (known) return known
  const hashes: string[] = []
  const look = ({ attrs, content }: NodeJson): void => {
    const hash = typeof attrs?.src === 'string' ? assetHash(attrs.src) : null
    if (hash !== null) hashes.push(hash)
    if (content) for (const child of content) look(child)
  }
  look(block)
  ofBlocks.set(block, hashes)
  return hashes
}
