import { contextBridge, ipcRenderer } from 'electron'
import type { Host } from '../../contract/host.ts'
import { operationsBy } from '../../contract/operations.ts'
import { CLOSING_CHANNEL, EVENT_CHANNEL, operationChannel, type ShellEvent } from './channels.ts'

type Listener = (event: ShellEvent) => void
const listeners: Readonly<Record<ShellEvent['kind'], Set<Listener>>> = {
  command: new Set(),
  showEssay: new Set(),
  essayChanged: new Set(),
  closing: new Set(),
  staying: new Set(),
  screenReader: new Set(),
}
// What the shell says before the page listens (a file opened at start) waits here, or it would be lost.
const waiting: ShellEvent[] = []

function listen(kind: ShellEvent['kind'], listener: Listener): () => void {
  listeners[kind].add(listener)
  for (const event of waiting.filter((candidate) => candidate.kind === kind)) {
    waiting.splice(waiting.indexOf(event), 1)
    listener(event)
  }
  return () => listeners[kind].delete(listener)
}

ipcRenderer.on(EVENT_CHANNEL, (_event, event: ShellEvent) => {
  if (listeners[event.kind].size === 0) waiting.push(event)
  for (const listener of listeners[event.kind]) listener(event)
})

const galley = {
  ...operationsBy((name, input) => ipcRenderer.invoke(operationChannel(name), input)),
  onCommand: (listener) => listen('command', (event) => event.kind === 'command' && listener(event.command)),
  onShowEssay: (listener) =>
    listen('showEssay', (event) => event.kind === 'showEssay' && listener({ essay: event.essay })),
  onEssayChangedOnDisk: (listener) =>
    listen('essayChanged', (event) => event.kind === 'essayChanged' && listener(event.change)),
  onClosing: (listener) => listen('closing', (event) => event.kind === 'closing' && listener(event.why)),
  onStaying: (listener) => listen('staying', () => listener()),
  onScreenReader: (listener) =>
    listen('screenReader', (event) => event.kind === 'screenReader' && listener(event.isRunning)),
  answerClosing: (answer) => ipcRenderer.send(CLOSING_CHANNEL, answer),
} satisfies Host

contextBridge.exposeInMainWorld('galley', Object.freeze(galley))
