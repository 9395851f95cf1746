import type { LookName } from '../publication/looks.ts'
import type { BodyJson, NodeJson } from './json.ts'

/**
 * The whole essay as it stands in `essay.json` (essay-model.md, "The essay around the body"). One value holds everything that a
 * format, the proof or an editor needs; pictures are referred to by the SHA-256 of their bytes and travel beside it.
 */
export interface Essay {
  readonly format: 'galley.essay'
  readonly version: typeof ESSAY_VERSION
  /** A UUID that stays with the essay through moves and renames. */
  readonly id: string
  readonly metadata: Metadata
  /** Everyone named anywhere, once. */
  readonly people: readonly Person[]
  /** Who did what, in the order in which they are to be named. */
  readonly credits: readonly Credit[]
  readonly body: BodyJson
  /** Comment threads of the review; never exported unless asked for. */
  readonly threads: readonly Thread[]
  /** What is known of each picture that the body, the cover or a portrait refers to. */
  readonly assets: readonly Asset[]
  readonly settings: Settings
}

/** The version of `essay.json` that this Galley writes. */
export const ESSAY_VERSION = 1

/** Where an essay stands on its way to the reader. */
export type Status = 'draft' | 'with-editor' | 'ready' | 'handed-in' | 'published'

/** All statuses, in order of the work. */
export const STATUSES: readonly Status[] = ['draft', 'with-editor', 'ready', 'handed-in', 'published']

/** What is said about an essay beside its text. Empty strings and lists mean "not given". */
export interface Metadata {
  readonly title: string
  /** The sentence below the title (dek, subtitle). */
  readonly standfirst: string
  /** The address part, or null while it is still derived from the title (`slugOf`). */
  readonly slug: string | null
  readonly category: string
  readonly tags: readonly string[]
  readonly excerpt: string
  /** BCP 47 language tag of the text, e.g. `en-GB`. */
  readonly language: string
  /** The publication date, `YYYY-MM-DD`, or '' where none is set. */
  readonly date: string
  /** The day of the last revision that readers are told of, `YYYY-MM-DD`; left out where they are told of none. */
  readonly updated?: string
  readonly status: Status
  readonly cover: Cover | null
  readonly license: License | null
  /** The question to the readers at the end, e.g. "What do you think?"; plain text. */
  readonly closingQuestion: string
  /** The address under which the essay is or will be published first, or ''. */
  readonly canonicalUrl: string
  /** Front matter that Galley does not know: kept and written back. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A licence by its name, e.g. `CC BY 4.0`, and the address of its text ('' where there is none). */
export interface License {
  readonly name: string
  readonly url: string
}

/** Whether a picture may be used, and why. '' where nobody has said yet. */
export type Permission = '' | 'own' | 'free-licence' | 'public-domain' | 'asked' | 'granted'

/** All permission states, in the order in which they are offered. */
export const PERMISSIONS: readonly Permission[] = ['', 'own', 'free-licence', 'public-domain', 'asked', 'granted']

/** What is known about the rights in a picture; the same fields stand on the `figure` node. */
export interface PictureRights {
  readonly creator: string
  readonly sourceUrl: string
  readonly license: string
  readonly licenseUrl: string
  readonly permission: Permission
}

/** The picture above the text. Caption and credit are inline content (text nodes with marks). */
export interface Cover extends PictureRights {
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  readonly caption: readonly NodeJson[]
  readonly credit: readonly NodeJson[]
}

/** Someone who is named: author, editor, photographer. */
export interface Person {
  /** Unique within the essay: lower-case letters, digits and hyphens. */
  readonly id: string
  readonly name: string
  readonly sortName: string
  readonly url: string
  /** The biography as it is printed below the essay; plain text. */
  readonly bio: string
  /** `asset:<hash>` of the portrait, or ''. */
  readonly portrait: string
}

/** The roles of publishing.md section 7. */
export type Role =
  | 'author'
  | 'co-author'
  | 'editor'
  | 'copy-editor'
  | 'fact-checker'
  | 'proofreader'
  | 'translator'
  | 'photographer'
  | 'illustrator'
  | 'reviewer'
  | 'thanks'
  | 'other'

/** All roles, in the order in which they are offered. */
export const ROLES: readonly Role[] = [
  'author',
  'co-author',
  'editor',
  'copy-editor',
  'fact-checker',
  'proofreader',
  'translator',
  'photographer',
  'illustrator',
  'reviewer',
  'thanks',
  'other',
]

/** One person's part in the essay. */
export interface Credit {
  /** `Person.id` */
  readonly person: string
  readonly role: Role
  /** Free words in place of the role's usual ones, or ''. */
  readonly label: string
  /** Whether the published page names it. */
  readonly visible: boolean
}

/** A review thread, whose id a `comment` mark refers to; or readers' comments that came with the essay, which no mark refers to. */
export interface Thread {
  readonly id: string
  readonly resolved: boolean
  readonly messages: readonly Message[]
}

/** One message of a thread. Author and time are empty where they are not known. */
export interface Message {
  readonly author: string
  /** ISO 8601 where that could be read, else as it stood. */
  readonly time: string
  readonly text: string
  /** Index of the earlier message of the thread that this one answers; absent where it answers none or that is not known. */
  readonly answers?: number
}

/** The kinds of picture that Galley takes. */
export type PictureMime = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/svg+xml'

/** What is known of one picture. The bytes lie in the `.essay` under `assets/<hash>.<extension>`. */
export interface Asset {
  /** SHA-256 of the stored bytes, 64 lower-case hex digits. */
  readonly hash: string
  readonly mime: PictureMime
  /** Size in bytes. */
  readonly bytes: number
  /** Pixels as displayed (after EXIF rotation). */
  readonly width: number
  readonly height: number
  /** The file name it came with, without folders. */
  readonly name: string
  /** True when location metadata was found and removed on the way in. */
  readonly locationRemoved: boolean
}

/** Choices that belong to this essay and travel with it. */
export interface Settings {
  /** Id of the publication profile chosen last. */
  readonly profile: string
  /** Ids of the profiles that are kept for this essay, beside the chosen one; left out where there are none. */
  readonly profiles?: readonly string[]
  /** Word goal, or 0 for none. */
  readonly goal: number
  /** The day by which the goal is to be reached, `YYYY-MM-DD`; left out where there is none. */
  readonly deadline?: string
  /** Words that spelling lets stand in this essay alone, sorted; left out where there are none. */
  readonly ignoredWords?: readonly string[]
  /** Captions are published with the number of their figure; left out where they are not. */
  readonly figureNumbers?: true
  /** The look of its published page, in place of the profile's; left out where none was chosen. */
  readonly look?: LookName
}

/** The file extension under which a picture of this kind is stored and exported. */
export const EXTENSION_OF_MIME: Readonly<Record<PictureMime, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
}
