import { authorsOf, editorsOf, type NamedCredit, otherCreditsOf } from '../../../../essay/credits.ts'
import type { Credit, Essay, Person } from '../../../../essay/essay.ts'
import type { NamedRole } from '../../../../publication/wording.ts'
import { attribute, escapeAttribute, escapeText } from '../escape.ts'
import type { Writing } from '../writing.ts'

/** "By A and B", each name a microformats h-card with its link; '' where no author is named. */
export function writeByline(essay: Essay, writing: Writing): string {
  const authors = named(authorsOf(essay))
  if (authors.length === 0) return ''
  const cards = authors.map((person) => card('p-author', person, creditOf(essay, person, isAuthor), essay))
  return fill(writing, writing.wording.words.by, 'authors', writing.wording.list(cards, namesOf(authors)))
}

/** "Posted on DATE by AUTHOR", or less where less is known. */
export function writePosted(essay: Essay, writing: Writing): string {
  const { words, dateInWords, list } = writing.wording
  const authors = named(authorsOf(essay))
  const names = authors.map((person) => `<b>${escapeText(person.name)}</b>`)
  const time = `<time datetime="${essay.metadata.date}">${escapeText(dateInWords(essay.metadata.date))}</time>`
  if (essay.metadata.date === '') return ''
  const template = authors.length > 0 ? words.postedOnBy : words.postedOn
  return line(
    'posted',
    writing.wording.fill(escapeText(template), { date: time, authors: list(names, namesOf(authors)) }),
    writing,
  )
}

/** "Edited by A, B and C" and a line for every other role, in the order of the credits. */
export function writeCredits(essay: Essay, writing: Writing): readonly string[] {
  const { words, list } = writing.wording
  const lines: string[] = []
  const editors = named(editorsOf(essay))
  if (editors.length > 0) {
    const cards = editors.map((person) => card('p-contributor', person, creditOf(essay, person, isEditor), essay))
    lines.push(line('edited', fill(writing, words.editedBy, 'editors', list(cards, namesOf(editors))), writing))
  }
  for (const group of grouped(otherCreditsOf(essay).filter((credit) => credit.who.name !== ''))) {
    const [first] = group
    if (!first) continue
    const cards = group.map((credit) => card('p-contributor', credit.who, credit, essay))
    lines.push(
      line(
        'credited',
        fill(writing, template(first, writing), 'names', list(cards, namesOf(group.map((credit) => credit.who)))),
        writing,
      ),
    )
  }
  return lines
}

/** Biography and portrait of every author who has one of them. */
export function writeAuthorNotes(essay: Essay, writing: Writing): readonly string[] {
  const authors = named(authorsOf(essay)).filter((person) => person.bio.trim() !== '' || person.portrait !== '')
  if (authors.length === 0) return []
  const { words } = writing.wording
  const heading = authors.length > 1 ? words.aboutTheAuthors : words.aboutTheAuthor
  return [
    '<section class="about" aria-labelledby="about">',
    `<h2 id="about">${writing.inWords(escapeText(heading))}</h2>`,
    ...authors.map((person) => authorNote(person, writing)),
    '</section>',
  ]
}

function authorNote(person: Person, writing: Writing): string {
  const picture = person.portrait === '' ? null : writing.picture(person.portrait, person.name)
  const portrait =
    picture?.kind === 'here'
      ? `<img class="u-photo" src="${escapeAttribute(picture.address)}" alt="" width="${picture.asset.width}" height="${picture.asset.height}"${writing.imageLoading}>`
      : ''
  const bio = plainParagraphs(person.bio)
  return `<div class="author-note h-card" data-person="${escapeAttribute(person.id)}">${portrait}<div><p class="name">${nameOf(person)}</p>${bio === '' ? '' : `<div class="p-note">${bio}</div>`}</div></div>`
}

/** Plain text as paragraphs: parted by empty lines, single newlines as breaks. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .filter((part) => part.trim() !== '')
    .map(
      (part) =>
        `<p>${part
          .trim()
          .split('\n')
          .map((one) => escapeText(one))
          .join('<br>')}</p>`,
    )
    .join('')
}

function card(property: string, person: Person, credit: Credit | undefined, essay: Essay): string {
  const order = credit ? essay.credits.findIndex((one) => isSame(one, credit)) : -1
  const data =
    attribute('data-person', person.id) +
    attribute('data-sort-name', person.sortName) +
    (credit && order >= 0
      ? ` data-order="${order}"${attribute('data-role', credit.role)}${attribute('data-label', credit.label)}`
      : '')
  return `<span class="${property} h-card"${data}>${nameOf(person)}</span>`
}

function nameOf(person: Person): string {
  const name = escapeText(person.name)
  return person.url === ''
    ? `<span class="p-name">${name}</span>`
    : `<a class="p-name u-url" href="${escapeAttribute(person.url)}">${name}</a>`
}

function creditOf(essay: Essay, person: Person, is: (credit: Credit) => boolean): Credit | undefined {
  return essay.credits.find((credit) => credit.person === person.id && credit.visible && is(credit))
}

function isSame(a: Credit, b: Credit): boolean {
  return a.person === b.person && a.role === b.role && a.label === b.label && a.visible === b.visible
}

const isAuthor = ({ role }: Credit): boolean => role === 'author' || role === 'co-author'
const isEditor = ({ role, label }: Credit): boolean => role === 'editor' && label === ''

/** Credits with equal role and label together, in the order of the first of each. */
function grouped(credits: readonly NamedCredit[]): readonly (readonly NamedCredit[])[] {
  const groups = new Map<string, NamedCredit[]>()
  for (const credit of credits) {
    const key = `${credit.role}\n${credit.label}`
    groups.set(key, [...(groups.get(key) ?? []), credit])
  }
  return [...groups.values()]
}

function template(credit: NamedCredit, writing: Writing): string {
  if (credit.label !== '') return `${credit.label}: {names}`
  return credit.role === 'other' ? '{names}' : writing.wording.words.roles[credit.role as NamedRole]
}

function named(people: readonly Person[]): readonly Person[] {
  return people.filter((person) => person.name !== '')
}

function namesOf(people: readonly Person[]): readonly string[] {
  return people.map((person) => person.name)
}

function fill(writing: Writing, words: string, place: string, markup: string): string {
  return writing.wording.fill(escapeText(words), { [place]: markup })
}

function line(name: string, html: string, writing: Writing): string {
  return `<p class="${name}">${writing.inWords(html)}</p>`
}
