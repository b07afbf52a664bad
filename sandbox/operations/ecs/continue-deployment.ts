import { AwsFault } from '../../fault.ts'
import { textOf } from '../../json.ts'
import { isWaiting } from '../../world/hooks.ts'
import { settleHook } from '../../world/settle-hook.ts'
import { must, type Operation } from '../operation.ts'
import { invalidParameter } from './common.ts'
import { findDeployment } from './service-deployments.ts'

/**
 * The messages are those of AWS's troubleshooting page for blue/green deployments; the exceptions that carry them are
 * an assumption.
 */
const continueDeployment: Operation = {
  writes: true,
  resources: call => [textOf(call.input, 'serviceDeploymentArn') ?? '*'],
  run: call => {
    const arn = must(call, 'serviceDeploymentArn', key => invalidParameter(`${key} cannot be empty.`))
    const hookId = must(call, 'hookId', key => invalidParameter(`${key} cannot be empty.`))
    const action = textOf(call.input, 'action') ?? 'CONTINUE'
    if (action !== 'CONTINUE' && action !== 'ROLLBACK')
      throw invalidParameter('Invalid action. Valid values are: CONTINUE, ROLLBACK')
    const hit = findDeployment(call, arn)
    if (!hit)
      throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment does not exist.')
    if (!/^ecs-[a-z]+-.+$/.test(hookId))
      throw invalidParameter('Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}')
    const { service, one } = hit
    if (one.finishedAt !== undefined)
      throw invalidParameter(
        'Continuing a service deployment is not allowed for service deployment in terminal states.'
      )
    const hook = one.lifecycle?.hooks.find(found => found.id === hookId)
    if (one.status !== 'IN_PROGRESS' || !hook || !isWaiting(hook) || hook.setting.type !== 'PAUSE')
      throw invalidParameter(
        'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN'
      )
    const status = action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED'
    settleHook(call.world, service, { record: one, hook: hookId, status })
    return { serviceDeploymentArn: arn }
  }
}

/** ContinueServiceDeployment. */
export const CONTINUE_DEPLOYMENT: Readonly<Record<string, Operation>> = {
  ContinueServiceDeployment: continueDeployment
}
