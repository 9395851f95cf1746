import { afterEach, expect, it, vi } from 'vitest'
import { whileIdle } from '../../renderer/page/while-idle.ts'

afterEach(() => vi.unstubAllGlobals())

/** Takes a thousand small steps in a window that is never, or always, idle; how often it asked for time, and the steps that were taken. */
function thousandSteps(deadline: IdleDeadline, stopAfter = Number.POSITIVE_INFINITY) {
  const waiting: IdleRequestCallback[] = []
  vi.stubGlobal('requestIdleCallback', (run: IdleRequestCallback) => waiting.push(run))
  vi.stubGlobal('cancelIdleCallback', () => waiting.splice(0))
  let taken = 0
  function* steps(): Generator<void, void, void> {
    for (; taken < 1_000; taken++) yield
  }
  const stop = whileIdle(steps())
  let asked = 0
  for (let run = waiting.shift(); run; run = waiting.shift()) {
    asked++
    run(deadline)
    if (asked >= stopAfter) stop()
  }
  return { asked, taken }
}

it('comes to an end soon on a computer that leaves no idle time', () => {
  const { asked, taken } = thousandSteps({ didTimeout: true, timeRemaining: () => 0 })
  expect(taken).toBe(1_000)
  expect(asked).toBeLessThan(100)
})

it('takes one step at a time where idle time is short, and stops when it is told', () => {
  const short = { didTimeout: false, timeRemaining: () => 0 }
  expect(thousandSteps(short).taken).toBe(1_000)
  expect(thousandSteps(short, 10).taken).toBeLessThan(20)
})
