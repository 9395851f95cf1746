import type { z } from 'zod'
import type { Asset, Essay } from '../essay/essay.ts'
import type { AssetAddress, Loss } from '../formats/conversion.ts'
import type { PageLook } from './page-look.ts'
import type { Profile } from './profile.ts'
import type { SiteFolders } from './site-folders.ts'
import type { Wording } from './wording.ts'

/** A page that stands on its own, to be printed as PDF by whoever writes the files. */
export interface PrintedPage {
  readonly kind: 'printed-page'
  readonly html: string
  readonly paper: 'a4' | 'letter'
}

/** The whole essay as an `.essay` holds it, to be packed by whoever writes the files. */
export interface PackedEssayFile {
  readonly kind: 'packed-essay'
  readonly essay: Essay
}

/** One file of a publication, not written yet. */
export interface PublicationFile {
  /** Relative path with `/`, e.g. `images/brass-lamp.jpg`; no part begins with a dot. */
  readonly path: string
  /** Text (written as UTF-8), bytes, a picture of the essay by its hash, a page to be printed, or the essay to be packed. */
  readonly content: string | Uint8Array | { readonly asset: string } | PrintedPage | PackedEssayFile
}

/** What the clipboard takes, all flavours at once; '' where there is none of a kind. */
export interface Clipboard {
  readonly html: string
  readonly text: string
  readonly rtf: string
  /** What of the essay its HTML does not have although the files do. */
  readonly losses: readonly Loss[]
  /** The same of its RTF, which goes before HTML where it is taken; left out where there is none. */
  readonly rtfLosses?: readonly Loss[]
}

/** What a format is given. Values only: the format asks nobody. */
export interface FormatInput<Options = unknown> {
  readonly essay: Essay
  readonly profile: Profile
  /** The profile's options, parsed by the format's own parser. */
  readonly options: Options
  readonly look: PageLook
  /** The words of the essay's language, with the profile's credit wording. */
  readonly wording: Wording
  /** The main file's name without extension: the slug, made safe for every system. */
  readonly stem: string
  /** The bytes of a picture by its hash. */
  readonly bytes: (hash: string) => Uint8Array
  /** A picture as a data: URI. */
  readonly dataUri: AssetAddress
  /** In a proof: the address at which the picture is shown, in place of the one that is exported. */
  readonly shownAt: ((asset: Asset) => string) | null
  /** The site that is published into, where it is known; a format for sites has folders of its own otherwise. */
  readonly site: SiteFolders | null
}

/** What a format makes of an essay. */
export interface FormatOutput {
  /** The main file first. Texts name other files by where they stand beside them. */
  readonly files: readonly PublicationFile[]
  readonly losses: readonly Loss[]
  /** null where the format has nothing that can be pasted. */
  readonly clipboard: Clipboard | null
}

/**
 * One format: a row of the table in `formats.ts`. Pure: the same input gives the same bytes. Expected flaws of an essay are findings of the checks;
 * what the format cannot say is a loss with its place.
 */
export interface Format<Options = unknown> {
  /** Of the main file, with the dot; the first is written, the others are taken as names for it, too. None where the path of the main file is fixed. */
  readonly extensions: readonly string[]
  /** The parser of `Profile.options`, strict, every option with its default. */
  readonly options: z.ZodType<Options>
  /** What the proof shows: the main file as a page, the main file's HTML set in a page, or the essay's own page where the file has no look. */
  readonly proof: 'page' | 'fragment' | 'essay'
  /** Written straight into a site of this kind where the chosen folder is one. */
  readonly site: SiteFolders['generator'] | null
  /**
   * What it does about numbered figures by itself; left out: nothing. `links`: a reference finds its figure in the file, else it is written as its
   * words. `numbers`: the captions carry their numbers whether the essay asks for them or not, or the file holds the setting.
   */
  readonly figures?: { readonly links: (options: Options) => boolean; readonly numbers?: true }
  readonly write: (input: FormatInput<Options>) => FormatOutput | Promise<FormatOutput>
}

/** A row with its options' type forgotten, as the table holds it. The parser stands before the writer, so no writer sees options of another shape. */
export function defineFormat<Options>(format: Format<Options>): Format {
  return format as unknown as Format
}
