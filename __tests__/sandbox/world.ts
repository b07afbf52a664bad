import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeServicesCommand, ECSClient, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { SandboxSettings } from '../../sandbox/host.ts'
import { viewService } from '../../sandbox/operations/ecs/views.ts'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import type { Service as WorldService } from '../../sandbox/world/state.ts'
import { connectDirectly } from '../worlds/transport.ts'

const REGION = 'us-west-2'
const CLUSTER = 'demo'

/** A container that needs nothing, and one that reads secrets. */
export const plain = [{ name: 'app', image: 'demo/app:1' }]

/** A Fargate task definition of the scenario's account. */
export function definition(family: string, more: object = {}): object {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: plain,
    ...more
  }
}

/** A scenario with cluster `demo`, families web:1 (good) and web:2, and service `web` running web:1. */
export function scenarioWith(service: object = {}, more: object = {}): object {
  return {
    region: REGION,
    clusters: [CLUSTER],
    taskDefinitions: [definition('web'), definition('web')],
    services: [
      { serviceName: 'web', cluster: CLUSTER, taskDefinition: 'web:1', desiredCount: 2, ...service }
    ],
    ...more
  }
}

/** Real AWS clients of a running sandbox, with one attempt per call by default. */
export type Bench = {
  readonly sandbox: RunningSandbox
  readonly ecs: ECSClient
  readonly secrets: SecretsManagerClient
  readonly ssm: SSMClient
  readonly sts: STSClient
  /** Advances virtual time by seconds. */
  after(seconds: number): void
  service(name?: string): Promise<Service>
  update(input: Partial<UpdateServiceCommand['input']>): Promise<Service>
  admin(
    method: string,
    path: string,
    body?: unknown
  ): Promise<{ status: number; body: Record<string, unknown> }>
  end(): Promise<void>
}

/** startBench serves a scenario under a manual clock. */
export async function startBench(
  scenario: object,
  how: { attempts?: number; accessKey?: string; settings?: SandboxSettings; sockets?: boolean } = {}
): Promise<Bench> {
  const sandbox = await startSandbox({ clock: 'manual', scenario, ...how.settings })
  const disconnect = how.sockets ? undefined : connectDirectly(sandbox)
  const config = {
    endpoint: sandbox.url,
    region: REGION,
    maxAttempts: how.attempts ?? 1,
    credentials: { accessKeyId: how.accessKey ?? 'key', secretAccessKey: 'none' },
    requestHandler: new NodeHttpHandler({})
  }
  const clients = {
    ecs: new ECSClient(config),
    secrets: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
    sts: new STSClient(config)
  }
  return {
    sandbox,
    ...clients,
    after: seconds => void sandbox.advance(seconds * 1000),
    service: async (name = 'web') => {
      const answer = await clients.ecs.send(
        new DescribeServicesCommand({ cluster: CLUSTER, services: [name] })
      )
      const [found] = answer.services ?? []
      if (!found) throw new Error(`no service ${name}`)
      return found
    },
    update: async input => {
      const answer = await clients.ecs.send(
        new UpdateServiceCommand({ cluster: CLUSTER, service: 'web', ...input })
      )
      if (!answer.service) throw new Error('no service in the answer')
      return answer.service
    },
    admin: (method, path, body) => callAdmin(sandbox.url, { method, path, body }),
    end: async () => {
      disconnect?.()
      for (const client of Object.values(clients)) client.destroy()
      await sandbox.close()
      await sleep(0)
    }
  }
}

/** Service `web` of cluster `demo` in the sandbox itself. */
export function webOf({ sandbox }: Bench): WorldService {
  const service = sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services.get('web')
  if (!service) throw new Error('no service web')
  return service
}

/** Service `web` as DescribeServices shows it, without a request: for loops over many seconds. */
export function lookAt(bench: Bench): Service {
  return viewService(webOf(bench)) as unknown as Service
}

async function callAdmin(
  url: string,
  call: { method: string; path: string; body: unknown }
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${url}/_sandbox/${call.path}`, {
    method: call.method,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) })
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** Deployments in one line each: status, state, revision, running, failed. */
export function outline(service: Service): string[] {
  return (service.deployments ?? []).map(
    one =>
      `${one.status} ${one.rolloutState} ${one.taskDefinition?.split('/')[1]} running ${one.runningCount} failed ${one.failedTasks}`
  )
}

/** Event texts, oldest first, without task IDs. */
export function story(service: Service): string[] {
  return (service.events ?? [])
    .toReversed()
    .map(event => (event.message ?? '').replace(/\(task [0-9a-f]{32}\)/g, '(task)'))
}

/** The refusal of a call: exception name and text. */
export async function refusal(
  call: Promise<unknown>
): Promise<{ name: string; message: string; status?: number }> {
  try {
    await call
  } catch (error) {
    const { name, message } = error as Error
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
    return { name, message, ...(status === undefined ? {} : { status }) }
  }
  throw new Error('the call was not refused')
}

const TARGETS = {
  ecs: 'AmazonEC2ContainerServiceV20141113',
  secretsmanager: 'secretsmanager',
  ssm: 'AmazonSSM'
}

/** The headers of a signed request, with a signature that is not verified. */
export function signed(service: string, accessKey = 'key'): Record<string, string> {
  const scope = `${accessKey}/20260105/${REGION}/${service}/aws4_request`
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` }
}

/** Sends an unchanged JSON call, without the SDK's serializer. */
export async function sendJson(
  url: string,
  call: { service: keyof typeof TARGETS; operation: string; body: unknown; accessKey?: string }
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...signed(call.service, call.accessKey),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${TARGETS[call.service]}.${call.operation}`
    },
    body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body)
  })
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, unknown>
  }
}

/** Sends a query call (IAM, STS); returns the XML. */
export async function sendQuery(
  url: string,
  call: { service: 'iam' | 'sts'; parameters: Record<string, string>; accessKey?: string }
): Promise<{ status: number; xml: string }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...signed(call.service, call.accessKey), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Version: '2010-05-08', ...call.parameters })
  })
  return { status: answer.status, xml: await answer.text() }
}
