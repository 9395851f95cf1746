import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import type { PublishedFile } from '../contract/host.ts'
import type { Essay } from '../core/essay/essay.ts'
import { essayFromJson } from '../core/essay/read-essay.ts'
import type { Loss } from '../core/formats/conversion.ts'
import type { Finding } from '../core/publication/finding.ts'
import { formatNamed } from '../core/publication/formats.ts'
import type { Profile } from '../core/publication/profile.ts'
import { profileById } from '../core/publication/profiles.ts'
import { readProfile } from '../core/publication/read-profile.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { durableWrite } from './durable-write.ts'
import { LARGEST_ESSAY_FILE, type PictureBytes, packEssay, unpackEssay } from './essay-file.ts'
import { ownerOf } from './essays/owner-file.ts'
import { readStamped } from './file-stamp.ts'
import { packTextBundle } from './import/pack-text-bundle.ts'
import { onlyOne, type ReadFile } from './import/read-file.ts'
import { readInWorker } from './import/read-in-worker.ts'
import { nodeIo } from './io.ts'
import { loadLook } from './publish/look.ts'
import { recogniseSite } from './publish/recognise-site.ts'
import { type RenderedFile, renderPublication } from './publish/render-publication.ts'
import { writeIntoFolder, writeNewFolder } from './publish/write-files.ts'

/**
 * The host for programs that have paths instead of handles: the command line and scripts.
 */

export type { PictureBytes } from './essay-file.ts'
export type { ReadFile } from './import/read-file.ts'

/** An essay with its pictures. */
export interface EssayWithPictures {
  readonly essay: Essay
  /** Bytes by SHA-256 (64 lower-case hex digits). */
  readonly pictures: PictureBytes
}

/** An `.essay` file that was read. */
export interface EssayFile extends EssayWithPictures {
  /** Size in bytes and SHA-256 (hex) of the file. */
  readonly bytes: number
  readonly sha256: string
  /** True when another program changed text.md since Galley wrote it; essay.json is what was read. */
  readonly textChangedElsewhere: boolean
}

/** A file as it was written and read back. */
export interface WrittenFile {
  /** Absolute path. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What publishing to a path did. */
export interface PublishedTo {
  readonly profile: string
  /** Absolute path of the main file, or of the folder that holds it. */
  readonly destination: string
  /** Paths relative to the destination's folder, with `/`; the main file first. */
  readonly files: readonly PublishedFile[]
  readonly findings: readonly Finding[]
  readonly losses: readonly Loss[]
}

/** How a path may be written. */
export interface WriteOptions {
  /** Whether a file of that name may be replaced; otherwise `exists`. */
  readonly replace: boolean
}

/** Reads an `.essay` strictly. Problems: `gone`, `not-recognised`, `damaged`, `too-large`, `newer-version`, `invalid-essay`, `read-only`. */
export async function readEssayFile(path: string): Promise<Result<EssayFile>> {
  const read = await readStamped(path, LARGEST_ESSAY_FILE)
  if (!read.ok) return read
  const unpacked = unpackEssay(read.value.bytes)
  if (!unpacked.ok) {
    const { problem } = unpacked
    return {
      ok: false,
      problem: { ...problem, message: `${basename(path)}: ${problem.message}`, subject: basename(path) },
    }
  }
  const { essay, pictures, textChangedElsewhere } = unpacked.value
  return ok({ essay, pictures, textChangedElsewhere, bytes: read.value.bytes.length, sha256: read.value.stamp.sha256 })
}

/**
 * Writes an `.essay` durably and reads it back. The essay is judged by the schema first. Problems: `invalid-essay`, `too-large`, `exists`,
 * and those of a durable write.
 */
export async function writeEssayFile(
  path: string,
  essay: Essay,
  pictures: PictureBytes,
  options: WriteOptions,
): Promise<Result<WrittenFile>> {
  const valid = essayFromJson(essay)
  if (!valid.ok) return valid
  const packed = await packEssay(valid.value, pictures)
  if (!packed.ok) return packed
  const folder = dirname(resolve(path))
  if ((await kindOf(folder)) !== 'folder')
    return fail('gone', `There is no folder ${basename(folder)} to put ${basename(path)} into.`, {
      subject: basename(folder),
      safe: 'Nothing was written.',
      next: 'Make the folder first, or name another place.',
    })
  const owner = options.replace ? await ownerOf(nodeIo, resolve(path), Date.now()) : null
  if (owner !== null)
    return fail('locked', `${basename(path)} is open in ${owner.app}.`, {
      subject: basename(path),
      safe: 'Nothing was written.',
      next: 'Close it there first, or name another file.',
    })
  const written = await durableWrite(path, packed.value.bytes, { mode: options.replace ? 'replace' : 'create' })
  if (!written.ok) return written
  return ok({ path: resolve(path), bytes: packed.value.bytes.length, sha256: written.value.stamp.sha256 })
}

/** Writes a text as UTF-8, durably. Problems: `exists`, and those of a durable write. */
export async function writeTextFile(path: string, text: string, options: WriteOptions): Promise<Result<WrittenFile>> {
  const bytes = new TextEncoder().encode(text)
  const written = await durableWrite(path, bytes, { mode: options.replace ? 'replace' : 'create' })
  if (!written.ok) return written
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return ok({ path: resolve(path), bytes: bytes.length, sha256 })
}

/**
 * Reads a file of any format that Galley knows, by its extension (.essay, .textpack, the folder .textbundle, .docx, .md, .markdown, .html, .htm, .txt). Pictures that the
 * text names by a relative path are taken from the file's own folder and below it only; nothing is fetched.
 */
export async function importPath(path: string): Promise<Result<ReadFile>> {
  return onlyOne(basename(path), await importAllOfPath(path))
}

/** The bytes of a file; a TextBundle's folder as it would be packed. */
async function bytesOf(path: string): Promise<Result<Uint8Array>> {
  if (/\.textbundle$/i.test(resolve(path)) && (await kindOf(path)) === 'folder') return packTextBundle(path)
  const read = await readStamped(path, LARGEST_ESSAY_FILE)
  return read.ok ? ok(read.value.bytes) : read
}

/** Reads all essays of a file: of the export of a blog (WordPress, Ghost, Medium, Substack) one for each post, of any other file its one. */
export async function importAllOfPath(path: string): Promise<Result<readonly ReadFile[]>> {
  const bytes = await bytesOf(path)
  if (!bytes.ok) return bytes
  const { result } = await readInWorker({
    name: basename(path),
    bytes: bytes.value,
    pictures: { kind: 'folder', folder: dirname(resolve(path)) },
  })
  return result
}

/** Reads a profile of one's own from its JSON file. Problems: those of reading a file and of `readProfile`. */
export async function readProfileFile(path: string): Promise<Result<Profile>> {
  const read = await readStamped(path, LARGEST_PROFILE)
  return read.ok ? readProfile(new TextDecoder().decode(read.value.bytes)) : read
}

const LARGEST_PROFILE = 2_000_000

/**
 * Publishes an essay by a profile or the id of a built-in one. `outPath` is the main file when it ends as the profile's files do (.html, .htm; .md,
 * .markdown) and is no folder; its pictures go beside it. Otherwise `outPath` is a folder, made where it is missing, and the main file is
 * named by the slug. There is a whole new folder or none; into an existing folder the pictures go first, so that a page never
 * stands there without them. An essay for a static site goes into the right folders where `outPath` is the root of such a site. `assetsFolder` is the shipped `assets/`. Problems: `not-found` (profile, a picture without bytes), `exists`,
 * and those of a durable write.
 */
export async function publishEssay(
  essay: Essay,
  pictures: PictureBytes,
  by: string | Profile,
  outPath: string,
  options: WriteOptions & { readonly assetsFolder: string },
): Promise<Result<PublishedTo>> {
  const profile = typeof by === 'string' ? profileById(by) : by
  if (!profile) return fail('not-found', `There is no profile called ${by}.`, { subject: String(by) })
  const look = await loadLook(options.assetsFolder)
  if (!look.ok) return look
  const out = resolve(outPath)
  const there = await kindOf(out)
  const { extensions, site: generator } = formatNamed(profile.format)
  const site = there === 'folder' ? await recogniseSite(out, generator) : null
  const rendered = await renderPublication(essay, pictures, profile, look.value, site === null ? {} : { site })
  if (!rendered.ok) return rendered
  const { publication } = rendered.value

  const isFile = there !== 'folder' && extensions.includes(extname(out).toLowerCase())
  const folder = isFile ? dirname(out) : out
  const files = rendered.value.files.map((file, index) =>
    isFile && index === 0 ? { ...file, path: basename(out) } : file,
  )
  if (!isFile && there === 'file')
    return extensions[0] === undefined
      ? fail('exists', `${basename(out)} is a file, and this profile writes a folder.`, {
          subject: basename(out),
          safe: 'Nothing was written.',
          next: 'Name a folder.',
        })
      : fail('exists', `${basename(out)} is a file that does not end in ${extensions[0]}.`, {
          subject: basename(out),
          safe: 'Nothing was written.',
          next: `Name a folder, or a file that ends in ${extensions[0]}.`,
        })
  const written =
    there === 'folder' || (isFile && (await kindOf(folder)) === 'folder')
      ? await writeIntoFolder(folder, picturesFirst(files), { replace: options.replace })
      : await writeNewFolder(folder, picturesFirst(files))
  if (!written.ok) return written
  return ok({
    profile: profile.id,
    destination: out,
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    findings: publication.findings,
    losses: publication.losses,
  })
}

function picturesFirst(files: readonly RenderedFile[]): readonly RenderedFile[] {
  return [...files.slice(1), ...files.slice(0, 1)]
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'nothing'
  }
}
