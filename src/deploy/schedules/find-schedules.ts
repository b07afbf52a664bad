import { AwsError } from '../../aws/error.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { mapBounded, someOf } from '../../list.ts'
import { present } from '../../present.ts'

/** A target that PutTargets rejected. */
export type FailedTarget = { readonly code: string; readonly message: string }

/** The EventBridge calls for rules, on the default event bus only. Every method throws AwsError. */
export interface RulesPort {
  /** Names of the rules that have a target with this ARN. */
  listRuleNamesByTarget(targetArn: string): Promise<readonly string[]>
  /** Names of all rules. */
  listRules(): Promise<readonly string[]>
  /** The targets with every member of the response. */
  listTargetsByRule(rule: string): Promise<readonly JsonObject[]>
  /** Replaces one target of a rule by exactly this one; returns undefined on success. Repeating it changes nothing. */
  putTarget(rule: string, target: JsonObject): Promise<FailedTarget | undefined>
}

/** A schedule as listed. `targetArn` of an ECS schedule is the cluster. */
export type ScheduleSummary = { readonly name: string; readonly group: string; readonly targetArn: string }

/** The EventBridge Scheduler calls. Every method throws AwsError. */
export interface SchedulesPort {
  /** All schedules of all groups. */
  listSchedules(): Promise<readonly ScheduleSummary[]>
  /** The schedule with every member of the response; undefined if it does not exist. */
  getSchedule(group: string, name: string): Promise<JsonObject | undefined>
  /** Replaces the whole schedule by exactly this one; `request` has Name, GroupName and a ClientToken. */
  updateSchedule(request: JsonObject): Promise<void>
}

/** The two AWS services that run tasks by time or event. */
export type SchedulerPorts = { readonly rules: RulesPort; readonly schedules: SchedulesPort }

/** What to look for. With `clusterArn`, only what runs tasks in that cluster; without it, in any cluster. */
export type ScheduleSearch = { readonly families: readonly string[]; readonly clusterArn?: string }

/** What was found, and what could not be read. */
export type FoundSchedules = { readonly found: readonly FoundSchedule[]; readonly remarks: readonly string[] }

/**
 * findSchedules searches EventBridge's rules (default bus) and Scheduler's schedules (all groups) for those that run a
 * task of one of the families. If reading is denied, a remark reports it. Throws AwsError for other failures.
 */
export async function findSchedules(search: ScheduleSearch, ports: SchedulerPorts): Promise<FoundSchedules> {
  if (search.families.length === 0) return { found: [], remarks: [] }
  const [rules, schedules] = await Promise.all([
    orNotVerified('EventBridge rules', () => findRules(search, ports.rules)),
    orNotVerified('Scheduler schedules', () => findInScheduler(search, ports.schedules))
  ])
  return {
    found: [...rules.found, ...schedules.found],
    remarks: [...rules.remarks, ...schedules.remarks]
  }
}

async function orNotVerified(what: string, look: () => Promise<FoundSchedules>): Promise<FoundSchedules> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (error.kind !== 'denied' && error.kind !== 'unsupported') throw error
    const why = error.kind === 'denied' ? 'no permission for' : 'the endpoint does not know'
    const remark = `Not verified: ${why} ${error.operation}, so ${what} that run the family were not searched for and stay unchanged.`
    return { found: [], remarks: [remark] }
  }
}

async function findRules({ families, clusterArn }: ScheduleSearch, port: RulesPort): Promise<FoundSchedules> {
  const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn))
  const found = await mapBounded(names, AT_ONCE, async rule => {
    const targets = await port.listTargetsByRule(rule)
    return targets.flatMap((target): readonly FoundSchedule[] => {
      const { Arn: arn, Id: targetId } = target
      if (clusterArn !== undefined && arn !== clusterArn) return []
      const run = runOf(target, families)
      return run && typeof targetId === 'string' ? [{ kind: 'rule', rule, targetId, ...run }] : []
    })
  })
  return { found: found.flat(), remarks: [] }
}

/** The family, if it is one of ours, and whether the target always uses the newest revision. */
function runOf(
  target: JsonObject,
  families: readonly string[]
): { readonly family: string; readonly from: string; readonly follows: boolean } | undefined {
  const from = definitionOf(target)
  const named = from === undefined ? undefined : parseDefinition(from)
  if (from === undefined || named === undefined || !families.includes(named.family)) return undefined
  return { family: named.family, from, follows: named.revision === undefined }
}

async function findInScheduler(
  { families, clusterArn }: ScheduleSearch,
  port: SchedulesPort
): Promise<FoundSchedules> {
  const all = await port.listSchedules()
  const wanted = all.filter(({ targetArn }) => runsTasksIn(targetArn, clusterArn))
  const found = await mapBounded(wanted, AT_ONCE, async ({ group, name }) => {
    const schedule = await port.getSchedule(group, name)
    const run = runOf(objectOf(schedule?.['Target']) ?? {}, families)
    return run ? [{ kind: 'schedule', group, name, ...run } as const] : []
  })
  return { found: found.flat(), remarks: remarksOn(all) }
}

/** A universal target calls RunTask with its own input, which is not rewritten. */
function remarksOn(all: readonly ScheduleSummary[]): readonly string[] {
  const universal = all.filter(callsRunTask)
  if (universal.length === 0) return []
  const names = universal.map(({ group, name }) => `${group}/${name}`)
  return [
    `Not verified: ${someOf(names)} call ecs:RunTask with their own input (universal target); the revision in it is not changed here.`
  ]
}

const AT_ONCE = 5

/** A rule's target or a schedule that runs a task of a family. */
export type FoundSchedule = FoundRule | FoundSchedulerSchedule

type Found = {
  readonly family: string
  /** The task definition that it has now. */
  readonly from: string
  /** It has no revision and therefore always runs the newest one. */
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
 * One line of plan and report. `planned`: would be moved. `follows`: has no revision, nothing to do. `unchanged`:
 * already has the wanted revision.
 */
export type ScheduleRow = {
  readonly kind: 'rule' | 'schedule'
  /** `rule (target ID)`, `group/name`. */
  readonly name: string
  readonly family: string
  /** ARN. */
  readonly from: string
  /** ARN; absent in a plan that does not know it yet, and if the target has no revision. */
  readonly to?: string
  readonly state: 'planned' | 'moved' | 'follows' | 'unchanged' | 'failed'
  /** Why it failed. */
  readonly reason?: string
}

/** scheduleName is the display name of a rule's target or a schedule. */
export function scheduleName(found: FoundSchedule): string {
  return found.kind === 'rule' ? `${found.rule} (target ${found.targetId})` : `${found.group}/${found.name}`
}

/** definitionOf returns the task definition of a target; EventBridge and Scheduler use the same structure. */
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

/** A task definition as written in a target. `revision` is absent if the target always uses the family's newest one. */
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
