import type { Host, HostOperations, InputOf, NamedBytes, OperationName, ValueOf } from '../../contract/host.ts'
import { operationsBy } from '../../contract/operations.ts'
import { decodeWire, encodeWire, MOST_WIRE_BYTES } from '../../contract/wire.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { listenToHost } from './host-events.ts'
import { leaseToOutlive } from './outlives-page.ts'

/** What a closing page may still send. Nothing else is kept alive, so that the little room there is stays theirs. */
const PARTING: ReadonlySet<string> = new Set<OperationName>([
  'writeJournal',
  'saveEssay',
  'rememberPlace',
  'writePreferences',
])
/** Files are sent in batches of about so many bytes, so that many pictures at once stay below the host's limit for a body. */
const BATCH_BYTES = 8 * 1024 * 1024

/**
 * The host behind the loopback server that served this page. Each operation is one POST; a host that stopped, or that no
 * longer knows this window, answers with a problem like any other failure. Never rejects.
 */
export async function httpHost(): Promise<Host> {
  const connection = new Connection()
  await connection.key()
  const operations = operationsBy((name, input) => connection.ask(name, input))
  return {
    ...operations,
    importFiles: ({ files, ...more }) => importInBatches(operations.importFiles, files, more),
    ...listenToHost(() => connection.key()),
    answerClosing: () => {},
  } satisfies Host
}

/** This tab's line to the host: holds the tab's key in memory, and nowhere else. */
class Connection {
  #key: Promise<string | null> | null = null

  /** The key of this tab, asked for once; null while the host is not there. */
  async key(): Promise<string | null> {
    this.#key ??= requestKey()
    const key = await this.#key
    if (key === null) this.#key = null
    return key
  }

  /** Runs one operation. A key that no longer holds (the browser signed in anew) is asked for once more. */
  async ask(name: string, input: unknown): Promise<Result<unknown>> {
    const body = encodeWire(input)
    if (body.length > MOST_WIRE_BYTES) {
      return fail('too-large', 'That is more than Galley takes at once.', { safe: 'Nothing was changed.' })
    }
    for (let tries = 0; tries < 2; tries++) {
      const key = await this.key()
      if (key === null) return tries === 0 ? hostGone() : signedOut()
      const answer = await post(name, key, body)
      if (answer !== 'refused') return answer
      this.#key = null
    }
    return signedOut()
  }
}

/** One request; `refused` where the key is not one of this session's. */
async function post(name: string, key: string, body: string): Promise<Result<unknown> | 'refused'> {
  const lease = PARTING.has(name) ? leaseToOutlive(body) : null
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-galley-key': key },
      body,
      keepalive: lease !== null,
    })
    if (response.status === 403) return 'refused'
    return decodeWire(await response.text()) as Result<unknown>
  } catch {
    return hostGone()
  } finally {
    lease?.end()
  }
}

function signedOut(): Result<never> {
  return fail('forbidden', 'This window is no longer signed in to Galley.', {
    safe: 'Your last saved text is on disk.',
    next: 'Copy what is unsaved, then open the address that Galley printed in its terminal.',
  })
}

async function requestKey(): Promise<string | null> {
  try {
    const response = await fetch('/tab', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    if (!response.ok) return null
    const { key } = (await response.json()) as { key: string }
    return key
  } catch {
    return null
  }
}

function hostGone(): Result<never> {
  return fail('gone', 'Galley’s host stopped, so this window cannot reach your files.', {
    safe: 'Your last saved text is on disk. What you wrote since is still in this window.',
    next: 'Leave this window open, start Galley again, and copy the unsaved text into the new window.',
  })
}

type Imported = ValueOf<'importFiles'>

/** Sends files in several requests and puts the answers together. What a failed request held is reported as refused. */
async function importInBatches(
  importFiles: HostOperations['importFiles'],
  files: InputOf<'importFiles'>['files'],
  more: Omit<InputOf<'importFiles'>, 'files'>,
): Promise<Result<Imported>> {
  const batches: NamedBytes[][] = []
  let room = 0
  for (const file of files) {
    const last = batches.at(-1)
    if (last === undefined || file.bytes.length > room) {
      batches.push([file])
      room = BATCH_BYTES - file.bytes.length
    } else {
      last.push(file)
      room -= file.bytes.length
    }
  }
  if (batches.length <= 1) return importFiles({ files, ...more })
  const imported: Imported['imported'][number][] = []
  const refused: Imported['refused'][number][] = []
  for (const batch of batches) {
    const result = await importFiles({ files: batch, ...more })
    if (result.ok) {
      imported.push(...result.value.imported)
      refused.push(...result.value.refused)
    } else {
      refused.push(...batch.map((file) => ({ sourceName: file.name, message: result.problem.message })))
    }
  }
  return ok({ imported, refused })
}
