import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SandboxError } from '../fault.ts'
import {
  booleanOf,
  compact,
  isMap,
  type Json,
  type JsonMap,
  mapOf,
  mapsOf,
  numberOf,
  textOf
} from '../json.ts'
import { makeService, refuseCombination } from '../operations/ecs/create-service.ts'
import { addRevision, findDefinition } from '../operations/ecs/definition-store.ts'
import { registrationProblem } from '../operations/ecs/register-rules.ts'
import { checkRequest } from '../wire/schema.ts'
import { newDeployment, startDeployment } from '../world/deployments.ts'
import { say } from '../world/events.ts'
import { noteDigests } from '../world/image-store.ts'
import { addTask, hasHealthCheck, regionOf } from '../world/lookup.ts'
import type { Deployment, Service, TaskDefinition, World } from '../world/state.ts'
import { behaviourOf, newTask } from '../world/task-launch.ts'
import { fill } from './fill.ts'
import { buildHistory } from './history.ts'
import type { Scenario } from './scenario.ts'

const HOUR = 3_600_000

/** buildDefinitions registers the scenario's task definitions in order. Throws SandboxError or AwsFault. */
export function buildDefinitions(world: World, scenario: Scenario, home: string): void {
  const by = `arn:${world.partition}:iam::${world.account}:user/somebody`
  for (const [index, entry] of mapsOf(scenario.content, 'taskDefinitions').entries()) {
    const { region: named, ...given } = entry
    const region = typeof named === 'string' ? named : home
    const input = fill(world, region, contentOf(scenario, given))
    if (!isMap(input)) throw new SandboxError(`Scenario: taskDefinitions[${index}] must be an object.`)
    const { status: _status, revision: _revision, ...members } = input
    checkRequest({ service: 'ecs', operation: 'RegisterTaskDefinition' }, members, 'keep')
    const problem = registrationProblem(members)
    if (problem !== undefined) throw new SandboxError(`Scenario: taskDefinitions[${index}]: ${problem}`)
    addRevision(world, regionOf(world, region), { input: members, by, at: world.now - HOUR })
  }
}

function contentOf(scenario: Scenario, entry: JsonMap): Json {
  const file = textOf(entry, 'file')
  if (file === undefined) return entry
  try {
    return JSON.parse(readFileSync(resolve(scenario.folder, file), 'utf8')) as Json
  } catch {
    throw new SandboxError(`Scenario: can't read task definition ${file} as JSON.`)
  }
}

/**
 * buildServices creates the scenario's services: running and steady ones, or (running: false) ones that start their
 * first rollout.
 */
export function buildServices(world: World, content: JsonMap, home: string): void {
  for (const [index, entry] of mapsOf(content, 'services').entries()) {
    const region = regionOf(world, textOf(entry, 'region') ?? home)
    const cluster = region.clusters.get(textOf(entry, 'cluster') ?? '')
    if (!cluster)
      throw new SandboxError(`Scenario: services[${index}].cluster names no cluster of ${region.name}.`)
    const definition = findDefinition(world, region, textOf(entry, 'taskDefinition') ?? '')
    if (!definition)
      throw new SandboxError(
        `Scenario: services[${index}].taskDefinition names no task definition of ${region.name}.`
      )
    const by = `arn:${world.partition}:iam::${world.account}:user/somebody`
    const made = makeService(world, cluster, {
      region: region.name,
      input: inputOf(entry, balancersOf(world, region.name, entry)),
      definition,
      by
    })
    refuseCombination(made, entry)
    const express = booleanOf(entry, 'express') ?? false
    const service: Service = { ...made, createdAt: world.now - HOUR, ...(express ? { express } : {}) }
    cluster.services.set(service.name, service)
    if (service.controller !== 'ECS') continue
    if (booleanOf(entry, 'running') === false) startDeployment(world, service, definition.arn)
    else settle(world, service, definition)
    buildHistory(world, service, {
      list: mapsOf(entry, 'history'),
      path: `Scenario: services[${index}].history`
    })
  }
}

/** The load balancers of the service; `${targetGroup:NAME}` may refer to a target group. */
function balancersOf(world: World, region: string, entry: JsonMap): JsonMap {
  const { loadBalancers, healthCheckGracePeriodSeconds } = entry
  return {
    ...(loadBalancers === undefined ? {} : { loadBalancers: fill(world, region, loadBalancers) }),
    ...(healthCheckGracePeriodSeconds === undefined ? {} : { healthCheckGracePeriodSeconds })
  }
}

function inputOf(entry: JsonMap, balancers: JsonMap): JsonMap {
  const daemon = textOf(entry, 'schedulingStrategy') === 'DAEMON'
  const controller = textOf(entry, 'deploymentController')
  return {
    serviceName: entry['serviceName'],
    ...(daemon ? { schedulingStrategy: 'DAEMON' } : { desiredCount: entry['desiredCount'] ?? 1 }),
    launchType: entry['launchType'] ?? 'FARGATE',
    networkConfiguration: entry['networkConfiguration'] ?? {
      awsvpcConfiguration: { subnets: ['subnet-0sandbox'], securityGroups: [], assignPublicIp: 'DISABLED' }
    },
    deploymentConfiguration: configurationIn(entry),
    ...balancers,
    ...(controller === undefined ? {} : { deploymentController: { type: controller } }),
    tags: Object.entries(mapOf(entry, 'tags') ?? {}).map(([key, value]) => ({ key, value }))
  }
}

/** AWS's member, with the short keys of the scenario merged into it. */
function configurationIn(entry: JsonMap): JsonMap {
  const given = mapOf(entry, 'deploymentConfiguration') ?? {}
  checkRequest({ service: 'ecs', operation: 'CreateService' }, { deploymentConfiguration: given }, 'refuse')
  const short = {
    minimumHealthyPercent: numberOf(entry, 'minimumHealthyPercent'),
    maximumPercent: numberOf(entry, 'maximumPercent'),
    deploymentCircuitBreaker: mapOf(entry, 'circuitBreaker')
  }
  return { ...given, ...compact(short) }
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
  const task = newTask(world, service, { ...what, behaviour: behaviourOf(world, what.definition) })
  task.lastStatus = 'RUNNING'
  task.startedAt = world.now
  task.healthy = true
  if (hasHealthCheck(what.definition)) task.healthStatus = 'HEALTHY'
  for (const container of task.containers) container.lastStatus = 'RUNNING'
  noteDigests(world, task, what.deployment)
  addTask(world, service, task)
}
