/** How it stands with a goal of words. */
export interface GoalState {
  /** Part of the goal that is written, 0 to 1. */
  readonly part: number
  /** Words that are still to be written; 0 when the goal is reached. */
  readonly left: number
  /** Days to write, today included; 0 or less when the day is over; null without a deadline. */
  readonly days: number | null
  /** Words for each of those days, rounded up; null where there is nothing to divide. */
  readonly perDay: number | null
}

const DAY = 86_400_000

/**
 * Measures written words against a goal (more than 0) and a deadline (`YYYY-MM-DD` or undefined). `today` has the same form, in the person's
 * own calendar.
 */
export function goalState(words: number, goal: number, deadline: string | undefined, today: string): GoalState {
  const left = Math.max(0, goal - words)
  const days = deadline === undefined ? null : Math.round((Date.parse(deadline) - Date.parse(today)) / DAY) + 1
  return {
    part: Math.min(1, words / goal),
    left,
    days,
    perDay: days !== null && days > 0 && left > 0 ? Math.ceil(left / days) : null,
  }
}
