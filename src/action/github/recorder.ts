import type { Clock } from '../../clock.ts'
import { present } from '../../present.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import { type Call, idIn, itemsIn } from './client.ts'
import { explainGithub, GithubError, PATIENCE_MS, within } from './error.ts'
import { describeDeployment, lastStatus, PAUSED } from './last-status.ts'
import type { DeploymentRecorder, DeploymentStatus } from './ports.ts'

/** What a recorder needs. */
export type RecorderOptions = {
  /** Called once, with the first use. */
  readonly client: () => Promise<Call>
  readonly environment: string
  /** GITHUB_SHA */
  readonly ref: string
  /** Page of the run. */
  readonly logUrl?: string
  readonly clock: Clock
  readonly gate: TextGate
  /**
   * Aborted when the run is cancelled; there is less time for GitHub then, because the runner kills the process after
   * 7.5 s.
   */
  readonly signal: AbortSignal
}

const DEPLOYMENTS = '/repos/{owner}/{repo}/deployments'
const PATIENCE_CANCELLED_MS = 3000
const PAUSE_MS = 1000
/** Names in the deployment's payload, for consumers of its event. */
const SERVICES_IN_PAYLOAD = 200

/**
 * createRecorder implements DeploymentRecorder; the deployment is created in the background while the run continues.
 */
export function createRecorder(options: RecorderOptions): DeploymentRecorder {
  let started: Promise<Created> | undefined
  return {
    start: (services, isContinuing = false) => {
      if (services.length > 0 && started === undefined) started = create(services, isContinuing, options)
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
 * The state of the deployment. `inProgress` is the request for its first status and never fails; `giveUp` aborts it.
 */
type Created =
  | { readonly id: number; readonly inProgress: Promise<void>; readonly giveUp: AbortController }
  | { readonly error: unknown }

/** Never fails. */
async function create(
  services: readonly string[],
  isContinuing: boolean,
  options: RecorderOptions
): Promise<Created> {
  const { clock, environment, gate, ref } = options
  try {
    const description = gate.write(services, describeDeployment)
    const payload = gate.cleared(services.slice(0, SERVICES_IN_PAYLOAD))
    const id = await within(clock, PATIENCE_MS, async signal => {
      const client = await options.client()
      const paused = isContinuing
        ? await pausedDeployment(client, { environment, services, signal })
        : undefined
      if (paused !== undefined) return paused
      // does not wait for commit statuses and merges nothing, because the job that runs this has already decided
      const fixed = { task: 'deploy', auto_merge: false, required_contexts: [] }
      const deployment = { ref, environment, description, ...fixed, payload: { services: payload } }
      return idIn(await client(`POST ${DEPLOYMENTS}`, deployment, signal))
    })
    const giveUp = new AbortController()
    return { id, giveUp, inProgress: sayInProgress(id, { services: services.length, giveUp, options }) }
  } catch (error) {
    return { error }
  }
}

/**
 * The deployment that an earlier run left at its pause: the run that continues it must end it, because no other run
 * would. If there are several, the newest. If it cannot be found, a new deployment is created.
 */
async function pausedDeployment(
  client: Call,
  asked: {
    readonly environment: string
    readonly services: readonly string[]
    readonly signal: AbortSignal
  }
): Promise<number | undefined> {
  try {
    const newest = { environment: asked.environment, task: 'deploy', per_page: 10 }
    for (const deployment of itemsIn(await client(`GET ${DEPLOYMENTS}`, newest, asked.signal))) {
      const services = servicesOf(deployment)
      if (!asked.services.every(service => services.includes(service))) continue
      const of = { deployment_id: idIn(deployment), per_page: 1 }
      const [last] = itemsIn(await client(`GET ${DEPLOYMENTS}/{deployment_id}/statuses`, of, asked.signal))
      const isPaused = String(last?.['description'] ?? '').startsWith(PAUSED)
      if (last?.['state'] === 'in_progress' && isPaused) return idIn(deployment)
    }
  } catch (error) {
    if (asked.signal.aborted) throw error
  }
  return undefined
}

/** Without this status, the deployment is shown as pending, which is not worth a remark. */
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
      await createStatus(client, { id, status }, AbortSignal.any([signal, giveUp.signal]))
    })
  } catch {
    // see above
  }
}

/** Returns the remark, if there is one. */
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
      ? `GitHub deployment ${known.id} of environment "${environment}" is still shown as in progress: ${why}.`
      : `GitHub deployment not recorded: ${why}.`
  }
}

/** The statuses must arrive in order; a pending one is aborted, so that the last one arrives. */
async function firstStatusOver(created: Extract<Created, { id: number }>, clock: Clock): Promise<void> {
  try {
    await within(clock, PAUSE_MS, () => created.inProgress)
  } catch {
    created.giveUp.abort()
  }
}

/** Sending a status twice is harmless, unlike a deployment; a missing one shows "in progress" forever. */
async function sendTwice(
  client: Call,
  sent: Sent,
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal }
): Promise<void> {
  try {
    await createStatus(client, sent, stop)
  } catch (error) {
    const again =
      error instanceof GithubError && ['server', 'unreachable', 'unreadable'].includes(error.failure)
    if (!again || stop.aborted) throw error
    await clock.sleep(PAUSE_MS, stop)
    await createStatus(client, sent, stop)
  }
}

type Sent = { readonly id: number; readonly status: DeploymentStatus }

async function createStatus(client: Call, { id, status }: Sent, signal: AbortSignal): Promise<void> {
  const { state, description, logUrl } = status
  const parameters = { deployment_id: id, state, description, ...present({ log_url: logUrl }) }
  idIn(await client(`POST ${DEPLOYMENTS}/{deployment_id}/statuses`, parameters, signal))
}

/** The services in the payload of a deployment; none if somebody else created it. */
function servicesOf({ payload }: Readonly<Record<string, unknown>>): readonly string[] {
  const services: unknown =
    typeof payload === 'object' && payload !== null && 'services' in payload ? payload.services : []
  return Array.isArray(services) ? services.map(String) : []
}

function withLog(status: DeploymentStatus, { logUrl }: RecorderOptions): DeploymentStatus {
  return logUrl === undefined ? status : { ...status, logUrl }
}
