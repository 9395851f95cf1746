import { basename, join } from 'node:path'
import type {
  FolderRef,
  InputOf,
  PublicationInput,
  PublicationPlace,
  Receipt,
  ValueOf,
  WorkingEssay,
} from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { stableJson } from '../../core/essay/stable-json.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import { textFileStem } from '../../core/publication/file-names.ts'
import { formatNamed } from '../../core/publication/formats.ts'
import type { Profile } from '../../core/publication/profile.ts'
import type { SiteFolders } from '../../core/publication/site-folders.ts'
import { withAnonymity } from '../../core/publication/with-anonymity.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { PictureBytes } from '../essay-file.ts'
import type { Handles } from '../essays/handles.ts'
import { sha256Of } from '../file-stamp.ts'
import type { HandInShelf } from '../hand-ins/hand-in-shelf.ts'
import type { Io } from '../io.ts'
import type { ProfileShelf } from '../profiles/profile-shelf.ts'
import type { Look } from './look.ts'
import { type PrintPdf, printingOnce } from './printing.ts'
import { recogniseSite } from './recognise-site.ts'
import { type RenderedPublication, renderPublication } from './render-publication.ts'
import { runs, stopped } from './runs.ts'
import { takenIn, writeIntoFolder, writeNewFolder } from './write-files.ts'

/** Plans, publishes, keeps receipts: what the contract says of each, without the shell around it. */
export interface Publications {
  plan(input: InputOf<'planPublication'>): Promise<Result<ValueOf<'planPublication'>>>
  toMemory(input: InputOf<'publishToMemory'>): Promise<Result<ValueOf<'publishToMemory'>>>
  toFolder(input: InputOf<'publishToFolder'>): Promise<Result<Receipt>>
  progressOf(operation: string): { readonly written: number; readonly total: number } | null
  cancel(operation: string): void
  handInsOf(essayId: string): Promise<Result<ValueOf<'listHandIns'>>>
}

/** What publishing stands on. */
export interface PublicationsParts {
  readonly resolve: (
    working: WorkingEssay,
  ) => Promise<Result<{ readonly essay: Essay; readonly pictures: PictureBytes }>>
  readonly look: () => Promise<Result<Look>>
  readonly profiles: Pick<ProfileShelf, 'find'>
  readonly handIns: HandInShelf
  readonly folders: Handles
  readonly print: PrintPdf
  readonly now: () => number
  readonly io: Io
}

interface Made extends RenderedPublication {
  readonly essay: Essay
  readonly profile: Profile
  readonly site: SiteFolders | null
  /** Where the files go, below the folder: '' for a site, whose paths are whole. */
  readonly subfolder: string
}

/** Publishing over the parts of a host. */
export function publications({
  resolve,
  look,
  profiles,
  handIns,
  folders,
  print,
  now,
  io,
}: PublicationsParts): Publications {
  const underWay = runs()

  const once = printingOnce(print)

  const make = async (input: PublicationInput, folder: string | null, signal?: AbortSignal): Promise<Result<Made>> => {
    const found = await profiles.find(input.profile)
    if (!found.ok) return found
    const profile = withAnonymity(found.value, input.anonymous)
    const resolved = await resolve(input)
    if (!resolved.ok) return resolved
    const loaded = await look()
    if (!loaded.ok) return loaded
    const { essay, pictures } = resolved.value
    const site = folder === null ? null : await recogniseSite(folder, formatNamed(profile.format).site)
    const rendered = await renderPublication(essay, pictures, profile, loaded.value, {
      ...(site === null ? {} : { site }),
      ...(signal === undefined ? {} : { signal }),
      print: once,
    })
    if (!rendered.ok) return rendered
    return ok({ ...rendered.value, essay, profile, site, subfolder: site === null ? textFileStem(essay) : '' })
  }
  const placeOf = async ({ files, site, subfolder }: Made, folder: string): Promise<PublicationPlace> => {
    const paths = files.map(({ path }) => (subfolder === '' ? path : `${subfolder}/${path}`))
    return {
      destination: `${basename(folder)}/${subfolder === '' ? paths[0] : subfolder}`,
      site: site?.generator ?? null,
      paths,
      missing: site?.missing ?? '',
      taken: await takenIn(
        folder,
        paths.map((path) => ({ path })),
        io,
      ),
    }
  }
  const isFolder = async (path: string): Promise<boolean> => {
    const state = await io.stat(path).catch(() => null)
    return state?.kind === 'folder'
  }
  const forgotten = (): Result<never> =>
    fail('not-found', 'Galley does not know this folder any more.', { next: 'Choose it again.' })
  const pathOf = (folder: FolderRef | undefined): string | null =>
    folder === undefined ? null : folders.pathOf(folder)

  return {
    async plan(input) {
      const folder = pathOf(input.folder)
      if (input.folder !== undefined && folder === null) return forgotten()
      const made = await make(input, folder)
      if (!made.ok) return made
      return ok({ ...facts(made.value), place: folder === null ? null : await placeOf(made.value, folder) })
    },
    toMemory: (input) =>
      underWay.run(input.operation, async ({ signal }) => {
        const made = await make(input, null, signal)
        if (!made.ok) return made
        if (signal.aborted) return stopped()
        const { files, publication, essay } = made.value
        const receipt = { ...facts(made.value), time: now(), destination: input.handIn ?? '', kept: true }
        const kept = input.handIn !== undefined && (await handIns.add(essay.id, receipt, null)).ok
        return ok({ receipt: { ...receipt, kept }, files, clipboard: publication.clipboard })
      }),
    toFolder: (input) =>
      underWay.run(input.operation, async (run) => {
        const parent = pathOf(input.folder)
        if (parent === null) return forgotten()
        const made = await make(input, parent, run.signal)
        if (!made.ok) return made
        if (run.signal.aborted) return stopped()
        const { essay, files, site, subfolder } = made.value
        const folder = join(parent, subfolder)
        // The pictures go first: a page must never stand there without them.
        const order = [...files.slice(1), ...files.slice(0, 1)]
        const into = (replace: boolean) => writeIntoFolder(folder, order, { replace, io, run })
        const whole = site === null ? await writeNewFolder(folder, order, io, run) : await into(input.replace)
        // The folder of an earlier hand-in takes another kind of file beside what is there; only a name that is taken is a question.
        const isThere = site === null && !whole.ok && whole.problem.code === 'exists'
        const written = isThere ? await into(input.replace) : whole
        if (!written.ok) return written
        const destination = `${basename(parent)}/${site === null ? subfolder : files[0]?.path}`
        const receipt = { ...facts(made.value), time: now(), destination, kept: true }
        // The files are written by now: a receipt that cannot be kept is no reason to say that they are not.
        const kept = await handIns.add(essay.id, receipt, parent)
        return ok({ ...receipt, kept: kept.ok })
      }),
    progressOf: underWay.progressOf,
    cancel: underWay.cancel,
    async handInsOf(essayId) {
      const { folder, receipts } = await handIns.read(essayId)
      const known = folder !== null && (await isFolder(folder))
      return ok({
        receipts,
        folder: known ? { folder: folders.refOf(folder), name: basename(folder) } : null,
      })
    },
  }
}

function facts({ publication, files, essay, profile }: Made): Omit<Receipt, 'time' | 'destination' | 'kept'> {
  const { status: _, ...metadata } = essay.metadata
  const said = { ...essay, metadata, settings: null, threads: null }
  return {
    profile: profile.id,
    profileName: profile.name,
    anonymous: profile.rules.anonymous === true,
    essay: sha256Of(stableJson(said)),
    words: countEssay(essay).body.words,
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    findings: publication.findings,
    losses: publication.losses,
  }
}
