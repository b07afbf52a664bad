import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  ECSClient
} from '@aws-sdk/client-ecs'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient
} from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import { systemClock } from '../../src/clock.ts'
import { fingerprintOf } from '../../src/deploy/changed/record.ts'
import { compareDefinitions } from '../../src/deploy/comparison/compare.ts'
import { commitRecordOf, withCommitTag } from '../../src/deploy/comparison/plan.ts'
import { placeFinder } from '../../src/files/document/place.ts'
import { fromJson, type ObjectNode, toJson } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { resolveReferences } from '../../src/secrets/resolve.ts'
import { isKnownMember } from '../../src/template/conform.ts'
import { pointSdkAt } from '../aws/endpoint.ts'
import { skipLoudly } from '../skips.ts'
import { divergences } from './divergences.ts'
import { type RunningTarget, targets } from './targets.ts'

const region = 'us-west-2'
const cluster = 'ops-pipeline-cluster'
const role = 'arn:aws:iam::123456789012:role/execution'

const definitionOf = (family: string, more: JsonObject = {}): JsonObject => ({
  family,
  executionRoleArn: role,
  requiresCompatibilities: ['EC2'],
  runtimePlatform: { cpuArchitecture: 'ARM64' },
  ...more,
  containerDefinitions: [
    {
      name: 'app',
      image: 'example/app:1',
      memory: 128,
      essential: true,
      secrets: [
        {
          name: 'DB_PASSWORD',
          valueFrom: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:db-AbCdEf:password::'
        }
      ],
      environment: [{ name: 'EMPTY', value: '' }],
      healthCheck: { command: ['CMD-SHELL', 'true'], interval: 30 },
      restartPolicy: { enabled: true, ignoredExitCodes: [0] },
      versionConsistency: 'disabled'
    }
  ]
})

describe.each(targets)('on $name', target => {
  if (target.missing !== undefined) {
    skipLoudly(target.missing)
    return
  }
  const exceptions = divergences[target.name] ?? {}
  const unused = new Set(Object.keys(exceptions))
  const check = (what: string, run: () => Promise<void>) => {
    if (unused.delete(what)) test.skip(`${what} (${exceptions[what]})`, run)
    else test(what, run)
  }

  let running: RunningTarget
  let aws: AwsPorts
  let ecs: ECSClient

  beforeAll(async () => {
    running = await target.start()
    pointSdkAt(running.url)
    aws = connectAws({ region, environment: process.env, clock: systemClock, maxRetries: 1 })
    ecs = new ECSClient({ region, maxAttempts: 1 })
    await prepare(ecs)
  })
  afterAll(async () => {
    ecs?.destroy()
    await running?.stop()
  })

  describe('Secrets Manager and Parameter Store', () => {
    check('a name becomes the full ARN with its six characters', async () => {
      const secret = await aws.directory.describeSecret(region, 'ops-pipeline/database/password')
      expect(secret?.name).toBe('ops-pipeline/database/password')
      expect(secret?.arn).toMatch(
        /^arn:aws:secretsmanager:us-west-2:\d{12}:secret:ops-pipeline\/database\/password-[A-Za-z0-9]{6}$/
      )
      expect(secret).not.toHaveProperty('deletedAt')
    })

    check('the full and the partial ARN find the same secret', async () => {
      const arn = (await aws.directory.describeSecret(region, 'ops-pipeline/database/password'))?.arn ?? ''
      expect((await aws.directory.describeSecret(region, arn))?.arn).toBe(arn)
      expect((await aws.directory.describeSecret(region, arn.slice(0, -7)))?.arn).toBe(arn)
    })

    check('a secret that does not exist, here or in another region, is none', async () => {
      expect(await aws.directory.describeSecret(region, 'absent')).toBeUndefined()
      expect(
        await aws.directory.describeSecret('eu-west-1', 'ops-pipeline/database/password')
      ).toBeUndefined()
    })

    check('a secret scheduled for deletion says so', async () => {
      const secret = await aws.directory.describeSecret(region, 'deleted')
      expect(secret?.deletedAt).toBeGreaterThan(0)
    })

    check('parameters are found by exact name, others are left out', async () => {
      const found = await aws.directory.describeParameters(region, [
        '/app/db/password',
        'single',
        '/app/db',
        'absent'
      ])
      expect([...found].sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
        { name: '/app/db/password', type: 'SecureString' },
        { name: 'single', type: 'String' }
      ])
    })

    check('the caller has an account', async () => {
      const { account, partition } = await aws.directory.callerIdentity()
      expect(account).toMatch(/^\d{12}$/)
      expect(partition).toBe('aws')
    })

    check('references of a definition resolve to what ECS expects', async () => {
      const file = 'deploy/a.json'
      const secrets = [
        'secretsmanager:ops-pipeline/database/password:user::',
        'ssm:/app/db/password',
        'ssm:single',
        'secretsmanager:deleted',
        'secretsmanager:absent'
      ]
      const root = fromJson(
        {
          containerDefinitions: [
            { name: 'app', secrets: secrets.map((valueFrom, index) => ({ name: `S${index}`, valueFrom })) }
          ]
        },
        { kind: 'file', file, pointer: '', start: 0, end: 1 }
      ) as ObjectNode
      const place = placeFinder({ file, text: '{}' })
      const { documents, problems, warnings } = await resolveReferences([{ file, root, place }], {
        directory: aws.directory,
        region,
        partition: 'aws'
      })
      const [container] = (
        toJson(documents[0]?.root as ObjectNode) as unknown as {
          containerDefinitions: { secrets: { valueFrom: string }[] }[]
        }
      ).containerDefinitions
      expect(container?.secrets.slice(0, 3).map(({ valueFrom }) => valueFrom)).toEqual([
        expect.stringMatching(/:secret:ops-pipeline\/database\/password-[A-Za-z0-9]{6}:user::$/),
        expect.stringMatching(/^arn:aws:ssm:us-west-2:\d{12}:parameter\/app\/db\/password$/),
        expect.stringMatching(/^arn:aws:ssm:us-west-2:\d{12}:parameter\/single$/)
      ])
      expect(problems.map(({ code }) => code)).toEqual(['secret-scheduled-for-deletion', 'secret-not-found'])
      expect(warnings.map(({ code }) => code)).toEqual(['parameter-not-secure'])
    })
  })

  describe('task definitions', () => {
    check('keep the tag of their commit, which is no difference', async () => {
      const record = { commit: '1'.repeat(40), fingerprint: '2'.repeat(16), environment: 'staging' }
      const definition = definitionOf('tagged')
      const { arn } = await aws.ecs.registerTaskDefinition(withCommitTag(definition, record))
      const described = await aws.ecs.describeTaskDefinition(arn)
      expect(commitRecordOf(described?.definition ?? {})).toEqual(record)
      const model = { isKnown: isKnownMember }
      expect(compareDefinitions(definition, described?.definition ?? {}, model).differences).toEqual([])
      expect(fingerprintOf(described?.definition ?? {})).toBe(fingerprintOf(definition))
    })

    check('come back member for member', async () => {
      const definition = definitionOf('round-trip')
      const registered = await aws.ecs.registerTaskDefinition(definition)
      expect(registered.definition).toMatchObject(definition)
      const described = await aws.ecs.describeTaskDefinition(registered.arn)
      expect(described?.definition).toMatchObject(definition)
      expect(described).toMatchObject({
        arn: registered.arn,
        family: 'round-trip',
        revision: 1,
        status: 'ACTIVE'
      })
    })

    check('revisions count up, and the family names the newest', async () => {
      const first = await aws.ecs.registerTaskDefinition(definitionOf('counting'))
      const second = await aws.ecs.registerTaskDefinition(definitionOf('counting', { cpu: '256' }))
      expect([first.revision, second.revision]).toEqual([1, 2])
      expect((await aws.ecs.describeTaskDefinition('counting'))?.arn).toBe(second.arn)
      expect((await aws.ecs.describeTaskDefinition('counting:1'))?.arn).toBe(first.arn)
    })

    check('tags are described', async () => {
      const tags = [{ key: 'team', value: 'ops' }]
      await aws.ecs.registerTaskDefinition(definitionOf('tagged', { tags }))
      expect((await aws.ecs.describeTaskDefinition('tagged'))?.definition).toHaveProperty('tags', tags)
    })

    check('tags of a definition come back with its registration', async () => {
      const tags = [{ key: 'team', value: 'ops' }]
      const registered = await aws.ecs.registerTaskDefinition(definitionOf('tagged-too', { tags }))
      expect(registered.definition).toHaveProperty('tags', tags)
    })

    check('registeredAt is told', async () => {
      expect((await aws.ecs.registerTaskDefinition(definitionOf('when'))).registeredAt).toBeGreaterThan(
        1_600_000_000_000
      )
    })

    check('one that does not exist is none', async () => {
      expect(await aws.ecs.describeTaskDefinition('absent')).toBeUndefined()
      expect(await aws.ecs.describeTaskDefinition('counting:99')).toBeUndefined()
    })

    check('a container without an image is refused', async () => {
      const call = aws.ecs.registerTaskDefinition({
        family: 'bad',
        containerDefinitions: [{ name: 'app', memory: 128 }]
      })
      await expect(call).rejects.toMatchObject({
        name: 'AwsError',
        kind: 'refused',
        operation: 'ecs:RegisterTaskDefinition'
      })
    })

    check('a definition that names secrets needs an execution role', async () => {
      const { executionRoleArn: _, ...definition } = definitionOf('no-role')
      await expect(aws.ecs.registerTaskDefinition(definition)).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining("'executionRoleArn'")
      })
    })
  })

  describe('services', () => {
    check('are described, and the missing ones named', async () => {
      const { services, missing } = await aws.ecs.describeServices(cluster, ['dispatcher', 'absent'])
      expect(missing).toEqual(['absent'])
      expect(services).toMatchObject([
        { service: 'dispatcher', status: 'ACTIVE', deploymentController: 'ECS' }
      ])
      expect(services[0]?.deployments).toHaveLength(1)
      expect(services[0]?.taskDefinition).toMatch(/:task-definition\/base:1$/)
    })

    check('an update takes the new task definition', async () => {
      const { arn } = await aws.ecs.registerTaskDefinition(definitionOf('base'))
      const state = await aws.ecs.updateService({ cluster, service: 'dispatcher', taskDefinition: arn })
      expect(state.taskDefinition).toBe(arn)
      expect((await aws.ecs.describeServices(cluster, ['dispatcher'])).services[0]?.taskDefinition).toBe(arn)
    })

    check('an update starts a new primary deployment beside the old one', async () => {
      const { arn } = await aws.ecs.registerTaskDefinition(definitionOf('base'))
      const state = await aws.ecs.updateService({ cluster, service: 'dispatcher', taskDefinition: arn })
      expect(state.deployments[0]).toMatchObject({
        status: 'PRIMARY',
        taskDefinition: arn,
        rolloutState: 'IN_PROGRESS'
      })
    })

    check('the service deployments of an update are listed', async () => {
      const since = Date.now() - 60_000
      const listed = await aws.ecs.listServiceDeployments(cluster, 'dispatcher', since)
      expect(listed.length).toBeGreaterThan(0)
      const described = await aws.ecs.describeServiceDeployments(listed.map(({ arn }) => arn))
      expect(new Set(described.map(({ arn }) => arn))).toEqual(new Set(listed.map(({ arn }) => arn)))
    })

    check('stopped tasks can be asked for when there are none', async () => {
      expect(await aws.ecs.listStoppedTasks(cluster, 'dispatcher', 10)).toEqual([])
    })

    check('a cluster or service that does not exist is missing', async () => {
      await expect(aws.ecs.describeServices('absent', ['a'])).rejects.toMatchObject({
        kind: 'missing',
        awsName: 'ClusterNotFoundException'
      })
      const call = aws.ecs.updateService({ cluster, service: 'absent', taskDefinition: 'base:1' })
      await expect(call).rejects.toMatchObject({ kind: 'missing', awsName: 'ServiceNotFoundException' })
    })

    check('an inactive revision cannot be deployed', async () => {
      const { arn } = await aws.ecs.registerTaskDefinition(definitionOf('withdrawn'))
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }))
      expect((await aws.ecs.describeTaskDefinition(arn))?.status).toBe('INACTIVE')
      const call = aws.ecs.updateService({ cluster, service: 'dispatcher', taskDefinition: arn })
      await expect(call).rejects.toMatchObject({ kind: 'refused' })
    })

    check('an update of an inactive service is refused', async () => {
      await ecs.send(new DeleteServiceCommand({ cluster, service: 'retired', force: true }))
      const call = aws.ecs.updateService({ cluster, service: 'retired', taskDefinition: 'base:1' })
      await expect(call).rejects.toMatchObject({ kind: 'refused', awsName: 'ServiceNotActiveException' })
    })
  })

  if (target.name === 'moto') {
    test('an endpoint without service deployments is told apart from a failing one', async () => {
      await expect(aws.ecs.listServiceDeployments(cluster, 'dispatcher', 0)).rejects.toMatchObject({
        kind: 'unsupported'
      })
    })
  }

  test('every divergence on the list belongs to a test', () => {
    expect([...unused]).toEqual([])
  })
})

async function prepare(ecs: ECSClient): Promise<void> {
  const settings = { region, maxAttempts: 1 }
  const secrets = new SecretsManagerClient(settings)
  const parameters = new SSMClient(settings)
  for (const Name of ['ops-pipeline/database/password', 'deleted']) {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: '{"user":"u"}' }))
  }
  await secrets.send(new DeleteSecretCommand({ SecretId: 'deleted', RecoveryWindowInDays: 7 }))
  await parameters.send(
    new PutParameterCommand({ Name: '/app/db/password', Value: 'v', Type: 'SecureString' })
  )
  await parameters.send(new PutParameterCommand({ Name: 'single', Value: 'v', Type: 'String' }))
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }))
  const { ecs: port } = connectAws({ region, environment: process.env, clock: systemClock })
  await port.registerTaskDefinition(definitionOf('base'))
  for (const serviceName of ['dispatcher', 'retired']) {
    await ecs.send(
      new CreateServiceCommand({ cluster, serviceName, taskDefinition: 'base:1', desiredCount: 0 })
    )
  }
}
