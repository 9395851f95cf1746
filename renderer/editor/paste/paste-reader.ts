type PasteReader = typeof import('./read-pasted.ts')

let reader: PasteReader | null = null
let fetched: Promise<PasteReader> | null = null

/**
 * Fetches the importer for what is pasted: the largest part of core, which nobody needs before an essay stands. Every editor asks for it when it is made, so
 * it is there long before the first paste. Rejects where the application's own file cannot be loaded.
 */
export function fetchPasteReader(): Promise<PasteReader> {
  fetched ??= import('./read-pasted.ts').then((loaded) => {
    reader = loaded
    return loaded
  })
  return fetched
}

/** The importer, or null while it is on its way. */
export function pasteReader(): PasteReader | null {
  return reader
}
