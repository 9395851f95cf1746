import type { PublishedFile } from '../contract/host.ts'
import type { Loss, Taken } from '../core/formats/conversion.ts'
import { TAKEN_FOR } from '../core/formats/taken-for.ts'
import type { Finding } from '../core/publication/finding.ts'
import { shown } from './terminal.ts'

/** A place is a landmark, not a quotation. */
const LONGEST_PLACE = 60

/** A whole number with separators: `1,646`. */
export function number(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value)
}

/** A count with its noun: `1 figure`, `3 figures`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** A size for people, in units of 1,000: `412 kB`. */
export function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, 'byte')
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The files that were written, one a line, with size and the beginning of the SHA-256. */
export function fileLines(files: readonly PublishedFile[]): string {
  return files.map(({ path, bytes, sha256 }) => `  ${shown(path)}  ${size(bytes)}  ${sha256.slice(0, 12)}\n`).join('')
}

/** The findings, the gravest first, each with what to do; '' where there are none. */
export function findingLines(findings: readonly Finding[]): string {
  const order = ['error', 'warning', 'advice'] as const
  const lines = order.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ message, advice }) => `  ${severity}: ${shown(message)}${advice === '' ? '' : `. ${shown(advice)}`}\n`),
  )
  return lines.length === 0 ? '' : `Checks\n${lines.join('')}`
}

/** What a reader recognised by its wording and put into fields; '' where nothing was. */
export function takenLines(taken: readonly Taken[]): string {
  return taken.map(({ field, text }) => `  ${TAKEN_FOR[field]}: ${shown(text, LONGEST_PLACE)}\n`).join('')
}

/** What a conversion dropped or changed; '' where nothing was. */
export function lossLines(losses: readonly Loss[]): string {
  if (losses.length === 0) return ''
  const lines = losses.map(({ message, count: times, place }) => {
    const where = place === '' ? '' : ` (${shown(place, LONGEST_PLACE)})`
    return `  ${shown(message)}${times === 1 ? '' : ` ${number(times)} times.`}${where}\n`
  })
  return `Dropped or changed\n${lines.join('')}`
}
