import { DEFAULT_PREFERENCES, type Host, type HostInfo } from '../../contract/host.ts'
import { fail } from '../../core/result.ts'
import { type App, createApp } from '../../renderer/app-store.ts'
import { openSession } from '../../renderer/session/essay-session.ts'
import type { JournalHost } from './journal-host.ts'

const INFO: HostInfo = {
  shell: 'electron',
  version: '1',
  dialogs: true,
  platform: 'linux',
  essaysFolder: { ref: 'folder', name: 'Essays' },
  lastEssay: null,
}

/** The window's state around a host with one essay open; `more` are operations beside those of the journal host. Nothing is drawn. */
export function windowOf(fake: JournalHost, more: Partial<Host> = {}): App {
  Object.assign(fake.host, { readSpelling: async () => fail('gone', 'No words here.'), ...more })
  const app = createApp(fake.host, INFO, DEFAULT_PREFERENCES)
  const session = openSession(fake.host, fake.opened, (problem) => app.tell({ problem }))
  app.store.setState({ screen: { kind: 'essay', session, view: 'page' } })
  return app
}

/** An answer of the host that comes when `give` is called. */
export function laterAnswer<Value>(): { readonly answer: Promise<Value>; readonly give: (value: Value) => void } {
  let give = (_: Value): void => {}
  const answer = new Promise<Value>((resolve) => {
    give = resolve
  })
  return { answer, give }
}
