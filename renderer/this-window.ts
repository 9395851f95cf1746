const NAME = /^galley [0-9a-f-]{36}$/

/** A word for this window that outlives its reloads, so that the host can tell it from another one. */
export function thisWindow(): string {
  if (!NAME.test(window.name)) window.name = `galley ${crypto.randomUUID()}`
  return window.name
}
