import { createHash } from 'node:crypto'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { CreateServiceRequest } from '../rollout/ports.ts'
import { differingMembers } from './compare.ts'
import { type ServiceSettings, updateMembers } from './settings.ts'

/** What a creation needs besides the definition. */
export type Creation = {
  readonly cluster: string
  readonly service: string
  /** ARN of the service's first revision. */
  readonly taskDefinition: string
  /** The value of the input `desired-count`; if absent, the definition's own count is used. */
  readonly desiredCount?: number
  readonly settings: ServiceSettings
  /** Identifies this run (the workflow run's ID and attempt, or the time): two runs make two requests. */
  readonly run: string
}

/** "Up to 36 ASCII characters" (API reference of CreateService). */
const TOKEN_LENGTH = 36

/**
 * creationRequest builds CreateService's request from a prepared service definition. Inputs take precedence over the
 * file, as they do in later updates; in the deployment configuration, member by member. The client token is derived
 * from the run and the whole request, so that repeating a request keeps its token.
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

/** A strategy and a launch type are mutually exclusive; an empty strategy selects the launch type. */
function replacedBy(strategy: ServiceSettings['capacityProviderStrategy']): readonly string[] {
  if (strategy === undefined) return []
  return strategy.length > 0 ? ['launchType'] : ['capacityProviderStrategy']
}

/**
 * Members of a definition that describe how a service starts, not how it stays: its count is often managed by something
 * else.
 */
const ONLY_AT_FIRST = ['desiredCount', 'serviceName', 'cluster', 'taskDefinition', 'clientToken']

/**
 * driftOf names the members in which an existing service differs from its definition (given its raw DescribeServices
 * response). Members that an input sets are excluded, because they are updated and shown as changes.
 */
export function driftOf(
  definition: JsonObject,
  settings: ServiceSettings,
  rawService: JsonObject
): readonly string[] {
  const set = Object.keys(updateMembers(settings))
  return differingMembers(without(definition, [...ONLY_AT_FIRST, ...set]), rawService)
}

/** definitionDriftRemark reports the drift without values; undefined if there is none. */
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
