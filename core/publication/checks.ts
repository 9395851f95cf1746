import type { Essay } from '../essay/essay.ts'
import { craftRules } from './checks/craft-rules.ts'
import { detailRules } from './checks/detail-rules.ts'
import { houseChecks } from './checks/house-rules-checks.ts'
import { noteRules } from './checks/note-rules.ts'
import { pictureRules } from './checks/picture-rules.ts'
import type { Remark, Rule, Subject } from './checks/rule.ts'
import { subjectOf } from './checks/subject.ts'
import { textRules } from './checks/text-rules.ts'
import type { Finding, Severity } from './finding.ts'
import type { Profile } from './profile.ts'

/** Every rule, in the order in which findings of one severity are listed. */
export const RULES: readonly Rule[] = [
  ...houseChecks,
  ...detailRules,
  ...pictureRules,
  ...textRules,
  ...craftRules,
  ...noteRules,
]

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, advice: 2 }

/**
 * Looks an essay over before it is handed in by a profile. Errors come first, then warnings, then advice; within those by rule and reading order.
 * Figures are counted in reading order from 1, as on the published page. What does not depend on the profile is remembered for the essay, so that another
 * profile is soon looked up.
 */
export function check(essay: Essay, profile: Profile): readonly Finding[] {
  const steps = checkInSteps(essay, profile)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** `check` in steps of a few milliseconds, for who must answer something else between them. */
export function* checkInSteps(essay: Essay, profile: Profile): Generator<void, readonly Finding[], void> {
  const seen = lookedAt(essay)
  yield
  const subject = { ...seen.subject, essay, profile }
  const all: Finding[] = []
  for (const rule of RULES) {
    const known = rule.byProfile ? undefined : seen.found.get(rule.id)
    const found = known ?? (yield* findingsOf(rule, rule.find(subject), essay))
    if (!rule.byProfile) seen.found.set(rule.id, found)
    all.push(...found)
    if (!known) yield
  }
  return all.filter((finding) => !isSaidByHouse(finding, all)).sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

function* findingsOf(
  { id, severity, advice, fix }: Rule,
  remarks: readonly Remark[],
  essay: Essay,
): Generator<void, readonly Finding[], void> {
  const found: Finding[] = []
  for (const { message, place } of remarks) {
    const finding = { rule: id, severity, message: flat(message), advice, place }
    if (fix?.fits) yield
    found.push(fix && (fix.fits?.(essay, place) ?? true) ? { ...finding, fix: fix.label } : finding)
  }
  return found
}

/**
 * The same words in one piece: what was put together of pieces holds on to each of them, and to the whole text that one was cut from (V8 keeps both until somebody reads
 * the words), which for the thousands of findings of a long essay is megabytes.
 */
function flat(words: string): string {
  return [words.slice(0, 1), words.slice(1)].join('')
}

interface Looked {
  readonly essay: Essay
  readonly subject: Omit<Subject, 'essay'>
  readonly found: Map<string, readonly Finding[]>
}

const looked = new WeakMap<Essay['body'], Looked>()

/** What is known of an essay: as long as its body and everything that rules look at are the very same values. */
function lookedAt(essay: Essay): Looked {
  const known = looked.get(essay.body)
  const isSame = (key: (typeof LOOKED_AT)[number]) => known?.essay[key] === essay[key]
  if (known && LOOKED_AT.every(isSame)) return known
  const fresh: Looked = { essay, subject: subjectOf(essay), found: new Map() }
  looked.set(essay.body, fresh)
  return fresh
}

/** Everything of an essay that rules may look at, its settings apart: they name the profile. */
const LOOKED_AT = ['metadata', 'people', 'credits', 'assets', 'threads'] as const

/**
 * Mends what a finding is about: the essay with the change, or null where the rule has no fix or nothing is to be changed any more. To be run on the
 * essay that was checked.
 */
export function fixFinding(essay: Essay, finding: Finding): Essay | null {
  const fixed = RULES.find(({ id }) => id === finding.rule)?.fix?.mend(essay, finding.place) ?? essay
  return fixed === essay ? null : fixed
}

/** What a house demands is not said a second time as general advice. */
const SAME_AS_HOUSE: Readonly<Record<string, string>> = {
  'figure-alt-missing': 'house-figure-field',
  'figure-caption-missing': 'house-figure-field',
  'figure-credit-missing': 'house-figure-field',
  'closing-question-missing': 'house-closing-question',
  'excerpt-missing': 'house-excerpt',
}

function isSaidByHouse(finding: Finding, all: readonly Finding[]): boolean {
  const house = SAME_AS_HOUSE[finding.rule]
  return (
    house !== undefined &&
    all.some(
      ({ rule, place, message }) =>
        rule === house &&
        JSON.stringify(place) === JSON.stringify(finding.place) &&
        (house !== 'house-figure-field' || message === finding.message),
    )
  )
}
