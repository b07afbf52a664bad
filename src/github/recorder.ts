import type { Clock } from '../clock.ts'
import type { TextGate } from '../gate/shown.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { explainGithub, GithubError } from './error.ts'
import type { DeploymentRecorder, DeploymentState, DeploymentStatus, GithubClient } from './ports.ts'
import { PATIENCE_MS, within } from './within.ts'

/** What a recorder needs. */
export type RecorderOptions = {
  /** Asked once, at the first call. */
  readonly client: () => Promise<GithubClient>
  readonly environment: string
  /** GITHUB_SHA */
  readonly ref: string
  /** Page of the run. */
  readonly logUrl?: string
  readonly clock: Clock
  readonly gate: TextGate
  /**
   * Aborted when the run is cancelled; GitHub then has less time, since the runner kills the process after 7.5 s.
   */
  readonly signal: AbortSignal
}

const PATIENCE_CANCELLED_MS = 3000
const PAUSE_MS = 1000
/** Names in the deployment's payload, for whoever listens to its event. */
const SERVICES_IN_PAYLOAD = 200

/** createRecorder is DeploymentRecorder; the deployment is made in the background while the run goes on. */
export function createRecorder(options: RecorderOptions): DeploymentRecorder {
  let started: Promise<Created> | undefined
  return {
    start: services => {
      if (services.length > 0 && started === undefined) started = create(services, options)
    },
    finish: async (results, isGoodRun = true) => {
      if (started === undefined) return []
      const last = options.gate.write(results, clean => lastStatus(clean, options.signal.aborted, isGoodRun))
      const remark = await end(started, last, options)
      return remark === undefined ? [] : [{ message: remark }]
    }
  }
}

/**
 * What became of the deployment. `inProgress` is the sending of its first status and never fails; `giveUp` ends it.
 */
type Created =
  | { readonly id: number; readonly inProgress: Promise<void>; readonly giveUp: AbortController }
  | { readonly error: unknown }

/** Never fails. */
async function create(services: readonly string[], options: RecorderOptions): Promise<Created> {
  const { clock, environment, gate, ref } = options
  try {
    const description = gate.write(services, describeDeployment)
    const payload = gate.cleared(services.slice(0, SERVICES_IN_PAYLOAD))
    const id = await within(clock, PATIENCE_MS, async signal => {
      const client = await options.client()
      return client.createDeployment({ ref, environment, description, services: payload }, signal)
    })
    const giveUp = new AbortController()
    return { id, giveUp, inProgress: sayInProgress(id, { services: services.length, giveUp, options }) }
  } catch (error) {
    return { error }
  }
}

/** Without this status the deployment is shown as pending, which is no reason to say anything. */
async function sayInProgress(
  id: number,
  { services, giveUp, options }: { services: number; giveUp: AbortController; options: RecorderOptions }
): Promise<void> {
  const said = `Rolling out ${services} ${services === 1 ? 'service' : 'services'}.`
  const description = options.gate.shown(said)
  try {
    await within(options.clock, PATIENCE_MS, async signal => {
      const client = await options.client()
      const status = withLog({ state: 'in_progress', description }, options)
      await client.createStatus(id, status, AbortSignal.any([signal, giveUp.signal]))
    })
  } catch {
    // see above
  }
}

/** Gives the remark, if there is something to say. */
async function end(
  started: Promise<Created>,
  last: DeploymentStatus,
  options: RecorderOptions
): Promise<string | undefined> {
  const { clock, environment, signal } = options
  const status = withLog(last, options)
  let known: Created | undefined
  try {
    await within(clock, signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS, async stop => {
      known = await started
      if ('error' in known) throw known.error
      await firstStatusOver(known, clock)
      await sendTwice(await options.client(), { id: known.id, status }, { clock, stop })
    })
    return undefined
  } catch (error) {
    const why = explainGithub(error, 'deployments: write')
    return known !== undefined && 'id' in known
      ? `GitHub deployment ${known.id} of environment "${environment}" still says that it is in progress: ${why}.`
      : `GitHub deployment not recorded: ${why}.`
  }
}

/** The statuses must arrive in order; one that hangs is given up, so that the last one comes through. */
async function firstStatusOver(created: Extract<Created, { id: number }>, clock: Clock): Promise<void> {
  try {
    await within(clock, PAUSE_MS, () => created.inProgress)
  } catch {
    created.giveUp.abort()
  }
}

/**
 * A status may be sent twice without harm, unlike a deployment; one that is missing says "in progress" for ever.
 */
async function sendTwice(
  client: GithubClient,
  { id, status }: { readonly id: number; readonly status: DeploymentStatus },
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal }
): Promise<void> {
  try {
    await client.createStatus(id, status, stop)
  } catch (error) {
    const again =
      error instanceof GithubError && ['server', 'unreachable', 'unreadable'].includes(error.failure)
    if (!again || stop.aborted) throw error
    await clock.sleep(PAUSE_MS, stop)
    await client.createStatus(id, status, stop)
  }
}

function withLog(status: DeploymentStatus, { logUrl }: RecorderOptions): DeploymentStatus {
  return logUrl === undefined ? status : { ...status, logUrl }
}

/** GitHub's limit for the descriptions of deployments and statuses. */
const DESCRIPTION_LENGTH = 140

/**
 * describeDeployment names the services: `Amazon ECS: dispatcher, trade-stream and 6 more`, at most 140 characters.
 */
export function describeDeployment(services: readonly string[]): string {
  return withNames('Amazon ECS: ', services)
}

/** A status before it is shown. */
export type LastStatus = { readonly state: DeploymentState; readonly description: string }

/**
 * lastStatus is the status that a deployment ends with: `success`; `failure` when a rollout did not get through;
 * `error` when the run ended before its rollouts did, since nobody knows what runs now; `inactive` when it was
 * cancelled before anything was touched.
 */
export function lastStatus(
  results: readonly ServiceResult[],
  isCancelled: boolean,
  isGoodRun = true
): LastStatus {
  const bad = results.filter(({ outcome }) => !isGood(outcome))
  const failed = bad.filter(({ outcome }) => outcome !== 'cancelled' && outcome !== 'not-started')
  const cancelled = bad.filter(({ outcome }) => outcome === 'cancelled')
  const named = (some: readonly ServiceResult[]) =>
    some.map(({ service, outcome }) => `${service} ${outcome}`)
  if (failed.length > 0)
    return status(
      'failure',
      withNames(`${failed.length} of ${results.length} did not get through: `, named(failed))
    )
  if (cancelled.length > 0)
    return status(
      'error',
      withNames(`Cancelled during ${cancelled.length} of ${results.length}: `, named(cancelled))
    )
  if (bad.length < results.length && bad.length > 0)
    return status('error', withNames(`${bad.length} of ${results.length} not started: `, named(bad)))
  if (bad.length > 0 || results.length === 0)
    return isCancelled
      ? status('inactive', 'Cancelled before any service was touched.')
      : status('error', 'The run stopped before any service was touched.')
  return isGoodRun
    ? status('success', successOf(results))
    : status('failure', 'The services are deployed, but the run did not succeed: see its summary.')
}

function status(state: DeploymentState, description: string): LastStatus {
  return { state, description }
}

function successOf(results: readonly ServiceResult[]): string {
  const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length
  return `${results.length - unchanged} deployed, ${unchanged} unchanged.`
}

/** As many names as fit, and how many more there are. */
function withNames(start: string, names: readonly string[]): string {
  for (let shown = names.length; shown > 0; shown--) {
    const left = names.length - shown
    const text = `${start}${names.slice(0, shown).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
    if (text.length <= DESCRIPTION_LENGTH) return text
  }
  return `${start}${names.length} services`.slice(0, DESCRIPTION_LENGTH)
}
