import { CreateServiceCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import type { JsonObject } from '../json.ts'
import type { CreateServiceRequest, ServiceState, UpdateServiceRequest } from '../rollout/ports.ts'
import { type Link, unusable, write } from './ecs-link.ts'
import { rawService, toServiceState } from './ecs-shapes.ts'
import { AwsError } from './error.ts'
import { withoutValues } from './redact.ts'
import { tapWire } from './wire.ts'

/** updateService sends the request member for member; members that the SDK does not know are sent too. Throws AwsError. */
export function updateService(link: Link, request: UpdateServiceRequest): Promise<ServiceState> {
  const operation = 'ecs:UpdateService'
  const { members, ...named } = request
  const body: JsonObject = { ...members, ...definedOf(named) }
  return withoutQuotes(body, () =>
    write(link, operation, async () => {
      // the SDK gets a stand-in to serialize; what is sent is `body`
      const command = new UpdateServiceCommand({ service: '-' })
      const tap = tapWire(command, JSON.stringify(body))
      const { service } = await link.writes.send(command)
      return service ? toServiceState(service, rawService(tap.answer())) : unusable(operation, 'service')
    })
  )
}

/** createService sends the request member for member, its client token included. Throws AwsError. */
export function createService(link: Link, request: CreateServiceRequest): Promise<ServiceState> {
  const operation = 'ecs:CreateService'
  return withoutQuotes(request, () =>
    write(link, operation, async () => {
      const command = new CreateServiceCommand({ serviceName: '-' })
      const tap = tapWire(command, JSON.stringify(request))
      const { service } = await link.writes.send(command)
      return service ? toServiceState(service, rawService(tap.answer())) : unusable(operation, 'service')
    })
  )
}

function definedOf(named: Omit<UpdateServiceRequest, 'members'>): JsonObject {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}

/** AWS quotes what it refuses: options of a log driver and details of a hook may hold values. */
async function withoutQuotes<Result>(sent: JsonObject, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const { kind, operation, awsName, message } = error
    throw new AwsError({ kind, operation, awsName, message: withoutValues(message, sent) })
  }
}
