import type { ImportedEssay, NamedBytes, RefusedFile } from '../contract/host.ts'
import { MOST_BYTES, MOST_FILES } from '../contract/limits.ts'
import type { Problem } from '../core/result.ts'
import type { App } from './app-store.ts'
import { chooseFiles } from './choose-files.ts'
import { batchesOf, type FolderFile, filesIn, isFolder } from './import-folder.ts'

/** The file kinds that Galley imports, for file pickers. */
const IMPORTED_KINDS = '.essay,.textpack,.docx,.md,.markdown,.html,.htm,.txt,.xml,.json,.zip'

/** Imports files into the essays folder and shows what came of them, with those that were refused `before`. Resolves when the receipt is on screen. */
export async function importFiles(
  app: App,
  files: readonly File[],
  before: readonly RefusedFile[] = [],
): Promise<void> {
  const batches: (readonly File[])[] = []
  for (let at = 0; at < files.length; at += MOST_FILES) batches.push(files.slice(at, at + MOST_FILES))
  await importBatches(app, batches, before)
}

/** Imports what of a folder can be imported (`batchesOf`), as `importFiles` does; where there is nothing it says so. */
export async function importFolder(
  app: App,
  files: readonly FolderFile[],
  before: readonly RefusedFile[] = [],
): Promise<void> {
  if (files.length === 0 && before.length === 0) return
  const { batches, leftFrom } = await batchesOf(files)
  const name = files[0]?.path.split('/')[0] ?? ''
  const refused: RefusedFile[] = [...before]
  if (batches.length === 0 && files.length > 0)
    refused.push({ sourceName: name, message: 'There is no text in this folder that Galley reads.' })
  if (leftFrom !== null)
    refused.push({
      sourceName: leftFrom.split('/')[0] ?? name,
      message: `It holds more than can be imported at once. From “${leftFrom}” on it was left out: import the folders in it one by one.`,
    })
  await importBatches(app, batches, refused)
}

/** Imports what was dropped: files as they are, and what is in folders. */
export async function importDropped(app: App, dropped: DataTransfer): Promise<void> {
  // They are gone when the event is over.
  const folders = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter(isFolder)
  const names = new Set(folders.map(({ name }) => name))
  const files = [...dropped.files].filter(({ name, type }) => type !== '' || !names.has(name))
  if (folders.length === 0) return importFiles(app, files)
  const refused: RefusedFile[] = []
  const unreadable = ({ name }: FileSystemEntry) => {
    refused.push({ sourceName: name, message: 'The folder could not be read.' })
    return []
  }
  const within = await Promise.all(folders.map((folder) => filesIn(folder).catch(() => unreadable(folder))))
  return importFolder(app, [...files.map((file) => ({ path: file.name, file })), ...within.flat()], refused)
}

async function importBatches(
  app: App,
  batches: readonly (readonly File[])[],
  before: readonly RefusedFile[],
): Promise<void> {
  if (batches.length === 0 && before.length === 0) return
  const imported: ImportedEssay[] = []
  const refused: RefusedFile[] = [...before]
  const files = batches.flat()
  for (const batch of batches) {
    const read = await Promise.all(batch.map(readForImport))
    const named = read.flatMap((one) => ('bytes' in one ? [one] : []))
    refused.push(...read.flatMap((one) => ('message' in one ? [one] : [])))
    if (named.length === 0) continue
    const done = await app.host.importFiles({ files: named })
    if (done.ok) {
      imported.push(...done.value.imported)
      refused.push(...done.value.refused)
    } else if (files.length + before.length === 1) {
      app.tell({ problem: done.problem })
      return
    } else {
      refused.push(...named.map(({ name }) => ({ sourceName: name, message: done.problem.message })))
    }
  }
  app.store.setState({ dialog: { kind: 'import-receipt', imported, refused, sources: files } })
}

function tellUnlessCancelled(app: App, problem: Problem): void {
  if (problem.code !== 'cancelled') app.tell({ problem })
}

/** A file's bytes, or in words why it cannot be imported. A folder that was dropped among files is a file that cannot be read. */
async function readForImport(file: File): Promise<NamedBytes | RefusedFile> {
  if (file.size > MOST_BYTES)
    return {
      sourceName: file.name,
      message: `It has more than ${MOST_BYTES / 1024 / 1024} MB, which is more than Galley imports as one file.`,
    }
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  } catch {
    return { sourceName: file.name, message: 'It could not be read: it is a folder, or it is not there any more.' }
  }
}

/**
 * Imports a file once more with nothing recognised in it, puts the essays that were made of it before into the Trash folder, and shows the new receipt. Where the second
 * import fails, the first ones stay.
 */
export async function importAsItStands(app: App, file: File, before: readonly ImportedEssay[]): Promise<void> {
  const read = await readForImport(file)
  if ('message' in read)
    return app.tell({
      problem: { code: 'io', message: `“${file.name}”: ${read.message}`, safe: 'Nothing was changed.' },
    })
  const done = await app.host.importFiles({ files: [read], asItStands: true })
  if (!done.ok) return app.tell({ problem: done.problem })
  const { imported, refused } = done.value
  if (imported.length > 0)
    for (const { essay } of before) {
      const gone = await app.host.trashEssay({ essay })
      if (!gone.ok) app.tell({ problem: gone.problem })
    }
  app.store.setState((state) => {
    const { dialog } = state
    if (dialog?.kind !== 'import-receipt') return {}
    const others = imported.length > 0 ? dialog.imported.filter((one) => !before.includes(one)) : dialog.imported
    return { dialog: { ...dialog, imported: [...imported, ...others], refused: [...dialog.refused, ...refused] } }
  })
}

/** Asks for files by the native dialog where there is one, else with the page's own picker, and imports them. */
export async function pickFilesToImport(app: App): Promise<void> {
  if (app.store.getState().info.dialogs) {
    const chosen = await chooseFiles(app.host, 'import', true)
    if (!chosen.ok) return tellUnlessCancelled(app, chosen.problem)
    return importFiles(app, chosen.value.files, chosen.value.refused)
  }
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = IMPORTED_KINDS
  input.addEventListener('change', () => void importFiles(app, [...(input.files ?? [])]))
  input.click()
}

/** Asks for a folder by the native dialog where there is one, else with the page's own picker, and imports what is in it: a TextBundle, or texts with their pictures. */
export async function pickFolderToImport(app: App): Promise<void> {
  if (app.store.getState().info.dialogs) {
    const chosen = await app.host.chooseFiles({ kind: 'folder', multiple: false })
    if (!chosen.ok) return tellUnlessCancelled(app, chosen.problem)
    const files = chosen.value.files.map(({ name, bytes }) => ({
      path: name,
      file: new File([bytes as Uint8Array<ArrayBuffer>], name.split('/').at(-1) ?? name),
    }))
    return importFolder(app, files, chosen.value.refused)
  }
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath, file }))
    void importFolder(app, files)
  })
  input.click()
}
