import { basename, extname, join } from 'node:path'
import type { LostEssay, OpenedEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { packEssay, withPictureRecords } from '../essay-file.ts'
import { safeFileName } from '../file-name.ts'
import type { History } from '../history/history.ts'
import type { Io } from '../io.ts'
import { mayBeThere } from '../is-there.ts'
import { keepLogsAside } from '../journal/find-unsaved.ts'
import { journalIds, newestText } from '../journal/newest-text.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import { writeUnderFreeName } from './file-moves.ts'
import { loadEssay } from './load-essay.ts'
import type { Places } from './places.ts'
import type { Spool } from './spool.ts'

/** Essays that no file holds any more, found in the journal and in the histories. */
export interface LostEssays {
  /** Those of the journal, newest first, and `withVersions` those of which only versions are left. */
  list(withVersions: boolean): Promise<Result<readonly LostEssay[]>>
  /** Puts one into the essays folder, under a name that is free, and opens it. Problems: `not-found`, those of the disk. */
  recover(id: string, window: string): Promise<Result<OpenedEssay>>
}

/** What `lostEssays` works with. */
export interface LostEssaysParts {
  readonly io: Io
  readonly essaysFolder: string
  readonly journalFolder: string
  readonly history: History
  readonly spool: Spool
  readonly places: Places
  /** Ids of the essays that have a file on the Desk. */
  readonly idsOnDesk: () => Promise<ReadonlySet<string>>
  readonly isOpen: (id: string) => boolean
  readonly open: (path: string, window: string) => Promise<Result<OpenedEssay>>
}

interface Found {
  readonly essay: Essay
  readonly fileName: string
}

/** The lost essays of one data folder. */
export function lostEssays(parts: LostEssaysParts): LostEssays {
  const { io, journalFolder, history, places } = parts

  /** `damagedToo`: also where the file stands and is no essay any more. */
  async function inJournal(id: string, damagedToo = false): Promise<(Found & { readonly when: number }) | null> {
    const newest = await newestText(io, join(journalFolder, id))
    if (newest === null) return null
    if ((await mayBeThere(io, newest.path)) && !(damagedToo && (await isDamaged(newest.path)))) return null
    const fileName = basename(newest.path, extname(newest.path))
    return { essay: { ...newest.essay, id }, fileName, when: newest.when }
  }

  async function isDamaged(path: string): Promise<boolean> {
    const loaded = await loadEssay(io, path)
    if (loaded.ok) return loaded.value.readOnly?.reason === 'unreadable'
    return ['damaged', 'invalid-essay', 'not-recognised'].includes(loaded.problem.code)
  }

  async function inVersions(id: string): Promise<Result<Found>> {
    const versions = await history.list(id)
    if (!versions.ok) return versions
    let problem: Result<never> = GONE
    // One damaged object costs one version.
    for (const version of [...versions.value].reverse()) {
      const read = await history.read(id, version.id)
      if (read.ok) return ok({ essay: { ...read.value, id }, fileName: version.file })
      problem = read
    }
    return problem
  }

  async function summaryOfVersions(id: string): Promise<LostEssay | null> {
    const home = await places.homeOf(id)
    if (home !== null && (await mayBeThere(io, home))) return null
    const versions = await history.list(id)
    const last = versions.ok ? versions.value.at(-1) : undefined
    if (!last) return null
    const title = versions.ok ? (versions.value.findLast(({ name }) => name !== '')?.name ?? '') : ''
    return { id, title: last.file || title, fileName: last.file, words: last.words, when: last.time, from: 'versions' }
  }

  return {
    list: (withVersions) =>
      onDisk('Galley’s own folder', 'Nothing was changed.', async () => {
        const onDesk = await parts.idsOnDesk()
        const isLost = (id: string) => !onDesk.has(id) && !parts.isOpen(id)
        const lost = new Map<string, LostEssay>()
        for (const id of (await journalIds(io, journalFolder)).filter(isLost)) {
          const found = await inJournal(id)
          if (found === null) continue
          const { essay, fileName, when } = found
          const words = countEssay(essay).body.words
          lost.set(id, { id, title: essay.metadata.title, fileName, words, when, from: 'journal' })
        }
        for (const id of withVersions ? (await history.essays()).filter(isLost) : []) {
          const summary = lost.has(id) ? null : await summaryOfVersions(id)
          if (summary !== null) lost.set(id, summary)
        }
        return ok([...lost.values()].sort((one, other) => other.when - one.when))
      }),

    recover: (id, window) =>
      onDisk('The essays folder', 'The text is where it was; nothing was changed.', async () => {
        if (parts.isOpen(id) || (await parts.idsOnDesk()).has(id)) return THERE
        const journal = await inJournal(id, true)
        const found = journal ? ok(journal) : await inVersions(id)
        if (!found.ok) return found
        const { essay, fileName } = found.value
        const pictures = new Map<string, Uint8Array>()
        for (const hash of referencedPictures(essay)) {
          const bytes =
            (await parts.spool.find(id, hash)) ??
            (await history.picture(id, hash)) ??
            (await parts.spool.findOfAny(hash))
          if (bytes) pictures.set(hash, bytes)
        }
        const packed = await packEssay(withPictureRecords(essay, pictures), pictures)
        if (!packed.ok) return packed
        const name = safeFileName(essay.metadata.title || fileName) || 'Recovered essay'
        const folder = await io.realpath(parts.essaysFolder)
        const written = await writeUnderFreeName(io, folder, name, '.essay', packed.value.bytes)
        if (!written.ok) return written
        // The file holds it and was read back: only now the journal need not.
        await keepLogsAside(io, join(journalFolder, id))
        return parts.open(written.value.path, window)
      }),
  }
}

const GONE = fail('not-found', 'There is no text of this essay any more.', { safe: 'Nothing was changed.' })
const THERE = fail('exists', 'This essay has a file again.', {
  safe: 'Nothing was changed.',
  next: 'Open it from the Desk.',
})
