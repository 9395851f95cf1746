import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { takePicture } from '../../host/picture/take-picture.ts'
import { doc, figure, p } from './nodes.ts'
import { pngPicture } from './picture.ts'

/** An essay that a test writes in one line. */
export interface EssayParts {
  readonly title?: string
  /** Paragraphs of plain text. */
  readonly text?: readonly string[]
  /** Grey tones (0 to 255) of pictures; each becomes a figure at the end. */
  readonly tones?: readonly number[]
  readonly metadata?: Partial<Essay['metadata']>
  readonly id?: string
}

/** An essay that fits the schema, with the bytes of its pictures by hash. */
export interface BuiltEssay {
  readonly essay: Essay
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

/** The id of a built essay that is not given one. */
export const ESSAY_ID = '0b8a6e1e-7c1d-4f7e-9a55-0d8b6c2f4e11'

/** Builds an essay. Throws when the parts do not fit the schema. */
export function buildEssay({
  title = '',
  text = ['A lamp.'],
  tones = [],
  metadata = {},
  id = ESSAY_ID,
}: EssayParts = {}): BuiltEssay {
  const taken = tones.map((tone) => picture(tone))
  const body = doc([
    ...text.map((words) => (words === '' ? p() : p(words))),
    ...taken.map(({ asset }) => figureOf(asset)),
  ])
  const essay = essayFromJson(
    newEssay(id, {
      metadata: { ...EMPTY_METADATA, title, ...metadata },
      body,
      assets: taken.map(({ asset }) => asset),
    }),
  )
  if (!essay.ok) throw new Error(essay.problem.message)
  return { essay: essay.value, pictures: new Map(taken.map(({ asset, bytes }) => [asset.hash, bytes])) }
}

/** A grey picture as the host keeps it. */
export function picture(
  tone: number,
  name = `tone-${tone}.png`,
): { readonly asset: Asset; readonly bytes: Uint8Array } {
  const taken = takePicture(pngPicture({ tone }), name)
  if (!taken.ok) throw new Error(taken.problem.message)
  return taken.value
}

/** A figure that shows a picture. */
export function figureOf(asset: Asset, caption = 'A caption.'): NodeJson {
  return figure(
    { src: `asset:${asset.hash}`, alt: 'Grey', width: asset.width, height: asset.height },
    [caption],
    ['A credit'],
  )
}

/** The same essay with other blocks at its end. */
export function withBlocks(essay: Essay, ...blocks: readonly NodeJson[]): Essay {
  const longer = essayFromJson({
    ...essay,
    body: { ...essay.body, content: [...(essay.body.content ?? []), ...blocks] },
  })
  if (!longer.ok) throw new Error(longer.problem.message)
  return longer.value
}

/** The same essay under another title. */
export function withTitle(essay: Essay, title: string): Essay {
  return { ...essay, metadata: { ...essay.metadata, title } }
}
