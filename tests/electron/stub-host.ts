import type { EssayChange, EssayRef } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { GalleyHost, HostPorts } from '../../host/create-host.ts'

/** Operations that the stub answers; the others throw, as a bug in the host would. */
type Stubbed = Pick<
  GalleyHost,
  | 'prepare'
  | 'close'
  | 'windowGone'
  | 'refOfPath'
  | 'onEssayChangedOnDisk'
  | 'pictureBytes'
  | 'proofPage'
  | 'proofPicture'
  | 'hostInfo'
  | 'chooseEssay'
  | 'saveEssayAs'
  | 'chooseFolder'
  | 'importAsset'
  | 'openLink'
  | 'readPreferences'
  | 'writePreferences'
>

/**
 * A host that does nothing but pass on to the shell's ports, so that tests see the shell alone. It keeps what it was given.
 * The shell over the real host is tested in real-host.test.ts.
 */
export function stubHost(ports: HostPorts): {
  readonly host: GalleyHost
  readonly ports: HostPorts
  readonly seen: unknown[]
  closed: number
  gone: number
  changeOnDisk: (change: EssayChange) => void
} {
  const seen: unknown[] = []
  const taken = { host: {} as GalleyHost, ports, seen, closed: 0, gone: 0, changeOnDisk: (_: EssayChange): void => {} }
  const chosen = (path: string | null): Result<{ readonly essay: EssayRef }> =>
    path === null ? fail('cancelled', 'closed') : ok({ essay: `ref:${path}` })
  const host: Stubbed = {
    prepare: async () => ok(null),
    onEssayChangedOnDisk(listener) {
      taken.changeOnDisk = listener
      return () => {}
    },
    close: async () => {
      taken.closed++
    },
    windowGone: async () => {
      taken.gone++
    },
    refOfPath: async (path) =>
      path.includes('missing')
        ? fail('gone', 'missing.essay is not there any more.', { safe: 'Nothing was changed.' })
        : ok(`ref:${path}`),
    pictureBytes: async (essay, hash) =>
      essay === 'Ref1' && hash === 'abc'
        ? ok({ bytes: Uint8Array.of(1, 2, 3), mime: 'image/png', headers: { 'Content-Type': 'image/png' } })
        : fail('not-found', 'none'),
    proofPicture: async (id, hash) =>
      id === 'p1' && hash === 'abc'
        ? ok({ bytes: Uint8Array.of(4), mime: 'image/png', headers: { 'Content-Type': 'image/png' } })
        : fail('not-found', 'none'),
    proofPage: (id) =>
      id === 'p1'
        ? ok({
            html: '<p>proof</p>',
            headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'none'" },
          })
        : fail('not-found', 'none'),
    hostInfo: async () =>
      ok({
        shell: ports.shell,
        version: ports.version,
        dialogs: ports.dialogs !== null,
        platform: ports.platform,
        essaysFolder: { ref: 'f', name: ports.essaysFolder },
        lastEssay: null,
      }),
    chooseEssay: async () => chosen((await ports.dialogs?.openEssay()) ?? null),
    saveEssayAs: async (input) => {
      seen.push(input)
      return chosen((await ports.dialogs?.saveEssayAs('On fog.essay')) ?? null) as never
    },
    chooseFolder: async () => {
      const path = (await ports.dialogs?.chooseFolder()) ?? null
      return path === null ? fail('cancelled', 'closed') : ok({ folder: path, name: path })
    },
    importAsset: async (input) => {
      seen.push(input)
      return fail('not-recognised', 'no picture')
    },
    openLink: ({ url }) => ports.openExternal(url),
    readPreferences: () => ports.preferences.read(),
    writePreferences: ({ changes }) => ports.preferences.write(changes),
  }
  taken.host = host as GalleyHost
  return taken
}
