import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long a request under way may still take when the server closes, in milliseconds. */
const GRACE = 2_000

/**
 * Closes a server without cutting a request under way, and without waiting for clients that merely hold a connection open:
 * Node's own `close` does wait for those which never sent a request (browsers open such in advance). To be made before the
 * server takes its first connection.
 */
export class Connections {
  readonly #server: Server
  readonly #idle = new Set<Socket>()
  #closing = false

  constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket: Socket) => {
      this.#idle.add(socket)
      socket.on('close', () => this.#idle.delete(socket))
    })
    server.on('request', (request, response: ServerResponse) => {
      const { socket } = request
      this.#idle.delete(socket)
      response.on('close', () => {
        if (this.#closing) socket.destroy()
        else if (!socket.destroyed) this.#idle.add(socket)
      })
    })
  }

  /** Takes no more connections; resolves when the last one has ended. */
  async close(): Promise<void> {
    this.#closing = true
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const socket of this.#idle) socket.destroy()
    const force = setTimeout(() => this.#server.closeAllConnections(), GRACE)
    await closed
    clearTimeout(force)
  }
}
