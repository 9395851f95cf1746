import { join } from 'node:path'
import type { Receipt } from '../../contract/host.ts'
import type { Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { type Io, nodeIo } from '../io.ts'
import { jsonFile } from '../json-file.ts'

/** What is kept of an essay's hand-ins. */
export interface HandIns {
  /** Absolute path of the folder that was written into last, or null. */
  readonly folder: string | null
  /** Newest first. */
  readonly receipts: readonly Receipt[]
}

/** The hand-ins of all essays, by the essay's id. */
export interface HandInShelf {
  read(essayId: string): Promise<HandIns>
  /** Adds a receipt, and remembers the folder where one was written into. Durable when it answers. */
  add(essayId: string, receipt: Receipt, folder: string | null): Promise<Result<null>>
}

/** Most receipts of one essay; the oldest go. */
const MOST = 200

/** The shelf in a data folder: `hand-ins/<essay id>.json`. Not in the essay's file: what was handed in would not be the essay's own bytes any more. */
export function handInShelf(dataFolder: string, io: Io = nodeIo, now: () => number = Date.now): HandInShelf {
  const folder = join(dataFolder, 'hand-ins')
  const files = new Map<string, ReturnType<typeof jsonFile>>()
  const fileOf = (essayId: string) => {
    // One object for each file, because it puts changes in a row.
    const known = files.get(essayId) ?? jsonFile(join(folder, `${essayId}.json`), now, io)
    files.set(essayId, known)
    return known
  }
  const change = (essayId: string, make: (old: HandIns) => HandIns): Promise<Result<null>> =>
    onDisk('The list of what was handed in', 'What was stored is unchanged.', async () => {
      await io.mkdir(folder)
      return fileOf(essayId).change((old) => make(handInsOf(old)))
    })
  return {
    read: async (essayId) => handInsOf(await fileOf(essayId).read()),
    add: (essayId, receipt, where) =>
      change(essayId, (old) => ({
        folder: where ?? old.folder,
        receipts: [receipt, ...old.receipts].slice(0, MOST),
      })),
  }
}

function handInsOf(stored: unknown): HandIns {
  const value = typeof stored === 'object' && stored !== null ? (stored as Partial<HandIns>) : {}
  return {
    folder: typeof value.folder === 'string' ? value.folder : null,
    receipts: Array.isArray(value.receipts) ? value.receipts.filter(isReceipt) : [],
  }
}

/** What an older or newer Galley wrote is shown as far as it is a receipt. */
function isReceipt(value: unknown): value is Receipt {
  if (typeof value !== 'object' || value === null) return false
  const { profile, profileName, files, findings, losses, time, destination, essay, words, anonymous } =
    value as Partial<Receipt>
  return (
    [profile, profileName, destination, essay].every((text) => typeof text === 'string') &&
    [files, findings, losses].every((list) => Array.isArray(list)) &&
    [time, words].every((number) => typeof number === 'number') &&
    typeof anonymous === 'boolean'
  )
}
