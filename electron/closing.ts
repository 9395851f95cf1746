import { type BrowserWindow, dialog } from 'electron'
import type { ClosingAnswer } from '../contract/host.ts'
import type { ShellEvent } from './preload/channels.ts'

/** How long a closing window may take to save before the person is asked, in milliseconds (safety.md 3.1). */
export const CLOSING_WAIT = 3000

/** The closing of a window, which its page may take back. */
export interface ClosingWindow {
  /** The person wants to close. While the page asks them, it is told once more, and one that answers no more is not waited for. */
  begin(): void
  answer(answer: ClosingAnswer): void
  isUnderWay(): boolean
  /** Closes the window at once. */
  leave(): void
}

/** What closing does to the rest of the shell. */
export interface ClosingParts {
  readonly tell: (event: ShellEvent) => void
  readonly leave: () => void
  readonly onStayed: () => void
}

/** A closing under way. */
interface Closing {
  /** Runs while neither the page nor the shell asks the person. */
  timer: ReturnType<typeof setTimeout> | null
  /** Takes the shell's question back. */
  question: AbortController | null
  /** The journal has every word. */
  isProtected: boolean
}

/** Asks the page to save and leave; see `openWindow`. */
export function closingOf(window: BrowserWindow, parts: ClosingParts): ClosingWindow {
  let closing: Closing | null = null
  /** Neither the timer nor the question goes on. */
  const halt = (): void => {
    if (closing?.timer) clearTimeout(closing.timer)
    closing?.question?.abort()
    if (closing) closing = { ...closing, timer: null, question: null }
  }
  const leave = (): void => {
    halt()
    parts.leave()
  }
  const stay = (): void => {
    halt()
    closing = null
    parts.onStayed()
  }
  const onLate = async (): Promise<void> => {
    if (closing?.isProtected) return leave()
    const question = new AbortController()
    if (closing) closing = { ...closing, timer: null, question }
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Galley has not finished saving.',
      detail: 'Your last changes may not be on the disk yet. The essay as it was last saved is safe.',
      buttons: ['Keep the window open', 'Close anyway'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: question.signal,
    })
    if (question.signal.aborted) return
    if (response === 1) return leave()
    stay()
    parts.tell({ kind: 'staying' })
  }
  const answers: Readonly<Record<ClosingAnswer, () => void>> = {
    protected: () => {
      if (closing) closing.isProtected = true
    },
    asks: halt,
    stays: stay,
    ready: leave,
  }
  return {
    begin() {
      if (closing?.timer || closing?.question) return
      closing = { isProtected: false, ...closing, timer: setTimeout(onLate, CLOSING_WAIT), question: null }
      parts.tell({ kind: 'closing', why: 'close' })
    },
    answer: (answer) => closing && answers[answer](),
    isUnderWay: () => closing !== null,
    leave,
  }
}
