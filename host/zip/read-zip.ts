import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * A strict reader of zip files that a stranger may have written (PKWARE APPNOTE 6.3.10; the rules of safety.md section 6). It reads the
 * archives that ordinary tools write and refuses every other way of saying the same, because two readers that
 * understand one archive differently are how things get smuggled in.
 */

/** What to do with an entry, judged by its name. */
export type EntryRule =
  /** read it; `mostBytes` is the cap on its inflated size */
  | { readonly kind: 'keep'; readonly mostBytes: number }
  /** check where it lies, do not read it */
  | { readonly kind: 'ignore' }
  /** the whole archive is refused */
  | { readonly kind: 'refuse' }

/** What a caller allows. */
export interface ZipLimits {
  readonly file: number
  readonly entries: number
  /** Inflated bytes of all kept entries together. */
  readonly total: number
}

interface Entry {
  readonly name: string
  readonly nameBytes: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** An entry whose bytes are wanted. */
interface KeptEntry {
  readonly entry: Entry
  readonly packed: Uint8Array
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const FLAG_DESCRIPTOR = 1 << 3
const FLAG_UTF8 = 1 << 11
/** How hard the packer tried (Word writes “super fast”); it changes nothing for a reader. */
const FLAGS_EFFORT = (1 << 1) | (1 << 2)
const ZIP64_EXTRA = 0x0001
const SYMLINK = 0xa000
const FILE_TYPE = 0xf000
/** Bounds of the memory that is taken at once for what an entry declares (bytes): zlib's own least, and what a bomb may cost. */
const LEAST_CHUNK = 64
const LARGEST_CHUNK = 2 * 1024 * 1024
/** From this size an entry is worth a thread of its own (bytes). */
const LONG = 64 * 1024
const inflatedBeside = promisify(inflateRaw)

/** Carries a refusal out of the depths of the reader; never leaves this file. */
class Refusal extends Error {
  readonly code: 'damaged' | 'too-large' | 'not-recognised'
  constructor(code: 'damaged' | 'too-large' | 'not-recognised', message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Reads the kept entries, names to inflated bytes, in the order of the archive. Folders have names ending in `/` and no bytes. Bytes of
 * stored entries are views into `bytes`. Problems: `not-recognised` (no zip at all), `damaged`, `too-large`.
 */
export function readZip(
  bytes: Uint8Array,
  rule: (name: string) => EntryRule,
  limits: ZipLimits,
): Result<ReadonlyMap<string, Uint8Array>> {
  try {
    return ok(new Map(read(bytes, rule, limits).map(({ entry, packed }) => [entry.name, unpack(entry, packed)])))
  } catch (error) {
    return refusal(error)
  }
}

/** The same, with long entries inflated beside the program's own work. */
export async function readZipBeside(
  bytes: Uint8Array,
  rule: (name: string) => EntryRule,
  limits: ZipLimits,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  try {
    const kept = read(bytes, rule, limits).map(
      async ({ entry, packed }): Promise<[string, Uint8Array]> => [entry.name, await unpackBeside(entry, packed)],
    )
    return ok(new Map(await Promise.all(kept)))
  } catch (error) {
    return refusal(error)
  }
}

function refusal(error: unknown): Result<never> {
  if (error instanceof Refusal) return fail(error.code, error.message, { safe: 'Nothing was changed.' })
  throw error
}

/** The entries that are kept, in the order of the archive, everything about them judged but what is packed in them. */
function read(bytes: Uint8Array, rule: (name: string) => EntryRule, limits: ZipLimits): readonly KeptEntry[] {
  if (bytes.length > limits.file)
    throw new Refusal('too-large', `The file is larger than ${megabytes(limits.file)} MB.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start } = readEnd(bytes, view, limits)
  const entries = readDirectory(bytes, view, count, start)
  refuseTwins(entries)
  const found: KeptEntry[] = []
  let at = 0
  let total = 0
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    // Each entry begins where the one before it ended: no overlap, and no place for hidden bytes.
    if (entry.offset !== at) throw new Refusal('damaged', `${shown(entry)} overlaps another entry or leaves a gap.`)
    const data = readLocal(bytes, view, entry, start)
    at = data.end
    const decision = rule(entry.name)
    if (decision.kind === 'refuse')
      throw new Refusal('damaged', `The file holds ${shown(entry)}, which has no place in it.`)
    if (decision.kind === 'ignore') continue
    if (entry.size > decision.mostBytes)
      throw new Refusal('too-large', `${shown(entry)} is larger than ${megabytes(decision.mostBytes)} MB.`)
    total += entry.size
    if (total > limits.total)
      throw new Refusal('too-large', `The file holds more than ${megabytes(limits.total)} MB when unpacked.`)
    found.push({ entry, packed: data.packed })
  }
  if (at !== start) throw new Refusal('damaged', 'The file holds bytes that belong to no entry.')
  return found
}

/** The end record stands at the very end, without a comment, and the directory directly before it. */
function readEnd(bytes: Uint8Array, view: DataView, limits: ZipLimits): { count: number; start: number } {
  const end = bytes.length - END_LENGTH
  if (end < 0 || view.getUint32(end, true) !== END) {
    const looksLikeZip = bytes.length >= 4 && view.getUint32(0, true) === LOCAL
    throw looksLikeZip
      ? new Refusal('damaged', 'The file is cut short, or something was added at its end.')
      : new Refusal('not-recognised', 'What stands in the file is not what its name says.')
  }
  const [disk, directoryDisk] = [view.getUint16(end + 4, true), view.getUint16(end + 6, true)]
  const [here, count] = [view.getUint16(end + 8, true), view.getUint16(end + 10, true)]
  const [length, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)]
  if (disk !== 0 || directoryDisk !== 0 || here !== count)
    throw new Refusal('damaged', 'The file is one part of several.')
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff)
    throw new Refusal('too-large', 'The file uses the zip64 form, which an essay never needs.')
  if (view.getUint16(end + 20, true) !== 0) throw new Refusal('damaged', 'Something was added at the end of the file.')
  if (start + length !== end) throw new Refusal('damaged', 'The directory of the file is not where it should be.')
  if (count > limits.entries) throw new Refusal('too-large', `The file holds more than ${limits.entries} entries.`)
  return { count, start }
}

function readDirectory(bytes: Uint8Array, view: DataView, count: number, start: number): readonly Entry[] {
  const end = bytes.length - END_LENGTH
  const entries: Entry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL)
      throw new Refusal('damaged', 'The directory of the file is cut short.')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const commentLength = view.getUint16(at + 32, true)
    const next = at + CENTRAL_LENGTH + nameLength + extraLength + commentLength
    if (next > end) throw new Refusal('damaged', 'The directory of the file is cut short.')
    const nameBytes = bytes.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength)
    const entry: Entry = {
      name: decodeName(nameBytes),
      nameBytes,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    if ((entry.flags & ~(FLAG_DESCRIPTOR | FLAG_UTF8 | FLAGS_EFFORT)) !== 0)
      throw new Refusal('damaged', `${shown(entry)} is encrypted or packed in an unusual way.`)
    if (entry.method !== 0 && entry.method !== 8)
      throw new Refusal('damaged', `${shown(entry)} is packed by a method that essays do not use.`)
    if (view.getUint16(at + 34, true) !== 0) throw new Refusal('damaged', 'The file is one part of several.')
    if (((view.getUint32(at + 38, true) >>> 16) & FILE_TYPE) === SYMLINK)
      throw new Refusal('damaged', `${shown(entry)} is a link to something outside of the file.`)
    if (entry.method === 0 && entry.packed !== entry.size)
      throw new Refusal('damaged', `${shown(entry)} contradicts itself about its size.`)
    if (entry.name.endsWith('/') && entry.size !== 0)
      throw new Refusal('damaged', `The folder ${shown(entry)} holds bytes.`)
    refuseZip64(view, at + CENTRAL_LENGTH + nameLength, extraLength)
    entries.push(entry)
    at = next
  }
  if (at !== end) throw new Refusal('damaged', 'The directory of the file holds more than its entries.')
  return entries
}

/** Checks the entry's own header against the directory and finds its data; `end` is where the next entry begins. */
function readLocal(
  bytes: Uint8Array,
  view: DataView,
  entry: Entry,
  directory: number,
): { packed: Uint8Array; end: number } {
  const at = entry.offset
  const differs = () => new Refusal('damaged', `${shown(entry)} is described in two ways that contradict each other.`)
  if (at + LOCAL_LENGTH > directory || view.getUint32(at, true) !== LOCAL) throw differs()
  if (view.getUint16(at + 6, true) !== entry.flags || view.getUint16(at + 8, true) !== entry.method) throw differs()
  const nameLength = view.getUint16(at + 26, true)
  const extraLength = view.getUint16(at + 28, true)
  const start = at + LOCAL_LENGTH + nameLength + extraLength
  const end = start + entry.packed
  if (end > directory) throw new Refusal('damaged', `${shown(entry)} is cut short.`)
  const name = bytes.subarray(at + LOCAL_LENGTH, at + LOCAL_LENGTH + nameLength)
  if (Buffer.compare(name, entry.nameBytes) !== 0) throw differs()
  refuseZip64(view, at + LOCAL_LENGTH + nameLength, extraLength)
  const facts = [view.getUint32(at + 14, true), view.getUint32(at + 18, true), view.getUint32(at + 22, true)]
  const same = facts[0] === entry.crc && facts[1] === entry.packed && facts[2] === entry.size
  const packed = bytes.subarray(start, end)
  if ((entry.flags & FLAG_DESCRIPTOR) === 0) {
    if (!same) throw differs()
    return { packed, end }
  }
  // Written as a stream: the facts may be left open here and follow the data, with or without a signature.
  if (!same && facts.some((fact) => fact !== 0)) throw differs()
  const signed = end + 4 <= directory && view.getUint32(end, true) === DESCRIPTOR
  const facts2 = end + (signed ? 4 : 0)
  if (facts2 + 12 > directory) throw differs()
  if (
    view.getUint32(facts2, true) !== entry.crc ||
    view.getUint32(facts2 + 4, true) !== entry.packed ||
    view.getUint32(facts2 + 8, true) !== entry.size
  )
    throw differs()
  return { packed, end: facts2 + 12 }
}

function unpack(entry: Entry, packed: Uint8Array): Uint8Array {
  return checked(entry, entry.method === 0 ? packed : inflate(entry, packed))
}

async function unpackBeside(entry: Entry, packed: Uint8Array): Promise<Uint8Array> {
  if (entry.method === 0 || entry.size < LONG) return unpack(entry, packed)
  const inflated = await inflatedBeside(packed, inflating(entry)).catch(() => cannotUnpack(entry))
  return checked(entry, whole(entry, packed, inflated as unknown as Inflated))
}

function checked(entry: Entry, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== entry.size) throw new Refusal('damaged', `${shown(entry)} has not the size that it declares.`)
  if (crc32(bytes) !== entry.crc) throw new Refusal('damaged', `${shown(entry)} is damaged: its checksum is wrong.`)
  return bytes
}

/** What inflating gives when it is asked how much of the input it used. */
interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

/** One byte more than declared is enough to notice a bomb; `info` tells how much of the input was used. */
function inflating(entry: Entry) {
  const maxOutputLength = entry.size + 1
  const chunkSize = Math.min(Math.max(maxOutputLength, LEAST_CHUNK), LARGEST_CHUNK)
  return { maxOutputLength, chunkSize, info: true }
}

function inflate(entry: Entry, packed: Uint8Array): Uint8Array {
  let inflated: Inflated
  try {
    inflated = inflateRawSync(packed, inflating(entry)) as unknown as Inflated
  } catch {
    return cannotUnpack(entry)
  }
  return whole(entry, packed, inflated)
}

function whole(entry: Entry, packed: Uint8Array, { buffer, engine }: Inflated): Uint8Array {
  if (engine.bytesWritten !== packed.length)
    throw new Refusal('damaged', `${shown(entry)} holds more than its packed data.`)
  return buffer
}

function cannotUnpack(entry: Entry): never {
  throw new Refusal('damaged', `${shown(entry)} cannot be unpacked.`)
}

/** Names that some system would take for one and the same. */
function refuseTwins(entries: readonly Entry[]): void {
  const seen = new Set<string>()
  for (const entry of entries) {
    const key = entry.name.normalize('NFC').toLowerCase().normalize('NFC')
    if (seen.has(key)) throw new Refusal('damaged', `The file holds ${shown(entry)} twice.`)
    seen.add(key)
  }
}

function refuseZip64(view: DataView, at: number, length: number): void {
  for (let field = at; field + 4 <= at + length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) === ZIP64_EXTRA)
      throw new Refusal('too-large', 'The file uses the zip64 form, which an essay never needs.')
  }
}

/** UTF-8 where it is; otherwise byte by byte, as old tools wrote names. The callers' rules accept ASCII names apart from one folder. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

function shown(entry: Entry): string {
  const printable = entry.name.replace(/\p{C}/gu, '?')
  return `“${printable.length > 80 ? `${printable.slice(0, 80)}…` : printable}”`
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
