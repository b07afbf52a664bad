import type { Clock } from '../clock.ts'
import { assertNever } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { SchedulerPorts } from './find-schedules.ts'
import {
  definitionOf,
  type FoundRule,
  type FoundSchedule,
  type FoundSchedulerSchedule,
  objectOf,
  withDefinition
} from './found.ts'
import type { FailedTarget } from './ports.ts'

/** One target that gets another revision. `write` sends what the last `read` returned, with the revision replaced. */
export type ScheduleEdit = {
  /** The task definition that it names now; undefined if it no longer exists or no longer runs a task. */
  read(): Promise<string | undefined>
  write(): Promise<FailedTarget | undefined>
}

/** openEdit creates the edit of a rule's target or a schedule, without sending anything. Its methods throw AwsError. */
export function openEdit(
  found: FoundSchedule,
  to: string,
  ports: SchedulerPorts & { readonly clock: Clock }
): ScheduleEdit {
  switch (found.kind) {
    case 'rule':
      return ruleEdit(found, to, ports)
    case 'schedule':
      return scheduleEdit(found, to, ports)
    default:
      return assertNever(found)
  }
}

function ruleEdit(found: FoundRule, to: string, { rules }: SchedulerPorts): ScheduleEdit {
  let target: JsonObject | undefined
  return {
    read: async () => {
      const targets = await rules.listTargetsByRule(found.rule)
      target = targets.find(one => one['Id'] === found.targetId)
      return target && definitionOf(target)
    },
    write: async () => (target ? rules.putTarget(found.rule, withDefinition(target, to)) : undefined)
  }
}

/** Members that GetSchedule returns and UpdateSchedule does not accept (API reference of EventBridge Scheduler). */
const DESCRIBE_ONLY = ['Arn', 'CreationDate', 'LastModificationDate']

function scheduleEdit(
  found: FoundSchedulerSchedule,
  to: string,
  { schedules, clock }: SchedulerPorts & { readonly clock: Clock }
): ScheduleEdit {
  let schedule: JsonObject | undefined
  const opened = clock.now()
  return {
    read: async () => {
      schedule = await schedules.getSchedule(found.group, found.name)
      const target = objectOf(schedule?.['Target'])
      return target && definitionOf(target)
    },
    write: async () => {
      const target = objectOf(schedule?.['Target'])
      if (!schedule || !target) return undefined
      const kept = Object.entries(schedule).filter(([key]) => !DESCRIBE_ONLY.includes(key))
      await schedules.updateSchedule({
        // UpdateSchedule replaces everything: omitted members return to their defaults
        ...Object.fromEntries(kept),
        Name: found.name,
        GroupName: found.group,
        Target: withDefinition(target, to),
        ClientToken: tokenOf(to, opened, schedule)
      })
      return undefined
    }
  }
}

/**
 * The same for the same write, and different if somebody changed the schedule in between. Up to 64 letters, digits, -
 * and _.
 */
function tokenOf(to: string, opened: number, schedule: JsonObject): string {
  const revision = to.split('/').at(-1)?.split(':').at(-1) ?? ''
  const modified = String(schedule['LastModificationDate'] ?? '').replace(/[^0-9]/g, '')
  return `sealed-deploy-${revision}-${opened}-${modified}`.slice(0, 64)
}
