import { describe, expect, test } from 'vitest'
import { NOTE_ID } from '../../core/essay/schema.ts'
import { addCredit, type Credits, changePerson, moveCredit, removeCredit } from '../../renderer/page/details/people.ts'

const empty: Credits = { people: [], credits: [] }
const named = (all: Credits) =>
  all.credits.map(({ person, role }) => `${all.people.find(({ id }) => id === person)?.name}: ${role}`)

describe('credits', () => {
  const three = addCredit(
    addCredit(addCredit(empty, 'Mira Holt', 'author'), 'Adaeze Obi', 'editor'),
    'Tomás Rey',
    'author',
  )

  test('authors stand before all others', () => {
    expect(named(three)).toEqual(['Mira Holt: author', 'Tomás Rey: author', 'Adaeze Obi: editor'])
  })
  test('ids fit the essay, whatever the name', () => {
    const many = ['', '', '李', 'Zoë Ångström', '---'].reduce((all, name) => addCredit(all, name, 'thanks'), empty)
    expect(new Set(many.people.map(({ id }) => id)).size).toBe(5)
    for (const { id } of many.people) expect(id).toMatch(NOTE_ID)
  })
  test('one person may have two roles and stays while one is left', () => {
    const twice = addCredit(three, 'Mira Holt', 'translator')
    expect(twice.people).toHaveLength(3)
    const once = removeCredit(twice, 0)
    expect(once.people).toHaveLength(3)
    expect(removeCredit(once, 2).people.map(({ name }) => name)).not.toContain('Mira Holt')
  })
  test('moves by one and stops at the ends', () => {
    expect(named(moveCredit(three, 2, -1))).toEqual(['Mira Holt: author', 'Adaeze Obi: editor', 'Tomás Rey: author'])
    expect(moveCredit(three, 0, -1)).toBe(three)
    expect(moveCredit(three, 2, 1)).toBe(three)
  })
  test('a changed name changes everywhere', () => {
    const id = three.people[0]?.id ?? ''
    expect(named(changePerson(three, id, { name: 'M. Holt' }))[0]).toBe('M. Holt: author')
  })
})
