import { objectsIn } from '../../json.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import type { ServiceState } from '../../rollout/ports.ts'

/** servicesThatKeepTasks lists the services whose running tasks a plan does not replace. Pure. */
export function servicesThatKeepTasks({ services }: Plan): readonly ServicePlan[] {
  return services.filter(
    ({ action: { kind }, before }) =>
      kind !== 'update' && kind !== 'create' && kind !== 'continue' && before.runningCount > 0
  )
}

/**
 * begunAt returns when what a service runs was started, in milliseconds since 1970; services of CodeDeploy have task
 * sets, whose times are in seconds. Pure.
 */
export function begunAt(before: ServiceState): number {
  const set = objectsIn(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY')
  const { createdAt } = set ?? {}
  return primaryOf(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0)
}

/** readsFiles returns whether the tasks of a service read environment files. Pure. */
export function readsFiles(plan: Plan, { definitionId }: Pick<ServicePlan, 'definitionId'>): boolean {
  return JSON.stringify(definitionIn(plan, definitionId)).includes('"environmentFiles"')
}
