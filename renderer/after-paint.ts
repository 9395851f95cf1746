/** A window out of sight paints nothing: then it is enough to wait so long (milliseconds). */
const LONGEST_WAIT = 100

/** Settles once the next frame is on the screen: long work that begins then does not hold up what was just chosen. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST_WAIT)
    requestAnimationFrame(() => {
      clearTimeout(late)
      setTimeout(resolve)
    })
  })
}
