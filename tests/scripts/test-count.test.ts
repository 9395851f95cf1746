import { describe, expect, it } from 'vitest'
import { countOfCheck, countOfEndToEndTests, countOfUnitTests, lastLines } from '../../scripts/test-count.ts'

const unit = (numPassedTests: number, numFailedTests: number, numPendingTests = 0) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests: 0,
  testResults: [
    {
      name: 'tests/core/a.test.ts',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'an essay opens', failureMessages: [] },
        ...Array.from({ length: numFailedTests }, (_, index) => ({
          status: 'failed',
          fullName: `an essay closes ${index + 1}`,
          failureMessages: ['Error: it did not\n    at a.test.ts:3:1'],
        })),
      ],
    },
  ],
})
const e2e = (expected: number, unexpected = 0, flaky = 0, skipped = 0) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors: [],
  suites: [
    {
      specs: [],
      suites: [
        {
          specs: [
            'expected',
            ...Array<string>(unexpected).fill('unexpected'),
            ...Array<string>(flaky).fill('flaky'),
          ].map((status) => ({
            title: `a person writes, ${status}`,
            file: 'write.spec.ts',
            line: 9,
            tests: [{ status, results: [{ error: { message: 'no such letter\nat write.spec.ts' } }, {}] }],
          })),
        },
      ],
    },
  ],
})

describe('the count of npm test', () => {
  it('adds the tests of both suites and one for each check, and names what failed', () => {
    const counts = [
      countOfCheck('types', 0),
      countOfCheck('lint', 1),
      countOfUnitTests(1, unit(10, 2)),
      countOfEndToEndTests(0, e2e(5, 1, 1)),
    ]
    expect(lastLines(counts)).toEqual([
      'failed: lint',
      'failed: tests/core/a.test.ts: an essay closes 1: Error: it did not',
      'failed: tests/core/a.test.ts: an essay closes 2: Error: it did not',
      'failed: write.spec.ts:9 a person writes, unexpected: no such letter',
      'failed: write.spec.ts:9 a person writes, flaky: no such letter',
      '16 passed, 5 failed',
    ])
  })

  it.each([
    ['a suite without a report', countOfUnitTests(1, null)],
    ['a suite without a report that ended well', countOfEndToEndTests(0, null)],
    ['a suite in which no test ran', countOfUnitTests(0, unit(0, 0))],
    ['a suite in which everything was skipped', countOfEndToEndTests(0, e2e(0, 0, 0, 9))],
    ['a suite whose tests passed and which failed all the same', countOfUnitTests(1, unit(9, 0))],
    ['a test that passed at its second try', countOfEndToEndTests(0, e2e(9, 0, 1))],
  ])('takes %s for a failure', (_name, count) => {
    expect(count.failed).toBe(1)
    expect(count.failures).toHaveLength(1)
  })

  it('names what did not run, and never counts it as passed', () => {
    expect(lastLines([countOfUnitTests(0, unit(9, 0, 2)), countOfEndToEndTests(0, e2e(1, 0, 0, 1))])).toEqual([
      '3 not run (skipped)',
      '10 passed, 0 failed',
    ])
  })
})
