import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import { REGISTER, RequestPace } from '../../pace.ts'
import type { Remark } from '../../report/report.ts'
import { CANCELLED_REGISTERED, CANCELLED_UNREGISTERED, type NotStarted } from '../../rollout/outcome.ts'
import type { EcsPort, LiveDefinition } from '../../rollout/ports.ts'
import { isKnownMember } from '../../template/conform.ts'
import { compareDefinitions } from '../comparison/compare.ts'
import type { DefinitionPlan, Plan } from '../comparison/plan.ts'
import { withCommitTag } from '../comparison/plan.ts'
import { accountKey, type DeployingPorts } from '../target.ts'

/** The revision of each definition of the plan, by the definition's ID. */
export type Registered = {
  readonly arns: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** The reason for the services if the run was cancelled before all definitions were registered. */
  readonly cancelled?: NotStarted
}

/**
 * Delays between the reads after a lost response, in milliseconds; half a minute in total. ECS is eventually
 * consistent, and a read that is too early would cause a second registration.
 */
const LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000]

/** Delay before the read of a cancelled run. */
const LAST_LOOK_MS = 1_000

const ATTEMPTS = 4

/**
 * registerAll registers the definitions one after the other, paced by AWS's bucket, and stops at the first rejection.
 */
export async function registerAll(plan: Plan, planning: DeployingPorts): Promise<Registered> {
  const { ports } = planning
  const pace = new RequestPace(REGISTER, ports.clock)
  const arns = new Map<string, string>()
  const remarks: Remark[] = []
  let registered = 0
  for (const definition of plan.definitions) {
    if (definition.registration.kind === 'reuse') {
      arns.set(definition.id, definition.registration.arn)
      continue
    }
    await pace.take({ account: accountKey(definition.account), signal: ports.signal })
    if (ports.signal.aborted) {
      const cancelled = registered > 0 ? CANCELLED_REGISTERED : CANCELLED_UNREGISTERED
      return { arns, problems: [], remarks, cancelled }
    }
    try {
      const live = await registerRecorded(definition, planning, remarks)
      arns.set(definition.id, live.arn)
      registered += 1
      ports.log.info(`Registered ${live.family}:${live.revision} from ${definition.files.join(', ')}`)
      remarks.push(...notKept(definition, live))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return { arns, problems: [refusal(definition, error, registered)], remarks }
    }
  }
  return { arns, problems: [], remarks }
}

/** A denied tag does not stop a deploy; the commit is then unknown later. */
async function registerRecorded(
  definition: DefinitionPlan,
  planning: DeployingPorts,
  remarks: Remark[]
): Promise<LiveDefinition> {
  const { record, files } = definition
  try {
    return await register(definition, planning, record)
  } catch (error) {
    const isTag =
      error instanceof AwsError && error.kind === 'denied' && /ecs:TagResource/.test(error.message)
    if (record === undefined || !isTag || definition.definition['tags'] !== undefined) throw error
    const message = `${files.join(', ')}: registered without its commit, because ecs:TagResource on the family's revisions is not allowed. With service: changed it is deployed each time.`
    remarks.push({ message })
    return register(definition, planning, undefined)
  }
}

/**
 * Registers a definition exactly once. If the response is lost (the connection broke after the request was sent), it is
 * unknown whether ECS carried it out, and RegisterTaskDefinition has no client token. It therefore reads the family: a
 * newer revision that equals ours is ours. Only if none appears is the request sent again. Throws AwsError.
 */
async function register(
  wanted: DefinitionPlan,
  { ports: { clock, signal }, aws }: DeployingPorts,
  record: DefinitionPlan['record']
): Promise<LiveDefinition> {
  const { ecs } = await aws(wanted.account)
  const request = withCommitTag(wanted.definition, record)
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.registerTaskDefinition(request)
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'lost') throw error
      const found = await findRegistered(wanted, ecs, { clock, signal })
      if (found) return found
      // when the run is cancelled, there is time for one read but not for another attempt
      if (attempt === ATTEMPTS || signal.aborted) throw error
    }
  }
}

async function findRegistered(
  { family, latestRevision, definition }: DefinitionPlan,
  ecs: EcsPort,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }
): Promise<LiveDefinition | undefined> {
  for (const wait of LOOK_AFTER_MS) {
    const isLast = signal.aborted
    await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal))
    const latest = await ecs.describeTaskDefinition(family)
    if (latest && latest.revision > latestRevision && compared(definition, latest).differences.length === 0)
      return latest
    if (isLast) return undefined
  }
  return undefined
}

function compared(wanted: JsonObject, live: LiveDefinition) {
  return compareDefinitions(wanted, live.definition, { isKnown: isKnownMember })
}

/**
 * Members that were sent and that the response does not contain: AWS ignored them, probably because of a misspelled
 * name.
 */
function notKept(definition: DefinitionPlan, live: LiveDefinition): readonly Remark[] {
  return compared(definition.definition, live).notKept.map(path => ({
    message: `${definition.files.join(', ')}: AWS did not keep "${path}" in ${live.family}:${live.revision}. It was sent unchanged; check its spelling.`
  }))
}

function refusal(definition: DefinitionPlan, error: AwsError, registeredBefore: number): Problem {
  const problem = explainAwsError(error)
  const already =
    registeredBefore === 0
      ? ''
      : ' Revisions registered before it are not used yet; the next run finds and uses them.'
  return { ...problem, message: `${definition.files.join(', ')}: ${problem.message}${already}` }
}
