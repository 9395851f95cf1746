import { DEFAULT_PREFERENCES } from '../../contract/host.ts'
import { ok } from '../../core/result.ts'
import { createHost } from '../../host/create-host.ts'
import type { Io } from '../../host/io.ts'
import type { GalleyHost } from '../../host/ports.ts'

/** Where the essays of a host in memory stand. */
export const ESSAYS = '/Essays'
/** Where its own data stand. */
export const DATA = '/data'

/** The real host over a disk, as after a start of the application, without anything else that reaches the system. The folders must be there. */
export function memoryHost(
  io: Io,
  now: () => number,
  folders: { readonly essays: string; readonly data: string } = { essays: ESSAYS, data: DATA },
): GalleyHost {
  return createHost(
    {
      essaysFolder: folders.essays,
      dataFolder: folders.data,
      assetsFolder: '/assets',
      shell: 'browser',
      version: '0.0.0-test',
      platform: 'linux',
      dialogs: null,
      preferences: { read: async () => ok(DEFAULT_PREFERENCES), write: async () => ok(DEFAULT_PREFERENCES) },
      addresses: {
        assetBase: (essay) => `/asset/${essay}/`,
        proof: (id) => `/preview/${id}`,
        proofAssetBase: (id) => `/preview/${id}/`,
        proofPictureSource: 'http://127.0.0.1:1/preview/',
        proofFramedBy: 'http://127.0.0.1:1',
      },
      openExternal: async () => ok(null),
      writeClipboard: null,
      printPdf: null,
      now,
      log: () => {},
    },
    io,
  )
}
