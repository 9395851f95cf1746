import type { GalleyHost, HostPorts } from './ports.ts'

export type {
  Addresses,
  Dialogs,
  GalleyHost,
  HostPorts,
  PreferencesStore,
  ServedPicture,
  ServedProof,
} from './ports.ts'

/** The host: every operation of the contract over real files. */
export declare function createHost(ports: HostPorts): GalleyHost
