import { extname, join } from 'node:path'
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { Dialogs } from '../host/create-host.ts'

const filters = [{ name: 'Galley essay', extensions: ['essay'] }]

/** The native dialogs over the given window, beginning in the essays folder. */
export function nativeDialogs(current: () => BrowserWindow | undefined, folder: string): Dialogs {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const window = current()
    const asked = { defaultPath: folder, ...options }
    const answer = await (window ? dialog.showOpenDialog(window, asked) : dialog.showOpenDialog(asked))
    return answer.filePaths[0] ?? null
  }
  const saveAs = async (defaultPath: string): Promise<string | null> => {
    const window = current()
    const properties: SaveDialogOptions['properties'] = ['createDirectory', 'showOverwriteConfirmation']
    const asked = { title: 'Save a copy', defaultPath, filters, properties }
    const { filePath } = await (window ? dialog.showSaveDialog(window, asked) : dialog.showSaveDialog(asked))
    if (filePath === '') return null
    // With another extension the dialog must ask again, or a file of the right name could be replaced unasked.
    return extname(filePath).toLowerCase() === '.essay' ? filePath : saveAs(`${filePath}.essay`)
  }
  return {
    openEssay: () => open({ title: 'Open an essay', properties: ['openFile'], filters }),
    saveEssayAs: (name) => saveAs(join(folder, name)),
    chooseFolder: () =>
      open({ title: 'Choose a folder', buttonLabel: 'Choose', properties: ['openDirectory', 'createDirectory'] }),
  }
}
