import { AwsFault } from '../fault.ts'
import { findRole, type Question } from '../world/evaluate.ts'
import { arnOf, regionOf, roleArn } from '../world/lookup.ts'
import type { Region, World } from '../world/state.ts'

/**
 * One call as an operation receives it: validated against the model, without nulls, its times in milliseconds, with the
 * world advanced to the current time.
 */
export type Call<Input = object> = {
  readonly world: World
  readonly region: string
  readonly input: Input
  readonly callerArn: string
}

/**
 * One operation. `run` may return the world's own records: what AWS sends are the members that the model has.
 * `resources` lists the ARNs that IAM evaluates (`*` if AWS has no resource-level permission, which is also the
 * default); it must not throw.
 */
export type Operation<Input = never> = {
  readonly run: (call: Call<Input>) => object
  readonly resources?: (call: Call<Input>) => string[]
  /** Further actions that AWS carries out with the caller's permissions; IAM checks them, too. It must not throw. */
  readonly alsoNeeds?: (call: Call<Input>) => Question[]
  /** Condition keys of the call, such as the tags of the resource. */
  readonly context?: (call: Call<Input>) => Readonly<Record<string, string>>
  /** IAM's name for it, without the service, if it is another one. */
  readonly action?: string
  /** True for the one operation that needs no permission. */
  readonly free?: true
}

/** The operations of a service, or of a part of it, by AWS's names, with the types of the SDK's client. */
export type Operations<Sdk> = {
  readonly [Command in keyof Sdk as Command extends `${infer Name}Command` ? Name : never]?: Operation<
    Sdk[Command] extends abstract new (...args: never) => { readonly input: infer Input } ? Input : never
  >
}

/** here is the state of the call's Region. */
export function here(call: Call): Region {
  return regionOf(call.world, call.region)
}

/** callArn is an ARN of the call's Region and of the sandbox's account. */
export function callArn(call: Call, service: string, resource: string): string {
  return arnOf(call.world, [service, call.region], resource)
}

/** invalid is the refusal of a request; most services call it ValidationException. */
export function invalid(message: string, type = 'ValidationException'): AwsFault {
  return new AwsFault(type, message)
}

/** tooLarge is the refusal of a member that exceeds its limit, in the words of all services. */
export function tooLarge(member: string, what: 'length' | 'value', most: number): AwsFault {
  return invalid(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have ${what} less than or equal to ${most}`
  )
}

/** existing returns what a call names. Throws AwsFault of that type if there is nothing. */
export function existing<T>(found: T | undefined, type: string, message: string): T {
  if (found === undefined) throw new AwsFault(type, message)
  return found
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
 * paged is the page of a list that a call asks for, by whatever name its members have; without a size it has `usual`
 * items. The token is the index at which the page starts, under the names of all services.
 */
export function paged(
  { input }: Call,
  list: Readonly<Record<string, readonly unknown[]>>,
  usual = 100
): object {
  const given = new Map<string, unknown>(Object.entries(input))
  const size = SIZES.map(key => given.get(key)).find(value => typeof value === 'number')
  const start = Number(TOKENS.map(key => given.get(key)).find(value => value !== undefined) ?? 0)
  if (!Number.isInteger(start)) throw invalid('Invalid token.', 'InvalidParameterException')
  const end = start + Math.min(1000, size ?? usual)
  const [[name, items] = ['', []]] = Object.entries(list)
  const next = end < items.length ? String(end) : undefined
  const shown = items.slice(start, end)
  const tokens = { nextToken: next, NextToken: next, NextMarker: next, Marker: next }
  return { [name]: shown, ...tokens, KeyCount: shown.length, IsTruncated: next !== undefined }
}

/** mergeTags adds tags to a list and replaces those with the same key. `key` is the member that holds the key. */
export function mergeTags<T, K extends keyof T>(
  tags: readonly T[],
  added: readonly T[] | undefined,
  key: K
): T[] {
  const keys = added?.map(tag => tag[key]) ?? []
  return [...tags.filter(tag => !keys.includes(tag[key])), ...(added ?? [])]
}
