import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { ContinueConfiguration } from '../../inputs/configuration.ts'
import { serviceOfDeployment } from '../../inputs/read-modes.ts'
import { present } from '../../present.ts'
import { planToText } from '../../report/plan/plan.ts'
import type { Report } from '../../report/report.ts'
import { deploymentOf, deploymentUnderWay, primaryOf } from '../../rollout/deployments.ts'
import type { EcsPort, LiveDefinition, ServiceDeployment, Site } from '../../rollout/ports.ts'
import { minuteOf, pauseResultOf } from '../../rollout/progress.ts'
import { recordOf } from '../../rollout/records.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { LONGEST_DEPLOYMENT_MS } from '../../rollout/start-rollback.ts'
import { rollOut, withEnds } from '../carry-out/carry-out.ts'
import { COMPLETED_FIRST } from '../carry-out/rollback-end.ts'
import { isoTimestamp, type ServiceEnd } from '../carry-out/run.ts'
import type { Plan } from '../comparison/plan.ts'
import { withNotStarted } from '../not-started.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { OpenedServices } from './open-services.ts'
import type { ServiceToRollBack } from './roll-back.ts'

type ContinueRun = OpenedServices<ContinueConfiguration>['run']

type Found = { readonly subject: ServiceToRollBack; readonly record: ServiceDeployment }

/**
 * continuePaused ends the pauses of all services and watches their deployments as a deploy does. Every service is read
 * before the first pause is ended; a problem with one stops all.
 */
export async function continuePaused(
  subjects: readonly ServiceToRollBack[],
  report: Report,
  run: ContinueRun
): Promise<Report> {
  const plannedAt = run.ports.clock.now()
  const early = [...report.problems, ...otherDeployments(run.configuration, subjects)]
  if (early.length > 0) return withNotStarted({ ...report, problems: early }, run.services)
  const looked = await Promise.all(subjects.map(subject => findDeployment(subject, run)))
  const problems = looked.flatMap(one => ('problem' in one ? [one.problem] : []))
  if (problems.length > 0) return withNotStarted({ ...report, problems }, run.services)
  const found = looked.flatMap(one => ('record' in one ? [one] : []))
  const ends = looked.flatMap(one => ('end' in one ? [one.end] : []))
  const planned = await planContinuing(found, run)
  const told = { ...report, plan: planned.plan, remarks: [...report.remarks, ...planned.remarks] }
  if (found.length > 0) run.ports.log.group('Plan', planToText(planned.plan))
  const registered = { ...planned, placement: run.placement, plannedAt }
  const rolledOut = await rollOut(registered, run.configuration, run)
  return withEnds(told, { ...rolledOut, ends: [...ends, ...rolledOut.ends] })
}

/** The definitions are read to diagnose a failure, and for plaintext that a rollback would bring back. */
async function planContinuing(
  found: readonly Found[],
  run: ContinueRun
): Promise<{
  readonly plan: Plan
  readonly arns: ReadonlyMap<string, string>
  readonly remarks: Report['remarks']
}> {
  const denied: string[] = []
  const describe = async (arn: string, site: Site): Promise<LiveDefinition | undefined> => {
    const { ecs } = await run.aws(site)
    try {
      return await ecs.describeTaskDefinition(arn)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      denied.push(error.operation)
      return undefined
    }
  }
  const parts = await Promise.all(found.map((one, index) => planOne(one, { index, describe, run })))
  const [operation] = denied
  const message = `Not verified: whether the revisions to roll back to hold plaintext (${operation} failed).`
  return {
    plan: { definitions: parts.map(part => part.definition), services: parts.map(part => part.service) },
    arns: new Map(parts.map(({ arn, definition }) => [definition.id, arn])),
    remarks: operation === undefined ? [] : [{ message, isUnverified: true }]
  }
}

type PlanningOne = {
  readonly index: number
  readonly describe: (arn: string, site: Site) => Promise<LiveDefinition | undefined>
  readonly run: ContinueRun
}

async function planOne({ subject, record }: Found, { index, describe, run }: PlanningOne) {
  const { service, key, site, state } = subject
  const id = deploymentIdOf(record)
  const arn = deploymentOf(state, id)?.taskDefinition ?? state.taskDefinition
  const others = { ...state, deployments: state.deployments.filter(other => other.id !== id) }
  const before = goodRevisionOf(others) ?? ''
  const live = await describe(arn, site)
  const good = before === '' || before === arn ? live : await describe(before, site)
  const { region, roleArn, cluster } = site
  const paused = pauseResultOf(record)
  const name = lastPartOf(arn)
  return {
    arn,
    definition: {
      id: `definition-${index + 1}`,
      account: { region, ...present({ roleArn }) },
      cluster,
      family: name.slice(0, name.lastIndexOf(':')),
      files: [arn],
      definition: live?.definition ?? {},
      registration: { kind: 'reuse' as const, arn },
      differences: [],
      notKept: [],
      latestRevision: live?.revision ?? 0
    },
    service: {
      ...{ service, ...present({ key }), site, file: arn, definitionId: `definition-${index + 1}` },
      action: {
        kind: 'continue' as const,
        deployment: {
          ...{ id, arn: record.arn, hookIds: paused?.hookIds ?? [] },
          ...present({ stage: paused?.stage, createdAt: record.createdAt })
        },
        pauseAction:
          run.configuration.pauseAction === 'rollback' ? ('ROLLBACK' as const) : ('CONTINUE' as const)
      },
      before: state,
      previousTaskDefinitionArn: before,
      previousPlaintext: good === undefined ? [] : plaintextIn(good.definition, run.ports.mask)
    }
  }
}

/** The result for one service: a deployment in progress, a finished one, or why neither was found. */
type FoundDeployment =
  | { readonly subject: ServiceToRollBack; readonly record: ServiceDeployment }
  | { readonly end: ServiceEnd }
  | { readonly problem: Problem }

/**
 * findDeployment finds the deployment of a service that is to be continued: the named one, or the newest. Throws no
 * AwsError.
 */
async function findDeployment(subject: ServiceToRollBack, run: ContinueRun): Promise<FoundDeployment> {
  const { service, site, state } = subject
  const { pauseAction, serviceDeployments } = run.configuration
  if (state.deploymentController !== 'ECS') return notPaused(service, OF_ANOTHER_CONTROLLER, 'user')
  try {
    const { ecs } = await run.aws(site)
    const [named] = serviceDeployments.filter(arn => serviceOfDeployment(arn) === service)
    const arn = named ?? (await findNewest(subject, ecs, run))
    if (arn === undefined) return notPaused(service, deploymentUnderWay(state) ? NOT_LISTED : NO_RECORD)
    const [record] = await ecs.describeServiceDeployments([arn])
    if (!record) return notPaused(service, GONE, 'user')
    if (!isOpen(record)) return { end: endOf(record, subject, run) }
    const isBack = pauseAction === 'rollback' && !record.status.startsWith('ROLLBACK_')
    return isBack && record.pauses.length === 0 ? notPaused(service, GOES_ON) : { subject, record }
  } catch (error) {
    return { problem: { ...refusalOf(error), service } }
  }
}

type Why = Required<Pick<Problem, 'message' | 'hint'>>

/** What the inputs name and ECS does not have, or has no pauses, is bad input. */
function notPaused(
  service: string,
  { message, hint }: Why,
  fault: 'user' | 'cloud' = 'cloud'
): FoundDeployment {
  const said = `Service "${service}": ${message}`
  return { problem: { code: 'nothing-paused', fault, service, message: said, hint } }
}

const OF_ANOTHER_CONTROLLER: Why = {
  message: 'its deployments are not made by ECS itself, and only those have pauses.',
  hint: 'Leave it out of this run; continue a CodeDeploy deployment with aws deploy continue-deployment.'
}
const NOT_LISTED: Why = {
  message: 'its deployment is in progress, but ECS does not list its record yet.',
  hint: 'Run again in a minute.'
}
const NO_RECORD: Why = {
  message: 'nothing is paused, and ECS has no record of a deployment.',
  hint: 'Deploy it; mode continue is for a deployment that is in progress.'
}
const GONE: Why = {
  message: 'there is no such service deployment of it in ECS.',
  hint: 'Check service-deployment; ECS keeps records for 90 days.'
}
const GOES_ON: Why = {
  message: 'its deployment is in progress, but not paused.',
  hint: 'Mode rollback rolls back a deployment that is in progress, at any stage.'
}

/** Delays before each attempt to read the record of a deployment in progress, in milliseconds. */
const LOOK_AGAIN_MS = [0, 2_000, 5_000]

/**
 * The record of the deployment in progress; during a rollback by ECS it is the newest record, although another
 * deployment is PRIMARY.
 */
async function findNewest(
  { state }: ServiceToRollBack,
  ecs: EcsPort,
  { ports: { clock, signal } }: ContinueRun
): Promise<string | undefined> {
  const busy = deploymentUnderWay(state)
  for (const wait of LOOK_AGAIN_MS) {
    if (wait > 0) await clock.sleep(wait, signal)
    const since = clock.now() - LONGEST_DEPLOYMENT_MS
    const records = await ecs.listServiceDeployments(state.clusterArn, state.service, since)
    const mine = busy && recordOf(busy.id, records.filter(isOpen))
    const [newest] = records
    const found = mine ?? (busy === undefined || (newest && isOpen(newest)) ? newest : undefined)
    if (found || busy === undefined || signal.aborted) return found?.arn
  }
  return undefined
}

const OVER: ReadonlySet<string> = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])

function isOpen({ status }: Pick<ServiceDeployment, 'status'>): boolean {
  return !OVER.has(status)
}

/**
 * deploymentIdOf returns the ID in a service's list for the deployment of a record: its revision's ARN ends with the
 * same digits.
 */
function deploymentIdOf({ targetRevisionArn = '' }: ServiceDeployment): string {
  return `ecs-svc/${lastPartOf(targetRevisionArn)}`
}

/** Nothing can be continued any more, but an earlier run or somebody else may already have done what was wanted. */
function endOf(
  record: ServiceDeployment,
  { service, key, site, state }: ServiceToRollBack,
  { configuration }: ContinueRun
): ServiceEnd {
  const { cluster, region } = site
  const { finishedAt, createdAt } = record
  const base = {
    ...present({ key }),
    ...{ service, cluster, region, deploymentId: deploymentIdOf(record), serviceDeploymentArn: record.arn },
    taskDefinitionArn: state.taskDefinition,
    ...present({
      startedAt: createdAt === undefined ? undefined : isoTimestamp(createdAt),
      finishedAt: finishedAt === undefined ? undefined : isoTimestamp(finishedAt)
    })
  }
  const when = finishedAt === undefined ? 'before this run' : `at ${minuteOf(finishedAt)}, before this run`
  const why = record.statusReason === undefined ? '' : ` ${record.statusReason}`
  const isBack = configuration.pauseAction === 'rollback'
  const end = (outcome: ServiceEnd['result']['outcome'], reason: string): ServiceEnd => ({
    result: { ...base, outcome, reason: `Nothing is paused: ${reason}` },
    milestones: []
  })
  switch (record.status) {
    case 'SUCCESSFUL':
      return isBack ? end('failed', COMPLETED_FIRST) : end('unchanged', `the deployment completed ${when}.`)
    case 'ROLLBACK_SUCCESSFUL':
      return end(isBack ? 'unchanged' : 'rolled-back', `the deployment was rolled back ${when}.${why}`)
    case 'STOPPED': {
      const isReplaced = primaryOf(state)?.id !== base.deploymentId
      return end(isReplaced ? 'superseded' : 'failed', `the deployment was stopped ${when}.${why}`)
    }
    default:
      return end('failed', `the deployment and its rollback failed ${when}.${why}`)
  }
}

/** A problem for each named deployment that belongs to none of the services. */
function otherDeployments(
  { serviceDeployments }: Pick<ContinueConfiguration, 'serviceDeployments'>,
  subjects: readonly ServiceToRollBack[]
): readonly Problem[] {
  if (serviceDeployments.length === 0) return []
  const placed = ({ service, site, state }: ServiceToRollBack) =>
    `${site.region}:${lastPartOf(state.clusterArn)}/${service}`
  const known = new Set(subjects.map(placed))
  const named = serviceDeployments.map(arn => {
    const [, , , region, , resource = ''] = arn.split(':')
    return `${region}:${resource.split('/').slice(1, 3).join('/')}`
  })
  const wrong = (message: string): Problem => ({
    code: 'other-deployment',
    fault: 'user',
    message,
    hint: 'Give each service of the run its one service deployment, of its cluster and region, or leave service-deployment out.'
  })
  return [
    ...named
      .filter(place => !known.has(place))
      .map(place =>
        wrong(
          `Input "service-deployment" names a deployment of ${place}, which is not a service of this run.`
        )
      ),
    ...subjects
      .filter(subject => named.filter(place => place === placed(subject)).length !== 1)
      .map(({ service }) =>
        wrong(`Input "service-deployment" does not name exactly one deployment of service "${service}".`)
      )
  ]
}
