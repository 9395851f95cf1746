import { createHash } from 'node:crypto'
import { type Asset, EXTENSION_OF_MIME, type PictureMime } from '../../core/essay/essay.ts'

const example = (name: string, mime: PictureMime, width: number, height: number): Asset => ({
  hash: createHash('sha256').update(name).digest('hex'),
  mime,
  bytes: 1000 + name.length,
  width,
  height,
  name,
  locationRemoved: false,
})

/** Pictures that generated essays refer to; their bytes exist nowhere. */
export const ASSETS: readonly Asset[] = [
  example('lamp.jpg', 'image/jpeg', 1600, 900),
  example('harbour at night.png', 'image/png', 640, 480),
  example('plan.svg', 'image/svg+xml', 300, 300),
]

/** The address of an example picture in a publication. */
export function exampleAddress(asset: Asset): string {
  return `images/${asset.hash.slice(0, 12)}.${EXTENSION_OF_MIME[asset.mime]}`
}

/** The example picture behind such an address, or null. */
export function examplePicture(address: string): Asset | null {
  return ASSETS.find((asset) => exampleAddress(asset) === address) ?? null
}

/** The pictures that HTML and Markdown fixtures have beside them, by address; a data: address stands for the harbour where it is of a kind that Galley takes. */
export function fixturePicture(address: string): Asset | null {
  if (/^data:image\/(?:png|jpeg|gif|webp|avif);base64,/.test(address)) return ASSETS[1] ?? null
  return FIXTURE_ADDRESSES.get(address.split(/[?#]/)[0] ?? '') ?? null
}

const FIXTURE_ADDRESSES: ReadonlyMap<string, Asset> = new Map([
  ['images/lamp.jpg', ASSETS[0] as Asset],
  ['images/harbour.png', ASSETS[1] as Asset],
  ['images/plan.svg', ASSETS[2] as Asset],
])
