import { z } from 'zod'
import type { Place } from '../../contract/host.ts'
import type { Result } from '../../core/result.ts'
import type { JsonFile } from '../json-file.ts'

/** Where the person was, by essay id, and which essay they had open. */
export interface Places {
  find(essayId: string): Promise<Place | null>
  remember(essayId: string, place: Place): Promise<Result<null>>
  /** Path of the essay that was opened last and never closed, or null. */
  lastOpened(): Promise<string | null>
  /** Notes an essay as the one that is open; null: none is. */
  noteOpened(path: string | null): Promise<Result<null>>
}

const MOST = 500

const parser = z.object({
  lastEssay: z.string().nullable().catch(null),
  places: z
    .array(
      z.object({
        essay: z.string().max(100),
        anchor: z.number().int().min(0),
        head: z.number().int().min(0),
        scroll: z.number().min(0),
      }),
    )
    .catch([]),
})
type Stored = z.infer<typeof parser>

/** Places in `places.json`: those of the 500 essays in which the person was last. */
export function places(file: JsonFile): Places {
  const read = async (): Promise<Stored> => stored(await file.read())
  return {
    async find(essayId) {
      const found = (await read()).places.find((place) => place.essay === essayId)
      return found ? { anchor: found.anchor, head: found.head, scroll: found.scroll } : null
    },
    remember: (essayId, { anchor, head, scroll }) =>
      file.change((old) => {
        const { lastEssay, places: known } = stored(old)
        const others = known.filter((place) => place.essay !== essayId)
        return { lastEssay, places: [{ essay: essayId, anchor, head, scroll }, ...others].slice(0, MOST) }
      }),
    lastOpened: async () => (await read()).lastEssay,
    noteOpened: (path) => file.change((old) => ({ ...stored(old), lastEssay: path })),
  }
}

function stored(value: unknown): Stored {
  const parsed = parser.safeParse(value)
  return parsed.success ? parsed.data : { lastEssay: null, places: [] }
}
