import type { Asset, Essay } from '../essay/essay.ts'
import type { AssetAddress, Loss } from '../formats/conversion.ts'
import { toHtml } from '../formats/html/write/to-html.ts'
import { anonymous } from './anonymous.ts'
import { check } from './checks.ts'
import { withFigureNumbers, withoutFigureLinks } from './figure-numbers.ts'
import { textFileStem } from './file-names.ts'
import type { Finding } from './finding.ts'
import type { Clipboard, Format, PublicationFile } from './format.ts'
import { formatNamed } from './formats.ts'
import type { PageLook } from './page-look.ts'
import type { Profile } from './profile.ts'
import { type Destination, destinationOf } from './rehearsal/destination.ts'
import { type Rehearsal, rehearse } from './rehearsal/rehearse.ts'
import type { SiteFolders } from './site-folders.ts'
import { wordingFor } from './wording.ts'

/** What a profile makes of an essay, before anything is written. */
export interface Publication {
  readonly profile: Profile
  /** The main file first, then the others, pictures last. */
  readonly files: readonly [PublicationFile, ...PublicationFile[]]
  readonly findings: readonly Finding[]
  readonly losses: readonly Loss[]
  readonly clipboard: Clipboard | null
  /** What its destination makes of it; null for one that takes everything. */
  readonly rehearsal: (Rehearsal & { readonly destination: Destination }) | null
  /** What a proof shows of it. */
  readonly proof: Format['proof']
}

/** What `publish` needs beside the essay. */
export interface PublishOptions {
  readonly look: PageLook
  /** The bytes of a picture by its hash, for formats that hold pictures inside their file. */
  readonly bytes: (hash: string) => Uint8Array
  /** A picture as a data: URI, for pages that hold their pictures. */
  readonly dataUri: AssetAddress
  /** In a proof: the address at which a picture is shown, in place of the one that is exported. */
  readonly shownAt?: (asset: Asset) => string
  /** The site whose folder is published into. */
  readonly site?: SiteFolders
}

/**
 * Makes of an essay what a profile asks for, in memory. Expected flaws of the essay are findings, what the format cannot say is a loss;
 * the same essay, profile and options give the same bytes. A profile whose rules ask for anonymity gets the essay without its people
 * (anonymous.ts); the caller then gives bytes of pictures that name nobody (strip-picture.ts). The profile must be one of `PROFILES` or come from `readProfile`.
 */
export async function publish(essay: Essay, profile: Profile, options: PublishOptions): Promise<Publication> {
  const format = formatNamed(profile.format)
  const blind = profile.rules.anonymous === true ? anonymous(essay) : null
  const subject = blind?.essay ?? essay
  const formatOptions = format.options.parse(profile.options)
  const numbered = format.figures?.numbers ? subject : withFigureNumbers(subject)
  const linked = format.figures?.links(formatOptions) ? { essay: numbered, losses: [] } : withoutFigureLinks(numbered)
  const output = await format.write({
    essay: linked.essay,
    profile,
    options: formatOptions,
    look: options.look,
    wording: wordingFor(essay.metadata.language, profile),
    stem: textFileStem(subject),
    bytes: options.bytes,
    dataUri: options.dataUri,
    shownAt: options.shownAt ?? null,
    site: options.site && options.site.generator === format.site ? options.site : null,
  })
  const [main, ...others] = output.files
  if (!main) throw new Error(`the format ${profile.format} made no file`)
  const rehearsal = rehearsed(linked.essay, profile, options, format.proof === 'fragment' ? main.content : null)
  const counted = new Set(output.losses.map(({ kind }) => kind))
  return {
    profile,
    files: [main, ...others],
    findings: check(essay, profile),
    losses: [
      ...(blind?.losses ?? []),
      ...linked.losses,
      ...output.losses,
      ...(rehearsal?.losses ?? [])
        .filter(({ kind }) => !counted.has(kind))
        .map(({ kind, message, count, place }) => ({ kind, message, count, place })),
    ],
    clipboard: output.clipboard,
    rehearsal,
    proof: format.proof,
  }
}

/** The body after its destination's cleaning: of the file's own HTML, or of the same text as HTML where the file is of another kind. */
function rehearsed(
  essay: Essay,
  profile: Profile,
  { shownAt }: PublishOptions,
  own: PublicationFile['content'] | null,
): Publication['rehearsal'] {
  const destination = destinationOf(profile)
  if (!destination) return null
  const html =
    typeof own === 'string'
      ? own
      : toHtml(essay, {
          kind: 'fragment',
          address: shownAt ?? ((asset) => `images/${asset.hash}`),
          wording: wordingFor(essay.metadata.language, profile),
        }).text
  return { ...rehearse(html, destination), destination }
}

/** The text of a publication's main file; '' where that is no text. */
export function mainText(publication: Pick<Publication, 'files'>): string {
  const { content } = publication.files[0]
  return typeof content === 'string' ? content : ''
}
