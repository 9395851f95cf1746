import { dirname } from 'node:path'
import { errnoOf } from '../disk-problem.ts'
import type { Io } from '../io.ts'

/** Watches the folders of open files. What it says is a hint; whoever listens looks for himself. */
export interface FolderWatch {
  /** Watches the folder of a file from now on; once for each time it is asked. */
  add(path: string): void
  /** The file is of no interest any more. */
  remove(path: string): void
  close(): void
}

/** How long the disk must have been quiet before a hint is passed on (milliseconds): programs save in several steps. */
const QUIET = 150

/** A watch over no folder yet. `onHint` names the folder, and the name in it or null where the system does not say. */
export function watchFolders(io: Io, onHint: (folder: string, name: string | null) => void): FolderWatch {
  const watched = new Map<string, { count: number; readonly end: () => void }>()
  const waiting = new Map<string, NodeJS.Timeout>()

  const hear = (folder: string, name: string | null): void => {
    const key = `${folder}\n${name ?? ''}`
    clearTimeout(waiting.get(key))
    const timer = setTimeout(() => {
      waiting.delete(key)
      onHint(folder, name)
    }, QUIET)
    timer.unref()
    waiting.set(key, timer)
  }
  const start = (folder: string): (() => void) => {
    try {
      return io.watch?.(folder, (name) => hear(folder, name)) ?? (() => {})
    } catch (error) {
      if (errnoOf(error) === '') throw error
      return () => {}
    }
  }
  return {
    add(path) {
      const folder = dirname(path)
      const known = watched.get(folder)
      if (known) known.count++
      else watched.set(folder, { count: 1, end: start(folder) })
    },
    remove(path) {
      const folder = dirname(path)
      const known = watched.get(folder)
      if (!known || --known.count > 0) return
      known.end()
      watched.delete(folder)
    },
    close() {
      for (const { end } of watched.values()) end()
      for (const timer of waiting.values()) clearTimeout(timer)
      watched.clear()
      waiting.clear()
    },
  }
}
