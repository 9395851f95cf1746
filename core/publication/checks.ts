import type { Essay } from '../essay/essay.ts'
import { detailRules } from './checks/detail-rules.ts'
import { noteRules } from './checks/note-rules.ts'
import { pictureRules } from './checks/picture-rules.ts'
import type { Rule } from './checks/rule.ts'
import { subjectOf } from './checks/subject.ts'
import { textRules } from './checks/text-rules.ts'
import type { Finding, Severity } from './finding.ts'
import type { Profile } from './profile.ts'

/** Every rule, in the order in which findings of one severity are listed. */
export const RULES: readonly Rule[] = [...detailRules, ...pictureRules, ...textRules, ...noteRules]

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, advice: 2 }

/**
 * Looks an essay over before it is handed in by a profile. Errors come first, then warnings, then advice; within those by rule and reading order.
 * Figures are counted in reading order from 1, as on the published page.
 */
export function check(essay: Essay, profile: Profile): readonly Finding[] {
  const subject = subjectOf(essay, profile)
  return RULES.flatMap(({ id, severity, advice, find }) =>
    find(subject).map(({ message, place }): Finding => ({ rule: id, severity, message, advice, place })),
  ).sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}
