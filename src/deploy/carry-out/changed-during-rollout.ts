import { refusedCall } from '../../aws/explain.ts'
import type { Remark } from '../../errors.ts'
import type { ServicePlan } from '../comparison/plan.ts'
import {
  begunAt,
  clauseOf,
  findOldValues,
  type OldValues,
  remarksOfOldValues,
  staleTextsOf
} from '../old-values.ts'
import type { CarriedService, RolloutRun } from './run.ts'
import { lookAgain } from './run.ts'

type AllCarried = ReadonlyMap<ServicePlan, CarriedService>

const WORDS = {
  lead: 'A value has changed during the rollout',
  open: 'A secret may have changed during the rollout'
}

/**
 * withChangedDuringRollout warns of services that were deployed while something that they read was changed: some of
 * their new tasks may have started before. For `rotate-restart`, which was run to replace such tasks, that is a
 * problem.
 * Throws no AwsError.
 */
export async function withChangedDuringRollout(
  carried: AllCarried,
  run: RolloutRun
): Promise<{ readonly carried: AllCarried; readonly remarks: readonly Remark[] }> {
  const fresh = run.ports.signal.aborted ? [] : [...carried].filter(isNew)
  if (fresh.length === 0) return { carried, remarks: [] }
  const found = await findChanged(fresh, run)
  const isRestart = 'mode' in run.configuration && run.configuration.mode === 'rotate-restart'
  const texts = staleTextsOf(found)
  const told = [...carried].map(([service, done]) => {
    const text = texts.get(service)
    if (text === undefined) return [service, done] as const
    return [service, isRestart ? asProblem(done, text) : withReason(done, clauseOf(text))] as const
  })
  return { carried: new Map(told), remarks: isRestart ? [] : remarksOfOldValues(found, WORDS) }
}

/** Whether the tasks were started by this run, and all of them. */
function isNew([{ action }, { end }]: readonly [ServicePlan, CarriedService]): boolean {
  const { kind } = action
  const hasNewTasks = kind === 'update' || kind === 'create' || kind === 'follow' || kind === 'continue'
  return hasNewTasks && end.result.outcome === 'succeeded' && !end.result.isOngoing
}

/**
 * The services are read as they are now: what somebody else has deployed over since is not theirs any more. What may
 * not be asked is not said: a run does not need to know it, and the tasks are new.
 */
async function findChanged(
  fresh: readonly (readonly [ServicePlan, CarriedService])[],
  run: RolloutRun
): Promise<readonly OldValues[]> {
  const reading = fresh.map(([service, done]) => ({ service, since: sinceOf(service, done) }))
  try {
    const looking = { ...run, lookAgain: (service: ServicePlan) => lookAgain(service, run) }
    const found = await findOldValues(reading, run.plan, looking)
    return found.filter(({ kind }) => kind !== 'unread')
  } catch (error) {
    const text = refusedCall(error)
    return fresh.map(([service]) => ({ service, kind: 'open', text }))
  }
}

/** When the tasks that a rollout started can have begun to read, in milliseconds since 1970. */
function sinceOf(service: ServicePlan, { end: { result } }: CarriedService): number {
  const { action, before } = service
  if (action.kind === 'continue') return action.deployment.createdAt ?? begunAt(before)
  if (action.kind === 'follow') return begunAt(before)
  return result.startedAt === undefined ? begunAt(before) : Date.parse(result.startedAt)
}

function withReason(done: CarriedService, said: string): CarriedService {
  const { result } = done.end
  return { ...done, end: { ...done.end, result: { ...result, reason: `${result.reason} But ${said}.` } } }
}

function asProblem(done: CarriedService, text: string): CarriedService {
  const { service } = done.end.result
  return {
    ...done,
    end: {
      ...done.end,
      problem: {
        code: 'rotated-again',
        fault: 'cloud',
        service,
        message: `Service "${service}": a value was changed again during the restart: ${text}.`,
        hint: 'Run rotate-restart again.'
      }
    }
  }
}
