import { excerpt } from '../../excerpt.ts'
import type { Reading } from './reading.ts'

/** Counts the name of a fenced div that is no node of an essay; nothing where it has no name. */
export function tellBox(classes: readonly string[], reading: Reading): void {
  if (classes.length > 0)
    reading.losses.add(
      'box',
      'A box of a kind that essays do not have was taken off; its text is kept.',
      excerpt(`::: ${classes.join(' ')}`),
    )
}
