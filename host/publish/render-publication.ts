import type { PublishedFile } from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { type Publication, publish } from '../../core/publication/publish.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { PictureBytes } from '../essay-file.ts'
import { sha256Of } from '../file-stamp.ts'
import type { Look } from './look.ts'

/** A file of a publication with its bytes. */
export interface RenderedFile extends PublishedFile {
  readonly content: Uint8Array
}

/** A publication whose every byte is known; nothing is written yet. */
export interface RenderedPublication {
  readonly publication: Publication
  /** The main text first, then the pictures. */
  readonly files: readonly RenderedFile[]
}

/**
 * Publishes an essay in memory. Where the profile embeds pictures they become data: URIs. Problem: `not-found` naming a picture whose bytes nobody
 * has, because a publication with a hole is worse than none.
 */
export function renderPublication(
  essay: Essay,
  pictures: PictureBytes,
  profile: Profile,
  look: Look,
): Result<RenderedPublication> {
  const missing = new Set<string>()
  const bytesOf = (hash: string): Uint8Array => {
    const bytes = pictures.get(hash)
    if (bytes === undefined) missing.add(hash)
    return bytes ?? new Uint8Array()
  }
  const publication = publish(essay, profile, {
    look: look.lookFor(essay),
    ...(profile.pictures === 'embedded' ? { address: (asset) => dataUri(asset, bytesOf(asset.hash)) } : {}),
  })
  const files = [
    rendered(publication.path, new TextEncoder().encode(publication.text)),
    ...publication.pictures.map(({ path, hash }) => rendered(path, bytesOf(hash))),
  ]
  const [first] = missing
  if (first !== undefined) {
    const name = essay.assets.find((asset) => asset.hash === first)?.name ?? 'a picture'
    return fail('not-found', `The picture “${name}” is missing from the essay, so the publication would have a hole.`, {
      subject: name,
      safe: 'Nothing was written.',
      next: 'Put the picture in again, or take its figure out.',
    })
  }
  return ok({ publication, files })
}

function rendered(path: string, content: Uint8Array): RenderedFile {
  return { path, bytes: content.length, sha256: sha256Of(content), content }
}

function dataUri(asset: Asset, bytes: Uint8Array): string {
  return `data:${asset.mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
}
