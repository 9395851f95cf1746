import { LONGEST_LINE, LONGEST_TEXT } from '../../../essay/limits.ts'
import type { LossLedger } from '../../conversion.ts'

/** Text on one line, as metadata holds it: white space collapsed, cut to the longest line that an essay may hold. */
export function limitedLine(text: string, field: string, losses: LossLedger): string {
  return cut(text.replace(/\s+/g, ' ').trim(), LONGEST_LINE, field, losses)
}

/** Text of several paragraphs, cut to the longest that an essay may hold. */
export function limitedText(text: string, field: string, losses: LossLedger): string {
  return cut(text, LONGEST_TEXT, field, losses)
}

function cut(text: string, longest: number, field: string, losses: LossLedger): string {
  if (text.length <= longest) return text
  losses.add(
    field === 'title' ? 'title-cut' : 'field-cut',
    `The ${field} was longer than ${longest} characters and was cut.`,
    text.slice(0, 60),
  )
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
}

/** A date in the form `YYYY-MM-DD` from the beginning of an ISO 8601 date or date and time, or '' for anything else. */
export function dateOf(text: string): string {
  const match = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T\s].*)?$/.exec(text)
  if (!match) return ''
  const month = Number(match[2])
  const day = Number(match[3])
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? `${match[1]}-${match[2]}-${match[3]}` : ''
}

/** A BCP 47 language tag as an essay may hold it, or ''. `en_GB` and `EN-GB` are read as `en-GB`. */
export function languageTag(text: string): string {
  const tag = text.trim().replaceAll('_', '-')
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) || tag.length > 35) return ''
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return ''
  }
}
