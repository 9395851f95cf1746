import type { ImportedEssay } from '../contract/host.ts'
import type { App } from './app-store.ts'

/** The file kinds that Galley imports, for file pickers. */
const IMPORTED_KINDS = '.essay,.textpack,.docx,.md,.markdown,.html,.htm,.txt,.xml,.json,.zip'

/** Imports files into the essays folder and shows what came of them. Resolves when the receipt is on screen. */
export async function importFiles(app: App, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  const named = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  const done = await app.host.importFiles({ files: named })
  if (!done.ok) {
    app.tell({ problem: done.problem })
    return
  }
  app.store.setState({ dialog: { kind: 'import-receipt', ...done.value, sources: files } })
}

/**
 * Imports a file once more with nothing recognised in it, puts the essays that were made of it before into the Trash folder, and shows the new receipt. Where the second
 * import fails, the first ones stay.
 */
export async function importAsItStands(app: App, file: File, before: readonly ImportedEssay[]): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const done = await app.host.importFiles({ files: [{ name: file.name, bytes }], asItStands: true })
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

/** Asks for files with the page's own picker and imports them. */
export function pickFilesToImport(app: App): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = IMPORTED_KINDS
  input.addEventListener('change', () => void importFiles(app, [...(input.files ?? [])]))
  input.click()
}
