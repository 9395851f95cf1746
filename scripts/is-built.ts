import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Written by a build that left nothing out; its time is the build's. */
export const BUILT_STAMP = 'dist/.built'

/** What a build is made from. */
const SOURCES = [
  'assets',
  'build',
  'browser-host',
  'cli',
  'contract',
  'core',
  'electron',
  'host',
  'renderer',
  'package-lock.json',
  'package.json',
]

/** Whether dist/ holds a whole build that is newer than every source. */
export function isBuilt(root: string): boolean {
  const stamp = statSync(join(root, BUILT_STAMP), { throwIfNoEntry: false })
  if (!stamp) return false
  return SOURCES.every((source) => newest(join(root, source)) <= stamp.mtimeMs)
}

/** Time of the last change at or below a path, in milliseconds; a removed file changes its folder. */
function newest(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
