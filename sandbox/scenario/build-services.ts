import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CreateServiceCommandInput, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs'
import { SandboxError } from '../fault.ts'
import type { JsonMap } from '../json.ts'
import { makeService, refuseCombination } from '../operations/ecs/change-service.ts'
import { addRevision, findDefinition, registrationProblem } from '../operations/ecs/definitions.ts'
import { expressInput, refuseForExpress } from '../operations/ecs/express.ts'
import { requestOf } from '../wire/model.ts'
import { newDeployment, newRecord, startDeployment } from '../world/deployments.ts'
import { noteDigests } from '../world/image-store.ts'
import { addTask, hasHealthCheck, regionOf } from '../world/lookup.ts'
import { endRecord, say } from '../world/records.ts'
import type { Deployment, Service, TaskDefinition, World } from '../world/state.ts'
import { behaviourOf, newTask } from '../world/task-launch.ts'
import type { Building } from './build.ts'
import type { HistoryEntry, ServiceEntry } from './content.ts'
import type { Scenario } from './scenario.ts'

const HOUR = 3_600_000

/** buildDefinitions registers the scenario's task definitions in order. Throws SandboxError or AwsFault. */
export function buildDefinitions({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  const by = `arn:${world.partition}:iam::${world.account}:user/somebody`
  const call = { service: 'ecs', operation: 'RegisterTaskDefinition' } as const
  for (const [index, entry] of (scenario.content.taskDefinitions ?? []).entries()) {
    const { region: _region, ...given } = entry
    const region = regionNameOf(entry)
    const { status: _status, revision: _revision, ...filled } = fill(region, contentOf(scenario, given))
    const input = requestOf<RegisterTaskDefinitionCommandInput>(call, filled, 'keep')
    const problem = registrationProblem(input)
    if (problem !== undefined) throw new SandboxError(`Scenario: taskDefinitions[${index}]: ${problem}`)
    addRevision(world, regionOf(world, region), { input, by, at: world.now - HOUR })
  }
}

function contentOf(scenario: Scenario, entry: JsonMap): JsonMap {
  const { file } = entry
  if (typeof file !== 'string') return entry
  try {
    return JSON.parse(readFileSync(resolve(scenario.folder, file), 'utf8')) as JsonMap
  } catch {
    throw new SandboxError(`Scenario: can't read task definition ${file} as JSON.`)
  }
}

/**
 * buildServices creates the scenario's services: running and steady ones, or (running: false) ones that start their
 * first rollout.
 */
export function buildServices({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  for (const [index, entry] of (scenario.content.services ?? []).entries()) {
    const path = `Scenario: services[${index}]`
    const region = regionOf(world, regionNameOf(entry))
    const cluster = region.clusters.get(entry.cluster)
    if (!cluster) throw new SandboxError(`${path}.cluster names no cluster of ${region.name}.`)
    const definition = definitionNamed(world, entry, { region: region.name, path })
    if (entry.express) refuseForExpress(definition)
    const at = { region: region.name, cluster: cluster.name, name: entry.serviceName }
    const usual = entry.express ? expressInput(world, at, definition) : {}
    const made = makeService(world, cluster, {
      region: region.name,
      input: inputOf(fill(region.name, entry), usual),
      definition,
      by: `arn:${world.partition}:iam::${world.account}:user/somebody`
    })
    refuseCombination(made, entry)
    const service: Service = {
      ...made,
      createdAt: world.now - HOUR,
      ...(entry.express ? { express: {} } : {})
    }
    cluster.services.set(service.name, service)
    if (service.controller !== 'ECS') continue
    if (entry.running === false) startDeployment(world, service, definition.arn)
    else settle(world, service, definition)
    buildHistory(world, service, { list: entry.history ?? [], path: `${path}.history` })
  }
}

function definitionNamed(
  world: World,
  { taskDefinition }: { readonly taskDefinition: string },
  at: { region: string; path: string }
): TaskDefinition {
  const found = findDefinition(world, regionOf(world, at.region), taskDefinition)
  if (!found) throw new SandboxError(`${at.path}.taskDefinition names no task definition of ${at.region}.`)
  return found
}

/** The request of CreateService. */
function inputOf(entry: ServiceEntry, usual: Partial<CreateServiceCommandInput>): CreateServiceCommandInput {
  const { loadBalancers = usual.loadBalancers } = entry
  const { deploymentConfiguration = usual.deploymentConfiguration } = entry
  const { serviceName, healthCheckGracePeriodSeconds, schedulingStrategy } = entry
  const { deploymentController: type, desiredCount = 1, launchType = 'FARGATE', tags = {} } = entry
  const { minimumHealthyPercent, maximumPercent, circuitBreaker } = entry
  return requestOf<CreateServiceCommandInput>(
    { service: 'ecs', operation: 'CreateService' },
    {
      serviceName,
      loadBalancers,
      healthCheckGracePeriodSeconds,
      schedulingStrategy,
      desiredCount: schedulingStrategy === 'DAEMON' ? undefined : desiredCount,
      launchType,
      networkConfiguration: entry.networkConfiguration ?? {
        awsvpcConfiguration: { subnets: ['subnet-0sandbox'], securityGroups: [], assignPublicIp: 'DISABLED' }
      },
      // AWS's member, with the short keys of the scenario merged into it
      deploymentConfiguration: {
        ...deploymentConfiguration,
        ...(minimumHealthyPercent === undefined ? {} : { minimumHealthyPercent }),
        ...(maximumPercent === undefined ? {} : { maximumPercent }),
        ...(circuitBreaker ? { deploymentCircuitBreaker: circuitBreaker } : {})
      },
      deploymentController: type && { type },
      tags: Object.entries(tags).map(([key, value]) => ({ key, value }))
    }
  )
}
/** The service has been running for an hour: one completed deployment with healthy tasks. */
function settle(world: World, service: Service, definition: TaskDefinition): void {
  const now = world.now
  world.now = now - HOUR
  const deployment = newDeployment(world, service, definition.arn)
  deployment.rolloutState = 'COMPLETED'
  deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`
  service.deployments = [deployment]
  service.lastCompleted = deployment
  service.steady = true
  for (let count = 0; count < service.desiredCount; count++)
    addRunningTask(world, service, { deployment, definition })
  say(world, service, `(deployment ${deployment.id}) deployment completed.`)
  say(world, service, 'has reached a steady state.')
  world.now = now
}

/** addRunningTask gives a service a task that has been running and healthy for a while. */
export function addRunningTask(
  world: World,
  service: Service,
  what: { deployment: Deployment; definition: TaskDefinition }
): void {
  const { deployment, definition } = what
  const behaviour = behaviourOf(world, definition)
  const of = { owner: service, deploymentId: deployment.id, definition, behaviour }
  const task = newTask(world, service, of)
  task.lastStatus = 'RUNNING'
  task.startedAt = world.now
  task.healthy = true
  if (hasHealthCheck(task.definition)) task.healthStatus = 'HEALTHY'
  for (const container of task.containers) container.lastStatus = 'RUNNING'
  noteDigests(world, task, deployment)
  addTask(world, task)
}

/** The records of earlier deployments, each with its outcome, and one of the current deployment. */
function buildHistory(
  world: World,
  service: Service,
  given: { list: readonly HistoryEntry[]; path: string }
): void {
  const running = service.lastCompleted
  if (given.list.length === 0 || !running) return
  const { now } = world
  const past = given.list.map((one, index) => {
    const path = `${given.path}[${index}]`
    const at = now - one.age
    if (at >= running.createdAt)
      throw new SandboxError(`${path}.age must be more than the hour for which the service has been running.`)
    const { arn } = definitionNamed(world, one, { region: service.region, path })
    return { at, arn, status: one.status }
  })
  let before: Deployment | undefined
  for (const { at, arn, status } of past.sort((a, b) => a.at - b.at)) {
    world.now = at
    const deployment = newDeployment(world, service, arn)
    recordEnd(world, service, { deployment, before, status })
    if (status === 'SUCCESSFUL') before = deployment
  }
  world.now = running.createdAt
  recordEnd(world, service, { deployment: running, before, status: 'SUCCESSFUL' })
  service.revisions.sort((a, b) => b.createdAt - a.createdAt)
  world.now = now
}

function recordEnd(
  world: World,
  service: Service,
  what: { deployment: Deployment; before: Deployment | undefined; status: string }
): void {
  const { deployment, before, status } = what
  const record = newRecord(world, service, { deployment, before: before ? [before] : [], blue: undefined })
  record.startedAt = world.now
  service.serviceDeployments.unshift(record)
  const reason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'
  const isBack = status.startsWith('ROLLBACK')
  if (isBack && before)
    record.rollback = { reason, startedAt: world.now, revision: before.revisionArn, toDeployment: before.id }
  endRecord(world, service, { record, status, ...(isBack ? { reason } : {}) })
}
