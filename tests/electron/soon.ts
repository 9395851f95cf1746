/** For what comes in a moment: looked for at once, and waited for as long as a busy machine needs. */
export const SOON = { interval: 1, timeout: 20_000 }
