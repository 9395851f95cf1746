import type { Asset } from '../../core/essay/essay.ts'
import { type Loss, LossLedger, type PictureSource } from '../../core/formats/conversion.ts'
import { takePicture } from '../picture/take-picture.ts'

/** The bytes behind an address in foreign text, with the name that they are known by; null where there is nothing to be had. */
export type FindPicture = (address: string) => { readonly name: string; readonly bytes: Uint8Array } | null

/** Takes pictures for a reader and keeps their bytes. */
export interface PictureShelf {
  readonly source: PictureSource
  /** What was taken so far, by hash. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** Addresses of files that are not there (`picture-missing`), and files that are no pictures, with the reason (`picture-refused`). */
  losses(): readonly Loss[]
}

/** Most bytes of a picture inside an address (safety.md section 6), and of all pictures of one file (what an essay can hold). */
const LARGEST_DATA_URI = 20 * 1024 * 1024
const MOST_BYTES = 256 * 1024 * 1024
const MOST_PICTURES = 4_000
const DATA_URI = /^data:image\/(png|jpe?g|gif|webp|avif|svg\+xml)(?:;[^,;]*)*;base64,([A-Za-z0-9+/=\s%]*)$/i

/** A shelf over a place where pictures can be found. data: URIs are taken apart here; each address is asked for once. */
export function pictureShelf(find: FindPicture): PictureShelf {
  const known = new Map<string, Asset | null>()
  const pictures = new Map<string, Uint8Array>()
  const ledger = new LossLedger()
  let total = 0
  const take = (address: string): Asset | null => {
    const found = address.startsWith('data:') ? fromDataUri(address) : find(address)
    if (found === null && !/^[a-z][a-z0-9+.-]*:/i.test(address))
      ledger.add(
        'picture-missing',
        'A picture was not found in the folder of the text; its address is kept and it is not shown.',
        address.slice(0, 80),
      )
    if (found === null || pictures.size >= MOST_PICTURES || total + found.bytes.length > MOST_BYTES) return null
    const taken = takePicture(found.bytes, found.name)
    if (!taken.ok) {
      ledger.add('picture-refused', `${taken.problem.message} It is not shown.`, found.name)
      return null
    }
    if (!pictures.has(taken.value.asset.hash)) total += taken.value.bytes.length
    pictures.set(taken.value.asset.hash, taken.value.bytes)
    return taken.value.asset
  }
  return {
    pictures,
    losses: () => ledger.list(),
    source: (address) => {
      let asset = known.get(address)
      if (asset === undefined) {
        asset = take(address)
        known.set(address, asset)
      }
      return asset
    },
  }
}

function fromDataUri(address: string): { readonly name: string; readonly bytes: Uint8Array } | null {
  if (address.length > LARGEST_DATA_URI * 1.4) return null
  const [, kind = '', data] = DATA_URI.exec(address) ?? []
  if (data === undefined) return null
  const bytes = new Uint8Array(
    Buffer.from(
      data.includes('%')
        ? data
            .replace(/%2[Bb]/g, '+')
            .replace(/%2[Ff]/g, '/')
            .replace(/%3[Dd]/g, '=')
        : data,
      'base64',
    ),
  )
  if (bytes.length > LARGEST_DATA_URI) return null
  return { name: `picture.${kind.toLowerCase().replace('svg+xml', 'svg').replace('jpeg', 'jpg')}`, bytes }
}
