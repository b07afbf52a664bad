import { type AgainRun, planAgain, type Redeployment } from '../../deploy/again/redeploy.ts'
import type { Plan } from '../../deploy/comparison/plan.ts'
import { inspectCodeDeploy } from '../../deploy/plan/inspect-codedeploy.ts'
import { grouped, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { planToText } from '../../report/plan/plan.ts'
import type { Remark, Report } from '../../report/report.ts'
import { keyOf, labelOf } from '../../rollout/outcome.ts'
import { readyToRestart, withReason } from './restart-stale.ts'
import { freshResult, type ServiceWithTasks, whyStale } from './stale-tasks.ts'

/**
 * previewRestart shows, in the form of a plan, which services `rotate-restart` would restart and why, and which it
 * would leave alone and why. It makes every check that a restart makes first, and changes nothing. A service that could
 * not be verified is in no plan.
 */
export async function previewRestart(
  found: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<Report> {
  const stale = found.filter(item => item.stale.length > 0)
  const fresh = found.filter(item => item.stale.length === 0 && freshResult(item).outcome === 'unchanged')
  const ready = await readyToRestart(stale, report, run)
  const remarks = [...ready.own.remarks, ...stale.flatMap(whyStale).map(asRemark), ...remarksOfFresh(fresh)]
  const own = { ...ready.own, remarks, problems: [...report.problems, ...ready.own.problems] }
  if (ready.own.problems.length > 0) return own
  const decided = await planAgain(ready.items, own, run)
  if (!decided.plan) return decided.report
  const { plan: again, problems } = await inspectCodeDeploy(decided.plan, run.configuration, run)
  const left = await planUntouched(fresh, own, run)
  const services = again.services.map(service => withReason(service, stale))
  const plan = joinedPlans({ ...again, services }, left)
  const shown = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] }
  if (shown.problems.length === 0) run.ports.log.group('Plan (nothing was changed)', planToText(plan))
  const isShown = new Set([...stale, ...fresh].filter(hasDefinition).map(nameOf))
  const leftOut = new Set(fresh.map(nameOf).filter(name => !isShown.has(name)))
  return { ...shown, services: shown.services.filter(name => !leftOut.has(name)) }
}

function nameOf({ state, key }: ServiceWithTasks): string {
  return keyOf({ service: state.service, ...present({ key }) })
}

/** Without a definition, a service has no place in a plan; a remark states why it is left alone. */
function hasDefinition({ live }: ServiceWithTasks): boolean {
  return live !== undefined
}

function asRemark(message: string): Remark {
  return { message: `${message}.` }
}

const NAMES_SHOWN = 20

function remarksOfFresh(fresh: readonly ServiceWithTasks[]): readonly Remark[] {
  return [...grouped(fresh, item => freshResult(item).reason)].map(([reason, items]) => {
    const names = items.map(({ state, key }) => labelOf({ service: state.service, ...present({ key }) }))
    return { message: `Would not be restarted: ${someOf(names, NAMES_SHOWN)}. ${reason}` }
  })
}

/** The plan for services that are left alone, whatever else a deploy would do with them. */
async function planUntouched(
  fresh: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<Plan> {
  const items = fresh.flatMap(({ state, site, live, key }): readonly Redeployment[] =>
    live === undefined ? [] : [{ service: state.service, site, state, live, ...present({ key }) }]
  )
  const { ifDeploying: _, ...configuration } = run.configuration
  const decided = await planAgain(items, report, {
    ...run,
    configuration: { ...configuration, forceNewDeployment: false }
  })
  const { definitions = [], services = [] } = decided.plan ?? decided.report.plan ?? {}
  return { definitions, services: services.map(one => ({ ...one, action: { kind: 'unchanged' } })) }
}

function joinedPlans(plan: Plan, left: Plan): Plan {
  const idOf = (id: string) => `unchanged ${id}`
  return {
    ...plan,
    definitions: [...plan.definitions, ...left.definitions.map(one => ({ ...one, id: idOf(one.id) }))],
    services: [
      ...plan.services,
      ...left.services.map(one => ({ ...one, definitionId: idOf(one.definitionId) }))
    ]
  }
}
