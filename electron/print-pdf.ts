import { BrowserWindow } from 'electron'
import { PRINT } from '../host/desktop-addresses.ts'
import type { PrintByBrowser } from '../host/publish/printing.ts'
import { PREFERENCES } from './window.ts'

/** Printing by the shell itself. */
export interface ShellPrinting {
  readonly print: PrintByBrowser
  /** The page that is being printed at an address, or null. */
  readonly pageAt: (address: string) => string | null
}

/**
 * Prints a page by a hidden window that nobody sees and nothing can speak to: no script, no preload, its page from our own protocol for as long as it is
 * printed. The PDF is tagged and has an outline and the page's title.
 */
export function shellPrinting(): ShellPrinting {
  const pages = new Map<string, string>()
  return {
    pageAt: (address) => pages.get(address) ?? null,
    async print(page, signal) {
      const id = crypto.randomUUID()
      const window = new BrowserWindow({ show: false, webPreferences: { ...PREFERENCES, javascript: false } })
      pages.set(`${PRINT}${id}`, page.html)
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      const printed = async () => {
        await window.loadURL(`${PRINT}${id}`)
        return window.webContents.printToPDF({
          pageSize: page.paper === 'letter' ? 'Letter' : 'A4',
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        })
      }
      try {
        return await Promise.race([printed(), stopped])
      } finally {
        pages.delete(`${PRINT}${id}`)
        window.destroy()
      }
    },
  }
}
