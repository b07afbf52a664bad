const DAY = 24 * 60 * 60 * 1000

/** How far ahead an exception may end, in days. */
export const MAX_DAYS = 366

/** lastMoment gives the last millisecond (since 1970) of a day written as YYYY-MM-DD in UTC, or undefined for what is no day. */
export function lastMoment(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  // Some engines take the 30th of February for the 2nd of March.
  return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1
}

/** dayAfter is the day, as YYYY-MM-DD in UTC, that comes `days` days after a moment. */
export function dayAfter(now: number, days: number): string {
  return dayOf(now + days * DAY)
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
