import { lastPartOf } from '../../arn.ts'
import { missingService } from '../../deploy/prepare/inspect-services.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { minuteOf } from '../../rollout/progress.ts'
import type { StaleTask } from '../audit.ts'
import { type ClusterSnapshot, readCluster, serviceOf } from '../find-uses.ts'
import { type Gap, gapProblem } from '../gap.ts'
import { type ReadingTask, readStartReads, staleTasks, undatedTasks } from '../old-values.ts'
import type { RunningTask } from '../ports.ts'
import { type Area, connectArea, deletedService } from './areas.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'

/** A service, the revision that it runs, and its tasks that have an old value of a secret. */
export type ServiceWithTasks = {
  readonly site: Site
  readonly state: ServiceState
  /** Its key in the configuration file, if it differs from the name. */
  readonly key?: string
  readonly live?: LiveDefinition
  readonly stale: readonly StaleTask[]
  /** What has no known date, and why. */
  readonly open: readonly Gap[]
  /** Its tasks could not be read. */
  readonly isUnseen: boolean
  /** Number of its running tasks that ECS did not list: a list of tasks can lag behind. */
  readonly unlisted: number
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
      problems.push(...look.missing.map(one => missingService({ ...one, site })))
      problems.push(...look.inactive.map(service => deletedService({ service, site })))
      problems.push(...look.gaps.map(gapProblem))
    }
  }
  return { services, others, problems: [...problems, ...services.flatMap(notVerified)] }
}

/** The services found, and the problems of those that do not exist or could not be read. */
type StaleTasks = {
  readonly services: readonly ServiceWithTasks[]
  /** Tasks without a service, which no deployment replaces. */
  readonly others: readonly StaleTask[]
  readonly problems: readonly Problem[]
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
    ...{ task, cluster, region, reads: reads.get(task.taskDefinition) ?? [] },
    ...present({ service: serviceOf(task) })
  })
  const looked = services.map((state): ServiceWithTasks => {
    const own = tasks.filter(task => serviceOf(task) === state.service).map(reading)
    return {
      ...{ site, state, isUnseen: tasksGap !== undefined },
      unlisted: tasksGap === undefined ? Math.max(0, state.runningCount - own.length) : 0,
      stale: tasksGap === undefined ? staleTasks(own) : [],
      open: distinctBy(
        own.flatMap(one => openOf(one, definitions.has(one.task.taskDefinition))),
        ({ what, why }) => `${what} ${why}`
      ),
      ...present({ live: definitions.get(state.taskDefinition) })
    }
  })
  const alone = tasks.filter(task => serviceOf(task) === undefined).map(reading)
  return { services: looked, others: staleTasks(alone) }
}

/** What a task reads is not known without its revision. */
function openOf(one: ReadingTask, isKnown: boolean): ServiceWithTasks['open'] {
  const { task, reads } = one
  if (!isKnown) {
    const why = 'ECS does not return this revision'
    return [{ what: `those of ${lastPartOf(task.taskDefinition)}`, why }]
  }
  const undated = undatedTasks([one]).map(({ arn }) => ({
    what: `those of task ${lastPartOf(arn)}`,
    why: 'ECS does not return when it was created'
  }))
  // that a file may not be dated is usual, and that it is missing shows when the next task starts
  const secrets = reads.flatMap(read =>
    read.kind === 'dated' || read.isFile ? [] : [{ what: read.name, why: read.why }]
  )
  return [...secrets, ...undated]
}

function notVerified(looked: ServiceWithTasks): readonly Problem[] {
  const { state, open, stale, unlisted } = looked
  if (stale.length > 0) return []
  if (unlisted > 0) return [notListed(looked)]
  if (open.length === 0) return []
  return [
    {
      code: 'rotation-not-verified',
      fault: 'cloud',
      service: state.service,
      message: `Service "${state.service}": it is not known when these secrets last changed: ${open.map(({ what, why }) => `${what} (${why})`).join(', ')}. It was not restarted.`,
      hint: 'What is missing keeps the next task from starting: create or restore it, or deploy the service from its file. To read the dates, allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters.'
    }
  ]
}

function notListed({ state: { service, runningCount }, unlisted }: ServiceWithTasks): Problem {
  const seen = runningCount - unlisted
  return {
    code: 'rotation-not-verified',
    fault: 'cloud',
    service,
    message: `Service "${service}": ECS listed ${seen} of its ${runningCount} running tasks, so it is not known whether the others hold an old value. It was not restarted.`,
    hint: 'Run again: the list of tasks can lag behind. Or deploy with force-new-deployment: true.'
  }
}

/** freshResult returns the result of a service without stale tasks. The service is left unchanged. */
export function freshResult(looked: ServiceWithTasks): ServiceResult {
  const { site, state, key } = looked
  const { service, taskDefinition } = state
  return {
    service,
    ...present({ key }),
    cluster: site.cluster,
    region: site.region,
    outcome: isKnown(looked) ? 'unchanged' : 'not-started',
    reason: `${whyFresh(looked)}${whatIsMissing(state)}`,
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
  }
}

/** Nothing had to be restarted, which does not mean that the service is well. */
function whatIsMissing({ status, desiredCount, runningCount }: ServiceState): string {
  if (status !== 'ACTIVE' || runningCount >= desiredCount) return ''
  return ` Only ${runningCount} of ${desiredCount} desired tasks run: check its events and stopped tasks.`
}

function isKnown({ isUnseen, unlisted, open }: ServiceWithTasks): boolean {
  return !isUnseen && unlisted === 0 && open.length === 0
}

function whyFresh({ open, isUnseen, unlisted }: ServiceWithTasks): string {
  if (unlisted > 0) return 'Not verified: not all of its running tasks were listed.'
  if (isUnseen) return 'Not verified: its running tasks could not be read.'
  if (open.length > 0) return 'Not verified: when its secrets last changed is not known.'
  return 'No running task is older than the secrets, parameters and files that it reads.'
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

/** whyStale returns a line for each secret: when it changed, and how many tasks may have the old value. */
export function whyStale(looked: ServiceWithTasks): readonly string[] {
  const { state, stale, key } = looked
  const name = labelOf({ service: state.service, ...present({ key }) })
  const tasks = new Set(stale.map(({ task }) => task)).size
  return changesOf(looked).map(
    change => `[${name}] ${change}; ${tasks} of its tasks might hold the old value`
  )
}

/** changesOf returns for each secret of a service's stale tasks when it changed. */
export function changesOf({ stale }: Pick<ServiceWithTasks, 'stale'>): readonly string[] {
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  return [...secrets].map(([secret, at]) => `${secret} changed ${minuteOf(at)}`)
}
