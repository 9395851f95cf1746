import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { VersionCause } from '../../contract/host.ts'

/**
 * The index of an essay's history: a text file to which lines are appended. A line is `<crc> <crc of the line before> <json>\n`; the
 * CRC-32 (8 hex digits) covers the second crc and the JSON, so that a line proves itself and its place. The first line names format and essay.
 */

/** One version as the index knows it. */
export interface Version {
  /** Unique within the essay. */
  readonly id: string
  /** Milliseconds since 1970; rises from version to version. */
  readonly time: number
  /** SHA-256 (hex) of the essay.json that it is; the name of its object. */
  readonly hash: string
  /** The version before, or the one that was restored; null for a first one. It may have been pruned since. */
  readonly parent: string | null
  readonly cause: VersionCause
  /** Words of the body. */
  readonly words: number
  /** Size of the object in bytes. */
  readonly bytes: number
  /** File name without extension at that time. */
  readonly file: string
  /** What the writer called it, or ''. */
  readonly name: string
}

/** What an index file says. */
export interface ReadIndex {
  /** Oldest first. */
  readonly versions: readonly Version[]
  /** CRC of the last line, for the next one. */
  readonly lastCrc: string
  /** True when every byte is accounted for; otherwise `versions` has what the intact lines say. */
  readonly intact: boolean
  /** True when intact lines say what this Galley does not know: then nothing may be written here. */
  readonly newer: boolean
}

const START = '00000000'
const FORMAT = 1
const CAUSES = {
  opened: 'opened',
  saved: 'saved',
  time: 'time',
  words: 'words',
  closed: 'closed',
  named: 'named',
  conflict: 'conflict',
  outside: 'outside',
  'before-shrink': 'before-shrink',
  'before-restore': 'before-restore',
  restored: 'restored',
  recovered: 'recovered',
} as const satisfies { readonly [Cause in VersionCause]: Cause }

const id = z.string().min(1).max(60)
const count = z.number().int().min(0)
const record = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('history'), format: z.literal(FORMAT), essay: z.string().max(100) }),
  z.strictObject({
    kind: z.literal('version'),
    id,
    time: count,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    parent: id.nullable(),
    cause: z.enum(CAUSES),
    words: count,
    bytes: count,
    file: z.string().max(1_000),
  }),
  z.strictObject({ kind: z.literal('name'), id, name: z.string().max(200) }),
])
type IndexRecord = z.infer<typeof record>

/** A whole index file: its first line, then versions (oldest first) with their names. */
export function writeIndex(
  essayId: string,
  versions: readonly Version[],
): { readonly text: string; readonly lastCrc: string } {
  const records: IndexRecord[] = [{ kind: 'history', format: FORMAT, essay: essayId }]
  for (const version of versions) records.push(...recordsOf(version))
  return lines(records, START)
}

/** The lines that add a version, with its name where it has one. */
export function versionLines(version: Version, lastCrc: string): { readonly text: string; readonly lastCrc: string } {
  return lines(recordsOf(version), lastCrc)
}

/** The line that gives a version a name, or takes it away ('' ). */
export function nameLine(
  versionId: string,
  name: string,
  lastCrc: string,
): { readonly text: string; readonly lastCrc: string } {
  return lines([{ kind: 'name', id: versionId, name }], lastCrc)
}

/**
 * Reads an index file. Never fails: a line counts when its CRC holds, whatever happened to its neighbours, so that one damaged line costs one version.
 */
export function readIndex(bytes: Uint8Array, essayId: string): ReadIndex {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const versions = new Map<string, Version>()
  const names = new Map<string, string>()
  let lastCrc = START
  let intact = text.at(-1) === NEWLINE
  let newer = false
  let at = 0
  for (let line = 0; at < text.length; line++) {
    const end = text.indexOf(NEWLINE, at)
    const read = end < 0 ? null : readLine(text.subarray(at, end))
    at = end < 0 ? text.length : end + 1
    if (read === null) {
      intact = false
      continue
    }
    if (read.before !== lastCrc) intact = false
    lastCrc = read.crc
    const data = recordIn(read.value)
    if (data === null) {
      newer = true
      continue
    }
    if ((line === 0) !== (data.kind === 'history')) intact = false
    if (data.kind === 'history') {
      // The index of another essay was put here: none of its versions is ours.
      if (data.essay !== essayId) return { versions: [], lastCrc: START, intact: false, newer: false }
    } else if (data.kind === 'version') {
      const { id, time, hash, parent, cause, words, bytes, file } = data
      versions.set(id, { id, time, hash, parent, cause, words, bytes, file, name: '' })
    } else {
      names.set(data.id, data.name)
    }
  }
  for (const [id, name] of names) {
    const version = versions.get(id)
    if (version) versions.set(id, { ...version, name })
  }
  const all = [...versions.values()]
  return { versions: all.sort((one, other) => one.time - other.time), lastCrc, intact, newer }
}

function recordsOf({ name, ...version }: Version): readonly IndexRecord[] {
  const own: IndexRecord = { kind: 'version', ...version }
  return name === '' ? [own] : [own, { kind: 'name', id: version.id, name }]
}

function lines(records: readonly IndexRecord[], from: string): { readonly text: string; readonly lastCrc: string } {
  let lastCrc = from
  let text = ''
  for (const one of records) {
    const rest = `${lastCrc} ${JSON.stringify(one)}`
    lastCrc = hexCrc(rest)
    text += `${lastCrc} ${rest}\n`
  }
  return { text, lastCrc }
}

/** What a line says; null for what this Galley does not know. */
function recordIn(value: unknown): IndexRecord | null {
  // Nearly all lines are versions, and a long history has ten thousand: those are looked at by hand, anything else by the parser.
  if (isVersion(value)) return value
  const parsed = record.safeParse(value)
  return parsed.success ? parsed.data : null
}

const HASH = /^[0-9a-f]{64}$/
const VERSION_KEYS = 9

function isVersion(value: unknown): value is Extract<IndexRecord, { readonly kind: 'version' }> {
  if (typeof value !== 'object' || value === null) return false
  const { kind, id, time, hash, parent, cause, words, bytes, file } = value as Record<string, unknown>
  return (
    kind === 'version' &&
    isId(id) &&
    isCount(time) &&
    typeof hash === 'string' &&
    HASH.test(hash) &&
    (parent === null || isId(parent)) &&
    typeof cause === 'string' &&
    Object.hasOwn(CAUSES, cause) &&
    isCount(words) &&
    isCount(bytes) &&
    typeof file === 'string' &&
    file.length <= 1_000 &&
    Object.keys(value).length === VERSION_KEYS
  )
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= 60
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

const NEWLINE = 10
const SPACE = 32

/** Judged by its bytes: most of a line is never text. */
function readLine(line: Buffer): { readonly crc: string; readonly before: string; readonly value: unknown } | null {
  const crc = line.toString('latin1', 0, 8)
  if (line[8] !== SPACE || line[17] !== SPACE || hexCrc(line.subarray(9)) !== crc) return null
  try {
    return { crc, before: line.toString('latin1', 9, 17), value: JSON.parse(line.toString('utf8', 18)) }
  } catch {
    return null
  }
}

function hexCrc(text: string | Uint8Array): string {
  return crc32(text).toString(16).padStart(8, '0')
}
