import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispatch } from '../../contract/dispatch.ts'
import type { HostOperations, OperationName } from '../../contract/host.ts'
import { answerOf, testHost } from '../builders/host.ts'
import { type ContractHost, contractSuite } from './contract-suite.ts'

type Call = (host: HostOperations, name: string, input: unknown) => ReturnType<ContractHost['call']>

async function hostBehind(call: Call): Promise<ContractHost> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-contract-'))
  const { host, essaysFolder, opened } = testHost(folder)
  return {
    essaysFolder,
    opened,
    call: (name, input) => call(host, name, input),
    get: (address) => answerOf(host, address),
    async close() {
      await host.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

contractSuite(
  'called directly',
  () =>
    hostBehind((host, name, input) =>
      (host[name as OperationName] as (input: unknown) => ReturnType<ContractHost['call']>)(input),
    ),
  { parses: false },
)
contractSuite(
  'through dispatch',
  () =>
    hostBehind((host, name, input) =>
      dispatch(host, name, input, (bug) => {
        throw bug
      }),
    ),
  { parses: true },
)
