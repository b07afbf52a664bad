import { lastPartOf } from '../arn.ts'
import { areasOf, missingClusterProblems, sitesOf } from '../audit/run/areas.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import {
  findStaleTasks,
  freshResult,
  type ServiceWithTasks,
  staleOthers,
  whyStale
} from '../audit/run/stale-tasks.ts'
import { refusalOf } from '../aws/explain.ts'
import { readHouseRules } from '../checking/house-rules.ts'
import { keyedAt } from '../configuration/placement.ts'
import { type AgainRun, deployAgain } from '../deploying/again/deploy-again.ts'
import { inactiveRevision, type Redeployment } from '../deploying/again/existing-revision.ts'
import { connectAccounts } from '../deploying/connections.ts'
import { withNotStarted } from '../deploying/not-started.ts'
import { plaintextIn } from '../deploying/plan/plaintext.ts'
import { inspectServices } from '../deploying/prepare/inspect-services.ts'
import { sayTarget, withTarget } from '../deploying/target.ts'
import type { Problem } from '../errors.ts'
import type { RotateRestartConfiguration } from '../inputs/configuration.ts'
import { present } from '../present.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts.ts'
import { primaryOf } from '../rollout/deployments.ts'
import { keyOf } from '../rollout/outcome.ts'

/**
 * runRotateRestart redeploys, unchanged, the services with running tasks that started before the current
 * value of a secret they read was set, and watches the rollouts as a deploy does. Services whose tasks all
 * have current values are not changed.
 */
export async function runRotateRestart(
  configuration: RotateRestartConfiguration,
  ports: AuditPorts
): Promise<Report> {
  const house = await readHouseRules(configuration, ports)
  const { placement, placementProblems: badPlacement } = house
  const areas = areasOf(configuration, placement)
  const early = [
    ...house.problems,
    ...badPlacement,
    ...(house.isUndecided ? [] : missingClusterProblems(areas, 'rotate-restart'))
  ]
  const none = emptyReport('rotate-restart')
  if (early.length > 0) return { ...none, problems: early }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const said = await sayTarget(areas.flatMap(sitesOf), { ports, aws })
  const empty = withTarget(none, said)
  if (said.problems.length > 0) return empty
  const looked = await findStaleTasks(areas, configuration, ports).catch((error: unknown) => refusalOf(error))
  if ('code' in looked) return { ...empty, problems: [looked] }
  const findKey = keyedAt(placement, configuration)
  const found = looked.services.map(item => {
    const { key } = findKey(item.state.service, item.site)
    return { ...item, ...present({ key }) }
  })
  const stale = found.filter(item => item.stale.length > 0)
  const report: Report = {
    ...empty,
    services: found.map(({ state, key }) => keyOf({ service: state.service, ...present({ key }) })),
    problems: [...empty.problems, ...looked.problems],
    remarks: [...empty.remarks, ...staleOthers(looked.others).map(message => ({ message }))],
    results: found.filter(item => item.stale.length === 0).map(freshResult)
  }
  const services = stale.map(({ state, site, key }) => ({
    service: state.service,
    site,
    ...present({ key })
  }))
  const forced = { ...configuration, forceNewDeployment: true }
  const finished = await restart(stale, report, { configuration: forced, ports, aws, placement, services })
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

/**
 * Reads every service before changing the first one. A service that could not be verified does not stop the
 * others.
 */
async function restart(stale: readonly ServiceWithTasks[], report: Report, run: AgainRun): Promise<Report> {
  if (stale.length === 0) return report
  for (const line of stale.flatMap(whyStale)) run.ports.log.info(line)
  const plannedAt = run.ports.clock.now()
  const inspected = await inspectServices(run.services, run.configuration, run.aws)
  const problems = [...inspected.problems, ...stale.flatMap(unusable)]
  const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))]
  const own = { ...report, remarks, problems }
  const items = stale.flatMap((item): readonly Redeployment[] => {
    const { site, state, live, key } = item
    const following = restartUnderWay(item)
    return live === undefined
      ? []
      : [{ service: state.service, site, state, live, ...present({ following, key }) }]
  })
  const done =
    problems.length > 0
      ? withNotStarted(own, run.services)
      : await deployAgain(items, own, {
          run,
          plannedAt,
          inspectsCodeDeploy: true
        })
  return {
    ...done,
    problems: [...report.problems, ...done.problems],
    results: [...report.results, ...done.results]
  }
}

/**
 * A deployment that began after the newest value was set, and is in progress or completed: its tasks have
 * that value, and any stale tasks are being stopped or are still listed by a delayed read. An interrupted run
 * or a manual restart leaves such a deployment.
 */
function restartUnderWay({ state, stale }: ServiceWithTasks): string | undefined {
  const primary = primaryOf(state)
  const changedAt = Math.max(...stale.map(task => task.changedAt))
  const isRestart = primary !== undefined && (primary.createdAt ?? 0) > changedAt
  return isRestart && primary.rolloutState !== 'FAILED' ? primary.id : undefined
}

/** ECS starts no tasks from a revision that is not ACTIVE. */
function unusable({ state, live }: ServiceWithTasks): readonly Problem[] {
  if (live?.status === 'ACTIVE') return []
  const name = lastPartOf(state.taskDefinition)
  const hint = 'Deploy the service from its file, which registers it again and starts new tasks.'
  return [{ ...inactiveRevision(name, live?.status ?? 'deleted', hint), service: state.service }]
}

function plaintextRemark({ state, live }: ServiceWithTasks, { ports }: AgainRun): readonly Remark[] {
  const plaintext = live === undefined ? [] : plaintextIn(live.definition, ports.mask)
  if (plaintext.length === 0) return []
  const message = `Service "${state.service}" runs ${lastPartOf(state.taskDefinition)}, which holds plaintext credentials (${plaintext.join(', ')}). It is restarted as it is; move them into secrets (mode migrate).`
  return [{ message }]
}
