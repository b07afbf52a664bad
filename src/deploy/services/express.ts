import { lastPartOf } from '../../arn.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { NewRevision, ServiceState, UpdateServiceRequest } from '../../rollout/ports.ts'

/** The member that only CreateExpressGatewayService has and that it requires: it shows what a definition is for. */
export const EXPRESS_MEMBER = 'infrastructureRoleArn'

/** Members of the calls that a task definition of the user's own replaces (API reference of both). */
export const REPLACED_MEMBERS: readonly string[] = [
  ...['primaryContainer', 'executionRoleArn', 'taskRoleArn', 'cpu', 'memory', 'cpuArchitecture']
]

/** isExpressDefinition returns whether the members of a service definition create an Express service. Pure. */
export function isExpressDefinition(members: JsonObject | undefined): boolean {
  return members?.[EXPRESS_MEMBER] !== undefined
}

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
 * expressFaults returns what an Express service does not take of a task definition, one clause each: ECS refuses it
 * only after the revision was registered. Pure. Source: API reference of UpdateExpressGatewayService.
 */
export function expressFaults(definition: JsonObject): readonly string[] {
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
