import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand
} from '@aws-sdk/client-ecs'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Run, runAction } from '../bundle/runner.ts'
import { environmentOf } from '../environment.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Recorder, recorder } from './recorder.ts'
import { type RunningTarget, type Target, targets } from './targets.ts'

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' }
const ROLE = 'arn:aws:iam::123456789012:role/exec'

/** Every kind of member, known and unknown, at every depth. */
const TEMPLATE = {
  family: 'lossless',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: ROLE,
  futureTopLevel: { list: [1, { deep: null, kept: false }], text: 'a' },
  volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1', futureVolume: 'x' } }],
  containerDefinitions: [
    {
      name: 'app',
      image: 'app:${{ vars.TAG }}',
      command: [],
      environment: [{ name: 'EMPTY', value: '', futureEntry: 1 }],
      secrets: [
        { name: 'API_KEY', valueFrom: 'secretsmanager:lossless/api-key' },
        { name: 'LOGIN', valueFrom: 'secretsmanager:lossless/login:user', futureSecret: true }
      ],
      linuxParameters: { initProcessEnabled: true, futureLinux: ['y'] },
      futureContainer: { __proto__x: 1 }
    }
  ]
}

/** Members that a target does not keep, with the reason. Everything else has to come back. */
const NOT_KEPT: Readonly<Record<Target['name'], readonly string[]>> = {
  // moto takes known top-level members only, and answers with members of its botocore model only.
  moto: ['futureTopLevel', 'futureVolume', 'futureEntry', 'futureSecret', 'futureLinux', 'futureContainer'],
  // ministack takes known top-level members only
  ministack: ['futureTopLevel'],
  sandbox: []
}

/** How the second run ends, and how often both runs wrote. */
const AGAIN: Readonly<Record<Target['name'], { readonly outcome: string; readonly writes: number }>> = {
  // moto has no rollouts
  moto: { outcome: 'unchanged', writes: 1 },
  // ministack loses a member of the file and answers with others that nobody gave, which is a difference each time
  ministack: { outcome: 'requested', writes: 2 },
  // the first run's rollout is still in progress (wait-until: none)
  sandbox: { outcome: 'requested', writes: 1 }
}

/** Members that a server adds to a container by itself, as AWS does. */
const DEFAULTS = ['cpu', 'essential', 'mountPoints', 'portMappings', 'systemControls', 'volumesFrom']

describe.each(targets)('the built bundle deploys to $name', ({ name, missing, start }) => {
  if (missing !== undefined) {
    skipLoudly(missing)
    return
  }
  let target: RunningTarget
  let wire: Recorder
  let workspace: Workspace
  let first: Run
  let rendered: object

  const bodies = (operation: string) => wire.bodies(operation).map(body => JSON.parse(body) as unknown)

  const deploy = () =>
    runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'main',
        'aws-region': 'us-west-2',
        variables: 'TAG=2',
        'wait-until': 'none',
        // the role stands in the file only: what is looked at here is what goes over the wire
        'verify-permissions': 'off',
        // what moto lacks, it lacks each time
        'max-retries': '0'
      },
      {
        workspace,
        env: {
          ...environmentOf(wire),
          RUNNER_TEMP: join(workspace.path, 'temp')
        }
      }
    )

  beforeAll(async () => {
    target = await start()
    wire = await recorder(target.url)
    workspace = makeWorkspace({ 'deploy/lossless.json': JSON.stringify(TEMPLATE, null, 2) })
    const settings = { region: 'us-west-2', endpoint: target.url, credentials: CREDENTIALS }
    const secrets = new SecretsManagerClient(settings)
    await secrets.send(new CreateSecretCommand({ Name: 'lossless/api-key', SecretString: 'made up' }))
    await secrets.send(
      new CreateSecretCommand({ Name: 'lossless/login', SecretString: '{"user":"made up"}' })
    )
    const ecs = new ECSClient(settings)
    await ecs.send(new CreateClusterCommand({ clusterName: 'main' }))
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'lossless',
        cpu: '256',
        memory: '512',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'app', image: 'app:1' }]
      })
    )
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'main',
        serviceName: 'lossless',
        taskDefinition: 'lossless',
        desiredCount: 1
      })
    )
    first = await deploy()
    rendered = JSON.parse(readFileSync(first.outputs['task-definition'] as string, 'utf8')) as object
  })
  afterAll(async () => {
    wire.close()
    workspace.remove()
    await target.stop()
  })

  test('it succeeds', () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('what goes over the wire is the rendered file, member by member and in its order', () => {
    const sent = bodies('RegisterTaskDefinition')
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(sent[0])).toBe(JSON.stringify(rendered))
    expect(rendered).toMatchObject({ futureTopLevel: TEMPLATE.futureTopLevel, volumes: TEMPLATE.volumes })
  })

  test('it differs from the template only where the template left something open', () => {
    const text = JSON.stringify(rendered)
      .replace(
        /arn:aws:secretsmanager:us-west-2:123456789012:secret:(lossless\/[a-z-]+)-[A-Za-z0-9]{6}/g,
        'secretsmanager:$1'
      )
      .replace('secretsmanager:lossless/login:user::', 'secretsmanager:lossless/login:user')
      .replace('app:2', 'app:${{ vars.TAG }}')
    expect(JSON.parse(text)).toEqual(TEMPLATE)
  })

  test('secrets have become full ARNs with their suffix in what the server holds', async () => {
    const held = await describe_(target.url)
    const [container] = held['containerDefinitions'] as { secrets: { name: string; valueFrom: string }[] }[]
    expect(container?.secrets.map(({ name: variable, valueFrom }) => [variable, valueFrom])).toEqual([
      [
        'API_KEY',
        expect.stringMatching(
          /^arn:aws:secretsmanager:us-west-2:123456789012:secret:lossless\/api-key-[A-Za-z0-9]{6}$/
        )
      ],
      [
        'LOGIN',
        expect.stringMatching(
          /^arn:aws:secretsmanager:us-west-2:123456789012:secret:lossless\/login-[A-Za-z0-9]{6}:user::$/
        )
      ]
    ])
  })

  test('what the server gives back equals what was sent, but for what it is known not to keep', async () => {
    const held = await describe_(target.url)
    const lost = missingMembers(rendered, held, '').map(
      path => path.split('.').find(step => step.startsWith('future')) ?? path
    )
    expect(new Set(lost)).toEqual(new Set(NOT_KEPT[name]))
    const [container] = held['containerDefinitions'] as Json[]
    const [sent] = (rendered as Json)['containerDefinitions'] as Json[]
    const added = Object.keys(container ?? {}).filter(key => !Object.hasOwn(sent ?? {}, key))
    expect(added.filter(key => !DEFAULTS.includes(key))).toEqual([])
  })

  test('a second run writes only what the server did not keep', async () => {
    const again = await deploy()
    expect(again.code).toBe(0)
    const { outcome, writes } = AGAIN[name]
    expect(JSON.parse(again.outputs['results'] as string)).toMatchObject([{ outcome }])
    expect(bodies('RegisterTaskDefinition')).toHaveLength(writes)
    expect(bodies('UpdateService')).toHaveLength(writes)
  })

  test('no value of a secret was ever asked for', () => {
    expect([
      ...bodies('GetSecretValue'),
      ...bodies('GetParameters'),
      ...bodies('BatchGetSecretValue')
    ]).toEqual([])
  })
})

type Json = { readonly [key: string]: unknown }

/** The definition as the server holds it, read without any SDK, so that no member gets lost on the way. */
async function describe_(url: string): Promise<Json> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/ecs/aws4_request, SignedHeaders=host, Signature=0'
    },
    body: JSON.stringify({ taskDefinition: 'lossless' })
  })
  return ((await answer.json()) as { taskDefinition: Json }).taskDefinition
}

/** Paths of members that were sent and are absent or different in the answer. */
function missingMembers(sent: unknown, held: unknown, path: string): string[] {
  if (Array.isArray(sent)) {
    return sent.flatMap((item, index) =>
      missingMembers(item, Array.isArray(held) ? held[index] : undefined, path)
    )
  }
  if (typeof sent === 'object' && sent !== null) {
    if (typeof held !== 'object' || held === null) return [path]
    return Object.entries(sent).flatMap(([key, value]) =>
      missingMembers(value, (held as Json)[key], `${path}.${key}`)
    )
  }
  return sent === held ? [] : [path]
}
