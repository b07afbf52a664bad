import type { Problem } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import { definitionIn, type Plan } from '../comparison/plan.ts'
import { beyondExpress, expressFaults, isExpressDefinition } from '../services/express.ts'
import { changedMembers } from '../services/settings.ts'

/** What is planned for a service that Express Mode manages, or will manage. */
export type ExpressPlan = {
  readonly service: string
  readonly file: string
  readonly definition: JsonObject
  /** What is sent besides the definition, in words or as members of UpdateService. */
  readonly beyond: readonly string[]
  readonly isCreated: boolean
}

/** expressPlans returns what is planned for services of Express Mode: those that are changed or created. Pure. */
export function expressPlans(plan: Plan): readonly ExpressPlan[] {
  return plan.services.flatMap(({ service, file, definitionId, action, before, creation, ...wanted }) => {
    const isCreated = action.kind === 'create' && isExpressDefinition(creation)
    const isChanged = action.kind === 'update' || action.kind === 'scale' || action.kind === 'settings'
    if (!isCreated && !(isChanged && before.isExpress)) return []
    const request = {
      forceNewDeployment: action.kind === 'update' && action.forceNewDeployment,
      members: changedMembers(wanted.settings ?? {}, before.raw)
    }
    const beyond = beyondExpress(request, before)
    return [{ service, file, definition: definitionIn(plan, definitionId), beyond, isCreated }]
  })
}

/** What ECS refuses to change of an Express service (kayac/ecspresso#902). */
const RESERVED: readonly string[] = ['loadBalancers', 'deploymentConfiguration']

/** expressProblems returns what ECS would refuse of a plan, before anything is registered. Pure. */
export function expressProblems(plan: ExpressPlan): readonly Problem[] {
  const { service, file, definition, beyond, isCreated } = plan
  const about = { code: 'express-service', fault: 'user', service } as const
  const faults = expressFaults(definition)
  const refused = isCreated ? beyond : beyond.filter(name => RESERVED.includes(name))
  return [
    ...(faults.length === 0
      ? []
      : [
          {
            ...about,
            message: `Service "${service}" is of ECS Express Mode, which does not take ${file}: ${faults.join('; ')}.`,
            hint: 'Name one container "Main" and give it one port with "containerPort" and "name"; "requiresCompatibilities" needs "FARGATE".'
          }
        ]),
    ...(refused.length === 0
      ? []
      : [
          {
            ...about,
            message: `Service "${service}" is of ECS Express Mode, where ${refused.join(', ')} can't be ${isCreated ? 'set by inputs when it is created' : 'changed'}.`,
            hint: isCreated
              ? 'Write it into the service definition ("scalingTarget" for the number of tasks), or set it after the service exists.'
              : 'ECS manages its load balancer and its deployments. Leave it out for this service.'
          }
        ])
  ]
}

/**
 * expressRemarks returns by which call an Express service is changed if not by its own, and what could undo it. Pure.
 */
export function expressRemarks({ service, beyond, isCreated }: ExpressPlan): readonly string[] {
  return [
    ...(isCreated || beyond.length === 0
      ? []
      : [
          `Service "${service}" (ECS Express Mode) is changed with UpdateService: UpdateExpressGatewayService has no member for ${beyond.join(', ')}.`
        ]),
    `Service "${service}" is managed by ECS Express Mode: another tool's update with a primary container (AWS's Express action, Terraform, the console) replaces image, command, environment and secrets of "Main", and removes sidecars and all that it has no member for.`
  ]
}
