import type { ServerResponse } from 'node:http'
import type { HostEvent } from '../contract/wire.ts'

/** Browsers keep six connections to one address; streams may not take them all from the other tabs' requests. */
const MOST_STREAMS = 3
const HEARTBEAT = 20_000

/**
 * The pages that listen. At most three; the longest-listening one gives way. Events go to the page that began to listen last,
 * because two windows must not both open an essay; an essay to show waits until there is one.
 */
export class EventStreams {
  readonly #streams = new Set<ServerResponse>()
  readonly #waiting: HostEvent[] = []
  readonly #heartbeat: NodeJS.Timeout

  constructor() {
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#streams) stream.write(line({ kind: 'hello' }))
    }, HEARTBEAT)
    this.#heartbeat.unref()
  }

  /** Takes an answer whose head is written, and keeps it open. */
  add(response: ServerResponse): void {
    const [oldest] = this.#streams
    if (oldest && this.#streams.size >= MOST_STREAMS) {
      this.#streams.delete(oldest)
      oldest.end(line({ kind: 'replaced' }))
    }
    this.#streams.add(response)
    response.on('close', () => this.#streams.delete(response))
    response.write(line({ kind: 'hello' }))
    for (const event of this.#waiting.splice(0)) response.write(line(event))
  }

  /** Tells the page that began to listen last. */
  send(event: HostEvent): void {
    const newest = [...this.#streams].at(-1)
    if (newest) newest.write(line(event))
    else if (event.kind === 'show-essay') this.#waiting.push(event)
  }

  /** Tells every page that listens: it may concern any of them. */
  sendToAll(event: HostEvent): void {
    for (const stream of this.#streams) stream.write(line(event))
  }

  /** How many pages listen. */
  get size(): number {
    return this.#streams.size
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const stream of this.#streams) stream.end()
    this.#streams.clear()
  }
}

function line(event: HostEvent): string {
  return `${JSON.stringify(event)}\n`
}
