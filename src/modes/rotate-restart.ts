import { openAreas } from '../audit/run/areas.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { previewRestart, restartStale } from '../audit/run/restart-stale.ts'
import { findStaleTasks, freshResult, staleOthers } from '../audit/run/stale-tasks.ts'
import { refusalOf } from '../aws/explain.ts'
import { withNotStarted } from '../deploy/target.ts'
import { explained } from '../inputs/configuration/explained-problems.ts'
import type { RotateRestartConfiguration } from '../inputs/configuration.ts'
import { present } from '../present.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'
import { keyOf } from '../rollout/outcome.ts'

/**
 * runRotateRestart redeploys, unchanged, the services with running tasks that started before the current
 * value of a secret they read was set, and watches the rollouts as a deploy does. Services whose tasks all
 * have current values are not changed. With `dry-run`, it only shows which services it would restart.
 */
export async function runRotateRestart(
  configuration: RotateRestartConfiguration,
  ports: AuditPorts
): Promise<Report> {
  const { dryRun } = configuration
  const opened = await openAreas(configuration, ports, dryRun ? 'plan' : 'rotate-restart')
  if ('ended' in opened) return opened.ended
  const { areas, aws, findKey, report: empty } = opened
  const { placement } = opened.project
  const looked = await findStaleTasks(areas, configuration, ports).catch((error: unknown) => refusalOf(error))
  if ('code' in looked) return { ...empty, problems: explained([looked], placement) }
  const found = looked.services.map(item => {
    const { key } = findKey(item.state.service, item.site)
    return { ...item, ...present({ key }) }
  })
  const stale = found.filter(({ tasks }) => tasks.kind === 'stale')
  const report: Report = {
    ...empty,
    services: found.map(({ state, key }) => keyOf({ service: state.service, ...present({ key }) })),
    problems: [...empty.problems, ...explained(looked.problems, placement)],
    remarks: [...empty.remarks, ...staleOthers(looked.others, dryRun)],
    results: dryRun ? [] : found.filter(({ tasks }) => tasks.kind !== 'stale').map(freshResult)
  }
  const services = stale.map(({ state, site, key }) => ({
    service: state.service,
    site,
    ...present({ key })
  }))
  // exit code 2 states that nothing was changed
  if (report.problems.some(({ fault }) => fault === 'user'))
    return dryRun ? report : withNotStarted(report, services)
  const forced = { ...configuration, forceNewDeployment: true }
  const run = { configuration: forced, ports, aws, placement, services }
  if (dryRun) return previewRestart(found, report, run)
  const finished = await restartStale(stale, report, run)
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}
