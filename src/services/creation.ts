import { createHash } from 'node:crypto'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { CreateServiceRequest } from '../rollout/ports.ts'
import { differingMembers } from './compare.ts'
import { type ServiceSettings, updateMembers } from './settings.ts'

/** What a creation is made of besides the definition. */
export type Creation = {
  readonly cluster: string
  readonly service: string
  /** ARN of the revision that the service runs first. */
  readonly taskDefinition: string
  /** What the input `desired-count` asks for; the definition's own count where it is absent. */
  readonly desiredCount?: number
  readonly settings: ServiceSettings
  /** Names this run and no other (the workflow run's id and attempt, or the time): two runs are two requests. */
  readonly run: string
}

/** "Up to 36 ASCII characters" (API reference of CreateService). */
const TOKEN_LENGTH = 36

/**
 * creationRequest makes CreateService's request of a prepared service definition. Inputs win over the file, as
 * they would at the next update; in the deployment configuration member by member. The client token follows from
 * the run and from all that is asked for, so that one request has one token however often it is sent.
 */
export function creationRequest(definition: JsonObject, creation: Creation): CreateServiceRequest {
  const { cluster, service: serviceName, taskDefinition, desiredCount, settings, run } = creation
  const members = withSettings(definition, settings)
  const body = {
    ...members,
    cluster,
    serviceName,
    taskDefinition,
    ...present({ desiredCount })
  }
  const hash = createHash('sha256').update(`${run}\n${JSON.stringify(body)}`)
  return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) }
}

function withSettings(definition: JsonObject, settings: ServiceSettings): JsonObject {
  const wanted = updateMembers(settings)
  const { deploymentConfiguration, capacityProviderStrategy } = settings
  const own = definition['deploymentConfiguration']
  const base = without(definition, replacedBy(capacityProviderStrategy))
  if (deploymentConfiguration === undefined || typeof own !== 'object' || own === null)
    return { ...base, ...wanted }
  const both = { ...(own as JsonObject), ...deploymentConfiguration }
  return { ...base, ...wanted, deploymentConfiguration: both }
}

/** A strategy and a launch type exclude each other; an empty strategy means the launch type. */
function replacedBy(strategy: ServiceSettings['capacityProviderStrategy']): readonly string[] {
  if (strategy === undefined) return []
  return strategy.length > 0 ? ['launchType'] : ['capacityProviderStrategy']
}

/**
 * Members of a definition that say how a service begins, and not how it stays: its count is often somebody else's
 * business.
 */
const ONLY_AT_FIRST = ['desiredCount', 'serviceName', 'cluster', 'taskDefinition', 'clientToken']

/**
 * driftOf names the members in which an existing service is not what its definition says (its raw DescribeServices
 * answer). Members that an input sets are left out: those are updated and shown as such.
 */
export function driftOf(
  definition: JsonObject,
  settings: ServiceSettings,
  rawService: JsonObject
): readonly string[] {
  const set = Object.keys(updateMembers(settings))
  return differingMembers(without(definition, [...ONLY_AT_FIRST, ...set]), rawService)
}

/** definitionDriftRemark says it, without values; undefined where there is no drift. */
export function definitionDriftRemark(
  file: string,
  service: string,
  members: readonly string[]
): string | undefined {
  if (members.length === 0) return undefined
  return `${file}: service "${service}" exists and differs from its service definition in ${members.join(', ')}. A service definition is only used to create a service; what inputs set is updated, all else stays.`
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
