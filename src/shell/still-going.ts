import { lastPartOf } from '../arn.ts'
import type { ServiceResult } from '../rollout/outcome.ts'

/** So many services are named in a command; the status of more is asked for by cluster. */
const NAMED = 20

/**
 * stillGoing says of a run that was interrupted what continues in ECS without it, and how to look at that: two lines for each cluster. Empty
 * where nothing does.
 */
export function stillGoing(results: readonly ServiceResult[]): readonly string[] {
  const places = new Map<string, ServiceResult[]>()
  for (const result of results) {
    if (result.outcome !== 'cancelled') continue
    const key = JSON.stringify([result.region, result.cluster])
    places.set(key, [...(places.get(key) ?? []), result])
  }
  return [...places.values()].flatMap(own => {
    const [{ cluster, region }] = own as [ServiceResult]
    const names = own.map(({ service }) => service)
    const some = names.length > NAMED ? '' : ` --service ${names.join(',')}`
    const shown = names.length > NAMED ? `${names.length} services` : names.join(', ')
    return [
      `Interrupted. Still in progress in ECS: ${shown}.`,
      `  ecs-sealed-deploy status --cluster ${lastPartOf(cluster)} --aws-region ${region}${some}`
    ]
  })
}
