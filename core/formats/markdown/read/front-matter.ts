import { isMap as isYamlMap, parseDocument } from 'yaml'
import {
  type Cover,
  type Credit,
  type License,
  type Metadata,
  PERMISSIONS,
  type Permission,
  type Person,
  ROLES,
  type Role,
  STATUSES,
  type Status,
} from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { LONGEST_LINE, LONGEST_TEXT } from '../../../essay/limits.ts'
import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import { NOTE_ID } from '../../../essay/schema.ts'
import { slugify } from '../../../essay/slug.ts'
import { normaliseHref } from '../../../essay/url.ts'
import type { LossLedger } from '../../conversion.ts'
import { excerpt } from '../../excerpt.ts'
import { FRONT_MATTER_KEYS } from '../front-matter-keys.ts'

/** A text parted from its front matter. */
export interface SplitText {
  /** The YAML between the `---` lines, or null where there is none. */
  readonly yaml: string | null
  readonly body: string
}

const OPENING = /^---[ \t]*\n/
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m
/** Longest front matter, in UTF-16 units. */
const LONGEST_YAML = 1_000_000
/** Deepest nesting of lists and maps in front matter. */
const DEEPEST_YAML = 40

/** Parts front matter from the text. Newlines must be `\n`. */
export function splitFrontMatter(text: string): SplitText {
  const opening = OPENING.exec(text)
  if (!opening) return { yaml: null, body: text }
  const rest = text.slice(opening[0].length)
  const closing = CLOSING.exec(rest)
  if (!closing) return { yaml: null, body: text }
  return { yaml: rest.slice(0, closing.index), body: rest.slice(closing.index + closing[0].length).replace(/^\n/, '') }
}

/** What front matter needs from the reader around it. */
export interface FrontMatterReading {
  readonly losses: LossLedger
  /** Reads one line of Markdown. */
  readonly line: (markdown: string) => readonly NodeJson[]
  /** The body's address for a picture. */
  readonly picture: (address: string) => string
}

/** What front matter says of an essay. */
export interface FrontMatter {
  readonly metadata: Metadata
  readonly people: readonly Person[]
  readonly credits: readonly Credit[]
}

/** Front matter that says nothing. */
export const NO_FRONT_MATTER: FrontMatter = { metadata: EMPTY_METADATA, people: [], credits: [] }

/** The map that the YAML holds; null where it is no map, damaged, too long or nested too deep, so that it can only be text. */
export function parseFrontMatter(yaml: string, losses: LossLedger): Readonly<Record<string, unknown>> | null {
  if (yaml.length > LONGEST_YAML || nestsTooDeep(yaml)) return null
  const document = parseDocument(yaml, { uniqueKeys: false, logLevel: 'silent', stringKeys: true })
  if (document.errors.length > 0) return null
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 50 })
  } catch {
    // The one thing that throws here is yaml's guard against aliases that multiply ("billion laughs").
    return null
  }
  if (!isMap(value)) return null
  tellDoubles(document.contents, losses)
  return value
}

/** Of a key that stands twice the last value counts, as in most readers of YAML. */
function tellDoubles(contents: unknown, losses: LossLedger): void {
  if (!isYamlMap(contents)) return
  const values = new Map<string, unknown>()
  for (const { key, value } of contents.items) {
    const name = String(key)
    if (values.has(name))
      losses.add(
        'front-matter',
        'A key stands twice in the front matter; its first value was left out.',
        excerpt(`${name}: ${String(values.get(name))}`),
      )
    values.set(name, value)
  }
}

/** Indentation and brackets bound the depth of YAML from above; the parser behind is recursive. */
function nestsTooDeep(yaml: string): boolean {
  let brackets = 0
  for (const char of yaml) {
    if (char === '[' || char === '{') brackets++
    else if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1)
    if (brackets > DEEPEST_YAML) return true
  }
  return yaml.split('\n').some((line) => {
    const start = /^[\s\-?:]*/.exec(line)?.[0] ?? ''
    return start.length > DEEPEST_YAML * 4 || (start.match(/[-?]/g)?.length ?? 0) > DEEPEST_YAML
  })
}

/** Reads the known keys of front matter by type, with common other names for them; the rest goes to `metadata.extra`. */
export function readFrontMatter(values: Readonly<Record<string, unknown>>, reading: FrontMatterReading): FrontMatter {
  const text = (key: string, longest = LONGEST_LINE) => said(values[key], longest, reading.losses, key)
  const people = new People(reading)
  for (const entry of entries(values.authors ?? values.author)) people.add(entry, 'author')
  for (const entry of entries(values.contributors)) people.add(entry, null)
  const slug = text('slug', 200)
  const updated = dateOf(values.updated, reading.losses, 'updated')
  return {
    metadata: {
      ...EMPTY_METADATA,
      title: text('title'),
      standfirst: text('subtitle', LONGEST_TEXT),
      slug: values.slug === undefined || values.slug === null ? null : slug,
      category: text('category'),
      tags: tagsOf(values.tags, reading.losses),
      excerpt: text('excerpt', LONGEST_TEXT),
      language: languageOf(values.lang ?? values.language ?? EMPTY_METADATA.language, reading.losses),
      date: dateOf(values.date, reading.losses, 'date'),
      ...(updated === '' ? {} : { updated }),
      status: oneOf<Status>(STATUSES, values.status, 'status', reading.losses) ?? 'draft',
      cover: coverOf(values.cover, reading),
      license: licenseOf(values.license, reading.losses),
      closingQuestion: text('discussion', LONGEST_TEXT),
      canonicalUrl: addressOf(text('canonicalUrl'), 'canonicalUrl', reading.losses),
      extra: extraOf(values, reading.losses),
    },
    people: people.people,
    credits: people.credits,
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entries(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null || value === '' ? [] : [value]
}

/** A value as a string: strings, numbers and booleans are; anything else is not, and is counted. */
function said(value: unknown, longest: number, losses: LossLedger, key: string): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value)
    if (text.length <= longest) return text
    losses.add(
      key === 'title' ? 'title-cut' : 'front-matter',
      `"${key}" in the front matter was cut after ${longest} characters.`,
      key,
    )
    return text.slice(0, longest)
  }
  losses.add('front-matter', `"${key}" in the front matter is not text and was left out.`, key)
  return ''
}

/** One of the words that a key may hold; null, and a loss, for any other value. */
function oneOf<Word extends string>(
  words: readonly Word[],
  value: unknown,
  key: string,
  losses: LossLedger,
): Word | null {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  const text = said(value, LONGEST_LINE, losses, key)
  if (text !== '')
    losses.add('front-matter', `"${key}" in the front matter is none of its words and was left out.`, excerpt(text))
  return null
}

/** An address of an allowed scheme; '', and a loss, for any other. */
function addressOf(text: string, key: string, losses: LossLedger): string {
  const href = normaliseHref(text)
  if (href === null)
    losses.add(
      'unsafe-link',
      `An address in the front matter that is not allowed was left out.`,
      excerpt(`${key}: ${text}`),
    )
  return href ?? ''
}

/** Counts what a map of ours holds beside its own keys. */
function tellOthers(
  values: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  key: string,
  losses: LossLedger,
): void {
  for (const [name, value] of Object.entries(values))
    if (!known.has(name) && value !== null && value !== undefined)
      losses.add(
        'front-matter',
        `A detail of "${key}" in the front matter that essays do not have was left out.`,
        excerpt(`${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`),
      )
}

const COVER_KEYS: ReadonlySet<string> = new Set(
  'image alt decorative caption credit creator source license licenseUrl permission'.split(' '),
)
const LICENSE_KEYS: ReadonlySet<string> = new Set(['name', 'url'])
const PERSON_KEYS: ReadonlySet<string> = new Set('id name sortName url bio portrait role label visible'.split(' '))

function tagsOf(value: unknown, losses: LossLedger): readonly string[] {
  const tags = entries(value)
    .map((tag) => said(tag, LONGEST_LINE, losses, 'tags'))
    .filter((tag) => tag !== '')
  if (tags.length > MOST_TAGS)
    losses.add('front-matter', `Tags after the first ${MOST_TAGS} in the front matter were left out.`, 'tags')
  return tags.slice(0, MOST_TAGS)
}

function languageOf(value: unknown, losses: LossLedger): string {
  const language = said(value, 100, losses, 'lang')
  if (/^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$/.test(language)) return language
  losses.add('front-matter', 'The language in the front matter is no language tag and was left out.', language)
  return ''
}

function dateOf(value: unknown, losses: LossLedger, key: 'date' | 'updated'): string {
  const date = said(value, 100, losses, key)
  if (date === '') return ''
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0]
  const isDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) === true
  if (!isDay)
    losses.add(
      'front-matter',
      `The ${key === 'date' ? 'date' : 'day of the last revision'} in the front matter is no day written as year-month-day and was left out.`,
      date,
    )
  return isDay ? day : ''
}

function licenseOf(value: unknown, losses: LossLedger): License | null {
  if (value === undefined || value === null) return null
  if (!isMap(value)) return { name: said(value, LONGEST_LINE, losses, 'license'), url: '' }
  tellOthers(value, LICENSE_KEYS, 'license', losses)
  return {
    name: said(value.name, LONGEST_LINE, losses, 'license.name'),
    url: addressOf(said(value.url, LONGEST_LINE, losses, 'license.url'), 'license.url', losses),
  }
}

function coverOf(value: unknown, reading: FrontMatterReading): Cover | null {
  if (value === undefined || value === null || value === '') return null
  const values = isMap(value) ? value : { image: value }
  const text = (key: string, longest = LONGEST_LINE) => said(values[key], longest, reading.losses, `cover.${key}`)
  const address = (key: string) => addressOf(text(key, 8192), `cover.${key}`, reading.losses)
  tellOthers(values, COVER_KEYS, 'cover', reading.losses)
  return {
    src: reading.picture(text('image', 8192)),
    alt: text('alt', LONGEST_TEXT),
    decorative: values.decorative === true,
    caption: reading.line(text('caption', LONGEST_TEXT)),
    credit: reading.line(text('credit', LONGEST_TEXT)),
    creator: text('creator'),
    sourceUrl: address('source'),
    license: text('license'),
    licenseUrl: address('licenseUrl'),
    permission: oneOf<Permission>(PERMISSIONS, values.permission, 'cover.permission', reading.losses) ?? '',
  }
}

/** Most people, and most credits, that an essay holds (core/essay/envelope.ts). */
const MOST_PEOPLE = 1_000
/** Most tags. */
const MOST_TAGS = 500

/** People and credits as front matter names them; the same id, or the same name where there are no ids, is one person. */
class People {
  readonly people: Person[] = []
  readonly credits: Credit[] = []
  readonly #reading: FrontMatterReading
  readonly #byName = new Map<string, Person>()

  constructor(reading: FrontMatterReading) {
    this.#reading = reading
  }

  /** Adds one entry, a name or a map. `role` is the role where the entry names none; null gives no credit then. */
  add(entry: unknown, role: Role | null): void {
    const { losses } = this.#reading
    if (this.credits.length >= MOST_PEOPLE || this.people.length >= MOST_PEOPLE) {
      losses.add('front-matter', `People after the first ${MOST_PEOPLE} in the front matter were left out.`, 'people')
      return
    }
    const values = isMap(entry) ? entry : { name: entry }
    const text = (key: string, longest = LONGEST_LINE) => said(values[key], longest, losses, key)
    const name = text('name')
    if (name === '' && values.id === undefined) {
      losses.add('front-matter', 'A person without a name in the front matter was left out.', 'people')
      return
    }
    tellOthers(values, PERSON_KEYS, 'people', losses)
    const person = this.#person(typeof values.id === 'string' ? values.id : '', name, text)
    const given = ROLES.find((known): known is Role => known === values.role)
    const named = given ?? role ?? (values.role === undefined ? null : 'other')
    if (named === null) return
    const label = given === undefined && role === null ? text('role') : text('label')
    this.credits.push({ person: person.id, role: named, label, visible: values.visible !== false })
  }

  #person(id: string, name: string, text: (key: string, longest?: number) => string): Person {
    const key = NOTE_ID.test(id) ? `#${id}` : name
    const known = this.#byName.get(key)
    if (known) return known
    const portrait = text('portrait', 8192)
    const person: Person = {
      id: this.#free(
        NOTE_ID.test(id)
          ? id
          : slugify(name)
              .replace(/[^a-z0-9-]/g, '')
              .replace(/^-+/, '')
              .slice(0, 56) || 'person',
      ),
      name,
      sortName: text('sortName'),
      url: addressOf(text('url', 8192), 'url', this.#reading.losses),
      bio: text('bio', LONGEST_TEXT),
      portrait: portrait === '' ? '' : this.#reading.picture(portrait),
    }
    this.#byName.set(key, person)
    this.people.push(person)
    return person
  }

  #free(wish: string): string {
    let id = wish
    for (let count = 2; this.people.some((person) => person.id === id); count++) id = `${wish}-${count}`
    return id
  }
}

const TAKEN: ReadonlySet<string> = new Set([...FRONT_MATTER_KEYS, 'author', 'language'])
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function extraOf(values: Readonly<Record<string, unknown>>, losses: LossLedger): Readonly<Record<string, unknown>> {
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    // `author` and `language` are read only where our own name for them is missing; beside it they stay what they are.
    const isRead =
      key === 'author' ? values.authors === undefined : key === 'language' ? values.lang === undefined : TAKEN.has(key)
    if (isRead) continue
    if (FORBIDDEN.has(key))
      losses.add('front-matter', 'A key that JSON cannot hold safely was left out of the front matter.', key)
    else extra[key] = asJson(value, losses)
  }
  return extra
}

/** The value as JSON can hold it; dates and the like become text. */
function asJson(value: unknown, losses: LossLedger): unknown {
  if (Array.isArray(value)) return value.map((item) => asJson(item, losses))
  if (isMap(value)) {
    if (value instanceof Date) return value.toISOString()
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        if (!FORBIDDEN.has(key)) return [[key, asJson(item, losses)]]
        losses.add('front-matter', 'A key that JSON cannot hold safely was left out of the front matter.', key)
        return []
      }),
    )
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  return value ?? null
}
