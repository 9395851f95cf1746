/** How much a finding matters: an error stops nothing but is answered for, a warning is likely wrong, advice may be ignored. */
export type Severity = 'error' | 'warning' | 'advice'

/** Where a finding is, so that the screen can jump there. */
export type FindingPlace =
  /** a child of the body, by index; `figure` counts the figures in reading order from 1, where it is about one */
  | { readonly kind: 'block'; readonly block: number; readonly figure?: number }
  /** a field of the details panel, by its name in `Metadata`, or `people` / `credits` */
  | { readonly kind: 'detail'; readonly field: string }
  | { readonly kind: 'essay' }

/** One remark of the checks. */
export interface Finding {
  /** Stable id of the rule, e.g. `figure-alt-missing`. */
  readonly rule: string
  readonly severity: Severity
  /** What is so, e.g. "Figure 3 has no alt text". */
  readonly message: string
  /** Why it matters or what to do. */
  readonly advice: string
  readonly place: FindingPlace
  /** What a press of a button can do about it (`fixFinding`); left out where only the writer can. */
  readonly fix?: string
}
