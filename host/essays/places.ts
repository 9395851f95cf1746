import { z } from 'zod'
import type { Place } from '../../contract/host.ts'
import { ok, type Result } from '../../core/result.ts'
import type { JsonFile } from '../json-file.ts'

/** Where the person was and where the file stands, by essay id, and which essay they had open. */
export interface Places {
  find(essayId: string): Promise<Place | null>
  remember(essayId: string, place: Place): Promise<Result<null>>
  /** Path of the essay that was opened last and never closed, or null. */
  lastOpened(): Promise<string | null>
  /** Notes an essay as the one that is open; null: none is. */
  noteOpened(path: string | null): Promise<Result<null>>
  /** Where the file of an essay stood when it was opened last, or null. */
  homeOf(essayId: string): Promise<string | null>
  /** The id of the essay whose file stood at a path when it was opened last, or null. */
  idAt(path: string): Promise<string | null>
  /** Notes where an essay's file stands. */
  noteHome(essayId: string, path: string): Promise<Result<null>>
}

const MOST = 500
const MOST_HOMES = 2_000

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
  homes: z.array(z.object({ essay: z.string().max(100), path: z.string() })).catch([]),
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
        const before = stored(old)
        const others = before.places.filter((place) => place.essay !== essayId)
        return { ...before, places: [{ essay: essayId, anchor, head, scroll }, ...others].slice(0, MOST) }
      }),
    lastOpened: async () => (await read()).lastEssay,
    homeOf: async (essayId) => (await read()).homes.find(({ essay }) => essay === essayId)?.path ?? null,
    idAt: async (path) => (await read()).homes.find((home) => home.path === path)?.essay ?? null,
    async noteHome(essayId, path) {
      if ((await read()).homes.some((home) => home.essay === essayId && home.path === path)) return ok(null)
      return file.change((old) => {
        const before = stored(old)
        const others = before.homes.filter(({ essay }) => essay !== essayId)
        return { ...before, homes: [{ essay: essayId, path }, ...others].slice(0, MOST_HOMES) }
      })
    },
    noteOpened: (path) => file.change((old) => ({ ...stored(old), lastEssay: path })),
  }
}

function stored(value: unknown): Stored {
  const parsed = parser.safeParse(value)
  return parsed.success ? parsed.data : { lastEssay: null, places: [], homes: [] }
}
