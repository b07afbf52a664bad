import { describe, expect, test } from '@jest/globals'
import { present } from '../../src/present.ts'
import { sample } from '../sample.ts'
import { expressScenario, expressTemplate } from './express-world.ts'
import {
  actionsOf,
  documentedPolicy,
  type PolicyCase,
  type Statement,
  shows,
  type Tried,
  tryPolicy,
  withoutActions
} from './policies.ts'
import { template } from './scenario.ts'
import {
  CODE_DEPLOY,
  CODE_DEPLOY_BACK,
  CREATED,
  fullScenario,
  OTHER_ROLE,
  PAUSED,
  PLAIN,
  ROLLBACK,
  type Scene,
  TAKEN_BACK,
  UNHEALTHY,
  WITH_TASK
} from './scenes.ts'

const LOOKS = ['iam:GetRole', 'iam:SimulatePrincipalPolicy']
const DEPLOY = documentedPolicy('docs/permissions.md', '<!-- policy-deploy -->')
const PERMISSIONS = documentedPolicy('docs/permissions.md', '## Permissions of the deploying role')
const SERVICES = documentedPolicy('docs/services.md', '## Permissions')
const EXPRESS = documentedPolicy('docs/services.md', '## Permissions for Express Mode')
const CODEDEPLOY = documentedPolicy('docs/codedeploy.md', '## Permissions')
const TASKS = documentedPolicy('docs/tasks-and-schedules.md', '## Permissions')
const DIAGNOSIS = documentedPolicy('docs/troubleshooting/tasks.md', 'The optional permissions')
const WAY_BACK = documentedPolicy('docs/rollouts.md', '## Permissions of a rollback')
const CONTINUE = documentedPolicy('docs/operate.md', '### Permissions of continue')
const STATUS = documentedPolicy('docs/operate.md', '### Permissions of status')
const STATUS_FILES = documentedPolicy('docs/operate.md', '### Permissions of status', 2)
const MODE_ROLLBACK = documentedPolicy('docs/rollouts.md', '## Permissions of a rollback', 2)

/**
 * The look before anything is changed is a page of its own; elsewhere it is switched off, so that nothing hides behind
 * it.
 */
const unlooked = (scene: Scene): Scene => ({
  ...scene,
  inputs: { ...scene.inputs, 'verify-permissions': 'off' }
})
const BASE = withoutActions(DEPLOY, ...LOOKS)
const only = (statements: readonly Statement[], ...actions: readonly string[]) =>
  withoutActions(statements, ...actionsOf(statements).filter(action => !actions.includes(action)))
const inScenario = (scene: Scene, more: object): Scene => ({
  ...scene,
  scenario: { ...scene.scenario, ...more }
})
const withInputs = (scene: Scene, inputs: Record<string, string>): Scene => ({
  ...scene,
  inputs: { ...scene.inputs, ...inputs }
})

/** What every deploy does. */
const REGISTERS = [
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:RegisterTaskDefinition',
  'ecs:UpdateService'
]

const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const LOOKED_AT: Scene = {
  ...inScenario(PLAIN, { pullThroughCache: ['demo'] }),
  files: {
    'deploy/web.json': template('web', {
      image: `${REGISTRY}/demo/cached:1`,
      dependsOn: [{ containerName: 'other', condition: 'START' }]
    }).replace(
      '"containerDefinitions": [',
      `"containerDefinitions": [{ "name": "other", "image": "${REGISTRY}/demo/web:2" },`
    )
  }
}

/** What the service runs, unchanged, under a tag with an image for each of two platforms. */
const TAGGED: Scene = withInputs(
  inScenario(PLAIN, {
    images: [{ repository: 'demo/web', tags: ['1'], platforms: ['linux/amd64', 'linux/arm64'] }],
    taskDefinitions: (fullScenario() as { taskDefinitions: object[] }).taskDefinitions.map(
      one => JSON.parse(JSON.stringify(one).replaceAll('"demo/web:1"', `"${REGISTRY}/demo/web:1"`)) as object
    )
  }),
  { 'task-definition': 'live', service: 'web', variables: '' }
)

const INFRASTRUCTURE = 'arn:aws:iam::123456789012:role/demo-infrastructure'
const CREATED_WITH_ALL: Scene = {
  ...CREATED,
  files: {
    'deploy/web.json': template('web').replace(
      '"containerDefinitions"',
      '"volumes": [{ "name": "data", "configuredAtLaunch": true }], "containerDefinitions"'
    ),
    'deploy/web-service.yml': JSON.stringify({
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      tags: [{ key: 'service', value: 'web' }],
      volumeConfigurations: [{ name: 'data', managedEBSVolume: { roleArn: INFRASTRUCTURE, sizeInGiB: 20 } }]
    })
  }
}

/** Rules and schedules hand over a role of their own, so that the permission to pass it is seen by itself. */
const SCHEDULED: Scene = JSON.parse(
  JSON.stringify(WITH_TASK).replaceAll(
    /"RoleArn":"arn:aws:iam::123456789012:role\/demo-execution"/g,
    '"RoleArn":"arn:aws:iam::123456789012:role/demo-targets"'
  )
) as Scene

const ENDLESS = inScenario(WITH_TASK, { behaviours: [] })

/** Another deployment of CodeDeploy has all the traffic and waits before it ends the old tasks. */
const LAST_WAIT = withInputs(
  {
    ...inScenario(CODE_DEPLOY, {
      codedeploy: [{ cluster: 'demo', service: 'web', terminationWait: '2m' }],
      taskDefinitions: [0, 1].map(() => (fullScenario() as { taskDefinitions: object[] }).taskDefinitions[0]),
      later: [
        {
          after: '1s',
          action: 'create-deployment',
          applicationName: 'AppECS-demo-web',
          deploymentGroupName: 'DgpECS-demo-web',
          revision: {
            revisionType: 'AppSpecContent',
            appSpecContent: {
              content: JSON.stringify({
                version: 0.0,
                Resources: [
                  {
                    TargetService: {
                      Type: 'AWS::ECS::Service',
                      Properties: {
                        TaskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
                        LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 8080 }
                      }
                    }
                  }
                ]
              })
            }
          }
        }
      ]
    }),
    past: 40_000
  },
  { 'if-deploying': 'replace' }
)

const CODEDEPLOY_BASE = withoutActions(
  BASE,
  'ecs:UpdateService',
  'ecs:ListServiceDeployments',
  'ecs:DescribeServiceDeployments'
)
const SPECIAL = ['codedeploy:ListDeployments', 'codedeploy:StopDeployment', 'codedeploy:ContinueDeployment']

/** The service has no record of what it ran before. */
const FIRST_RELEASE = {
  after: '2m',
  ...{ action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' }
}
const statusOf = (inputs: Record<string, string>): Scene =>
  withInputs(
    { ...PAUSED, ...present({ files: PLAIN.files }), name: 'mode status' },
    { mode: 'status', service: '', ...inputs }
  )

const TARGETS = 'elasticloadbalancing:DescribeTargetHealth'
const [RUNS] = (fullScenario() as { taskDefinitions: object[] }).taskDefinitions
/** A deployment by someone else, whose tasks stay unhealthy. */
const UNHEALTHY_NOW: Scene = {
  ...withInputs(inScenario(UNHEALTHY, { taskDefinitions: [RUNS, RUNS], later: [FIRST_RELEASE] }), {
    ...{ mode: 'status', 'task-definition': '', variables: '', service: 'web' }
  }),
  past: 180_000
}

const BY_EXPRESS: Scene = {
  name: 'a service of Express Mode',
  scenario: expressScenario(),
  files: { 'deploy/web.json': expressTemplate() }
}
const EXPRESS_CREATED: Scene = {
  ...withInputs(BY_EXPRESS, { 'service-definition': 'deploy/{service}-service.yml' }),
  name: 'a service of Express Mode that is created',
  scenario: expressScenario({ serviceName: 'other' }),
  files: {
    ...BY_EXPRESS.files,
    'deploy/web-service.yml': JSON.stringify({
      infrastructureRoleArn: INFRASTRUCTURE,
      tags: [{ key: 'team', value: 'a' }]
    })
  }
}
const BY_OTHER_CALL = withoutActions(BASE, 'ecs:UpdateService')
const UPDATES_EXPRESS = only(EXPRESS, 'ecs:UpdateExpressGatewayService')

const CASES: readonly PolicyCase[] = [
  {
    name: 'the look before',
    scene: LOOKED_AT,
    base: BASE,
    own: withoutActions(PERMISSIONS, 'ecr:BatchGetImage'),
    code: 0
  },
  {
    name: 'a tag that may have moved',
    scene: TAGGED,
    base: [...BASE, ...withoutActions(PERMISSIONS, 'ecr:BatchGetImage')],
    own: only(PERMISSIONS, 'ecr:BatchGetImage'),
    code: 0
  },
  { name: 'creation', scene: unlooked(CREATED_WITH_ALL), base: BASE, own: SERVICES, code: 0 },
  { name: 'Express Mode', scene: unlooked(BY_EXPRESS), base: BY_OTHER_CALL, own: UPDATES_EXPRESS, code: 0 },
  {
    name: 'Express Mode, creation',
    scene: unlooked(EXPRESS_CREATED),
    base: BY_OTHER_CALL,
    own: withoutActions(EXPRESS, 'ecs:UpdateExpressGatewayService'),
    code: 0
  },
  {
    name: 'CodeDeploy',
    scene: unlooked(CODE_DEPLOY),
    base: CODEDEPLOY_BASE,
    own: withoutActions(CODEDEPLOY, ...SPECIAL),
    code: 0
  },
  {
    name: 'CodeDeploy, taken back',
    scene: unlooked(CODE_DEPLOY_BACK),
    base: [...CODEDEPLOY_BASE, ...withoutActions(CODEDEPLOY, ...SPECIAL), ...DIAGNOSIS],
    own: only(CODEDEPLOY, 'codedeploy:StopDeployment'),
    code: 1
  },
  {
    name: 'CodeDeploy, an answer that got lost',
    scene: unlooked(inScenario(CODE_DEPLOY, { faults: [{ op: 'CreateDeployment', kind: 'reset-after' }] })),
    base: [...CODEDEPLOY_BASE, ...withoutActions(CODEDEPLOY, ...SPECIAL)],
    own: only(CODEDEPLOY, 'codedeploy:ListDeployments'),
    code: 0
  },
  {
    name: 'CodeDeploy, if-deploying: replace',
    scene: unlooked(LAST_WAIT),
    base: [...CODEDEPLOY_BASE, ...withoutActions(CODEDEPLOY, ...SPECIAL)],
    own: only(CODEDEPLOY, 'codedeploy:ContinueDeployment'),
    code: 0
  },
  {
    name: 'one-off task, rule and schedule',
    scene: unlooked(SCHEDULED),
    base: withoutActions(BASE, 'ecs:ListTasks', 'ecs:DescribeTasks'),
    own: withoutActions(TASKS, 'ecs:StopTask'),
    code: 0
  },
  {
    name: 'one-off task, cancelled',
    scene: unlooked(withInputs(ENDLESS, { 'on-cancel': 'rollback' })),
    base: [...BASE, ...withoutActions(TASKS, 'ecs:StopTask')],
    own: only(TASKS, 'ecs:StopTask'),
    code: 1,
    signal: ({ world }) => ({ name: 'SIGINT', when: () => world.count('DescribeTasks') > 0 })
  },
  {
    name: 'one-off task with tags',
    scene: unlooked(withInputs(SCHEDULED, { 'run-task-tags': '[{"key": "team", "value": "demo"}]' })),
    base: [...BASE, ...TASKS],
    own: [
      {
        Effect: 'Allow',
        Action: 'ecs:TagResource',
        Resource: 'arn:aws:ecs:us-west-2:123456789012:task/demo/*'
      }
    ],
    code: 0
  },
  {
    name: 'rules of a family, no cluster named',
    scene: unlooked(withInputs(SCHEDULED, { cluster: '', service: '', 'run-task': 'false' })),
    base: [...BASE, ...withoutActions(TASKS, 'events:ListRuleNamesByTarget')],
    own: [{ Effect: 'Allow', Action: 'events:ListRules', Resource: '*' }],
    code: 0
  },
  { name: 'diagnosis', scene: unlooked(UNHEALTHY), base: BASE, own: DIAGNOSIS, code: 1 },
  {
    name: 'a rollback',
    scene: unlooked(TAKEN_BACK),
    base: [...BASE, ...DIAGNOSIS],
    own: WAY_BACK,
    code: 1
  },
  {
    name: 'a role that is assumed',
    scene: OTHER_ROLE,
    base: [],
    own: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/demo-other' }
    ],
    code: 0
  },
  {
    name: 'mode rollback',
    scene: ROLLBACK,
    base: [],
    own: withoutActions(MODE_ROLLBACK, 'ecs:StopServiceDeployment'),
    code: 0
  },
  {
    name: 'mode rollback, a deployment in progress',
    scene: { ...ROLLBACK, past: 122_000 },
    base: withoutActions(MODE_ROLLBACK, 'ecs:StopServiceDeployment'),
    own: only(MODE_ROLLBACK, 'ecs:StopServiceDeployment'),
    code: 0
  },
  {
    name: 'mode rollback, a look without a change',
    scene: withInputs(ROLLBACK, { 'dry-run': 'true' }),
    base: [],
    own: withoutActions(
      MODE_ROLLBACK,
      ...['ecs:UpdateService', 'ecs:StopServiceDeployment', 'ecs:DescribeServiceDeployments']
    ),
    code: 0
  },
  {
    name: 'mode rollback, a look without a change, without an earlier release on record',
    scene: withInputs(inScenario(ROLLBACK, { later: [FIRST_RELEASE] }), { 'dry-run': 'true' }),
    base: withoutActions(
      MODE_ROLLBACK,
      ...['ecs:UpdateService', 'ecs:StopServiceDeployment', 'ecs:DescribeServiceDeployments']
    ),
    own: only(MODE_ROLLBACK, 'ecs:DescribeServiceDeployments'),
    code: 0
  },
  {
    name: 'a definition that ECS has',
    scene: unlooked(
      withInputs(PLAIN, { 'task-definition': 'live', service: 'web', image: 'demo/web:9', variables: '' })
    ),
    base: withoutActions(BASE, ...REGISTERS),
    own: only(BASE, ...REGISTERS),
    code: 0
  },
  {
    name: 'mode render of a definition that ECS has',
    scene: withInputs(PLAIN, {
      ...{ mode: 'render', 'task-definition': '', 'task-definition-family': 'web' },
      ...{ image: 'demo/web:9', variables: '', service: '', cluster: '' }
    }),
    base: [],
    own: only(DEPLOY, 'ecs:DescribeTaskDefinition'),
    code: 0
  },
  { name: 'mode status', scene: statusOf({}), base: [], own: withoutActions(STATUS, TARGETS), code: 0 },
  {
    name: 'mode status of a service whose targets are unhealthy',
    scene: UNHEALTHY_NOW,
    base: withoutActions(STATUS, TARGETS),
    own: only(STATUS, TARGETS),
    code: 1
  },
  {
    name: 'mode status with files',
    scene: statusOf({ 'task-definition': 'deploy/{service}.json', variables: 'TAG=2' }),
    base: STATUS,
    own: STATUS_FILES,
    code: 0
  },
  { name: 'mode continue', scene: PAUSED, base: [], own: CONTINUE, code: 0 }
]

describe.each(sample(CASES, 3))('$name: the documented statements', one => {
  let complete: Tried | undefined
  const whole = async () => {
    complete ??= await tryPolicy(one, [...one.base, ...one.own])
    return complete
  }

  test('are enough', async () => {
    const { code, denied, visible } = await whole()
    expect({ code, denied, said: code === one.code ? '' : visible }).toEqual({
      code: one.code,
      denied: [],
      said: ''
    })
  })

  test.each(sample(actionsOf(one.own), 1))('and %s is needed', async action => {
    const without = await tryPolicy(one, [...one.base, ...withoutActions(one.own, action)])
    expect(shows(action, without, await whole())).toBe(true)
  })
})
