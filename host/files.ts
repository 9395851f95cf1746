import type { PublishedFile } from '../contract/host.ts'
import type { Essay } from '../core/essay/essay.ts'
import type { Loss } from '../core/formats/conversion.ts'
import type { Finding } from '../core/publication/finding.ts'
import type { Result } from '../core/result.ts'

/** The bytes of pictures by their SHA-256 (64 lower-case hex digits). */
export type PictureBytes = ReadonlyMap<string, Uint8Array>

/** An essay with its pictures. */
export interface EssayWithPictures {
  readonly essay: Essay
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

/** An essay read from any format, with what the format could not say. `losses` is empty for an `.essay`. */
export interface ReadFile extends EssayWithPictures {
  /** `essay`, `markdown`, `html` or `text`. */
  readonly format: 'essay' | 'markdown' | 'html' | 'text'
  readonly losses: readonly Loss[]
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
  /** Absolute path of the file (one-file profiles) or folder that was written. */
  readonly destination: string
  /** Paths relative to the destination's folder, with `/`. */
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
export declare function readEssayFile(path: string): Promise<Result<EssayFile>>

/** Writes an `.essay` durably and reads it back. Problems: those of a durable write, and `exists`. */
export declare function writeEssayFile(
  path: string,
  essay: Essay,
  pictures: PictureBytes,
  options: WriteOptions,
): Promise<Result<WrittenFile>>

/**
 * Reads a file of any format that Galley knows, by its extension (.essay, .md, .markdown, .html, .htm, .txt). Pictures that the
 * text names by a relative path are taken from the file's own folder and below it only; nothing is fetched.
 */
export declare function importPath(path: string): Promise<Result<ReadFile>>

/**
 * Publishes an essay by a profile's id. Where the profile makes one file, `outPath` is that file (or an existing folder to put it
 * into); otherwise the main file when it has the profile's extension, with its pictures beside it, or else a folder. `assetsFolder` is the shipped `assets/`.
 */
export declare function publishEssay(
  essay: Essay,
  pictures: PictureBytes,
  profileId: string,
  outPath: string,
  options: WriteOptions & { readonly assetsFolder: string },
): Promise<Result<PublishedTo>>
