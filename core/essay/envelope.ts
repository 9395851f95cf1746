import { z } from 'zod'
import { LOOK_NAMES } from '../publication/looks.ts'
import type { Asset, Cover, Credit, License, Metadata, Person, Settings, Thread } from './essay.ts'
import { ESSAY_VERSION, PERMISSIONS, ROLES, STATUSES } from './essay.ts'
import type { NodeJson } from './json.ts'
import { LONGEST_LINE, LONGEST_TEXT, MOST_MESSAGES } from './limits.ts'
import { NOTE_ID } from './schema.ts'
import { normaliseHref, normalisePictureSrc } from './url.ts'

/**
 * The parser of everything in `essay.json` but the body, which the ProseMirror schema judges. Closed objects: an unknown
 * key is refused, so that nothing is dropped silently when the essay is written again.
 */

const line = z.string().max(LONGEST_LINE)
const words = z.string().max(LONGEST_TEXT)
const link = z
  .string()
  .max(8192)
  .refine((value) => normaliseHref(value) === value, 'not a normalised address of an allowed scheme')
const picture = z
  .string()
  .max(8192)
  .refine((value) => normalisePictureSrc(value) === value, 'not a picture address that an essay may hold')
const identifier = z.string().regex(NOTE_ID)
const inline: z.ZodType<readonly NodeJson[]> = z
  .array(z.custom<NodeJson>((value) => typeof value === 'object' && value !== null))
  .max(10_000)

const license: z.ZodType<License> = z.strictObject({ name: line, url: link })

const cover: z.ZodType<Cover> = z.strictObject({
  src: picture,
  alt: words,
  decorative: z.boolean(),
  caption: inline,
  credit: inline,
  creator: line,
  sourceUrl: link,
  license: line,
  licenseUrl: link,
  permission: z.enum(PERMISSIONS as [string, ...string[]]) as z.ZodType<Cover['permission']>,
})

/** `metadata` of essay.json. */
const metadataParser: z.ZodType<Metadata> = z.strictObject({
  title: line,
  standfirst: words,
  slug: z.string().max(200).nullable(),
  category: line,
  tags: z.array(line).max(500),
  excerpt: words,
  language: z.string().regex(/^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$/),
  date: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  updated: z.exactOptional(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)),
  status: z.enum(STATUSES as [string, ...string[]]) as z.ZodType<Metadata['status']>,
  cover: cover.nullable(),
  license: license.nullable(),
  closingQuestion: words,
  canonicalUrl: link,
  extra: z.record(z.string(), z.unknown()),
})

const person: z.ZodType<Person> = z.strictObject({
  id: identifier,
  name: line,
  sortName: line,
  url: link,
  bio: words,
  portrait: picture,
})

const credit: z.ZodType<Credit> = z.strictObject({
  person: identifier,
  role: z.enum(ROLES as [string, ...string[]]) as z.ZodType<Credit['role']>,
  label: line,
  visible: z.boolean(),
})

const thread: z.ZodType<Thread> = z.strictObject({
  id: z.string().max(200),
  resolved: z.boolean(),
  messages: z
    .array(z.strictObject({ author: line, time: line, text: words, answers: z.exactOptional(z.number().int().min(0)) }))
    .max(MOST_MESSAGES),
})

const asset: z.ZodType<Asset> = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mime: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml']),
  bytes: z.number().int().min(0),
  width: z.number().int().min(1).max(16_384),
  height: z.number().int().min(1).max(16_384),
  name: line,
  locationRemoved: z.boolean(),
})

const settings: z.ZodType<Settings> = z.strictObject({
  profile: z.string().max(200),
  profiles: z.exactOptional(z.array(z.string().min(1).max(200)).max(100)),
  goal: z.number().int().min(0),
  deadline: z.exactOptional(z.iso.date()),
  ignoredWords: z.exactOptional(z.array(z.string().min(1).max(100)).max(5_000)),
  figureNumbers: z.exactOptional(z.literal(true)),
  look: z.exactOptional(z.enum(LOOK_NAMES)),
})

/** All of essay.json; `body` is any object here. */
export const envelopeParser = z.strictObject({
  format: z.literal('galley.essay'),
  version: z.literal(ESSAY_VERSION),
  id: z.uuid(),
  metadata: metadataParser,
  people: z.array(person).max(1_000),
  credits: z.array(credit).max(1_000),
  body: z.custom<NodeJson>((value) => typeof value === 'object' && value !== null),
  threads: z.array(thread).max(10_000),
  assets: z.array(asset).max(4_096),
  settings,
})
