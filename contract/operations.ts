import type { HostOperations, OperationName } from './host.ts'

/** Every operation, as a record so that a missing or misspelt one does not compile. The parsers stay out of it: a preload takes no library. */
const operations: Readonly<Record<OperationName, true>> = {
  hostInfo: true,
  listEssays: true,
  searchEssays: true,
  listLostEssays: true,
  recoverEssay: true,
  createEssay: true,
  openEssay: true,
  peekEssay: true,
  copyEssay: true,
  checkEssay: true,
  resolveChange: true,
  chooseEssay: true,
  saveEssay: true,
  writeJournal: true,
  decideRecovery: true,
  saveEssayAs: true,
  packEssay: true,
  keepAsNew: true,
  listVersions: true,
  readVersion: true,
  keepVersion: true,
  nameVersion: true,
  restoreVersion: true,
  closeEssay: true,
  trashEssay: true,
  untrashEssay: true,
  importFiles: true,
  importAsset: true,
  proof: true,
  readProof: true,
  planPublication: true,
  publishToMemory: true,
  publishToFolder: true,
  publicationProgress: true,
  cancelPublication: true,
  listHandIns: true,
  listProfiles: true,
  keepProfile: true,
  removeProfile: true,
  chooseFolder: true,
  chooseFiles: true,
  exportProfile: true,
  writeClipboard: true,
  openLink: true,
  rememberPlace: true,
  readSpelling: true,
  changeWords: true,
  addDictionaries: true,
  removeDictionary: true,
  readDictionary: true,
  readPreferences: true,
  writePreferences: true,
}

/** The names of all operations. */
export const OPERATION_NAMES = Object.keys(operations) as readonly OperationName[]

/** The operations as a window calls them, each by the one function that carries a name and an input to the host. */
export function operationsBy(ask: (name: OperationName, input: unknown) => Promise<unknown>): HostOperations {
  return Object.fromEntries(
    OPERATION_NAMES.map((name) => [name, (input: unknown) => ask(name, input)]),
  ) as unknown as HostOperations
}
