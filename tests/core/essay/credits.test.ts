import { describe, expect, it } from 'vitest'
import { authorsOf, editorsOf, namedCredits, otherCreditsOf } from '../../../core/essay/credits.ts'
import type { Credit, Person } from '../../../core/essay/essay.ts'

const person = (id: string): Person => ({ id, name: id.toUpperCase(), sortName: '', url: '', bio: '', portrait: '' })
const credit = (id: string, role: Credit['role'], more: Partial<Credit> = {}): Credit => ({
  person: id,
  role,
  label: '',
  visible: true,
  ...more,
})
const essay = {
  people: ['ana', 'ben', 'cai', 'dee'].map(person),
  credits: [
    credit('ben', 'editor'),
    credit('cai', 'co-author'),
    credit('ana', 'author'),
    credit('ana', 'photographer'),
    credit('ana', 'author'),
    credit('dee', 'editor', { label: 'Commissioned by' }),
    credit('dee', 'author', { visible: false }),
    credit('gone', 'editor'),
    credit('cai', 'editor', { visible: false }),
  ],
}
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name)

describe('credits', () => {
  it('follow their order, name each person once, and pass over hidden ones and unknown people', () => {
    expect(names(authorsOf(essay))).toEqual(['CAI', 'ANA'])
    expect(names(editorsOf(essay))).toEqual(['BEN'])
    expect(namedCredits(essay).some((named) => named.person === 'gone')).toBe(false)
  })

  it('leave every visible credit in exactly one of the three lists', () => {
    expect(otherCreditsOf(essay).map(({ who, role, label }) => [who.name, role, label])).toEqual([
      ['ANA', 'photographer', ''],
      ['DEE', 'editor', 'Commissioned by'],
    ])
  })

  it('are empty in an essay without people', () => {
    const none = { people: [], credits: [credit('ana', 'author')] }
    expect([authorsOf(none), editorsOf(none), otherCreditsOf(none)]).toEqual([[], [], []])
  })
})
