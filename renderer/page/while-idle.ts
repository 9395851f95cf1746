/** A busy computer leaves a window no idle time: then steps are taken all the same, after such a wait, for so long (milliseconds). */
const LONGEST_WAIT = 200
const SLICE = 25

/** Takes steps while the window is idle, so that a key that comes meanwhile does not wait for all of them. The answer stops it. */
export function whileIdle(steps: Iterator<void, void, void>): () => void {
  let waiting = 0
  const go = (deadline: IdleDeadline): void => {
    const until = performance.now() + (deadline.didTimeout ? SLICE : 0)
    do {
      if (steps.next().done) return
    } while (deadline.timeRemaining() > 1 || performance.now() < until)
    wait()
  }
  const wait = (): void => {
    waiting = requestIdleCallback(go, { timeout: LONGEST_WAIT })
  }
  wait()
  return () => cancelIdleCallback(waiting)
}
