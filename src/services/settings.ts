import type { JsonObject, JsonValue } from '../json.ts'
import { differingMembers } from './compare.ts'

/**
 * Settings of a service that inputs ask for, under UpdateService's own names. A member that is absent stays as it
 * is.
 */
export type ServiceSettings = {
  readonly propagateTags?: 'SERVICE' | 'TASK_DEFINITION' | 'NONE'
  readonly enableECSManagedTags?: boolean
  readonly enableExecuteCommand?: boolean
  /** One volume, the one that the task definition configures at launch. */
  readonly volumeConfigurations?: readonly JsonObject[]
  /** Empty: back to the launch type. */
  readonly capacityProviderStrategy?: readonly JsonObject[]
  readonly deploymentConfiguration?: JsonObject
}

/**
 * Members of UpdateService that start a deployment when they change, of those that the inputs can set. Source: the API
 * reference of UpdateService for the volumes. For the capacity it says "doesn't trigger", and ECS refuses a change
 * without forceNewDeployment ("… you must force a new deployment.", seen in many issue threads), so that there
 * always is one.
 */
const DEPLOYING: readonly string[] = ['volumeConfigurations', 'capacityProviderStrategy']

/** Members that only tasks started after the update have (API reference: "Only tasks launched after the update …"). */
const NEW_TASKS_ONLY: Readonly<Record<string, string>> = {
  propagateTags: 'tags',
  enableECSManagedTags: 'tags',
  enableExecuteCommand: 'ECS Exec'
}

/** updateMembers gives the settings as members of UpdateService and CreateService, exactly as they go over the wire. */
export function updateMembers(settings: ServiceSettings): JsonObject {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as JsonObject
}

/** settingsDiffer names the members whose wanted value is not what a service has (its raw DescribeServices answer). */
export function settingsDiffer(settings: ServiceSettings, rawService: JsonObject): readonly string[] {
  return differingMembers(updateMembers(settings), rawService)
}

/**
 * changedMembers is what an update has to send: only what differs, since ECS takes some members for a change
 * although they say what is there (an empty capacityProviderStrategy).
 */
export function changedMembers(settings: ServiceSettings, rawService: JsonObject): JsonObject {
  const wanted = updateMembers(settings)
  const names = differingMembers(wanted, rawService)
  return Object.fromEntries(names.map(name => [name, wanted[name] as JsonValue]))
}

/**
 * startsDeployment tells whether a change of these members makes ECS start new tasks; such an update must be
 * forced.
 */
export function startsDeployment(members: readonly string[]): boolean {
  return members.some(name => DEPLOYING.includes(name))
}

/**
 * settingsNotes says what a user must know when these members change and no deployment starts with them; empty where
 * there is nothing to say. One sentence each.
 */
export function settingsNotes(members: readonly string[]): readonly string[] {
  const late = members.filter(name => Object.hasOwn(NEW_TASKS_ONLY, name))
  const notes: string[] = []
  if (late.length > 0) {
    const what = [...new Set(late.map(name => NEW_TASKS_ONLY[name]))].join(' and ')
    notes.push(
      `${late.join(', ')}: running tasks keep their ${what} as they are, only new ones get the change; force-new-deployment: true replaces all tasks.`
    )
  }
  if (members.includes('deploymentConfiguration')) {
    notes.push('deploymentConfiguration counts from the next deployment on; no task is restarted for it.')
  }
  return notes
}
