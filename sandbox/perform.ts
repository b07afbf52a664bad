import { AwsFault } from './fault.ts'
import { observe, observeAll } from './operations/ecs/lagged.ts'
import { operationsOf } from './operations/index.ts'
import type { Operation } from './operations/operation.ts'
import { type CallName, checkRequest, type ServiceName, schemaOf, type UnknownMembers } from './wire/model.ts'
import type { OutsideCall, World } from './world/state.ts'
import type { Hands } from './world/step.ts'

/** The strictness of a call: if the sandbox is lenient, calls with a task definition keep unknown members. */
export function strictnessOf({ service, operation }: CallName, lenient: boolean): UnknownMembers {
  return lenient && service === 'ecs' && /TaskDefinitions?$/.test(operation) ? 'keep' : 'refuse'
}

/**
 * findOperation returns the operation. Throws AwsFault UnknownOperationException, whose message says whether AWS has
 * the operation.
 */
export function findOperation({ service, operation }: CallName): Operation {
  const table = operationsOf(service)
  const found = Object.hasOwn(table, operation) ? table[operation] : undefined
  if (found) return found
  const isReal = schemaOf({ service, operation }, 'input') !== undefined
  const why = isReal ? "The sandbox doesn't play" : 'Unknown operation'
  throw new AwsFault('UnknownOperationException', `${why} ${service}:${operation}.`)
}

/** What a step of the world needs from the layer above it: outside calls, and what lagging reads show. */
export const HANDS: Hands = {
  perform: performOutside,
  observe: (world, service) => (service ? observe(world, service) : observeAll(world))
}

/** Carries out an outside call with all permissions. */
function performOutside(world: World, call: OutsideCall): void {
  const { region, input, operation } = call
  const name = { service: call.service as ServiceName, operation }
  const played = findOperation(name)
  checkRequest(name, input, strictnessOf(name, true))
  const callerArn = `arn:${world.partition}:sts::${world.account}:assumed-role/somebody/else`
  played.run({ world, region, input, callerArn })
}
