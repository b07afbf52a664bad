import { readFileSync } from 'node:fs'
import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'

/** The process environment; only this folder reads it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Members of GitHub's `github` context that the runner provides as GITHUB_<NAME>. Tokens are omitted intentionally. */
const MEMBERS = [
  'action',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace'
] as const

/** githubContext rebuilds the `github` context for templates from the runner's environment and event file. */
export function githubContext(environment: Environment): JsonObject {
  const context: Record<string, JsonValue> = {}
  for (const member of MEMBERS) {
    const value = environment[`GITHUB_${member.toUpperCase()}`]
    if (value !== undefined) context[member] = value
  }
  const event = readEvent(environment['GITHUB_EVENT_PATH'])
  return event === undefined ? context : { ...context, event }
}

function readEvent(path: string | undefined): JsonValue | undefined {
  if (path === undefined || path === '') return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonValue
  } catch {
    // A template that needs the event reports "missing name" with its place; nothing else depends on it.
    return undefined
  }
}

/**
 * environmentVariables returns all variables that are set. Templates receive only those that are listed
 * (checking/contexts.ts).
 */
export function environmentVariables(environment: Environment): Readonly<Record<string, string>> {
  return present(environment) as Readonly<Record<string, string>>
}
