import type { HouseRules } from './house-rules.ts'
import type { LookName } from './looks.ts'

/** The version of a profile's JSON that this Galley writes. */
export const PROFILE_VERSION = 1

/** Words in which a publication names who took part, in place of those of the essay's language. */
export interface CreditWording {
  /** `By {authors}` */
  readonly by?: string
  /** `Edited by {editors}` */
  readonly editedBy?: string
  /** `Posted on {date} by {authors}` */
  readonly postedOnBy?: string
}

/** The magazine, journal or site in which essays of a profile appear: what a published page says of where it stands. */
export interface PublicationSite {
  /** As it calls itself, e.g. `The Long Room`. */
  readonly name: string
  /** The address of its front page, or ''. */
  readonly url: string
}

/** Where the rules of a venue come from, and how sure they are. */
export interface ProfileSource {
  /** The page on which they stand, or ''. */
  readonly url: string
  /** The day on which it was read, `YYYY-MM-DD`. */
  readonly checked: string
  /** `verified`: tried out; `partly`: read, some of it; `unverified`: from hearsay, to be checked before it is relied on. */
  readonly status: 'verified' | 'partly' | 'unverified'
  /** What exactly is not verified, for people; '' where nothing is to be said. */
  readonly note: string
}

/**
 * A publication profile: where an essay goes and in which shape. One small JSON value; `readProfile` reads one, strictly. `format` is a row of
 * `FORMATS`, and `options` are that row's own.
 */
export interface Profile {
  readonly version: typeof PROFILE_VERSION
  /** Stable id, used by the CLI and the contract: lower-case letters, digits and hyphens. */
  readonly id: string
  readonly name: string
  /** One sentence for the hand-in screen. */
  readonly description: string
  readonly format: string
  readonly options: Readonly<Record<string, string | number | boolean>>
  readonly rules: HouseRules
  readonly credits: CreditWording
  /** Named on pages that are published with their people (OpenGraph's site, JSON-LD's publisher, the journal's title); null where nothing is to be named. */
  readonly publication: PublicationSite | null
  readonly look: LookName
  /** CSS of the site itself, put behind the look's own; '' for none. */
  readonly stylesheet: string
  /** null for a profile that claims nothing about a venue. */
  readonly source: ProfileSource | null
}
