import { type RunningSandbox, startSandbox } from '../../../sandbox/server.ts'
import { connectAws } from '../../../src/aws/connect.ts'
import type { Clock } from '../../../src/clock.ts'
import type { JsonObject } from '../../../src/json.ts'
import type { AwsPorts } from '../../../src/ports.ts'
import { buildAppSpec } from '../../../src/rollout/codedeploy/appspec.ts'
import type { CodeDeployRequest } from '../../../src/rollout/codedeploy/deploy.ts'
import type { CodeDeployFailure, CodeDeployPorts } from '../../../src/rollout/codedeploy/group.ts'
import { environmentOf } from '../../environment.ts'
import { type RecordingLog, recordingLog, sandboxClock } from '../../ports.ts'
import { connectDirectly } from '../../worlds/transport.ts'

export const REGION = 'us-west-2'

/** Container `app` on port 8080; the tests deploy revision 2. */
export const DEFINITION = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'app', image: 'demo/app:1', portMappings: [{ containerPort: 8080 }] }]
}

/** Cluster `demo` with service `web` (two tasks of web:1) and its deployment group under ECS's default names. */
export function scenarioWith(group: object = {}, more: object = {}): object {
  return {
    region: REGION,
    clusters: ['demo'],
    taskDefinitions: [DEFINITION, DEFINITION, DEFINITION],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web:1',
        desiredCount: 2,
        deploymentController: 'CODE_DEPLOY'
      }
    ],
    codedeploy: [{ cluster: 'demo', service: 'web', ...group }],
    ...more
  }
}

export type World = {
  readonly sandbox: RunningSandbox
  readonly log: RecordingLog
  readonly aws: AwsPorts
  readonly controller: AbortController
  readonly failures: CodeDeployFailure[]
  readonly ports: CodeDeployPorts
  /** A request to deploy a revision of web, with the AppSpec generated from the live service. */
  request(revision: number, more?: Partial<CodeDeployRequest>): Promise<CodeDeployRequest>
  /** How often an operation was called. */
  count(operation: string): number
  /** PRIMARY and others, as `PRIMARY web:1 100 %`. */
  taskSets(): Promise<readonly string[]>
  end(): Promise<void>
}

/** Deployments in this process, through the real SDK, on the sandbox's time. */
export async function makeWorld(scenario: object, clockOf?: (clock: Clock) => Clock): Promise<World> {
  const sandbox = await startSandbox({ scenario, clock: 'manual' })
  const disconnect = connectDirectly(sandbox)
  const environment = environmentOf(sandbox)
  // The SDK's own credential and endpoint providers read the process's environment.
  const saved = { ...process.env }
  Object.assign(process.env, environment)
  const plain = sandboxClock(sandbox)
  const clock = clockOf?.(plain) ?? plain
  const log = recordingLog()
  const aws = connectAws({ region: REGION, environment, clock, random: () => 0.5 })
  const controller = new AbortController()
  const failures: CodeDeployFailure[] = []
  return {
    sandbox,
    log,
    aws,
    controller,
    failures,
    ports: {
      codedeploy: aws.codedeploy,
      clock,
      log,
      signal: controller.signal,
      onFailure: failure => {
        failures.push(failure)
        return Promise.resolve()
      }
    },
    request: async (revision, more = {}) => requestFor(await liveRaw(aws), revision, more),
    count: operation => sandbox.requests().filter(one => one.operation === operation).length,
    taskSets: async () => taskSetsIn(await liveRaw(aws)),
    end: async () => {
      process.env = saved
      disconnect()
      await sandbox.close()
    }
  }
}

async function liveRaw(aws: AwsPorts): Promise<JsonObject> {
  const { services } = await aws.ecs.describeServices('demo', ['web'])
  return services[0]?.raw ?? {}
}

function requestFor(raw: JsonObject, revision: number, more: Partial<CodeDeployRequest>): CodeDeployRequest {
  const taskDefinitionArn = `arn:aws:ecs:${REGION}:123456789012:task-definition/web:${revision}`
  const wanted = { service: 'web', taskDefinitionArn, definition: DEFINITION }
  const spec = buildAppSpec({ kind: 'service', raw }, wanted)
  if (!('content' in spec)) throw new Error(JSON.stringify(spec.problems))
  return {
    service: 'web',
    cluster: 'demo',
    region: REGION,
    application: 'AppECS-demo-web',
    group: 'DgpECS-demo-web',
    content: spec.content,
    ifDeploying: 'wait',
    waitUntil: 'deployed',
    waitMs: 30 * 60_000,
    ...more
  }
}

function taskSetsIn(raw: JsonObject): readonly string[] {
  const sets = raw['taskSets'] as readonly JsonObject[]
  return sets.map(set => {
    const { value } = set['scale'] as JsonObject
    return `${set['status']} ${String(set['taskDefinition']).split('/')[1]} ${value} %`
  })
}
