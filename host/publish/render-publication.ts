import type { PublishedFile } from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { PublicationFile } from '../../core/publication/format.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { type Publication, publish } from '../../core/publication/publish.ts'
import type { SiteFolders } from '../../core/publication/site-folders.ts'
import { stripPicture } from '../../core/publication/strip-picture.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type PictureBytes, packEssay } from '../essay-file.ts'
import { sha256Of } from '../file-stamp.ts'
import type { Look } from './look.ts'
import { printPdf } from './print-pdf.ts'
import type { PrintPdf } from './printing.ts'

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

/** What rendering may be given beside the essay. */
export interface HowToRender {
  /** The folders of a site that the files go into. */
  readonly site?: SiteFolders
  /** Stops what takes long: `cancelled`. */
  readonly signal?: AbortSignal
  /** Makes the PDF; by a browser of this machine where none is given. */
  readonly print?: PrintPdf
}

/**
 * Publishes an essay in memory, for a site's folders where one is given. Where the profile asks for anonymity, pictures go out without what their makers
 * wrote into them. Problems: `not-found` naming a picture whose bytes nobody has, because a publication with a hole is worse than none;
 * `not-recognised` naming a picture that cannot be made anonymous; those of `printPdf`.
 */
export async function renderPublication(
  essay: Essay,
  pictures: PictureBytes,
  profile: Profile,
  look: Look,
  { site, signal, print = printPdf }: HowToRender = {},
): Promise<Result<RenderedPublication>> {
  const missing = new Set<string>()
  const named = new Set<string>()
  const stripped = new Map<string, Uint8Array>()
  const bytes = (hash: string): Uint8Array => {
    const known = stripped.get(hash) ?? pictures.get(hash)
    if (known === undefined) missing.add(hash)
    if (known === undefined || profile.rules.anonymous !== true || stripped.has(hash)) return known ?? new Uint8Array()
    const asset = essay.assets.find((one) => one.hash === hash)
    const bare = asset === undefined ? null : stripPicture(known, asset.mime)
    if (bare === null) named.add(hash)
    stripped.set(hash, bare ?? new Uint8Array())
    return bare ?? new Uint8Array()
  }
  const publication = await publish(essay, profile, {
    look: look.lookFor(essay, profile),
    bytes,
    dataUri: (asset) => dataUri(asset, bytes(asset.hash)),
    ...(site ? { site } : {}),
  })
  const files: RenderedFile[] = []
  for (const file of publication.files) {
    const content = await contentOf(file, bytes, (page) => print(page, signal))
    if (!content.ok) return content
    files.push(rendered(file.path, content.value))
  }
  const [first] = missing
  if (first !== undefined) {
    const name = essay.assets.find((asset) => asset.hash === first)?.name ?? 'a picture'
    return fail('not-found', `The picture “${name}” is missing from the essay, so the publication would have a hole.`, {
      subject: name,
      safe: 'Nothing was written.',
      next: 'Put the picture in again, or take its figure out.',
    })
  }
  const [unclear] = named
  if (unclear !== undefined) {
    const name = essay.assets.find((asset) => asset.hash === unclear)?.name || 'a picture'
    return fail('not-recognised', `The picture “${name}” may name its maker in data that cannot be taken out of it.`, {
      subject: name,
      safe: 'Nothing was written.',
      next: 'Save it as JPEG or PNG, and put it into the essay again; or hand in with names.',
    })
  }
  return ok({ publication, files })
}

async function contentOf(
  { content }: PublicationFile,
  bytesOf: (hash: string) => Uint8Array,
  print: PrintPdf,
): Promise<Result<Uint8Array>> {
  if (typeof content === 'string') return ok(new TextEncoder().encode(content))
  if (content instanceof Uint8Array) return ok(content)
  if ('asset' in content) return ok(bytesOf(content.asset))
  if (content.kind === 'printed-page') return print(content)
  const pictures = new Map(content.essay.assets.map(({ hash }) => [hash, bytesOf(hash)]))
  const packed = await packEssay(content.essay, pictures)
  return packed.ok ? ok(packed.value.bytes) : packed
}

function rendered(path: string, content: Uint8Array): RenderedFile {
  return { path, bytes: content.length, sha256: sha256Of(content), content }
}

function dataUri(asset: Asset, bytes: Uint8Array): string {
  return `data:${asset.mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
}
