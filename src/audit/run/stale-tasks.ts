import { missingService } from '../../deploying/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { LiveReference, StaleTask } from '../audit.ts'
import { referencesOf } from '../definition.ts'
import { type ClusterSnapshot, readCluster, serviceOf } from '../find-uses.ts'
import { gapProblem } from '../gap.ts'
import { changedAtOf, lookUpSecrets, type ReferencedSecret, secretKeyOf, staleTasks } from '../secrets.ts'
import { type Area, connectArea, deletedService } from './areas.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'

/** A service, the revision that it runs, and the tasks of it that hold an old value of a secret. */
export type ServiceWithTasks = {
  readonly site: Site
  readonly state: ServiceState
  /** The key that the configuration file has for it, where that is another one. */
  readonly key?: string
  readonly live?: LiveDefinition
  readonly stale: readonly StaleTask[]
  /** References whose date could not be known, with the reason. */
  readonly open: readonly string[]
}

/**
 * findStaleTasks looks at the services of the areas: which of their tasks were made before the current value of a
 * secret that they read. What does not exist or could not be looked at is among the problems. Throws AwsError.
 */
export async function findStaleTasks(
  areas: readonly Area[],
  configuration: AwsConfiguration,
  ports: AuditPorts
): Promise<{ readonly services: readonly ServiceWithTasks[]; readonly problems: readonly Problem[] }> {
  const services: ServiceWithTasks[] = []
  const problems: Problem[] = []
  for (const { account, clusters } of areas) {
    const aws = await connectArea(account, configuration, ports)
    for (const target of clusters) {
      const look = await readCluster(target, aws)
      const site = { ...account, cluster: target.cluster }
      services.push(...(await withTasks(look, site, aws)))
      problems.push(...look.missing.map(service => missingService({ service, site })))
      problems.push(...look.inactive.map(service => deletedService({ service, site })))
      problems.push(...look.gaps.map(gapProblem))
    }
  }
  return { services, problems: [...problems, ...services.flatMap(notVerified)] }
}

async function withTasks(
  { services, tasks, tasksGap }: ClusterSnapshot,
  site: Site,
  aws: ConnectedArea
): Promise<readonly ServiceWithTasks[]> {
  const definitions = new Map<string, LiveDefinition>()
  for (const arn of new Set([...tasks, ...services].map(({ taskDefinition }) => taskDefinition))) {
    const live = arn === '' ? undefined : await aws.ecs.describeTaskDefinition(arn)
    if (live) definitions.set(arn, live)
  }
  const reads = (arn: string) => referencesOf(definitions.get(arn)?.definition ?? {}, site.region)
  const lookups = await lookUpSecrets([...definitions.keys()].flatMap(reads), aws.secrets)
  return services.map((state): ServiceWithTasks => {
    const own = tasks.filter(task => serviceOf(task) === state.service)
    const live = definitions.get(state.taskDefinition)
    const reading = own.map(task => ({
      task,
      cluster: site.cluster,
      region: site.region,
      service: state.service,
      references: reads(task.taskDefinition)
    }))
    return {
      site,
      state,
      stale: tasksGap === undefined ? staleTasks(reading, lookups) : [],
      open: [
        ...new Set(reading.flatMap(({ references }) => references.flatMap(one => openOf(one, lookups))))
      ],
      ...present({ live })
    }
  })
}

function openOf(reference: LiveReference, lookups: ReadonlyMap<string, ReferencedSecret>): readonly string[] {
  const looked = lookups.get(secretKeyOf(reference))
  if (reference.pinned || changedAtOf(looked) !== undefined) return []
  const why =
    looked?.kind === 'not-verified'
      ? looked.why
      : looked?.kind === 'gone'
        ? 'it does not exist'
        : 'it has no date'
  return [`${reference.id} (${why})`]
}

function notVerified({ state, open, stale }: ServiceWithTasks): readonly Problem[] {
  if (open.length === 0 || stale.length > 0) return []
  return [
    {
      code: 'rotation-not-verified',
      fault: 'cloud',
      service: state.service,
      message: `Service "${state.service}": it is not known when these secrets last changed: ${open.join(', ')}. It was not restarted.`,
      hint: 'Allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters, or deploy with force-new-deployment: true.'
    }
  ]
}

/** freshResult is the result of a service whose tasks are all fresh: it is left alone. */
export function freshResult({ site, state, open, key }: ServiceWithTasks): ServiceResult {
  const { service, taskDefinition } = state
  const verified = 'Every running task began after the current values of its secrets were made.'
  return {
    service,
    ...present({ key }),
    cluster: site.cluster,
    region: site.region,
    outcome: 'unchanged',
    reason: open.length === 0 ? verified : 'Not verified: when its secrets last changed is not known.',
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
  }
}

/** whyStale says in a line for each secret when it changed and how many tasks may hold the old value. */
export function whyStale({ state, stale, key }: ServiceWithTasks): readonly string[] {
  const name = labelOf({ service: state.service, ...present({ key }) })
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  const tasks = new Set(stale.map(({ task }) => task)).size
  return [...secrets].map(
    ([secret, at]) =>
      `[${name}] ${secret} changed ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC; ${tasks} of its tasks may hold the old value`
  )
}
