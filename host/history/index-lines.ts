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
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const versions = new Map<string, Version>()
  const names = new Map<string, string>()
  let lastCrc = START
  let intact = text.endsWith('\n')
  let newer = false
  let at = 0
  for (let line = 0; at < text.length; line++) {
    const end = text.indexOf('\n', at)
    const read = end < 0 ? null : readLine(text.slice(at, end))
    at = end < 0 ? text.length : end + 1
    if (read === null) {
      intact = false
      continue
    }
    if (read.before !== lastCrc) intact = false
    lastCrc = read.crc
    const parsed = record.safeParse(read.value)
    if (!parsed.success) {
      newer = true
      continue
    }
    const { data } = parsed
    if ((line === 0) !== (data.kind === 'history')) intact = false
    if (data.kind === 'history') {
      // The index of another essay was put here: none of its versions is ours.
      if (data.essay !== essayId) return { versions: [], lastCrc: START, intact: false, newer: false }
    } else if (data.kind === 'version') {
      const { kind: _, ...version } = data
      versions.set(version.id, { ...version, name: '' })
    } else {
      names.set(data.id, data.name)
    }
  }
  const all = [...versions.values()].map((version) => ({ ...version, name: names.get(version.id) ?? '' }))
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

function readLine(line: string): { readonly crc: string; readonly before: string; readonly value: unknown } | null {
  const crc = line.slice(0, 8)
  const rest = line.slice(9)
  if (line[8] !== ' ' || rest[8] !== ' ' || hexCrc(rest) !== crc) return null
  try {
    return { crc, before: rest.slice(0, 8), value: JSON.parse(rest.slice(9)) }
  } catch {
    return null
  }
}

function hexCrc(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
