const FILLERS = /^(?:de|del|of|the|le|el|il|den|am|op|em|w|r|roku|dnia|on|st|nd|rd|th|er|º|ª)$/

interface Names {
  /** Month by its name, 1 to 12. */
  readonly months: ReadonlyMap<string, number>
  readonly weekdays: ReadonlySet<string>
}

const known = new Map<string, Names>()

/**
 * A date as a published page writes it in this language ("3 March 2024", "March 3, 2024", "3. März 2024", "Sunday, 3 March 2024", `2024-03-03`), as
 * `YYYY-MM-DD`. '' for everything else: dates in figures alone, which countries read differently, and anything with further words.
 */
export function readWrittenDate(text: string, language: string): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const { months, weekdays } = namesIn(language)
  const tokens = text.toLowerCase().match(/\p{L}+|\d+|[^\s,.\p{L}\d]/gu) ?? []
  let [year, month, day] = [0, 0, 0]
  for (const token of tokens) {
    if (/^(?:1[6-9]|20)\d\d$/.test(token) && year === 0) year = Number(token)
    else if (/^\d{1,2}$/.test(token) && day === 0) day = Number(token)
    else if (months.has(token) && month === 0) month = months.get(token) as number
    else if (!FILLERS.test(token) && !weekdays.has(token)) return ''
  }
  return year > 0 && month > 0 && day > 0 ? dateOf(year, month, day) : ''
}

function dateOf(year: number, month: number, day: number): string {
  const time = new Date(Date.UTC(year, month - 1, day))
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day
  return exists ? time.toISOString().slice(0, 10) : ''
}

/** The names as Intl knows them, alone and within a date: some languages write them differently there. */
function namesIn(language: string): Names {
  const found = known.get(language)
  if (found) return found
  const months = new Map<string, number>()
  const weekdays = new Set<string>()
  for (const style of ['long', 'short'] as const) {
    const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
    const within = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, year: 'numeric', timeZone: 'UTC' })
    const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' })
    for (let month = 1; month <= 12; month++) {
      const day = Date.UTC(2024, month - 1, 5)
      const part = within.formatToParts(day).find(({ type }) => type === 'month')?.value ?? ''
      for (const name of [alone.format(day), part]) months.set(name.toLowerCase().replace(/[^\p{L}]/gu, ''), month)
    }
    for (let day = 1; day <= 7; day++)
      for (const word of weekday
        .format(Date.UTC(2024, 0, day))
        .toLowerCase()
        .match(/\p{L}+/gu) ?? [])
        weekdays.add(word)
  }
  months.delete('')
  const names = { months, weekdays }
  known.set(language, names)
  return names
}
