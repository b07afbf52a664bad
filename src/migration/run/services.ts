import { namedByKey, type Placement, siteOf } from '../../configuration/placement.ts'
import { plaintextIn } from '../../deploying/plan/plaintext.ts'
import { inspectServices, noCluster } from '../../deploying/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { AwsPorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { MigrationContext } from './ports.ts'

/** A service that runs, with its running revision; a run can have thousands of them. */
export type LiveService = {
  readonly state: Pick<ServiceState, 'service' | 'status' | 'taskDefinition'>
  readonly live?: LiveDefinition
}

/** describeLive reads the running revision of each service. Throws AwsError. */
export async function describeLive(
  states: readonly ServiceState[],
  { ecs }: Pick<AwsPorts, 'ecs'>
): Promise<readonly LiveService[]> {
  const found: LiveService[] = []
  for (const state of states) {
    const { service, status, taskDefinition } = state
    const live = taskDefinition === '' ? undefined : await ecs.describeTaskDefinition(taskDefinition)
    found.push({
      state: { service, status, taskDefinition },
      ...present({ live })
    })
  }
  return found
}

/** A service that runs, and the plaintext in its running revision. */
export type RunningService = LiveService & {
  /** The key of the service in this project. */
  readonly key: string
  readonly plaintext: readonly string[]
}

/** The services of the files: those that run, and the keys of those that ECS does not know. */
export type MigratedServices = {
  readonly running: readonly RunningService[]
  readonly missing: readonly string[]
  readonly problems: readonly Problem[]
}

/** readServices reads the services with these keys and the revisions that they run. Throws AwsError. */
export async function readServices(
  names: readonly string[],
  { context, placement }: { readonly context: MigrationContext; readonly placement: Placement }
): Promise<MigratedServices> {
  const { configuration, ports, aws } = context
  const named = names.map(key => ({
    ...namedByKey(key, placement),
    site: siteOf(key, placement, configuration)
  }))
  if (named.some(({ site }) => site.cluster === undefined))
    return { running: [], missing: [], problems: [noCluster('migrated')] }
  const connections = () => Promise.resolve(aws)
  const inspected = await inspectServices(
    named.map(one => ({ ...one, site: one.site as Site })),
    configuration,
    connections
  )
  const there = [...inspected.states].filter(([, { status }]) => status === 'ACTIVE')
  const running = await describeLive(
    there.map(([, state]) => state),
    { ecs: aws.ecs }
  )
  return {
    running: running.map((one, index) => ({
      ...one,
      key: there[index]?.[0] ?? one.state.service,
      plaintext: one.live ? plaintextIn(one.live.definition, ports.mask) : []
    })),
    missing: inspected.missing.map(keyOf),
    problems: inspected.problems
  }
}
