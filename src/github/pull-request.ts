import { createHash } from 'node:crypto'
import type { JsonObject, JsonValue } from '../json.ts'

/** The pull request that a run is for, from the `github` context. */
export type PullRequest = {
  readonly number: number
  /** From a fork, or a fork that is gone: GitHub gives such runs a token that only reads. */
  readonly isFork: boolean
}

/** pullRequestOf gives the pull request of a `pull_request` event; undefined for every other event. */
export function pullRequestOf(github: JsonObject): PullRequest | undefined {
  if (github['event_name'] !== 'pull_request') return undefined
  const pullRequest = member(github['event'], 'pull_request')
  const number = member(pullRequest, 'number')
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined
  const head = member(member(member(pullRequest, 'head'), 'repo'), 'full_name')
  return { number, isFork: head !== github['repository'] }
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined
}

/** markerOf is the hidden first line of a comment. `parts` say which step wrote it: several may check one pull request. */
export function markerOf(parts: readonly string[]): string {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
  return `<!-- ecs-sealed-deploy:check:${key} -->`
}
