import { dirname } from 'node:path'
import type { FileState, Io } from '../../../host/io.ts'

/** A file of the model: what programs see, and what the last flush of the file made certain. */
interface FileNode {
  readonly kind: 'file'
  readonly ino: bigint
  data: Uint8Array
  /** null: everything of `data` is durable. */
  durable: Uint8Array | null
  mtime: bigint
}
/** A folder: its names now, those that are certain, and the changes in between, each of which a crash may keep or lose. */
interface FolderNode {
  readonly kind: 'folder'
  readonly ino: bigint
  readonly names: Map<string, Node>
  readonly durable: Map<string, Node>
  pending: (readonly (readonly [string, Node | null])[])[]
}
type Node = FileNode | FolderNode

/** What the disk does wrong, to see that the checks notice. */
export interface Lies {
  /** Flushes of these paths do nothing. */
  readonly ignoresSync?: (path: string) => boolean
}

/** A disk in memory that knows what a power cut would leave. */
export interface CrashDisk extends Io {
  /** What may be found after a power cut now: every subset of unflushed names, and for each unflushed file old, empty, zeroed, half or whole data. */
  crashStates(): Generator<CrashDisk>
  /** The same disk, independent, everything on it certain. */
  copy(): CrashDisk
  /** Called after each operation that changes something. */
  onChange: () => void
  /** Milliseconds since 1970; files are written at this time. */
  now: number
  readonly root: FolderNode
}

let inodes = 1n

/** An empty disk, or one over a tree. */
export function crashDisk(lies: Lies = {}, root: FolderNode = folderNode(), now = 0): CrashDisk {
  const find = (path: string): Node => {
    let node: Node = root
    for (const part of partsOf(path)) {
      const next: Node | undefined = node.kind === 'folder' ? node.names.get(part) : undefined
      if (!next) throw failure('ENOENT', path)
      node = next
    }
    return node
  }
  const parentOf = (path: string): FolderNode => {
    const node = find(dirname(path))
    if (node.kind !== 'folder') throw failure('ENOTDIR', path)
    return node
  }
  const nameOf = (path: string): string => partsOf(path).at(-1) ?? ''
  const fileAt = (path: string): FileNode => {
    const node = find(path)
    if (node.kind !== 'file') throw failure('EISDIR', path)
    return node
  }
  const changeNames = (folder: FolderNode, changes: readonly (readonly [string, Node | null])[]): void => {
    apply(folder.names, changes)
    folder.pending.push(changes)
    disk.onChange()
  }
  const stateOf = (node: Node): FileState => ({
    kind: node.kind,
    size: node.kind === 'file' ? node.data.length : 0,
    mtimeNs: node.kind === 'file' ? node.mtime : 0n,
    ctimeNs: node.kind === 'file' ? node.mtime : 0n,
    ino: node.ino,
    dev: 1n,
    mode: 0o600,
    links: 1,
  })
  const disk: CrashDisk = {
    platform: 'linux',
    newFileMode: 0o600,
    root,
    now,
    onChange: () => {},
    async open(path, flags) {
      if (flags === 'wx+' || flags === 'a') {
        const folder = parentOf(path)
        if (folder.names.has(nameOf(path))) {
          if (flags === 'wx+') throw failure('EEXIST', path)
        } else {
          changeNames(folder, [
            [nameOf(path), { kind: 'file', ino: inodes++, data: new Uint8Array(), durable: null, mtime: time() }],
          ])
        }
      }
      const node = find(path)
      const file = () => (node.kind === 'file' ? node : fileAt(path))
      return {
        async writeFile(bytes) {
          const target = file()
          target.durable ??= target.data
          target.data = Buffer.concat([target.data, bytes])
          target.mtime = time()
          disk.onChange()
        },
        async chmod() {},
        async sync() {
          if (lies.ignoresSync?.(path)) return
          if (node.kind === 'file') node.durable = null
          else {
            for (const changes of node.pending) apply(node.durable, changes)
            node.pending = []
          }
          disk.onChange()
        },
        stat: async () => stateOf(node),
        async read(buffer, position) {
          const piece = file().data.subarray(position, position + buffer.length)
          buffer.set(piece)
          return piece.length
        },
        async close() {},
      }
    },
    stat: async (path) => stateOf(find(path)),
    lstat: async (path) => stateOf(find(path)),
    async realpath(path) {
      find(path)
      return path
    },
    async readlink(path) {
      throw failure('EINVAL', path)
    },
    canWrite: async (path) => void find(path),
    async rename(from, to) {
      const node = find(from)
      changeNames(parentOf(from), [
        [nameOf(from), null],
        [nameOf(to), node],
      ])
    },
    async link(from, to) {
      const folder = parentOf(to)
      if (folder.names.has(nameOf(to))) throw failure('EEXIST', to)
      changeNames(folder, [[nameOf(to), fileAt(from)]])
    },
    async unlink(path) {
      fileAt(path)
      changeNames(parentOf(path), [[nameOf(path), null]])
    },
    async mkdir(path) {
      let folder = root
      for (const part of partsOf(path)) {
        if (!folder.names.has(part)) changeNames(folder, [[part, folderNode()]])
        const next = folder.names.get(part) as Node
        if (next.kind !== 'folder') throw failure('ENOTDIR', path)
        folder = next
      }
    },
    async rmdir(path) {
      changeNames(parentOf(path), [[nameOf(path), null]])
    },
    async removeTree(path) {
      changeNames(parentOf(path), [[nameOf(path), null]])
    },
    async readdir(path) {
      const node = find(path)
      if (node.kind !== 'folder') throw failure('ENOTDIR', path)
      return [...node.names.keys()]
    },
    async wait() {},
    copy: () =>
      crashDisk(
        {},
        settled(
          root,
          (folder) => folder.names,
          (file) => file.data,
        ),
        disk.now,
      ),
    *crashStates() {
      const folders: FolderNode[] = []
      const files: FileNode[] = []
      collect(root, folders, files, new Set())
      const changes = folders.flatMap((folder) => folder.pending.map((_, index) => ({ folder, index })))
      const kinds = 5 ** files.length
      for (let subset = 0; subset < 2 ** changes.length; subset++) {
        for (let choice = 0; choice < kinds; choice++) {
          yield crashDisk(
            {},
            settled(
              root,
              (folder) => {
                const names = new Map(folder.durable)
                folder.pending.forEach((change, index) => {
                  const bit = changes.findIndex((one) => one.folder === folder && one.index === index)
                  if ((subset >> bit) & 1) apply(names, change)
                })
                return names
              },
              (file) => afterCrash(file, Math.floor(choice / 5 ** files.indexOf(file)) % 5),
            ),
            disk.now,
          )
        }
      }
    },
  }
  const time = () => BigInt(disk.now) * 1_000_000n + (inodes++ % 1_000_000n)
  return disk
}

/** What a crash may leave of a file whose last write was not flushed: before, nothing, zeros, half, all. */
function afterCrash({ data, durable }: FileNode, kind: number): Uint8Array {
  if (durable === null) return data
  const grown = data.subarray(durable.length)
  const kept = data.subarray(0, durable.length)
  switch (kind) {
    case 0:
      return durable
    case 1:
      return kept.subarray(0, durable.length)
    case 2:
      return Buffer.concat([kept, new Uint8Array(grown.length)])
    case 3:
      return Buffer.concat([kept, grown.subarray(0, grown.length >> 1)])
    default:
      return data
  }
}

function settled(
  folder: FolderNode,
  namesOf: (folder: FolderNode) => ReadonlyMap<string, Node>,
  dataOf: (file: FileNode) => Uint8Array,
): FolderNode {
  const names = new Map<string, Node>()
  for (const [name, node] of namesOf(folder))
    names.set(
      name,
      node.kind === 'folder'
        ? settled(node, namesOf, dataOf)
        : { kind: 'file', ino: node.ino, data: dataOf(node), durable: null, mtime: node.mtime },
    )
  return { kind: 'folder', ino: folder.ino, names, durable: new Map(names), pending: [] }
}

/** Folders with changes and files with unflushed data, each once, reached by any name that a crash could leave. */
function collect(node: Node, folders: FolderNode[], files: FileNode[], seen: Set<Node>): void {
  if (seen.has(node)) return
  seen.add(node)
  if (node.kind === 'file') {
    if (node.durable !== null) files.push(node)
    return
  }
  if (node.pending.length > 0) folders.push(node)
  for (const child of node.durable.values()) collect(child, folders, files, seen)
  for (const changes of node.pending) for (const [, child] of changes) if (child) collect(child, folders, files, seen)
}

function folderNode(): FolderNode {
  return { kind: 'folder', ino: inodes++, names: new Map(), durable: new Map(), pending: [] }
}

function apply(names: Map<string, Node>, changes: readonly (readonly [string, Node | null])[]): void {
  for (const [name, node] of changes) {
    if (node === null) names.delete(name)
    else names.set(name, node)
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}

function failure(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
