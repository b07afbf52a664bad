import { AwsFault } from './fault.ts'
import type { JsonMap } from './json.ts'
import { BALANCER_PARAMETERS } from './operations/balancers/target-groups.ts'
import { observe, observeAll } from './operations/ecs/lagged.ts'
import { IAM_PARAMETERS } from './operations/iam/parameters.ts'
import { operationOf, type ServiceName } from './operations/index.ts'
import type { Call, Operation } from './operations/operation.ts'
import { STS_PARAMETERS } from './operations/sts/identity.ts'
import { checkParameters, isQueryService, type QueryService } from './wire/query.ts'
import { checkAnswer, checkRequest, knowsOperation, type UnknownMembers } from './wire/schema.ts'
import type { OutsideCall, World } from './world/state.ts'
import type { Hands } from './world/step.ts'

const HAVE_DEFINITIONS = [
  'RegisterTaskDefinition',
  'DescribeTaskDefinition',
  'DeregisterTaskDefinition',
  'DeleteTaskDefinitions'
]

const PARAMETERS: Readonly<Record<QueryService, Readonly<Record<string, readonly string[]>>>> = {
  iam: IAM_PARAMETERS,
  sts: STS_PARAMETERS,
  elasticloadbalancing: BALANCER_PARAMETERS
}

/** The service and operation of a call. */
export type CallName = { readonly service: ServiceName; readonly operation: string }

/** The strictness of a call: if the sandbox is lenient, calls with a task definition keep unknown members. */
export function strictnessOf(name: CallName, lenient: boolean): UnknownMembers {
  return lenient && name.service === 'ecs' && HAVE_DEFINITIONS.includes(name.operation) ? 'keep' : 'refuse'
}

/**
 * findOperation returns the operation. Throws AwsFault UnknownOperationException, whose message says whether AWS has
 * the operation.
 */
export function findOperation(name: CallName): Operation {
  const found = operationOf(name.service, name.operation)
  if (found) return found
  const { service } = name
  const real = service !== 's3' && !isQueryService(service) && knowsOperation(service, name.operation)
  throw new AwsFault(
    'UnknownOperationException',
    real
      ? `The sandbox doesn't play ${service}:${name.operation}.`
      : `Unknown operation ${service}:${name.operation}.`
  )
}

/** checkInput validates a request against the service's model. Throws AwsFault. */
export function checkInput(name: CallName, input: JsonMap, unknown: UnknownMembers): void {
  const { service, operation } = name
  // the parser of S3 requests accepts only what the sandbox simulates
  if (service === 's3') return
  if (isQueryService(service)) checkParameters(operation, input, PARAMETERS[service][operation] ?? [])
  else checkRequest({ service, operation }, input, unknown)
}

/** checkOutput validates an answer against the service's model (the XML services have none here). */
export function checkOutput(name: CallName, output: JsonMap, unknown: UnknownMembers): void {
  const { service, operation } = name
  if (service !== 's3' && !isQueryService(service)) checkAnswer({ service, operation }, output, unknown)
}

/** What a step of the world needs from the layer above it: outside calls, and what lagging reads show. */
export const HANDS: Hands = {
  perform: performOutside,
  observe: (world, service) => (service ? observe(world, service) : observeAll(world))
}

/** Carries out an outside call with all permissions. */
function performOutside(world: World, call: OutsideCall): void {
  const name = { service: call.service as ServiceName, operation: call.operation }
  const operation = findOperation(name)
  checkInput(name, call.input, strictnessOf(name, true))
  const made: Call = {
    world,
    region: call.region,
    input: call.input,
    callerArn: `arn:${world.partition}:sts::${world.account}:assumed-role/somebody/else`
  }
  operation.run(made)
}
