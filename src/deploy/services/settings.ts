import { createHash } from 'node:crypto'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import type { CreateServiceRequest } from '../../rollout/ports.ts'
import { differingMembers } from './compare.ts'
import { updatableMembers } from './service-schema.generated.ts'

/** Settings of a service, as members of UpdateService and CreateService. Absent members remain unchanged. */
export type ServiceSettings = JsonObject

/**
 * Members of a definition that describe how a service starts, not how it stays: its count is often managed by something
 * else.
 */
const ONLY_AT_FIRST: readonly string[] = ['desiredCount', 'deploymentController', 'cluster', 'taskDefinition']

/**
 * Members of UpdateService that start no deployment when they change (its API reference). A change of any other member
 * is sent with a forced deployment, which is watched: for capacity, ECS demands that ("… you must force a new
 * deployment.", reported in many issues).
 */
const NOT_DEPLOYING: readonly string[] = [
  ...['availabilityZoneRebalancing', 'deploymentConfiguration', 'healthCheckGracePeriodSeconds'],
  ...['placementConstraints', 'placementStrategy', 'monitoring'],
  ...['propagateTags', 'enableECSManagedTags', 'enableExecuteCommand']
]

/**
 * Members that apply only to tasks started after the update (API reference: "Only tasks launched after the update …").
 */
const NEW_TASKS_ONLY: Readonly<Record<string, string>> = {
  propagateTags: 'tags',
  enableECSManagedTags: 'tags',
  enableExecuteCommand: 'ECS Exec'
}

/**
 * settingsFor returns the settings that a service is to have: what its service definition says and UpdateService takes,
 * and what inputs say, which win. ECS changes nothing that starts a deployment of a service of CodeDeploy.
 */
export function settingsFor(
  definition: JsonObject | undefined,
  inputs: ServiceSettings,
  deploymentController: string
): ServiceSettings {
  const isTaken = (name: string) =>
    updatableMembers.includes(name) &&
    !ONLY_AT_FIRST.includes(name) &&
    (deploymentController === 'ECS' || !startsDeployment([name]))
  const own = Object.entries(definition ?? {}).filter(([name]) => isTaken(name))
  return joined(Object.fromEntries(own), inputs)
}

/** Inputs take precedence over the file; in the deployment configuration, member by member. */
function joined(definition: JsonObject, inputs: ServiceSettings): JsonObject {
  const { deploymentConfiguration: own } = definition
  const { deploymentConfiguration: wanted, capacityProviderStrategy: strategy } = inputs
  const both = isObject(own) && isObject(wanted) ? { deploymentConfiguration: { ...own, ...wanted } } : {}
  // a strategy and a launch type are mutually exclusive; an empty strategy selects the launch type
  const replaced =
    strategy === undefined
      ? []
      : Array.isArray(strategy) && strategy.length > 0
        ? ['launchType']
        : ['capacityProviderStrategy']
  const kept = Object.entries(definition).filter(([name]) => !replaced.includes(name))
  return { ...Object.fromEntries(kept), ...inputs, ...both }
}

/**
 * changedMembers returns what an update has to send: only differences, because ECS treats some unchanged members as a
 * change (an empty capacityProviderStrategy).
 */
export function changedMembers(settings: ServiceSettings, rawService: JsonObject): JsonObject {
  const names = differingMembers(settings, rawService)
  return Object.fromEntries(names.map(name => [name, settings[name] as JsonValue]))
}

/**
 * startsDeployment returns whether a change of these members makes ECS start new tasks; such an update must be forced.
 */
export function startsDeployment(members: readonly string[]): boolean {
  return members.some(name => !NOT_DEPLOYING.includes(name))
}

/**
 * settingsNotes returns what a user should know when these members change without starting a deployment, one sentence
 * each; empty if there is nothing to report.
 */
export function settingsNotes(members: readonly string[]): readonly string[] {
  const late = members.filter(name => Object.hasOwn(NEW_TASKS_ONLY, name))
  const what = [...new Set(late.map(name => NEW_TASKS_ONLY[name]))].join(' and ')
  return [
    ...(late.length === 0
      ? []
      : [
          `${late.join(', ')}: running tasks keep their current ${what}, only new tasks get the change; force-new-deployment: true replaces all tasks.`
        ]),
    ...(members.includes('deploymentConfiguration')
      ? ['deploymentConfiguration applies from the next deployment; no task is restarted for it.']
      : [])
  ]
}

/**
 * fixedDifferences names the members in which an existing service differs from its definition (given its raw
 * DescribeServices response), and which ECS sets only when it creates a service.
 */
export function fixedDifferences(definition: JsonObject, rawService: JsonObject): readonly string[] {
  const fixed = Object.entries(definition).filter(([name]) => !updatableMembers.includes(name))
  return differingMembers(Object.fromEntries(fixed), rawService)
}

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
 * creationRequest builds CreateService's request from a prepared service definition and the settings of inputs. The
 * client token is derived from the run and the whole request, so that repeating a request keeps its token.
 */
export function creationRequest(definition: JsonObject, creation: Creation): CreateServiceRequest {
  const { cluster, service: serviceName, taskDefinition, desiredCount, settings, run } = creation
  const members = joined(definition, settings)
  const body = { ...members, cluster, serviceName, taskDefinition, ...present({ desiredCount }) }
  const hash = createHash('sha256').update(`${run}\n${JSON.stringify(body)}`)
  return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) }
}
