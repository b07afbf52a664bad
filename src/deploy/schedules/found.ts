import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import type { ScheduleSummary } from './ports.ts'

/** A rule's target or a schedule that runs a task of a family. */
export type FoundSchedule = FoundRule | FoundSchedulerSchedule

type Found = {
  readonly family: string
  /** The task definition that it names now. */
  readonly from: string
  /** It names no revision and therefore always runs the newest one. */
  readonly follows: boolean
}

/** A target of an EventBridge rule. */
export type FoundRule = Found & { readonly kind: 'rule'; readonly rule: string; readonly targetId: string }

/** A schedule of EventBridge Scheduler. */
export type FoundSchedulerSchedule = Found & {
  readonly kind: 'schedule'
  readonly group: string
  readonly name: string
}

/**
 * One line of plan and report. `planned`: would be moved. `follows`: names no revision, nothing to do. `unchanged`:
 * already names the wanted revision.
 */
export type ScheduleRow = {
  readonly kind: 'rule' | 'schedule'
  /** `rule (target ID)`, `group/name`. */
  readonly name: string
  readonly family: string
  /** ARN. */
  readonly from: string
  /** ARN; absent in a plan that does not know it yet, and if the target names no revision. */
  readonly to?: string
  readonly state: 'planned' | 'moved' | 'follows' | 'unchanged' | 'failed'
  /** Why it failed. */
  readonly reason?: string
}

/** scheduleName is the display name of a rule's target or a schedule. */
export function scheduleName(found: FoundSchedule): string {
  return found.kind === 'rule' ? `${found.rule} (target ${found.targetId})` : `${found.group}/${found.name}`
}

/** definitionOf returns the task definition that a target names; EventBridge and Scheduler use the same structure. */
export function definitionOf(target: JsonObject): string | undefined {
  const arn = objectOf(target['EcsParameters'])?.['TaskDefinitionArn']
  return typeof arn === 'string' ? arn : undefined
}

/** withDefinition returns the target with another task definition and every other member unchanged. */
export function withDefinition(target: JsonObject, arn: string): JsonObject {
  return { ...target, EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: arn } }
}

/** objectOf returns the value if it is an object. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined
}

/** A task definition as a target names it. `revision` is absent if the target always uses the family's newest one. */
export type NamedDefinition = { readonly family: string; readonly revision?: string }

/** parseDefinition parses a task definition's ARN, with or without a revision; undefined for anything else. */
export function parseDefinition(arn: string): NamedDefinition | undefined {
  const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn)
  const [, family, revision] = found ?? []
  if (family === undefined) return undefined
  return { family, ...present({ revision }) }
}

/** runsTasksIn returns whether a target runs tasks in a cluster; without an ARN, in any cluster. */
export function runsTasksIn(target: string, clusterArn: string | undefined): boolean {
  return clusterArn === undefined
    ? /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\//.test(target)
    : target === clusterArn
}

/** callsRunTask recognizes a universal target, which calls ecs:RunTask with its own input. */
export function callsRunTask({ targetArn }: ScheduleSummary): boolean {
  return /:aws-sdk:ecs:runTask$/i.test(targetArn)
}
