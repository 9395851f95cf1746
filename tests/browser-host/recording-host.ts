import type { EssayChange } from '../../contract/host.ts'
import { inputs } from '../../contract/inputs.ts'
import { fail, ok } from '../../core/result.ts'
import type { GalleyHost } from '../../host/create-host.ts'

/** The essay whose picture the recording host has. */
export const KNOWN_ESSAY = 'e1'
/** That picture's hash, and the id of the proof that it has. */
export const KNOWN_HASH = 'a'.repeat(64)
/** Id of the proof. */
export const KNOWN_PROOF = 'b'.repeat(64)
/** A stylesheet allowed in the proof by its hash would stand here; this one has none. */
const PROOF_POLICY = (origin: string): string =>
  `default-src 'none'; img-src ${origin}/preview/ data:; base-uri 'none'; form-action 'none'; frame-ancestors ${origin}; sandbox allow-same-origin`

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A host that notes every call, so that a test can say that none arrived. */
export interface RecordingHost extends GalleyHost {
  /** What was called, in order: the operation and its input. */
  readonly calls: readonly (readonly [name: string, input: unknown])[]
  /** Tells of a change by another program. */
  changeOnDisk(change: EssayChange): void
}

/** A host of one picture and one proof, which answers every operation with its own input. */
export function recordingHost(origin: string): RecordingHost {
  const listeners = new Set<(change: EssayChange) => void>()
  const calls: (readonly [string, unknown])[] = []
  const note = <T>(name: string, input: unknown, value: T): T => {
    calls.push([name, input])
    return value
  }
  const operations = Object.fromEntries(
    Object.keys(inputs).map((name) => [name, async (input: unknown) => note(name, input, ok({ name, input }))]),
  ) as unknown as GalleyHost
  const served = ok({
    bytes: PICTURE,
    mime: 'image/png' as const,
    headers: { 'Content-Type': 'image/png', 'Content-Security-Policy': "default-src 'none'; sandbox" },
  })
  const missing = fail('not-found', 'There is no such picture.')
  return {
    ...operations,
    calls,
    prepare: async () => ok(null),
    onEssayChangedOnDisk(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changeOnDisk: (change) => {
      for (const listener of listeners) listener(change)
    },
    pictureBytes: async (essay, hash) =>
      note('pictureBytes', [essay, hash], essay === KNOWN_ESSAY && hash === KNOWN_HASH ? served : missing),
    proofPage: (id) =>
      note(
        'proofPage',
        id,
        id === KNOWN_PROOF
          ? ok({
              html: `<!doctype html><title>Proof</title><img alt="" src="/preview/${KNOWN_PROOF}/${KNOWN_HASH}"><script>parent.postMessage('ran', '*')</script>`,
              headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PROOF_POLICY(origin) },
            })
          : missing,
      ),
    proofPicture: async (id, hash) =>
      note('proofPicture', [id, hash], id === KNOWN_PROOF && hash === KNOWN_HASH ? served : missing),
    refOfPath: async () => missing,
    pathOfRef: () => null,
    close: async () => {},
  }
}
