import { sha256Of } from '../../host/file-stamp.ts'
import type { FileState, Io } from '../../host/io.ts'

/** A file of the model: what programs see, and what the last flush of the file made certain. */
interface FileNode {
  readonly kind: 'file'
  readonly ino: bigint
  data: Uint8Array
  /** null: everything of `data` is durable. */
  durable: Uint8Array | null
  mtime: bigint
  /** Also changed where a name comes or goes, as on real disks. */
  ctime: bigint
  /** How many names it has now. */
  links: number
  /** What a crash may leave of the unflushed data; made when it is asked for. */
  leftovers: readonly Uint8Array[] | null
  /** A temporary file that was there from the start: what a crash left of a write. */
  readonly isLeftOver: boolean
}
/** A folder: its names now, and those that are certain. */
interface FolderNode {
  readonly kind: 'folder'
  readonly ino: bigint
  readonly names: Map<string, Node>
  readonly durable: Map<string, Node>
}
type Node = FileNode | FolderNode
/** A name that came or went. */
interface NameChange {
  readonly folder: FolderNode
  readonly name: string
  readonly node: Node | null
}
/** Names that change in one step: all of them or none are there after a crash. A flush of the last one's folder makes them certain. */
type Step = readonly NameChange[]

/** What the disk does wrong, to see that the checks notice. */
export interface Lies {
  /** Flushes of these paths do nothing. */
  readonly ignoresSync?: (path: string) => boolean
}

/** Whole numbers from 0 below a bound. */
export type Random = (below: number) => number

/** A disk in memory that knows what a power cut would leave. */
export interface CrashDisk extends Io {
  /**
   * What may be found after a power cut now: every subset of unflushed names, and for each unflushed file old, empty, zeroed, half or whole data.
   * Where those are more than `most`, so many of them by `random`.
   */
  crashStates(most?: number, random?: Random): Generator<CrashDisk>
  /** One of the crash states. */
  afterPowerCut(random: Random): CrashDisk
  /** The same disk, independent, everything on it certain: what is left when the program is killed and the machine goes on. */
  copy(): CrashDisk
  /** The bytes that a program would read now, or null where there is no such file. */
  peek(path: string): Uint8Array | null
  /** Puts a file there as if it had always been. The folder must be there. */
  plant(path: string, bytes: Uint8Array): void
  /** Empties a file in place, as writers do that do not know better. */
  truncate(path: string): void
  /** Everything is flushed. */
  settle(): void
  /**
   * Equal for disks whose names, contents and times are equal, apart from numbers that are nothing but chance. With `names`, temporary files count by
   * their names alone.
   */
  fingerprint(temporary?: 'names'): string
  /** Whether anyone looked at more than the name of a temporary file that was there from the start. Whoever did not would have done the same whatever they held. */
  readonly hasReadLeftOvers: boolean
  /** Called after each operation that changes something. */
  onChange: () => void
  /** Milliseconds since 1970; files are written at this time. */
  now: number
  readonly root: FolderNode
}

/** Kinds of what a crash leaves of an unflushed file. */
const LEFTOVERS = 5

let inodes = 1n

/** An empty disk, or one over a tree. */
export function crashDisk(lies: Lies = {}, root: FolderNode = folderNode(), now = 0): CrashDisk {
  let pending: Step[] = []
  /** Files with unflushed data; one that no name reaches any more stays until it is flushed, and counts for nothing. */
  const dirty = new Set<FileNode>()
  const childOf = (node: Node, name: string, path: string): Node => {
    const child = node.kind === 'folder' ? node.names.get(name) : undefined
    if (!child) throw failure(node.kind === 'folder' ? 'ENOENT' : 'ENOTDIR', path)
    return child
  }
  const above = (path: string): Node => {
    let node: Node = root
    for (const part of partsOf(path.slice(0, path.lastIndexOf('/')))) node = childOf(node, part, path)
    return node
  }
  let hasReadLeftOvers = false
  const find = (path: string): Node => {
    const node = path === '/' ? root : childOf(above(path), nameOf(path), path)
    if (node.kind === 'file' && node.isLeftOver) hasReadLeftOvers = true
    return node
  }
  const parentOf = (path: string): FolderNode => {
    const node = above(path)
    if (node.kind !== 'folder') throw failure('ENOTDIR', path)
    return node
  }
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
  const fileAt = (path: string): FileNode => {
    const node = find(path)
    if (node.kind !== 'file') throw failure('EISDIR', path)
    return node
  }
  const step = (...changes: Step): void => {
    for (const { folder, name, node } of changes) {
      const before = folder.names.get(name)
      for (const file of [before, node]) if (file?.kind === 'file') file.ctime = time()
      if (before?.kind === 'file') before.links--
      if (node?.kind === 'file') node.links++
    }
    apply(changes, (folder) => folder.names)
    pending.push(changes)
    disk.onChange()
  }
  const stateOf = (node: Node): FileState => ({
    kind: node.kind,
    size: node.kind === 'file' ? node.data.length : 0,
    mtimeNs: node.kind === 'file' ? node.mtime : 0n,
    ctimeNs: node.kind === 'file' ? node.ctime : 0n,
    ino: node.ino,
    dev: 1n,
    mode: node.kind === 'file' ? 0o600 : 0o700,
    links: node.kind === 'file' ? node.links : 1,
  })
  /** What a crash now may touch: steps of names, and unflushed files that a name could lead to. */
  const uncertain = (): { readonly steps: readonly Step[]; readonly files: readonly FileNode[] } => {
    if (dirty.size === 0) return { steps: pending, files: [] }
    const reached = new Set<Node>()
    reach(root, reached)
    for (const changes of pending) for (const { node } of changes) if (node) reach(node, reached)
    return { steps: pending, files: [...dirty].filter((file) => reached.has(file)) }
  }
  const afterCrash = (
    { steps, files }: ReturnType<typeof uncertain>,
    keeps: (step: number) => boolean,
    leftover: (file: number) => number,
  ): CrashDisk => {
    const names = new Map<FolderNode, Map<string, Node>>()
    steps.forEach((changes, index) => {
      if (!keeps(index)) return
      apply(changes, (folder) => {
        const copied = names.get(folder) ?? new Map(folder.durable)
        names.set(folder, copied)
        return copied
      })
    })
    const data = new Map(files.map((file, index) => [file, leftoversOf(file)[leftover(index)] as Uint8Array]))
    const tree = settled(
      root,
      (folder) => names.get(folder) ?? folder.durable,
      (file) => data.get(file) ?? file.data,
    )
    return crashDisk({}, tree, disk.now)
  }

  const disk: CrashDisk = {
    platform: 'linux',
    newFileMode: 0o600,
    root,
    now,
    onChange: () => {},
    async open(path, flags) {
      if (flags !== 'r') {
        const folder = parentOf(path)
        const name = nameOf(path)
        if (folder.names.has(name)) {
          if (flags === 'wx+') throw failure('EEXIST', path)
        } else step({ folder, name, node: fileNode(time()) })
      }
      const node = find(path)
      const file = (): FileNode => {
        if (node.kind !== 'file') throw failure('EISDIR', path)
        return node
      }
      return {
        async writeFile(bytes) {
          const target = file()
          target.durable ??= target.data
          target.data = Buffer.concat([target.data, bytes])
          target.leftovers = null
          target.mtime = time()
          target.ctime = target.mtime
          dirty.add(target)
          disk.onChange()
        },
        async chmod() {},
        async sync() {
          if (lies.ignoresSync?.(path)) return
          if (node.kind === 'file') {
            node.durable = null
            node.leftovers = null
            dirty.delete(node)
          } else {
            const certain = pending.filter((changes) => changes.at(-1)?.folder === node)
            for (const changes of certain) apply(changes, (folder) => folder.durable)
            pending = pending.filter((changes) => changes.at(-1)?.folder !== node)
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
      const there = parentOf(to).names.get(nameOf(to))
      if (there?.kind === 'folder' && there.names.size > 0) throw failure('ENOTEMPTY', to)
      step({ folder: parentOf(from), name: nameOf(from), node: null }, { folder: parentOf(to), name: nameOf(to), node })
    },
    async link(from, to) {
      const folder = parentOf(to)
      if (folder.names.has(nameOf(to))) throw failure('EEXIST', to)
      step({ folder, name: nameOf(to), node: fileAt(from) })
    },
    async unlink(path) {
      // What it held makes no difference to its end.
      const folder = parentOf(path)
      if (childOf(folder, nameOf(path), path).kind !== 'file') throw failure('EISDIR', path)
      step({ folder, name: nameOf(path), node: null })
    },
    async mkdir(path) {
      let folder = root
      for (const part of partsOf(path)) {
        if (!folder.names.has(part)) step({ folder, name: part, node: folderNode() })
        const next = folder.names.get(part) as Node
        if (next.kind !== 'folder') throw failure('ENOTDIR', path)
        folder = next
      }
    },
    async rmdir(path) {
      const node = find(path)
      if (node.kind === 'folder' && node.names.size > 0) throw failure('ENOTEMPTY', path)
      step({ folder: parentOf(path), name: nameOf(path), node: null })
    },
    async removeTree(path) {
      let folder: FolderNode
      try {
        find(path)
        folder = parentOf(path)
      } catch {
        return
      }
      step({ folder, name: nameOf(path), node: null })
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
    peek(path) {
      try {
        const node = find(path)
        return node.kind === 'file' ? node.data : null
      } catch {
        return null
      }
    },
    plant(path, bytes) {
      const node: FileNode = { ...fileNode(time()), data: bytes, links: 1 }
      const folder = parentOf(path)
      folder.names.set(nameOf(path), node)
      folder.durable.set(nameOf(path), node)
    },
    truncate(path) {
      const file = fileAt(path)
      file.durable ??= file.data
      file.data = new Uint8Array()
      file.leftovers = null
      dirty.add(file)
      disk.onChange()
    },
    settle() {
      for (const changes of pending) apply(changes, (folder) => folder.durable)
      pending = []
      for (const file of dirty) file.durable = null
      dirty.clear()
    },
    fingerprint: (temporary) => fingerprintOf(root, temporary === 'names'),
    get hasReadLeftOvers() {
      return hasReadLeftOvers
    },
    afterPowerCut(random) {
      const what = uncertain()
      return afterCrash(
        what,
        () => random(2) === 1,
        () => random(LEFTOVERS),
      )
    },
    *crashStates(most = Number.POSITIVE_INFINITY, random) {
      const what = uncertain()
      const kinds = LEFTOVERS ** what.files.length
      if (random && kinds * 2 ** what.steps.length > most) {
        for (let count = 0; count < most; count++)
          yield afterCrash(
            what,
            () => random(2) === 1,
            () => random(LEFTOVERS),
          )
        return
      }
      for (let subset = 0; subset < 2 ** what.steps.length; subset++)
        for (let choice = 0; choice < kinds; choice++)
          yield afterCrash(
            what,
            (index) => Math.floor(subset / 2 ** index) % 2 === 1,
            (index) => Math.floor(choice / LEFTOVERS ** index) % LEFTOVERS,
          )
    },
  }
  const time = () => BigInt(disk.now) * 1_000_000n + (inodes++ % 1_000_000n)
  return disk
}

/** What a crash may leave of a file whose last writes were not flushed: before, before and zeros, half, all, nothing but zeros in the last block. */
function leftoversOf(file: FileNode): readonly Uint8Array[] {
  const { data, durable } = file
  if (durable === null) return [data, data, data, data, data]
  // Written anew over what was there.
  if (data.length < durable.length || Buffer.compare(data.subarray(0, durable.length), durable) !== 0)
    return [durable, data, new Uint8Array(data.length), data.subarray(0, data.length >> 1), new Uint8Array()]
  const grown = data.subarray(durable.length)
  const half = grown.length >> 1
  file.leftovers ??= [
    durable,
    Buffer.concat([durable, new Uint8Array(grown.length)]),
    Buffer.concat([durable, grown.subarray(0, half)]),
    // Blocks reach the disk in any order: the end without what stands before it.
    Buffer.concat([durable, new Uint8Array(half), grown.subarray(half)]),
    data,
  ]
  return file.leftovers
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
        : {
            kind: 'file',
            ino: node.ino,
            data: dataOf(node),
            durable: null,
            mtime: node.mtime,
            ctime: node.ctime,
            links: 1,
            leftovers: null,
            isLeftOver: TEMPORARY.test(name),
          },
    )
  return { kind: 'folder', ino: folder.ino, names, durable: new Map(names) }
}

/** Everything below a node that a crash could bring to light. */
function reach(node: Node, seen: Set<Node>): void {
  if (seen.has(node)) return
  seen.add(node)
  if (node.kind === 'folder') for (const child of node.durable.values()) reach(child, seen)
}

const hashes = new WeakMap<Uint8Array, string>()
/** The number in the name of a temporary file, and that of a run in an owner file: chance, which nothing that is looked for depends on. */
const CHANCE_IN_NAME = /\.[0-9a-f]{12}\.tmp$/
const TEMPORARY = /^\.~.*\.tmp$/s
const CHANCE_IN_OWNER = /"run":"[0-9a-f]*/

function fingerprintOf(folder: FolderNode, namesOnly: boolean): string {
  const lines: string[] = []
  for (const [full, node] of folder.names) {
    const name = full.startsWith('.~') ? full.replace(CHANCE_IN_NAME, '.tmp') : full
    if (node.kind === 'folder') lines.push(`${name}/{${fingerprintOf(node, namesOnly)}}`)
    else if (namesOnly && node.isLeftOver) lines.push(name)
    else {
      let hash = hashes.get(node.data)
      if (hash === undefined) {
        const isOwner = name.includes('.~lock.')
        const data = isOwner ? Buffer.from(node.data).toString('latin1').replace(CHANCE_IN_OWNER, '') : node.data
        hash = sha256Of(data).slice(0, 20)
        hashes.set(node.data, hash)
      }
      lines.push(`${name}:${hash}@${node.mtime / 1_000_000n};`)
    }
  }
  return lines.sort().join('')
}

function fileNode(mtime: bigint): FileNode {
  return {
    kind: 'file',
    ino: inodes++,
    data: new Uint8Array(),
    durable: null,
    mtime,
    ctime: mtime,
    links: 0,
    leftovers: null,
    isLeftOver: false,
  }
}

function folderNode(): FolderNode {
  return { kind: 'folder', ino: inodes++, names: new Map(), durable: new Map() }
}

function apply(changes: Step, namesOf: (folder: FolderNode) => Map<string, Node>): void {
  for (const { folder, name, node } of changes) {
    if (node === null) namesOf(folder).delete(name)
    else namesOf(folder).set(name, node)
  }
}

const parts = new Map<string, readonly string[]>()

function partsOf(folder: string): readonly string[] {
  let known = parts.get(folder)
  if (known === undefined) {
    known = folder.split('/').filter((part) => part !== '')
    // Some folders have ever new names.
    if (parts.size > 10_000) parts.clear()
    parts.set(folder, known)
  }
  return known
}

function failure(code: string, path: string): NodeJS.ErrnoException {
  // A walk meets a million of them, and where they were made tells nothing.
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  const error = Object.assign(new Error(`${code}: ${path}`), { code })
  Error.stackTraceLimit = limit
  return error
}
