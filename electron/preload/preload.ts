import { contextBridge, ipcRenderer } from 'electron'
import type { Host, HostOperations, OperationName } from '../../contract/host.ts'
import { EVENT_CHANNEL, operationChannel, READY_CHANNEL, type ShellEvent } from './channels.ts'

const ask = <Name extends OperationName>(name: Name) =>
  ((input: unknown) => ipcRenderer.invoke(operationChannel(name), input)) as HostOperations[Name]

type Listener = (event: ShellEvent) => void
const listeners: Readonly<Record<ShellEvent['kind'], Set<Listener>>> = {
  command: new Set(),
  showEssay: new Set(),
  closing: new Set(),
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
  hostInfo: ask('hostInfo'),
  listEssays: ask('listEssays'),
  searchEssays: ask('searchEssays'),
  createEssay: ask('createEssay'),
  openEssay: ask('openEssay'),
  chooseEssay: ask('chooseEssay'),
  saveEssay: ask('saveEssay'),
  saveEssayAs: ask('saveEssayAs'),
  packEssay: ask('packEssay'),
  listVersions: ask('listVersions'),
  readVersion: ask('readVersion'),
  keepVersion: ask('keepVersion'),
  nameVersion: ask('nameVersion'),
  restoreVersion: ask('restoreVersion'),
  closeEssay: ask('closeEssay'),
  trashEssay: ask('trashEssay'),
  importFiles: ask('importFiles'),
  importAsset: ask('importAsset'),
  proof: ask('proof'),
  planPublication: ask('planPublication'),
  publishToMemory: ask('publishToMemory'),
  publishToFolder: ask('publishToFolder'),
  chooseFolder: ask('chooseFolder'),
  openLink: ask('openLink'),
  rememberPlace: ask('rememberPlace'),
  readPreferences: ask('readPreferences'),
  writePreferences: ask('writePreferences'),
  onCommand: (listener) => listen('command', (event) => event.kind === 'command' && listener(event.command)),
  onShowEssay: (listener) =>
    listen('showEssay', (event) => event.kind === 'showEssay' && listener({ essay: event.essay })),
  onClosing: (listener) => listen('closing', () => listener()),
  readyToClose: () => ipcRenderer.send(READY_CHANNEL),
} satisfies Host

contextBridge.exposeInMainWorld('galley', Object.freeze(galley))
