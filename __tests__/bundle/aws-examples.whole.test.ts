import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { type Job, startJob } from './steps.ts'
import { resultsOf } from './world.ts'

// The inputs of the fifteen examples in the READMEs of AWS's two actions, step by step. Where a README leaves something
// for its reader to fill in (an account, a region in an ARN), it is filled in.

let job: Job
afterEach(() => job.end())

const ACCOUNT = '123456789012'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ebs-role`
const EXECUTION = `arn:aws:iam::${ACCOUNT}:role/pulls`

type Inputs = Readonly<Record<string, string>>
type Step = readonly ['render' | 'deploy', Inputs]

/** The output of the render step before. */
const RENDERED = 'output of the step before'

const FILE = { 'task-definition': 'task-definition.json' }
const SERVICE = { service: 'my-service', cluster: 'my-cluster' }
const WAITS = { 'wait-for-service-stability': 'true' }
const TO_SERVICE = { ...FILE, ...SERVICE, ...WAITS }
const DEPLOY_RENDERED: Step = ['deploy', { 'task-definition': RENDERED, ...SERVICE }]

const READ: Readonly<Record<string, readonly Step[]>> = {
  'render: one container, every way to name the definition': [
    [
      'render',
      {
        ...FILE,
        'task-definition-arn': 'task-definition-arn',
        'task-definition-family': 'task-definition-family-name',
        'task-definition-revision': 'task-definition-revision',
        'container-name': 'web',
        image: 'amazon/amazon-ecs-sample:latest',
        'environment-variables': 'LOG_LEVEL=info',
        secrets: `SECRET_KEY=arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/secret`
      }
    ],
    DEPLOY_RENDERED
  ],
  'render: two containers, one step after the other': [
    [
      'render',
      {
        ...FILE,
        'container-name': 'web',
        image: 'amazon/amazon-ecs-sample-1:latest',
        'environment-variables': 'LOG_LEVEL=info\nENVIRONMENT=prod\n',
        'docker-labels': 'SERVICE=service\nVERSION=version\n',
        secrets: `SECRET_KEY=arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/secret\nSECOND_SECRET_KEY=arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:secretName\n`
      }
    ],
    [
      'render',
      { 'task-definition': RENDERED, 'container-name': 'app', image: 'amazon/amazon-ecs-sample-2:latest' }
    ],
    DEPLOY_RENDERED
  ],
  'render: a log driver': [
    [
      'render',
      {
        ...FILE,
        'container-name': 'web',
        image: 'amazon/amazon-ecs-sample:latest',
        'log-configuration-log-driver': 'awslogs',
        'log-configuration-options':
          'awslogs-create-group=true\nawslogs-group=/ecs/web\nawslogs-region=us-east-1\nawslogs-stream-prefix=ecs\n'
      }
    ]
  ],
  'deploy: the first example': [['deploy', TO_SERVICE]],
  'deploy: after a build and a render step': [
    [
      'render',
      {
        ...FILE,
        'container-name': 'web',
        image: `${ACCOUNT}.dkr.ecr.us-east-2.amazonaws.com/my-ecr-repo:c0ffee1`
      }
    ],
    ['deploy', { 'task-definition': RENDERED, ...SERVICE, ...WAITS }]
  ],
  'deploy: managed tags': [['deploy', { ...TO_SERVICE, 'enable-ecs-managed-tags': 'true' }]],
  'deploy: propagated tags': [['deploy', { ...TO_SERVICE, 'propagate-tags': 'SERVICE' }]],
  'deploy: a volume of the service': [
    [
      'deploy',
      {
        ...TO_SERVICE,
        'service-managed-ebs-volume-name': 'ebs1',
        'service-managed-ebs-volume': `{"sizeInGiB": 30, "volumeType": "gp3", "encrypted": true, "roleArn":"${ROLE}"}`
      }
    ]
  ],
  'deploy: a volume of a task': [
    [
      'deploy',
      {
        ...FILE,
        cluster: 'my-cluster',
        'run-task': 'true',
        'run-task-launch-type': 'EC2',
        'run-task-managed-ebs-volume-name': 'ebs1',
        'run-task-managed-ebs-volume': `{"filesystemType":"xfs", "roleArn":"${ROLE}", "encrypted":false, "sizeInGiB":30}`
      }
    ]
  ],
  'deploy: CodeDeploy': [
    [
      'deploy',
      {
        ...TO_SERVICE,
        'codedeploy-appspec': 'appspec.json',
        'codedeploy-application': 'my-codedeploy-application',
        'codedeploy-deployment-group': 'my-codedeploy-deployment-group'
      }
    ]
  ],
  'deploy: a task before the service': [
    ['deploy', { ...TO_SERVICE, 'run-task': 'true', 'wait-for-task-stopped': 'true' }]
  ],
  'deploy: a task with tags': [
    [
      'deploy',
      {
        ...TO_SERVICE,
        'run-task': 'true',
        'enable-ecs-managed-tags': 'true',
        'run-task-tags': '[{"key": "project", "value": "myproject"}]',
        'wait-for-task-stopped': 'true'
      }
    ]
  ],
  'deploy: empty values that stay': [
    ['deploy', { ...TO_SERVICE, 'keep-null-value-keys': 'tag,command,placementConstraints' }]
  ],
  'deploy: how often it looks': [['deploy', { ...TO_SERVICE, 'wait-max-delay-seconds': '15' }]],
  'deploy: retries': [['deploy', { ...TO_SERVICE, 'max-retries': '5' }]]
}

/**
 * Every file and thing in AWS that the examples name. The task of the definition that is deployed does its work and
 * ends.
 */
async function start(name: string): Promise<void> {
  const isTask = name.includes('a task') && !name.includes('volume')
  const isTheirs = name.includes('CodeDeploy')
  const isFargate = isTask || isTheirs
  const containers = (isTask ? ['web'] : ['web', 'app']).map(container => ({
    name: container,
    image: '<IMAGE>',
    ...(container === 'web' && isTheirs ? { portMappings: [{ containerPort: 80 }] } : {}),
    ...(isFargate ? {} : { memory: 128 })
  }))
  const placed = isFargate
    ? { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' }
    : { volumes: [{ name: 'ebs1', configuredAtLaunch: true }] }
  const images = containers.map(one => ({ ...one, image: 'amazon/amazon-ecs-sample:1' }))
  const definition = {
    family: 'sample',
    executionRoleArn: EXECUTION,
    ...placed,
    containerDefinitions: name.startsWith('deploy') && !name.includes('render') ? images : containers
  }
  const network = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } }
  job = await startJob(
    {
      region: 'us-east-2',
      clusters: ['my-cluster'],
      roles: [
        { name: 'ebs-role' },
        {
          name: 'pulls',
          policies: {
            read: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['ssm:GetParameters', 'secretsmanager:GetSecretValue'],
                  Resource: '*'
                }
              ]
            }
          }
        }
      ],
      images: [{ repository: 'my-ecr-repo', tags: ['c0ffee1'] }],
      secrets: [{ name: 'secretName', region: 'us-east-1', generate: 20 }],
      parameters: [{ name: 'secret', type: 'SecureString', generate: 20 }],
      taskDefinitions: [
        { ...definition, containerDefinitions: images.map(one => ({ ...one, image: 'old' })) }
      ],
      services: [
        {
          serviceName: 'my-service',
          cluster: 'my-cluster',
          taskDefinition: 'sample',
          desiredCount: 1,
          ...(isFargate ? { launchType: 'FARGATE', networkConfiguration: network } : {}),
          ...(isTheirs ? { deploymentController: 'CODE_DEPLOY' } : {})
        }
      ],
      ...(isTask
        ? { behaviours: [{ taskDefinition: 'sample:2', times: 1, exitAfter: '20s', exitCode: 0 }] }
        : {}),
      ...(isTheirs
        ? {
            codedeploy: [
              {
                ...SERVICE,
                application: 'my-codedeploy-application',
                group: 'my-codedeploy-deployment-group',
                container: 'web',
                port: 80,
                terminationWait: '1s'
              }
            ]
          }
        : {})
    },
    {
      'task-definition.json': JSON.stringify(definition),
      'appspec.json': JSON.stringify({
        version: 0,
        Resources: [
          {
            TargetService: {
              Type: 'AWS::ECS::Service',
              Properties: {
                TaskDefinition: '',
                LoadBalancerInfo: { ContainerName: 'web', ContainerPort: 80 }
              }
            }
          }
        ]
      })
    }
  )
}

/** Runs the steps; `handOver` makes of a rendered file the one that the next step gets. */
async function play(steps: readonly Step[], handOver: (rendered: string) => string = file => file) {
  let before = ''
  for (const [action, inputs] of steps) {
    const given = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, value === RENDERED ? before : value])
    )
    const run = await job.step(action, given)
    expect({ action, code: run.code, said: run.code === 0 ? '' : run.stdout }).toEqual({
      action,
      code: 0,
      said: ''
    })
    if (action === 'render') before = handOver(run.outputs['task-definition'] ?? '')
    const outcome = inputs['wait-for-service-stability'] === 'true' ? 'succeeded' : 'requested'
    if (inputs['service']) expect(resultsOf(run)).toMatchObject([{ outcome }])
  }
  return before
}

const examples = Object.entries(READ)

test.each(examples)('%s', async (name, steps) => {
  expect(examples).toHaveLength(15)
  await start(name)
  await play(steps)
  const writes = job.operations().filter(operation => /^(Register|Update|Create|Run)/.test(operation))
  const [last] = steps.slice(-1)
  const service = last?.[1]['codedeploy-application'] ? ['CreateDeployment'] : ['UpdateService']
  const task = last?.[1]['run-task'] ? ['RunTask'] : []
  const expected =
    last?.[0] === 'render'
      ? []
      : ['RegisterTaskDefinition', ...task, ...(last?.[1]['service'] ? service : [])]
  expect(writes).toEqual(expected)
})

test('what AWS’s render action leaves behind is deployed by ours', async () => {
  const name = 'deploy: after a build and a render step'
  await start(name)
  await play(READ[name] ?? [], rendered => {
    // its name has two hyphens, the process's number and a random text
    const theirs = join(job.temporary, 'task-definition--2179-QyG4p0sVnW5b.json')
    copyFileSync(rendered, theirs)
    writeFileSync(rendered, 'not this one')
    return theirs
  })
  expect(job.operations()).toContain('UpdateService')
})

test('a definition that a step before asked ECS for is deployed', async () => {
  await start('deploy: the first example')
  const { taskDefinition } = await describe('sample')
  job.workspace.write('task-definition.json', JSON.stringify({ ...taskDefinition, cpu: '128' }))
  await play([['deploy', TO_SERVICE]])
  expect(Object.keys(job.sent('RegisterTaskDefinition'))).not.toContain('revision')
})

/** As `aws ecs describe-task-definition` asks. */
async function describe(taskDefinition: string): Promise<{ readonly taskDefinition: object }> {
  const answer = await fetch(job.sandbox.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-2/ecs/aws4_request, SignedHeaders=host, Signature=0'
    },
    body: JSON.stringify({ taskDefinition })
  })
  return (await answer.json()) as { readonly taskDefinition: object }
}
