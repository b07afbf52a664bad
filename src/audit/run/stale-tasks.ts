import { lastPartOf } from '../../arn.ts'
import { missingService } from '../../deploy/prepare/inspect-services.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { StaleTask } from '../audit.ts'
import { type ClusterSnapshot, readCluster, serviceOf } from '../find-uses.ts'
import { gapProblem } from '../gap.ts'
import { type JudgedTasks, judgeTasks, type ReadingTask, readStartReads, staleTasks } from '../old-values.ts'
import type { RunningTask } from '../ports.ts'
import { type Area, connectArea, deletedService } from './areas.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'

/** A service, the revision that it runs, and what its tasks hold. */
export type ServiceWithTasks = {
  readonly site: Site
  readonly state: ServiceState
  /** Its key in the configuration file, if it differs from the name. */
  readonly key?: string
  readonly live?: LiveDefinition
  readonly tasks: JudgedTasks
}

/** The services found, and the problems of those that do not exist or could not be read. */
type StaleTasks = {
  readonly services: readonly ServiceWithTasks[]
  /** Tasks without a service, which no deployment replaces. */
  readonly others: readonly StaleTask[]
  readonly problems: readonly Problem[]
}

/**
 * findStaleTasks finds the tasks of the areas' services that were created before the current value of a secret that
 * they read. What does not exist or could not be read is among the problems. Throws AwsError.
 */
export async function findStaleTasks(
  areas: readonly Area[],
  configuration: AwsConfiguration,
  ports: AuditPorts
): Promise<StaleTasks> {
  const services: ServiceWithTasks[] = []
  const others: StaleTask[] = []
  const problems: Problem[] = []
  for (const { account, clusters } of areas) {
    const aws = await connectArea(account, configuration, ports)
    for (const target of clusters) {
      const look = await readCluster(target, aws)
      const site = { ...account, cluster: target.cluster }
      const found = await withTasks(look, site, aws)
      services.push(...found.services)
      others.push(...found.others)
      problems.push(
        ...look.missing.map(one => missingService({ ...one, site })),
        ...look.inactive.map(service => deletedService({ service, site })),
        ...look.gaps.map(gapProblem),
        // without the list of tasks, the gap is the problem of all services
        ...(look.tasksGap === undefined ? found.services.flatMap(notVerified) : [])
      )
    }
  }
  return { services, others, problems }
}

async function withTasks(
  { services, tasks, tasksGap }: ClusterSnapshot,
  site: Site,
  aws: ConnectedArea
): Promise<Pick<StaleTasks, 'services' | 'others'>> {
  const { cluster, region } = site
  const definitions = new Map<string, LiveDefinition>()
  for (const arn of new Set([...tasks, ...services].map(({ taskDefinition }) => taskDefinition))) {
    const live = arn === '' ? undefined : await aws.ecs.describeTaskDefinition(arn)
    if (live) definitions.set(arn, live)
  }
  const contents = [...definitions.values()].map(({ definition }) => definition)
  const dates = await readStartReads(contents, { region }, aws)
  const reads = new Map([...definitions.keys()].map((arn, index) => [arn, dates[index] ?? []]))
  const reading = (task: RunningTask): ReadingTask => ({
    ...{ task, cluster, region, reads: reads.get(task.taskDefinition) ?? [unread(task)] },
    ...present({ service: serviceOf(task) })
  })
  const looked = services.map((state): ServiceWithTasks => {
    const own = tasks.filter(task => serviceOf(task) === state.service).map(reading)
    const judged =
      tasksGap === undefined
        ? judgeTasks(own, state.runningCount)
        : { kind: 'open' as const, stale: [], text: 'its running tasks could not be read' }
    return { site, state, tasks: judged, ...present({ live: definitions.get(state.taskDefinition) }) }
  })
  const alone = tasks.filter(task => serviceOf(task) === undefined).map(reading)
  return { services: looked, others: staleTasks(alone) }
}

/** What a task reads is not known without its revision. */
function unread({ taskDefinition }: RunningTask): ReadingTask['reads'][number] {
  return { kind: 'unknown', name: lastPartOf(taskDefinition), why: 'ECS does not return this revision' }
}

function notVerified({ state: { service }, tasks: { kind, text } }: ServiceWithTasks): readonly Problem[] {
  if (kind !== 'open') return []
  return [
    {
      code: 'rotation-not-verified',
      fault: 'cloud',
      service,
      message: `Service "${service}": it is not known whether its tasks hold an old value: ${text}. It was not restarted.`,
      hint: 'Run again, if the list of tasks lags behind. What is missing keeps the next task from starting: create or restore it. To read the dates, allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters. Or deploy with force-new-deployment: true.'
    }
  ]
}

/** freshResult returns the result of a service without stale tasks. The service is left unchanged. */
export function freshResult({ site, state, key, tasks }: ServiceWithTasks): ServiceResult {
  const { service, taskDefinition } = state
  const isOpen = tasks.kind === 'open'
  const why = isOpen
    ? `Not verified: ${tasks.text}.`
    : 'No running task is older than the secrets, parameters and files that it reads.'
  return {
    service,
    ...present({ key }),
    cluster: site.cluster,
    region: site.region,
    outcome: isOpen ? 'not-started' : 'unchanged',
    reason: `${why}${whatIsMissing(state)}`,
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
  }
}

/** Nothing had to be restarted, which does not mean that the service is well. */
function whatIsMissing({ status, desiredCount, runningCount }: ServiceState): string {
  if (status !== 'ACTIVE' || runningCount >= desiredCount) return ''
  return ` Only ${runningCount} of ${desiredCount} desired tasks run: check its events and stopped tasks.`
}

/** staleOthers warns of the tasks without a service that may have an old value. Nothing here restarts them. */
export function staleOthers(others: readonly StaleTask[], dryRun: boolean): readonly Remark[] {
  const secrets = new Map<string, Set<string>>()
  for (const { secret, task } of others) secrets.set(secret, (secrets.get(secret) ?? new Set()).add(task))
  return [...secrets].map(([secret, tasks]) => {
    const names = [...tasks].map(lastPartOf).join(', ')
    const left = dryRun ? 'would not be' : 'were not'
    const message = `Tasks outside of services might hold the old value of ${secret} and ${left} restarted: ${names}.`
    return { message, isWarning: true, verdict: `Warning: ${message}` }
  })
}
