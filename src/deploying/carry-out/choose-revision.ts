import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { findPreviousGood } from '../../rollout/previous-good.ts'
import type { DeployingPorts } from '../connections.ts'

/** The revision that a service goes back to, why that one, or what is wrong. */
export type ChosenRevision =
  | { readonly live: LiveDefinition; readonly how: string }
  | { readonly problem: Problem }

/** A service that is to go back, as it is now. */
export type ServiceToRollBack = {
  readonly service: string
  readonly site: Site
  readonly state: ServiceState
}

/** chooseRevision finds the revision to go back to: the named one, or the last that was deployed successfully before. Throws nothing of AWS's. */
export async function chooseRevision(
  going: ServiceToRollBack,
  named: string | undefined,
  planning: DeployingPorts
): Promise<ChosenRevision> {
  try {
    return await choose(going, named, planning)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { problem: { ...explainAwsError(error), service: going.service } }
  }
}

async function choose(
  { service, site, state }: ServiceToRollBack,
  named: string | undefined,
  { aws, ports }: DeployingPorts
): Promise<ChosenRevision> {
  const { ecs } = await aws(site)
  const wanted =
    named === undefined
      ? await findPreviousGood(ecs, state, ports.clock.now())
      : { arn: withFamily(named, state), how: 'named by the input revision' }
  if ('none' in wanted) {
    return refusal(service, {
      code: 'no-way-back',
      message: `Service "${service}": there is no revision to go back to: ${wanted.none}.`,
      hint: 'Name one by the input revision; aws ecs list-task-definitions --family-prefix shows what there is.'
    })
  }
  const live = await ecs.describeTaskDefinition(wanted.arn)
  if (!live) {
    return refusal(service, {
      code: 'revision-not-found',
      message: `ECS has no revision ${lastPartOf(wanted.arn)} in ${site.region}.`,
      hint: 'Check family, number and region; a deleted revision can not be deployed.'
    })
  }
  if (live.status !== 'ACTIVE') {
    return refusal(service, {
      code: 'revision-inactive',
      message: `${lastPartOf(live.arn)} is ${live.status}: ECS starts no new tasks from it.`,
      hint: 'Name another one by the input revision, or deploy from the file, which registers it again.'
    })
  }
  return { live, how: wanted.how }
}

function refusal(service: string, what: Pick<Problem, 'code' | 'message' | 'hint'>): ChosenRevision {
  return { problem: { ...what, fault: 'cloud', service } }
}

/** A bare number is a revision of the family that the service runs. */
function withFamily(named: string, state: ServiceState): string {
  if (!/^\d+$/.test(named)) return named
  const current = lastPartOf(state.taskDefinition)
  return `${current.slice(0, current.lastIndexOf(':'))}:${named}`
}
