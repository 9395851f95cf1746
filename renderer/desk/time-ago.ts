const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A moment in the past as people say it: "now", "12 minutes ago", "yesterday", "Tuesday", "9 May", "2 Apr 2024". */
export function timeAgo(time: number, now = Date.now()): string {
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  const passed = now - time
  if (passed < MINUTE) return 'now'
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute')
  const date = new Date(time)
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / DAY)
  if (days === 0) return relative.format(-Math.floor(passed / HOUR), 'hour')
  if (days === 1) return relative.format(-1, 'day')
  if (days < 7) return date.toLocaleDateString('en-GB', { weekday: 'long' })
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return date.toLocaleDateString(
    'en-GB',
    sameYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'short', year: 'numeric' },
  )
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
