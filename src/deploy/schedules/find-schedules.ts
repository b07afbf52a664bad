import { AwsError } from '../../aws/error.ts'
import { mapBounded } from '../../bounded.ts'
import type { JsonObject } from '../../json.ts'
import { someOf } from '../../list.ts'
import {
  callsRunTask,
  definitionOf,
  type FoundSchedule,
  objectOf,
  parseDefinition,
  runsTasksIn
} from './found.ts'
import type { RulesPort, ScheduleSummary, SchedulesPort } from './ports.ts'

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
