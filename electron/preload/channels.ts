import type { ClosingAnswer, EssayChange, EssayRef, OperationName } from '../../contract/host.ts'

/** What the shell tells a window unasked; becomes the `on…` subscriptions of `HostEvents`. */
export type ShellEvent =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'showEssay'; readonly essay: EssayRef }
  | { readonly kind: 'essayChanged'; readonly change: EssayChange }
  | { readonly kind: 'closing'; readonly why: 'close' | 'shutdown' }
  | { readonly kind: 'staying' }
  | { readonly kind: 'screenReader'; readonly isRunning: boolean }

/** The channel of `ShellEvent`, from main to window. */
export const EVENT_CHANNEL = 'galley:event'
/** The channel by which a window says how its leaving goes. */
export const CLOSING_CHANNEL = 'galley:closing'
/** What may come through it. */
export const CLOSING_ANSWERS: readonly ClosingAnswer[] = ['protected', 'asks', 'stays', 'ready']

/** The channel of an operation: one `handle` each. */
export function operationChannel<Name extends OperationName>(name: Name): `galley:do:${Name}` {
  return `galley:do:${name}`
}
