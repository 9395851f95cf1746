import { contextBridge, ipcRenderer } from 'electron'
import type { Host, HostOperations, OperationName } from '../../contract/host.ts'
import { EVENT_CHANNEL, operationChannel, READY_CHANNEL, type ShellEvent } from './channels.ts'

const ask = <Name extends OperationName>(name: Name) =>
  ((input: unknown) => ipcRenderer.invoke(operationChannel(name), input)) as HostOperations[Name]

// What the shell says before the page listens (a file opened at start) waits here, or it would be lost.
const waiting: ShellEvent[] = []
const listeners: { [Kind in ShellEvent['kind']]?: (event: ShellEvent) => void } = {}

function listen<Kind extends ShellEvent['kind']>(
  kind: Kind,
  listener: (event: Extract<ShellEvent, { kind: Kind }>) => void,
): () => void {
  const take = listener as (event: ShellEvent) => void
  listeners[kind] = take
  for (const event of waiting.filter((candidate) => candidate.kind === kind)) {
    waiting.splice(waiting.indexOf(event), 1)
    take(event)
  }
  return () => {
    if (listeners[kind] === take) delete listeners[kind]
  }
}

ipcRenderer.on(EVENT_CHANNEL, (_event, event: ShellEvent) => {
  const listener = listeners[event.kind]
  if (listener) listener(event)
  else waiting.push(event)
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
  onCommand: (listener) => listen('command', (event) => listener(event.command)),
  onShowEssay: (listener) => listen('showEssay', (event) => listener({ essay: event.essay })),
  onClosing: (listener) => listen('closing', () => listener()),
  readyToClose: () => ipcRenderer.send(READY_CHANNEL),
} satisfies Host

contextBridge.exposeInMainWorld('galley', Object.freeze(galley))
