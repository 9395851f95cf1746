import type { ProblemCode } from '../core/result.ts'

/** What a command's exit code says. Part of the interface: scripts rely on these numbers. */
export const EXIT = {
  done: 0,
  /** Done, and there are errors among the findings. */
  doneWithErrors: 1,
  usage: 2,
  inputRefused: 3,
  notWritten: 4,
  /** A defect of Galley (`EX_SOFTWARE` of BSD's sysexits.h). */
  defect: 70,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Problems that lie in what was read, even when they turn up while writing. */
const OF_THE_INPUT: ReadonlySet<ProblemCode> = new Set([
  'bad-input',
  'not-recognised',
  'damaged',
  'too-large',
  'newer-version',
  'invalid-essay',
])

/** The exit code of a failure while something was written. */
export function exitOfWriteProblem(code: ProblemCode): ExitCode {
  return OF_THE_INPUT.has(code) ? EXIT.inputRefused : EXIT.notWritten
}
