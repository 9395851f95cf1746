import { randomUUID } from 'node:crypto'
import { basename, extname, join } from 'node:path'
import type { EssayChange, EssayRef, EssaySummary, InputOf, OpenedEssay, WorkingEssay } from '../contract/host.ts'
import { EMPTY_METADATA, newEssay } from '../core/essay/new-essay.ts'
import { countEssay } from '../core/essay/word-count.ts'
import { writeProfile } from '../core/publication/write-profile.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { errnoOf, onDisk } from './disk-problem.ts'
import { type DurablyWritten, durableWrite } from './durable-write.ts'
import { packEssay } from './essay-file.ts'
import { aside } from './essays/aside.ts'
import { writeUnderFreeName } from './essays/file-moves.ts'
import { handles } from './essays/handles.ts'
import { library } from './essays/library.ts'
import { loadEssay } from './essays/load-essay.ts'
import { lostEssays } from './essays/lost-essays.ts'
import { openEssays, UNTITLED } from './essays/open-essays.ts'
import { owners } from './essays/owner-file.ts'
import { places } from './essays/places.ts'
import { spool } from './essays/spool.ts'
import { fileNameOf, safeFileName } from './file-name.ts'
import { handInShelf } from './hand-ins/hand-in-shelf.ts'
import { history } from './history/history.ts'
import { withHistory } from './history/with-history.ts'
import { CHOSEN, readChosen, readFolder } from './import/chosen-files.ts'
import { importFiles } from './import/import-files.ts'
import { type Io, nodeIo } from './io.ts'
import { essayLeftOpen } from './journal/left-open.ts'
import { newestText } from './journal/newest-text.ts'
import { jsonFile } from './json-file.ts'
import { linkAddress } from './link-address.ts'
import { recognisePicture } from './picture/formats.ts'
import { plainPage } from './plain-page.ts'
import type { Dialogs, GalleyHost, HostPorts, ServedPicture } from './ports.ts'
import { profileShelf } from './profiles/profile-shelf.ts'
import { type Look, loadLook } from './publish/look.ts'
import { printPdf } from './publish/print-pdf.ts'
import { printingBy, printingFirst } from './publish/printing.ts'
import { proofs } from './publish/proofs.ts'
import { publications } from './publish/publications.ts'
import { placeSamples } from './samples.ts'
import { spellingShelf } from './spelling/spelling-shelf.ts'
import { foldersOfWrites, sweepTemporaries } from './sweep-temporary.ts'
import { underWay } from './under-way.ts'

export type {
  Addresses,
  Dialogs,
  GalleyHost,
  HostPorts,
  PreferencesStore,
  ServedPicture,
  ServedProof,
} from './ports.ts'

const NOTHING_MADE = 'No essay was made, because not even Galley’s own folder could keep what you would write.'
const NEXT_PLACE = 'Make some room on the disk, and try again.'
const HASH = /^[0-9a-f]{64}$/
const NO_DIALOGS = fail('not-available', 'This host has no dialogs of its own.')

/**
 * The host: every operation of the contract over real files. Whoever calls it from outside goes through `dispatch`, which judges the input's
 * shape; the essay itself is judged here by the schema. `io` is the disk; tests put a failing one there.
 */
export function createHost(ports: HostPorts, io: Io = nodeIo): GalleyHost {
  const { essaysFolder, dataFolder, addresses, now } = ports
  const essayRefs = handles()
  const folderRefs = handles()
  const remembered = places(jsonFile(join(dataFolder, 'places.json'), now, io))
  const journalFolder = join(dataFolder, 'journal')
  /** What a run before this one left unsaved, until the window has asked for it. */
  let leftOpen: string | null = null
  const kept = spool(join(dataFolder, 'spool'), io, now)
  const setAside = aside(io, { folder: join(dataFolder, 'aside'), essaysFolder }, (path, move) =>
    open.relocate(essayRefs.refOf(path), move),
  )
  const rowAddresses = {
    refOf: essayRefs.refOf,
    picture: (essay: string, hash: string) => addresses.assetBase(essay) + hash,
    isAside: setAside.holds,
  }
  const shelf = library(essaysFolder, io, rowAddresses)
  const asideShelf = library(join(dataFolder, 'aside'), io, rowAddresses)
  const versionsOfAll = history(join(dataFolder, 'history'), io, now)
  const changeListeners = new Set<(change: EssayChange) => void>()
  const openFiles = openEssays({
    io,
    history: versionsOfAll,
    owners: owners(io, `Galley ${ports.version}`, now),
    tell: (change) => {
      for (const listener of changeListeners) listener(change)
    },
    handles: essayRefs,
    spool: kept,
    places: remembered,
    journals: { io, folder: journalFolder, dataFolder, version: ports.version, now, numbers: new Map() },
    filesWith: shelf.filesWith,
    assetBase: addresses.assetBase,
    isAside: setAside.holds,
    now,
    log: ports.log,
  })
  const { open, versions } = withHistory(openFiles, {
    history: versionsOfAll,
    spool: kept,
    now,
    log: ports.log,
  })
  const lost = lostEssays({
    io,
    essaysFolder,
    journalFolder,
    history: versionsOfAll,
    spool: kept,
    places: remembered,
    idsOnDesk: async () => new Set([...(await shelf.ids()), ...(await asideShelf.ids().catch(noIds))]),
    isOpen: open.isOpen,
    open: (path, window) => open.open(essayRefs.refOf(path), { window }),
  })
  const busy = underWay()
  const spelling = spellingShelf(dataFolder, io, now)
  const proofPages = proofs(addresses)
  let look: Promise<Result<Look>> | null = null

  const theLook = async (): Promise<Result<Look>> => {
    look ??= loadLook(ports.assetsFolder)
    const loaded = await look
    // A failure is not remembered: the disk may have been busy.
    if (!loaded.ok) look = null
    return loaded
  }
  const refOfPath = (path: string): Promise<Result<string>> =>
    onDisk(basename(path), 'No file was changed.', async () => {
      const real = await io.realpath(path)
      if ((await io.stat(real)).kind !== 'file')
        return fail('not-recognised', `${basename(path)} is not a file.`, { subject: basename(path) })
      if (!['.essay', '.textpack'].includes(extname(real).toLowerCase()))
        return fail('not-recognised', `${basename(path)} is not an .essay file.`, {
          subject: basename(path),
          next: 'To make an essay of another file, import it from the Desk.',
        })
      return ok(essayRefs.refOf(real))
    })
  const withDialogs = async <T>(
    ask: (dialogs: Dialogs) => Promise<string | null>,
    then: (path: string) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (ports.dialogs === null) return NO_DIALOGS
    const path = await ask(ports.dialogs)
    return path === null ? fail('cancelled', 'Nothing was chosen.') : then(path)
  }
  /** What is published or proofed must be the whole essay. */
  const resolveWhole = async (input: WorkingEssay) =>
    open.refusalToPublish(input.essay, input.generation) ?? open.resolve(input)
  const profiles = profileShelf(dataFolder, io)
  const publishing = publications({
    resolve: resolveWhole,
    look: theLook,
    profiles,
    handIns: handInShelf(dataFolder, io, now),
    folders: folderRefs,
    print: ports.printPdf === null ? printPdf : printingFirst(printingBy(ports.printPdf), printPdf),
    now,
    io,
  })
  const served = (bytes: Uint8Array | null): Result<ServedPicture> => {
    const format = bytes === null ? null : recognisePicture(bytes)
    if (bytes === null || format === null || 'foreign' in format) return fail('not-found', 'There is no such picture.')
    return ok({
      bytes,
      mime: format.mime,
      headers: {
        'Content-Type': format.mime,
        // A drawing could hold scripts if it were opened by itself; here it can do nothing even then.
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'X-Content-Type-Options': 'nosniff',
      },
    })
  }

  /** A file that cannot be opened, with the essay that it was, where there are versions of that. */
  async function withKeptVersions(row: EssaySummary): Promise<EssaySummary> {
    const path = row.problem === null ? null : essayRefs.pathOf(row.essay)
    const id = path === null ? null : await remembered.idAt(path)
    const kept = id === null ? null : await versionsOfAll.list(id)
    return kept?.ok && kept.value.length > 0 ? { ...row, keptAs: id } : row
  }

  async function createEssay({ title, window = '' }: InputOf<'createEssay'>): Promise<Result<OpenedEssay>> {
    const packed = await packEssay(newEssay(randomUUID(), { metadata: { ...EMPTY_METADATA, title } }), new Map())
    if (!packed.ok) return packed
    const written = await writeNew(title, packed.value.bytes)
    if (written.ok) return open.open(essayRefs.refOf(written.value.path), { window })
    return { ok: false, problem: { ...written.problem, safe: NOTHING_MADE, next: NEXT_PLACE } }
  }

  /** Writes a new essay into the essays folder, or into Galley's own where that cannot take it; the problem is that of the essays folder. */
  async function writeNew(title: string, bytes: Uint8Array): Promise<Result<DurablyWritten>> {
    const name = safeFileName(title) || UNTITLED
    const inFolder = await writeUnderFreeName(io, essaysFolder, name, '.essay', bytes)
    if (inFolder.ok) return inFolder
    const written = await setAside.write(name, bytes)
    return written.ok ? written : inFolder
  }

  /** The essay that was open last, or that a crash left open; null where there is none. */
  async function essayToShow(): Promise<EssayRef | null> {
    const last = (await remembered.lastOpened()) ?? leftOpen
    leftOpen = null
    if (last === null) return null
    const found = await refOfPath(last)
    if (found.ok) return found.value
    // The window that was reloaded may still be saving, and the first save with a title names the file by it.
    await open.settled()
    const renamed = await remembered.lastOpened()
    const again = renamed === null ? found : await refOfPath(renamed)
    return again.ok ? again.value : null
  }

  return {
    async hostInfo() {
      return ok({
        shell: ports.shell,
        version: ports.version,
        dialogs: ports.dialogs !== null,
        platform: ports.platform,
        essaysFolder: { ref: folderRefs.refOf(essaysFolder), name: basename(essaysFolder) },
        lastEssay: await essayToShow(),
      })
    },
    async listEssays() {
      await setAside.settle()
      const listed = await shelf.list()
      if (!listed.ok) return listed
      const waiting = await asideShelf.list()
      const rows = waiting.ok ? [...waiting.value, ...listed.value] : listed.value
      return ok({ essays: await Promise.all(rows.map(withKeptVersions)) })
    },
    async searchEssays({ query }) {
      const found = await shelf.search(query)
      return found.ok ? ok({ hits: found.value }) : found
    },
    async listLostEssays({ versions }) {
      const listed = await lost.list(versions)
      return listed.ok ? ok({ essays: listed.value }) : listed
    },
    recoverEssay: busy.track(({ id, window = '' }) => lost.recover(id, window)),
    createEssay: busy.track(createEssay),
    openEssay: ({ essay, window = '', takeOver = false }) => open.open(essay, { window, takeOver }),
    peekEssay: ({ essay }) => open.peek(essay),
    copyEssay: busy.track(({ essay, window = '' }) => open.copy(essay, { window })),
    checkEssay: ({ essay, generation }) => open.check(essay, generation),
    resolveChange: busy.track(open.resolveChange),
    chooseEssay: () =>
      withDialogs(
        (dialogs) => dialogs.openEssay(),
        async (path) => {
          const ref = await refOfPath(path)
          return ref.ok ? ok({ essay: ref.value }) : ref
        },
      ),
    saveEssay: open.save,
    writeJournal: busy.track(open.journal),
    decideRecovery: ({ essay, generation, choice }) => open.decide(essay, generation, choice),
    saveEssayAs: busy.track((input) =>
      withDialogs(
        (dialogs) => dialogs.saveEssayAs(`${safeFileName(input.document.metadata.title) || UNTITLED}.essay`),
        (path) => {
          const isComplete = extname(path).toLowerCase() === '.essay'
          // The dialog asked about the name that the person typed; a longer one may be another file's.
          return isComplete ? open.saveCopy(input, path, 'replace') : open.saveCopy(input, `${path}.essay`, 'create')
        },
      ),
    ),
    packEssay: open.pack,
    keepAsNew: busy.track(async (input) => {
      const refused = open.refusal(input.essay, input.generation)
      if (refused) return refused
      const resolved = await open.resolve(input)
      if (!resolved.ok) return resolved
      const { essay, pictures } = resolved.value
      const id = (await shelf.holds(essay.id)) ? randomUUID() : essay.id
      const packed = await packEssay({ ...essay, id }, pictures)
      if (!packed.ok) return packed
      const written = await writeNew(essay.metadata.title, packed.value.bytes)
      return written.ok
        ? ok({
            essay: essayRefs.refOf(written.value.path),
            title: essay.metadata.title || fileNameOf(written.value.path),
          })
        : written
    }),
    listVersions: versions.list,
    readVersion: versions.read,
    keepVersion: versions.keep,
    nameVersion: versions.name,
    restoreVersion: versions.restore,
    closeEssay: ({ essay, generation }) => open.close(essay, generation),
    trashEssay: ({ essay }) => open.trash(essay),
    untrashEssay: ({ essay }) => open.untrash(essay),
    importFiles: busy.track(({ files, asItStands = false }) =>
      onDisk('The essays folder', 'Nothing was imported.', async () => {
        const folder = await io.realpath(essaysFolder)
        const isTaken = shelf.holds
        return ok(await importFiles(files, { io, folder, refOf: essayRefs.refOf, isTaken, asItStands }))
      }),
    ),
    importAsset: ({ essay, name, bytes }) => open.takePicture(essay, { name, bytes }),
    async proof(input) {
      const profile = await profiles.find(input.profile)
      if (!profile.ok) return profile
      const resolved = await resolveWhole(input)
      if (!resolved.ok) return resolved
      const loaded = await theLook()
      if (!loaded.ok) return loaded
      const { essay, pictures } = resolved.value
      const { comments, theme, shown, again } = input
      const { id, shows, findings, losses, rehearsal } = await proofPages.render({
        ref: input.essay,
        essay,
        pictures,
        profile: profile.value,
        comments,
        theme,
        ...(shown ? { shown } : {}),
        ...(again === undefined ? {} : { again: proofIdIn(again) }),
        look: loaded.value,
      })
      return ok({
        url: addresses.proof(id),
        shows,
        findings,
        losses,
        rehearsal:
          rehearsal === null
            ? null
            : {
                name: rehearsal.destination.name,
                basis: rehearsal.destination.basis,
                losses: rehearsal.losses,
              },
        words: countEssay(essay).body.words,
      })
    },
    readProof: async ({ url }) => proofPages.read(proofIdIn(url)),
    planPublication: publishing.plan,
    publishToMemory: busy.track(publishing.toMemory),
    publishToFolder: busy.track(publishing.toFolder),
    publicationProgress: async ({ operation }) => ok(publishing.progressOf(operation)),
    async cancelPublication({ operation }) {
      publishing.cancel(operation)
      return ok(null)
    },
    listHandIns: ({ id }) => publishing.handInsOf(id),
    listProfiles: profiles.list,
    keepProfile: busy.track(({ json, replace }) => profiles.keep(json, replace)),
    removeProfile: busy.track(({ id }) => profiles.remove(id)),
    chooseFolder: () =>
      withDialogs(
        (dialogs) => dialogs.chooseFolder(),
        (path) =>
          onDisk(basename(path), 'Nothing was changed.', async () => {
            const real = await io.realpath(path)
            if ((await io.stat(real)).kind !== 'folder')
              return fail('not-recognised', `${basename(path)} is not a folder.`)
            return ok({ folder: folderRefs.refOf(real), name: basename(real) })
          }),
      ),
    chooseFiles: async ({ kind, multiple }) => {
      if (ports.dialogs === null) return NO_DIALOGS
      if (kind === 'folder') {
        const folder = await ports.dialogs.chooseFolder()
        return folder === null
          ? fail('cancelled', 'Nothing was chosen.')
          : onDisk(basename(folder), 'Nothing was imported.', async () => ok(await readFolder(folder, io)))
      }
      const paths = await ports.dialogs.openFiles({ ...CHOSEN[kind], multiple })
      return paths.length === 0 ? fail('cancelled', 'Nothing was chosen.') : ok(await readChosen(paths, io))
    },
    exportProfile: busy.track(async ({ id }) => {
      const profile = await profiles.find(id)
      if (!profile.ok) return profile
      return withDialogs(
        (dialogs) => dialogs.saveProfileAs(`${id}.json`),
        async (path) => {
          const bytes = new TextEncoder().encode(writeProfile(profile.value))
          const written = await durableWrite(path, bytes, { mode: 'replace', io })
          return written.ok ? ok({ name: basename(path) }) : written
        },
      )
    }),
    async writeClipboard(content) {
      if (ports.writeClipboard === null)
        return fail('not-available', 'The window puts text on the clipboard by itself here.')
      try {
        await ports.writeClipboard(content)
        return ok(null)
      } catch {
        return fail('forbidden', 'The clipboard did not take the text.', {
          safe: 'Your essay is unchanged.',
          next: 'Copy again, or save the file.',
        })
      }
    },
    async openLink({ url }) {
      const address = linkAddress(url)
      return address.ok ? ports.openExternal(address.value) : address
    },
    rememberPlace: busy.track(({ essay, place }) => open.rememberPlace(essay, place)),
    readSpelling: spelling.state,
    changeWords: busy.track(({ add, remove }) => spelling.changeWords(add, remove)),
    addDictionaries: busy.track(({ files }) => spelling.addDictionaries(files)),
    removeDictionary: busy.track(({ language }) => spelling.removeDictionary(language)),
    readDictionary: ({ language }) => spelling.readDictionary(language),
    readPreferences: () => ports.preferences.read(),
    writePreferences: busy.track(({ changes }) => ports.preferences.write(changes)),

    async prepare() {
      const made = await onDisk('The essays folder', 'Nothing was changed.', async () => {
        await io.mkdir(essaysFolder)
        await io.mkdir(dataFolder)
        return ok(null)
      })
      if (!made.ok) return made
      await kept.sweep()
      await sweepTemporaries(io, await foldersOfWrites(io, essaysFolder, dataFolder), now())
      const moved = await setAside.settle()
      leftOpen = await essayLeftOpen(io, journalFolder, now)
      leftOpen = moved.get(leftOpen ?? '') ?? leftOpen
      return placeSamples(io, { essays: essaysFolder, data: dataFolder, assets: ports.assetsFolder })
    },
    async pictureBytes(essay, hash) {
      return served(HASH.test(hash) ? await open.picture(essay, hash) : null)
    },
    proofPage(id) {
      const page = proofPages.page(id)
      return page
        ? ok(page)
        : fail('not-found', 'This proof is gone.', { next: 'Go back to the essay and open the proof again.' })
    },
    async plainPage() {
      const path = (await remembered.lastOpened()) ?? leftOpen
      const loaded = path === null ? null : await loadEssay(io, path)
      const id = path === null ? null : await remembered.idAt(path)
      const newest = id === null ? null : await newestText(io, join(journalFolder, id)).catch(noText)
      return plainPage(newest?.path === path ? newest.essay : loaded?.ok ? loaded.value.essay : null)
    },
    async proofPicture(id, hash) {
      const owner = proofPages.pictureOwner(id, hash)
      return served(owner === null ? null : await open.picture(owner, hash))
    },
    onEssayChangedOnDisk(listener) {
      changeListeners.add(listener)
      return () => void changeListeners.delete(listener)
    },
    refOfPath,
    pathOfRef: essayRefs.pathOf,
    async windowGone() {
      await busy.idle()
      await open.endOpenings()
    },
    async close() {
      await busy.idle()
      await open.endAll()
    },
  }
}

/** A proof's address ends with its id. */
function proofIdIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

function noText(error: unknown): null {
  if (errnoOf(error) === '') throw error
  return null
}

function noIds(error: unknown): readonly string[] {
  if (errnoOf(error) === '') throw error
  return []
}
