import { createHash, randomUUID } from 'node:crypto'
import { homedir, hostname } from 'node:os'

/** The temporary files of durable writes: `.~Name.essay.0123456789ab.tmp`. */
const NAME = /^\.~(.*)\.([0-9a-f]{6})([0-9a-f]{6})\.tmp$/s

/**
 * A name for a temporary file beside the one that is written, cut so that the whole fits into 255 bytes. Half of its number is chance, the other half follows from that
 * half, the name, this computer and this person, so that a file that a crash left can be known as our own without a list of them.
 */
export function temporaryName(name: string): string {
  let kept = name
  while (Buffer.byteLength(kept) > 200) kept = [...kept].slice(0, -1).join('')
  const chance = randomUUID().slice(0, 6)
  return `.~${kept}.${chance}${mark(kept, chance)}.tmp`
}

/** Whether a name is that of a temporary file that this person's Galley made on this computer. */
export function isOwnTemporary(name: string): boolean {
  const [, kept = '', chance = '', marked] = NAME.exec(name) ?? []
  return marked !== undefined && marked === mark(kept, chance)
}

/** This computer and this person, which stay the same while the program runs. */
const OURS = [hostname(), homedir()]

function mark(name: string, chance: string): string {
  return createHash('sha256')
    .update([...OURS, name, chance].join('\n'))
    .digest('hex')
    .slice(0, 6)
}
