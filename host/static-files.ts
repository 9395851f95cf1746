import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** One file of the built window. */
export interface StaticFile {
  readonly bytes: Uint8Array
  /** Content-Type. */
  readonly type: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.aff': 'text/plain; charset=utf-8',
  '.dic': 'text/plain; charset=utf-8',
}

/**
 * Reads the built window once, into a map from address path (`/assets/x.js`; `/` is index.html) to bytes. What is not in the map
 * is not served, so no address ever becomes a path. Throws where the folder holds no index.html or a file without a known type.
 */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const address = `${below}/${entry.name}`
      if (entry.isDirectory()) await walk(address)
      else if (entry.isFile() && !entry.name.endsWith('.map')) {
        const type = TYPES[extname(entry.name)]
        if (type === undefined) throw new Error(`${address} of the built window has no known type`)
        files.set(address, { bytes: await readFile(join(folder, address)), type })
      }
    }
  }
  await walk('')
  const index = files.get('/index.html')
  if (!index) throw new Error('the built window has no index.html; build it first (npm run build)')
  files.set('/', index)
  return files
}
