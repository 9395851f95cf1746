import type { Asset, Essay } from '../essay/essay.ts'
import type { Loss } from '../formats/conversion.ts'
import type { Finding } from './finding.ts'
import type { Profile } from './profile.ts'

/** How the published page looks: our own stylesheet with the SHA-256 that its content security policy allows. */
export interface PageLook {
  /** CSS text, written into one style element. */
  readonly stylesheet: string
  /** Base64 SHA-256 of `stylesheet` as UTF-8. */
  readonly stylesheetHash: string
}

/** One picture that a publication puts beside its text. */
export interface PublishedPicture {
  /** Relative path with `/`, e.g. `images/brass-lamp.jpg`. */
  readonly path: string
  readonly hash: string
}

/** What a profile makes of an essay, before anything is written. */
export interface Publication {
  readonly profile: Profile
  /** File name of the main text, e.g. `keeper-and-lamp.html`. */
  readonly path: string
  readonly text: string
  readonly pictures: readonly PublishedPicture[]
  readonly findings: readonly Finding[]
  readonly losses: readonly Loss[]
}

/** What `publish` needs beside the essay. */
export interface PublishOptions {
  readonly look: PageLook
  /**
   * The address of a picture where the profile embeds it (a data: URI), or in a proof (the proof's own address). Where it is
   * not given, the address is the picture's path in the publication.
   */
  readonly address?: (asset: Asset, path: string) => string
}

// `publish(essay, profile, options): Publication` is added here by the writers' piece.
export type Publish = (essay: Essay, profile: Profile, options: PublishOptions) => Publication
