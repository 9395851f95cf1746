import { basename } from 'node:path'
import type { NamedBytes } from '../../contract/host.ts'
import type { FindPicture } from './picture-shelf.ts'
import { picturesAmong, picturesInFolder } from './pictures-nearby.ts'

/** Where the pictures are that a text names by relative addresses; a value, so that it can be told to a worker. */
export type PicturePlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'files'; readonly files: readonly NamedBytes[] }

/** Finds pictures in a place; `used` hears the name of each that was taken from among given files. */
export function findIn(place: PicturePlace, used: (name: string) => void): FindPicture {
  return place.kind === 'folder'
    ? picturesInFolder(place.folder)
    : picturesAmong(place.files, (file) => used(basename(file.name)))
}
