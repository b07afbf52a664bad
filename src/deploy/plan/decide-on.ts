import pLimit from 'p-limit'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import { mapBounded } from '../../bounded.ts'
import { judgeValues } from '../../detector/harmless.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { Remark, Report } from '../../report/report.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { isKnownMember } from '../../template/conform.ts'
import { decidePlan, type RequestedChanges } from '../comparison/decide.ts'
import type { Plan, PlanSubject, ServicePlan, WantedTask } from '../comparison/plan.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import type { TargetSite } from '../prepare/inspect-services.ts'
import type { KnownPlaces } from './known-places.ts'
import { plaintextIn } from './plaintext.ts'
import { type NamingConfiguration, wrongDefinitions } from './unfit-definitions.ts'

/** A plan, or the report of what stops it. */
export type Planned = {
  readonly report: Report
  readonly plan?: Plan
  /** Where the parts of the definitions are in their files; for a deploy only. */
  readonly places?: KnownPlaces
}

/** The maximum number of concurrent requests; the connection itself stays within the API's token bucket. */
const LOOKUPS_AT_ONCE = 8

/** A definition to deploy; `state` is the state of the service that will run it. */
export type Wanted = {
  readonly file: string
  readonly family: string
  readonly site: TargetSite
  readonly definition: JsonObject
  readonly state?: ServiceState
  /** The key of the service in this project. */
  readonly key?: string
  readonly task?: WantedTask
  /** Rules and schedules run it and get the new revision. */
  readonly schedules?: true
  /** The number of tasks in the configuration file. */
  readonly desiredCount?: number
  /** The registered revision itself, if it is deployed unchanged. */
  readonly existing?: LiveDefinition
  /** A deployment of the service in progress that already does what is requested. */
  readonly following?: string
  /** The settings that the service is to have; absent for those of inputs. */
  readonly settings?: JsonObject
  /** The members of CreateService, if `state` represents a service that does not exist. */
  readonly creation?: JsonObject
}

type Deciding = DeployingPorts & { readonly configuration: NamingConfiguration }

/** decideOn reads the revisions in ECS and decides what to register and update. */
export async function decideOn(
  wanted: readonly Wanted[],
  report: Report,
  deciding: Deciding
): Promise<Planned> {
  try {
    const subjects = await describeSubjects(wanted, deciding)
    const model = { isKnown: isKnownMember, judgeValues }
    const plan = decidePlan(subjects, requestedChangesOf(deciding.configuration), model)
    const { configuration } = deciding
    const problems = [...busyServices(plan, configuration), ...wrongDefinitions(subjects, configuration)]
    const remarks = [
      ...report.remarks,
      ...notKeptRemarks(plan),
      ...notComparedRemarks(subjects),
      ...expressRemarks(plan)
    ]
    const decided = { ...report, remarks, plan, problems: [...report.problems, ...problems] }
    return problems.length > 0 ? { report: decided } : { report: decided, plan }
  } catch (error) {
    return { report: { ...report, problems: [...report.problems, refusalOf(error)] } }
  }
}

async function describeSubjects(
  wanted: readonly Wanted[],
  { aws, ports, configuration }: Deciding
): Promise<readonly PlanSubject[]> {
  const limit = pLimit(LOOKUPS_AT_ONCE)
  const asked = new Map<string, Promise<LiveDefinition | 'denied' | undefined>>()
  const describe = (site: TargetSite, name: string) => {
    const key = `${accountKey(site)} ${name}`
    const ask = async () => (await aws(site)).ecs.describeTaskDefinition(name).catch(asDenied)
    const answer = asked.get(key) ?? limit(ask)
    asked.set(key, answer)
    return answer
  }
  const plaintext = new Map<string, readonly string[]>()
  // No more at a time, since each that waits for its answers keeps a stack.
  return mapBounded(wanted, LOOKUPS_AT_ONCE, async one => {
    const { file, family, site, definition, state, existing, following, creation, key, desiredCount } = one
    const described = await Promise.all([
      existing ?? describe(site, family),
      state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
    ])
    const [latest, running] = described.map(one => (one === 'denied' ? undefined : one))
    // nearly always the same revision, which need not be kept twice
    const current = running?.arn === latest?.arn ? latest : running
    const found = current && (plaintext.get(current.arn) ?? plaintextIn(current.definition, ports.mask))
    if (current && found) plaintext.set(current.arn, found)
    const { region, roleArn, cluster } = site
    return {
      file,
      family,
      account: { region, ...present({ roleArn }) },
      definition,
      ...present({ cluster, latest, pinned: existing?.arn, task: one.task, schedules: one.schedules }),
      ...(described.includes('denied') ? { notCompared: true as const } : {}),
      ...(state
        ? {
            service: {
              site: site as Site,
              state,
              previousPlaintext: found ?? [],
              settings: one.settings ?? configuration.settings,
              ...present({ current, creation, following, desiredCount }),
              ...(key === undefined || key === state.service ? {} : { key })
            }
          }
        : {})
    }
  })
}

/**
 * AWS's minimal policy for a deployment does not include ecs:DescribeTaskDefinition; then there is nothing to compare
 * with.
 */
function asDenied(error: unknown): 'denied' {
  if (error instanceof AwsError && error.kind === 'denied') return 'denied'
  throw error
}

function notComparedRemarks(subjects: readonly PlanSubject[]): readonly Remark[] {
  const files = [...new Set(subjects.flatMap(({ notCompared, file }) => (notCompared ? [file] : [])))]
  if (files.length === 0) return []
  return [
    {
      message: `Not verified: whether ${files.join(', ')} changed, and whether what runs now holds plaintext credentials (ecs:DescribeTaskDefinition is not allowed). A new revision is registered each time.`
    }
  ]
}

/**
 * busyServices returns a problem for each deployment in progress with `if-deploying: fail`, so that the run stops
 * before anything is registered.
 */
function busyServices(plan: Plan, { ifDeploying }: AwsConfiguration): readonly Problem[] {
  if (ifDeploying !== 'fail') return []
  return plan.services.filter(isBusy).map(({ service, before }) => ({
    code: 'deployment-under-way',
    fault: 'cloud',
    service,
    message: `A deployment of service "${service}" is in progress (${before.deployments[0]?.id ?? 'unknown'}), and if-deploying is fail.`,
    hint: 'Run again when it has ended, or use if-deploying: wait or replace.'
  }))
}

function isBusy({ action, before }: ServicePlan): boolean {
  return action.kind === 'update' && deploymentUnderWay(before) !== undefined
}

/** ECS Express Mode can overwrite a change of a service that it manages: its own update uses its own parameters. */
function expressRemarks(plan: Plan): readonly Remark[] {
  return plan.services
    .filter(
      ({ action, before }) => action.kind !== 'unchanged' && before.raw['resourceManagementType'] === 'ECS'
    )
    .map(({ service }) => ({
      message: `Service "${service}" is managed by ECS Express Mode: the next update of the Express service can overwrite this change.`
    }))
}

/** Reports an unchanged definition with members that AWS does not return (decision 0010). */
function notKeptRemarks(plan: Plan): readonly Remark[] {
  return plan.definitions.flatMap(({ registration, notKept, files }) =>
    registration.kind === 'reuse'
      ? notKept.map(path => ({
          message: `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`
        }))
      : []
  )
}

/** requestedChangesOf returns the changes of the services that the inputs request in addition to their definitions. */
export function requestedChangesOf(configuration: AwsConfiguration): RequestedChanges {
  const { desiredCount, forceNewDeployment, runTask } = configuration
  return {
    forceNewDeployment,
    runsTask: runTask !== undefined,
    ...present({ desiredCount })
  }
}
