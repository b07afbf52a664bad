import type { AuditAws } from '../audit/run/ports.ts'
import type { Clock } from '../clock.ts'
import type { SharedPaces } from '../pace.ts'
import type { AwsPorts } from '../ports.ts'
import type { ResponseGate } from './clean.ts'
import { createCodeDeploy } from './codedeploy.ts'
import { createImageDirectory } from './ecr.ts'
import { createEcs } from './ecs.ts'
import { createInventory, createPurge, createRunningImages } from './ecs-inventory.ts'
import { createTasks } from './ecs-tasks.ts'
import { createRoleDirectory } from './iam.ts'
import { createBalancers, createLogs } from './logs.ts'
import { keepFresh } from './retry.ts'
import { createObjectDates } from './s3.ts'
import { createRules, createSchedules } from './schedules.ts'
import { createSecretDirectory, createSecretInventory } from './secrets.ts'
import type { AwsContext, ProcessEnvironment } from './services.ts'
import { assumeRole } from './sts.ts'

/** What a connection needs. `maxRetries` (3) and `random` (Math.random, for the jitter of delays) have defaults. */
export type Connection = {
  readonly region: string
  /** `process.env`, from the shell. One entry is set in it: the SDK's switch for its notice about Node 20. */
  readonly environment: ProcessEnvironment
  readonly clock: Clock
  /** Role to assume for every call; if absent, the credentials of the environment are used. */
  readonly roleArn?: string
  /** Version of this program for the user agent; omitted if unknown. */
  readonly version?: string
  readonly maxRetries?: number
  readonly random?: () => number
  /** Aborted when the run is cancelled; calls then get only a short time (`withRetries`). */
  readonly signal?: AbortSignal
  /** Told of every call while it has no answer. */
  readonly asking?: (operation: string, trouble?: () => string | undefined) => () => void
  /** Receives AWS's responses first, to mask them. */
  readonly gate?: ResponseGate
  /** Credentials of assumed roles by their ARN, shared with the other connections of a run. */
  readonly roles?: Map<string, NonNullable<AwsContext['credentials']>>
  /** Shared with other connections to the same account, which draw from the same buckets. */
  readonly paces?: SharedPaces
}

/**
 * connectAws creates the ports. The AWS SDK is not loaded, and no connection opened, before the first call of the
 * service concerned. The methods throw AwsError. None of them reads a value.
 */
export function connectAws(connection: Connection): AwsPorts {
  const context = awsContextOf(connection)
  return {
    ecs: createEcs(context),
    directory: createSecretDirectory(context),
    logs: createLogs(context),
    codedeploy: createCodeDeploy(context),
    tasks: createTasks(context),
    rules: createRules(context),
    schedules: createSchedules(context),
    roles: createRoleDirectory(context),
    images: createImageDirectory(context),
    running: createRunningImages(context),
    balancers: createBalancers(context)
  }
}

/** connectAudit creates the ports of an audit, and of what else reads all that is live. None of them reads a value. */
export function connectAudit(connection: Connection): AuditAws {
  const context = awsContextOf(connection)
  return {
    inventory: createInventory(context),
    secrets: createSecretInventory(context),
    purge: createPurge(context),
    objects: createObjectDates(context)
  }
}

/** awsContextOf creates the context that every port of a connection uses; a role is assumed with the first call. */
export function awsContextOf({ roleArn, roles, gate, ...connection }: Connection): AwsContext {
  const ambient: AwsContext = {
    ...connection,
    ...(gate ? { cleaning: { gate, since: firstAnswer(connection.clock) } } : {}),
    maxRetries: connection.maxRetries ?? 3,
    random: connection.random ?? Math.random,
    paces: connection.paces ?? new Map()
  }
  if (roleArn === undefined) return ambient
  const known = roles?.get(roleArn) ?? keepFresh(connection.clock, () => assumeRole(ambient, roleArn))
  roles?.set(roleArn, known)
  return { ...ambient, credentials: known }
}

/**
 * When the first response arrived, which may have corrected the clock, or when the newest event in the first response
 * with events happened, if that is earlier: the clock of the machine can be ahead of that of AWS.
 */
function firstAnswer(clock: Clock): (newest: number | undefined) => number {
  let since: number | undefined
  let first: number | undefined
  return newest => {
    since ??= clock.now()
    first ??= newest
    return first === undefined ? since : Math.min(since, first)
  }
}
