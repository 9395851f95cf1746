import type { PublishedFile } from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { PublicationFile } from '../../core/publication/format.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { type Publication, publish } from '../../core/publication/publish.ts'
import type { SiteFolders } from '../../core/publication/site-folders.ts'
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
  /** The main file first, then the others. */
  readonly files: readonly RenderedFile[]
}

/**
 * Publishes an essay in memory, for a site's folders where one is given. Problem: `not-found` naming a picture whose bytes nobody
 * has, because a publication with a hole is worse than none.
 */
export async function renderPublication(
  essay: Essay,
  pictures: PictureBytes,
  profile: Profile,
  look: Look,
  site?: SiteFolders,
): Promise<Result<RenderedPublication>> {
  const missing = new Set<string>()
  const bytes = (hash: string): Uint8Array => {
    const known = pictures.get(hash)
    if (known === undefined) missing.add(hash)
    return known ?? new Uint8Array()
  }
  const publication = await publish(essay, profile, {
    look: look.lookFor(essay, profile.stylesheet),
    bytes,
    dataUri: (asset) => dataUri(asset, bytes(asset.hash)),
    ...(site ? { site } : {}),
  })
  const files = publication.files.map((file) => rendered(file, bytes))
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

function rendered({ path, content }: PublicationFile, bytesOf: (hash: string) => Uint8Array): RenderedFile {
  const bytes =
    typeof content === 'string'
      ? new TextEncoder().encode(content)
      : content instanceof Uint8Array
        ? content
        : bytesOf(content.asset)
  return { path, bytes: bytes.length, sha256: sha256Of(bytes), content: bytes }
}

function dataUri(asset: Asset, bytes: Uint8Array): string {
  return `data:${asset.mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
}
