import { lastPartOf } from '../../arn.ts'
import {
  type AgainRun,
  inactiveRevision,
  planAgain,
  type Redeployment,
  rollOutAgain
} from '../../deploy/again/redeploy.ts'
import type { ServicePlan } from '../../deploy/comparison/plan.ts'
import { plaintextIn } from '../../deploy/plan/plaintext.ts'
import { inspectServices } from '../../deploy/prepare/inspect-services.ts'
import { withNotStarted } from '../../deploy/target.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Remark, Report } from '../../report/report.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { changesOf, type ServiceWithTasks, whyStale } from './stale-tasks.ts'

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
  for (const line of stale.flatMap(whyStale)) run.ports.log.info(line)
  const plannedAt = run.ports.clock.now()
  const { own, items } = await readyToRestart(stale, report, run)
  const done =
    own.problems.length > 0
      ? withNotStarted(own, run.services)
      : await rollOutAgain(await planAgain(items, own, run), run, { plannedAt })
  const { plan } = done
  return {
    ...done,
    ...(plan && { plan: { ...plan, services: plan.services.map(service => withReason(service, stale)) } }),
    problems: [...report.problems, ...done.problems],
    results: [...report.results, ...done.results]
  }
}

/**
 * readyToRestart reads the services with stale tasks again, and returns what would be deployed, or, in the report, what
 * prevents it instead of the problems so far.
 */
export async function readyToRestart(
  stale: readonly ServiceWithTasks[],
  report: Report,
  run: AgainRun
): Promise<{ readonly own: Report; readonly items: readonly Redeployment[] }> {
  const inspected = await inspectServices(run.services, run.configuration, run.aws)
  const problems = [...inspected.problems, ...stale.flatMap(unusable)]
  const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))]
  const items = stale.flatMap((item): readonly Redeployment[] => {
    const { site, state, live, key } = item
    const following = restartInProgress(item)
    return live === undefined
      ? []
      : [{ service: state.service, site, state, live, ...present({ following, key }) }]
  })
  return { own: { ...report, remarks, problems }, items }
}

/**
 * A deployment that began after the newest value was set, and is in progress or completed: its tasks have
 * that value, and any stale tasks are being stopped or are still listed by a delayed read. An interrupted run
 * or a manual restart leaves such a deployment.
 */
function restartInProgress({ state, stale }: ServiceWithTasks): string | undefined {
  const primary = primaryOf(state)
  const changedAt = Math.max(...stale.map(task => task.changedAt))
  const isRestart = primary !== undefined && (primary.createdAt ?? 0) > changedAt
  return isRestart && primary.rolloutState !== 'FAILED' ? primary.id : undefined
}

/** withReason adds the secrets for which the restart of a service is planned. */
export function withReason(service: ServicePlan, stale: readonly ServiceWithTasks[]): ServicePlan {
  const { action, site } = service
  if (action.kind !== 'update') return service
  const own = stale.find(
    item =>
      item.state.service === service.service &&
      item.site.cluster === site.cluster &&
      item.site.region === site.region
  )
  const why = own === undefined ? '' : changesOf(own).join('; ')
  return { ...service, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
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
