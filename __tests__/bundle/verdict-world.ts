import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Run, runAction } from './runner.ts'
import { scenario, template } from './scenario.ts'
import { resultsOf } from './world.ts'

/**
 * One column of the verdict matrix: the strategy of the service, what is deployed, and whether the records may be read.
 */
export type Shape = {
  readonly strategy: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'
  /** `new`: a definition from a template becomes web:2; `forced`: web:1 again, by force-new-deployment. */
  readonly what: 'new' | 'forced'
  /** Whether ecs:ListServiceDeployments and ecs:DescribeServiceDeployments are allowed. */
  readonly records: 'read' | 'denied'
}

/** What a line of the table adds to the scenario of its shape. */
export type Given = {
  /** Members of the service; `daemon`: a DAEMON instead; `none`: there is no service. */
  readonly service?: object | 'daemon' | 'none'
  /** Members of its deployment configuration in addition to the strategy's. */
  readonly configuration?: object
  /** Further keys of the scenario. */
  readonly more?: object
  readonly inputs?: Readonly<Record<string, string>>
  /** Further files of the workspace. */
  readonly files?: Readonly<Record<string, string>>
}

/** A run that has ended, with the final state of the world. */
export type Finished = {
  readonly run: Run
  readonly result: Readonly<Record<string, string>>
  readonly sandbox: RunningSandbox
}

/** The scenario's start, in milliseconds since 1970, at which a run starts. */
export const START = Date.UTC(2026, 0, 5, 9)

/** The definition whose tasks a line is about. */
export function deployedBy({ what }: Shape): string {
  return what === 'new' ? 'web:2' : 'web:1'
}

const STRATEGIES: Readonly<Record<Shape['strategy'], object>> = {
  ROLLING: {},
  BLUE_GREEN: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 },
  LINEAR: {
    strategy: 'LINEAR',
    bakeTimeInMinutes: 1,
    linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 }
  },
  CANARY: {
    strategy: 'CANARY',
    bakeTimeInMinutes: 1,
    canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 1 }
  }
}

/** The minutes that a shape waits by design, besides `wait-for-minutes`. */
export const BAKES: Readonly<Record<Shape['strategy'], number>> = {
  ROLLING: 0,
  BLUE_GREEN: 1,
  LINEAR: 2,
  CANARY: 2
}

const NO_RECORDS = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Effect: 'Deny',
      Action: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
      Resource: '*'
    }
  ]
}

/**
 * The scenario of a shape with the additions of a line: service web with two tasks, which has run web:1 for an hour.
 */
export function scenarioOf(shape: Shape, given: Given): object {
  const first = JSON.parse(template('web').replace('${{ vars.TAG }}', '1')) as {
    containerDefinitions: object[]
  }
  const secret = { name: 'API_KEY', valueFrom: '${secret:demo/api-key}' }
  const containerDefinitions = [{ ...first.containerDefinitions[0], secrets: [secret] }]
  const service = {
    serviceName: 'web',
    cluster: 'demo',
    taskDefinition: 'web:1',
    history: [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '2h' }],
    deploymentConfiguration: configurationOf(shape, given),
    ...(given.service === 'daemon' ? DAEMON : { desiredCount: 2 }),
    ...(typeof given.service === 'object' ? given.service : {})
  }
  return scenario({
    taskDefinitions: [{ ...first, containerDefinitions }],
    services: given.service === 'none' ? [] : [service],
    ...(shape.records === 'denied' ? { callers: { test: NO_RECORDS } } : {}),
    lag: LATE,
    ...given.more
  })
}

/**
 * For this long after an update, the service names the previous deployment as its current one (kayac/ecspresso#945),
 * and the new record is not listed yet. Every line of the table must still be right.
 */
const LATE = { currentServiceDeployment: '20s', ListServiceDeployments: { upTo: '4s' } }

const DAEMON = { launchType: 'EC2', schedulingStrategy: 'DAEMON' }

/** The deployment configuration of a shape with the additions of a line. */
export function configurationOf(shape: Shape, given: Given): object {
  return { ...STRATEGIES[shape.strategy], ...given.configuration }
}

function inputsOf({ what }: Shape): Readonly<Record<string, string>> {
  return what === 'new'
    ? { 'task-definition': 'deploy/{service}.json', variables: 'TAG=2' }
    : { service: 'web', 'task-definition-arn': 'web:1', 'force-new-deployment': 'true' }
}

/** runVerdict runs the bundle against the scenario of a line and a shape. The caller closes what `end` returns. */
export async function runVerdict(
  shape: Shape,
  given: Given
): Promise<Finished & { readonly end: () => Promise<void> }> {
  const sandbox = await startSandbox({ scenario: scenarioOf(shape, given), clock: 'manual' })
  const workspace: Workspace = makeWorkspace({ 'deploy/web.json': template('web'), ...given.files })
  const run = await runAction(
    {
      cluster: 'demo',
      'aws-region': 'us-west-2',
      'verify-permissions': 'off',
      ...inputsOf(shape),
      ...given.inputs
    },
    {
      workspace,
      sandbox
    }
  )
  const end = async () => {
    await sandbox.close()
    workspace.remove()
  }
  return { run, result: resultsOf(run)[0] ?? {}, sandbox, end }
}

/** A point in time of the virtual clock, or undefined if the sandbox has decided nothing. */
export type Decided = (finished: Finished) => number | undefined

function serviceIn({ sandbox }: Finished) {
  return sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
}

/** When the record of the last followed deployment was closed. */
export const byRecord: Decided = finished => {
  const id = finished.result['deploymentId']
  const record = serviceIn(finished)?.serviceDeployments.find(({ deploymentId }) => deploymentId === id)
  return record?.finishedAt ?? record?.stoppedAt
}

/** When a newer deployment by someone else started. */
export const byNewest: Decided = finished =>
  Math.max(...(serviceIn(finished)?.deployments.map(({ createdAt }) => createdAt) ?? []))

/**
 * When the last task of the deployment ended, or started to stop, before the run ended: the evidence was then complete.
 */
export const byLastStop: Decided = finished => {
  const end = Date.parse(finished.result['finishedAt'] ?? '')
  const tasks = [...(serviceIn(finished)?.tasks.values() ?? [])]
  const mine = tasks.filter(({ deploymentId }) => deploymentId === finished.result['deploymentId'])
  return Math.max(...mine.map(({ stoppingAt = 0 }) => stoppingAt).filter(stoppingAt => stoppingAt <= end))
}

/** When the last event before the run's end was added. */
export const byLastEvent: Decided = finished => {
  const end = Date.parse(finished.result['finishedAt'] ?? '')
  return serviceIn(finished)?.events.find(({ createdAt }) => createdAt <= end)?.createdAt
}

/** When the deployment entered its bake time. */
export const byBakeTime: Decided = finished => {
  const lifecycle = serviceIn(finished)?.serviceDeployments[0]?.lifecycle
  const phase = lifecycle?.phases[lifecycle.index]
  return phase?.stage === 'BAKE_TIME' && lifecycle ? lifecycle.due - (phase.lasts ?? 0) : undefined
}

/** This many seconds after the start of the scenario, for example the time of an outside change. */
export const after =
  (seconds: number): Decided =>
  () =>
    START + seconds * 1000

/** The deadline: this many minutes after the rollout's start. */
export const byDeadline =
  (minutes: number): Decided =>
  ({ result }) =>
    Date.parse(result['startedAt'] ?? '') + minutes * 60_000

/** The run waits for nothing, so there is nothing to detect. */
export const notDecided: Decided = () => undefined
