/** percent formats a fraction of one for CSS and SVG. */
export function percent(part: number): string {
  return `${Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 100}%`
}

/** clock formats the time of day in UTC; `?` if it is not a valid time. */
export function clock(at: number): string {
  return isoOf(at)?.slice(11, 19) ?? '?'
}

/** moment formats day and time in UTC; `?` if it is not a valid time. */
export function moment(at: number): string {
  return isoOf(at)?.slice(0, 16).replace('T', ' ') ?? '?'
}

function isoOf(at: number): string | undefined {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

const DAY = 86_400_000

/** age formats roughly how long ago something was: `today`, `12 days`, `7 months`, `2 years`. */
export function age(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY)
  if (days < 1) return 'today'
  if (days < 60) return `${days} ${days === 1 ? 'day' : 'days'}`
  if (days < 730) return `${Math.floor(days / 30.44)} months`
  return `${Math.floor(days / 365.25)} years`
}

/** counted formats a number with its noun. */
export function counted(number: number, noun: string, several = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : several}`
}
