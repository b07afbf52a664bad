import { AwsError } from '../../aws/error.ts'
import type { Place } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { diagnosisToText, whatIsWrong } from '../../report/rollouts/diagnosis.ts'
import type { PlacedDiagnosis } from '../../report/rollouts/stories.ts'
import { rollsBackByItself } from '../../rollout/deployment-list.ts'
import {
  deploymentOf,
  type RolloutStart,
  type WatchAdvice,
  type WeighedEvidence
} from '../../rollout/deployments.ts'
import { diagnose } from '../../rollout/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import { type FirstEvidence, findFatal, findFirstFailure } from '../../rollout/diagnosis/failures.ts'
import { TROUBLE } from '../../rollout/diagnosis/texts.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { isKnownMember } from '../../template/conform.ts'
import { compareDefinitions } from '../comparison/compare.ts'
import type { DefinitionPlan, Plan } from '../comparison/plan.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import { type KnownPlaces, placeAt } from '../plan/verify-plan.ts'
import type { DeployingPorts } from '../target.ts'

/** What an investigation needs; its result is added to `diagnoses`. */
export type Investigation = DeployingPorts & {
  readonly plan: Plan
  readonly configuration: AwsConfiguration
  readonly diagnoses: PlacedDiagnosis[]
  readonly places?: KnownPlaces
}

/** Number of tasks that are read to judge whether any can start. */
const TASKS_WEIGHED = 100

/**
 * adviseWatcher provides the watcher with what only the run has: how to investigate a failure (once, as soon as it is
 * known), what made task starts fail so far, and whether waiting is pointless.
 */
export function adviseWatcher(investigation: Investigation): WatchAdvice {
  const isOurs = ({ purpose, target }: RolloutStart) => purpose === 'ours' && target.scaleTo === undefined
  return {
    onFailure: start => investigateFailure(start, investigation),
    weigh: async (start, service) => (isOurs(start) ? weigh(start, service, investigation) : undefined),
    isEqual: async (start, other) =>
      isOurs(start) && isEqualRevision(other.taskDefinition, start, plannedFor(start, investigation))
  }
}

/** What a rollout is to bring; undefined if the plan does not know the service. */
function plannedFor({ service, site }: RolloutStart, { plan }: Investigation): DefinitionPlan | undefined {
  const own = plan.services.find(
    one => one.service === service && one.site.cluster === site.cluster && one.site.region === site.region
  )
  return plan.definitions.find(({ id }) => id === own?.definitionId)
}

/**
 * Whether a revision has the content that this run has deployed: two runs of one commit that register at the same
 * moment make two revisions of it. What cannot be read is another one.
 */
async function isEqualRevision(
  arn: string,
  { ecs }: RolloutStart,
  wanted: DefinitionPlan | undefined
): Promise<boolean> {
  try {
    const live = await ecs.describeTaskDefinition(arn)
    if (live === undefined || live.family !== wanted?.family) return false
    const { differences } = compareDefinitions(wanted.definition, live.definition, { isKnown: isKnownMember })
    return differences.length === 0
  } catch (error) {
    if (error instanceof AwsError) return false
    throw error
  }
}

async function weigh(
  start: RolloutStart,
  service: ServiceState,
  investigation: Investigation
): Promise<WeighedEvidence | undefined> {
  const { configuration, ports } = investigation
  const mine = deploymentOf(service, start.target.deploymentId)
  const events = service.events.filter(({ id }) => !start.seenEvents.includes(id))
  if (!mine || (mine.failedTasks === 0 && !events.some(({ message }) => TROUBLE.test(message))))
    return undefined
  const { startedAt } = start
  const evidence = { stops: await stoppedTasks(start), events, deploymentId: mine.id, startedAt }
  const fatal = configuration.failFast
    ? findFatal({ ...evidence, now: ports.clock.now(), runningTasks: mine.runningCount })
    : undefined
  // If ECS rolls the service back and no faster rollback was requested, ECS's rollback is watched to its end.
  const waitForEcs = configuration.onFailure === 'leave' && rollsBackByItself(service)
  const giveUp = fatal === undefined ? undefined : { reason: fatal, waitForEcs }
  const definition = plannedFor(start, investigation)?.definition ?? {}
  return present({ cause: causeOf({ ...evidence, definition }, investigation), giveUp })
}

/** ECS's message for the newest failure, with an explanation. */
function causeOf(evidence: FirstEvidence, { ports }: Investigation): string | undefined {
  const failure = findFirstFailure(evidence, makeTextGuard(evidence.definition, ports.gate))
  if (failure === undefined) return undefined
  const reason = `${failure.reason.replace(/[.\s]+$/, '')}.`
  // what does not pass ends the rollout, and ECS's words stand there
  const why = failure.mayPass ? reason : (whatIsWrong(failure.explanation) ?? reason)
  return `A task failed: ${why}${failure.mayPass ? ' ECS is retrying; this may resolve itself.' : ''}`
}

/** What cannot be read is not evidence. */
async function stoppedTasks({ ecs, site, service, target }: RolloutStart) {
  try {
    const tasks = await ecs.listStoppedTasks(site.cluster, service, TASKS_WEIGHED)
    return tasks.filter(({ startedBy }) => startedBy === undefined || startedBy === target.deploymentId)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return []
  }
}

/** investigateFailure finds out why a rollout failed and prints it immediately. */
export async function investigateFailure(start: RolloutStart, investigation: Investigation): Promise<void> {
  const { ports, aws, diagnoses } = investigation
  const planned = plannedFor(start, investigation)
  const definition: JsonObject = planned?.definition ?? {}
  const { logs, balancers } = await aws(start.site)
  const diagnosis = await diagnose(
    {
      ...{ cluster: start.site.cluster, region: start.site.region, service: start.service },
      deploymentId: start.target.deploymentId,
      taskDefinitionArn: start.target.taskDefinition,
      definition,
      seenEvents: start.seenEvents
    },
    { ecs: start.ecs, logs, balancers, guard: makeTextGuard(definition, ports.gate) }
  )
  const place = placeOf(diagnosis, planned?.files[0] ?? '', investigation)
  diagnoses.push(place === undefined ? diagnosis : { ...diagnosis, place })
  ports.log.group(`Why ${labelOf(start)} failed`, diagnosisToText(diagnosis))
}

/** The line of the template that is the cause, if there is one. */
function placeOf(diagnosis: Diagnosis, file: string, { places }: Investigation): Place | undefined {
  const pointer = diagnosis.stops.find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer
  return pointer === undefined || places === undefined ? undefined : placeAt(places, file, pointer)
}
