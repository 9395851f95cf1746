import type { PrintedPage } from '../../core/publication/format.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sha256Of } from '../file-stamp.ts'
import { cleanPdf } from './clean-pdf.ts'
import { stopped } from './runs.ts'

/** Makes a PDF of a page that stands on its own. A signal that is given stops it: `cancelled`. */
export type PrintPdf = (page: PrintedPage, signal?: AbortSignal) => Promise<Result<Uint8Array>>

/** Prints, and rejects as soon as the signal says so, with nothing of it left. The PDF is as the browser wrote it. */
export type PrintByBrowser = (page: PrintedPage, signal: AbortSignal) => Promise<Uint8Array>

const LONGEST = 60_000
/** The largest PDF that stays in memory for another time. */
const MOST_KEPT = 64 * 1024 * 1024

/**
 * Printing by a browser: for at most a minute, and the properties of the file name no program and no person. Problems: `cancelled` where it was stopped, `io`
 * where it failed.
 */
export function printingBy(print: PrintByBrowser): PrintPdf {
  return async (page, given) => {
    const late = AbortSignal.timeout(LONGEST)
    const signal = given === undefined ? late : AbortSignal.any([given, late])
    try {
      signal.throwIfAborted()
      return ok(cleanPdf(await print(page, signal)))
    } catch (error) {
      if (given?.aborted) return stopped()
      const why = late.aborted ? 'it took more than a minute' : error instanceof Error ? error.message : String(error)
      return fail('io', `The browser could not print the page: ${why}.`, {
        safe: 'Nothing was written.',
        next: 'Try again; or hand in a web page and print it from your browser.',
      })
    }
  }
}

/** Printing that has the last PDF at hand: what a plan has printed is not printed again to be written. */
export function printingOnce(print: PrintPdf): PrintPdf {
  let last: { readonly page: string; readonly pdf: Uint8Array } | null = null
  return async (page, signal) => {
    const asked = sha256Of(`${page.paper}\n${page.html}`)
    if (last?.page === asked) return ok(last.pdf)
    const printed = await print(page, signal)
    if (printed.ok) last = printed.value.length > MOST_KEPT ? null : { page: asked, pdf: printed.value }
    return printed
  }
}

/** Printing by the first; where that fails and was not stopped, by the second. Where that cannot print either, the first says why. */
export function printingFirst(first: PrintPdf, second: PrintPdf): PrintPdf {
  return async (page, signal) => {
    const printed = await first(page, signal)
    if (printed.ok || printed.problem.code === 'cancelled') return printed
    const other = await second(page, signal)
    return other.ok || other.problem.code === 'cancelled' ? other : printed
  }
}
