import { lastPartOf } from '../../arn.ts'
import { missingService } from '../../deploying/prepare/inspect-services.ts'
import { assertNever, type Problem, type Remark } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { minuteOf } from '../../rollout/progress.ts'
import type { LiveReference, StaleTask } from '../audit.ts'
import { referencesOf } from '../definition.ts'
import { type ClusterSnapshot, readCluster, serviceOf } from '../find-uses.ts'
import { gapProblem } from '../gap.ts'
import { changedAtOf, staleTasks, undatedTasks } from '../old-values.ts'
import type { RunningTask } from '../ports.ts'
import { lookUpSecrets, type ReferencedSecret, secretKeyOf } from '../secrets.ts'
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
  /** References whose date could not be determined, with the reason. */
  readonly open: readonly string[]
  /** Its tasks could not be read. */
  readonly isUnseen: boolean
  /** Number of its running tasks that ECS did not list: a list of tasks can lag behind. */
  readonly unlisted: number
  readonly reads: 'no-task' | 'nothing' | 'pinned' | 'current'
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
      problems.push(...look.missing.map(service => missingService({ service, site })))
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
  const definitions = new Map<string, LiveDefinition>()
  for (const arn of new Set([...tasks, ...services].map(({ taskDefinition }) => taskDefinition))) {
    const live = arn === '' ? undefined : await aws.ecs.describeTaskDefinition(arn)
    if (live) definitions.set(arn, live)
  }
  const reads = (arn: string) => referencesOf(definitions.get(arn)?.definition ?? {}, site.region)
  const lookups = await lookUpSecrets([...definitions.keys()].flatMap(reads), aws.secrets)
  const reading = (task: RunningTask) => ({
    ...{ task, cluster: site.cluster, region: site.region, references: reads(task.taskDefinition) },
    ...present({ service: serviceOf(task) })
  })
  const alone = tasks.filter(task => serviceOf(task) === undefined).map(reading)
  const looked = services.map((state): ServiceWithTasks => {
    const own = tasks.filter(task => serviceOf(task) === state.service).map(reading)
    const live = definitions.get(state.taskDefinition)
    return {
      ...{ site, state, isUnseen: tasksGap !== undefined, reads: whatIsRead(own) },
      unlisted: tasksGap === undefined ? Math.max(0, state.runningCount - own.length) : 0,
      stale: tasksGap === undefined ? staleTasks(own, lookups) : [],
      open: [
        ...new Set([
          ...own.flatMap(({ task }) => (definitions.has(task.taskDefinition) ? [] : unreadRevision(task))),
          ...own.flatMap(({ references }) => references.flatMap(one => openOf(one, lookups))),
          ...undatedTasks(own)
        ])
      ],
      ...present({ live })
    }
  })
  return { services: looked, others: staleTasks(alone, lookups) }
}

function openOf(reference: LiveReference, lookups: ReadonlyMap<string, ReferencedSecret>): readonly string[] {
  const looked = lookups.get(secretKeyOf(reference))
  if (reference.pinned || changedAtOf(reference, looked) !== undefined) return []
  return [`${reference.id} (${whyOpen(looked)})`]
}

function whyOpen(looked: ReferencedSecret | undefined): string {
  if (looked?.kind === 'not-verified') return looked.why
  if (looked?.kind === 'gone') return 'it does not exist'
  if (looked?.kind === 'secret' && looked.facts.deletedAt !== undefined) return 'it is scheduled for deletion'
  return 'it has no date'
}

/** What a task reads is not known without its revision. */
function unreadRevision({ taskDefinition }: RunningTask): readonly string[] {
  return [`those of ${lastPartOf(taskDefinition)} (ECS does not return this revision)`]
}

/** How a reference to something from which no task can start ends in words. */
const GONE = /\(it (?:does not exist|is scheduled for deletion)\)$/
const UNREAD = /\(ECS does not return this revision\)$/

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
      message: `Service "${state.service}": it is not known when these secrets last changed: ${open.join(', ')}. It was not restarted.`,
      hint: open.every(one => GONE.test(one))
        ? 'Its next task will not start: create it again or restore it, or deploy a revision that does not read it.'
        : open.every(one => UNREAD.test(one))
          ? 'Deploy the service from its file, which registers a revision and starts new tasks.'
          : 'Allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters, or deploy with force-new-deployment: true.'
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

function whyFresh({ open, isUnseen, unlisted, reads }: ServiceWithTasks): string {
  if (unlisted > 0) return 'Not verified: not all of its running tasks were listed.'
  if (isUnseen) return 'Not verified: its running tasks could not be read.'
  if (open.length > 0) return 'Not verified: when its secrets last changed is not known.'
  switch (reads) {
    case 'no-task':
      return 'None of its running tasks can hold an old value.'
    case 'nothing':
      return 'Its tasks read no secret and no parameter.'
    case 'pinned':
      return 'Its tasks read pinned versions only, which a restart does not change.'
    case 'current':
      return 'Every running task started after the current values of its secrets were created.'
    default:
      return assertNever(reads)
  }
}

/** What a service's tasks read. Only current values can become stale. */
function whatIsRead(
  own: readonly { readonly references: readonly LiveReference[] }[]
): ServiceWithTasks['reads'] {
  if (own.length === 0) return 'no-task'
  const references = own.flatMap(one => one.references)
  if (references.length === 0) return 'nothing'
  return references.every(({ pinned }) => pinned) ? 'pinned' : 'current'
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

/** changesOf says for each secret of a service's stale tasks when it changed. */
export function changesOf({ stale }: Pick<ServiceWithTasks, 'stale'>): readonly string[] {
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  return [...secrets].map(([secret, at]) => `${secret} changed ${minuteOf(at)}`)
}
