import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import type { OpenedEssay } from '../../../contract/host.ts'
import { textOf } from '../../../core/essay/json.ts'
import { AT_LATEST, REST } from '../../../renderer/session/protection.ts'
import { buildEssay } from '../../builders/essay.ts'
import { working } from '../../builders/host.ts'
import { typist } from '../../builders/typing.ts'
import type { Random } from '../../host/crash-disk.ts'
import { fileOf, withText } from '../crash/essay-protocols.ts'
import { type Ask, signIn } from './wire-window.ts'

/** What one kill cost. */
export interface Kill {
  /** What is wrong, or null. */
  readonly problem: string | null
  /** Milliseconds from the first key whose text is gone to the kill; 0: nothing is gone. */
  readonly lost: number
  /** Milliseconds from each key to the answer that it is durable. */
  readonly durable: readonly number[]
}

/** Kills in a folder of their own, one after the other: type, kill -9, start again, compare. `journal` false: the window sends nothing. */
export async function killAgainAndAgain(
  driver: string,
  folder: string,
  count: number,
  random: Random,
  journal = true,
): Promise<readonly Kill[]> {
  for (const name of ['Essays', 'data', 'renderer']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html><title>Galley</title>')
  writeFileSync(join(folder, 'Essays/Lamp.essay'), await fileOf(buildEssay({ title: 'Lamp' }).essay))
  const kills: Kill[] = []
  let expected: Typed = { text: 'A lamp.', acknowledged: 'A lamp.', times: [], killed: 0, durable: [] }
  for (let round = 0; round <= count; round++) {
    const host = await startHost(driver, folder)
    try {
      const ask = await signIn(host.address)
      const opened = await openLamp(ask)
      if (round > 0) kills.push(compare(expected, textOf(opened.document.body)))
      if (round < count) expected = await typeAndKill(ask, opened, host.process, random, journal)
    } finally {
      host.process.kill('SIGKILL')
      await host.ended
    }
  }
  return kills
}

/** What a window typed until its host was killed. */
interface Typed {
  readonly text: string
  readonly acknowledged: string
  /** When each character beyond the start was typed, with the length of the text after it. */
  readonly times: readonly { readonly length: number; readonly at: number }[]
  readonly killed: number
  readonly durable: readonly number[]
}

function compare({ text, acknowledged, times, killed, durable }: Typed, found: string): Kill {
  if (!text.startsWith(found)) return { problem: 'another text came back', lost: 0, durable }
  if (!found.startsWith(acknowledged)) return { problem: 'acknowledged text is gone', lost: 0, durable }
  const first = times.find(({ length }) => length > found.length)
  return { problem: null, lost: first ? Math.max(0, killed - first.at) : 0, durable }
}

async function openLamp(ask: Ask): Promise<OpenedEssay> {
  const listed = await ask('listEssays', {})
  const lamp = listed?.ok ? listed.value.essays.find(({ fileName }) => fileName === 'Lamp') : undefined
  const opened = lamp ? await ask('openEssay', { essay: lamp.essay }) : null
  if (!opened?.ok) throw new Error(`the essay does not open: ${JSON.stringify(opened ?? listed)}`)
  return opened.value
}

async function typeAndKill(
  ask: Ask,
  opened: OpenedEssay,
  host: ChildProcess,
  random: Random,
  journal: boolean,
): Promise<Typed> {
  const mira = typist(opened)
  const times: { length: number; at: number }[] = []
  const durable: number[] = []
  let acknowledged = mira.text()
  let unsent = { from: 1, steps: [] as unknown[], since: 0, last: 0 }
  let sending: Promise<void> = Promise.resolve()
  let busy = false
  const started = performance.now()
  const end = started + (journal ? 50 + random(1_300) : 1_500)
  const saveAt = random(3) === 0 ? started + random(1_200) : Number.POSITIVE_INFINITY
  let isSaved = false
  const send = async (): Promise<void> => {
    busy = true
    const { from, steps } = unsent
    const [to, text, first] = [mira.sequence(), mira.text(), unsent.since]
    unsent = { from: to + 1, steps: [], since: 0, last: 0 }
    const { essay, generation, document } = opened
    const sent = await ask('writeJournal', {
      essay,
      id: document.id,
      generation,
      from,
      to,
      steps,
      details: null,
      snapshot: null,
    })
    busy = false
    if (!sent?.ok) return
    acknowledged = text
    durable.push(performance.now() - first)
  }
  while (performance.now() < end) {
    const now = performance.now()
    // Bursts of keys with pauses between them.
    if (random(12) > 0) {
      const { steps } = mira.type(String.fromCharCode(97 + random(26)))
      unsent.steps.push(...steps)
      if (unsent.since === 0) unsent.since = now
      unsent.last = now
      times.push({ length: mira.text().length, at: now })
    } else await pass(Math.min(150, Math.max(0, end - now)))
    const due = unsent.since > 0 && (now - unsent.last >= REST || now - unsent.since >= AT_LATEST)
    if (journal && due && !busy) sending = send()
    if (journal && !isSaved && now >= saveAt) {
      isSaved = true
      const text = mira.text()
      const document = withText(opened.document, text)
      void ask('saveEssay', { ...working(opened, document), sequence: mira.sequence() }).then((saved) => {
        if (saved?.ok && text.length > acknowledged.length) acknowledged = text
      })
    }
    await pass(15 + random(30))
  }
  const killed = performance.now()
  host.kill('SIGKILL')
  await sending
  return { text: mira.text(), acknowledged, times, killed, durable }
}

async function startHost(driver: string, folder: string) {
  const child = spawn(process.execPath, [driver, JSON.stringify({ folder })], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const address = await new Promise<{ readonly origin: string; readonly address: string }>((resolve, reject) => {
    let out = ''
    let err = ''
    child.stdout.on('data', (piece) => {
      out += piece
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))))
    })
    child.stderr.on('data', (piece) => {
      err += piece
    })
    child.on('close', () => reject(new Error(`the host ended before it listened: ${err}`)))
  })
  return { process: child, ended, address }
}
