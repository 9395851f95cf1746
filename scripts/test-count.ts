/** What a step of `npm test` came to. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly notRun: number
}

/** The part of Vitest's JSON report that counts. */
export interface UnitReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

/** The part of Playwright's JSON report that counts. */
export interface EndToEndReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** A step that is one check. */
export function countOfCheck(exitCode: number): Count {
  return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, notRun: 0 }
}

/** The unit tests; null is a report that was never written. */
export function countOfUnitTests(exitCode: number, report: UnitReport | null): Count {
  if (!report) return countOfSuite(exitCode, 0, 0, 0)
  const notRun = report.numPendingTests + report.numTodoTests
  return countOfSuite(exitCode, report.numPassedTests, report.numFailedTests, notRun)
}

/** The end-to-end tests; one that passed at its second try only has failed. */
export function countOfEndToEndTests(exitCode: number, report: EndToEndReport | null): Count {
  if (!report) return countOfSuite(exitCode, 0, 0, 0)
  const { expected, unexpected, flaky, skipped } = report.stats
  return countOfSuite(exitCode, expected, unexpected + flaky, skipped)
}

/** The last lines of `npm test`, the very last of them `N passed, N failed`. */
export function lastLines(counts: readonly Count[]): readonly string[] {
  const sum = (pick: (count: Count) => number): number => counts.reduce((total, count) => total + pick(count), 0)
  const notRun = sum((count) => count.notRun)
  const result = `${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed`
  return notRun > 0 ? [`${notRun} not run (skipped)`, result] : [result]
}

/** A failure outside any test, and a suite in which nothing ran, are failures that no report counts. */
function countOfSuite(exitCode: number, passed: number, failed: number, notRun: number): Count {
  const hidden = failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + hidden, notRun }
}
