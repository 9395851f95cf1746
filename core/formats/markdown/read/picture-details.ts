import { figureIdFrom } from '../../../essay/figure-references.ts'
import { excerpt } from '../../excerpt.ts'
import type { Attributes } from './attributes.ts'
import type { Reading } from './reading.ts'

/** What is said of something in a picture's attributes that was left out. */
export const DETAIL_LOSS = 'A detail of a picture that essays do not have was left out.'

/** Counts what the braces behind a picture say and nobody reads: an id that is no figure's of ours, and every name that is not `known`. Classes say how it looks. */
export function tellPictureDetails(attributes: Attributes, known: ReadonlySet<string>, reading: Reading): void {
  if (attributes.id !== '' && figureIdFrom(attributes.id) === '')
    reading.losses.add('picture-detail', DETAIL_LOSS, excerpt(`#${attributes.id}`))
  for (const [name, value] of attributes.values)
    if (!known.has(name)) reading.losses.add('picture-detail', DETAIL_LOSS, excerpt(`${name}="${value}"`))
}
