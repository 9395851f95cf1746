import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** The state that every fuse of a packaged Galley must have (safety.md 8.9). */
export const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Record<FuseV1Options, boolean>

/** The fuse that electron-builder 26.17 cannot name in its configuration. */
export const REMAINING_FUSES: FuseConfig = {
  version: FuseVersion.V1,
  [FuseV1Options.WasmTrapHandlers]: FUSES[FuseV1Options.WasmTrapHandlers],
}

/** Reads the fuses of an executable back and names each that is not as wanted; also one that this file does not know. */
export async function wrongFuses(executable: string): Promise<readonly string[]> {
  const wire: Readonly<Record<string, unknown>> = await getCurrentFuseWire(executable)
  const wanted: Readonly<Record<string, boolean>> = FUSES
  return [...new Set([...Object.keys(wire), ...Object.keys(wanted)])]
    .filter((key) => key !== 'version')
    .filter((key) => {
      const state = wanted[key]
      return state === undefined || wire[key] !== (state ? FuseState.ENABLE : FuseState.DISABLE)
    })
    .map((key) => FuseV1Options[Number(key)] ?? `fuse ${key}`)
}
