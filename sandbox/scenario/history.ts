import { SandboxError } from '../fault.ts'
import { type JsonMap, textOf } from '../json.ts'
import { findDefinition } from '../operations/ecs/definition-store.ts'
import { newDeployment, newRecord } from '../world/deployments.ts'
import { regionOf } from '../world/lookup.ts'
import { endRecord } from '../world/records.ts'
import type { Deployment, Service, ServiceDeployment, World } from '../world/state.ts'
import { readDuration } from './times.ts'

const ENDS = ['SUCCESSFUL', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED', 'STOPPED']

type Past = { readonly at: number; readonly taskDefinition: string; readonly status: string }

/**
 * buildHistory gives a service the records of earlier deployments, each with its outcome, and one of the current
 * deployment. Throws SandboxError with the location.
 */
export function buildHistory(
  world: World,
  service: Service,
  given: { list: readonly JsonMap[]; path: string }
): void {
  const running = service.lastCompleted
  if (given.list.length === 0 || !running) return
  const { now } = world
  const past = given.list.map((one, index) =>
    readPast(world, service, { one, path: `${given.path}[${index}]` })
  )
  let before: Deployment | undefined
  for (const one of past.sort((a, b) => a.at - b.at)) {
    world.now = one.at
    const deployment = newDeployment(world, service, one.taskDefinition)
    recordEnd(world, service, { deployment, before, status: one.status })
    if (one.status === 'SUCCESSFUL') before = deployment
  }
  world.now = running.createdAt
  recordEnd(world, service, { deployment: running, before, status: 'SUCCESSFUL' })
  service.revisions.sort((a, b) => b.createdAt - a.createdAt)
  world.now = now
}

function readPast(world: World, service: Service, what: { one: JsonMap; path: string }): Past {
  const { one, path } = what
  const definition = findDefinition(
    world,
    regionOf(world, service.region),
    textOf(one, 'taskDefinition') ?? ''
  )
  if (!definition)
    throw new SandboxError(`${path}.taskDefinition names no task definition of ${service.region}.`)
  const status = textOf(one, 'status') ?? ''
  if (!ENDS.includes(status)) throw new SandboxError(`${path}.status must be one of ${ENDS.join(', ')}.`)
  const at = world.now - readDuration(one['age'], `${path}.age`)
  const began = service.lastCompleted?.createdAt ?? at
  if (at >= began)
    throw new SandboxError(`${path}.age must be more than the hour for which the service has been running.`)
  return { at, taskDefinition: definition.arn, status }
}

function recordEnd(
  world: World,
  service: Service,
  what: { deployment: Deployment; before: Deployment | undefined; status: string }
): void {
  const { deployment, before, status } = what
  const record: ServiceDeployment = newRecord(world, service, {
    deployment,
    before: before ? [before] : [],
    blue: undefined
  })
  record.startedAt = world.now
  service.serviceDeployments.unshift(record)
  if (status.startsWith('ROLLBACK') && before)
    record.rollback = {
      reason: BROKEN,
      startedAt: world.now,
      revision: before.revisionArn,
      toDeployment: before.id
    }
  endRecord(world, service, { record, status, ...(status.startsWith('ROLLBACK') ? { reason: BROKEN } : {}) })
}

const BROKEN = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'
