import { z } from 'zod'

/** A rectangle of a screen, in its own pixels. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a desktop window stood when it was last closed. */
export interface WindowPlace {
  readonly bounds: Bounds
  readonly maximized: boolean
}

const whole = z.number().int().min(-100_000).max(100_000)
const bounds = z.strictObject({ x: whole, y: whole, width: whole.min(1), height: whole.min(1) })
const parser = z.strictObject({ bounds, maximized: z.boolean() })

/** A remembered place, or null when what is stored is none. */
export function readWindowPlace(stored: unknown): WindowPlace | null {
  return parser.safeParse(stored).data ?? null
}

const FIRST_SIZE = { width: 1280, height: 840 }

/**
 * Bounds as they can be shown on a screen whose free area this is: cut to its size; the corner is kept only where the whole
 * window is then on the screen, otherwise the system places it. `wanted` is null for a window that was never closed.
 */
export function fittedBounds(wanted: Bounds | null, area: Bounds): Partial<Bounds> {
  const width = Math.min((wanted ?? FIRST_SIZE).width, area.width)
  const height = Math.min((wanted ?? FIRST_SIZE).height, area.height)
  const inside =
    wanted !== null &&
    wanted.x >= area.x &&
    wanted.y >= area.y &&
    wanted.x + width <= area.x + area.width &&
    wanted.y + height <= area.y + area.height
  return inside ? { x: wanted.x, y: wanted.y, width, height } : { width, height }
}
