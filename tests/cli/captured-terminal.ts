import { run } from '../../cli/run.ts'

/** What one command line left: its exit code and all that it printed. */
export interface Outcome {
  readonly exit: number
  readonly out: string
  readonly err: string
  /** stdout as the one JSON object that `--json` promises. */
  json(): Record<string, unknown>
}

/** Runs a command line in this process, as from `folder`. */
export async function galley(folder: string, argv: readonly string[], watched = false): Promise<Outcome> {
  let out = ''
  let err = ''
  const exit = await run(argv, {
    folder,
    watched,
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { exit, out, err, json: () => JSON.parse(out) as Record<string, unknown> }
}
