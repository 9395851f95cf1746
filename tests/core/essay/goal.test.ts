import { expect, test } from 'vitest'
import { goalState } from '../../../core/essay/goal.ts'

test.each([
  ['no deadline', 300, 1_200, undefined, { part: 0.25, left: 900, days: null, perDay: null }],
  ['reached', 1_300, 1_200, '2026-12-01', { part: 1, left: 0, days: 5, perDay: null }],
  ['today is the day', 1_000, 1_200, '2026-11-27', { left: 200, days: 1, perDay: 200 }],
  ['over the end of summer time', 0, 1_000, '2026-12-06', { days: 10, perDay: 100 }],
  ['rounded up', 0, 1_001, '2026-12-06', { perDay: 101 }],
  ['the day is over', 500, 1_000, '2026-11-26', { left: 500, days: 0, perDay: null }],
])('%s', (_name, words, goal, deadline, expected) => {
  expect(goalState(words, goal, deadline, '2026-11-27')).toMatchObject(expected)
})
