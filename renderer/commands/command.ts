import type { LucideIcon } from 'lucide-react'
import type { App } from '../app-store.ts'
import type { EssaySession } from '../session/essay-session.ts'

/** What a command may act on. `session` is null on the Desk. */
export interface CommandContext {
  readonly app: App
  readonly session: EssaySession | null
}

/** The headings under which palette and shortcut sheet list commands. */
export type CommandGroup = 'Essay' | 'View' | 'Text' | 'Block' | 'Insert' | 'Help'

/** One thing that Galley can do. Menu, keys, slash menu, toolbars, palette and shortcut sheet all read this. */
export interface Command {
  /** `area.verb`, stable: the shell's menu sends it. */
  readonly id: string
  readonly label: string
  readonly group: CommandGroup
  readonly icon?: LucideIcon
  /**
   * Keys as `Mod+Shift+K` (`Mod` is Cmd on a Mac, Ctrl elsewhere), at most two alternatives. Keys that the editor itself
   * handles while it has the focus are marked by `editorKeys`.
   */
  readonly keys?: readonly string[]
  /** True where ProseMirror's own keymap runs it while writing, so that the window's key handler must leave it alone. */
  readonly editorKeys?: boolean
  /** Offered in the slash menu of an empty paragraph. */
  readonly slash?: boolean
  /** More words by which palette and slash menu find it. */
  readonly words?: readonly string[]
  /** False where this shell never has it (a native dialog in a browser); left out: always there. */
  readonly isOffered?: (app: App) => boolean
  readonly isEnabled: (context: CommandContext) => boolean
  /** Whether it is on, for toggles; leave out where there is no such state. */
  readonly isActive?: (context: CommandContext) => boolean
  readonly run: (context: CommandContext) => void | Promise<void>
}
