import type { HostEvents } from '../../contract/host.ts'
import type { HostEvent } from '../../contract/wire.ts'

/** Pauses before asking again after the stream broke, in milliseconds; the last one repeats. */
const PAUSES = [500, 1_000, 2_000, 5_000, 15_000]

/**
 * Listens to the loopback host: one answer that never ends, a JSON object a line. Asks again when the stream breaks, and when
 * a newer tab took its place and this one is looked at again. `onClosing`, `onStaying` and `onScreenReader` are part of the contract and never called here:
 * a browser does not ask before it closes a tab, so the page saves at `visibilitychange` and `pagehide`; nor does it tell a page who reads it.
 */
export function listenToHost(key: () => Promise<string | null>): HostEvents {
  const commands = new Set<(command: string) => void>()
  const showings = new Set<Parameters<HostEvents['onShowEssay']>[0]>()
  const changes = new Set<Parameters<HostEvents['onEssayChangedOnDisk']>[0]>()
  const hear = (event: HostEvent): void => {
    switch (event.kind) {
      case 'hello':
      case 'replaced':
        return
      case 'command':
        for (const listener of commands) listener(event.command)
        return
      case 'show-essay':
        for (const listener of showings) listener({ essay: event.essay })
        return
      case 'essay-changed':
        for (const listener of changes) listener(event.change)
        return
      default:
        event satisfies never
    }
  }
  const subscribe = <Listener>(listeners: Set<Listener>, listener: Listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  let started = false
  const start = (): void => {
    if (started) return
    started = true
    void listenForEver(key, hear)
  }
  return {
    onCommand(listener) {
      start()
      return subscribe(commands, listener)
    },
    onShowEssay(listener) {
      start()
      return subscribe(showings, listener)
    },
    onEssayChangedOnDisk(listener) {
      start()
      return subscribe(changes, listener)
    },
    onClosing: () => () => {},
    onStaying: () => () => {},
    onScreenReader: () => () => {},
  }
}

async function listenForEver(key: () => Promise<string | null>, hear: (event: HostEvent) => void): Promise<never> {
  for (let failures = 0; ; ) {
    const outcome = await listenOnce(await key(), (event) => {
      failures = 0
      hear(event)
    })
    if (outcome === 'replaced') await becomesVisible()
    else await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(failures++, PAUSES.length - 1)]))
  }
}

async function listenOnce(key: string | null, hear: (event: HostEvent) => void): Promise<'replaced' | 'broken'> {
  if (key === null) return 'broken'
  try {
    const response = await fetch('/events', { headers: { 'x-galley-key': key } })
    if (!response.ok || response.body === null) return 'broken'
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return 'broken'
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const event = JSON.parse(line) as HostEvent
        if (event.kind === 'replaced') return 'replaced'
        hear(event)
      }
    }
  } catch {
    return 'broken'
  }
}

/** Resolves at the next moment in which this tab comes to the front. */
function becomesVisible(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
  })
}
