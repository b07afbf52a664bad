/** minuteOf formats a time (milliseconds since 1970) for the user: `2026-01-05 09:00 UTC`. */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** dayOf formats the day of a time in UTC: `2026-01-05`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
