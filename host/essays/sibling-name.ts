import { hostname } from 'node:os'

/** What sync clients and conflicts put behind a name (without extension). Each row names its makers. */
const MARKS: readonly RegExp[] = [
  // Dropbox ("Ana's conflicted copy 2026-11-27"), Nextcloud and ownCloud ("conflicted copy 2026-11-27 101512"), Google Drive
  /^(.+?) \((?:[^()]{0,80} )?conflicted copy[^()]{0,40}\)(?: \d+)?$/iu,
  // Syncthing
  /^(.+?)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{1,10})?$/u,
  // Galley
  /^(.+?) \(conflict \d{4}-\d{2}-\d{2} \d{4}\)(?: \d+)?$/u,
  // browsers, Google Drive, Windows: a second copy
  /^(.+?) ?\((\d{1,3})\)$/u,
  // Seafile ("SFConflict ana@… 2026-11-27-10-15-12")
  /^(.+?) \(SFConflict [^()]{1,100}\)$/u,
]

const COMPUTER = /^(?=.*[A-Z])[A-Z0-9-]{3,40}$/

/**
 * The name of the file that this one may be another version of, by what was put behind it, or null. Names are without extension. OneDrive puts a
 * computer's name behind a dash: that of this computer, or any word of capitals and digits. Whether it is one, the document id inside says.
 */
export function siblingBase(name: string): string | null {
  for (const mark of MARKS) {
    const base = mark.exec(name)?.[1]
    if (base !== undefined) return base
  }
  for (let dash = name.indexOf('-', 1); dash > 0; dash = name.indexOf('-', dash + 1)) {
    const word = name.slice(dash + 1)
    if (word.toLowerCase() === hostname().toLowerCase() || COMPUTER.test(word)) return name.slice(0, dash)
  }
  return null
}
