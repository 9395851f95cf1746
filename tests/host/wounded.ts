import type { Random } from './crash-disk.ts'

/** Bytes with one to three wounds: a flipped bit, a cut, zeros, a doubled, a removed or a moved piece, a stray byte. */
export function wounded(bytes: Uint8Array, random: Random): Uint8Array {
  let mutant: Uint8Array = bytes.slice()
  for (let wounds = 1 + random(3); wounds > 0 && mutant.length > 0; wounds--) {
    const at = random(mutant.length)
    const length = 1 + random(Math.min(80, mutant.length - at))
    const before = mutant.subarray(0, at)
    const piece = mutant.subarray(at, at + length)
    const after = mutant.subarray(at + length)
    switch (random(7)) {
      case 0:
        mutant[at] = (mutant[at] ?? 0) ^ (1 << random(8))
        break
      case 1:
        mutant = mutant.slice(0, at)
        break
      case 2:
        mutant.fill(random(2) === 0 ? 0 : random(256), at, at + length)
        break
      case 3:
        mutant = Buffer.concat([before, piece, piece, after])
        break
      case 4:
        mutant = Buffer.concat([before, after])
        break
      case 5:
        mutant.copyWithin(random(mutant.length), at, at + length)
        break
      default:
        mutant = Buffer.concat([before, Uint8Array.of(random(256)), piece, after])
    }
  }
  return mutant
}
