import { join } from 'node:path'
import { ok } from '../../core/result.ts'
import { readStamped } from '../file-stamp.ts'
import type { History } from '../history/history.ts'
import { readIndex } from '../history/index-lines.ts'
import { objectStore } from '../history/object-store.ts'
import type { Io } from '../io.ts'
import { namesIn } from '../is-there.ts'
import type { Symptom } from './symptom.ts'

const LARGEST_INDEX = 64 * 1024 * 1024
const ID = /^[0-9a-f-]{36}$/

/** Reads every index, every version and every picture of a history folder; each is compared with its hash. */
export async function checkHistory(
  io: Io,
  folder: string,
  history: History,
): Promise<{ readonly checked: number; readonly symptoms: readonly Symptom[] }> {
  const symptoms: Symptom[] = []
  let checked = 0
  for (const id of await namesIn(io, folder)) {
    if (!ID.test(id)) continue
    const objects = objectStore(join(folder, id), io)
    const index = await readStamped(join(folder, id, 'index'), LARGEST_INDEX, io)
    const lines = index.ok ? readIndex(index.value.bytes, id) : null
    if (lines?.newer) continue
    const stored = await objects.list()
    const place = `history/${id}`
    if (lines === null ? stored.length > 0 : !lines.intact)
      symptoms.push({
        kind: 'history',
        place: `${place}/index`,
        message: `The list of its versions is ${lines === null ? 'gone' : 'damaged'}. The versions themselves are files of their own.`,
        cure: {
          what: 'make the list anew from its whole lines and from the versions',
          async apply() {
            const read = await history.list(id)
            return read.ok ? ok(`made it anew with ${read.value.length} versions`) : read
          },
        },
      })
    const readable = new Set<string>()
    for (const { hash } of stored) {
      checked++
      if ((await objects.read(hash, id)).ok) readable.add(hash)
      else
        symptoms.push({
          kind: 'history',
          place: `${place}/objects/${hash.slice(0, 12)}…`,
          message: 'This version is damaged. All others are files of their own.',
          cure: null,
        })
    }
    const there = new Set(stored.map(({ hash }) => hash))
    for (const { hash, time } of lines?.versions ?? [])
      if (!there.has(hash))
        symptoms.push({
          kind: 'history',
          place: `${place}/objects/${hash.slice(0, 12)}…`,
          message: `The version of ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC is gone.`,
          cure: null,
        })
    for (const { hash } of await objects.listPictures()) {
      checked++
      if ((await objects.picture(hash)) === null)
        symptoms.push({
          kind: 'history',
          place: `${place}/pictures/${hash.slice(0, 12)}…`,
          message: 'This picture of older versions is damaged. Their text is not.',
          cure: null,
        })
    }
  }
  return { checked, symptoms }
}
