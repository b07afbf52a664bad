const DAY = 24 * 60 * 60 * 1000

/** The longest duration of an exception, in days. */
export const MAX_DAYS = 366

/**
 * lastMoment returns the last millisecond (since 1970) of a day written as YYYY-MM-DD in UTC; undefined for an invalid
 * day.
 */
export function lastMoment(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  // Some engines read February 30 as March 2.
  return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1
}

/** dayAfter returns the day, as YYYY-MM-DD in UTC, that is `days` days after a moment. */
export function dayAfter(now: number, days: number): string {
  return dayOf(now + days * DAY)
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
