import type { Clock } from '../clock.ts'
import type { CodeDeployPort } from '../codedeploy/ports.ts'
import type { BalancersPort, LogsPort } from '../diagnosis/ports.ts'
import type { SharedPaces } from '../pace.ts'
import type { AwsPorts } from '../ports.ts'
import type { SecretDirectory } from '../references/ports.ts'
import type { EcsPort } from '../rollout/ports.ts'
import type { RulesPort, SchedulesPort } from '../schedules/ports.ts'
import type { TaskLogs, TasksPort } from '../tasks/ports.ts'
import type { ImageDirectory, RoleDirectory, RunningImages } from '../verify/ports.ts'
import type { AwsContext, ProcessEnvironment } from './clients.ts'
import { keepFresh, lazyPort, memoize, memoizeByKey } from './lazy.ts'
import type { ResponseGate } from './requests/clean-response.ts'

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
  /** Shared with other connections to the same account and Region, which draw from the same buckets. */
  readonly paces?: SharedPaces
  /** Told whenever a request is under way: what its answer is used for can be loaded while it is waited for. */
  readonly meanwhile?: () => void
}

/**
 * connectAws creates the ports. The AWS SDK is not loaded, and no connection opened, before the first call of the
 * service concerned. The methods throw AwsError.
 */
export function connectAws(connection: Connection): AwsPorts {
  const context = awsContextOf(connection)
  return {
    ecs: lazyEcs(context),
    directory: createSecretDirectory(context),
    logs: lazyPort<LogsPort>({ lastEvents: true }, async () =>
      (await import('./adapters/logs.ts')).createLogs(context)
    ),
    codedeploy: lazyCodeDeploy(context),
    ...lazyTasks(context),
    ...lazyDirectories(context),
    balancers: lazyPort<BalancersPort>({ describeTargetGroups: true, describeTargetHealth: true }, async () =>
      (await import('./adapters/balancers.ts')).createBalancers(context)
    )
  }
}

/** awsContextOf creates the context that every port of a connection uses; a role is assumed with the first call. */
export function awsContextOf({ roleArn, gate, ...connection }: Connection): AwsContext {
  const ambient: AwsContext = {
    ...connection,
    ...(gate ? { cleaning: { gate, since: firstAnswer(connection.clock) } } : {}),
    maxRetries: connection.maxRetries ?? 3,
    random: connection.random ?? Math.random,
    paces: connection.paces ?? new Map()
  }
  if (roleArn === undefined) return ambient
  const credentials = keepFresh(connection.clock, async () => {
    const { assumeRole } = await import('./adapters/sts.ts')
    return assumeRole(ambient, roleArn)
  })
  return { ...ambient, credentials }
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

/** Read before the registration, and only if verification is enabled. */
function lazyDirectories(context: AwsContext): Pick<AwsPorts, 'roles' | 'images' | 'running'> {
  return {
    roles: lazyPort<RoleDirectory>({ describeRole: true, simulate: true }, async () =>
      (await import('./adapters/iam.ts')).createRoleDirectory(context)
    ),
    images: lazyPort<ImageDirectory>(
      { describeImage: true, readManifest: true, listCachePrefixes: true },
      async () => (await import('./adapters/ecr.ts')).createImageDirectory(context)
    ),
    running: lazyPort<RunningImages>({ runningImages: true }, async () =>
      (await import('./adapters/ecs-running.ts')).createRunningImages(context)
    )
  }
}

/** One-off tasks, and rules and schedules that run tasks of a family. */
function lazyTasks(context: AwsContext): Pick<AwsPorts, 'tasks' | 'taskLogs' | 'rules' | 'schedules'> {
  return {
    tasks: lazyPort<TasksPort>({ runTask: true, describeTask: true, stopTask: true }, async () =>
      (await import('./adapters/ecs-tasks.ts')).createTasks(context)
    ),
    taskLogs: lazyPort<TaskLogs>({ read: true }, async () =>
      (await import('./adapters/logs.ts')).createTaskLogs(context)
    ),
    rules: lazyPort<RulesPort>(
      { listRuleNamesByTarget: true, listRules: true, listTargetsByRule: true, putTarget: true },
      async () => (await import('./adapters/eventbridge.ts')).createRules(context)
    ),
    schedules: lazyPort<SchedulesPort>(
      { listSchedules: true, getSchedule: true, updateSchedule: true },
      async () => (await import('./adapters/scheduler.ts')).createSchedules(context)
    )
  }
}

function lazyCodeDeploy(context: AwsContext): CodeDeployPort {
  return lazyPort<CodeDeployPort>(
    {
      getDeploymentGroup: true,
      createDeployment: true,
      getDeployment: true,
      listDeployments: true,
      getTarget: true,
      stopDeployment: true,
      endTerminationWait: true
    },
    async () => (await import('./adapters/codedeploy.ts')).createCodeDeploy(context)
  )
}

function lazyEcs(context: AwsContext): EcsPort {
  return lazyPort<EcsPort>(
    {
      describeTaskDefinition: true,
      registerTaskDefinition: true,
      describeServices: true,
      updateService: true,
      createService: true,
      listServiceDeployments: true,
      describeServiceDeployments: true,
      stopServiceDeployment: true,
      continueServiceDeployment: true,
      describeServiceRevisions: true,
      listStoppedTasks: true
    },
    async () => (await import('./adapters/ecs.ts')).createEcs(context)
  )
}

/**
 * createSecretDirectory looks up secrets and parameters in any Region, with one client per Region and service. Each
 * client is created, and its part of the SDK loaded, when first used.
 */
function createSecretDirectory(context: AwsContext): SecretDirectory {
  const secretsIn = memoizeByKey(async region => {
    const { createSecretLookup } = await import('./adapters/secrets-manager.ts')
    return createSecretLookup(context, region)
  })
  const parametersIn = memoizeByKey(async region => {
    const { createParameterLookup } = await import('./adapters/ssm.ts')
    return createParameterLookup(context, region)
  })
  const identity = memoize(async () => {
    const { createIdentityLookup } = await import('./adapters/sts.ts')
    return await createIdentityLookup(context)()
  })
  return {
    describeSecret: async (region, secretId) => (await secretsIn(region))(secretId),
    describeParameters: async (region, names) =>
      names.length === 0 ? [] : (await parametersIn(region)).byName(names),
    callerIdentity: identity
  }
}
