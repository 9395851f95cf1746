import type { ZipEntry } from '../core/zip/write-zip.ts'

/** A file in a folder that was chosen or dropped, with its path from that folder on, the folder's own name first, parted by `/`. */
export interface FolderFile {
  readonly path: string
  readonly file: File
}

const TEXT = /\.(?:essay|textpack|docx|md|markdown|html?|txt|xml|json|zip)$/i
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i
/** Hidden names in a folder, and what the system's own archivers leave. Names that begin with a line are texts as others: a site's `_posts`. */
const LEFT_BY_SYSTEMS = /\/(?:\.|__MACOSX\/)/
const BUNDLE = /^(?:.*\/)?[^/]+\.textbundle\//i
/** Most texts and pictures of a folder that are imported at once, and most names that are looked at for them: as the host's own reading (`host/import/chosen-files.ts`). */
const MOST_IN_FOLDER = 4_096
const MOST_NAMES = 50_000
/** Most pictures that go along with one text; `MOST_FILES` of the contract, the text itself apart. */
const MOST_PICTURES = 199

/** Files that are imported together: a text with the pictures that it names, or one file alone. */
export type Batch = readonly [File, ...File[]]

/** What of a folder is to be imported. */
export interface FolderBatches {
  readonly batches: readonly Batch[]
  /** Where the folder became too much, as its first path that was left out, in the order of names; null where all of it is there. */
  readonly leftFrom: string | null
}

/**
 * What of a folder is to be imported: each TextBundle in it packed as the TextPack that it would be, each other text with the pictures in or below its own folder that it
 * names. What is neither (styles, scripts, pictures that no text names) is left alone and counts for nothing, however much of it there is; in no folder it
 * goes by itself, so that it is refused by name.
 */
export async function batchesOf(files: readonly FolderFile[]): Promise<FolderBatches> {
  const named = files.filter(({ path }) => !LEFT_BY_SYSTEMS.test(path)).toSorted(byNames)
  const wanted = named.slice(0, MOST_NAMES).filter(isWanted)
  const seen = wanted.slice(0, MOST_IN_FOLDER)
  const leftFrom = (wanted[MOST_IN_FOLDER] ?? named[MOST_NAMES])?.path ?? null
  const bundles = new Map<string, FolderFile[]>()
  const loose: FolderFile[] = []
  for (const one of seen) {
    const bundle = BUNDLE.exec(one.path)?.[0]
    if (bundle === undefined) loose.push(one)
    else bundles.set(bundle, [...(bundles.get(bundle) ?? []), one])
  }
  const packed = await Promise.all([...bundles].map(([bundle, within]) => packedBundle(bundle, within)))
  const pictures = loose.filter(({ path }) => PICTURE.test(path))
  const texts = await Promise.all(
    loose.filter(({ path }) => TEXT.test(path)).map((text) => withItsPictures(text, pictures)),
  )
  const used = new Set(texts.flat())
  const beside = loose.filter(({ path, file }) => !path.includes('/') && !used.has(file))
  return { batches: [...packed, ...texts, ...beside.map(({ file }): Batch => [file])], leftFrom }
}

/** The files of a folder that was dropped, and of those in it, without what is hidden; at most one more than `batchesOf` looks at. */
export async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly FolderFile[]> {
  const found: FolderFile[] = []
  await look(folder, folder.name, found)
  return found
}

async function look(folder: FileSystemDirectoryEntry, path: string, found: FolderFile[]): Promise<void> {
  for (const entry of (await entriesOf(folder)).toSorted((one, other) => inOrder(one.name, other.name))) {
    const named = `${path}/${entry.name}`
    if (found.length > MOST_NAMES) return
    if (LEFT_BY_SYSTEMS.test(isFolder(entry) ? `${named}/` : named)) continue
    if (isFolder(entry)) await look(entry, named, found)
    else {
      const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))
      found.push({ path: named, file })
    }
  }
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  const reader = folder.createReader()
  for (;;) {
    // A reader gives some at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed))
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** What can become an essay or a part of one, and what was brought by itself. */
function isWanted({ path }: FolderFile): boolean {
  return TEXT.test(path) || PICTURE.test(path) || BUNDLE.test(path) || !path.includes('/')
}

/** Folder by folder, the names of each in order. */
function byNames(one: FolderFile, other: FolderFile): number {
  return inOrder(one.path.replaceAll('/', '\0'), other.path.replaceAll('/', '\0'))
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Whether what was dropped is a folder. */
export function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory ?? false
}

async function packedBundle(bundle: string, files: readonly FolderFile[]): Promise<Batch> {
  const { writeZip } = await import('../core/zip/write-zip.ts')
  const entries: ZipEntry[] = []
  for (const { path, file } of files) {
    const bytes = await file.arrayBuffer().catch(() => null)
    // Who reads it again refuses it by name; a bundle with a hole in it is none.
    if (bytes === null) return [file]
    entries.push({ name: path.slice(bundle.length), bytes: new Uint8Array(bytes), deflate: false })
  }
  const name =
    bundle
      .slice(0, -1)
      .split('/')
      .at(-1)
      ?.replace(/\.textbundle$/i, '.textpack') ?? 'text.textpack'
  return [new File([writeZip(entries) as Uint8Array<ArrayBuffer>], name)]
}

async function withItsPictures(text: FolderFile, pictures: readonly FolderFile[]): Promise<Batch> {
  const folder = text.path.slice(0, text.path.lastIndexOf('/') + 1)
  const near = pictures.filter(({ path }) => path.startsWith(folder))
  if (near.length === 0 || !/\.(?:md|markdown|html?)$/i.test(text.path)) return [text.file]
  // Who reads it again refuses it by name.
  const words = await text.file.text().catch(() => '')
  const isNamed = (name: string) =>
    words.includes(name) || words.includes(encodeURIComponent(name)) || words.includes(encodeURI(name))
  const named = near.filter(({ file }) => isNamed(file.name))
  // Where two have one name, the path that the text writes decides.
  const chosen = new Map<string, FolderFile>()
  for (const one of named) {
    const before = chosen.get(one.file.name)
    if (!before || (!isNamed(before.path.slice(folder.length)) && isNamed(one.path.slice(folder.length))))
      chosen.set(one.file.name, one)
  }
  return [text.file, ...[...chosen.values()].slice(0, MOST_PICTURES).map(({ file }) => file)]
}
