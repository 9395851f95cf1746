import { randomFillSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { dispatch } from '../../../contract/dispatch.ts'
import type { OpenedEssay, SavedEssay } from '../../../contract/host.ts'
import { ESSAY_VERSION, type Essay } from '../../../core/essay/essay.ts'
import { textOf } from '../../../core/essay/json.ts'
import { essayFromJson } from '../../../core/essay/read-essay.ts'
import { stableJson } from '../../../core/essay/stable-json.ts'
import type { Result } from '../../../core/result.ts'
import { packEssay } from '../../../host/essay-file.ts'
import { sha256Of } from '../../../host/file-stamp.ts'
import { history } from '../../../host/history/history.ts'
import { type Io, nodeIo } from '../../../host/io.ts'
import { JOURNAL_VERSION, logBytes, type Steps, type Whole } from '../../../host/journal/entries.ts'
import { takePicture } from '../../../host/picture/take-picture.ts'
import { buildEssay, ESSAY_ID, figureOf, withBlocks } from '../../builders/essay.ts'
import { good, working } from '../../builders/host.ts'
import { p } from '../../builders/nodes.ts'
import { insertion, typist } from '../../builders/typing.ts'
import { memoryHost } from '../memory-host.ts'
import { randomFrom } from '../random.ts'
import { type Outcome, percentile, type Row, type RowOptions, thousands } from '../row.ts'

const MB = 1024 * 1024
/** One version in so many has a name. */
const NAMED = 100

/** Starts now; answers milliseconds by the clock and of the processor, which a busy machine does not change as much. */
function stopwatch(): () => { readonly wall: number; readonly cpu: number } {
  const [started, before] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(before)
    return { wall: performance.now() - started, cpu: (user + system) / 1_000 }
  }
}

type Measure = (folder: string, options: RowOptions) => Promise<Outcome>

/** A row that measures time, in a folder of its own. */
function timed(parts: Omit<Row, 'run'>, measure: Measure): Row {
  return { ...inFolder(parts, measure), isTiming: true }
}

function inFolder(parts: Omit<Row, 'run'>, measure: Measure): Row {
  return {
    ...parts,
    async run(options) {
      const folder = mkdtempSync(join(tmpdir(), 'galley-speed-'))
      try {
        return await measure(folder, options)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

async function openIn(folder: string, bytes: Uint8Array, now: () => number = Date.now) {
  mkdirSync(join(folder, 'Essays'), { recursive: true })
  mkdirSync(join(folder, 'data'), { recursive: true })
  const path = join(folder, 'Essays', 'Lamp.essay')
  writeFileSync(path, bytes)
  return again(folder, now)
}

async function again(folder: string, now: () => number = Date.now) {
  const host = memoryHost(nodeIo, now, { essays: join(folder, 'Essays'), data: join(folder, 'data') })
  const essay = await good(host.refOfPath(join(folder, 'Essays', 'Lamp.essay')))
  return { host, opened: await good(host.openEssay({ essay })) }
}

async function packed(essay: Essay, pictures: ReadonlyMap<string, Uint8Array> = new Map()): Promise<Uint8Array> {
  const made = await packEssay(essay, pictures)
  if (!made.ok) throw new Error(made.problem.message)
  return made.value.bytes
}

/** Text of about so many bytes that does not deflate to nothing. */
function longText(bytes: number, seed: number): readonly string[] {
  const random = randomFrom(seed)
  const paragraphs: string[] = []
  for (let size = 0; size < bytes; ) {
    const words = Array.from({ length: 90 }, () => random(2 ** 31).toString(36))
    paragraphs.push(words.join(' '))
    size += words.join(' ').length
  }
  return paragraphs
}

/** Between two saves of someone who writes on and rests now and then (milliseconds): every twentieth makes a version, too. */
const BETWEEN_SAVES = 30_000
/** Milliseconds after which a save leaves a version behind. */
const TIME_OF_A_VERSION = 11 * 60_000

/**
 * What the host does from the moment a save has come in, as text, until it is on the disk and said to be: it is parsed, judged, packed, read back, written,
 * and the journal goes on in a new log. Someone types before each one, and the journal has it.
 */
const saveRow = timed(
  { id: 'speed-save', figure: 'save of an essay with 1 MB of text, its journal with it', target: 'p95 at most 60 ms' },
  async (folder, { seed }) => {
    let at = Date.UTC(2026, 0, 1)
    const { host, opened } = await openIn(
      folder,
      await packed(buildEssay({ title: 'Lamp', text: longText(MB, seed) }).essay),
      () => at,
    )
    const mira = typist(opened)
    const [, ...others] = opened.document.body.content ?? []
    const withText = (first: string): Essay => ({
      ...opened.document,
      body: { ...opened.document.body, content: [p(first), ...others] },
    })
    let { revision } = opened
    const save = async (round: number) => {
      await good(host.writeJournal(mira.type(` Word ${round}`, ' and', ' more.')))
      const document = withText(mira.text())
      const asked = JSON.stringify({ ...working(opened, document), revision, sequence: mira.sequence() })
      const cost = stopwatch()
      revision = (await good(dispatch(host, 'saveEssay', JSON.parse(asked)) as Promise<Result<SavedEssay>>)).revision
      return cost()
    }
    const times: number[] = []
    let cpu = 0
    for (let round = 0; round < 60; round++) {
      at += BETWEEN_SAVES
      const took = await save(round)
      times.push(took.wall)
      cpu += took.cpu
      // As after a rest: the version that a save left behind is kept before the next one.
      await good(host.listVersions({ essay: opened.essay }))
    }
    const behind: number[] = []
    for (let round = 0; round < 5; round++) {
      at += TIME_OF_A_VERSION
      await save(60 + 2 * round)
      behind.push((await save(61 + 2 * round)).wall)
    }
    await host.close()
    const p95 = percentile(times, 95)
    const unaided = await packingTimes(withText(mira.text()), 5)
    return {
      kind: 'ran',
      measured: `p50 ${percentile(times, 50).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, the first ${times[0]?.toFixed(0)} ms, ${times.length} saves of ${(cpu / times.length).toFixed(0)} ms of processor each; without a rest behind a version p50 ${percentile(behind, 50).toFixed(0)} ms`,
      met: p95 <= 60,
      control: `without what is remembered of the last save, packing alone takes ${percentile(unaided, 50).toFixed(0)} ms`,
      controlFailed: percentile(unaided, 50) > 60,
    }
  },
)

/** Packing an essay again and again by someone who has never seen it (milliseconds). */
async function packingTimes(essay: Essay, rounds: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const fresh = essayFromJson(JSON.parse(JSON.stringify(essay)))
    if (!fresh.ok) throw new Error(fresh.problem.message)
    const started = performance.now()
    await packed(fresh.value)
    times.push(performance.now() - started)
  }
  return times
}

/** A crash with ten megabytes in the journal, as a window leaves them: a whole essay after each 200 steps. */
const recoveryRow = timed(
  {
    id: 'speed-recovery',
    figure: 'recovery of a journal of 10 MB (a whole essay each 200 steps)',
    target: 'at most 300 ms',
  },
  async (folder, { seed }) => {
    const { essay } = buildEssay({ title: 'Lamp', text: longText(MB / 8, seed) })
    const { host, opened } = await openIn(folder, await packed(essay))
    await host.close()
    const logs = join(folder, 'data/journal', ESSAY_ID)
    const recover = async (isEach200: boolean) => {
      const { bytes, text } = windowsLog(join(folder, 'Essays', 'Lamp.essay'), opened.document, isEach200)
      rmSync(logs, { recursive: true, force: true })
      mkdirSync(logs, { recursive: true })
      writeFileSync(join(logs, '1.log'), bytes)
      const cost = stopwatch()
      const { host: next, opened: recovered } = await again(folder)
      const took = cost()
      await next.close()
      return { bytes, ...took, isWhole: textOf((recovered.document.body.content ?? [])[0] ?? p('')) === text }
    }
    const { bytes, wall, cpu, isWhole } = await recover(true)
    const stepsAlone = await recover(false)
    return {
      kind: 'ran',
      measured: `${(bytes.length / MB).toFixed(1)} MB: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of processor${isWhole ? '' : ', ANOTHER TEXT'}`,
      met: isWhole && wall <= 300,
      control: `the same typing without the whole essays in between takes ${stepsAlone.wall.toFixed(0)} ms`,
      controlFailed: stepsAlone.wall > 300,
    }
  },
)

/** A log of about 10 MB whose last step stands after its last whole essay; or the same steps without the whole ones but the first. */
function windowsLog(
  path: string,
  document: Essay,
  isEach200: boolean,
): { readonly bytes: Uint8Array; readonly text: string } {
  const [first, ...others] = document.body.content ?? []
  let text = textOf(first ?? { type: 'text' })
  let to = 0
  const wholeNow = (): Whole => ({
    kind: 'whole',
    to,
    at: to,
    essay: { ...document, body: { ...document.body, content: [p(text), ...others] } },
  })
  const entries: (Whole | Steps)[] = [wholeNow()]
  for (let size = 0; size < 10 * MB; ) {
    for (let key = 0; key < 200; key++) {
      const step = insertion(1 + text.length, 'k')
      text += 'k'
      to++
      entries.push({ kind: 'steps', from: to, to, at: to, steps: [step], details: null })
    }
    size += MB / 8 + 30_000
    if (isEach200 && size < 10 * MB) entries.push(wholeNow())
  }
  const { bytes } = logBytes([
    {
      kind: 'head',
      format: 'galley.journal',
      version: JOURNAL_VERSION,
      schema: ESSAY_VERSION,
      base: { sha256: sha256Of(readFileSync(path)), size: 1, mtime: 1 },
      saved: 0,
      path,
      app: '0.0.0-test',
      replaces: [],
      at: 1,
    },
    ...entries,
  ])
  return { bytes, text }
}

/** What protects typing must not depend on the pictures. */
const picturesRow = timed(
  {
    id: 'speed-pictures',
    figure: 'essay with 200 MB of pictures: cost of one journal write',
    target: 'as without pictures (at most 1.5 times and 5 ms more)',
  },
  async (folder) => {
    const none = await openIn(join(folder, 'none'), await packed(buildEssay({ title: 'Lamp' }).essay))
    const { essay, pictures } = manyPictures(200 * MB)
    const many = await openIn(join(folder, 'many'), await packed(essay, pictures))
    const times = { none: await journalTimes(none), many: await journalTimes(many) }
    const saving = stopwatch()
    await good(many.host.saveEssay(working(many.opened, withBlocks(many.opened.document, p('One more.')))))
    const saved = saving()
    await none.host.close()
    await many.host.close()
    const [plain, heavy] = [percentile(times.none, 50), percentile(times.many, 50)]
    const most = 1.5 * plain + 5
    return {
      kind: 'ran',
      measured: `median ${heavy.toFixed(1)} ms with, ${plain.toFixed(1)} ms without; p95 ${percentile(times.many, 95).toFixed(1)} and ${percentile(times.none, 95).toFixed(1)} ms`,
      met: heavy <= most,
      control: `to protect it by its file, pictures and all, takes ${saved.wall.toFixed(0)} ms`,
      controlFailed: saved.wall > most,
    }
  },
)

async function journalTimes({ host, opened }: { host: ReturnType<typeof memoryHost>; opened: OpenedEssay }) {
  const mira = typist(opened)
  const times: number[] = []
  for (let round = 0; round < 60; round++) {
    const changes = mira.type(` word${round}`)
    const started = performance.now()
    await good(host.writeJournal(changes))
    times.push(performance.now() - started)
  }
  // The first one begins the log.
  return times.slice(1)
}

/** An essay whose pictures have so many bytes together. */
function manyPictures(bytes: number): { essay: Essay; pictures: ReadonlyMap<string, Uint8Array> } {
  const pictures = new Map<string, Uint8Array>()
  let { essay } = buildEssay({ title: 'Lamp' })
  for (let size = 0; size < bytes; ) {
    const taken = takePicture(noisePicture(), `noise-${pictures.size}.png`)
    if (!taken.ok) throw new Error(taken.problem.message)
    const { asset, bytes: kept } = taken.value
    pictures.set(asset.hash, kept)
    size += kept.length
    const longer = essayFromJson({
      ...essay,
      assets: [...essay.assets, asset],
      body: { ...essay.body, content: [...(essay.body.content ?? []), figureOf(asset)] },
    })
    if (!longer.ok) throw new Error(longer.problem.message)
    essay = longer.value
  }
  return { essay, pictures }
}

/** A grey PNG of about 4 MB: noise, not deflated. */
function noisePicture(): Uint8Array {
  const side = 2_000
  const lines = Buffer.alloc(side * (side + 1))
  for (let line = 0; line < side; line++) randomFillSync(lines, line * (side + 1) + 1, side)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const parts = [
    ['IHDR', head] as const,
    ['IDAT', deflateSync(lines, { level: 0 })] as const,
    ['IEND', Buffer.alloc(0)] as const,
  ]
  return Buffer.concat([signature, ...parts.map(([kind, content]) => pngChunk(kind, content))])
}

function pngChunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const chunk = Buffer.alloc(named.length + 8)
  chunk.writeUInt32BE(content.length, 0)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), named.length + 4)
  return chunk
}

/** Ten thousand versions, as ten thousand saves leave them; in the short form 300, without a look at the clock. */
const historyRow = inFolder(
  {
    id: 'history-many',
    figure: 'history of 10,000 versions',
    target: 'every kept one byte-identical; prune at most 1 s, list at most 100 ms',
  },
  async (folder, { size, seed, share }) => {
    const count = size === 'short' ? 300 : Math.round(10_000 * share)
    const root = join(folder, 'history')
    let at = Date.UTC(2025, 0, 1)
    const hashes = new Map<string, string>()
    // Ten thousand saves in a row need not each wait for the disk; the rest is as in life.
    const quick: Io = {
      ...nodeIo,
      async open(path, flags, mode) {
        const handle = await nodeIo.open(path, flags, mode)
        return { ...handle, sync: async () => {} }
      },
    }
    const versions = history(root, quick, () => at)
    const random = randomFrom(seed)
    for (let index = 0; index < count; index++) {
      at += 60_000 * (1 + random(60))
      const { essay } = buildEssay({ title: 'Lamp', text: [`Version ${index}.`, `${random(2 ** 31)}`] })
      const name = index % NAMED === 7 ? `Named ${index}` : ''
      const kept = await good(versions.keep(essay, { cause: 'saved', file: 'Lamp', picture: async () => null, name }))
      hashes.set(kept.id, sha256Of(stableJson(essay)))
    }
    const cold = history(root, nodeIo, () => at)
    const listing = stopwatch()
    await good(cold.list(ESSAY_ID))
    const listed = listing()
    const pruning = stopwatch()
    const { dropped } = await good(cold.prune(ESSAY_ID))
    const pruned = pruning()
    const left = await good(history(root, nodeIo, () => at).list(ESSAY_ID))
    let different = 0
    for (const { id } of left) {
      const read = await cold.read(ESSAY_ID, id)
      if (!read.ok || sha256Of(stableJson(read.value)) !== hashes.get(id)) different++
    }
    const named = left.filter(({ name }) => name !== '').length
    // One flipped byte in one object must be seen.
    const objects = join(root, ESSAY_ID, 'objects')
    const victim = join(objects, left.at(-1)?.hash ?? '')
    const bytes = readFileSync(victim)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(victim, bytes)
    const wounded = await cold.read(ESSAY_ID, left.at(-1)?.id ?? '')
    return {
      kind: 'ran',
      measured: `${thousands(count)} versions: list ${listed.wall.toFixed(0)} ms (${listed.cpu.toFixed(0)} of processor), prune ${pruned.wall.toFixed(0)} ms (${pruned.cpu.toFixed(0)}; ${thousands(dropped)} dropped), ${left.length} kept, ${different} not byte-identical, ${named} named`,
      met:
        different === 0 &&
        named === Math.ceil((count - 7) / NAMED) &&
        (size === 'short' || (pruned.wall <= 1_000 && listed.wall <= 100)),
      control: `one flipped bit in an object is ${wounded.ok ? 'not noticed' : 'noticed'}`,
      controlFailed: !wounded.ok,
    }
  },
)

/** The rows of latency and size. */
export const SPEED_ROWS: readonly Row[] = [saveRow, recoveryRow, picturesRow, historyRow]
