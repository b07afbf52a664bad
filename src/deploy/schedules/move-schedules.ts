import { AwsError, oneLine } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import { assertNever, type Problem } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import type { Log } from '../../log.ts'
import type { SchedulerPorts } from './find-schedules.ts'
import {
  definitionOf,
  type FoundRule,
  type FoundSchedule,
  type FoundSchedulerSchedule,
  objectOf,
  parseDefinition,
  type ScheduleRow,
  scheduleName,
  withDefinition
} from './find-schedules.ts'
import type { FailedTarget } from './ports.ts'

/** `signal`: a cancelled run moves no further schedules. */
export type MovePorts = SchedulerPorts & {
  readonly clock: Clock
  readonly log: Log
  readonly signal?: AbortSignal
}

/** Every row with its result, and a problem for each that could not be moved. */
export type Moved = { readonly rows: readonly ScheduleRow[]; readonly problems: readonly Problem[] }

/** One target that gets another revision. `write` sends what the last `read` returned, with the revision replaced. */
type ScheduleEdit = {
  /** The task definition that it names now; undefined if it no longer exists or no longer runs a task. */
  read(): Promise<string | undefined>
  write(): Promise<FailedTarget | undefined>
}

/**
 * planMoves says what moveSchedules would do, without calling AWS. `arns` has the new revision of each family, if
 * already known.
 */
export function planMoves(
  found: readonly FoundSchedule[],
  arns: ReadonlyMap<string, string>
): readonly ScheduleRow[] {
  return found.map(one => {
    const to = arns.get(one.family)
    const base = { kind: one.kind, name: scheduleName(one), family: one.family, from: one.from }
    if (one.follows) return { ...base, state: 'follows' }
    if (to === undefined) return { ...base, state: 'planned' }
    return { ...base, to, state: to === one.from ? 'unchanged' : 'planned' }
  })
}

/**
 * moveSchedules sets the new revision of its family (`arns`) in every target that names one, leaves everything else
 * unchanged, and reads each target back. Throws no AwsError: a failure is part of its row, and the other targets are
 * still moved.
 */
export async function moveSchedules(
  found: readonly FoundSchedule[],
  arns: ReadonlyMap<string, string>,
  ports: MovePorts
): Promise<Moved> {
  const rows: ScheduleRow[] = []
  const problems: Problem[] = []
  for (const [index, row] of planMoves(found, arns).entries()) {
    const one = found[index]
    if (row.state !== 'planned' || row.to === undefined || one === undefined) {
      rows.push(row)
      continue
    }
    const { row: done, problem } = await move(one, { ...row, to: row.to }, ports)
    rows.push(done)
    if (problem) problems.push(problem)
    const from = `${shortName(done.from)} → ${shortName(row.to)}`
    ports.log.info(`[schedule ${done.name}] ${done.state}: ${from}${done.reason ? `: ${done.reason}` : ''}`)
  }
  return { rows, problems }
}

function shortName(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

type Row = ScheduleRow & { readonly to: string }

type Done = { readonly row: ScheduleRow; readonly problem?: Problem }

async function move(found: FoundSchedule, row: Row, ports: MovePorts): Promise<Done> {
  if (ports.signal?.aborted) {
    const { row: one, problem } = failed(row, 'The run was cancelled before it was moved.')
    return { row: one, problem: { ...problem, fault: 'cancelled' } }
  }
  try {
    return await attempt(openEdit(found, row.to, ports), row, ports)
  } catch (error) {
    const { message, hint } = refusalOf(error)
    return failed(row, message, hint)
  }
}

const ATTEMPTS = 3

const PAUSE_MS = 2_000

/**
 * A write is repeated after a read if its response was lost, if it conflicted with another one, or if it is not visible
 * yet. It is the same write each time.
 */
async function attempt(edit: ScheduleEdit, row: Row, { clock }: MovePorts): Promise<Done> {
  let trouble = 'its change was not seen when it was read back'
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    if (tries > 0) await clock.sleep(PAUSE_MS * tries)
    const before = await edit.read()
    if (before === undefined) return failed(row, 'It does not exist any more.')
    if (before === row.to) return { row: { ...row, state: tries === 0 ? 'unchanged' : 'moved' } }
    if (parseDefinition(before)?.family !== row.family)
      return failed(row, `It runs ${shortName(before)} now; it was changed after it was read.`)
    const refused = await orTrouble(() => edit.write())
    if (refused === undefined && (await edit.read()) === row.to) return { row: { ...row, state: 'moved' } }
    if (refused?.final) return failed(row, refused.text)
    trouble = refused?.text ?? trouble
  }
  await clock.sleep(PAUSE_MS * ATTEMPTS)
  if ((await edit.read()) === row.to) return { row: { ...row, state: 'moved' } }
  return failed(row, `Not verified: ${trouble}, also after ${ATTEMPTS} attempts.`)
}

type Trouble = { readonly text: string; readonly final: boolean }

async function orTrouble(
  write: () => Promise<{ code: string; message: string } | undefined>
): Promise<Trouble | undefined> {
  try {
    const refused = await write()
    if (refused === undefined) return undefined
    const text = `${refused.code}: ${oneLine(refused.message)}`
    return { text, final: refused.code !== 'ConcurrentModificationException' }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const again = error.kind === 'lost' || /^Con(current|flict)/.test(error.awsName)
    if (!again) throw error
    return { text: `${error.operation} got no usable answer (${error.awsName})`, final: false }
  }
}

function failed(row: Row, reason: string, hint?: string): Required<Done> {
  const kind = row.kind === 'rule' ? 'EventBridge rule' : 'Schedule'
  return {
    row: { ...row, state: 'failed', reason },
    problem: {
      code: 'schedule-not-moved',
      fault: 'cloud',
      message: `${kind} ${row.name} still runs ${shortName(row.from)} instead of ${shortName(row.to)}: ${reason}`,
      hint: hint ?? 'The services are deployed. Run again to move the others, or set the revision manually.'
    }
  }
}

/** openEdit creates the edit of a rule's target or a schedule, without sending anything. Its methods throw AwsError. */
function openEdit(
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
