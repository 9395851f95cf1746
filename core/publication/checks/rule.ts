import type { Essay } from '../../essay/essay.ts'
import type { NodeJson } from '../../essay/json.ts'
import type { FigureParts } from '../../formats/html/write/figures.ts'
import type { FindingPlace, Severity } from '../finding.ts'
import type { Profile } from '../profile.ts'

/** One rule of the checks: an id, how much it matters, what to do about it, and where an essay breaks it. What it finds is remembered for another profile, unless it looks at that. */
export type Rule = CommonRule | ProfileRule

/** A rule that is the same for every profile; it looks at the essay alone, and not at its settings. */
export interface CommonRule extends RuleFacts {
  readonly byProfile?: undefined
  readonly find: (subject: Subject) => readonly Remark[]
}

/** A rule whose findings depend on the profile. */
export interface ProfileRule extends RuleFacts {
  readonly byProfile: true
  readonly find: (subject: ProfileSubject) => readonly Remark[]
}

/** What every rule says of itself. */
interface RuleFacts {
  /** Stable, kebab-case, subject first: `figure-alt-missing`. */
  readonly id: string
  readonly severity: Severity
  readonly advice: string
  readonly fix?: Fix
}

/** How a rule's findings can be mended by a press of a button. */
export interface Fix {
  /** What the button says: "Take one out". */
  readonly label: string
  /** Whether it can be mended at this place; left out: at every place. */
  readonly fits?: (essay: Essay, place: FindingPlace) => boolean
  /** The mended essay; the very same value where there is nothing to mend. */
  readonly mend: (essay: Essay, place: FindingPlace) => Essay
}

/** One place where a rule is broken. */
export interface Remark {
  /** A whole phrase without a full stop: "Figure 3 has no alt text". */
  readonly message: string
  readonly place: FindingPlace
}

/** An essay as the rules look at it, gathered once. */
export interface Subject {
  readonly essay: Essay
  /** The cover, if any, then the figures in reading order. */
  readonly pictures: readonly CheckedPicture[]
  /** Every paragraph, heading, caption, credit, verse and code block with its text. */
  readonly texts: readonly CheckedText[]
}

/** An essay as rules look at it that depend on the profile. */
export interface ProfileSubject extends Subject {
  readonly profile: Profile
}

/** A picture with its caption. */
export interface CheckedPicture {
  /** "The cover" or "Figure 3". */
  readonly name: string
  readonly parts: FigureParts
  readonly captionText: string
  readonly creditText: string
  /** How many pictures share its width; 1 outside of a gallery. */
  readonly columns: number
  /** How wide it stands, or its gallery where it is in one: `column`, `wide`, `full`, `left`, `right`; the cover is `wide`. */
  readonly layout: string
  readonly place: FindingPlace
}

/** A block of running text. */
export interface CheckedText {
  readonly node: NodeJson
  readonly text: string
  readonly place: FindingPlace
}
