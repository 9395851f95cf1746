import type { App } from './app-store.ts'

/** The file kinds that Galley imports, for file pickers. */
export const IMPORTED_KINDS = '.essay,.textpack,.docx,.md,.markdown,.html,.htm,.txt'

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
  app.store.setState({ dialog: { kind: 'import-receipt', ...done.value } })
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
