import type { EssayChange, EssayRef, OperationName } from '../../contract/host.ts'

/** What the shell tells a window unasked; becomes the `on…` subscriptions of `HostEvents`. */
export type ShellEvent =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'showEssay'; readonly essay: EssayRef }
  | { readonly kind: 'essayChanged'; readonly change: EssayChange }
  | { readonly kind: 'closing' }

/** The channel of `ShellEvent`, from main to window. */
export const EVENT_CHANNEL = 'galley:event'
/** The channel by which a window says that it may be closed. */
export const READY_CHANNEL = 'galley:ready-to-close'

/** The channel of an operation: one `handle` each. */
export function operationChannel<Name extends OperationName>(name: Name): `galley:do:${Name}` {
  return `galley:do:${name}`
}
