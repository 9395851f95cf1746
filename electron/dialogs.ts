import { extname, join } from 'node:path'
import { type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { Dialogs } from '../host/create-host.ts'

const essay: FileFilter = { name: 'Galley essay', extensions: ['essay'] }
const profile: FileFilter = { name: 'Galley profile', extensions: ['json'] }
/** Both are the same file: `.textpack` is what other programs call it. */
const opened = [{ name: 'Galley essay', extensions: ['essay', 'textpack'] }]

/** The native dialogs over the given window, beginning in the essays folder. */
export function nativeDialogs(current: () => BrowserWindow | undefined, folder: string): Dialogs {
  const openAll = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const window = current()
    const asked = { defaultPath: folder, ...options }
    const answer = await (window ? dialog.showOpenDialog(window, asked) : dialog.showOpenDialog(asked))
    return answer.filePaths
  }
  const open = async (options: OpenDialogOptions): Promise<string | null> => (await openAll(options))[0] ?? null
  const saveAs = async (defaultPath: string, kind = essay): Promise<string | null> => {
    const [extension] = kind.extensions
    const window = current()
    const properties: SaveDialogOptions['properties'] = ['createDirectory', 'showOverwriteConfirmation']
    const asked = { title: 'Save as', defaultPath, filters: [kind], properties }
    const { filePath } = await (window ? dialog.showSaveDialog(window, asked) : dialog.showSaveDialog(asked))
    if (filePath === '') return null
    // With another extension the dialog must ask again, or a file of the right name could be replaced unasked.
    return extname(filePath).toLowerCase() === `.${extension}` ? filePath : saveAs(`${filePath}.${extension}`, kind)
  }
  return {
    openEssay: () => open({ title: 'Open an essay', properties: ['openFile'], filters: opened }),
    saveEssayAs: (name) => saveAs(join(folder, name)),
    saveProfileAs: (name) => saveAs(join(folder, name), profile),
    openFiles: ({ title, kind, extensions, multiple }) =>
      openAll({
        title,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: [{ name: kind, extensions: [...extensions] }],
      }),
    chooseFolder: () =>
      open({ title: 'Choose a folder', buttonLabel: 'Choose', properties: ['openDirectory', 'createDirectory'] }),
  }
}
