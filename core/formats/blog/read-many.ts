import type { PictureSource, ReadDocument } from '../conversion.ts'

/** What a reader needs that makes several essays of one file. */
export interface ReadManyOptions {
  /** Gives the UUID of the next essay; core has no randomness. */
  readonly newId: () => string
  readonly picture: PictureSource
  /** True where nothing is to be recognised by its wording: lines of credits stay in the text. */
  readonly asItStands?: boolean
}

/** The essays of one file in its order, at least one. What the file held beside them is among the losses of the first. */
export type ReadMany = readonly ReadDocument[]

/** Most posts that are read from one file. */
export const MOST_POSTS = 5_000
