import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ImportedEssay, NamedBytes, RefusedFile } from '../../contract/host.ts'
import { ok } from '../../core/result.ts'
import { packEssay } from '../essay-file.ts'
import { writeUnderFreeName } from '../essays/file-moves.ts'
import { fileNameOf, safeFileName } from '../file-name.ts'
import { inspectEssay } from '../inspect-essay.ts'
import type { Io } from '../io.ts'
import { recognisePicture } from '../picture/formats.ts'
import { importedFields } from './imported-fields.ts'
import { formatOfName } from './read-file.ts'
import { readInWorker } from './read-in-worker.ts'

/** What an import needs to know of the folder that it writes to. */
export interface ImportPlace {
  readonly io: Io
  /** The essays folder. */
  readonly folder: string
  readonly refOf: (path: string) => string
  /** Whether an essay with this id is in the folder already; a second one gets an id of its own. */
  readonly isTaken: (essayId: string) => Promise<boolean>
  /** True where nothing is to be recognised in plain text. */
  readonly asItStands: boolean
}

/**
 * Makes an essay file of each text among the files. Pictures that came along are used by the texts that name them, whatever folder they name; a
 * picture that no text names is refused with the reason. One bad file does not hinder the others.
 */
export async function importFiles(
  files: readonly NamedBytes[],
  place: ImportPlace,
): Promise<{ readonly imported: readonly ImportedEssay[]; readonly refused: readonly RefusedFile[] }> {
  const imported: ImportedEssay[] = []
  const refused: RefusedFile[] = []
  const bare = files.map(({ name, bytes }) => ({ name: basename(name.replaceAll('\\', '/')), bytes }))
  const isPicture = (file: NamedBytes) => formatOfName(file.name) === null && recognisePicture(file.bytes) !== null
  const pictures = bare.filter(isPicture)
  const used = new Set<NamedBytes>()
  const ids = new Set<string>()
  for (const file of bare) {
    if (isPicture(file)) continue
    const { result: read, used: names } = await readInWorker({
      ...file,
      pictures: { kind: 'files', files: pictures },
      asItStands: place.asItStands,
    })
    for (const picture of pictures) if (names.includes(picture.name)) used.add(picture)
    if (!read.ok) {
      refused.push({ sourceName: file.name, message: sentence(read.problem) })
      continue
    }
    for (const one of read.value) {
      const isTwin = ids.has(one.essay.id) || (await place.isTaken(one.essay.id))
      const essay = isTwin ? { ...one.essay, id: randomUUID() } : one.essay
      ids.add(essay.id)
      // An essay is copied as it is, with what other programs noted in it.
      const asItIs = one.format === 'essay' && !isTwin && file.name.toLowerCase().endsWith('.essay')
      const packed = asItIs ? ok({ bytes: file.bytes }) : await packEssay(essay, one.pictures)
      const name = safeFileName(essay.metadata.title) || safeFileName(fileNameOf(file.name)) || 'Imported essay'
      const written = packed.ok
        ? await writeUnderFreeName(place.io, place.folder, name, '.essay', packed.value.bytes)
        : packed
      if (!written.ok) {
        const which = read.value.length > 1 ? `“${essay.metadata.title}”: ` : ''
        refused.push({ sourceName: file.name, message: which + sentence(written.problem) })
        continue
      }
      const { words, figures, notes } = inspectEssay(essay)
      imported.push({
        essay: place.refOf(written.value.path),
        title: essay.metadata.title || fileNameOf(written.value.path),
        sourceName: file.name,
        came: { words, figures: figures.length, notes },
        fields: one.format === 'essay' ? [] : importedFields(essay),
        taken: one.taken ?? [],
        losses: one.losses,
      })
    }
  }
  for (const picture of pictures) {
    if (!used.has(picture))
      refused.push({
        sourceName: picture.name,
        message:
          'This picture is named by none of the texts. To put it into an essay, open the essay and drop it there.',
      })
  }
  return { imported, refused }
}

function sentence(problem: { readonly message: string; readonly next?: string }): string {
  return problem.next === undefined ? problem.message : `${problem.message} ${problem.next}`
}
