import { stripVTControlCharacters } from 'node:util'

/** What a step of `npm test` came to. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly notRun: number
  /** The failures that have a name: its test, and the first line of what went wrong. */
  readonly failures: readonly string[]
}

/** The part of Vitest's JSON report that counts. */
export interface UnitReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** The part of Playwright's JSON report that counts. */
export interface EndToEndReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly EndToEndSuite[]
  readonly errors: readonly { readonly message?: string }[]
}

interface EndToEndSuite {
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly line: number
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
  readonly suites?: readonly EndToEndSuite[]
}

/** A step that is one check. */
export function countOfCheck(name: string, exitCode: number): Count {
  if (exitCode === 0) return { passed: 1, failed: 0, notRun: 0, failures: [] }
  return { passed: 0, failed: 1, notRun: 0, failures: [name] }
}

/** The unit tests; null is a report that was never written. */
export function countOfUnitTests(exitCode: number, report: UnitReport | null): Count {
  if (!report) return countOfSuite('unit tests', exitCode, NOTHING_RAN)
  return countOfSuite('unit tests', exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    notRun: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(({ name, message, assertionResults }) => [
      // A file that could not even be read has a message and no test.
      ...(message === '' ? [] : [`${name}: ${firstLine(message)}`]),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${name}: ${fullName}: ${firstLine(failureMessages[0])}`),
    ]),
  })
}

/** The end-to-end tests; one that passed at its second try only has failed. */
export function countOfEndToEndTests(exitCode: number, report: EndToEndReport | null): Count {
  if (!report) return countOfSuite('end-to-end tests', exitCode, NOTHING_RAN)
  const { expected, unexpected, flaky, skipped } = report.stats
  return countOfSuite('end-to-end tests', exitCode, {
    passed: expected,
    failed: unexpected + flaky,
    notRun: skipped,
    failures: [...report.errors.map(({ message }) => firstLine(message)), ...report.suites.flatMap(failuresOf)],
  })
}

/** The last lines of `npm test`: each failure by name, what was not run, and as the very last `N passed, N failed`. */
export function lastLines(counts: readonly Count[]): readonly string[] {
  const failures = counts.flatMap((count) => count.failures.map((failure) => `failed: ${failure}`))
  const sum = (pick: (count: Count) => number): number => counts.reduce((total, count) => total + pick(count), 0)
  const notRun = sum((count) => count.notRun)
  const result = `${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed`
  return [...failures, ...(notRun > 0 ? [`${notRun} not run (skipped)`] : []), result]
}

const NOTHING_RAN: Count = { passed: 0, failed: 0, notRun: 0, failures: [] }

/** A failure outside any test, and a suite in which nothing ran, are failures that no report counts. */
function countOfSuite(name: string, exitCode: number, reported: Count): Count {
  if (reported.failed > 0 || (exitCode === 0 && reported.passed > 0)) return reported
  return { ...reported, failed: 1, failures: [...reported.failures, `${name}: exit code ${exitCode}`] }
}

function failuresOf({ specs, suites = [] }: EndToEndSuite): readonly string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(
        ({ results }) => `${file}:${line} ${title}: ${firstLine(results.find(({ error }) => error)?.error?.message)}`,
      ),
  )
  return [...own, ...suites.flatMap(failuresOf)]
}

function firstLine(text = ''): string {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0] ?? ''
}
