import { lastPartOf } from '../../arn.ts'
import { AwsError, oneLine } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import type { Log } from '../../log.ts'
import {
  definitionOf,
  type FailedTarget,
  type FoundSchedule,
  objectOf,
  parseDefinition,
  type ScheduleRow,
  type SchedulerPorts,
  scheduleName,
  withDefinition
} from './find-schedules.ts'

/** `signal`: a cancelled run moves no further schedules. */
export type MovePorts = SchedulerPorts & {
  readonly clock: Clock
  readonly log: Log
  readonly signal?: AbortSignal
}

/** Every row with its result, and a problem for each that could not be moved. */
export type Moved = { readonly rows: readonly ScheduleRow[]; readonly problems: readonly Problem[] }

/** What ECS runs by a rule's target or a schedule, as last read: all its members, and its target. */
type Seen = { readonly whole: JsonObject; readonly target: JsonObject }

/**
 * planMoves returns what moveSchedules would do, without calling AWS. `arns` has the new revision of each family, if
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
 * moveSchedules sets the new revision of its family (`arns`) in every target that has one, leaves everything else
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
    const from = `${lastPartOf(done.from)} → ${lastPartOf(row.to)}`
    ports.log.info(`[schedule ${done.name}] ${done.state}: ${from}${done.reason ? `: ${done.reason}` : ''}`)
  }
  return { rows, problems }
}

type Row = ScheduleRow & { readonly to: string }

type Done = { readonly row: ScheduleRow; readonly problem?: Problem }

async function move(found: FoundSchedule, row: Row, ports: MovePorts): Promise<Done> {
  if (ports.signal?.aborted) {
    const { row: one, problem } = failed(row, 'The run was cancelled before it was moved.')
    return { row: one, problem: { ...problem, fault: 'cancelled' } }
  }
  try {
    return await attempt(found, row, ports)
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
async function attempt(found: FoundSchedule, row: Row, ports: MovePorts): Promise<Done> {
  const { clock } = ports
  const opened = clock.now()
  let trouble = 'its change was not seen when it was read back'
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    if (tries > 0) await clock.sleep(PAUSE_MS * tries)
    const seen = await readTarget(found, ports)
    const before = seen && definitionOf(seen.target)
    if (seen === undefined || before === undefined) return failed(row, 'It does not exist any more.')
    if (before === row.to) return { row: { ...row, state: tries === 0 ? 'unchanged' : 'moved' } }
    if (parseDefinition(before)?.family !== row.family)
      return failed(row, `It runs ${lastPartOf(before)} now; it was changed after it was read.`)
    const refused = await orTrouble(() => write(found, seen, { to: row.to, opened, ports }))
    if (refused === undefined && (await runs(found, row.to, ports)))
      return { row: { ...row, state: 'moved' } }
    if (refused?.final) return failed(row, refused.text)
    trouble = refused?.text ?? trouble
  }
  await clock.sleep(PAUSE_MS * ATTEMPTS)
  if (await runs(found, row.to, ports)) return { row: { ...row, state: 'moved' } }
  return failed(row, `Not verified: ${trouble}, also after ${ATTEMPTS} attempts.`)
}

async function runs(found: FoundSchedule, to: string, ports: MovePorts): Promise<boolean> {
  const seen = await readTarget(found, ports)
  return seen !== undefined && definitionOf(seen.target) === to
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
      message: `${kind} ${row.name} still runs ${lastPartOf(row.from)} instead of ${lastPartOf(row.to)}: ${reason}`,
      hint: hint ?? 'The services are deployed. Run again to move the others, or set the revision manually.'
    }
  }
}

/** Undefined if it no longer exists or no longer runs a task. Throws AwsError. */
async function readTarget(
  found: FoundSchedule,
  { rules, schedules }: SchedulerPorts
): Promise<Seen | undefined> {
  if (found.kind === 'rule') {
    const targets = await rules.listTargetsByRule(found.rule)
    const target = targets.find(one => one['Id'] === found.targetId)
    return target && { whole: target, target }
  }
  const whole = await schedules.getSchedule(found.group, found.name)
  const target = objectOf(whole?.['Target'])
  return whole && target && { whole, target }
}

/** Members that GetSchedule returns and UpdateSchedule does not accept (API reference of EventBridge Scheduler). */
const DESCRIBE_ONLY = ['Arn', 'CreationDate', 'LastModificationDate']

/** Sends what was read, with the revision replaced. Throws AwsError. */
async function write(
  found: FoundSchedule,
  { whole, target }: Seen,
  { to, opened, ports }: { readonly to: string; readonly opened: number; readonly ports: SchedulerPorts }
): Promise<FailedTarget | undefined> {
  const moved = withDefinition(target, to)
  if (found.kind === 'rule') return ports.rules.putTarget(found.rule, moved)
  const kept = Object.entries(whole).filter(([key]) => !DESCRIBE_ONLY.includes(key))
  await ports.schedules.updateSchedule({
    // UpdateSchedule replaces everything: omitted members return to their defaults
    ...Object.fromEntries(kept),
    Name: found.name,
    GroupName: found.group,
    Target: moved,
    ClientToken: tokenOf(to, opened, whole)
  })
  return undefined
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
