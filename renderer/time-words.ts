/** A moment as people say it when it matters which: "at 10:41", "yesterday at 10:41", "on 9 May at 10:41", "on 9 May 2024 at 10:41". */
export function timeOf(time: number, now = Date.now()): string {
  const at = new Date(time)
  const clock = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const day = dayOf(time, now)
  return day === 'Today' ? `at ${clock}` : `${day === 'Yesterday' ? 'yesterday' : `on ${day}`} at ${clock}`
}

/** The day of a moment: "Today", "Yesterday", "Tuesday 9 May", "9 May 2024". */
export function dayOf(time: number, now = Date.now()): string {
  const at = new Date(time)
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (at.toDateString() === today.toDateString()) return 'Today'
  if (at.toDateString() === yesterday.toDateString()) return 'Yesterday'
  return at.getFullYear() === today.getFullYear()
    ? at.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
    : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}
