import { unzipSync } from 'fflate'
import { stableJson } from '../../../core/essay/stable-json.ts'
import { packEssay, unpackEssay } from '../../../host/essay-file.ts'
import { readIndex, type Version, writeIndex } from '../../../host/history/index-lines.ts'
import { type Head, logBytes, readLog, type Seal, type Steps, type Whole } from '../../../host/journal/entries.ts'
import { buildEssay, ESSAY_ID } from '../../builders/essay.ts'
import { insertion } from '../../builders/typing.ts'
import type { Format, Verdict } from './mutants.ts'

const { essay, pictures } = buildEssay({ title: 'Lamps', text: ['A lamp.', 'The keeper counts.'], tones: [7] })

/** The essay file, as it is opened. */
export const zipFormat: Format = {
  name: 'zip',
  bytes: await fileBytes(),
  read(mutant) {
    const read = unpackEssay(mutant)
    if (!read.ok) return 'refused'
    const [[hash = '', picture] = []] = [...pictures]
    const found = read.value.pictures.get(hash)
    const same =
      read.value.pictures.size === 1 && found !== undefined && Buffer.compare(found, picture as Uint8Array) === 0
    return same && !read.value.textChangedElsewhere && stableJson(read.value.essay) === TRUE_ESSAY ? 'true' : 'wrong'
  },
  careless(mutant) {
    try {
      const found = Object.entries(unzipSync(mutant)).find(([name]) => name.endsWith('/essay.json'))
      if (!found) return 'refused'
      return new TextDecoder().decode(found[1]) === TRUE_ESSAY ? 'true' : 'wrong'
    } catch {
      return 'refused'
    }
  },
}
const TRUE_ESSAY = stableJson(essay)

async function fileBytes(): Promise<Uint8Array> {
  const packed = await packEssay(essay, pictures)
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}

const HEAD: Head = {
  kind: 'head',
  format: 'galley.journal',
  version: 1,
  schema: 1,
  base: { sha256: '1'.repeat(64), size: 1_000, mtime: 1 },
  saved: 0,
  path: '/Essays/Lamps.essay',
  app: '0.1.0',
  replaces: [1, 2],
  at: 1,
}
const ENTRIES: readonly (Whole | Steps | Seal)[] = [
  { kind: 'whole', to: 0, at: 1, essay: buildEssay({ text: ['A lamp.'] }).essay },
  ...[' One', ' two', ' three'].map(
    (word, index): Steps => ({
      kind: 'steps',
      from: index + 1,
      to: index + 1,
      at: index + 2,
      steps: [insertion(8 + 4 * index, word)],
      details: null,
    }),
  ),
  { kind: 'seal', sha256: '2'.repeat(64), upTo: 3, at: 6 },
  { kind: 'steps', from: 4, to: 4, at: 7, steps: [insertion(22, ' four')], details: null },
]
const TRUE_ENTRIES = ENTRIES.map((entry) => JSON.stringify(entry))
const TRUE_HEAD = JSON.stringify(HEAD)

/** A log of the journal: its longest valid prefix, never anything else. */
export const journalFormat: Format = {
  name: 'journal',
  bytes: logBytes([HEAD, ...ENTRIES]).bytes,
  read(mutant) {
    const read = readLog(mutant)
    if (read === null) return 'refused'
    if (read === 'newer' || JSON.stringify(read.head) !== TRUE_HEAD) return 'wrong'
    return isPrefix(
      [read.first, ...read.rest].map((entry) => JSON.stringify(plain(entry))),
      TRUE_ENTRIES,
    )
  },
  careless(mutant) {
    const view = new DataView(mutant.buffer, mutant.byteOffset, mutant.byteLength)
    const found: string[] = []
    for (let at = 0; at + 16 <= mutant.length; ) {
      const length = view.getUint32(at, true)
      if (at + 16 + length > mutant.length) break
      try {
        found.push(JSON.stringify(JSON.parse(new TextDecoder().decode(mutant.subarray(at + 16, at + 16 + length)))))
      } catch {
        break
      }
      at += 16 + length
    }
    return found.length === 0 ? 'refused' : isPrefix(found, [TRUE_HEAD, ...TRUE_ENTRIES])
  },
}

/** Essays and steps are parsed when they are asked for. */
function plain(entry: Whole | Steps | Seal): Whole | Steps | Seal {
  if (entry.kind === 'seal') return entry
  const { to, at } = entry
  if (entry.kind === 'whole') return { kind: 'whole', to, at, essay: entry.essay }
  return { kind: 'steps', from: entry.from, to, at, steps: entry.steps, details: entry.details }
}

function isPrefix(found: readonly string[], truth: readonly string[]): Verdict {
  return found.every((entry, index) => entry === truth[index]) ? 'true' : 'wrong'
}

const VERSIONS: readonly Version[] = Array.from({ length: 8 }, (_, index) => ({
  id: `v${index}`,
  time: 1_000 * (index + 1),
  hash: index.toString(16).repeat(64),
  parent: index === 0 ? null : `v${index - 1}`,
  cause: index % 2 === 0 ? 'saved' : 'words',
  words: 100 * index,
  bytes: 1_000,
  file: 'Über Lampen',
  name: index === 2 ? 'To the “editor”\n' : '',
}))
const TRUE_VERSIONS = new Map(VERSIONS.map((version) => [version.id, JSON.stringify({ ...version, name: '' })]))
const INDEX = new TextEncoder().encode(writeIndex(ESSAY_ID, VERSIONS).text)

/** The index of a history: true versions or fewer, and `intact` only where it was cut at the end of a line. */
export const indexFormat: Format = {
  name: 'index',
  bytes: INDEX,
  read(mutant) {
    const { versions, intact, newer } = readIndex(mutant, ESSAY_ID)
    if (newer) return 'wrong'
    if (intact && Buffer.compare(INDEX.subarray(0, mutant.length), mutant) !== 0) return 'wrong'
    for (const version of versions) {
      const named = version.id === 'v2' ? ['', VERSIONS[2]?.name] : ['']
      const same = TRUE_VERSIONS.get(version.id) === JSON.stringify({ ...version, name: '' })
      if (!same || !named.includes(version.name)) return 'wrong'
    }
    return versions.length === 0 ? 'refused' : 'true'
  },
  careless(mutant) {
    const found = new TextDecoder()
      .decode(mutant)
      .split('\n')
      .flatMap((line) => {
        try {
          return [JSON.parse(line.slice(18)) as Version & { kind: string }]
        } catch {
          return []
        }
      })
    const versions = found.filter(({ kind }) => kind === 'version')
    const wrong = versions.some(({ kind: _, ...version }) => {
      return TRUE_VERSIONS.get(version.id) !== JSON.stringify({ ...version, name: '' })
    })
    return wrong ? 'wrong' : versions.length === 0 ? 'refused' : 'true'
  },
}

/** Every format that is read after a crash. */
export const FORMATS: readonly Format[] = [zipFormat, journalFormat, indexFormat]
