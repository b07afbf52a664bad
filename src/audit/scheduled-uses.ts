import { lastPartOf } from '../arn.ts'
import type { RulesPort, ScheduleSummary, SchedulesPort } from '../deploy/schedules/find-schedules.ts'
import { callsRunTask, definitionOf, objectOf, runsTasksIn } from '../deploy/schedules/find-schedules.ts'
import { isObject, type JsonObject, type JsonValue, jsonIn } from '../json.ts'
import { mapBounded } from '../list.ts'
import { present } from '../present.ts'
import type { GivenToTask, KnownValue, Use } from './audit.ts'
import { environmentFilesOf } from './definition.ts'
import { type Gap, readOrGap } from './gap.ts'
import { scanDefinition } from './scan.ts'

/** The AWS services that start tasks on a schedule or for an event. */
export type ScheduleReaders = { readonly rules: RulesPort; readonly schedules: SchedulesPort }

/** What starts tasks on a schedule or for an event. A `revision` without a number means the newest of the family. */
export type ScheduledUses = { readonly uses: readonly Use[]; readonly gaps: readonly Gap[] }

const AT_ONCE = 5

/**
 * scheduledUses finds the rules (default event bus) and schedules (all groups) that run tasks, in one cluster, or in
 * any cluster without `clusterArn`. Throws AwsError unless a request is only denied.
 */
export async function scheduledUses(
  { rules, schedules }: ScheduleReaders,
  clusterArn: string | undefined
): Promise<ScheduledUses> {
  const looks = await Promise.all([
    readOrGap('EventBridge rules', () => usesOfRules(rules, clusterArn)),
    readOrGap('EventBridge Scheduler’s schedules', () => usesOfSchedules(schedules, clusterArn))
  ])
  const found = looks.flatMap((look): readonly (Use | Gap)[] => ('found' in look ? look.found : [look.gap]))
  return {
    uses: found.flatMap(one => ('revision' in one ? [one] : [])),
    gaps: found.flatMap(one => ('why' in one ? [one] : []))
  }
}

async function usesOfRules(port: RulesPort, clusterArn: string | undefined): Promise<readonly Use[]> {
  const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn))
  const uses = await mapBounded(names, AT_ONCE, async name => {
    const targets = await port.listTargetsByRule(name)
    return targets.flatMap((target): readonly Use[] => {
      const { Arn: arn } = target
      if (typeof arn !== 'string' || !runsTasksIn(arn, clusterArn)) return []
      return useOf('rule', name, { target, cluster: arn, revision: definitionOf(target) })
    })
  })
  return uses.flat()
}

async function usesOfSchedules(
  port: SchedulesPort,
  clusterArn: string | undefined
): Promise<readonly (Use | Gap)[]> {
  const wanted = (await port.listSchedules()).filter(
    one => callsRunTask(one) || runsTasksIn(one.targetArn, clusterArn)
  )
  const uses = await mapBounded(wanted, AT_ONCE, one => usesOfSchedule(one, port))
  return uses
    .flat()
    .filter(one => !('revision' in one) || clusterArn === undefined || one.cluster === lastPartOf(clusterArn))
}

/** A universal target calls ecs:RunTask with its own input, which contains definition and cluster as in RunTask. */
async function usesOfSchedule(
  summary: ScheduleSummary,
  port: SchedulesPort
): Promise<readonly (Use | Gap)[]> {
  const name = `${summary.group}/${summary.name}`
  const schedule = await port.getSchedule(summary.group, summary.name)
  const target = objectOf(schedule?.['Target']) ?? {}
  if (!callsRunTask(summary))
    return useOf('schedule', name, { target, cluster: summary.targetArn, revision: definitionOf(target) })
  const input = inputOf(target)
  const { taskDefinition: revision, cluster } = typeof input === 'object' ? input : {}
  if (typeof revision !== 'string') {
    const why = 'its input for ecs:RunTask has no readable task definition'
    return [{ what: `schedule ${name}`, why }]
  }
  const where = typeof cluster === 'string' ? cluster : 'default'
  return useOf('schedule', name, { target, cluster: where, revision, member: 'overrides' })
}

function useOf(
  kind: 'rule' | 'schedule',
  name: string,
  found: {
    readonly target: JsonObject
    readonly cluster: string
    readonly revision: string | undefined
    readonly member?: string
  }
): readonly Use[] {
  const { target, revision, member } = found
  if (revision === undefined) return []
  const given = givenByTarget(target, `${kind} ${name}`, member)
  return [{ kind, name, revision, cluster: lastPartOf(found.cluster), ...present({ given }) }]
}

/**
 * givenByTarget scans what the target of a rule or schedule passes to its tasks: a constant input, or the template into
 * which an event is inserted. `member` is the member of the input that contains the overrides. If it is undefined, the
 * input is the overrides. Pure.
 */
export function givenByTarget(target: JsonObject, holder: string, member?: string): GivenToTask | undefined {
  const input = inputOf(target)
  if (input === undefined) return undefined
  if (input === 'unreadable') {
    const unread = [`the input of ${holder} is no JSON object`]
    return { holder, document: {}, exposures: [], values: [], unread }
  }
  return givenBy(member === undefined ? input : input[member], holder)
}

/** The input of a target, with member names in lower case; EventBridge inserts values where a template has `<name>`. */
function inputOf(target: JsonObject): JsonObject | 'unreadable' | undefined {
  const template = objectOf(target['InputTransformer'])?.['InputTemplate']
  const text = typeof template === 'string' ? template : target['Input']
  if (typeof text !== 'string' || text.trim() === '') return undefined
  for (const attempt of [text, text.replace(/([:[,]\s*)<([\w.-]+)>/g, '$1"<$2>"')]) {
    const value = jsonIn(attempt)
    if (value !== undefined) return objectOf(lowered(value)) ?? 'unreadable'
  }
  return 'unreadable'
}

/**
 * givenBy scans RunTask's overrides with the detector's usual rules, like a task definition. Member names can have any
 * case. Pure.
 */
export function givenBy(overrides: JsonValue | undefined, holder: string): GivenToTask | undefined {
  const containers = objectOf(lowered(overrides ?? null))?.['containerOverrides']
  if (!Array.isArray(containers) || containers.length === 0) return undefined
  return compareGiven({ holder, document: { containerDefinitions: containers } })
}

/** compareGiven scans overrides, and finds the `held` values of secrets in them under any name. Pure. */
export function compareGiven(
  { holder, document }: Pick<GivenToTask, 'holder' | 'document'>,
  held: readonly KnownValue[] = []
): GivenToTask {
  const { exposures, values } = scanDefinition(document, held)
  return {
    holder,
    document,
    exposures: exposures.map(exposure => ({
      ...exposure,
      pointer: exposure.pointer.replace('/containerDefinitions', '/containerOverrides'),
      overridesOf: holder
    })),
    values,
    unread: environmentFilesOf(document).map(
      file => `the overrides of ${holder} name the environment file ${file}, which was not scanned`
    )
  }
}

/** A universal target uses the member names of the SDK for Java: `ContainerOverrides`, `Name`. */
function lowered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(lowered)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, child]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      lowered(child)
    ])
  )
}
