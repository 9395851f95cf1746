import type { ZipEntry } from '../core/zip/write-zip.ts'

/** A file in a folder that was chosen or dropped, with its path from that folder on, the folder's own name first, parted by `/`. */
export interface FolderFile {
  readonly path: string
  readonly file: File
}

const TEXT = /\.(?:essay|textpack|docx|md|markdown|html?|txt|xml|json|zip)$/i
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i
/** Hidden names, and what the system's own archivers leave. Names that begin with a line are texts as others: a site's `_posts`. */
const LEFT_BY_SYSTEMS = /(?:^|\/)(?:\.|__MACOSX\/)/
const BUNDLE = /^(?:.*\/)?[^/]+\.textbundle\//i
/** Most files of a folder that are looked at. */
export const MOST_IN_FOLDER = 4_096
/** Most pictures that go along with one text; `MOST_FILES` of the contract, the text itself apart. */
const MOST_PICTURES = 199

/** Files that are imported together: a text with the pictures that it names, or one file alone. */
export type Batch = readonly [File, ...File[]]

/**
 * What of a folder is to be imported: each TextBundle in it packed as the TextPack that it would be, each other text with the pictures in or below its own folder that it
 * names. What is neither (styles, scripts, pictures that no text names) is left alone; in no folder it
 * goes by itself, so that it is refused by name.
 */
export async function batchesOf(files: readonly FolderFile[]): Promise<readonly Batch[]> {
  const seen = files.slice(0, MOST_IN_FOLDER).filter(({ path }) => !LEFT_BY_SYSTEMS.test(path))
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
  return [...packed, ...texts, ...beside.map(({ file }): Batch => [file])]
}

/** The files of a folder that was dropped, and of those in it. */
export async function filesIn(folder: FileSystemDirectoryEntry, above = ''): Promise<readonly FolderFile[]> {
  const path = above + folder.name
  const found: FolderFile[] = []
  const reader = folder.createReader()
  for (;;) {
    // A reader gives some at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed))
    if (entries.length === 0 || found.length > MOST_IN_FOLDER) return found
    for (const entry of entries) {
      if (isFolder(entry)) found.push(...(await filesIn(entry, `${path}/`)))
      else {
        const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))
        found.push({ path: `${path}/${entry.name}`, file })
      }
    }
  }
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
