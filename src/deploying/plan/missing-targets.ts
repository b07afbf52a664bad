import { checkBalancer } from '../../codedeploy/appspec.ts'
import type { Problem } from '../../errors.ts'
import { objectsIn } from '../../json.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'

/**
 * missingTargets finds services whose load balancer or service registry names a container or a port that the new
 * definition does not have. ECS refuses such an update, but only after the revision is registered, and after services
 * of earlier waves were deployed. Services of CodeDeploy are compared where their AppSpec is made. Pure.
 */
export function missingTargets(plan: Plan): readonly Problem[] {
  return plan.services.flatMap(service => {
    const targets = targetsOf(service)
    if (targets.length === 0) return []
    const definition = definitionIn(plan, service.definitionId)
    return targets.flatMap(target => {
      const fault = checkBalancer(target, { definition })
      return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }]
    })
  })
}

/** The containers and ports that a service needs in the definition that it is given; DNS records may name none. */
function targetsOf({ action, before, creation }: ServicePlan) {
  const isUpdated = action.kind === 'create' || action.kind === 'update'
  if (!isUpdated || before.deploymentController !== 'ECS') return []
  const settings = creation ?? before.raw
  return [...objectsIn(settings['loadBalancers']), ...objectsIn(settings['serviceRegistries'])].flatMap(
    ({ containerName, containerPort }) =>
      typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []
  )
}
