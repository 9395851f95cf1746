import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run as runCommand } from '../../../cli/run.ts'
import { textOf } from '../../../core/essay/json.ts'
import { durableWrite } from '../../../host/durable-write.ts'
import { packEssay, unpackEssay } from '../../../host/essay-file.ts'
import type { FileStamp } from '../../../host/file-stamp.ts'
import { history } from '../../../host/history/history.ts'
import { nodeIo } from '../../../host/io.ts'
import { jsonFile } from '../../../host/json-file.ts'
import { writeIntoFolder, writeNewFolder } from '../../../host/publish/write-files.ts'
import { buildEssay, ESSAY_ID, withTitle } from '../../builders/essay.ts'
import { working } from '../../builders/host.ts'
import { p } from '../../builders/nodes.ts'
import { typist } from '../../builders/typing.ts'
import { memoryHost } from '../memory-host.ts'

/** Something that writes below a folder of its own, on the real disk. */
export interface Scenario {
  readonly name: string
  readonly prepare: (root: string) => Promise<void>
  /** Writes; says what was acknowledged, as soon as it was. Problems end it or are passed over. */
  readonly run: (root: string, acknowledge: (what: string) => void) => Promise<void>
  /** Looks at what is there, without faults: what is wrong, or null. `acknowledged` in the order of time. */
  readonly check: (root: string, acknowledged: readonly string[]) => Promise<string | null>
  /** True for a planted way of writing that must be found out. */
  readonly control?: true
}

const START = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const bytesOf = (version: number, what = ''): Uint8Array =>
  new TextEncoder().encode(`<${version}${`${what} of ${version}, `.repeat(700 * version)}${version}>`)

/** The number of the version that some bytes are; -1 for none. */
function versionOf(bytes: Uint8Array, what = ''): number {
  for (let version = 1; version <= 3; version++) if (Buffer.compare(bytes, bytesOf(version, what)) === 0) return version
  return -1
}

function lastOf(acknowledged: readonly string[]): number {
  return Number(acknowledged.at(-1) ?? 0)
}

/** A file of which version 1 stands there already, written by `put`. */
function fileScenario(name: string, put: (path: string, version: number) => Promise<boolean>): Scenario {
  return {
    name,
    prepare: async (root) => writeFileSync(join(root, 'A.essay'), bytesOf(1)),
    async run(root, acknowledge) {
      for (const version of [2, 3]) if (await put(join(root, 'A.essay'), version)) acknowledge(String(version))
    },
    async check(root, acknowledged) {
      const there = readdirSync(root).includes('A.essay')
      const version = there ? versionOf(readFileSync(join(root, 'A.essay'))) : 0
      if (version < 1) return there ? 'the file is corrupt' : 'the file is gone'
      return version < lastOf(acknowledged) ? 'an acknowledged version is not there' : null
    },
  }
}

const save = (): Scenario => {
  let stamp: FileStamp | undefined
  return fileScenario('save', async (path, version) => {
    if (version === 2) stamp = undefined
    const options = stamp ? { mode: 'replace' as const, expected: stamp } : { mode: 'replace' as const }
    const written = await durableWrite(path, bytesOf(version), options)
    if (written.ok) stamp = written.value.stamp
    return written.ok
  })
}

/** What programs do that know nothing of this: the file is emptied, then written. */
const plain: Scenario = {
  ...fileScenario('control: writeFile', (path, version) => done(() => writeFile(path, bytesOf(version)))),
  control: true,
}
/** What common libraries do: a temporary file, one write whose count nobody looks at, a flush, a rename. */
const oneWrite: Scenario = {
  ...fileScenario('control: one write, then rename', (path, version) =>
    done(async () => {
      const handle = await open(`${path}.tmp`, 'w')
      try {
        await handle.write(bytesOf(version))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${path}.tmp`, path)
    }),
  ),
  control: true,
}

async function done(work: () => Promise<void>): Promise<boolean> {
  return work().then(
    () => true,
    () => false,
  )
}

const settings: Scenario = {
  name: 'settings',
  prepare: async (root) => {
    await jsonFile(join(root, 'places.json'), () => START).change(() => ({ version: 1 }))
  },
  async run(root, acknowledge) {
    const file = jsonFile(join(root, 'places.json'), () => START)
    for (const version of [2, 3])
      if ((await file.change(() => ({ version, filling: 'x'.repeat(5_000) }))).ok) acknowledge(String(version))
  },
  async check(root, acknowledged) {
    const stored = (await jsonFile(join(root, 'places.json'), () => START).read()) as { version?: number } | undefined
    const version = stored?.version ?? 0
    if (version < 1) return 'the settings are gone'
    return version < lastOf(acknowledged) ? `version ${version}, acknowledged ${lastOf(acknowledged)}` : null
  },
}

const PARTS = ['images/a.png', 'images/b.png', 'page.html']
const publication = (version: number) => PARTS.map((path) => ({ path, content: bytesOf(version, path) }))

const exported: Scenario = {
  name: 'export',
  prepare: async () => {},
  async run(root, acknowledge) {
    const folder = join(root, 'fog')
    const whole = await writeNewFolder(folder, publication(1))
    // Once more, as a person would.
    if (!whole.ok && !(await writeNewFolder(folder, publication(1))).ok) return
    acknowledge('1')
    if ((await writeIntoFolder(folder, publication(2), { replace: true })).ok) acknowledge('2')
  },
  async check(root, acknowledged) {
    const folder = join(root, 'fog')
    if (!readdirSync(root).includes('fog')) return acknowledged.length === 0 ? null : 'the folder is gone'
    for (const path of PARTS) {
      let bytes: Uint8Array
      try {
        bytes = readFileSync(join(folder, path))
      } catch {
        return `${path} is missing`
      }
      const version = versionOf(bytes, path)
      if (version < 1) return `${path} is corrupt`
      if (version < lastOf(acknowledged)) return `${path} is not the acknowledged one`
    }
    return null
  },
}

const essayOf = (text: string) => buildEssay({ title: text, text: [text] }).essay
const versionsIn = (root: string, now: () => number) => history(join(root, 'history'), nodeIo, now)
const keepText = (root: string, text: string, at: number, name = '') =>
  versionsIn(root, () => at).keep(essayOf(text), { cause: 'saved', file: 'A', picture: async () => null, name })

async function checkVersions(root: string, acknowledged: readonly string[]): Promise<string | null> {
  const versions = versionsIn(root, () => START + 20 * DAY)
  const listed = await versions.list(ESSAY_ID)
  if (!listed.ok) return `no list: ${listed.problem.message}`
  const texts: string[] = []
  for (const { id } of listed.value) {
    const read = await versions.read(ESSAY_ID, id)
    if (!read.ok) return 'a version that is listed does not read'
    texts.push(read.value.metadata.title)
  }
  const lost = acknowledged.find((text) => !texts.includes(text))
  return lost === undefined ? null : `${lost} is gone`
}

const historyAdd: Scenario = {
  name: 'history add',
  prepare: async (root) => void (await keepText(root, 'text 0', START)),
  async run(root, acknowledge) {
    acknowledge('text 0')
    for (const index of [1, 2])
      if ((await keepText(root, `text ${index}`, START + index * 1_000)).ok) acknowledge(`text ${index}`)
  },
  check: checkVersions,
}

const prune: Scenario = {
  name: 'prune',
  async prepare(root) {
    for (let index = 0; index < 24; index++)
      await keepText(root, `text ${index}`, START + index * 60_000, index === 1 ? 'Pinned' : '')
  },
  async run(root, acknowledge) {
    for (let index = 0; index < 24; index++) if (index === 1 || index >= 4) acknowledge(`text ${index}`)
    await versionsIn(root, () => START + 9 * DAY).prune(ESSAY_ID)
  },
  check: checkVersions,
}

const hostOf = (root: string, at: number) =>
  memoryHost(nodeIo, () => at, { essays: join(root, 'Essays'), data: join(root, 'data') })
const lampPath = (root: string) => join(root, 'Essays', 'Lamp.essay')

async function prepareLamp(root: string): Promise<void> {
  mkdirSync(join(root, 'Essays'))
  mkdirSync(join(root, 'data'))
  const packed = await packEssay(buildEssay({ title: 'Lamp' }).essay, new Map())
  if (packed.ok) writeFileSync(lampPath(root), packed.value.bytes)
}

/** Types, and saves where the plan says so; what was refused is sent again with what follows. */
function typing(name: string, plan: readonly ('type' | 'save' | 'restore')[]): Scenario {
  return {
    name,
    prepare: prepareLamp,
    async run(root, acknowledge) {
      const host = hostOf(root, START)
      const essay = await host.refOfPath(lampPath(root))
      const opened = essay.ok ? await host.openEssay({ essay: essay.value }) : essay
      if (!opened.ok) return
      const mira = typist(opened.value)
      let { revision } = opened.value
      let unsent = { from: 1, steps: [] as unknown[] }
      for (const [index, step] of plan.entries()) {
        const document = withTitle(opened.value.document, 'Lamp')
        const whole = { ...document, body: { ...document.body, content: [p(mira.text())] } }
        const input = { ...working(opened.value, whole), revision, sequence: mira.sequence() }
        if (step === 'type') {
          const changes = mira.type(` word${index}`)
          unsent.steps.push(...changes.steps)
          const sent = await host.writeJournal({ ...changes, ...unsent })
          if (!sent.ok) continue
          unsent = { from: mira.sequence() + 1, steps: [] }
          acknowledge(mira.text())
        } else if (step === 'save') {
          const saved = await host.saveEssay(input)
          if (!saved.ok) continue
          revision = saved.value.revision
          acknowledge(mira.text())
        } else {
          const kept = await host.keepVersion({ ...input, name: 'Before' })
          if (kept.ok) await host.restoreVersion({ ...input, version: kept.value.version })
        }
      }
      await host.close()
    },
    async check(root, acknowledged) {
      const file = unpackEssay(readFileSync(lampPath(root)))
      if (!file.ok) return `the file does not open: ${file.problem.message}`
      const host = hostOf(root, START + 60_000)
      const essay = await host.refOfPath(lampPath(root))
      const opened = essay.ok ? await host.openEssay({ essay: essay.value }) : essay
      if (!opened.ok) return `the essay does not open: ${opened.problem.message}`
      const text = textOf(opened.value.document.body)
      const choice = opened.value.recovered?.choice
      await host.close()
      if (choice) return 'the file was taken for one that another program changed'
      const must = acknowledged.at(-1) ?? 'A lamp.'
      return text.startsWith(must) ? null : `“${text}”, acknowledged “${must}”`
    },
  }
}

const cli: Scenario = {
  name: 'CLI',
  async prepare(root) {
    await prepareLamp(root)
    mkdirSync(join(root, 'out'))
    writeFileSync(join(root, 'draft.md'), `---\ntitle: Fog\n---\n\n${'It begins. '.repeat(500)}\n`)
  },
  async run(root, acknowledge) {
    const terminal = { folder: root, watched: false, out: () => {}, err: () => {} }
    const commands = [
      ['import', 'draft.md', '--out', 'fog.essay'],
      ['convert', 'Essays/Lamp.essay', 'lamp.md'],
      ['publish', 'Essays/Lamp.essay', '--profile', 'markdown', '--out', 'out/site'],
    ]
    for (const argv of commands) if ((await runCommand(argv, terminal)) <= 1) acknowledge(argv[0] as string)
  },
  async check(root, acknowledged) {
    const names = readdirSync(root)
    const results: readonly (readonly [command: string, there: boolean, good: () => boolean])[] = [
      ['import', names.includes('fog.essay'), () => unpackEssay(readFileSync(join(root, 'fog.essay'))).ok],
      ['convert', names.includes('lamp.md'), () => readFileSync(join(root, 'lamp.md'), 'utf8').includes('A lamp.')],
      [
        'publish',
        readdirSync(join(root, 'out')).includes('site'),
        () =>
          readdirSync(join(root, 'out/site')).some(
            (name) => name.endsWith('.md') && readFileSync(join(root, 'out/site', name), 'utf8').includes('A lamp.'),
          ),
      ],
    ]
    for (const [command, isThere, isGood] of results) {
      if (!isThere && acknowledged.includes(command)) return `${command} said it was done`
      if (isThere && !isGood()) return `${command} left half a file`
    }
    return null
  },
}

/** How many temporary files and folders a root holds; what lies in a temporary folder goes with it. */
export function temporariesIn(root: string): number {
  return readdirSync(root, { recursive: true }).filter((name) => {
    const [own = '', ...above] = String(name).split('/').reverse()
    return own.endsWith('.tmp') && !above.some((part) => part.endsWith('.tmp'))
  }).length
}

/** Every scenario, the planted ones last. */
export const SCENARIOS: readonly Scenario[] = [
  save(),
  typing('journal', ['type', 'type', 'type', 'type']),
  typing('rotate', ['type', 'save', 'type', 'save', 'type']),
  typing('restore', ['type', 'save', 'restore']),
  historyAdd,
  prune,
  settings,
  exported,
  cli,
  plain,
  oneWrite,
]
