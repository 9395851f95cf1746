import { z } from 'zod'
import { envelopeParser } from '../core/essay/envelope.ts'
import type { Essay } from '../core/essay/essay.ts'
import type { HostOperations, InputOf, Preferences } from './host.ts'
import { MOST_BYTES, MOST_FILES } from './limits.ts'

const none = z.strictObject({})
const ref = z.string().min(1).max(200)
const fileName = z.string().min(1).max(1_000)
const bytes = z.instanceof(Uint8Array).refine((value) => value.length <= MOST_BYTES, `more than ${MOST_BYTES} bytes`)
const named = z.strictObject({ name: fileName, bytes })
const count = z.number().int().min(0)
const flavour = z.string().max(MOST_BYTES)

/** The envelope is parsed here; the body is judged by the host with the schema (`essayFromJson`), where its place can be named. */
const document = envelopeParser as unknown as z.ZodType<Essay>
const working = {
  essay: ref,
  generation: count,
  revision: count,
  document,
  sequence: z.exactOptional(count),
  confirmShrink: z.exactOptional(z.literal(true)),
}
const window = z.exactOptional(z.string().min(1).max(100))
const side = z.enum(['mine', 'theirs', 'both'])
/** The journal takes text as it is: what the format refuses (an address half typed) must be protected, too. It is judged when it is recovered. */
const anyObject = z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const anyDetails = z
  .strictObject({
    metadata: anyObject,
    people: z.array(anyObject),
    credits: z.array(anyObject),
    settings: anyObject,
    threads: z.array(anyObject),
    assets: z.array(anyObject),
  })
  .partial()
const changes = z
  .strictObject({
    essay: ref,
    id: z.uuid(),
    generation: count,
    from: count.min(1),
    to: count,
    steps: z.array(anyObject).max(100_000),
    details: anyDetails.nullable(),
    snapshot: anyObject.nullable(),
  })
  .refine(
    ({ from, to, steps, details, snapshot }) =>
      snapshot === null
        ? to - from + 1 === steps.length + (details === null ? 0 : 1) && to >= from
        : steps.length === 0 && details === null,
    'the numbers do not fit the changes',
  ) as unknown as z.ZodType<InputOf<'writeJournal'>>
const profile = z.string().min(1).max(200)
const publication = { ...working, profile, anonymous: z.exactOptional(z.boolean()) }
const operation = z.string().min(1).max(100)
const version = z.string().min(1).max(60)
const spellingWords = z.array(z.string().min(1).max(100)).max(1_000)
const language = z.string().min(2).max(20)
const versionName = z.string().max(200)

const preferences = {
  theme: z.enum(['system', 'light', 'dark', 'sepia']),
  textSize: z.enum(['small', 'medium', 'large']),
  measure: z.enum(['narrow', 'medium', 'wide']),
  focus: z.enum(['off', 'paragraph', 'sentence']),
  typewriter: z.boolean(),
  typography: z.boolean(),
  outlineOpen: z.boolean(),
  inspectorOpen: z.boolean(),
  proofWidth: z.number().int().min(320).max(1920),
  proofPaper: z.boolean(),
  proofRehearsal: z.boolean(),
  proofTheme: z.enum(['light', 'dark']),
  proofComments: z.boolean(),
  proofBeside: z.boolean(),
  spelling: z.boolean(),
  layout: z.enum(['automatic', 'near', 'whole']),
} satisfies { [Key in keyof Preferences]: z.ZodType<Preferences[Key]> }

/** The parser of all preferences; used by the host when it reads them from disk, too. */
export const preferencesParser = z.strictObject(preferences).partial() as z.ZodType<Partial<Preferences>>

/** One parser per operation. Forgetting one does not compile. */
export const inputs: { readonly [Name in keyof HostOperations]: z.ZodType<Parameters<HostOperations[Name]>[0]> } = {
  hostInfo: none,
  listEssays: none,
  searchEssays: z.strictObject({ query: z.string().max(500) }),
  listLostEssays: z.strictObject({ versions: z.boolean() }),
  recoverEssay: z.strictObject({ id: z.uuid(), window }),
  createEssay: z.strictObject({ title: z.string().max(2_000), window }),
  openEssay: z.strictObject({ essay: ref, window, takeOver: z.exactOptional(z.boolean()) }),
  peekEssay: z.strictObject({ essay: ref }),
  copyEssay: z.strictObject({ essay: ref, window }),
  checkEssay: z.strictObject({ essay: ref, generation: count }),
  resolveChange: z.strictObject({ ...working, choice: side }),
  chooseEssay: none,
  saveEssay: z.strictObject(working),
  writeJournal: changes,
  decideRecovery: z.strictObject({ essay: ref, generation: count, choice: side }),
  saveEssayAs: z.strictObject(working),
  packEssay: z.strictObject(working),
  keepAsNew: z.strictObject(working),
  listVersions: z.strictObject({ essay: ref }),
  readVersion: z.strictObject({ essay: ref, version }),
  keepVersion: z.strictObject({ ...working, name: versionName }),
  nameVersion: z.strictObject({ essay: ref, version, name: versionName }),
  restoreVersion: z.strictObject({ ...working, version }),
  closeEssay: z.strictObject({ essay: ref, generation: count }),
  trashEssay: z.strictObject({ essay: ref }),
  untrashEssay: z.strictObject({ essay: ref }),
  importFiles: z.strictObject({
    files: z.array(named).min(1).max(MOST_FILES),
    asItStands: z.exactOptional(z.boolean()),
  }),
  importAsset: z.strictObject({ essay: ref, name: fileName, bytes }),
  proof: z.strictObject({
    ...working,
    profile,
    comments: z.boolean(),
    theme: z.enum(['system', 'light', 'dark']),
    shown: z.exactOptional(z.enum(['export', 'paper', 'rehearsal'])),
    again: z.exactOptional(z.string().max(500)),
  }),
  readProof: z.strictObject({ url: z.string().max(500) }),
  planPublication: z.strictObject({ ...publication, folder: z.exactOptional(ref) }),
  publishToMemory: z.strictObject({
    ...publication,
    handIn: z.exactOptional(z.string().max(1_000)),
    operation: z.exactOptional(operation),
  }),
  publishToFolder: z.strictObject({
    ...publication,
    folder: ref,
    replace: z.boolean(),
    operation: z.exactOptional(operation),
  }),
  publicationProgress: z.strictObject({ operation }),
  cancelPublication: z.strictObject({ operation }),
  listHandIns: z.strictObject({ id: z.uuid() }),
  listProfiles: none,
  keepProfile: z.strictObject({ json: z.string().max(1_100_000), replace: z.boolean() }),
  removeProfile: z.strictObject({ id: profile }),
  chooseFolder: none,
  chooseFiles: z.strictObject({ kind: z.enum(['import', 'picture', 'folder']), multiple: z.boolean() }),
  exportProfile: z.strictObject({ id: profile }),
  writeClipboard: z.strictObject({ html: flavour, text: flavour, rtf: flavour }),
  openLink: z.strictObject({ url: z.string().max(2_048) }),
  rememberPlace: z.strictObject({
    essay: ref,
    place: z.strictObject({ anchor: count, head: count, scroll: z.number().min(0).max(1e9) }),
  }),
  readSpelling: none,
  changeWords: z.strictObject({ add: spellingWords, remove: spellingWords }),
  addDictionaries: z.strictObject({ files: z.array(named).min(1).max(20) }),
  removeDictionary: z.strictObject({ language }),
  readDictionary: z.strictObject({ language }),
  readPreferences: none,
  writePreferences: z.strictObject({ changes: preferencesParser }),
}
