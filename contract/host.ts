import type { Asset, Essay } from '../core/essay/essay.ts'
import type { Loss, Taken } from '../core/formats/conversion.ts'
import type { Finding } from '../core/publication/finding.ts'
import type { Clipboard } from '../core/publication/format.ts'
import type { Profile } from '../core/publication/profile.ts'
import type { ProofReading } from '../core/publication/reading/read-proof.ts'
import type { SiteFolders } from '../core/publication/site-folders.ts'
import type { Result } from '../core/result.ts'

/**
 * What a window may ask of its host. One object in, one Result out; expected failures are values, only bugs throw. A window
 * holds handles that the host issued, never paths.
 */

/** Handle of an essay file that the host issued. Opaque; valid for the life of the host process. */
export type EssayRef = string & { readonly kind?: 'EssayRef' }
/** Handle of a folder that the person granted. Opaque. */
export type FolderRef = string & { readonly kind?: 'FolderRef' }

/** A file's name and bytes, as a page's file picker or the clipboard gives them. */
export interface NamedBytes {
  /** File name without folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the host is and can do. */
export interface HostInfo {
  readonly shell: 'electron' | 'browser'
  readonly version: string
  /** True where the host shows native file dialogs; otherwise the page's own picker and downloads are used. */
  readonly dialogs: boolean
  /** `darwin` shows Cmd, all others Ctrl. */
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** The name of the essays folder, as people see it. */
  readonly essaysFolder: { readonly ref: FolderRef; readonly name: string }
  /**
   * The essay that was opened last and never closed (`closeEssay`), in this or an earlier run of the host, or null. The
   * window shows it again at its start. Kept in the data folder beside the places.
   */
  readonly lastEssay: EssayRef | null
}

/** One row of the Desk. */
export interface EssaySummary {
  readonly essay: EssayRef
  /** File name without extension. */
  readonly fileName: string
  readonly title: string
  readonly standfirst: string
  readonly status: Essay['metadata']['status']
  readonly category: string
  readonly tags: readonly string[]
  readonly authors: readonly string[]
  /** Words of the body. */
  readonly words: number
  /** Last change of the file, milliseconds since 1970. */
  readonly changed: number
  /** Address of the cover (or the first figure) for an <img>, or null. */
  readonly cover: string | null
  /** Why the file cannot be opened, or null; then the other fields are empty. */
  readonly problem: string | null
  /** True where there is a `problem`, and `openEssay` shows the plain text in the file for reading. */
  readonly isTextOnly: boolean
  /** Where there is a `problem`: the `Essay.id` under which Galley keeps versions of it, for `recoverEssay`, which puts the newest into a file of its own. */
  readonly keptAs: string | null
  /**
   * The essay that this file is another version of, by the name that a sync client or a conflict gave it (`Lamp (conflicted copy)`, `Lamp-HOST`, `Lamp (1)`)
   * and the same document id inside; null for any other file. `peekEssay` gives both for a comparison.
   */
  readonly siblingOf: EssayRef | null
  /** True where it stands in Galley's own folder until the essays folder can take it. */
  readonly isAside: boolean
}

/** An essay that no file holds any more, and of which Galley has text. */
export interface LostEssay {
  /** `Essay.id` */
  readonly id: string
  /** Its title, as far as that is known, or ''. */
  readonly title: string
  /** File name without extension that it had last, or ''. */
  readonly fileName: string
  /** Words of the body. */
  readonly words: number
  /** When that text was written down, milliseconds since 1970. */
  readonly when: number
  /** Where it is from: the journal has it as it stood last; of the others there are versions. */
  readonly from: 'journal' | 'versions'
}

/** One passage found by the Desk's search. */
export interface SearchHit {
  readonly essay: EssayRef
  /** The words around the match; the match itself stands from `start` to `end` (UTF-16 offsets into `excerpt`). */
  readonly excerpt: string
  readonly start: number
  readonly end: number
  /** How many matches the essay has. */
  readonly matches: number
}

/** Where the person was in an essay. */
export interface Place {
  /** ProseMirror positions of the selection. */
  readonly anchor: number
  readonly head: number
  /** Scroll offset of the page in CSS pixels. */
  readonly scroll: number
}

/** An essay that is open in a window. */
export interface OpenedEssay {
  readonly essay: EssayRef
  readonly document: Essay
  /** Counts openings of this file in this host; a save of an older opening is a conflict. */
  readonly generation: number
  /** Counts saves within the opening, from 0. */
  readonly revision: number
  /** File name without extension, for the title bar. */
  readonly fileName: string
  /** Prefix of the addresses of this essay's pictures for an <img>: `assetBase + hash`. */
  readonly assetBase: string
  readonly place: Place | null
  /** What the journal held and the file does not; then `document` is the journal's text. null: they are the same. */
  readonly recovered: Recovered | null
  /** Why nothing of this opening may be saved, or null. Every operation that writes refuses it with `read-only`; `copyEssay` makes a copy. */
  readonly readOnly: ReadOnly | null
  /** True where the essays folder could not take it: it stands in Galley's own folder, and moves when it is left. */
  readonly isAside: boolean
}

/** Why an essay is open for reading only. */
export interface ReadOnly {
  readonly reason: /** a newer Galley wrote it: what this one can show of it is not all of it */
    | 'newer-format'
    /** another window, another program or another computer has it open */
    | 'open-elsewhere'
    /** essay.json is damaged; `document` is what the plain text in the file still says */
    | 'unreadable'
  /** For the person: what is so, and what can be done. */
  readonly sentence: string
}

/** A change of an open essay's file by another program. */
export interface EssayChange {
  readonly essay: EssayRef
  /** `gone`: moved, renamed or deleted. */
  readonly kind: 'changed' | 'gone'
  /** When it was noticed, milliseconds since 1970. */
  readonly at: number
}

/** What to do about a file that another program changed while the essay was open here. No side is lost with any of them. */
export type ChangeChoice =
  /** mine is written; theirs becomes a version */
  | 'mine'
  /** theirs is opened; mine becomes a version */
  | 'theirs'
  /** theirs stays in the file; mine goes on in a file of its own, `Name (conflict YYYY-MM-DD HHMM)` */
  | 'both'

/** Text that was protected by the journal and never came into its file: Galley, the machine or the disk stopped in between. */
export interface Recovered {
  /** For the person: what was recovered. */
  readonly sentence: string
  /** When the last of it was protected, milliseconds since 1970. */
  readonly when: number
  /**
   * null where the text simply goes on. Otherwise the file was changed by another program meanwhile: nothing is written before
   * `decideRecovery`. Words of the body on both sides, and when the file was changed (milliseconds since 1970).
   */
  readonly choice: { readonly words: number; readonly theirWords: number; readonly theirTime: number } | null
}

/** What to do about a file that changed while unsaved text of it stood in the journal. No side is lost with any of them. */
export type RecoveryChoice =
  /** go on with the recovered text; the file's becomes a version */
  | 'mine'
  /** go on with the file's text; the recovered one becomes a version */
  | 'theirs'
  /** go on with the recovered text in a new file of its own */
  | 'both'

/** What a save left on disk, read back and compared. */
export interface SavedEssay {
  readonly revision: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly bytes: number
  /** SHA-256 of the file, hex. */
  readonly sha256: string
  readonly fileName: string
}

/** What an import made of one file. */
export interface ImportedEssay {
  readonly essay: EssayRef
  readonly title: string
  readonly sourceName: string
  /** What came of the file. */
  readonly came: { readonly words: number; readonly figures: number; readonly notes: number }
  /** The fields that are filled now, with their words, in the order in which a page shows them. */
  readonly fields: readonly ImportedField[]
  /** What was recognised by its wording and left the text for a field. Not empty only where that may be undone by `asItStands`. */
  readonly taken: readonly Taken[]
  readonly losses: readonly Loss[]
}

/** A field that an import filled. */
export interface ImportedField {
  /** "Author", "Date", "Closing question" …, for people. */
  readonly label: string
  readonly text: string
}

/** A file that was not imported, and why. */
export interface RefusedFile {
  readonly sourceName: string
  readonly message: string
}

/** A file of a publication. */
export interface PublishedFile {
  /** Relative path with `/`. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What was handed in, when and where. */
export interface Receipt {
  /** Id of the profile, and its name at that time. */
  readonly profile: string
  readonly profileName: string
  /** Whether everyone's names were left out. */
  readonly anonymous: boolean
  /** SHA-256 (hex) of what the essay says: title, people, text, pictures; its status and settings aside. Equal ones are one text. */
  readonly essay: string
  /** Words of the body. */
  readonly words: number
  readonly files: readonly PublishedFile[]
  readonly findings: readonly Finding[]
  readonly losses: readonly Loss[]
  /** Milliseconds since 1970. */
  readonly time: number
  /** Where it was written, as people see it; '' where it went to memory. */
  readonly destination: string
  /** Whether it stands in the essay's list of hand-ins. */
  readonly kept: boolean
}

/** What is asked of every publication. */
export interface PublicationInput extends WorkingEssay {
  /** Id of a built-in profile or of one's own. */
  readonly profile: string
  /** Leaves everyone's names out, or not; as the profile's rules have it unless given. */
  readonly anonymous?: boolean
}

/** Where a publication would go. */
export interface PublicationPlace {
  /** As people see it: `Site/content/essays/lamps/index.md`, `Essays/lamps`. */
  readonly destination: string
  /** The kind of static site whose root the folder is, where it is one that the profile writes for. */
  readonly site: SiteFolders['generator'] | null
  /** The files with their places below the folder, main file first. */
  readonly paths: readonly string[]
  /** What the person must see to in the site, or ''. */
  readonly missing: string
  /** Paths (of `paths`) that are there already and would be replaced. */
  readonly taken: readonly string[]
}

/** A person's own profiles, and files among them that cannot be used. */
export interface OwnProfiles {
  readonly profiles: readonly Profile[]
  readonly refused: readonly { readonly name: string; readonly message: string }[]
}

/** Small settings of the person, not of an essay. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark' | 'sepia'
  readonly textSize: 'small' | 'medium' | 'large'
  /** Width of the column on the Page. */
  readonly measure: 'narrow' | 'medium' | 'wide'
  /** What stands out while the rest of the text is drawn back. */
  readonly focus: 'off' | 'paragraph' | 'sentence'
  /** Whether the line that is written on keeps its height on the page. */
  readonly typewriter: boolean
  /** Whether quotes, dashes and spaces are set as they are typed. */
  readonly typography: boolean
  readonly outlineOpen: boolean
  readonly inspectorOpen: boolean
  /** Width of the proof in CSS pixels, 320 to 1920. */
  readonly proofWidth: number
  /** Whether the proof shows printed sheets. */
  readonly proofPaper: boolean
  /** Whether the proof shows what a destination's cleaning leaves, where the profile has one. */
  readonly proofRehearsal: boolean
  readonly proofTheme: 'light' | 'dark'
  readonly proofComments: boolean
  /** Whether the Proof stands beside the Page where the window is wide enough. */
  readonly proofBeside: boolean
  /** Whether words that no dictionary knows are marked. */
  readonly spelling: boolean
  /** How much of a long essay is laid out on the Page: what is near, or all, as screen readers need it; `automatic`: all while a screen reader runs. */
  readonly layout: 'automatic' | 'near' | 'whole'
}

/** What a person added to spelling, for all essays. */
export interface SpellingState {
  /** Words that are right wherever they stand, sorted. */
  readonly words: readonly string[]
  /** Languages (BCP 47) for which the person added a dictionary. Those that come with Galley are the window's own. */
  readonly dictionaries: readonly string[]
}

/** An essay as the window has it, with what it started from. */
export interface WorkingEssay {
  readonly essay: EssayRef
  readonly generation: number
  /** The revision that the window's text is based on. */
  readonly revision: number
  readonly document: Essay
  /** Number of the last change (see `writeJournal`) that `document` holds; all that the journal knows unless given. */
  readonly sequence?: number
  /** The person was asked after the problem `shrinks` and wants the short text saved. */
  readonly confirmShrink?: true
}

/** Why a version was kept. */
export type VersionCause =
  /** the essay as it was before the first change of a session */
  | 'opened'
  /** the person saved by hand */
  | 'saved'
  /** ten minutes of changes */
  | 'time'
  /** five hundred words more or fewer */
  | 'words'
  /** the essay was closed after changes */
  | 'closed'
  /** the person named it */
  | 'named'
  /** one side of a conflict with another program */
  | 'conflict'
  /** the essay as Galley knew it before a file that was changed outside took its place */
  | 'outside'
  /** the essay before a save that left almost nothing of it */
  | 'before-shrink'
  /** the essay before another version was restored */
  | 'before-restore'
  /** an older version, restored */
  | 'restored'
  /** found without its entry in the index; the time is that of its file */
  | 'recovered'

/** One version of an essay's history. */
export interface VersionSummary {
  /** Names the version within the essay's history. */
  readonly version: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly cause: VersionCause
  /** Words of the body. */
  readonly words: number
  /** What the person called it, or ''. Named versions are never pruned. */
  readonly name: string
  /** File name without extension at that time. */
  readonly fileName: string
  /** For a restored version the time of the one it was taken from, where that is still kept; otherwise null. */
  readonly restoredFrom: number | null
}

/** Everything a window may ask. Each failure's code is in `ProblemCode`. */
export interface HostOperations {
  /** What this host is. */
  hostInfo(input: Record<string, never>): Promise<Result<HostInfo>>
  /** The essays in the essays folder, last changed first. A file that cannot be read is a row with its problem. */
  listEssays(input: Record<string, never>): Promise<Result<{ readonly essays: readonly EssaySummary[] }>>
  /**
   * The essays that no file holds any more, newest first: those whose text waits in the journal and, with `versions`, those of which only versions are
   * left. One that is open is none.
   */
  listLostEssays(input: { readonly versions: boolean }): Promise<Result<{ readonly essays: readonly LostEssay[] }>>
  /** Puts a lost essay into the essays folder, in a file of its own, and opens it. `not-found`; `exists` when it has a file again. */
  recoverEssay(input: { readonly id: string; readonly window?: string }): Promise<Result<OpenedEssay>>
  /** Finds text in all essays of the folder (title, standfirst, body, captions, notes), case and accents ignored. */
  searchEssays(input: { readonly query: string }): Promise<Result<{ readonly hits: readonly SearchHit[] }>>
  /**
   * Makes a new essay file in the essays folder and opens it. Where that folder cannot take it, the file is made in Galley's own (`isAside`), so that the
   * first key is protected, and moves by itself when the folder can. The folder's problem, when neither can.
   */
  createEssay(input: { readonly title: string; readonly window?: string }): Promise<Result<OpenedEssay>>
  /**
   * Opens an essay: strict zip, strict JSON, schema. A file that does not read is never changed. `window` names the window that asks (any word that outlives
   * its reloads): an essay that another living window or program has open is then read-only here, unless `takeOver`. Without a name the
   * opening before this one ends.
   */
  openEssay(input: {
    readonly essay: EssayRef
    readonly window?: string
    readonly takeOver?: boolean
  }): Promise<Result<OpenedEssay>>
  /** Reads an essay as its file stands now, without opening it: for comparisons. Its pictures are at `assetBase`. */
  peekEssay(input: { readonly essay: EssayRef }): Promise<
    Result<{
      readonly document: Essay
      readonly fileName: string
      readonly assetBase: string
      /** Last change of the file, milliseconds since 1970. */
      readonly changed: number
    }>
  >
  /** Makes a copy of an essay's file in its folder, with an id of its own, and opens that. `newer-version` and `damaged` like any reading. */
  copyEssay(input: { readonly essay: EssayRef; readonly window?: string }): Promise<Result<OpenedEssay>>
  /**
   * Looks whether the file of an opening is still what was read or written last; by hash where the disk's own marks differ. To be asked when the
   * window comes to the front and every 30 s: that also tells other windows that this one lives.
   */
  checkEssay(input: {
    readonly essay: EssayRef
    readonly generation: number
  }): Promise<Result<{ readonly state: 'same' | 'changed' | 'gone' }>>
  /**
   * Settles a change by another program (`onEssayChangedOnDisk`, or a save's `conflict`). `mine` goes on in the same opening, with a new revision; the others
   * are new openings. What is not chosen is a version before anything replaces it. `conflict` when the opening has ended.
   */
  resolveChange(input: WorkingEssay & { readonly choice: ChangeChoice }): Promise<Result<OpenedEssay>>
  /** Shows the native open dialog. `not-available` without dialogs, `cancelled` when closed. */
  chooseEssay(input: Record<string, never>): Promise<Result<{ readonly essay: EssayRef }>>
  /**
   * Writes the essay durably (safety.md section 2) and reads it back. `conflict` when generation or revision is not the
   * current one, or the file changed on disk since. `shrinks` when less than a tenth of the text would be left and no change in the journal says
   * how: the file's text is a version by then, and nothing was written; `confirmShrink` writes it.
   */
  saveEssay(input: WorkingEssay): Promise<Result<SavedEssay>>
  /**
   * Makes changes of an open essay durable in the journal before its file is saved (safety.md 3.1). Changes are numbered from 1 in each opening: one
   * number for each ProseMirror step, and one for `details`, which then come last. `snapshot` is the whole essay after `to` and stands in
   * place of steps and details. Answers the last change that is on the disk; sending one again is no error. `conflict`: changes
   * before these are missing (send a snapshot), or the opening has ended.
   */
  writeJournal(input: {
    readonly essay: EssayRef
    /** `Essay.id` */
    readonly id: string
    readonly generation: number
    readonly from: number
    readonly to: number
    readonly steps: readonly unknown[]
    readonly details: Partial<Pick<Essay, 'metadata' | 'people' | 'credits' | 'settings' | 'threads' | 'assets'>> | null
    readonly snapshot: Essay | null
  }): Promise<Result<{ readonly sequence: number; readonly protectedAt: number }>>
  /** Decides on `OpenedEssay.recovered.choice` and opens what was chosen. `not-found` when there is nothing to decide any more. */
  decideRecovery(input: {
    readonly essay: EssayRef
    readonly generation: number
    readonly choice: RecoveryChoice
  }): Promise<Result<OpenedEssay>>
  /** Saves a copy where the native dialog says and opens that. `not-available` without dialogs. */
  saveEssayAs(input: WorkingEssay): Promise<Result<OpenedEssay>>
  /** The bytes of the `.essay` as they would be saved, for a download. */
  packEssay(input: WorkingEssay): Promise<Result<NamedBytes>>
  /**
   * Writes the text, judged and whole, as a new essay into the essays folder, or where that cannot take it into Galley's own (`isAside`): the way out for text that its own file
   * cannot hold. The opening stays as it is. Nothing of it travels to the window and back, so there is no limit but that of an essay.
   */
  keepAsNew(input: WorkingEssay): Promise<Result<{ readonly essay: EssayRef; readonly title: string }>>
  /** The versions of an essay, newest first. The essay must have been opened once in this host. */
  listVersions(input: { readonly essay: EssayRef }): Promise<Result<{ readonly versions: readonly VersionSummary[] }>>
  /** A version as an essay; its pictures have the addresses of the essay's own. `not-found`, `damaged`. */
  readVersion(input: { readonly essay: EssayRef; readonly version: string }): Promise<Result<Essay>>
  /**
   * Keeps the essay as it stands as a version, with a name or, as a save by hand, without (''). Text that is the newest version already is not
   * kept twice. Not bound to the turn of saves: it must also work while a conflict stands.
   */
  keepVersion(input: WorkingEssay & { readonly name: string }): Promise<Result<VersionSummary>>
  /** Gives a version a name, or takes it away (''). */
  nameVersion(input: {
    readonly essay: EssayRef
    readonly version: string
    readonly name: string
  }): Promise<Result<VersionSummary>>
  /**
   * Puts a version in the place of the essay and opens it. The essay as it stood becomes a version first, the restored one is a new version on top, and
   * nothing is deleted. `conflict` like a save.
   */
  restoreVersion(input: WorkingEssay & { readonly version: string }): Promise<Result<OpenedEssay>>
  /** Ends an opening; later saves of it are conflicts. */
  closeEssay(input: { readonly essay: EssayRef; readonly generation: number }): Promise<Result<null>>
  /** Moves an essay file to the Trash folder beside it; nothing is deleted. */
  trashEssay(input: { readonly essay: EssayRef }): Promise<Result<null>>
  /** Takes an essay that `trashEssay` moved back out of the Trash, under its name or the next free one. `not-found` when it is not in the Trash any more. */
  untrashEssay(input: { readonly essay: EssayRef }): Promise<Result<null>>
  /**
   * Makes an essay in the essays folder of each file (.essay, .textpack, .docx, .md, .html, .txt), and one of each post of a blog's export (WordPress, Ghost, Medium,
   * Substack). `asItStands` leaves in the text what would be recognised by its wording.
   */
  importFiles(input: {
    readonly files: readonly NamedBytes[]
    readonly asItStands?: boolean
  }): Promise<Result<{ readonly imported: readonly ImportedEssay[]; readonly refused: readonly RefusedFile[] }>>
  /**
   * Takes a picture into an open essay at once: checks magic and dimensions, removes location metadata, names it by
   * hash, keeps it durably before it answers.
   */
  importAsset(input: {
    readonly essay: EssayRef
    readonly name: string
    readonly bytes: Uint8Array
  }): Promise<Result<Asset>>
  /**
   * Renders the proof. The page at `url` holds the bytes of the export, picture addresses aside. `theme` other than
   * `system` pins the page's one colour-scheme meta (`withColorScheme`), because no parent can set it for a frame;
   * `comments` adds the sample thread.
   */
  proof(
    input: WorkingEssay & {
      readonly profile: string
      readonly comments: boolean
      readonly theme: 'system' | 'light' | 'dark'
      /** What is shown; the export unless given. `paper`: its printed sheets. `rehearsal`: what its destination's cleaning leaves of it. */
      readonly shown?: 'export' | 'paper' | 'rehearsal'
      /** The address of a proof of this essay whose place the new one takes: it has the same address then, and so have its pictures. */
      readonly again?: string
    },
  ): Promise<
    Result<{
      readonly url: string
      /** The export itself, its HTML set in a page, or the essay's own page where the export has no look (a Word file, Markdown). */
      readonly shows: 'page' | 'fragment' | 'essay'
      readonly findings: readonly Finding[]
      readonly losses: readonly Loss[]
      /** What the destination takes out; null for one that takes everything. */
      readonly rehearsal: {
        readonly name: string
        readonly basis: 'tried' | 'read' | 'unverified'
        readonly losses: readonly Loss[]
      } | null
      readonly words: number
    }>
  >
  /** What a screen reader says of a proof's page, and how other sites show it. `not-found` for a proof that newer ones replaced. */
  readProof(input: { readonly url: string }): Promise<Result<ProofReading>>
  /** The files that `publish` would write, without writing; with `folder` also where they would go and what is there. */
  planPublication(
    input: PublicationInput & { readonly folder?: FolderRef },
  ): Promise<Result<Omit<Receipt, 'time' | 'destination' | 'kept'> & { readonly place: PublicationPlace | null }>>
  /**
   * Publishes to memory: the files come back with their bytes, for a download, and what the clipboard takes (null: nothing that can be pasted). With
   * `handIn`, where they went in words, the receipt is kept among the essay's hand-ins.
   */
  publishToMemory(input: PublicationInput & { readonly handIn?: string; readonly operation?: string }): Promise<
    Result<{
      readonly receipt: Receipt
      readonly files: readonly (PublishedFile & { readonly content: Uint8Array })[]
      readonly clipboard: Clipboard | null
    }>
  >
  /**
   * Publishes into a folder of the person's choice, into a new subfolder named by the slug; an essay for a static site goes straight into the site's
   * own folders where the chosen one is its root. `exists` when it is there already and `replace` is false. The receipt and the folder are kept among the
   * essay's hand-ins. `cancelled` after `cancelPublication` of that `operation` (any word of the window's); the folder is then as it was.
   */
  publishToFolder(
    input: PublicationInput & { readonly folder: FolderRef; readonly replace: boolean; readonly operation?: string },
  ): Promise<Result<Receipt>>
  /** How far a publication under way is: files written, of how many (0 of 0 while they are made). null when none of that name is under way. */
  publicationProgress(input: {
    readonly operation: string
  }): Promise<Result<{ readonly written: number; readonly total: number } | null>>
  /** Stops a publication under way, which then answers `cancelled`. No error when it has ended. */
  cancelPublication(input: { readonly operation: string }): Promise<Result<null>>
  /** What was handed in of an essay (`Essay.id`), newest first, and the folder that was written into last, if it is still there. */
  listHandIns(input: { readonly id: string }): Promise<
    Result<{
      readonly receipts: readonly Receipt[]
      readonly folder: { readonly folder: FolderRef; readonly name: string } | null
    }>
  >
  /** The person's own profiles. */
  listProfiles(input: Record<string, never>): Promise<Result<OwnProfiles>>
  /** Keeps a profile, given as the text of its JSON file, durably. `exists` for a built-in id, and for one's own unless `replace`; those of `readProfile`. */
  keepProfile(input: { readonly json: string; readonly replace: boolean }): Promise<Result<Profile>>
  /** Removes one's own profile. `not-found`. */
  removeProfile(input: { readonly id: string }): Promise<Result<null>>
  /** Shows the native folder dialog. `not-available` without dialogs. */
  chooseFolder(input: Record<string, never>): Promise<Result<{ readonly folder: FolderRef; readonly name: string }>>
  /**
   * Asks for files by the native dialog and reads them, because a page's own picker opens only for a click in the page, and not for one in the desktop's menu. A file
   * that cannot be read or has more than `MOST_BYTES` is refused by name. `folder` asks for a folder: the files are the texts, pictures and exports in and below it, named by their
   * paths, the folder's own name first, parted by `/`; links are not followed. `cancelled`; `not-available` without native dialogs.
   */
  chooseFiles(input: {
    readonly kind: 'import' | 'picture' | 'folder'
    readonly multiple: boolean
  }): Promise<Result<{ readonly files: readonly NamedBytes[]; readonly refused: readonly RefusedFile[] }>>
  /** Writes a profile as a file where the native dialog says, and answers the name. `cancelled`, `not-found`; `not-available` without native dialogs. */
  exportProfile(input: { readonly id: string }): Promise<Result<{ readonly name: string }>>
  /** Puts all flavours on the system's clipboard at once, RTF too, which no page may. `not-available` where the window's own clipboard is to be used. */
  writeClipboard(input: { readonly html: string; readonly text: string; readonly rtf: string }): Promise<Result<null>>
  /** Opens a web or mail address outside, after asking the person in Electron. `forbidden` for other schemes. */
  openLink(input: { readonly url: string }): Promise<Result<null>>
  /** Remembers cursor and scroll for an essay. */
  rememberPlace(input: { readonly essay: EssayRef; readonly place: Place }): Promise<Result<null>>
  /** The words and dictionaries that the person added. */
  readSpelling(input: Record<string, never>): Promise<Result<SpellingState>>
  /** Adds words to the person's own and removes others. Durable when it answers. */
  changeWords(input: {
    readonly add: readonly string[]
    readonly remove: readonly string[]
  }): Promise<Result<SpellingState>>
  /** Adds Hunspell dictionaries (`.aff` with `.dic`, or an `.oxt` package). `not-recognised`, `damaged`, `too-large`. */
  addDictionaries(input: { readonly files: readonly NamedBytes[] }): Promise<Result<SpellingState>>
  /** Removes a dictionary that the person added. `not-found`. */
  removeDictionary(input: { readonly language: string }): Promise<Result<SpellingState>>
  /** The text of a dictionary that the person added. `not-found`. */
  readDictionary(input: { readonly language: string }): Promise<Result<{ readonly aff: string; readonly dic: string }>>
  readPreferences(input: Record<string, never>): Promise<Result<Preferences>>
  /** Changes the given preferences and answers with all of them. */
  writePreferences(input: { readonly changes: Partial<Preferences> }): Promise<Result<Preferences>>
}

/** Ends a subscription. */
export type Unsubscribe = () => void

/** What the host tells a window unasked. */
export interface HostEvents {
  /** A menu item of the shell was chosen: run the command with this id. */
  onCommand(listener: (command: string) => void): Unsubscribe
  /** The shell was asked to show an essay (second instance, file opened from outside). */
  onShowEssay(listener: (event: { readonly essay: EssayRef }) => void): Unsubscribe
  /** Another program changed or took away the file of an open essay. Told once for each change; nothing was done about it. */
  onEssayChangedOnDisk(listener: (change: EssayChange) => void): Unsubscribe
  /**
   * `close`: the shell wants to close the window: save what is unsaved and leave it, and say how that goes by `answerClosing`. `shutdown`: the system may end
   * in a moment and waits for nobody: protect and save, and stay.
   */
  onClosing(listener: (why: 'close' | 'shutdown') => void): Unsubscribe
  /** The person was asked by the shell and keeps the window: stop leaving. */
  onStaying(listener: () => void): Unsubscribe
  /** A screen reader, or another program that reads windows for the person, began or ended. A browser does not tell, so a browser host never does. */
  onScreenReader(listener: (isRunning: boolean) => void): Unsubscribe
}

/** How the leaving of a window that is to be closed goes. */
export type ClosingAnswer =
  /** the journal has every word, and nothing more can be typed; the file is written yet */
  | 'protected'
  /** the window itself asks the person; the shell waits for as long as that takes */
  | 'asks'
  /** the person stays */
  | 'stays'
  /** all is saved and left; the shell may close the window */
  | 'ready'

/** Answers to events. */
export interface HostSignals {
  /** Says how it goes after `onClosing` with `close`. */
  answerClosing(answer: ClosingAnswer): void
}

/** The whole host as a window sees it. */
export type Host = HostOperations & HostEvents & HostSignals

/** The name of an operation. */
export type OperationName = keyof HostOperations
/** What an operation takes. */
export type InputOf<Name extends OperationName> = Parameters<HostOperations[Name]>[0]
/** What an operation answers, its Result unwrapped. */
export type ValueOf<Name extends OperationName> =
  Awaited<ReturnType<HostOperations[Name]>> extends Result<infer Value> ? Value : never

/** The preferences of a person who changed nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  textSize: 'medium',
  measure: 'medium',
  focus: 'off',
  typewriter: false,
  typography: true,
  outlineOpen: true,
  inspectorOpen: true,
  proofWidth: 1280,
  proofPaper: false,
  proofRehearsal: false,
  proofTheme: 'light',
  proofComments: true,
  proofBeside: false,
  spelling: true,
  layout: 'automatic',
}
