import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DEFAULT_PREFERENCES, type OpenedEssay, type WorkingEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { ok, type Result } from '../../core/result.ts'
import { createHost } from '../../host/create-host.ts'
import { type Io, nodeIo } from '../../host/io.ts'
import type { Dialogs, GalleyHost, HostPorts } from '../../host/ports.ts'
import { preferencesFile } from '../../host/preferences-file.ts'

/** The folders and the memory of a host under test. */
export interface TestHost {
  readonly host: GalleyHost
  readonly essaysFolder: string
  readonly dataFolder: string
  /** Addresses that were opened outside. */
  readonly opened: readonly string[]
}

/** What differs from a host without dialogs over a real disk. */
export interface TestHostOptions {
  readonly dialogs?: Dialogs
  readonly io?: Io
  readonly now?: () => number
  /** The shipped assets; those of the repository unless given. */
  readonly assetsFolder?: string
}

/** The assets of the repository. */
export const ASSETS_FOLDER = resolve(import.meta.dirname, '../../assets')

/** A host in a folder, without dialogs unless they are given, its samples left out. Nothing is mocked but the shell. */
export function testHost(folder: string, options: TestHostOptions = {}): TestHost {
  const essaysFolder = join(folder, 'Essays')
  const dataFolder = join(folder, 'data')
  mkdirSync(essaysFolder, { recursive: true })
  mkdirSync(dataFolder, { recursive: true })
  const opened: string[] = []
  const now = options.now ?? Date.now
  const ports: HostPorts = {
    essaysFolder,
    dataFolder,
    assetsFolder: options.assetsFolder ?? ASSETS_FOLDER,
    shell: 'browser',
    version: '0.0.0-test',
    platform: 'linux',
    dialogs: options.dialogs ?? null,
    preferences: preferencesFile(join(dataFolder, 'preferences.json'), now),
    addresses: {
      assetBase: (essay) => `/asset/${essay}/`,
      proof: (id) => `/preview/${id}`,
      proofAssetBase: (id) => `/preview/${id}/`,
      proofPictureSource: 'http://127.0.0.1:1/preview/',
      proofFramedBy: 'http://127.0.0.1:1',
    },
    openExternal: async (url) => {
      opened.push(url)
      return ok(null)
    },
    writeClipboard: null,
    printPdf: null,
    now,
    log: () => {},
  }
  return { host: createHost(ports, options.io ?? nodeIo), essaysFolder, dataFolder, opened }
}

/** The names in a folder, the owner files of open essays left out. */
export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.~lock.'))
    .sort()
}

/** The value of an outcome that must be good. */
export async function good<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(`${settled.problem.code}: ${settled.problem.message}`)
  return settled.value
}

/** An opened essay as a window sends it back, with a changed text where one is given. */
export function working(
  { essay, generation, revision, document }: OpenedEssay,
  changed: Essay = document,
): WorkingEssay {
  return { essay, generation, revision, document: changed }
}

/** Preferences that differ from the default in every value. */
export const OTHER_PREFERENCES = {
  theme: 'sepia',
  textSize: 'large',
  measure: 'wide',
  focus: 'sentence',
  typewriter: true,
  outlineOpen: !DEFAULT_PREFERENCES.outlineOpen,
  inspectorOpen: !DEFAULT_PREFERENCES.inspectorOpen,
  proofWidth: 390,
  proofPaper: !DEFAULT_PREFERENCES.proofPaper,
  proofRehearsal: !DEFAULT_PREFERENCES.proofRehearsal,
  proofTheme: 'dark',
  proofBeside: !DEFAULT_PREFERENCES.proofBeside,
  proofComments: !DEFAULT_PREFERENCES.proofComments,
  spelling: !DEFAULT_PREFERENCES.spelling,
  layout: 'whole',
  typography: !DEFAULT_PREFERENCES.typography,
} as const

/** What an address of `testHost` answers: a proof, one of its pictures, or a picture of an essay; null for none. */
export async function answerOf(host: GalleyHost, address: string): Promise<Uint8Array | null> {
  const [, room, first = '', hash] = address.split('/')
  if (room === 'preview' && hash === undefined) {
    const page = host.proofPage(first)
    return page.ok ? new TextEncoder().encode(page.value.html) : null
  }
  const picture = await (room === 'asset' ? host.pictureBytes(first, hash ?? '') : host.proofPicture(first, hash ?? ''))
  return picture.ok ? picture.value.bytes : null
}
