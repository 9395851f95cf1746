import { authorsOf } from '../../essay/credits.ts'
import type { FindingPlace } from '../finding.ts'
import type { Remark, Rule, Subject } from './rule.ts'

/** Longer titles are cut off in lists, tabs and search results. */
const LONGEST_TITLE = 120

/** Rules about title, people and the other details. */
export const detailRules: readonly Rule[] = [
  {
    id: 'title-missing',
    severity: 'error',
    advice: 'Every page, file name and list of essays goes by the title.',
    find: ({ essay }) => when(essay.metadata.title.trim() === '', 'The essay has no title', 'title'),
  },
  {
    id: 'title-long',
    severity: 'warning',
    advice: `Titles of more than ${LONGEST_TITLE} characters are cut off in lists and search results.`,
    find: ({ essay }) => {
      const length = [...essay.metadata.title].length
      return when(length > LONGEST_TITLE, `The title is ${length} characters long`, 'title')
    },
  },
  {
    id: 'author-missing',
    severity: 'warning',
    advice: 'Add the author under Details, so that the byline and the biography can be written.',
    find: ({ essay }) =>
      when(
        authorsOf(essay).every((person) => person.name.trim() === ''),
        'No author is named',
        'credits',
      ),
  },
  {
    id: 'credit-unknown-person',
    severity: 'error',
    advice: 'Choose a person for the credit, or remove it; as it is, nobody is named.',
    find: ({ essay }) => {
      const known = new Set(essay.people.map((person) => person.id))
      return essay.credits
        .filter((credit) => !known.has(credit.person))
        .map((credit) =>
          remark(`A credit as ${credit.label || credit.role} names an unknown person, “${credit.person}”`, 'credits'),
        )
    },
  },
  {
    id: 'person-name-missing',
    severity: 'warning',
    advice: 'People without a name are left out of the published page.',
    find: ({ essay }) =>
      essay.people
        .filter((person) => person.name.trim() === '' && essay.credits.some((credit) => credit.person === person.id))
        .map(() => remark('A person who is credited has no name', 'people')),
  },
  {
    id: 'excerpt-missing',
    severity: 'advice',
    advice: 'Search results and cards show it; without one they show the standfirst or nothing.',
    find: ({ essay }) => when(essay.metadata.excerpt.trim() === '', 'There is no excerpt', 'excerpt'),
  },
  {
    id: 'closing-question-missing',
    severity: 'advice',
    advice: 'A question at the end invites readers to answer.',
    find: ({ essay }) =>
      when(essay.metadata.closingQuestion.trim() === '', 'There is no closing question', 'closingQuestion'),
  },
  {
    id: 'date-missing',
    severity: 'advice',
    advice: 'The page then has no “Posted on” line.',
    byProfile: true,
    find: ({ essay, profile }) =>
      when(profile.format === 'html-page' && essay.metadata.date === '', 'There is no date', 'date'),
  },
  {
    id: 'date-impossible',
    severity: 'warning',
    advice: 'Choose a day of the calendar.',
    find: ({ essay: { metadata } }) => [
      ...when(!isDay(metadata.date), `${metadata.date} is no day of the calendar`, 'date'),
      ...when(!isDay(metadata.updated ?? ''), `${metadata.updated} is no day of the calendar`, 'updated'),
    ],
  },
  {
    id: 'updated-too-early',
    severity: 'warning',
    advice: 'It is the day of the last revision after publication; clear it where there was none.',
    find: ({ essay: { metadata } }) =>
      when(
        metadata.updated !== undefined && metadata.updated < metadata.date,
        'The essay is updated before its date',
        'updated',
      ),
  },
  {
    id: 'language-missing',
    severity: 'advice',
    advice: 'Screen readers choose the voice by it, browsers the hyphenation and the quotation marks.',
    find: ({ essay }) => when(essay.metadata.language === '', 'The language of the text is not set', 'language'),
  },
  {
    id: 'portrait-missing',
    severity: 'warning',
    advice: 'Choose the portrait again; as it is, the biography is published without it.',
    find: missingPortraits,
  },
]

function missingPortraits({ essay }: Subject): readonly Remark[] {
  const held = new Set(essay.assets.map((asset) => `asset:${asset.hash}`))
  return essay.people
    .filter((person) => person.portrait !== '' && !held.has(person.portrait))
    .map((person) => remark(`The portrait of ${person.name || 'a person'} is not in the essay`, 'people'))
}

/** True for '' and for `YYYY-MM-DD` that exists: 30 February does not. */
function isDay(date: string): boolean {
  if (date === '') return true
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}

function remark(message: string, field: string): Remark {
  const place: FindingPlace = { kind: 'detail', field }
  return { message, place }
}

function when(broken: boolean, message: string, field: string): readonly Remark[] {
  return broken ? [remark(message, field)] : []
}
