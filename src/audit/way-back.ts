import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import { orGap } from './gap.ts'
import type { RollbackTarget } from './judge-services.ts'
import type { InventoryPort } from './ports.ts'

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000

/** Where a service's way back leads, and what of that could not be looked at. */
export type WaysBack = { readonly targets: readonly RollbackTarget[]; readonly remarks: readonly string[] }

/**
 * waysBack finds the revisions that a rollback of the service can lead to: what its newest deployment took the place of, and the
 * newest other revision that was deployed successfully. Throws AwsError unless the look is only denied.
 */
export async function waysBack(
  state: ServiceState,
  { ecs, inventory }: { readonly ecs: EcsPort; readonly inventory: InventoryPort },
  now: number
): Promise<WaysBack> {
  const { service, clusterArn } = state
  // CodeDeploy and task sets of others have no service deployments; what they would go back to still runs
  if (state.deploymentController !== 'ECS') return { targets: [], remarks: [] }
  const look = await orGap(`the way back of service "${service}"`, async () => {
    const records = await ecs.listServiceDeployments(clusterArn, service, now - HISTORY_MS)
    const newest = records.slice(0, 1).map(({ arn }) => arn)
    const sources = newest.length === 0 ? [] : await inventory.sourceRevisions(newest)
    const earlier = records.flatMap(({ status, targetRevisionArn }) =>
      status === 'SUCCESSFUL' && targetRevisionArn !== undefined ? [targetRevisionArn] : []
    )
    const wanted = [...new Set([...sources, ...earlier])]
    const definitions =
      wanted.length === 0 ? new Map<string, string>() : await ecs.describeServiceRevisions(wanted)
    const other = (arn: string) => {
      const definition = definitions.get(arn)
      return definition === undefined || definition === state.taskDefinition ? [] : [definition]
    }
    return [...sources.flatMap(other), ...earlier.flatMap(other).slice(0, 1)]
  })
  if ('gap' in look) {
    return { targets: [], remarks: [`Not verified: ${look.gap.what}: ${look.gap.why}.`] }
  }
  return { targets: [...new Set(look.found)].map(revision => ({ service, revision })), remarks: [] }
}
