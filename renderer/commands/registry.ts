import type { App } from '../app-store.ts'
import { appCommands } from './app-commands.ts'
import type { Command, CommandContext } from './command.ts'
import { editorCommands } from './editor-commands.ts'
import { sharesHistory } from './keys.ts'
import { spellingCommands } from './spelling-commands.ts'
import { viewCommands } from './view-commands.ts'

/** Every command, in the order in which lists show them. */
export const commands: readonly Command[] = [...appCommands, ...editorCommands, ...spellingCommands, ...viewCommands]

/** What commands may act on now. */
export function contextOf(app: App): CommandContext {
  const { screen } = app.store.getState()
  return { app, session: screen.kind === 'essay' ? screen.session : null }
}

/**
 * Runs a command by its id (from the shell's menu); an unknown or disabled one does nothing, and none does anything behind a dialog, like its keys. Undo and redo mean the field that
 * has the focus, where one has and is no part of the essay: on a Mac their keys reach the menu, which cannot know where the person writes.
 */
export function runCommand(app: App, id: string): void {
  const { activeElement } = document
  if (
    (id === 'edit.undo' || id === 'edit.redo') &&
    activeElement?.matches('input, textarea') &&
    !sharesHistory(activeElement)
  ) {
    document.execCommand(id === 'edit.undo' ? 'undo' : 'redo')
    return
  }
  if (app.store.getState().dialog !== null) return
  const context = contextOf(app)
  const command = commands.find((candidate) => candidate.id === id)
  if (command?.isEnabled(context)) void command.run(context)
}
