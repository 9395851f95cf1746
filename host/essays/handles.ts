import { randomBytes } from 'node:crypto'

/**
 * Handles for paths. A window holds a handle, which says nothing about the path and cannot be guessed; the path stays here.
 */
export interface Handles {
  /** The handle of a path, the same each time. */
  refOf(path: string): string
  /** The path behind a handle, or null for one that was never issued. */
  pathOf(ref: string): string | null
  /** The file behind a handle was renamed. */
  move(ref: string, path: string): void
}

/** An empty table of handles. Paths must be absolute and real, so that one file has one handle. */
export function handles(): Handles {
  const paths = new Map<string, string>()
  const refs = new Map<string, string>()
  const set = (ref: string, path: string) => {
    const before = paths.get(ref)
    if (before !== undefined) refs.delete(before)
    // Another handle may have led to that path; its file is gone, and it must not reach the new one.
    const other = refs.get(path)
    if (other !== undefined) paths.delete(other)
    paths.set(ref, path)
    refs.set(path, ref)
  }
  return {
    refOf(path) {
      const known = refs.get(path)
      if (known !== undefined) return known
      const ref = randomBytes(16).toString('base64url')
      set(ref, path)
      return ref
    },
    pathOf: (ref) => paths.get(ref) ?? null,
    move: set,
  }
}
