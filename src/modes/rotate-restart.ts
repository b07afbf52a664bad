import type { LiveReference, StaleTask } from '../audit/audit.ts'
import { shortRevision } from '../audit/audit.ts'
import { type ClusterLook, lookAtCluster, serviceOf } from '../audit/find-uses.ts'
import { changedAtOf, keyOf, type Looked, staleTasks } from '../audit/judge-secrets.ts'
import { lookUpSecrets } from '../audit/look-up-secrets.ts'
import { referencesOf } from '../audit/references.ts'
import { type Area, areasOf, connectArea, homeless } from '../audit/run/areas.ts'
import type { AuditPorts, ConnectedArea } from '../audit/run/ports.ts'
import { readHouseRules } from '../checking/house-rules.ts'
import { loadPlacement } from '../configuration/load-placement.ts'
import type { Placement } from '../configuration/placement.ts'
import { rollOut } from '../deploying/carry-out/roll-out.ts'
import { withEnds } from '../deploying/carry-out/with-ends.ts'
import { type AwsConnections, connectAccounts } from '../deploying/connections.ts'
import { decideOn, type Wanted } from '../deploying/plan/decide-on.ts'
import { inspectCodeDeploy } from '../deploying/plan/inspect-codedeploy.ts'
import { plaintextIn } from '../deploying/plan/plaintext.ts'
import { inspectServices, missingService } from '../deploying/prepare/inspect-services.ts'
import type { Problem } from '../errors.ts'
import type { RotateRestartConfiguration } from '../inputs/configuration.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../rollout/ports.ts'

type Run = {
  readonly configuration: RotateRestartConfiguration
  readonly ports: AuditPorts
  readonly aws: AwsConnections
  readonly placement: Placement
}

/**
 * runRotateRestart deploys those services again, as they are, whose running tasks were made before the current value of a secret
 * that they read; and watches that like any deploy. Services with fresh tasks are left alone.
 */
export async function runRotateRestart(
  configuration: RotateRestartConfiguration,
  ports: AuditPorts
): Promise<Report> {
  const house = await readHouseRules(configuration, ports)
  const { placement, problems: badPlacement } = await loadPlacement(configuration, house.text)
  const areas = areasOf(configuration, placement)
  const early = [...house.problems, ...badPlacement, ...homeless(areas, 'rotate-restart')]
  const empty = emptyReport('rotate-restart')
  if (early.length > 0) return { ...empty, problems: early }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const run: Run = { configuration, ports, aws, placement }
  const looked: LookedService[] = []
  const missing: Problem[] = []
  for (const area of areas) {
    const found = await lookAtServices(area, run)
    looked.push(...found.services)
    missing.push(...found.missing)
  }
  const report: Report = {
    ...empty,
    services: looked.map(({ state }) => state.service),
    problems: [...missing, ...looked.flatMap(notVerified)],
    results: looked.filter(({ stale }) => stale.length === 0).map(untouched)
  }
  const finished = await restart(
    looked.filter(({ stale }) => stale.length > 0),
    report,
    run
  )
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

/** A service, the revision that it runs, and the tasks of it that hold an old value. */
type LookedService = {
  readonly site: Site
  readonly state: ServiceState
  readonly live?: LiveDefinition
  readonly stale: readonly StaleTask[]
  /** References whose date could not be known, with the reason. */
  readonly open: readonly string[]
}

async function lookAtServices(
  { account, clusters }: Area,
  { configuration, ports }: Run
): Promise<{ readonly services: readonly LookedService[]; readonly missing: readonly Problem[] }> {
  const aws = await connectArea(account, configuration, ports)
  const services: LookedService[] = []
  const missing: Problem[] = []
  for (const target of clusters) {
    const look = await lookAtCluster(target, aws)
    const site = { ...account, cluster: target.cluster }
    services.push(...(await judge(look, site, aws)))
    missing.push(...look.missing.map(service => missingService({ service, site })))
    missing.push(...look.gaps.map(({ what, why }) => gapProblem(what, why)))
  }
  return { services, missing }
}

async function judge(
  { services, tasks, tasksGap }: ClusterLook,
  site: Site,
  aws: ConnectedArea
): Promise<readonly LookedService[]> {
  const definitions = new Map<string, LiveDefinition>()
  for (const arn of new Set([...tasks, ...services].map(({ taskDefinition }) => taskDefinition))) {
    const live = arn === '' ? undefined : await aws.ecs.describeTaskDefinition(arn)
    if (live) definitions.set(arn, live)
  }
  const reads = (arn: string) => referencesOf(definitions.get(arn)?.definition ?? {}, site.region)
  const lookups = await lookUpSecrets([...definitions.keys()].flatMap(reads), aws.secrets)
  return services.map((state): LookedService => {
    const own = tasks.filter(task => serviceOf(task) === state.service)
    const live = definitions.get(state.taskDefinition)
    const reading = own.map(task => ({
      task,
      cluster: site.cluster,
      region: site.region,
      service: state.service,
      references: reads(task.taskDefinition)
    }))
    return {
      site,
      state,
      stale: tasksGap === undefined ? staleTasks(reading, lookups) : [],
      open: [
        ...new Set(reading.flatMap(({ references }) => references.flatMap(one => openOf(one, lookups))))
      ],
      ...(live === undefined ? {} : { live })
    }
  })
}

function openOf(reference: LiveReference, lookups: ReadonlyMap<string, Looked>): readonly string[] {
  const looked = lookups.get(keyOf(reference))
  if (reference.pinned || changedAtOf(looked) !== undefined) return []
  const why =
    looked?.kind === 'not-verified'
      ? looked.why
      : looked?.kind === 'gone'
        ? 'it does not exist'
        : 'it has no date'
  return [`${reference.id} (${why})`]
}

function notVerified({ state, open, stale }: LookedService): readonly Problem[] {
  if (open.length === 0 || stale.length > 0) return []
  return [
    {
      code: 'rotation-not-verified',
      fault: 'cloud',
      service: state.service,
      message: `Service "${state.service}": it is not known when these secrets last changed: ${open.join(', ')}. It was not restarted.`,
      hint: 'Allow secretsmanager:DescribeSecret, secretsmanager:ListSecretVersionIds and ssm:DescribeParameters, or deploy with force-new-deployment: true.'
    }
  ]
}

function gapProblem(what: string, why: string): Problem {
  return {
    code: 'audit-not-verified',
    fault: 'cloud',
    message: `Not verified: ${what}: ${why}. What could not be looked at is not clean.`,
    hint: 'Allow it as in docs/audit.md, and run again.'
  }
}

function untouched({ site, state, open }: LookedService): ServiceResult {
  const { service, taskDefinition } = state
  const verified = 'Every running task began after the current values of its secrets were made.'
  return {
    service,
    cluster: site.cluster,
    region: site.region,
    outcome: 'unchanged',
    reason: open.length === 0 ? verified : 'Not verified: when its secrets last changed is not known.',
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition })
  }
}

/** Every service is looked at before the first one is touched. */
async function restart(stale: readonly LookedService[], report: Report, run: Run): Promise<Report> {
  if (stale.length === 0) return report
  const { ports, configuration, aws } = run
  for (const line of stale.flatMap(reasons)) ports.log.info(line)
  const plannedAt = ports.clock.now()
  const forced = { ...configuration, forceNewDeployment: true }
  const inspected = await inspectServices(
    stale.map(({ state, site }) => ({ service: state.service, site })),
    forced,
    aws
  )
  const stopping = [...inspected.problems, ...stale.flatMap(unusable)]
  const remarks = [...report.remarks, ...stale.flatMap(item => plaintextRemark(item, run))]
  if (stopping.length > 0) {
    return {
      ...report,
      remarks,
      problems: [...report.problems, ...stopping],
      results: [...report.results, ...stale.map(notStarted)]
    }
  }
  // what was not verified of other services stops none of these
  const base = { ...report, remarks, problems: [] }
  const decided = await decideOn(stale.flatMap(wantedOf), base, { ...run, configuration: forced })
  const planned = decided.plan && (await inspectCodeDeploy(decided.plan, forced, run))
  const problems = [...decided.report.problems, ...(planned?.problems ?? [])]
  if (!planned || problems.length > 0) {
    return {
      ...decided.report,
      problems: [...report.problems, ...problems],
      results: [...report.results, ...stale.map(notStarted)]
    }
  }
  const arns = new Map(
    planned.plan.definitions.flatMap(({ id, registration }) =>
      registration.kind === 'reuse' ? [[id, registration.arn] as const] : []
    )
  )
  const work = { plan: planned.plan, arns, placement: run.placement, plannedAt }
  const done = withEnds({ ...decided.report, plan: planned.plan }, await rollOut(work, forced, run))
  return {
    ...done,
    taskDefinitionArns: [...arns.values()],
    problems: [...report.problems, ...done.problems],
    results: [...report.results, ...done.results]
  }
}

function wantedOf({ site, state, live }: LookedService): readonly Wanted[] {
  if (live === undefined) return []
  const { arn, family, definition } = live
  return [{ file: arn, family, site, definition, state, existing: live }]
}

function reasons({ state, stale }: LookedService): readonly string[] {
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  const tasks = new Set(stale.map(({ task }) => task)).size
  return [...secrets].map(
    ([secret, at]) =>
      `[${state.service}] ${secret} changed ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC; ${tasks} of its tasks may hold the old value`
  )
}

/** ECS starts nothing from a revision that is not ACTIVE. */
function unusable({ state, live }: LookedService): readonly Problem[] {
  if (live?.status === 'ACTIVE') return []
  const name = shortRevision(state.taskDefinition)
  return [
    {
      code: 'revision-inactive',
      fault: 'cloud',
      service: state.service,
      message: `${name} is ${live?.status ?? 'deleted'}: ECS starts no new tasks from it.`,
      hint: 'Deploy the service from its file, which registers it again and starts new tasks.'
    }
  ]
}

function plaintextRemark({ state, live }: LookedService, { ports }: Run): readonly Remark[] {
  const plaintext = live === undefined ? [] : plaintextIn(live.definition, ports.mask)
  if (plaintext.length === 0) return []
  const message = `Service "${state.service}" runs ${shortRevision(state.taskDefinition)}, which holds plaintext credentials (${plaintext.join(', ')}). It is restarted as it is; move them into secrets (mode migrate).`
  return [{ message }]
}

function notStarted({ site, state }: LookedService): ServiceResult {
  return {
    service: state.service,
    cluster: site.cluster,
    region: site.region,
    outcome: 'not-started',
    reason: 'Something has to be put right first; nothing was changed.'
  }
}
