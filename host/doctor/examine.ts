import { join } from 'node:path'
import { z } from 'zod'
import { ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { durableWrite } from '../durable-write.ts'
import { spool } from '../essays/spool.ts'
import { readStamped } from '../file-stamp.ts'
import { history } from '../history/history.ts'
import { type Io, nodeIo } from '../io.ts'
import { isThere, mayBeThere } from '../is-there.ts'
import { foldersOfWrites, leftTemporaries } from '../sweep-temporary.ts'
import { checkEssays, leftover } from './check-essays.ts'
import { checkHistory } from './check-history.ts'
import { checkJournals } from './check-journals.ts'
import { checkWaiting } from './check-waiting.ts'
import type { Symptom } from './symptom.ts'

/** What the doctor looked at, and what he found. */
export interface Examination {
  /** How many essays, logs, versions and pictures, and settings files were read whole. */
  readonly checked: {
    readonly essays: number
    readonly logs: number
    readonly versions: number
    readonly settings: number
  }
  readonly symptoms: readonly Symptom[]
}

const LARGEST_SETTINGS = 4 * 1024 * 1024
const homes = z.object({ homes: z.array(z.object({ essay: z.string(), path: z.string() })).catch([]) })

/**
 * Looks at an essays folder and at folders of Galley's own data: every essay, journal and version is read as strictly as for use. Changes nothing; cures are
 * applied one by one by the caller. Problems: those of the disk, for the essays folder; a data folder that is not there has nothing in it.
 */
export async function examine(
  essaysFolder: string,
  dataFolders: readonly string[],
  { io = nodeIo, now = Date.now }: { readonly io?: Io; readonly now?: () => number } = {},
): Promise<Result<Examination>> {
  return onDisk('The essays folder', 'Nothing was changed.', async () => {
    const folder = await io.realpath(essaysFolder)
    const symptoms: Symptom[] = []
    const checked = { essays: 0, logs: 0, versions: 0, settings: 0 }
    const [first] = dataFolders
    for (const data of dataFolders) {
      if (data !== first && !(await mayBeThere(io, data))) continue
      const versions = history(join(data, 'history'), io, now)
      const kept = spool(join(data, 'spool'), io, now)
      const known = homes.safeParse(await readJson(io, join(data, 'places.json')))
      const idAt = async (path: string) =>
        (known.success ? known.data.homes.find((home) => home.path === path)?.essay : undefined) ?? null
      if (data === first) {
        const essays = await checkEssays({ io, folder, history: versions, idAt, now: now() })
        checked.essays += essays.checked
        symptoms.push(...essays.symptoms)
      }
      const asideFolder = join(data, 'aside')
      if (await isThere(io, asideFolder)) {
        const parts = { io, folder: asideFolder, prefix: 'aside/', history: versions, idAt, now: now() }
        const aside = await checkEssays(parts)
        checked.essays += aside.checked
        symptoms.push(...aside.symptoms, ...(await checkWaiting(io, asideFolder, folder, now())))
      }
      const picture = async (id: string, hash: string) =>
        (await kept.find(id, hash)) ?? (await versions.picture(id, hash)) ?? kept.findOfAny(hash)
      const journals = await checkJournals({ io, folder: join(data, 'journal'), essaysFolder: folder, picture })
      const past = await checkHistory(io, join(data, 'history'), versions)
      const settings = await checkSettings(io, data)
      checked.logs += journals.checked
      checked.versions += past.checked
      checked.settings += settings.checked
      symptoms.push(...journals.symptoms, ...past.symptoms, ...settings.symptoms)
      for (const place of (await foldersOfWrites(io, folder, data)).slice(data === first ? 0 : 2))
        for (const path of await leftTemporaries(io, place, now())) symptoms.push(leftover(io, path))
    }
    return ok({ checked, symptoms })
  })
}

/** The small JSON files of the application, each with the version before beside it. */
async function checkSettings(
  io: Io,
  data: string,
): Promise<{ readonly checked: number; readonly symptoms: readonly Symptom[] }> {
  const symptoms: Symptom[] = []
  let checked = 0
  for (const name of ['places', 'preferences', 'settings']) {
    const path = join(data, `${name}.json`)
    const previous = join(data, `${name}.prev.json`)
    const found = await readJson(io, path)
    if (found === undefined) continue
    checked++
    if (found !== null) continue
    const before = await readStamped(previous, LARGEST_SETTINGS, io)
    const isWhole = before.ok && (await readJson(io, previous)) !== null
    symptoms.push({
      kind: 'settings',
      place: `${name}.json`,
      message: 'It is damaged. No text is in it.',
      cure: isWhole
        ? {
            what: 'put the version before in its place, and keep the damaged one beside it',
            async apply() {
              await io.rename(path, join(data, `${name}.bad-${Date.now()}.json`))
              const written = await durableWrite(path, before.value.bytes, { mode: 'create', io })
              return written.ok ? ok('put the version before in its place') : written
            },
          }
        : null,
    })
  }
  return { checked, symptoms }
}

/** What a JSON file holds; null where it is damaged, undefined where it is not there. */
async function readJson(io: Io, path: string): Promise<unknown> {
  if (!(await mayBeThere(io, path))) return undefined
  const read = await readStamped(path, LARGEST_SETTINGS, io)
  if (!read.ok) return null
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(read.value.bytes))
  } catch {
    return null
  }
}
