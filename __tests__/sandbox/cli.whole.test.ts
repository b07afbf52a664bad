import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { type Bench, scenarioWith, startBench } from './world.ts'

/** The AWS CLI reads the sandbox with its own parsers, which this project did not write. */
const SECRETS = {
  secrets: [{ name: 'app/db', generate: 20 }],
  parameters: [{ name: '/app/key' }],
  roles: [{ name: 'execution' }],
  images: [{ repository: 'team/app', tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }]
}

let bench: Bench

const aws = (command: string) => awsCli(bench.sandbox.url)(command)

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  beforeAll(async () => {
    bench = await startBench(
      scenarioWith(
        { circuitBreaker: { enable: true, rollback: true } },
        { ...SECRETS, behaviours: [{ taskDefinition: 'web:2', exitAfter: 5 }] }
      )
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
  })
  afterAll(() => bench.end())

  test('the AWS CLI reads every kind of answer', async () => {
    const listed = aws('ecs list-service-deployments --cluster demo --service web')
    const tasks = aws('ecs list-tasks --cluster demo --service-name web --desired-status STOPPED')
    const arnIn = async (list: Promise<Record<string, unknown>>, path: (value: never) => string) =>
      path((await list) as never)
    const answers = await Promise.all([
      aws('ecs describe-services --cluster demo --services web nobody'),
      arnIn(
        listed,
        (one: { serviceDeployments: { serviceDeploymentArn: string }[] }) =>
          one.serviceDeployments[0]?.serviceDeploymentArn ?? ''
      ).then(arn => aws(`ecs describe-service-deployments --service-deployment-arns ${arn}`)),
      arnIn(tasks, (one: { taskArns: string[] }) => one.taskArns[0] ?? '').then(arn =>
        aws(`ecs describe-tasks --cluster demo --tasks ${arn}`)
      ),
      aws('ecs describe-task-definition --task-definition web:2 --include TAGS'),
      aws('secretsmanager describe-secret --secret-id app/db'),
      aws('ssm describe-parameters --parameter-filters Key=Name,Values=/app/key'),
      aws('iam get-role --role-name execution'),
      aws('sts get-caller-identity')
    ])
    expect(answers).toMatchObject([
      {
        services: [
          { deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }, { status: 'ACTIVE' }] }
        ],
        failures: [{ reason: 'MISSING' }]
      },
      {
        serviceDeployments: [
          { status: 'IN_PROGRESS', deploymentCircuitBreaker: { status: 'MONITORING', threshold: 3 } }
        ]
      },
      { tasks: [{ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] }] },
      { taskDefinition: { family: 'web', revision: 2, status: 'ACTIVE' } },
      { Name: 'app/db' },
      { Parameters: [{ Name: '/app/key', Type: 'SecureString' }] },
      { Role: { RoleName: 'execution', AssumeRolePolicyDocument: { Version: '2012-10-17' } } },
      { Account: '123456789012' }
    ])
  })

  test('the AWS CLI reads images and simulations', async () => {
    const role = 'arn:aws:iam::123456789012:role/execution'
    const context = 'ContextKeyName=kms:ViaService,ContextKeyType=string,ContextKeyValues=x'
    const [images, manifests, simulated] = await Promise.all([
      aws('ecr describe-images --repository-name team/app --image-ids imageTag=v1'),
      aws('ecr batch-get-image --repository-name team/app --image-ids imageTag=v1 imageTag=v2'),
      aws(
        `iam simulate-principal-policy --policy-source-arn ${role} --action-names kms:Decrypt --resource-arns ${role} --context-entries ${context}`
      )
    ])
    expect(images).toMatchObject({
      imageDetails: [{ imageTags: ['v1'], imageManifestMediaType: expect.stringContaining('index') }]
    })
    expect(manifests).toMatchObject({
      images: [{ imageId: { imageTag: 'v1' } }],
      failures: [{ failureCode: 'ImageNotFound' }]
    })
    expect(simulated).toMatchObject({
      EvaluationResults: [
        { EvalDecision: 'implicitDeny', ResourceSpecificResults: [{ EvalResourceName: role }] }
      ]
    })
  })

  test('the AWS CLI registers and reads daemon task definitions', async () => {
    const containers = JSON.stringify([
      { name: 'agent', image: 'agent:1', environment: [{ name: 'A', value: 'b' }] }
    ])
    const register = (family: string) =>
      aws(`ecs register-daemon-task-definition --family ${family} --container-definitions ${containers}`)
    const arns: unknown[] = []
    for (const family of ['agent', 'agent', 'logs'])
      arns.push((await register(family))['daemonTaskDefinitionArn'])
    const listed = async (more: string) =>
      (await aws(`ecs list-daemon-task-definitions ${more}`))['daemonTaskDefinitions'] as { arn: string }[]
    expect((await listed('--max-results 2')).map(({ arn }) => arn)).toEqual(arns.slice(0, 2))
    expect((await listed('--next-token 2')).map(({ arn }) => arn)).toEqual(arns.slice(2))
    expect((await listed('--revision LAST_REGISTERED --sort DESC')).map(({ arn }) => arn)).toEqual([
      arns[2],
      arns[1]
    ])
    expect(await aws('ecs describe-daemon-task-definition --daemon-task-definition agent')).toMatchObject({
      daemonTaskDefinition: {
        ...{ daemonTaskDefinitionArn: arns[1], family: 'agent', revision: 2, status: 'ACTIVE' },
        containerDefinitions: [{ environment: [{ name: 'A', value: 'b' }] }]
      }
    })
  })

  test('and its refusals', async () => {
    const [missing, role] = await Promise.all([
      aws('ecs describe-services --cluster other --services web').catch(String),
      aws('iam get-role --role-name nobody').catch(String)
    ])
    expect(missing).toContain(
      'An error occurred (ClusterNotFoundException) when calling the DescribeServices operation'
    )
    expect(role).toContain('An error occurred (NoSuchEntity) when calling the GetRole operation')
  })
}
