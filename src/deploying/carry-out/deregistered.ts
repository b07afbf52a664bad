import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { mapBounded } from '../../bounded.ts'
import type { Remark } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { CarriedService, RolloutRun } from './rollout-run.ts'

/** The burst of ECS's bucket for these reads: a run over hundreds of definitions must not wait for it to fill. */
const MOST_LOOKED_AT = 50
const AT_ONCE = 8

/**
 * withDeregistered warns of services whose revision was deregistered during the rollout: it goes on running, and ECS
 * calls the deployment completed, but accepts no deployment of that revision any more. Throws no AwsError.
 */
export async function withDeregistered(
  carried: ReadonlyMap<ServicePlan, CarriedService>,
  run: RolloutRun
): Promise<{
  readonly carried: ReadonlyMap<ServicePlan, CarriedService>
  readonly remarks: readonly Remark[]
}> {
  // a run that may not read revisions has said so
  const mayRead = run.plan.definitions.every(
    ({ registration }) => registration.kind === 'reuse' || registration.because !== 'not-compared'
  )
  if (!mayRead || run.ports.signal.aborted) return { carried, remarks: [] }
  const first = new Map<string, ServicePlan>()
  for (const [service, { end }] of carried) {
    const { outcome, taskDefinitionArn, isOngoing } = end.result
    if (outcome === 'succeeded' && !isOngoing && taskDefinitionArn !== undefined)
      first.set(taskDefinitionArn, first.get(taskDefinitionArn) ?? service)
  }
  const looked = await mapBounded([...first].slice(0, MOST_LOOKED_AT), AT_ONCE, async ([arn, service]) =>
    (await isDeregistered(arn, service, run)) ? [arn] : []
  )
  const gone = new Set(looked.flat())
  const left = first.size - looked.length
  const message = `Not looked at: whether ${left} of the ${first.size} revisions were deregistered during the rollout. A run looks at ${MOST_LOOKED_AT}.`
  return {
    carried: new Map([...carried].map(([service, done]) => [service, told(done, gone)])),
    remarks: left > 0 ? [{ message }] : []
  }
}

async function isDeregistered(arn: string, { site }: ServicePlan, run: RolloutRun): Promise<boolean> {
  try {
    const { ecs } = await run.aws(site)
    const live = await ecs.describeTaskDefinition(arn)
    return live !== undefined && live.status !== 'ACTIVE'
  } catch (error) {
    if (error instanceof AwsError) return false
    throw error
  }
}

function told(done: CarriedService, gone: ReadonlySet<string>): CarriedService {
  const { result, warning } = done.end
  const { taskDefinitionArn = '', reason, outcome } = result
  if (outcome !== 'succeeded' || !gone.has(taskDefinitionArn)) return done
  const said = `But ${lastPartOf(taskDefinitionArn)} was deregistered during the rollout: its tasks go on, and ECS accepts no new deployment of it. Deploy from the file again, which registers it.`
  const whole = `${reason} ${said}`
  const both = warning === undefined || warning === reason ? whole : `${warning} ${said}`
  return { ...done, end: { ...done.end, result: { ...result, reason: whole }, warning: both } }
}
