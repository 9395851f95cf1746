import { crc32 } from 'node:zlib'
import { type Asset, type Essay, EXTENSION_OF_MIME } from '../core/essay/essay.ts'
import type { NodeJson } from '../core/essay/json.ts'
import { essayFromJson, readEssay } from '../core/essay/read-essay.ts'
import { sameJson } from '../core/essay/same-json.ts'
import { ESSAY_JSON_LIMITS, parseJson } from '../core/essay/scan-json.ts'
import { stableEssayJson, stableEssayParts } from '../core/essay/stable-essay-json.ts'
import { stableJson } from '../core/essay/stable-json.ts'
import { markdownParts } from '../core/formats/markdown/write/to-markdown.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { writeZip, type ZipEntry } from '../core/zip/write-zip.ts'
import { knownBlocks } from './essays/known-blocks.ts'
import { safeFileName } from './file-name.ts'
import { digestOf, sha256Of } from './file-stamp.ts'
import { giveBack } from './give-back.ts'
import { crcOfPicture } from './known-pictures.ts'
import { checkPicture } from './picture/check-picture.ts'
import { recognisePicture } from './picture/formats.ts'
import { referencedPictures } from './referenced-pictures.ts'
import { type Room, reusedRoom } from './reused-room.ts'
import { bytesOfParts } from './text-parts.ts'
import { type DeflatedPieces, deflatedPieces } from './zip/deflate-pieces.ts'
import { type EntryRule, readZip, readZipBeside, type ZipLimits } from './zip/read-zip.ts'

/**
 * The `.essay` file: a zip that is a valid TextPack (textbundle.org/spec, version 2; publishing.md 4.3) with `essay.json` as the truth
 * and `text.md` for every other program.
 */

/** Bytes of pictures by their SHA-256 (64 lower-case hex digits). */
export type PictureBytes = ReadonlyMap<string, Uint8Array>

/** An essay as a file, in memory. */
export interface PackedEssay {
  readonly bytes: Uint8Array
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string
  /** The essay as it stands in the file: normalised, its list of pictures cut to those that it shows. */
  readonly essay: Essay
  /** Hashes of pictures that the essay shows and nobody has the bytes of. */
  readonly missing: readonly string[]
}

/** What is known already of a file that is read back after it was packed. */
interface Packed {
  /** Pictures that were hashed before: their checksum is enough. */
  readonly pictures: ReadonlyMap<string, { readonly crc: number; readonly bytes: number }>
  /** The bytes of essay.json, and what a reader makes of them: the same bytes need not be judged again. */
  readonly json: Uint8Array
  readonly essay: Essay
  /** The bytes of text.md with their hash, for the same reason. */
  readonly text: Uint8Array
  readonly textHash: string
}

/** What an `.essay` file holds. */
export interface UnpackedEssay {
  readonly essay: Essay
  /** Views into the file's bytes; empty when pictures were not asked for. */
  readonly pictures: PictureBytes
  /** Hashes of pictures that the essay lists and the file lacks. */
  readonly missing: readonly string[]
  /** True when text.md is not the one that Galley wrote: another program edited it. */
  readonly textChangedElsewhere: boolean
  /** Keys of info.json that belong to other programs; to be written back. */
  readonly foreignInfo: Readonly<Record<string, unknown>>
}

const MB = 1024 * 1024
const UNTOUCHED = 'Nothing was changed.'

/** Largest `.essay` that is read or written, in bytes. */
export const LARGEST_ESSAY_FILE = 300 * MB
/** The program's identifier in info.json; the same as the desktop application's. */
export const CREATOR = 'org.galley-essays.galley'

/** Caps by entry, beside the pictures. */
const MOST_BYTES: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  'assets/': 0,
  'essay.json': 48 * MB,
  'text.md': 48 * MB,
  'info.json': MB,
})
const LIMITS: ZipLimits = { file: LARGEST_ESSAY_FILE, entries: 4_096, total: 256 * MB }
const WRAPPER = /^[^/]{1,255}\.textbundle\//
const PICTURE = /^assets\/([0-9a-f]{64})\.(png|jpg|gif|webp|avif|svg)$/
/** What the system's own archivers leave in a zip. */
const LEFT_BY_SYSTEMS = /^__MACOSX\/|(^|\/)\._[^/]*$|(^|\/)\.DS_Store$/
const OWN_INFO: ReadonlySet<string> = new Set(['version', 'type', 'transient', 'creatorIdentifier', CREATOR])
const INFO_LIMITS = { depth: 50, values: 10_000, string: 1_000_000 }

/**
 * What makes the next file of the same essay quicker: what did not change since the last one is not deflated again, and the same room is taken for its
 * bytes, because megabytes that are taken anew at every save are what the whole program then stands still for. For one file at a time.
 */
export interface PackMemory {
  readonly json: TextMemory
  readonly text: TextMemory
  readonly file: Room
}

interface TextMemory {
  readonly pieces: DeflatedPieces
  readonly room: Room
}

/** Remembers nothing yet. */
export function packMemory(): PackMemory {
  return {
    json: { pieces: deflatedPieces(), room: reusedRoom() },
    text: { pieces: deflatedPieces(), room: reusedRoom() },
    file: reusedRoom(),
  }
}

/**
 * Makes the file of an essay that fits the schema (`essayFromJson`). Only pictures that it shows are kept. The result was read back with
 * `unpackEssay` and is what went in. Problems: `too-large`; `damaged` when the reader does not get back what was packed.
 */
export async function packEssay(
  essay: Essay,
  pictures: PictureBytes,
  foreignInfo: Readonly<Record<string, unknown>> = {},
  memory: PackMemory = packMemory(),
): Promise<Result<PackedEssay>> {
  const shown = referencedPictures(essay)
  const recorded = withPictureRecords(essay, pictures)
  const kept: Essay = { ...recorded, assets: recorded.assets.filter((asset) => shown.has(asset.hash)) }
  const missing = [...shown].filter((hash) => !pictures.has(hash))
  const { bytes: json, ...jsonEntry } = written(stableEssayParts(kept), memory.json)
  const { bytes: text, ...textEntry } = written(
    markdownParts(kept, { dialect: 'portable', frontMatter: true, address: (asset) => pictureEntry(asset) }),
    memory.text,
  )
  const textHash = sha256Of(text)
  // Both at once: where both fail, none is left that nobody waits for.
  const [packedText, packedJson] = await Promise.all([textEntry.packed, jsonEntry.packed])
  const info = {
    version: 2,
    type: 'net.daringfireball.markdown',
    transient: false,
    creatorIdentifier: CREATOR,
    [CREATOR]: { version: 1, document: 'essay.json', textHash },
    ...Object.fromEntries(Object.entries(foreignInfo).filter(([key]) => !OWN_INFO.has(key))),
  }
  const folder = `${safeFileName(essay.metadata.title) || 'Untitled essay'}.textbundle/`
  const packed = new Map<string, { readonly crc: number; readonly bytes: number }>()
  const entries: ZipEntry[] = [
    { name: folder, bytes: new Uint8Array(), deflate: false },
    { name: `${folder}info.json`, bytes: encode(stableJson(info)), deflate: true },
    { name: `${folder}text.md`, bytes: text, deflate: true, crc: crc32(text), ...packedText },
    { name: `${folder}assets/`, bytes: new Uint8Array(), deflate: false },
  ]
  for (const asset of kept.assets) {
    const bytes = pictures.get(asset.hash)
    if (bytes === undefined) continue
    const crc = crcOfPicture(asset, bytes)
    if (!crc.ok) return crc
    packed.set(asset.hash, { crc: crc.value, bytes: bytes.length })
    const deflate = asset.mime === 'image/svg+xml'
    entries.push({ name: folder + pictureEntry(asset), bytes, deflate, crc: crc.value })
  }
  entries.push({
    name: `${folder}essay.json`,
    bytes: json,
    deflate: true,
    crc: crc32(json),
    ...packedJson,
  })
  const bytes = writeZip(entries, memory.file)

  const unzipping = readZipBeside(bytes, (name) => ruleFor(name, true), LIMITS)
  // Beside the inflating: what a reader will make of it, and the hash.
  const readable = readsBack(kept, json)
  const sha256 = await digestOf(bytes)
  const unzipped = await unzipping
  if (!readable.ok) return readable
  if (!unzipped.ok) return unzipped
  const back = understand(unzipped.value, true, { pictures: packed, json, essay: kept, text, textHash })
  // Inflated for this look alone; what was only stored is a view into the file.
  for (const content of unzipped.value.values()) if (content.buffer !== bytes.buffer) giveBack(content)
  if (!back.ok) return back
  if (!isSame(back.value.essay, kept) || back.value.textChangedElsewhere) return NOT_THE_SAME
  return ok({ bytes, sha256, essay: kept, missing })
}

/**
 * Reads an `.essay`: the wrapper folder or everything at the root, exactly the known names, every picture hashed and its head read.
 * `pictures: false` leaves the pictures unread, for summaries; a set of hashes reads those alone. Problems: `not-recognised`, `damaged`, `too-large`,
 * `newer-version`, `invalid-essay`.
 */
export function unpackEssay(
  bytes: Uint8Array,
  options: { readonly pictures: boolean | ReadonlySet<string> } = { pictures: true },
): Result<UnpackedEssay> {
  const read = readZip(bytes, (name) => ruleFor(name, options.pictures), LIMITS)
  return read.ok ? understand(read.value, options.pictures !== false) : read
}

/** What the entries of a file say. `packed` is for reading back what was just packed. */
function understand(
  entries: ReadonlyMap<string, Uint8Array>,
  withPictures: boolean,
  packed?: Packed,
): Result<UnpackedEssay> {
  const wrappers = new Set<string>()
  const files = new Map<string, Uint8Array>()
  for (const [name, content] of entries) {
    const wrapper = WRAPPER.exec(name)?.[0] ?? ''
    wrappers.add(wrapper)
    files.set(name.slice(wrapper.length), content)
  }
  if (wrappers.size > 1) return fail('damaged', 'The file holds two essays in one.', { safe: UNTOUCHED })
  const essay = readJson(files, packed)
  if (!essay.ok) return essay
  const info = readInfo(files)
  if (!info.ok) return info
  const pictures = withPictures
    ? readPictures(files, essay.value.assets, packed?.pictures)
    : ok(new Map<string, Uint8Array>())
  if (!pictures.ok) return pictures
  const text = files.get('text.md')
  return ok({
    essay: essay.value,
    pictures: pictures.value,
    missing: withPictures
      ? essay.value.assets.filter((asset) => !pictures.value.has(asset.hash)).map((asset) => asset.hash)
      : [],
    textChangedElsewhere: text === undefined || hashOfText(text, packed) !== info.value.textHash,
    foreignInfo: info.value.foreign,
  })
}

/** The essay with a record of every picture that it shows: one that was pasted from another essay comes without. */
export function withPictureRecords(essay: Essay, pictures: PictureBytes): Essay {
  const known = new Set(essay.assets.map((asset) => asset.hash))
  const pasted = [...referencedPictures(essay)].filter((hash) => !known.has(hash))
  const records = pasted.flatMap((hash) => recordOf(hash, pictures.get(hash)))
  return records.length === 0 ? essay : { ...essay, assets: [...essay.assets, ...records] }
}

/** The name of a picture inside an `.essay`, below its wrapper folder; also the address that text.md uses. */
function pictureEntry(asset: Pick<Asset, 'hash' | 'mime'>): string {
  return `assets/${asset.hash}.${EXTENSION_OF_MIME[asset.mime]}`
}

function ruleFor(fullName: string, wanted: boolean | ReadonlySet<string>): EntryRule {
  if (LEFT_BY_SYSTEMS.test(fullName)) return { kind: 'ignore' }
  const wrapper = WRAPPER.exec(fullName)?.[0] ?? ''
  const name = fullName.slice(wrapper.length)
  const hash = PICTURE.exec(name)?.[1]
  if (hash !== undefined) {
    const isWanted = typeof wanted === 'boolean' ? wanted : wanted.has(hash)
    return isWanted ? { kind: 'keep', mostBytes: 64 * MB } : { kind: 'ignore' }
  }
  if (name === 'mimetype') return { kind: 'ignore' }
  const mostBytes = name === '' && wrapper !== '' ? 0 : MOST_BYTES[name]
  return mostBytes === undefined ? { kind: 'refuse' } : { kind: 'keep', mostBytes }
}

function readJson(files: ReadonlyMap<string, Uint8Array>, packed: Packed | undefined): Result<Essay> {
  const bytes = files.get('essay.json')
  if (bytes !== undefined && packed !== undefined && Buffer.compare(bytes, packed.json) === 0) return ok(packed.essay)
  const json = decode(files, 'essay.json')
  return json.ok ? readEssay(json.value) : json
}

function hashOfText(text: Uint8Array, packed: Packed | undefined): string {
  return packed !== undefined && Buffer.compare(text, packed.text) === 0 ? packed.textHash : sha256Of(text)
}

function readInfo(
  files: ReadonlyMap<string, Uint8Array>,
): Result<{ readonly textHash: string; readonly foreign: Readonly<Record<string, unknown>> }> {
  if (!files.has('info.json')) return ok({ textHash: '', foreign: {} })
  const text = decode(files, 'info.json')
  if (!text.ok) return text
  const parsed = parseJson(text.value, INFO_LIMITS, 'info.json')
  if (!parsed.ok) return parsed
  const info = parsed.value
  if (typeof info !== 'object' || info === null || Array.isArray(info))
    return fail('damaged', 'info.json is not an object.', { subject: 'info.json', safe: UNTOUCHED })
  const own = (info as Record<string, unknown>)[CREATOR]
  const textHash = typeof own === 'object' && own !== null ? (own as Record<string, unknown>).textHash : ''
  return ok({
    textHash: typeof textHash === 'string' ? textHash : '',
    foreign: Object.fromEntries(Object.entries(info).filter(([key]) => !OWN_INFO.has(key))),
  })
}

function readPictures(
  files: ReadonlyMap<string, Uint8Array>,
  assets: readonly Asset[],
  packed: Packed['pictures'] = new Map(),
): Result<PictureBytes> {
  const byEntry = new Map(assets.map((asset) => [pictureEntry(asset), asset]))
  const pictures = new Map<string, Uint8Array>()
  for (const [name, content] of files) {
    if (!PICTURE.test(name)) continue
    const asset = byEntry.get(name)
    const label = asset?.name || name
    const wrong = (what: string) =>
      fail('damaged', `The picture “${label}” ${what}.`, { subject: label, safe: UNTOUCHED })
    if (asset === undefined) return wrong('stands in the file, but the essay does not know it')
    const before = packed.get(asset.hash)
    if (before && content.length === before.bytes && content.length === asset.bytes && crc32(content) === before.crc) {
      pictures.set(asset.hash, content)
      continue
    }
    if (sha256Of(content) !== asset.hash || content.length !== asset.bytes)
      return wrong('is not the one that was put in')
    const checked = checkPicture(content, asset.mime)
    if (!checked.ok) return wrong(`cannot be shown (${checked.problem.message})`)
    pictures.set(asset.hash, content)
  }
  return ok(pictures)
}

/** What can be said of a picture by its bytes alone. */
function recordOf(hash: string, bytes: Uint8Array | undefined): readonly Asset[] {
  const format = bytes === undefined ? null : recognisePicture(bytes)
  if (bytes === undefined || format === null || 'foreign' in format) return []
  const size = checkPicture(bytes, format.mime)
  if (!size.ok) return []
  return [{ hash, mime: format.mime, bytes: bytes.length, ...size.value, name: '', locationRemoved: false }]
}

function decode(files: ReadonlyMap<string, Uint8Array>, name: string): Result<string> {
  const bytes = files.get(name)
  if (bytes === undefined)
    return fail('not-recognised', `This is not a Galley essay: it has no ${name}.`, { subject: name, safe: UNTOUCHED })
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return fail('damaged', `${name} is not UTF-8 text.`, { subject: name, safe: UNTOUCHED })
  }
}

const NOT_THE_SAME = fail(
  'damaged',
  'The essay could not be packed so that it reads back the same. This is a defect.',
  {
    safe: 'Nothing was written.',
    next: 'Copy your text to another program and report it.',
  },
)

/** Blocks whose JSON was read back as what they are. Nobody writes into a block that was judged. */
const readBackBlocks = new WeakSet<NodeJson>()

/**
 * Whether a reader makes of an essay's JSON what went in. What was read back once reads back again, so that only an essay of the other blocks is
 * parsed; all of it where the reader's limits could be near.
 */
function readsBack(essay: Essay, json: Uint8Array): Result<null> {
  const blocks = essay.body.content ?? []
  const others = blocks.filter((block) => !readBackBlocks.has(block))
  const some = others.length > 0 ? others : blocks.slice(-1)
  const part = { ...essay, body: { ...essay.body, content: some } }
  const isSmall = json.length < ESSAY_JSON_LIMITS.values
  if (isSmall && some.length < blocks.length && readsAs(stableEssayJson(part), part).ok) {
    for (const block of others) readBackBlocks.add(block)
    return ok(null)
  }
  const whole = readsAs(new TextDecoder().decode(json), essay)
  if (whole.ok) for (const block of blocks) readBackBlocks.add(block)
  return whole
}

function readsAs(json: string, essay: Essay): Result<null> {
  const parsed = parseJson(json)
  // A block that says the same as ours was judged as ours.
  const read = parsed.ok ? essayFromJson(knownBlocks(essay.body.content).recognise(parsed.value)) : parsed
  if (!read.ok) return read
  return isSame(read.value, essay) ? ok(null) : NOT_THE_SAME
}

/** Whether two essays are equal, a key without value being no key. */
function isSame(one: Essay, other: Essay): boolean {
  return sameJson(one, other) || stableJson(one) === stableJson(other)
}

/** From this size a text is deflated in pieces, beside the program's own work (bytes); below it the same text gives the same bytes on every machine. */
const LONG_TEXT = 64 * 1024

/** The bytes of a text in parts, and what its zip entry says of how they are deflated. */
function written(
  parts: readonly string[],
  { pieces, room }: TextMemory,
): { readonly bytes: Uint8Array; readonly packed: Promise<Pick<ZipEntry, 'deflated'>> } {
  const bytes = bytesOfParts(parts, room)
  const isLong = bytes.length >= LONG_TEXT
  return { bytes, packed: isLong ? pieces.deflate(parts).then((deflated) => ({ deflated })) : Promise.resolve({}) }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
