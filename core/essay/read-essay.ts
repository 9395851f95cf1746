import { Fragment, Node } from 'prosemirror-model'
import { fail, ok, type Result } from '../result.ts'
import { envelopeParser } from './envelope.ts'
import { type Cover, ESSAY_VERSION, type Essay } from './essay.ts'
import type { BodyJson, NodeJson } from './json.ts'
import { migrations } from './migrations.ts'
import { sameJson } from './same-json.ts'
import { ESSAY_JSON_LIMITS, parseJson } from './scan-json.ts'
import { schema } from './schema.ts'

const UNTOUCHED = 'Nothing was changed.'

/**
 * Reads the text of an `essay.json`. Strict: what comes out fits the schema and every limit, or the problem says what
 * does not. Problems: `damaged`, `too-large`, `newer-version`, `not-recognised`, `invalid-essay`.
 */
export function readEssay(text: string): Result<Essay> {
  const parsed = parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  return parsed.ok ? essayFromJson(parsed.value) : parsed
}

/** Reads an essay that is already parsed JSON (over the contract, from a journal). The same rules as `readEssay`. */
export function essayFromJson(value: unknown): Result<Essay> {
  if (typeof value !== 'object' || value === null || (value as Record<string, unknown>).format !== 'galley.essay')
    return fail('not-recognised', 'This is not a Galley essay: it does not name the format galley.essay.', {
      safe: UNTOUCHED,
    })
  const version = (value as Record<string, unknown>).version
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return fail('not-recognised', 'This essay names no format version.', { safe: UNTOUCHED })
  if (version > ESSAY_VERSION)
    return fail(
      'newer-version',
      `This essay was written by a newer Galley (format version ${version}; this one reads up to ${ESSAY_VERSION}).`,
      {
        safe: UNTOUCHED,
        next: 'Open it with that version, or ask its writer for HTML or Markdown.',
      },
    )
  let current: unknown = value
  for (let from = version; from < ESSAY_VERSION; from++) {
    const migration = migrations.get(from)
    if (!migration) return fail('not-recognised', `Format version ${from} never existed.`, { safe: UNTOUCHED })
    current = migration.migrate(current)
  }
  const envelope = envelopeParser.safeParse(current)
  if (!envelope.success) {
    const issue = envelope.error.issues[0]
    const place = issue && issue.path.length > 0 ? issue.path.join('.') : 'essay.json'
    return fail('invalid-essay', `${place}: ${issue?.message ?? 'not as agreed'}`, { safe: UNTOUCHED, subject: place })
  }
  const body = readBody(envelope.data.body)
  if (!body.ok) return body
  const cover = readCover(envelope.data.metadata.cover)
  if (!cover.ok) return cover
  return ok({ ...envelope.data, metadata: { ...envelope.data.metadata, cover: cover.value }, body: body.value })
}

/** A cover with its caption and credit as the schema has them. */
function readCover(cover: Cover | null): Result<Cover | null> {
  if (cover === null) return ok(null)
  const texts = { caption: cover.caption, credit: cover.credit }
  for (const name of ['caption', 'credit'] as const) {
    const checked = readInline(cover[name])
    if (!checked.ok)
      return fail('invalid-essay', `cover.${name}: ${checked.problem.message}`, {
        safe: UNTOUCHED,
        subject: `cover.${name}`,
      })
    texts[name] = checked.value
  }
  return ok({ ...cover, ...texts })
}

interface CheckedBlock {
  readonly node: Node
  readonly json: NodeJson
}

/** Blocks that were checked, by their JSON as it came in. Whoever has such JSON never writes into it. */
const checkedBlocks = new WeakMap<NodeJson, CheckedBlock>()

/**
 * Checks a body against the schema. The value is normalised JSON: defaults filled in, equal marks merged. A block that was checked before costs
 * nothing and comes back as the same object.
 */
export function readBody(body: NodeJson): Result<BodyJson> {
  const inPieces = readBlocks(body)
  if (inPieces !== null) return inPieces
  const checked = checkNode(body)
  if (!checked.ok) return checked
  if (checked.value.type.name !== 'doc')
    return fail('invalid-essay', 'The body is not a document.', { safe: UNTOUCHED })
  return ok(checked.value.toJSON() as BodyJson)
}

/** The body checked block by block; null where it is not an ordinary one, whose problem is told by checking it as a whole. */
function readBlocks({ type, content, ...rest }: NodeJson): Result<BodyJson> | null {
  if (type !== 'doc' || !Array.isArray(content) || Object.keys(rest).length > 0) return null
  const blocks: CheckedBlock[] = []
  for (const block of content as readonly NodeJson[]) {
    let checked = checkedBlocks.get(block)
    if (checked === undefined) {
      // Two levels deeper than here: the body and its list.
      const node = checkNode(block, ESSAY_JSON_LIMITS.depth - 2)
      if (!node.ok) return null
      const normalised = node.value.toJSON() as NodeJson
      checked = { node: node.value, json: sameJson(block, normalised) ? block : normalised }
      checkedBlocks.set(block, checked)
    }
    blocks.push(checked)
  }
  const whole = schema.nodes.doc?.create(null, Fragment.fromArray(blocks.map(({ node }) => node)))
  if (!whole?.type.validContent(whole.content) || Object.keys(whole.attrs).length > 0) return null
  return ok({ type, content: blocks.map(({ json }) => json) })
}

/** Checks inline content (a cover's caption or credit) against the schema. */
export function readInline(content: readonly NodeJson[]): Result<readonly NodeJson[]> {
  const checked = checkNode({ type: 'figcaption', content })
  return checked.ok ? ok((checked.value.toJSON() as NodeJson).content ?? []) : checked
}

function checkNode(json: NodeJson, depth = ESSAY_JSON_LIMITS.depth): Result<Node> {
  // Essay text was scanned before it was parsed; what comes over the contract or out of a journal was not.
  if (isDeeper(json, depth))
    return fail('too-large', `The text is nested deeper than ${ESSAY_JSON_LIMITS.depth} levels.`, { safe: UNTOUCHED })
  try {
    const node = Node.fromJSON(schema, json)
    node.check()
    return ok(node)
  } catch (error) {
    // RangeError is ProseMirror's way to refuse; TypeError comes from JSON whose parts are not objects.
    if (error instanceof RangeError || error instanceof TypeError)
      return fail('invalid-essay', `The text does not fit the essay format: ${error.message}`, { safe: UNTOUCHED })
    throw error
  }
}

/** Whether JSON is nested deeper than so many levels. */
function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (most === 0) return true
  if (Array.isArray(value)) return value.some((inner) => isDeeper(inner, most - 1))
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], most - 1)) return true
  return false
}
