import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** One file of the built application. */
export interface StaticFile {
  readonly bytes: Buffer
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
}

/**
 * Reads the built application once, into a map from address (`/assets/x.js`) to bytes. What is not in the map is not served,
 * so no address ever becomes a path. Throws where the folder has no index.html or holds a kind of file without a known type.
 */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.map')) continue
    const path = join(entry.parentPath, entry.name)
    const type = TYPES[extname(entry.name)]
    if (type === undefined) throw new Error(`${path} has no type known to the browser host`)
    const address = path.slice(folder.length).replaceAll('\\', '/')
    files.set(address.startsWith('/') ? address : `/${address}`, { bytes: await readFile(path), type })
  }
  const index = files.get('/index.html')
  if (!index) throw new Error(`${folder} holds no index.html; build the application first`)
  files.set('/', index)
  return files
}
