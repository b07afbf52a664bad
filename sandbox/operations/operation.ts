import { AwsFault } from '../fault.ts'
import { type JsonMap, textOf } from '../json.ts'
import { findRole, type Question } from '../world/evaluate.ts'
import { arnOf, regionOf, roleArn } from '../world/lookup.ts'
import type { Region, World } from '../world/state.ts'

/** One call as an operation receives it: validated against the model, with the world advanced to the current time. */
export type Call = {
  readonly world: World
  readonly region: string
  readonly input: JsonMap
  readonly callerArn: string
}

/**
 * One operation. `resources` lists the ARNs that IAM evaluates (`*` if AWS has no resource-level permission, which is
 * also the default); it must not throw. `writes` marks operations that change the world.
 */
export type Operation = {
  readonly run: (call: Call) => JsonMap
  readonly resources?: (call: Call) => string[]
  /** Further actions that AWS carries out with the caller's permissions; IAM checks them, too. It must not throw. */
  readonly alsoNeeds?: (call: Call) => Question[]
  readonly writes?: true
  /** IAM's name for it, without the service, if it is another one. */
  readonly action?: string
  /** True for the one operation that needs no permission. */
  readonly free?: true
}

/** The operations of a service, or of a part of it, by AWS's names. */
export type Operations = Readonly<Record<string, Operation>>

/** here is the state of the call's Region. */
export function here(call: Call): Region {
  return regionOf(call.world, call.region)
}

/** text is a text member of a call's input; '' if it is absent. */
export function text(call: Call, key: string): string {
  return textOf(call.input, key) ?? ''
}

/** callArn is an ARN of the call's Region and of the sandbox's account. */
export function callArn(call: Call, service: string, resource: string): string {
  return arnOf(call.world, [service, call.region], resource)
}

/** invalid is the refusal of a request; most services call it ValidationException. */
export function invalid(message: string, type = 'ValidationException'): AwsFault {
  return new AwsFault(type, message)
}

/**
 * passRole is the permission to pass each of the roles to a service, e.g. `ecs-tasks.amazonaws.com`. It is asked for
 * the role's ARN, also where a request has its bare name.
 */
export function passRole({ world }: Call, roles: readonly (string | undefined)[], to: string): Question[] {
  const context = { 'iam:PassedToService': to }
  return roles
    .flatMap(role => role || [])
    .map(role => findRole(world, role)?.arn ?? (role.startsWith('arn:') ? role : roleArn(world, `/${role}`)))
    .map(resource => ({ action: 'iam:PassRole', resource, context }))
}

const SIZES = ['maxResults', 'MaxResults', 'limit', 'Limit', 'PageSize', 'MaxItems', 'MaxKeys']
const TOKENS = ['nextToken', 'NextToken', 'Marker']

/**
 * page is the page of a list that a call asks for, by whatever name its members have; without a size it has `usual`
 * items. The token is the index at which the page starts.
 */
export function page<T>(
  { input }: Call,
  items: readonly T[],
  usual = 100
): { items: T[]; next: string | undefined } {
  const size = SIZES.map(key => input[key]).find(value => typeof value === 'number')
  const start = Number(TOKENS.map(key => input[key]).find(value => value !== undefined) ?? 0)
  if (!Number.isInteger(start)) throw invalid('Invalid token.', 'InvalidParameterException')
  const end = start + Math.min(1000, Number(size ?? usual))
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined }
}

/** mergeTags adds tags to a list and replaces those with the same key. `key` is the member that holds the key. */
export function mergeTags(tags: readonly JsonMap[], added: readonly JsonMap[], key: string): JsonMap[] {
  const keys = added.map(tag => tag[key])
  return [...tags.filter(tag => !keys.includes(tag[key])), ...added]
}
