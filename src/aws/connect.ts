import type { Clock } from '../clock.ts'
import type { CodeDeployPort } from '../codedeploy/ports.ts'
import type { BalancersPort, LogsPort } from '../diagnosis/ports.ts'
import type { SecretDirectory } from '../references/ports.ts'
import type { EcsPort } from '../rollout/ports.ts'
import type { RulesPort, SchedulesPort } from '../schedules/ports.ts'
import type { TaskLogs, TasksPort } from '../tasks/ports.ts'
import type { ImageDirectory, RoleDirectory } from '../verify/ports.ts'
import type { AwsContext, Environment } from './clients.ts'
import { keepFresh } from './keep-fresh.ts'
import { lazyPort } from './lazy.ts'
import { memoizeByKey } from './memoize.ts'
import { createSecretDirectory } from './secret-directory.ts'

/** What a connection needs. `maxRetries` (3) and `random` (Math.random, for the jitter of waits) have defaults. */
export type Connection = {
  readonly region: string
  /** `process.env`, from the shell. One entry is set in it: the SDK's switch for its notice about Node 20. */
  readonly environment: Environment
  readonly clock: Clock
  /** Role to assume for every call; absent: the credentials of the environment. */
  readonly roleArn?: string
  /** Version of this program, for the user agent; left out where unknown. */
  readonly version?: string
  readonly maxRetries?: number
  readonly random?: () => number
  /** Aborted when the run is cancelled: calls then get a moment and no more (`withRetries`). */
  readonly signal?: AbortSignal
}

/** The ports that modes and rollouts work with. */
export type AwsConnection = {
  readonly ecs: EcsPort
  readonly directory: SecretDirectory
  readonly logs: LogsPort
  readonly balancers: BalancersPort
  readonly codedeploy: CodeDeployPort
  readonly tasks: TasksPort
  readonly taskLogs: TaskLogs
  readonly rules: RulesPort
  readonly schedules: SchedulesPort
  readonly roles: RoleDirectory
  readonly images: ImageDirectory
}

/**
 * connectAws makes the ports. Nothing of the AWS SDK is loaded and no connection opened before the first call of the
 * service concerned. The methods throw AwsError.
 */
export function connectAws(connection: Connection): AwsConnection {
  const context = contextOf(connection)
  return {
    ecs: lazyEcs(context),
    directory: createSecretDirectory(context),
    logs: lazyLogs(context),
    codedeploy: lazyCodeDeploy(context),
    ...lazyTasks(context),
    ...lazyDirectories(context),
    balancers: lazyPort<BalancersPort>(['describeTargetGroups', 'describeTargetHealth'], async () =>
      (await import('./balancers.ts')).createBalancers(context)
    )
  }
}

/** contextOf is what every port of a connection works with; a role is assumed at the first call. */
export function contextOf({ roleArn, ...connection }: Connection): AwsContext {
  const ambient: AwsContext = {
    ...connection,
    maxRetries: connection.maxRetries ?? 3,
    random: connection.random ?? Math.random
  }
  if (roleArn === undefined) return ambient
  const credentials = keepFresh(connection.clock, async () => {
    const { assumeRole } = await import('./assume-role.ts')
    return assumeRole(ambient, roleArn)
  })
  return { ...ambient, credentials }
}

/** Looked at before anything is registered, and only where that is wanted. */
function lazyDirectories(context: AwsContext): Pick<AwsConnection, 'roles' | 'images'> {
  return {
    roles: lazyPort<RoleDirectory>(['describeRole', 'simulate'], async () =>
      (await import('./iam.ts')).createRoleDirectory(context)
    ),
    images: lazyPort<ImageDirectory>(['describeImage', 'readManifest', 'listCachePrefixes'], async () =>
      (await import('./ecr.ts')).createImageDirectory(context)
    )
  }
}

/** Log drivers may write to another region than the service's: one client a region. */
function lazyLogs(context: AwsContext): LogsPort {
  const readerIn = memoizeByKey(async region => {
    const { createLogReader } = await import('./logs.ts')
    return createLogReader(context, region)
  })
  return { lastEvents: async (stream, limit) => (await readerIn(stream.region))(stream, limit) }
}

/** One-off tasks, and what else runs tasks of a family. */
function lazyTasks(context: AwsContext): Pick<AwsConnection, 'tasks' | 'taskLogs' | 'rules' | 'schedules'> {
  return {
    tasks: lazyPort<TasksPort>(['runTask', 'describeTask', 'stopTask'], async () =>
      (await import('./ecs-tasks.ts')).createTasks(context)
    ),
    taskLogs: lazyPort<TaskLogs>(['read'], async () =>
      (await import('./task-logs.ts')).createTaskLogs(context)
    ),
    rules: lazyPort<RulesPort>(
      ['listRuleNamesByTarget', 'listRules', 'listTargetsByRule', 'putTarget'],
      async () => (await import('./eventbridge.ts')).createRules(context)
    ),
    schedules: lazyPort<SchedulesPort>(['listSchedules', 'getSchedule', 'updateSchedule'], async () =>
      (await import('./scheduler.ts')).createSchedules(context)
    )
  }
}

function lazyCodeDeploy(context: AwsContext): CodeDeployPort {
  return lazyPort<CodeDeployPort>(
    [
      'getDeploymentGroup',
      'createDeployment',
      'getDeployment',
      'listDeployments',
      'getTarget',
      'stopDeployment',
      'endTerminationWait'
    ],
    async () => (await import('./codedeploy.ts')).createCodeDeploy(context)
  )
}

function lazyEcs(context: AwsContext): EcsPort {
  return lazyPort<EcsPort>(
    [
      'describeTaskDefinition',
      'registerTaskDefinition',
      'describeServices',
      'updateService',
      'createService',
      'listServiceDeployments',
      'describeServiceDeployments',
      'stopServiceDeployment',
      'describeServiceRevisions',
      'listStoppedTasks'
    ],
    async () => (await import('./ecs.ts')).createEcs(context)
  )
}
