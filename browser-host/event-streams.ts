import type { ServerResponse } from 'node:http'
import type { HostEvent } from '../contract/wire.ts'

/** Browsers keep six connections to one address; streams may not take them all from the other tabs' requests. */
const MOST_STREAMS = 3
const HEARTBEAT = 20_000

/** The pages that listen. At most three; the longest-listening one gives way. */
export class EventStreams {
  readonly #streams = new Set<ServerResponse>()
  readonly #heartbeat: NodeJS.Timeout

  constructor() {
    this.#heartbeat = setInterval(() => this.send({ kind: 'hello' }), HEARTBEAT)
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
  }

  /** Tells every page that listens. */
  send(event: HostEvent): void {
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
