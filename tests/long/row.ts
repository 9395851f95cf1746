/** How much a row does: what belongs to `npm test`, or what the figure asks for. */
export type Size = 'short' | 'long'

/** What running a row gave. */
export type Outcome =
  | {
      readonly kind: 'ran'
      /** The figure as measured, for the table. */
      readonly measured: string
      readonly met: boolean
      /** The protection taken away: what was seen, and whether the check noticed. */
      readonly control: string
      readonly controlFailed: boolean
      /** Lines for whoever wants to look into it: seeds, first failures. */
      readonly notes?: readonly string[]
    }
  | { readonly kind: 'not run'; readonly why: string }

/** How a row is asked to run. */
export interface RowOptions {
  readonly size: Size
  readonly seed: number
  /** Share of the long figure, from 0 to 1, for looking at a part of it. */
  readonly share: number
}

/** One line of the table of safety.md section 10. */
export interface Row {
  /** Names it on the command line. */
  readonly id: string
  readonly figure: string
  readonly target: string
  /** True for times: they say something about a quiet machine only, and are no part of `npm test`. */
  readonly isTiming?: true
  run(options: RowOptions): Promise<Outcome>
}

/** Thousands with commas. */
export function thousands(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** The value that so many of a hundred do not exceed; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * share) / 100) - 1)] ?? 0
}
