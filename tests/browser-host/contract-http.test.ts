import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startServer } from '../../browser-host/server.ts'
import type { OperationName } from '../../contract/host.ts'
import { inputs } from '../../contract/inputs.ts'
import { fail, type Result } from '../../core/result.ts'
import { testHost } from '../builders/host.ts'
import { openHttpWindow } from '../builders/http-window.ts'
import { contractSuite } from '../contract/contract-suite.ts'

/** The third run of the contract's suite: the window's own client, a real server on a real port, the host behind it. */
contractSuite(
  'over HTTP',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'galley-contract-http-'))
    const { host, essaysFolder, opened } = testHost(folder)
    const server = await startServer({
      port: 0,
      files: new Map([['/', { bytes: Buffer.from('<!doctype html>'), type: 'text/html; charset=utf-8' }]]),
      createHost: () => host,
      idleAfter: null,
      onIdle: () => {},
      tell: () => {},
      log: (line) => {
        throw new Error(line)
      },
    })
    const window = await openHttpWindow(server)
    return {
      essaysFolder,
      opened,
      async call(name, input) {
        const agreed = Object.hasOwn(inputs, name) && inputs[name as OperationName].safeParse(input).success
        if (agreed) return (window.host[name as OperationName] as (value: unknown) => Promise<Result<unknown>>)(input)
        // A name that is no path, as '', is no address of the server at all, and says so without a Result.
        return (await window.post(name, input)) ?? fail('not-found', 'There is no such address.')
      },
      async get(address) {
        const answer = await fetch(address)
        return answer.ok ? answer.bytes() : null
      },
      async close() {
        await server.close()
        vi.unstubAllGlobals()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
  { parses: true },
)
