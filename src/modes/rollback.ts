import { lastPartOf } from '../arn.ts'
import { readHouseRules } from '../checking/house-rules.ts'
import { loadPlacement } from '../configuration/load-placement.ts'
import type { Placement } from '../configuration/placement.ts'
import {
  type ChosenRevision,
  chooseRevision,
  type ServiceToRollBack
} from '../deploying/carry-out/choose-revision.ts'
import { rollOut } from '../deploying/carry-out/roll-out.ts'
import type { ServiceEnd } from '../deploying/carry-out/rolling.ts'
import { stopInProgressDeployment } from '../deploying/carry-out/stop-under-way.ts'
import { withEnds } from '../deploying/carry-out/with-ends.ts'
import type { DeployingPorts } from '../deploying/connections.ts'
import { connectAccounts } from '../deploying/connections.ts'
import { decideOn, type Wanted } from '../deploying/plan/decide-on.ts'
import { plaintextIn } from '../deploying/plan/plaintext.ts'
import { namedServices } from '../deploying/plan/plan-existing.ts'
import {
  inspectServices,
  missingService,
  type NamedService,
  noCluster
} from '../deploying/prepare/inspect-services.ts'
import type { RollbackConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts.ts'
import { deploymentUnderWay } from '../rollout/deployments.ts'
import { Watcher } from '../rollout/watch.ts'

type Run = DeployingPorts & {
  readonly configuration: RollbackConfiguration
  readonly placement: Placement
  /** All that were asked for. */
  readonly services: readonly NamedService[]
}

/**
 * runRollback takes services back and watches that like a deploy. A deployment that is under way is rolled back where it
 * stands; otherwise the named revision, or the one deployed successfully before, is deployed again as it is.
 */
export async function runRollback(configuration: RollbackConfiguration, ports: ModePorts): Promise<Report> {
  const aws = connectAccounts(ports, configuration.maxRetries)
  const house = await readHouseRules(configuration, ports)
  const { placement, problems: badPlacement } = await loadPlacement(configuration, house.text)
  const services = namedServices(configuration, placement)
  const empty = { ...emptyReport('rollback'), services: services.map(({ service }) => service) }
  const early = [
    ...house.problems,
    ...badPlacement,
    ...(services.some(({ site }) => site.cluster === '') ? [noCluster('rolled back')] : [])
  ]
  if (early.length > 0) return { ...empty, problems: early }
  const inspected = await inspectServices(services, configuration, aws)
  const problems = [...inspected.problems, ...inspected.missing.map(missingService)]
  const going = services.flatMap(({ service, site }): ServiceToRollBack[] => {
    const state = inspected.states.get(service)
    return state ? [{ service, site, state }] : []
  })
  const run: Run = { configuration, ports, aws, placement, services }
  const finished = await goBack(going, { ...empty, problems }, run)
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

/** Every service is looked at before the first one is touched. */
async function goBack(going: readonly ServiceToRollBack[], report: Report, run: Run): Promise<Report> {
  const { revision } = run.configuration
  const stopping = going.filter(
    item => revision === undefined && deploymentUnderWay(item.state) !== undefined
  )
  const redeploying = going.filter(item => !stopping.includes(item))
  const chosen = await Promise.all(redeploying.map(item => chooseRevision(item, revision, run)))
  const problems = [...report.problems, ...chosen.flatMap(item => ('problem' in item ? [item.problem] : []))]
  if (problems.length > 0) return withNotStarted({ ...report, problems }, run.services)
  const remarks = [...warnOfPlaintext(redeploying, chosen, run), ...(await warnOfStopping(stopping, run))]
  const decided = await decideOn(wantedOf(redeploying, chosen), { ...report, remarks }, run)
  if (!decided.plan) return withNotStarted(decided.report, run.services)
  const plannedAt = run.ports.clock.now()
  const arns = new Map(
    decided.plan.definitions.flatMap(({ id, registration }) =>
      registration.kind === 'reuse' ? [[id, registration.arn] as const] : []
    )
  )
  const work = { plan: decided.plan, arns, placement: run.placement, plannedAt }
  const [stopped, rolledOut] = await Promise.all([
    stopAll(stopping, run),
    rollOut(work, run.configuration, run)
  ])
  const ends = [...stopped, ...rolledOut.ends]
  return withEnds({ ...decided.report, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends })
}

function wantedOf(going: readonly ServiceToRollBack[], chosen: readonly ChosenRevision[]): readonly Wanted[] {
  return going.flatMap(({ site, state }, index): Wanted[] => {
    const item = chosen[index]
    if (!item || 'problem' in item) return []
    const { arn, family, definition } = item.live
    return [{ file: arn, family, site, definition, state, existing: item.live }]
  })
}

/** In an emergency a revision with plaintext may be the only good one; it is never gone back to in silence. */
function warnOfPlaintext(
  going: readonly ServiceToRollBack[],
  chosen: readonly ChosenRevision[],
  { ports }: Run
): readonly Remark[] {
  return going.flatMap(({ service }, index): Remark[] => {
    const item = chosen[index]
    if (!item || 'problem' in item) return []
    ports.log.info(`[${service}] goes back to ${lastPartOf(item.live.arn)}: ${item.how}`)
    const plaintext = plaintextIn(item.live.definition, ports.mask)
    if (plaintext.length === 0) return []
    const message = `Service "${service}" goes back to ${lastPartOf(item.live.arn)}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a sealed revision as soon as possible, and rotate them.`
    ports.log.warning(message)
    return [{ message }]
  })
}

/** ECS takes a deployment that is under way back to the one that was completed before it. */
async function warnOfStopping(stopping: readonly ServiceToRollBack[], run: Run): Promise<readonly Remark[]> {
  const going: ServiceToRollBack[] = []
  const chosen: ChosenRevision[] = []
  for (const item of stopping) {
    const before = item.state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
    if (!before) continue
    going.push(item)
    const found = await chooseRevision(item, before.taskDefinition, run)
    chosen.push('live' in found ? { ...found, how: 'it was completed before the one under way' } : found)
  }
  return warnOfPlaintext(going, chosen, run)
}

async function stopAll(stopping: readonly ServiceToRollBack[], run: Run): Promise<readonly ServiceEnd[]> {
  const { clock, log, signal } = run.ports
  const watcher = new Watcher(
    { onFailure: async () => {}, seekFatal: async () => undefined },
    { clock, log, signal }
  )
  const ends = await Promise.all(
    stopping.flatMap(item => {
      const deployment = deploymentUnderWay(item.state)
      return deployment ? [stopInProgressDeployment(item, deployment, { ...run, watcher })] : []
    })
  )
  watcher.recap()
  return ends
}

function withNotStarted(report: Report, services: readonly NamedService[]): Report {
  const reason = 'Something has to be put right first; nothing was changed.'
  const results = services.map(({ service, site }) => ({
    service,
    cluster: site.cluster,
    region: site.region,
    outcome: 'not-started' as const,
    reason
  }))
  return { ...report, results }
}
