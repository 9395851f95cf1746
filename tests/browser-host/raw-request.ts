import { connect } from 'node:net'

/** A request as it goes over the socket. Nothing is checked or added, because fetch() cannot lie about Host. */
export interface RawRequest {
  readonly method: string
  readonly target: string
  readonly version: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Buffer
}

/** What came back; status 0 when the connection was closed without a word. */
export interface RawAnswer {
  readonly status: number
  /** Status and header lines. */
  readonly head: string
  readonly body: string
}

/** The bytes of a request. */
export function bytesOf(request: RawRequest): Buffer {
  const lines = [`${request.method} ${request.target} ${request.version}`.trimEnd()]
  for (const [name, value] of request.headers) lines.push(`${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(request.body)])
}

/** Sends bytes and reads until the server closes, or until an answer that stays open has said its first line. */
export function sendRaw(port: number, bytes: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    const finish = (): void => {
      socket.destroy()
      const [head = '', ...rest] = text.split('\r\n\r\n')
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
      resolve({ status, head: `${head}\r\n`, body: rest.join('\r\n\r\n') })
    }
    socket.setTimeout(20_000, () => {
      socket.destroy()
      reject(new Error(`no answer within 20 s to ${bytes.subarray(0, 120).toString('latin1')}`))
    })
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (piece) => {
      text += piece.toString('latin1')
      if (/x-ndjson/i.test(text) && text.includes('"hello"')) finish()
    })
    socket.on('close', finish)
    socket.on('error', () => {})
  })
}

/** The request without a header. */
export function without(request: RawRequest, name: string): RawRequest {
  const headers = request.headers.filter(([own]) => own.toLowerCase() !== name.toLowerCase())
  return { ...request, headers }
}

/** The request with one more header, whether or not it has one of that name. */
export function plus(request: RawRequest, name: string, value: string): RawRequest {
  return { ...request, headers: [...request.headers, [name, value]] }
}

/** The request with a header set to a value. */
export function withHeader(request: RawRequest, name: string, value: string): RawRequest {
  return plus(without(request, name), name, value)
}
