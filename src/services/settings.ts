import type { JsonObject, JsonValue } from '../json.ts'
import { differingMembers } from './compare.ts'

/** Settings of a service that inputs set, under UpdateService's names. Absent members remain unchanged. */
export type ServiceSettings = {
  readonly propagateTags?: 'SERVICE' | 'TASK_DEFINITION' | 'NONE'
  readonly enableECSManagedTags?: boolean
  readonly enableExecuteCommand?: boolean
  /** One volume: the one that the task definition configures at launch. */
  readonly volumeConfigurations?: readonly JsonObject[]
  /** Empty: return to the launch type. */
  readonly capacityProviderStrategy?: readonly JsonObject[]
  readonly deploymentConfiguration?: JsonObject
}

/**
 * Members of UpdateService that start a deployment when they change, among those that inputs can set. Source: the API
 * reference of UpdateService for the volumes. For capacity it says "doesn't trigger", but ECS rejects a change without
 * forceNewDeployment ("… you must force a new deployment.", reported in many issues), so that there always is one.
 */
const DEPLOYING: readonly string[] = ['volumeConfigurations', 'capacityProviderStrategy']

/**
 * Members that apply only to tasks started after the update (API reference: "Only tasks launched after the update …").
 */
const NEW_TASKS_ONLY: Readonly<Record<string, string>> = {
  propagateTags: 'tags',
  enableECSManagedTags: 'tags',
  enableExecuteCommand: 'ECS Exec'
}

/** updateMembers returns the settings as members of UpdateService and CreateService, exactly as sent. */
export function updateMembers(settings: ServiceSettings): JsonObject {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as JsonObject
}

/**
 * changedMembers returns what an update has to send: only differences, because ECS treats some unchanged members as a
 * change (an empty capacityProviderStrategy).
 */
export function changedMembers(settings: ServiceSettings, rawService: JsonObject): JsonObject {
  const wanted = updateMembers(settings)
  const names = differingMembers(wanted, rawService)
  return Object.fromEntries(names.map(name => [name, wanted[name] as JsonValue]))
}

/**
 * startsDeployment returns whether a change of these members makes ECS start new tasks; such an update must be forced.
 */
export function startsDeployment(members: readonly string[]): boolean {
  return members.some(name => DEPLOYING.includes(name))
}

/**
 * settingsNotes returns what a user should know when these members change without starting a deployment, one sentence
 * each; empty if there is nothing to report.
 */
export function settingsNotes(members: readonly string[]): readonly string[] {
  const late = members.filter(name => Object.hasOwn(NEW_TASKS_ONLY, name))
  const notes: string[] = []
  if (late.length > 0) {
    const what = [...new Set(late.map(name => NEW_TASKS_ONLY[name]))].join(' and ')
    notes.push(
      `${late.join(', ')}: running tasks keep their current ${what}, only new tasks get the change; force-new-deployment: true replaces all tasks.`
    )
  }
  if (members.includes('deploymentConfiguration')) {
    notes.push('deploymentConfiguration applies from the next deployment; no task is restarted for it.')
  }
  return notes
}
