import type { EssayRef, HostEvents, HostInfo, HostOperations, Preferences } from '../contract/host.ts'
import type { PictureMime } from '../core/essay/essay.ts'
import type { Result } from '../core/result.ts'
import type { PrintByBrowser } from './publish/printing.ts'

/**
 * What the host needs from the shell that runs it, and what it gives the shell beside the operations of the contract. The
 * desktop shell and the loopback server each fill in `HostPorts`, so that neither of them holds document logic.
 */

/** The native dialogs of a desktop. Paths stay on this side of the contract. null: the person closed the dialog. */
export interface Dialogs {
  /** Asks for an essay to open. */
  openEssay(): Promise<string | null>
  /** Asks where a copy goes; `suggestedName` is a file name with `.essay`. The dialog has asked before it names an existing file. */
  saveEssayAs(suggestedName: string): Promise<string | null>
  /** Asks for a folder to publish into. */
  chooseFolder(): Promise<string | null>
  /** Asks for files with one of these extensions (without dots), several where `multiple`. Empty: the person closed the dialog. */
  openFiles(what: {
    readonly title: string
    readonly kind: string
    readonly extensions: readonly string[]
    readonly multiple: boolean
  }): Promise<readonly string[]>
  /** Asks where a profile goes; `suggestedName` is a file name with `.json`. The dialog has asked before it names an existing file. */
  saveProfileAs(suggestedName: string): Promise<string | null>
}

/** Where the small settings of the person are kept. */
export interface PreferencesStore {
  /** All preferences; what was never set, or cannot be read, has its default. */
  read(): Promise<Result<Preferences>>
  /** Changes the given ones durably and answers with all. */
  write(changes: Partial<Preferences>): Promise<Result<Preferences>>
}

/** How the shell's window reaches bytes that do not travel in a Result. */
export interface Addresses {
  /** Prefix of an essay's pictures for an <img> of the app: `assetBase(essay) + hash`. Served from `pictureBytes`. */
  assetBase(essay: EssayRef): string
  /** Address of a proof page. Served from `proofPage`. `id` is 64 hex digits that nobody can guess. */
  proof(id: string): string
  /** Prefix of a proof's pictures: `proofAssetBase(id) + hash`. Served from `proofPicture`; the id is the permission. */
  proofAssetBase(id: string): string
  /** CSP source that covers `proofAssetBase`, e.g. `'self'` or `http://127.0.0.1:4321/preview/`. */
  readonly proofPictureSource: string
  /** CSP source of the pages that may frame a proof, e.g. `'self'` or `http://127.0.0.1:4321`. */
  readonly proofFramedBy: string
}

/** Everything that a shell hands to `createHost`. */
export interface HostPorts {
  /** Absolute path of the folder whose `.essay` files the Desk shows; made when it is missing. */
  readonly essaysFolder: string
  /** Absolute path of the application's own data (spool, places, markers); made when it is missing. */
  readonly dataFolder: string
  /** Absolute path of the shipped `assets/` folder. */
  readonly assetsFolder: string
  readonly shell: HostInfo['shell']
  readonly version: string
  readonly platform: HostInfo['platform']
  /** null where there is no desktop: then the page's own picker and downloads are used. */
  readonly dialogs: Dialogs | null
  readonly preferences: PreferencesStore
  readonly addresses: Addresses
  /** Opens an address that the host has checked (safety.md 8.8), after asking the person where the shell does so. */
  readonly openExternal: (url: string) => Promise<Result<null>>
  /** Puts text on the system's clipboard, all flavours at once; null where the window does. '' where there is none of a kind. Rejects when it takes nothing. */
  readonly writeClipboard:
    | ((content: { readonly html: string; readonly text: string; readonly rtf: string }) => Promise<void>)
    | null
  /** Prints by the shell itself; null where it cannot, so that a browser of this machine does. */
  readonly printPdf: PrintByBrowser | null
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** One line for the log. Never holds an essay's text. */
  readonly log: (line: string) => void
}

/** A picture and what it is to be served with. */
export interface ServedPicture {
  readonly bytes: Uint8Array
  readonly mime: PictureMime
  /** Content-Type, the policy that makes an SVG inert, nosniff. The shell adds its own (cross-origin policies, caching). */
  readonly headers: Readonly<Record<string, string>>
}

/** A proof page and what it is to be served with. */
export interface ServedProof {
  readonly html: string
  /** Content-Type and the policies of safety.md section 7. */
  readonly headers: Readonly<Record<string, string>>
}

/** The operations of the contract, and what only the shell may ask. */
export interface GalleyHost extends HostOperations, Pick<HostEvents, 'onEssayChangedOnDisk'> {
  /**
   * Makes the folders, puts the sample essays into an empty essays folder on the first start ever, and clears what is left
   * of old sessions. To be called once before the first window; a failure does not hinder the host.
   */
  prepare(): Promise<Result<null>>
  /** A picture of an essay (open or on the Desk) by its hash. `not-found` for an unknown handle or hash. */
  pictureBytes(essay: EssayRef, hash: string): Promise<Result<ServedPicture>>
  /** A proof page by the id in its address. `not-found` when it is unknown or was replaced by newer ones. */
  proofPage(id: string): Result<ServedProof>
  /** The text of the essay that is open, or was left open, as a page for reading: what a window shows that fails again and again. */
  plainPage(): Promise<ServedProof>
  /** A picture of a proof by its hash. */
  proofPicture(id: string, hash: string): Promise<Result<ServedPicture>>
  /** The handle of a file that the shell was given (command line, second instance, opened from outside). */
  refOfPath(path: string): Promise<Result<EssayRef>>
  /** The path behind a handle, for the shell's own use (show in folder); null for an unknown one. Never goes to a window. */
  pathOfRef(essay: EssayRef): string | null
  /** The window is gone, whether it left its essays or not: its openings end, so that the next one may write in them at once. */
  windowGone(): Promise<void>
  /** Ends all openings after the writes under way have finished. */
  close(): Promise<void>
}
