import { siteOf } from '../../configuration/placement.ts'
import { plaintextIn } from '../../deploying/plan/plaintext.ts'
import { inspectServices } from '../../deploying/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { ServiceState, Site } from '../../rollout/ports.ts'
import type { MigrationSource } from './files.ts'
import { describeLive, type LiveService } from './live.ts'
import type { LoadedMigration } from './load.ts'

/** A service that runs, and where its running revision holds plaintext. */
export type RunningService = LiveService & { readonly plaintext: readonly string[] }

/** The services of the files: those that run, and names that ECS does not know. */
export type MigratedServices = {
  readonly running: readonly RunningService[]
  readonly missing: readonly string[]
  readonly problems: readonly Problem[]
}

/** lookAtServices reads the services of the files and the revisions that they run. Throws AwsError. */
export async function lookAtServices(
  sources: readonly MigrationSource[],
  { scope, placement }: LoadedMigration
): Promise<MigratedServices> {
  const { configuration, ports, aws } = scope
  const names = sources.flatMap(({ services }) => services)
  const named = names.map(service => ({ service, site: siteOf(service, placement, configuration) }))
  const homeless = named.find(({ site }) => site.cluster === undefined)
  if (homeless) return { running: [], missing: [], problems: [withoutCluster()] }
  const clouds = () => Promise.resolve(aws)
  const inspected = await inspectServices(
    named.map(({ service, site }) => ({ service, site: site as Site })),
    configuration,
    clouds
  )
  const isGone = ({ status }: ServiceState) => status !== 'ACTIVE'
  const states = [...inspected.states.values()]
  const running = await describeLive(
    states.filter(state => !isGone(state)),
    { ecs: aws.ecs }
  )
  return {
    running: running.map(one => ({
      ...one,
      plaintext: one.live ? plaintextIn(one.live.definition, ports.mask) : []
    })),
    missing: inspected.missing.map(({ service }) => service),
    problems: inspected.problems
  }
}

function withoutCluster(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "cluster" is empty, but services are to be migrated.',
    hint: 'Name the cluster the services run in; write cluster: default if you mean the default one.'
  }
}
