import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribePullThroughCacheRulesCommand,
  ECRClient
} from '@aws-sdk/client-ecr'
import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs'
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput
} from '@aws-sdk/client-iam'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, refusal, scenarioWith, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const ROLE = 'arn:aws:iam::123456789012:role/execution'
const SECRET = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:app/db'
const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const statement = (Effect: string, Action: string | string[], Resource: string, more: object = {}) => ({
  Statement: [{ Effect, Action, Resource, ...more }]
})
const READ = statement('Allow', 'secretsmanager:GetSecretValue', `${SECRET}-??????`)

function clientOf<Client>(Made: new (config: object) => Client, accessKey = 'key'): Client {
  return new Made({
    endpoint: bench.sandbox.url,
    region: 'us-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: 'none' }
  })
}

async function simulate(input: Partial<SimulatePrincipalPolicyCommandInput>, accessKey?: string) {
  const answer = await clientOf(IAMClient, accessKey).send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ROLE,
      ActionNames: ['secretsmanager:GetSecretValue'],
      ResourceArns: [`${SECRET}-AbCdEf`],
      ...input
    })
  )
  return answer.EvaluationResults ?? []
}

describe('SimulatePrincipalPolicy', () => {
  test('gives each resource its own result, the strictest above them, and names resources only below', async () => {
    bench = await startBench({ roles: [{ name: 'execution', policies: { READ } }] })
    const [result, ...more] = await simulate({ ResourceArns: [`${SECRET}-AbCdEf`, `${SECRET}-two-AbCdEf`] })
    expect(more).toEqual([])
    expect(result).toMatchObject({
      EvalActionName: 'secretsmanager:GetSecretValue',
      EvalResourceName: expect.stringContaining('${Partition}'),
      EvalDecision: 'implicitDeny',
      ResourceSpecificResults: [
        { EvalResourceName: `${SECRET}-AbCdEf`, EvalResourceDecision: 'allowed' },
        { EvalResourceName: `${SECRET}-two-AbCdEf`, EvalResourceDecision: 'implicitDeny' }
      ]
    })
  })

  test('without resources it is one about all of them', async () => {
    bench = await startBench({
      roles: [{ name: 'execution', policies: { all: statement('Allow', '*', '*') } }]
    })
    const [result] = await simulate({ ResourceArns: undefined })
    expect(result).toMatchObject({ EvalResourceName: '*', EvalDecision: 'allowed' })
    expect(result?.ResourceSpecificResults).toBeUndefined()
  })

  test('takes the context that is given, and tells which keys are missing', async () => {
    const Condition = { StringEquals: { 'kms:ViaService': 'ssm.us-west-2.amazonaws.com' } }
    const policies = { p: statement('Allow', 'kms:Decrypt', '*', { Condition }) }
    bench = await startBench({ roles: [{ name: 'execution', policies }] })
    const ask = (ContextEntries: SimulatePrincipalPolicyCommandInput['ContextEntries']) =>
      simulate({ ActionNames: ['kms:Decrypt'], ContextEntries })
    const entry = (value: string) => [
      { ContextKeyName: 'kms:ViaService', ContextKeyType: 'string' as const, ContextKeyValues: [value] }
    ]
    expect((await ask(entry('ssm.us-west-2.amazonaws.com')))[0]?.EvalDecision).toBe('allowed')
    expect((await ask(entry('ssm.eu-west-1.amazonaws.com')))[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: []
    })
    expect((await ask(undefined))[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['kms:ViaService']
    })
  })

  test('the boundary and the organization have their say', async () => {
    bench = await startBench({
      roles: [
        { name: 'execution', policies: { READ }, boundary: statement('Allow', 'ssm:*', '*') },
        { name: 'free', policies: { READ } }
      ],
      serviceControlPolicies: [statement('Deny', 'ssm:*', '*')]
    })
    expect((await simulate({}))[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      ResourceSpecificResults: [
        { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } }
      ]
    })
    const free = { PolicySourceArn: ROLE.replace('execution', 'free') }
    expect((await simulate(free))[0]?.EvalDecision).toBe('allowed')
    expect((await simulate({ ...free, ActionNames: ['ssm:GetParameters'] }))[0]).toMatchObject({
      EvalDecision: 'explicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false }
    })
  })

  test('knows the role behind a caller, with that caller’s policy, and users', async () => {
    const arn = (session: string) => `arn:aws:sts::123456789012:assumed-role/deploy/${session}`
    bench = await startBench({
      callers: {
        A: { arn: arn('one'), policy: statement('Allow', '*', '*') },
        B: { arn: arn('two'), policy: statement('Allow', 'iam:*', '*') },
        C: { arn: 'arn:aws:iam::123456789012:user/ann', policy: statement('Allow', 'iam:*', '*') }
      }
    })
    const deploy = { PolicySourceArn: 'arn:aws:iam::123456789012:role/deploy' }
    expect((await simulate(deploy, 'A'))[0]?.EvalDecision).toBe('allowed')
    expect((await simulate(deploy, 'B'))[0]?.EvalDecision).toBe('implicitDeny')
    const ann = { PolicySourceArn: 'arn:aws:iam::123456789012:user/ann' }
    expect((await simulate(ann, 'A'))[0]?.EvalDecision).toBe('implicitDeny')
    const { Role } = await clientOf(IAMClient, 'B').send(new GetRoleCommand({ RoleName: 'deploy' }))
    expect(Role?.Arn).toBe(deploy.PolicySourceArn)
    const nobody = clientOf(IAMClient, 'B').send(new GetRoleCommand({ RoleName: 'nobody' }))
    expect(await refusal(nobody)).toMatchObject({ name: 'NoSuchEntityException' })
  })

  test('refuses principals that do not exist or have no policies', async () => {
    bench = await startBench({})
    expect(await refusal(simulate({}))).toMatchObject({ name: 'NoSuchEntityException', status: 404 })
    const session = 'arn:aws:sts::123456789012:assumed-role/execution/run'
    expect(await refusal(simulate({ PolicySourceArn: session }))).toMatchObject({
      name: 'InvalidInputException',
      message: `Invalid Entity Arn: ${session}`
    })
  })
})

test('a role shows its boundary, also one that is made with it', async () => {
  bench = await startBench({ roles: [{ name: 'execution', boundary: statement('Allow', '*', '*') }] })
  const iam = clientOf(IAMClient)
  const shown = await iam.send(new GetRoleCommand({ RoleName: 'execution' }))
  expect(shown.Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(
    'arn:aws:iam::123456789012:policy/execution-boundary'
  )
  const create = (PermissionsBoundary: string) =>
    iam.send(
      new CreateRoleCommand({
        RoleName: 'made',
        AssumeRolePolicyDocument: JSON.stringify({ Statement: [] }),
        PermissionsBoundary
      })
    )
  expect(await refusal(create('arn:aws:iam::123456789012:policy/none'))).toMatchObject({
    name: 'NoSuchEntityException'
  })
  const made = await create('arn:aws:iam::aws:policy/AdministratorAccess')
  expect(made.Role?.PermissionsBoundary?.PermissionsBoundaryType).toBeDefined()
})

describe('ECR', () => {
  const images = [
    { repository: 'team/app', tags: ['v1', 'latest'], platforms: ['linux/amd64', 'linux/arm64'] },
    { repository: 'team/app', tags: ['old'] }
  ]

  test('describes images by tag and digest, and all of a repository by pages', async () => {
    bench = await startBench({ region: 'us-west-2', images })
    const ecr = clientOf(ECRClient)
    const describeOne = async (imageId: object) =>
      (await ecr.send(new DescribeImagesCommand({ repositoryName: 'team/app', imageIds: [imageId] })))
        .imageDetails?.[0]
    const tagged = await describeOne({ imageTag: 'v1' })
    expect(tagged).toMatchObject({
      registryId: '123456789012',
      imageTags: ['v1', 'latest'],
      imageManifestMediaType: 'application/vnd.oci.image.index.v1+json'
    })
    expect(await describeOne({ imageDigest: tagged?.imageDigest })).toEqual(tagged)
    expect((await describeOne({ imageTag: 'old' }))?.imageManifestMediaType).toBe(
      'application/vnd.docker.distribution.manifest.v2+json'
    )
    const page = await ecr.send(new DescribeImagesCommand({ repositoryName: 'team/app', maxResults: 3 }))
    expect(page.imageDetails).toHaveLength(3)
    const rest = await ecr.send(
      new DescribeImagesCommand({ repositoryName: 'team/app', maxResults: 3, nextToken: page.nextToken })
    )
    expect(rest.imageDetails).toHaveLength(1)
    expect(rest.nextToken).toBeUndefined()
  })

  test('gives manifests, those of an index included; what is not there is a failure', async () => {
    bench = await startBench({ region: 'us-west-2', images })
    const answer = await clientOf(ECRClient).send(
      new BatchGetImageCommand({
        repositoryName: 'team/app',
        imageIds: [{ imageTag: 'v1' }, { imageTag: 'v2' }]
      })
    )
    expect(answer.failures).toMatchObject([
      {
        imageId: { imageTag: 'v2' },
        failureCode: 'ImageNotFound',
        failureReason: 'Requested image not found'
      }
    ])
    const index = JSON.parse(answer.images?.[0]?.imageManifest ?? '') as {
      manifests: { digest: string; platform: object }[]
    }
    expect(index.manifests.map(({ platform }) => platform)).toEqual([
      { architecture: 'amd64', os: 'linux' },
      { architecture: 'arm64', os: 'linux' }
    ])
    const part = await clientOf(ECRClient).send(
      new BatchGetImageCommand({
        repositoryName: 'team/app',
        imageIds: [{ imageDigest: index.manifests[1]?.digest }],
        acceptedMediaTypes: ['application/vnd.docker.distribution.manifest.v2+json']
      })
    )
    expect(part.images).toHaveLength(1)
  })

  test.each([
    [
      { repositoryName: 'other' },
      'RepositoryNotFoundException',
      "The repository with name 'other' does not exist in the registry with id '123456789012'"
    ],
    [{ registryId: '999999999999' }, 'RepositoryNotFoundException', "in the registry with id '999999999999'"],
    [
      { imageIds: [{ imageTag: 'v2' }] },
      'ImageNotFoundException',
      "The image with imageId {imageDigest:'null', imageTag:'v2'} does not exist within the repository with name 'team/app' in the registry with id '123456789012'"
    ]
  ])('refuses %j', async (more, name, message) => {
    bench = await startBench({ region: 'us-west-2', images })
    const call = clientOf(ECRClient).send(new DescribeImagesCommand({ repositoryName: 'team/app', ...more }))
    expect(await refusal(call)).toMatchObject({ name, message: expect.stringContaining(message) })
  })

  test('knows the rules of the pull through cache', async () => {
    bench = await startBench({ pullThroughCache: ['docker-hub'] })
    const { pullThroughCacheRules } = await clientOf(ECRClient).send(
      new DescribePullThroughCacheRulesCommand({})
    )
    expect(pullThroughCacheRules).toMatchObject([{ ecrRepositoryPrefix: 'docker-hub' }])
  })

  test('a caller needs the permission on the repository', async () => {
    const policy = statement(
      'Allow',
      'ecr:DescribeImages',
      'arn:aws:ecr:us-west-2:123456789012:repository/team/app'
    )
    bench = await startBench({ region: 'us-west-2', images, callers: { A: policy } })
    const ask = (repositoryName: string) =>
      clientOf(ECRClient, 'A').send(new DescribeImagesCommand({ repositoryName }))
    expect((await ask('team/app')).imageDetails).toHaveLength(4)
    expect(await refusal(ask('team/other'))).toMatchObject({ name: 'AccessDeniedException' })
  })
})

describe('task start', () => {
  /** The first stopped task's reason after a rollout to this definition; undefined when it went well. */
  async function reasonOf(
    definitionMembers: object,
    more: object,
    service: object = {}
  ): Promise<string | undefined> {
    bench = await startBench(
      scenarioWith(
        { desiredCount: 1, ...service },
        {
          secrets: [{ name: 'app/db', generate: 20 }],
          roles: [{ name: 'execution' }],
          taskDefinitions: [definition('web'), definition('web', definitionMembers)],
          ...more
        }
      )
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(60)
    const { taskArns } = await bench.ecs.send(
      new ListTasksCommand({ cluster: 'demo', desiredStatus: 'STOPPED' })
    )
    const failed = (taskArns ?? []).slice(0, 1)
    if (failed.length === 0) return undefined
    const { tasks } = await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: failed }))
    return tasks?.[0]?.stopCode === 'TaskFailedToStart' ? tasks[0].stoppedReason : undefined
  }

  const needsSecret = {
    executionRoleArn: ROLE,
    containerDefinitions: [
      { name: 'app', image: 'x', secrets: [{ name: 'DB', valueFrom: '${secret:app/db}' }] }
    ]
  }

  test.each<[string, object, string]>([
    [
      'a boundary that does not allow it',
      { boundary: statement('Allow', 'ssm:*', '*') },
      'because no permissions boundary allows the secretsmanager:GetSecretValue action'
    ],
    [
      'a boundary that denies it',
      { boundary: statement('Deny', 'secretsmanager:*', '*') },
      'with an explicit deny in a permissions boundary'
    ]
  ])('%s', async (_name, role, text) => {
    const roles = [{ name: 'execution', policies: { READ }, ...role }]
    expect(await reasonOf(needsSecret, { roles })).toContain(text)
  })

  test('a boundary that allows it', async () => {
    const roles = [
      { name: 'execution', policies: { READ }, boundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }
    ]
    expect(await reasonOf(needsSecret, { roles })).toBeUndefined()
  })

  test('a service control policy that denies it', async () => {
    const roles = [{ name: 'execution', policies: { READ } }]
    const serviceControlPolicies = [statement('Deny', 'secretsmanager:*', '*')]
    expect(await reasonOf(needsSecret, { roles, serviceControlPolicies })).toContain(
      'with an explicit deny in a service control policy'
    )
  })

  const withImage = (image: string, more: object = {}) => ({
    executionRoleArn: ROLE,
    containerDefinitions: [{ name: 'app', image }],
    ...more
  })
  const images = [{ repository: 'team/app', tags: ['v1'], platforms: ['linux/arm64'], index: true }]
  const ARM = { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }

  test.each<[string, object, object, string]>([
    [
      'a tag that is not there',
      withImage(`${REGISTRY}/team/app:v2`),
      {},
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${REGISTRY}/team/app:v2: ${REGISTRY}/team/app:v2: not found`
    ],
    [
      'the same on EC2',
      withImage(`${REGISTRY}/team/app:v2`),
      { launchType: 'EC2' },
      `CannotPullContainerError: Error response from daemon: manifest for ${REGISTRY}/team/app:v2 not found: manifest unknown: Requested image not found`
    ],
    [
      'a platform that is not there',
      withImage(`${REGISTRY}/team/app:v1`),
      {},
      "image Manifest does not contain descriptor matching platform 'linux/amd64'"
    ]
  ])('with pullImages, %s', async (_name, members, service, text) => {
    expect(await reasonOf(members, { images, pullImages: true }, service)).toContain(text)
  })

  test.each<[string, object, object]>([
    ['an image that is there', withImage(`${REGISTRY}/team/app:v1`, ARM), { images, pullImages: true }],
    [
      'a repository that the scenario does not list',
      withImage(`${REGISTRY}/other:v2`),
      { images, pullImages: true }
    ],
    ['another registry', withImage('nginx:1'), { images, pullImages: true }],
    ['no pullImages', withImage(`${REGISTRY}/team/app:v2`), { images }]
  ])('%s starts', async (_name, members, more) => {
    expect(await reasonOf(members, more)).toBeUndefined()
  })
})
