import { lastPartOf } from '../../arn.ts'
import {
  type AgainRun,
  inactiveRevision,
  planAgain,
  type Redeployment,
  rollOutAgain
} from '../../deploy/again/redeploy.ts'
import type { Plan } from '../../deploy/comparison/plan.ts'
import type { Planned } from '../../deploy/plan/decide-on.ts'
import { inspectCodeDeploy } from '../../deploy/plan/inspect-codedeploy.ts'
import { plaintextIn } from '../../deploy/plan/plaintext.ts'
import { inspectServices } from '../../deploy/prepare/inspect-services.ts'
import { withNotStarted } from '../../deploy/target.ts'
import type { Problem } from '../../errors.ts'
import { grouped, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { planToText } from '../../report/plan/plan.ts'
import type { Remark, Report } from '../../report/report.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { keyOf, labelOf } from '../../rollout/outcome.ts'
import { freshResult, type ServiceWithTasks } from './stale-tasks.ts'

/**
 * restartStale redeploys the services with stale tasks, unchanged, and watches the rollouts. It reads every service
 * before changing the first one. A service that could not be verified does not stop the others.
 */
export async function restartStale(
  stale: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<Report> {
  if (stale.length === 0) return report
  for (const line of stale.map(whyStale)) run.ports.log.info(line)
  const plannedAt = run.ports.clock.now()
  const planned = await planRestart(stale, { ...report, problems: [] }, run)
  const done = planned.plan
    ? await rollOutAgain(planned, run, { plannedAt })
    : withNotStarted(planned.report, run.services)
  return {
    ...done,
    problems: [...report.problems, ...done.problems],
    results: [...report.results, ...done.results]
  }
}

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
  const stale = found.filter(({ tasks }) => tasks.kind === 'stale')
  const own = stale.map(item => ({ message: `${whyStale(item)}.` }))
  const fresh = found.filter(({ tasks }) => tasks.kind === 'fresh')
  const remarks = [...report.remarks, ...own, ...remarksOfFresh(fresh)]
  const planned = await planRestart(stale, { ...report, remarks }, run)
  if (!planned.plan) return planned.report
  const { plan: again, problems } = await inspectCodeDeploy(planned.plan, run.configuration, run)
  const left = fresh.filter(({ live }) => live !== undefined)
  const plan = joinedPlans(again, await planUntouched(left, planned.report, run))
  const shown = { ...planned.report, plan, problems: [...planned.report.problems, ...problems] }
  if (shown.problems.length === 0) run.ports.log.group('Plan (nothing was changed)', planToText(plan))
  // without a definition, a service has no place in a plan; a remark states why it is left alone
  const leftOut = new Set(fresh.filter(({ live }) => live === undefined).map(nameOf))
  return { ...shown, services: shown.services.filter(name => !leftOut.has(name)) }
}

function nameOf({ state, key }: ServiceWithTasks): string {
  return keyOf({ service: state.service, ...present({ key }) })
}

/** The plan for services that are left alone, whatever else a deploy would do with them. */
async function planUntouched(
  fresh: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<Plan> {
  const { ifDeploying: _, ...configuration } = run.configuration
  const decided = await planAgain(fresh.flatMap(asRedeployment), report, {
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

function asRedeployment({ site, state, live, key }: ServiceWithTasks): readonly Redeployment[] {
  return live === undefined ? [] : [{ service: state.service, site, state, live, ...present({ key }) }]
}

/** Reads the services again, and plans their deployments; without a plan, the report has what prevents them. */
async function planRestart(
  stale: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<Planned> {
  const inspected = await inspectServices(run.services, run.configuration, run.aws)
  const problems = [...inspected.problems, ...stale.flatMap(unusable)]
  const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))]
  const own = { ...report, remarks, problems: [...report.problems, ...problems] }
  if (problems.length > 0) return { report: own }
  const items = stale.flatMap(item => {
    const following = restartInProgress(item)
    return asRedeployment(item).map(one => ({ ...one, ...present({ following }) }))
  })
  const planned = await planAgain(items, own, run)
  if (!planned.plan) return planned
  const plan = withReasons(planned.plan, stale)
  return { report: { ...planned.report, plan }, plan }
}

/** Adds the secrets for which each restart is planned. */
function withReasons(plan: Plan, stale: readonly ServiceWithTasks[]): Plan {
  return {
    ...plan,
    services: plan.services.map(service => {
      const { text: why = '' } = stale.find(({ state }) => state === service.before)?.tasks ?? {}
      return service.action.kind === 'update'
        ? { ...service, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
        : service
    })
  }
}

/** Which values have changed, and how many of the tasks of a service may have the old ones. */
function whyStale({ state, key, tasks }: ServiceWithTasks): string {
  return `[${labelOf({ service: state.service, ...present({ key }) })}] ${tasks.text}`
}

const NAMES_SHOWN = 20

function remarksOfFresh(fresh: readonly ServiceWithTasks[]): readonly Remark[] {
  return [...grouped(fresh.map(freshResult), ({ reason }) => reason)].map(([reason, results]) => {
    return { message: `Would not be restarted: ${someOf(results.map(labelOf), NAMES_SHOWN)}. ${reason}` }
  })
}

/**
 * A deployment that began after the newest value was set, and is in progress or completed: its tasks have
 * that value, and any stale tasks are being stopped or are still listed by a delayed read. An interrupted run
 * or a manual restart leaves such a deployment.
 */
function restartInProgress({ state, tasks }: ServiceWithTasks): string | undefined {
  const primary = primaryOf(state)
  const changedAt = Math.max(...tasks.stale.map(task => task.changedAt))
  const isRestart = primary !== undefined && (primary.createdAt ?? 0) > changedAt
  return isRestart && primary.rolloutState !== 'FAILED' ? primary.id : undefined
}

/** ECS starts no tasks from a revision that is not ACTIVE. */
function unusable({ state, live }: ServiceWithTasks): readonly Problem[] {
  if (live?.status === 'ACTIVE') return []
  const name = lastPartOf(state.taskDefinition)
  const hint = 'Deploy the service from its file, which registers it again and starts new tasks.'
  return [
    { ...inactiveRevision(name, live?.status ?? 'deleted', hint), fault: 'cloud', service: state.service }
  ]
}

function plaintextRemark({ state, live }: ServiceWithTasks, { ports }: AgainRun): readonly Remark[] {
  const plaintext = live === undefined ? [] : plaintextIn(live.definition, ports.mask)
  if (plaintext.length === 0) return []
  const message = `Service "${state.service}" runs ${lastPartOf(state.taskDefinition)}, which holds plaintext credentials (${plaintext.join(', ')}). It is restarted as it is; move them into secrets (mode migrate).`
  return [{ message }]
}
