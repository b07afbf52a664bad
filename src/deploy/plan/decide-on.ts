import pLimit from 'p-limit'
import { familyOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import { judgeValues } from '../../detector/harmless.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import { mapBounded } from '../../list.ts'
import { present } from '../../present.ts'
import type { Remark, Report } from '../../report/report.ts'
import { checkBalancer } from '../../rollout/codedeploy/appspec.ts'
import { deploymentInProgress } from '../../rollout/deployments.ts'
import type { LiveDefinition } from '../../rollout/ports.ts'
import { isKnownMember } from '../../template/conform.ts'
import { decidePlan } from '../comparison/decide.ts'
import {
  definitionIn,
  type Plan,
  type PlanSubject,
  type ServicePlan,
  type Wanted
} from '../comparison/plan.ts'
import type { TargetSite } from '../prepare/inspect-services.ts'
import { expressPlans, expressProblems, expressRemarks } from '../services/express.ts'
import { accountKey, type DeployingPorts } from '../target.ts'
import { plaintextIn } from './plaintext.ts'
import type { KnownPlaces } from './verify-plan.ts'
import { containerNames } from './want-tasks.ts'

/** A plan, or the report of what stops it. */
export type Planned = {
  readonly report: Report
  readonly plan?: Plan
  /** Where the parts of the definitions are in their files; for a deploy only. */
  readonly places?: KnownPlaces
}

/** What is read of services whose tasks a plan keeps: what is to be done with each, and what the run states. */
type Looked = { readonly services: readonly ServicePlan[]; readonly remarks: readonly Remark[] }

/**
 * judgeKept adds to a plan what `look` finds of services whose tasks it keeps. Of AWS's refusals, `look` throws only
 * expired credentials, which are not a missing permission: the run must not be good.
 */
export async function judgeKept(planned: Planned, look: (plan: Plan) => Promise<Looked>): Promise<Planned> {
  const { plan, report } = planned
  if (plan === undefined) return planned
  try {
    const { services, remarks } = await look(plan)
    const looked = { ...plan, services }
    return {
      ...planned,
      plan: looked,
      report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
    }
  } catch (error) {
    return { report: { ...report, problems: [...report.problems, refusalOf(error)] } }
  }
}

/** The maximum number of concurrent requests; the connection itself stays within the API's token bucket. */
const LOOKUPS_AT_ONCE = 8

/** The configuration of a run, with whether definition and service were named explicitly. */
type NamingConfiguration = AwsConfiguration & { readonly mode?: Mode; readonly revision?: string }

type Deciding = DeployingPorts & { readonly configuration: NamingConfiguration }

/** decideOn reads the revisions in ECS and decides what to register and update. */
export async function decideOn(
  wanted: readonly Wanted[],
  report: Report,
  deciding: Deciding
): Promise<Planned> {
  try {
    const { configuration } = deciding
    const subjects = await describeSubjects(wanted, deciding)
    const model = { isKnown: isKnownMember, judgeValues }
    const { forceNewDeployment, runTask } = configuration
    const requested = { forceNewDeployment, runsTask: runTask !== undefined }
    const plan = decidePlan(subjects, requested, model)
    const express = expressPlans(plan)
    const problems = [
      ...busyServices(plan, configuration),
      ...countedDaemons(plan),
      ...otherFamilies(subjects, configuration),
      ...express.flatMap(expressProblems),
      ...(configuration.mode === 'deploy' ? subjects.flatMap(placeholderImages) : [])
    ]
    const remarks = [
      ...report.remarks,
      ...planRemarks(plan, subjects),
      ...express.flatMap(expressRemarks).map(message => ({ message }))
    ]
    const decided = { ...report, remarks, plan, problems: [...report.problems, ...problems] }
    return problems.length > 0 ? { report: decided } : { report: decided, plan }
  } catch (error) {
    return { report: { ...report, problems: [...report.problems, refusalOf(error)] } }
  }
}

async function describeSubjects(
  wanted: readonly Wanted[],
  { aws, ports }: Deciding
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
    const { family, site, definition, state, existing } = one
    const described = await Promise.all([
      existing ?? describe(site, family),
      state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
    ])
    const [latest, running] = described.map(one => (one === 'denied' ? undefined : one))
    // nearly always the same revision, which need not be kept twice
    const current = running?.arn === latest?.arn ? latest : running
    const found = current && (plaintext.get(current.arn) ?? plaintextIn(current.definition, ports.mask))
    if (current && found) plaintext.set(current.arn, found)
    return {
      ...one,
      definition: withRunningImages(definition, current ?? latest),
      previousPlaintext: found ?? [],
      ...present({ latest, current, notCompared: described.includes('denied') || undefined })
    }
  })
}

/** A container without an image, which only a plan accepts, is compared with the image that runs. */
function withRunningImages(definition: JsonObject, live: LiveDefinition | undefined): JsonObject {
  const containers = objectsIn(definition['containerDefinitions'])
  if (live === undefined || containers.every(({ image }) => image)) return definition
  const running = objectsIn(live.definition['containerDefinitions'])
  const containerDefinitions = containers.map(one => {
    const { image } = running.find(({ name }) => name === one['name']) ?? {}
    return one['image'] || image === undefined ? one : { ...one, image }
  })
  return { ...definition, containerDefinitions }
}

/** AWS's minimal policy for a deployment has no ecs:DescribeTaskDefinition; then there is nothing to compare with. */
function asDenied(error: unknown): 'denied' {
  if (error instanceof AwsError && error.kind === 'denied') return 'denied'
  throw error
}

function planRemarks(plan: Plan, subjects: readonly PlanSubject[]): readonly Remark[] {
  // AWS does not return what it does not keep (decision 0010)
  const notKept = plan.definitions.flatMap(({ registration, notKept: paths, files }) =>
    registration.kind === 'reuse'
      ? paths.map(
          path =>
            `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`
        )
      : []
  )
  const files = [...new Set(subjects.flatMap(({ notCompared, file }) => (notCompared ? [file] : [])))]
  const notCompared =
    files.length === 0
      ? []
      : [
          `Not verified: whether ${files.join(', ')} changed, and whether what runs now holds plaintext credentials (ecs:DescribeTaskDefinition is not allowed). A new revision is registered each time.`
        ]
  return [...notKept, ...notCompared, ...subjects.flatMap(renamed)].map(message => ({ message }))
}

/**
 * busyServices returns a problem for each deployment in progress with `if-deploying: fail`, so that the run stops
 * before anything is registered.
 */
function busyServices(plan: Plan, { ifDeploying }: AwsConfiguration): readonly Problem[] {
  if (ifDeploying !== 'fail') return []
  return plan.services
    .filter(({ action, before }) => action.kind === 'update' && deploymentInProgress(before) !== undefined)
    .map(({ service, before }) => ({
      code: 'deployment-under-way',
      fault: 'cloud',
      service,
      message: `A deployment of service "${service}" is in progress (${before.deployments[0]?.id ?? 'unknown'}), and if-deploying is fail.`,
      hint: 'Run again when it has ended, or use if-deploying: wait or replace.'
    }))
}

/** ECS decides how many tasks a daemon has. */
function countedDaemons({ services }: Plan): readonly Problem[] {
  return services
    .filter(
      ({ before, creation, settings }) =>
        (creation?.['schedulingStrategy'] ?? before.schedulingStrategy) === 'DAEMON' &&
        (creation ?? settings)?.['desiredCount'] !== undefined
    )
    .map(({ service }) => ({
      code: 'daemon-count',
      fault: 'user',
      service,
      message: `A desired count is set for service "${service}", which is a DAEMON: it runs one task on each instance.`,
      hint: 'Leave desired-count out for this service.'
    }))
}

/**
 * Services that would get a definition of a different family: a wrong file or service name, which ECS accepts without
 * an error. It applies only if both are named explicitly (`plan`, `deploy`, the input `revision` of a rollback),
 * because
 * a rollback target that is chosen automatically was run by the service before.
 */
function otherFamilies(
  subjects: readonly PlanSubject[],
  { allowFamilyChange, mode, revision }: NamingConfiguration
): readonly Problem[] {
  const isNamed = mode === 'plan' || mode === 'deploy' || revision !== undefined
  if (allowFamilyChange || !isNamed) return []
  return subjects.flatMap(({ file, family, definition, state, current }): readonly Problem[] => {
    const running = familyOf(state?.taskDefinition ?? '')
    if (state === undefined || running === '' || family === running) return []
    const runs = current === undefined ? '' : ` (${containerNames(current.definition).join(', ')})`
    return [
      {
        code: 'other-family',
        fault: 'user',
        service: state.service,
        message: `Service "${state.service}" runs family ${running}${runs}, but ${file} is family ${family} (${containerNames(definition).join(', ')}).`,
        hint: 'Check the file and the name of the service. If the change is intended, set allow-family-change: true.'
      }
    ]
  })
}

const PLACEHOLDER = /(?:^|[:/])[<_]*placeholder[>_]*$/i

/** A deploy never starts tasks of an image that is a placeholder, which a workflow was to replace. */
function placeholderImages({ file, definition, state }: PlanSubject): readonly Problem[] {
  const names = objectsIn(definition['containerDefinitions'])
    .filter(({ image }) => typeof image === 'string' && PLACEHOLDER.test(image))
    .map(({ name }) => String(name ?? ''))
  if (names.length === 0) return []
  const subject = state === undefined ? file : `Service "${state.service}": ${file}`
  return [
    {
      code: 'placeholder-image',
      fault: 'user',
      message: `${subject} has a placeholder as the image of ${names.join(', ')}, so it is not deployed.`,
      hint: 'Set the inputs container-name and image, write an expression into the file (${{ vars.IMAGE }}), or leave the service out.',
      ...present({ service: state?.service })
    }
  ]
}

/** A service that gets none of the containers that it runs, as after a placeholder definition of Terraform. */
function renamed({ file, definition, state, current }: PlanSubject): readonly string[] {
  const theirs = current ? containerNames(current.definition) : []
  const own = containerNames(definition)
  if (state === undefined || theirs.length === 0 || theirs.some(name => own.includes(name))) return []
  return [
    `Service "${state.service}" runs the containers ${theirs.join(', ')}, and ${file} has none of them, but ${own.join(', ')}.`
  ]
}

/**
 * missingTargets finds services whose load balancer or service registry has a container or a port that the new
 * definition does not have. ECS refuses such an update, but only after the revision is registered, and after services
 * of earlier waves were deployed. Services of CodeDeploy are compared where their AppSpec is made. Pure.
 */
export function missingTargets(plan: Plan): readonly Problem[] {
  return plan.services.flatMap(service => {
    const targets = targetsOf(service)
    if (targets.length === 0) return []
    const definition = definitionIn(plan, service.definitionId)
    return targets.flatMap(target => {
      const fault = checkBalancer(target, { definition })
      return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }]
    })
  })
}

/** The containers and ports that a service needs in the definition that it is given; DNS records may name none. */
function targetsOf({ action, before, creation }: Plan['services'][number]) {
  const isUpdated = action.kind === 'create' || action.kind === 'update'
  if (!isUpdated || before.deploymentController !== 'ECS') return []
  const settings = creation ?? before.raw
  return [...objectsIn(settings['loadBalancers']), ...objectsIn(settings['serviceRegistries'])].flatMap(
    ({ containerName, containerPort }) =>
      typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []
  )
}
