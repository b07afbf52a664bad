import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { NewRevision, ServiceState, UpdateServiceRequest } from '../../rollout/ports.ts'
import type { Plan } from '../comparison/plan.ts'
import { changedMembers, isExpressDefinition } from './settings.ts'

/** Members of the calls that a task definition of the user's own replaces (API reference of both). */
export const REPLACED_MEMBERS: readonly string[] = [
  ...['primaryContainer', 'executionRoleArn', 'taskRoleArn', 'cpu', 'memory', 'cpuArchitecture']
]

/**
 * beyondExpress lists what an update contains that UpdateExpressGatewayService has no member for, so that it goes by
 * UpdateService; empty if there is nothing. Pure.
 */
export function beyondExpress(
  { forceNewDeployment, desiredCount, members = {} }: Omit<UpdateServiceRequest, 'cluster' | 'service'>,
  before: ServiceState
): readonly string[] {
  return [
    ...(forceNewDeployment ? ['a forced deployment'] : []),
    ...(desiredCount !== undefined && desiredCount !== before.desiredCount ? ['desiredCount'] : []),
    ...Object.keys(members)
  ]
}

/**
 * withRevision returns a service as it is after a call of Express Mode, whose answer has no deployment but a service
 * revision: the digits at the end of its ARN are those of the deployment's ID. Pure.
 */
export function withRevision(
  before: ServiceState,
  taskDefinition: string,
  revision: NewRevision
): ServiceState {
  const id = `ecs-svc/${lastPartOf(revision.arn)}`
  if (before.deployments.some(one => one.id === id)) return before
  const counts = { desiredCount: before.desiredCount, runningCount: 0, pendingCount: 0, failedTasks: 0 }
  const { createdAt } = revision
  const mine = { id, status: 'PRIMARY', taskDefinition, ...counts, rolloutState: 'IN_PROGRESS' }
  const others = before.deployments.map(one => ({ ...one, status: 'ACTIVE' }))
  return { ...before, taskDefinition, deployments: [{ ...mine, ...present({ createdAt }) }, ...others] }
}

const MAIN = 'Main'

/**
 * What an Express service does not take of a task definition, one clause each: ECS refuses it only after the
 * revision was registered. Source: API reference of UpdateExpressGatewayService.
 */
function expressFaults(definition: JsonObject): readonly string[] {
  const containers = objectsIn(definition['containerDefinitions'])
  const main = containers.find(({ name }) => name === MAIN)
  const names = containers.map(({ name }) => `"${String(name ?? '')}"`).join(', ')
  const compatible = definition['requiresCompatibilities']
  const isFargate = Array.isArray(compatible) && compatible.includes('FARGATE')
  return [
    ...(main ? portFaults(main) : [`no container is named "${MAIN}" (it has ${names}; case counts)`]),
    ...(isFargate ? [] : ['"requiresCompatibilities" lacks "FARGATE"'])
  ]
}

function portFaults(main: JsonObject): readonly string[] {
  const ports = objectsIn(main['portMappings']).filter(({ protocol = 'tcp' }) => protocol === 'tcp')
  const [port] = ports
  if (ports.length !== 1) return [`container "${MAIN}" has ${ports.length} TCP ports instead of exactly one`]
  const lacking = ['containerPort', 'name'].filter(key => port?.[key] === undefined || port[key] === '')
  return lacking.map(key => `the TCP port of container "${MAIN}" has no "${key}"`)
}

/** What is planned for a service that Express Mode manages, or will manage. */
type ExpressPlan = {
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
    const { definition = {} } = plan.definitions.find(({ id }) => id === definitionId) ?? {}
    return [{ service, file, definition, beyond, isCreated }]
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
