import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import type { ContinueConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { planToText } from '../../report/plan/plan.ts'
import type { Report } from '../../report/report.ts'
import { deploymentOf } from '../../rollout/deployments.ts'
import type { LiveDefinition, ServiceDeployment, Site } from '../../rollout/ports.ts'
import { pauseResultOf } from '../../rollout/progress.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { rollOut } from '../carry-out/carry-out.ts'
import { withEnds } from '../carry-out/with-ends.ts'
import { withNotStarted } from '../not-started.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { ServiceToRollBack } from './choose-revision.ts'
import { deploymentIdOf, findDeployment, strayDeployments } from './find-paused.ts'
import type { OpenedServices } from './open-services.ts'

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
  const early = [...report.problems, ...strayDeployments(run.configuration, subjects)]
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
