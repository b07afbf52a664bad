import { SandboxError } from '../fault.ts'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** readDuration reads a number of seconds or a text such as `500ms`, `30s`, `5m`, `2h`; gives milliseconds. Throws SandboxError. */
export function readDuration(value: unknown, path: string): number {
  if (typeof value === 'number' && value >= 0) return value * 1000
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value) : null
  const unit = UNITS[match?.[2] ?? '']
  if (!match || unit === undefined)
    throw new SandboxError(`${path} must be a number of seconds or a text such as 500ms, 30s, 5m or 2h.`)
  return Number(match[1]) * unit
}

/** readTime reads an ISO date and time; gives milliseconds since 1970. Throws SandboxError. */
export function readTime(value: unknown, path: string): number {
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value))
  if (Number.isNaN(time)) throw new SandboxError(`${path} must be a time such as 2026-01-05T09:00:00Z.`)
  return time
}
