import type { InputOf, OperationName, ValueOf } from '../../../contract/host.ts'
import { decodeWire, encodeWire } from '../../../contract/wire.ts'
import type { Result } from '../../../core/result.ts'

/** Asks a browser host over HTTP, with the headers of a page; null when the host is not there any more. */
export type Ask = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
) => Promise<Result<ValueOf<Name>> | null>

/** Signs in as a page does. */
export async function signIn(server: { readonly origin: string; readonly address: string }): Promise<Ask> {
  const opened = await fetch(server.address, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  await opened.arrayBuffer()
  const headers = {
    cookie,
    origin: server.origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  }
  const tab = await fetch(`${server.origin}/tab`, { method: 'POST', headers, body: '{}' })
  const { key } = (await tab.json()) as { readonly key: string }
  return async <Name extends OperationName>(name: Name, input: InputOf<Name>) => {
    try {
      const answer = await fetch(`${server.origin}/api/${name}`, {
        method: 'POST',
        headers: { ...headers, 'x-galley-key': key },
        body: encodeWire(input),
      })
      return decodeWire(await answer.text()) as Result<ValueOf<Name>>
    } catch {
      return null
    }
  }
}
