import { contextBridge, ipcRenderer } from 'electron'
import type { Host } from '../../contract/host.ts'
import { operationsBy } from '../../contract/operations.ts'
import { CLOSING_CHANNEL, EVENT_CHANNEL, operationChannel, type ShellEvent } from './channels.ts'

const listeners = new Set<{ readonly kind: ShellEvent['kind']; readonly hear: (event: ShellEvent) => void }>()
// What the shell says before the page listens (a file opened at start) waits here, or it would be lost.
const waiting: ShellEvent[] = []

type Told<Kind> = Extract<ShellEvent, { readonly kind: Kind }>

function listen<Kind extends ShellEvent['kind']>(kind: Kind, hear: (event: Told<Kind>) => void): () => void {
  // Only events of this kind come to it.
  const listener = { kind, hear: hear as (event: ShellEvent) => void }
  listeners.add(listener)
  for (const event of waiting.filter((candidate) => candidate.kind === kind)) {
    waiting.splice(waiting.indexOf(event), 1)
    listener.hear(event)
  }
  return () => listeners.delete(listener)
}

ipcRenderer.on(EVENT_CHANNEL, (_event, event: ShellEvent) => {
  const hearing = [...listeners].filter(({ kind }) => kind === event.kind)
  if (hearing.length === 0) waiting.push(event)
  for (const { hear } of hearing) hear(event)
})

const galley = {
  ...operationsBy((name, input) => ipcRenderer.invoke(operationChannel(name), input)),
  onCommand: (listener) => listen('command', ({ command }) => listener(command)),
  onShowEssay: (listener) => listen('showEssay', ({ essay }) => listener({ essay })),
  onEssayChangedOnDisk: (listener) => listen('essayChanged', ({ change }) => listener(change)),
  onClosing: (listener) => listen('closing', ({ why }) => listener(why)),
  onStaying: (listener) => listen('staying', () => listener()),
  onScreenReader: (listener) => listen('screenReader', ({ isRunning }) => listener(isRunning)),
  answerClosing: (answer) => ipcRenderer.send(CLOSING_CHANNEL, answer),
} satisfies Host

contextBridge.exposeInMainWorld('galley', Object.freeze(galley))
