import { describe, expect, it } from 'vitest'
import type { Version } from '../../../host/history/index-lines.ts'
import { keptVersions } from '../../../host/history/keep-rules.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 4, 4, 12)

const versionAt = (time: number, name = '', bytes = 100): Version => ({
  id: `at ${time}`,
  time,
  hash: time.toString(16).padStart(64, '0'),
  parent: null,
  cause: 'time',
  words: 1,
  bytes,
  file: 'A',
  name,
})
/** One version every ten minutes for so many days, oldest first. */
const everyTenMinutes = (days: number): readonly Version[] =>
  Array.from({ length: days * 144 }, (_, index) => versionAt(NOW - (days * 144 - index) * 10 * MINUTE))
const keptAges = (versions: readonly Version[], budget = 1e9): readonly number[] => {
  const kept = keptVersions(versions, NOW, budget)
  return versions.filter(({ id }) => kept.has(id)).map(({ time }) => NOW - time)
}

describe('keptVersions', () => {
  it('keeps all of a day, one an hour for a week, one a day for ninety days, one a week for ever', () => {
    const ages = keptAges(everyTenMinutes(400))
    const between = (from: number, to: number) => ages.filter((age) => age > from && age <= to)
    expect(between(0, DAY)).toHaveLength(144)
    expect(between(DAY, 7 * DAY).length).toBeGreaterThanOrEqual(6 * 24)
    expect(between(DAY, 7 * DAY).length).toBeLessThanOrEqual(6 * 24 + 1)
    expect(between(7 * DAY, 90 * DAY).length).toBeGreaterThanOrEqual(83)
    expect(between(7 * DAY, 90 * DAY).length).toBeLessThanOrEqual(84)
    expect(between(90 * DAY, 400 * DAY).length).toBeGreaterThanOrEqual(44)
    expect(between(90 * DAY, 400 * DAY).length).toBeLessThanOrEqual(46)
  })

  it('never lets go of the newest twenty or of a named one', () => {
    const old = Array.from({ length: 60 }, (_, index) =>
      versionAt(NOW - 300 * DAY + index * MINUTE, index === 7 ? 'Proofs' : ''),
    )
    const kept = keptVersions(old, NOW, 0)
    expect(kept.size).toBe(21)
    expect(kept.has(old[7]?.id ?? '')).toBe(true)
    expect(old.slice(-20).every(({ id }) => kept.has(id))).toBe(true)
  })

  it('pruned twice is pruned once, at whatever moment', () => {
    let versions = everyTenMinutes(120)
    for (const later of [0, HOUR, 3 * DAY, 40 * DAY]) {
      const kept = keptVersions(versions, NOW + later, 1e9)
      versions = versions.filter(({ id }) => kept.has(id))
      expect(keptVersions(versions, NOW + later, 1e9).size).toBe(versions.length)
    }
  })

  it('thins the densest first when the budget is short, and keeps to it', () => {
    const versions = everyTenMinutes(2)
    const kept = keptVersions(versions, NOW, 100 * 60)
    expect(kept.size).toBe(60)
    const ages = keptAges(versions, 100 * 60)
    // The oldest day had one an hour; the dense last day gives way first.
    expect(ages.filter((age) => age > DAY).length).toBeGreaterThan(15)
  })
})
