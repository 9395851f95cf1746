import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the things stand that come with Galley. All paths are absolute. */
export interface ShippedFolder {
  /** The folder of package.json. */
  readonly root: string
  /** Stylesheets, samples, icons. */
  readonly assets: string
  /** The built window, once `npm run build` made it. */
  readonly renderer: string
  readonly version: string
}

/**
 * Finds the package that this code belongs to, from the sources as well as from a bundle in dist/: the nearest folder above
 * whose package.json is Galley's. Throws when there is none, which is a broken installation.
 */
export function shippedFolder(from: string = import.meta.dirname): ShippedFolder {
  for (let root = from; ; root = dirname(root)) {
    const version = galleyVersion(join(root, 'package.json'))
    if (version !== null)
      return { root, assets: join(root, 'assets'), renderer: join(root, 'dist', 'renderer'), version }
    if (dirname(root) === root) throw new Error(`no package.json of Galley above ${from}`)
  }
}

function galleyVersion(path: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { name?: unknown; version?: unknown }
    return manifest.name === 'galley' && typeof manifest.version === 'string' ? manifest.version : null
  } catch {
    return null
  }
}
