import { randomUUID } from 'node:crypto'
import { hostname, uptime, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { durableWrite } from '../durable-write.ts'
import { readWhole } from '../file-stamp.ts'
import type { Io } from '../io.ts'

/**
 * The advisory owner file of an essay that is open for writing (safety.md 2.1): `.~lock.<name>#` beside it, so that a second program, or another
 * computer through a sync client, opens the essay for reading only. It never holds up a save: where it cannot be written, nothing is.
 */

/** Who has an essay open. */
export interface Owner {
  readonly user: string
  readonly host: string
  readonly pid: number
  /** When it was last said, milliseconds since 1970. */
  readonly time: number
  readonly app: string
  /** Names one run of a host. */
  readonly run: string
}

/** An essay that is ours until `release`. */
export interface Ownership {
  readonly path: string
  /** Says again that it is ours, where that was long ago. */
  refresh(): Promise<void>
  release(): Promise<void>
}

/** What a program needs to own essays. */
export interface Owners {
  /** Takes an essay, or says who has it. `takeOver` takes it from anyone. */
  take(path: string, takeOver?: boolean): Promise<{ readonly held: Owner } | { readonly taken: Ownership }>
}

const parser = z.object({
  user: z.string().max(500),
  host: z.string().max(500),
  pid: z.number().int(),
  time: z.number(),
  app: z.string().max(500),
  run: z.string().max(100),
})
const LARGEST = 10_000
/** As the system called this computer when the program started. */
const HOST = hostname()
/** An owner on another computer says so again every ten minutes; after thirty it counts as gone. */
const SAY_AGAIN = 10 * 60_000
const STALE = 30 * 60_000
/** A clock that was set after the start moves the moment of the start by so much at most. */
const CLOCK_STEP = 2 * 60_000

/** Where the owner file of an essay stands. */
export function ownerPath(path: string): string {
  return join(dirname(path), `.~lock.${basename(path)}#`)
}

/**
 * Who has the essay at a path open elsewhere, or null. This process and owners that ended without a word do not count; nor does one of before this
 * computer started: its process number belongs to someone else now.
 */
export async function ownerOf(io: Io, path: string, now: number): Promise<Owner | null> {
  const owner = await readOwner(io, path)
  if (owner === null) return null
  if (owner.host !== HOST) return now - owner.time > STALE ? null : owner
  if (owner.pid === process.pid) return null
  const started = Date.now() - uptime() * 1000
  if (owner.time < started - CLOCK_STEP) return null
  return isAlive(owner.pid) ? owner : null
}

/** The sentence that says who has an essay open. */
export function ownerSentence(owner: Owner): string {
  const where =
    owner.host === HOST ? 'in another program on this computer' : `on ${owner.host} by ${owner.user || 'someone'}`
  return `This essay is open ${where}. You can read it here, make a copy, or take it over once it is closed there.`
}

/** Owners for one run of a host. */
export function owners(io: Io, app: string, now: () => number): Owners {
  const run = randomUUID().replaceAll('-', '')
  const write = (path: string): Promise<unknown> => {
    const owner: Owner = { user: userName(), host: HOST, pid: process.pid, time: now(), app, run }
    return durableWrite(ownerPath(path), new TextEncoder().encode(`${JSON.stringify(owner)}\n`), {
      mode: 'replace',
      io,
    })
  }
  return {
    async take(path, takeOver = false) {
      const held = takeOver ? null : await ownerOf(io, path, now())
      if (held !== null) return { held }
      await write(path)
      let said = now()
      return {
        taken: {
          path,
          async refresh() {
            if (now() - said < SAY_AGAIN) return
            said = now()
            if ((await readOwner(io, path))?.run === run) await write(path)
          },
          async release() {
            if ((await readOwner(io, path))?.run === run) await io.unlink(ownerPath(path)).catch(() => {})
          },
        },
      }
    },
  }
}

async function readOwner(io: Io, path: string): Promise<Owner | null> {
  const read = await readWhole(ownerPath(path), LARGEST, io)
  if (!read.ok) return null
  try {
    return parser.parse(JSON.parse(new TextDecoder().decode(read.value.bytes)))
  } catch {
    return null
  }
}

/** Whether a process of this computer still runs. One of another user does, although it may not be asked. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

let user: string | undefined

function userName(): string {
  try {
    user ??= userInfo().username
  } catch {
    // A user without an entry in the system's list.
    user = ''
  }
  return user
}
