import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import type { ResolvedReference } from '../../references/resolve.ts'
import type { DeployingPorts } from '../connections.ts'
import type { Planned } from './decide-on.ts'
import { begunAt, readsFiles, servicesThatKeepTasks } from './kept-tasks.ts'
import { clauseOf, findOldTasks, remarksOfOldTasks } from './old-tasks.ts'

/** A plan of which it is to be found out whether what stays as it is has the values that it should have. */
type Aging = DeployingPorts & { readonly configuration: { readonly maxRetries: number } }

/**
 * mayBeOld lists the services that get no new tasks, although a secret or parameter of theirs has changed in some way
 * since their deployment began: ECS reads a value only when a task starts. Pure.
 */
function mayBeOld(plan: Plan, resolved: readonly ResolvedReference[]): readonly ServicePlan[] {
  return servicesThatKeepTasks(plan).filter(({ before, definitionId }) => {
    const begun = begunAt(before)
    const changed = resolved.filter(({ changedAt = 0 }) => changedAt > begun)
    if (changed.length === 0) return false
    const text = JSON.stringify(definitionIn(plan, definitionId))
    return changed.some(({ arn }) => text.includes(JSON.stringify(arn)))
  })
}

/**
 * withOldValues adds to a plan which of these services have tasks that started before the current value of a secret, as
 * `rotate-restart` finds them, or before their environment file was changed. They stay as they are, because the
 * definition has not changed; but "unchanged" must not be taken for "has the values that it should have".
 */
export async function withOldValues(
  planned: Planned,
  resolved: readonly ResolvedReference[],
  planning: Aging
): Promise<Planned> {
  const { plan, report } = planned
  if (plan === undefined) return planned
  const suspects = mayBeOld(plan, resolved)
  const readers = servicesThatKeepTasks(plan).filter(one => readsFiles(plan, one))
  if (suspects.length === 0 && readers.length === 0) return planned
  try {
    const found = await findOldTasks(suspects, plan, planning)
    const files = readers.length === 0 ? NO_FILES : await oldFiles(readers, plan, planning)
    const remarks = [...remarksOfOldTasks(found, WORDS), ...files.remarks]
    if (remarks.length === 0) return planned
    const texts = new Map(
      found.flatMap(one => (one.kind === 'stale' ? [[one.service, clauseOf(one.text)]] : []))
    )
    const services = plan.services.map(one => {
      const clauses = [texts.get(one), files.clauses.get(one)].filter(text => text !== undefined)
      return { ...one, ...present({ oldValue: clauses.length === 0 ? undefined : clauses.join('; ') }) }
    })
    const looked = { ...plan, services }
    return {
      ...planned,
      plan: looked,
      report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
    }
  } catch (error) {
    // expired credentials are not a missing permission: the run must not be good
    if (!(error instanceof AwsError)) throw error
    return { report: { ...report, problems: [...report.problems, explainAwsError(error)] } }
  }
}

const WORDS = {
  lead: 'The definition is unchanged, but the values are not',
  open: 'Unchanged, but a secret has changed since the deployment began'
}

const NO_FILES = { remarks: [], clauses: new Map<ServicePlan, string>() }

async function oldFiles(readers: readonly ServicePlan[], plan: Plan, planning: Aging) {
  const { findOldFiles, remarksOfOldFiles, fileClauses } = await import('./old-files.ts')
  const found = await findOldFiles(readers, plan, planning)
  return { remarks: remarksOfOldFiles(found), clauses: fileClauses(found) }
}
