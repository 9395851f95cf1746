import { posix } from 'node:path'
import type { Essay } from '../../../core/essay/essay.ts'
import { unpackEssay } from '../../../host/essay-file.ts'
import { history } from '../../../host/history/history.ts'
import { readLog } from '../../../host/journal/entries.ts'
import type { CrashDisk } from '../../host/crash-disk.ts'
import { words } from '../crash/essay-protocols.ts'
import { DATA, ESSAYS, memoryHost } from '../memory-host.ts'

/**
 * Every text that a person could still get at, after a fresh start on the disk: in files (the Trash included), in the journal as the application gives
 * it back or set it aside, in versions. Problems are those of files that do not read.
 */
export async function everyText(
  disk: CrashDisk,
): Promise<{ readonly texts: readonly string[]; readonly problems: readonly string[] }> {
  const texts: string[] = []
  const problems: string[] = []
  const names = async (folder: string) => disk.readdir(folder).catch((): readonly string[] => [])
  for (const path of await filesIn(`${DATA}/journal`)) {
    // What lies in a log as a whole; steps are replayed by the host below.
    const log = readLog(disk.peek(path) ?? new Uint8Array())
    if (log === null || log === 'newer') continue
    for (const entry of [log.first, ...log.rest]) {
      if (entry.kind === 'whole') texts.push(words(entry.essay as Essay))
      else if (entry.kind === 'steps') texts.push(JSON.stringify(entry.steps))
    }
  }
  const host = memoryHost(disk, () => disk.now)
  for (const folder of [ESSAYS, `${ESSAYS}/Trash`])
    for (const name of await names(folder)) {
      if (!name.endsWith('.essay') || name.startsWith('.')) continue
      const path = posix.join(folder, name)
      const file = unpackEssay(disk.peek(path) as Uint8Array)
      if (file.ok) texts.push(words(file.value.essay))
      else problems.push(`${path} does not read: ${file.problem.message}`)
      const essay = await host.refOfPath(path)
      const opened = essay.ok ? await host.openEssay({ essay: essay.value }) : essay
      if (opened.ok) texts.push(words(opened.value.document))
      else problems.push(`${path} does not open: ${opened.problem.message}`)
    }
  const versions = history(`${DATA}/history`, disk, () => disk.now)
  for (const id of await names(`${DATA}/history`)) {
    const listed = await versions.list(id)
    if (!listed.ok) {
      problems.push(`${id}: no versions: ${listed.problem.message}`)
      continue
    }
    for (const version of listed.value) {
      const read = await versions.read(id, version.id)
      if (read.ok) texts.push(words(read.value))
      else problems.push(`${id}: a version does not read: ${read.problem.message}`)
    }
  }
  return { texts, problems }

  async function filesIn(folder: string): Promise<readonly string[]> {
    const found: string[] = []
    for (const id of await names(folder))
      for (const name of await names(posix.join(folder, id))) found.push(posix.join(folder, id, name))
    return found
  }
}
