import type { ReadDocument } from '../../core/formats/conversion.ts'
import { wordsIn } from './visible-words.ts'

/**
 * What a reading dropped without a word, or ''. Every visible word is either in the essay or gone with a loss: what is gone at one go is one run of words,
 * so there are at least as many losses as such runs, each with its place.
 */
export function silentRuns(
  visible: readonly string[],
  { essay, losses }: Pick<ReadDocument, 'essay' | 'losses'>,
): string {
  const kept = new Set(wordsIn(JSON.stringify(essay)))
  const runs: string[][] = []
  visible.forEach((word, index) => {
    if (kept.has(word)) return
    const before = visible[index - 1]
    if (index > 0 && before !== undefined && !kept.has(before)) runs.at(-1)?.push(word)
    else runs.push([word])
  })
  const told = losses.filter((loss) => loss.place.trim() !== '').reduce((sum, loss) => sum + loss.count, 0)
  if (runs.length <= told) return ''
  const list = losses.map((loss) => `${loss.kind} × ${loss.count} (${loss.place})`).join('; ')
  return `gone: ${runs.map((run) => run.join(' ')).join(' | ')}; told: ${list || 'nothing'}`
}
