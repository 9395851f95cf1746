import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'
import { formatNamed, isFormat } from './formats.ts'
import { houseRulesParser } from './house-rules.ts'
import { LOOK_NAMES } from './looks.ts'
import { PROFILE_VERSION, type Profile } from './profile.ts'

/** Largest JSON text of a profile, in UTF-16 units; most of it would be a stylesheet. */
const LONGEST = 1_000_000

const line = z.string().max(500)
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000)
const wording = (place: string) =>
  line.refine((words) => words.includes(`{${place}}`), `does not say {${place}}, where the names go`)

const profileParser: z.ZodType<Profile> = z
  .strictObject({
    version: z.literal(PROFILE_VERSION),
    id: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not of lower-case letters, digits and hyphens'),
    name: line.min(1),
    description: line,
    format: z.string().refine(isFormat, 'is no format that this Galley knows'),
    options: z.record(z.string().max(60), z.union([line, z.number(), z.boolean()])).default({}),
    rules: houseRulesParser.default({}),
    credits: z
      .strictObject({
        by: z.exactOptional(wording('authors')),
        editedBy: z.exactOptional(wording('editors')),
        postedOnBy: z.exactOptional(wording('authors')),
      })
      .default({}),
    publication: z
      .strictObject({ name: line.trim().min(1, 'has no name'), url: z.union([webAddress, z.literal('')]).default('') })
      .nullable()
      .default(null),
    look: z.enum(LOOK_NAMES).default('magazine'),
    // It stands in a style element, and its hash in the page's policy.
    stylesheet: z
      .string()
      .max(500_000)
      .refine((css) => !/<\/style|\r/i.test(css), 'holds </style or a carriage return')
      .default(''),
    source: z
      .strictObject({
        url: z.union([webAddress, z.literal('')]),
        checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        status: z.enum(['verified', 'partly', 'unverified']),
        note: line,
      })
      .nullable()
      .default(null),
  })
  .superRefine((profile, context) => {
    if (!isFormat(profile.format)) return
    const options = formatNamed(profile.format).options.safeParse(profile.options)
    for (const issue of options.success ? [] : options.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: ['options', ...issue.path] })
  })

/**
 * Reads a profile's JSON, strictly: an unknown key, rule or option is refused and named, because a rule that is passed over would seem to be met.
 * Problems: `too-large`, `damaged` (no JSON), `newer-version`, `bad-input` with the place.
 */
export function readProfile(json: string): Result<Profile> {
  const safe = { safe: 'Nothing was changed.' }
  if (json.length > LONGEST) return fail('too-large', `This profile has more than ${LONGEST} characters.`, safe)
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return fail('damaged', 'This is no profile: it is not JSON.', safe)
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > PROFILE_VERSION)
    return fail('newer-version', 'This profile was made by a newer Galley.', { ...safe, next: 'Update Galley first.' })
  const parsed = profileParser.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  return fail('bad-input', `This profile cannot be used: ${place === '' ? '' : `${place}: `}${issue?.message ?? ''}.`, {
    ...safe,
    subject: place,
    next: 'Mend that place in the file, then import it again.',
  })
}
