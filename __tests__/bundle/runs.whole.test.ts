import { describe, expect, test } from '@jest/globals'
import { PASSWORD, playRow, type Row, said } from './rows.ts'
import { manyServices, scenario, template } from './scenario.ts'
import { makeManyWorld, resultsOf } from './world.ts'

// What a person sees of a run: one row each, with the scenario, the steps (inputs of a run, and what happens before
// it), and for each step the exit code, the results, the words and the calls of all runs so far.

const { services, taskDefinitions, roles } = scenario() as Record<
  'services' | 'taskDefinitions' | 'roles',
  object[]
>
const [SERVICE, DEFINITION, ROLE] = [services[0], taskDefinitions[0], roles[0]]
const web = (more: object) => ({ services: [{ ...SERVICE, ...more }] })
const open = (more: object = {}) => ({ ...web({ circuitBreaker: { enable: false } }), ...more })
const behave = (how: object) => ({ behaviours: [{ taskDefinition: 'web:2', ...how }] })
const EXITS = behave({ exitAfter: '5s', exitCode: 1 })
const NEVER = behave({ neverRuns: true })
const without = (...actions: string[]) => ({
  callers: {
    test: {
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: actions, Resource: '*' }
      ]
    }
  }
})
const withPlaintext = {
  ...DEFINITION,
  containerDefinitions: [
    { name: 'app', image: 'demo/web:1', environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] }
  ]
}
const many = (names: string, more: object = {}, each: object = {}) =>
  manyServices(Object.fromEntries(names.split(' ').map(name => [name, each])), more)
const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const UNTOUCHED = { RegisterTaskDefinition: 0, UpdateService: 0 }
const OPEN = { circuitBreaker: { enable: false } }

const DEPLOYS: readonly Row[] = [
  [
    'one revision, one update, verified by the deployment id; a second run changes nothing',
    {},
    {
      code: 0,
      results: [
        {
          ...{ service: 'web', cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' },
          taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
          previousTaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1',
          deploymentId: said(/^ecs-svc\/\d+$/)
        }
      ],
      calls: { RegisterTaskDefinition: 1, UpdateService: 1, GetSecretValue: 0 }
    },
    { code: 0, results: [{ outcome: 'unchanged' }], calls: { RegisterTaskDefinition: 1, UpdateService: 1 } }
  ],
  [
    'plan writes nothing and shows what deploy does',
    {},
    {
      inputs: { mode: 'plan' },
      code: 0,
      summary: 'containerDefinitions&#91;app&#93;.image',
      calls: UNTOUCHED
    }
  ],
  [
    'circuit breaker with rollback: rolled-back, with the cause',
    EXITS,
    {
      code: 1,
      results: [{ outcome: 'rolled-back', reason: said('circuit breaker') }],
      said: [/\d tasks? stopped: Essential container in task exited \(app exited with 1\)/],
      summary: 'Why web was rolled back'
    }
  ],
  [
    'the same without the permission for service deployments',
    { ...EXITS, ...without('ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments') },
    {
      code: 1,
      results: [{ outcome: 'rolled-back', reason: said('tasks failed to start') }],
      said: ['no permission for ecs:']
    }
  ],
  [
    'the same without the permission to list tasks: what could not be read is named',
    { ...EXITS, ...without('ecs:ListTasks') },
    { code: 1, said: ['Not verified: no permission for ecs:ListTasks.'] }
  ],
  [
    'circuit breaker without rollback: failed',
    { ...EXITS, ...web({ circuitBreaker: { enable: true, rollback: false } }) },
    { code: 1, results: [{ outcome: 'failed', reason: said('circuit breaker') }] }
  ],
  [
    'never settles: timed-out at the deadline',
    open(NEVER),
    {
      inputs: { 'wait-for-minutes': '10' },
      code: 1,
      results: [{ outcome: 'timed-out', reason: said('Not finished after 10 min') }]
    }
  ],
  [
    "superseded by somebody else's deployment",
    {
      taskDefinitions: [DEFINITION, { ...DEFINITION, family: 'other' }],
      later: [
        { after: '12s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'other:1' }
      ]
    },
    { code: 1, results: [{ outcome: 'superseded', reason: said('other:1') }] }
  ],
  [
    'a service that is deleted during its rollout',
    { later: [{ after: '12s', action: 'delete-service', cluster: 'demo', service: 'web', force: true }] },
    { code: 1, results: [{ outcome: 'failed', reason: said('deleted during the rollout') }] }
  ],
  [
    'a secret that the execution role may not read: which variable, which role, what to add',
    { roles: [{ ...ROLE, policies: {} }] },
    {
      inputs: { 'verify-permissions': 'off' },
      code: 1,
      results: [{ outcome: 'rolled-back' }],
      said: [
        /The execution role arn:aws:iam::123456789012:role\/demo-execution is not authorized to read arn:aws:secretsmanager:\S+ \(API_KEY of container app\)/,
        '"Action":"secretsmanager:GetSecretValue"'
      ]
    }
  ],
  [
    'an answer that stays lost: the next run finds what was registered',
    {
      faults: [
        { op: 'RegisterTaskDefinition', kind: 'reset-after' },
        { op: 'DescribeTaskDefinition', kind: 'access-denied', from: 3, times: 1 }
      ]
    },
    { code: 3 },
    { code: 0, runs: 'web:2' }
  ],
  [
    "without ecs:DescribeTaskDefinition, which AWS's own minimal policy lacks: deployed, and what is not verified is said",
    without('ecs:DescribeTaskDefinition'),
    {
      code: 0,
      results: [{ outcome: 'succeeded' }],
      said: [/[Nn]ot (?:verified|compared)[^\n]*ecs:DescribeTaskDefinition/]
    }
  ],
  ...[
    'ecs:DescribeServices',
    'secretsmanager:DescribeSecret',
    'ecs:RegisterTaskDefinition',
    'ecs:UpdateService'
  ].map(
    (action): Row => [
      `without ${action}: exit 3, and the message names the permission`,
      without(action),
      {
        code: 3,
        said: [action],
        results: [{ outcome: action === 'ecs:UpdateService' ? 'failed' : 'not-started' }]
      }
    ]
  )
]

const NOTHING: readonly Row[] = (
  [
    [
      'a missing service',
      { services: [] },
      {},
      2,
      /ECS has no service "web" in cluster "demo", Region us-west-2/
    ],
    ['a missing cluster', {}, { cluster: 'nowhere' }, 2, /ClusterNotFoundException/],
    ['a missing secret', { secrets: [] }, {}, 3, /demo\/api-key/],
    [
      'a secret scheduled for deletion',
      { secrets: [{ name: 'demo/api-key', generate: 40, deleted: true }] },
      {},
      3,
      /scheduled for deletion/
    ],
    [
      'an EXTERNAL service',
      web({ deploymentController: 'EXTERNAL' }),
      {},
      2,
      /deployment controller EXTERNAL/
    ],
    [
      'a grant on the task role instead of the execution role',
      {
        roles: [
          { ...ROLE, policies: {} },
          { ...ROLE, name: 'demo-task' }
        ]
      },
      { 'task-role-arn': 'arn:aws:iam::123456789012:role/demo-task' },
      3,
      /Add to the policies of the execution role demo-execution \(not of the task role/
    ],
    [
      'permissions that are required and cannot be verified',
      without('iam:SimulatePrincipalPolicy'),
      { 'verify-permissions': 'required' },
      3,
      /iam:SimulatePrincipalPolicy/
    ]
  ] as const
).map(
  ([what, content, inputs, code, words]): Row => [
    what,
    content,
    { inputs, code, said: [words], results: [{ service: 'web', outcome: 'not-started' }], calls: UNTOUCHED }
  ]
)

const STOPPED: readonly Row[] = [
  ...NOTHING,
  [
    'an inactive service',
    { later: [{ after: '1s', action: 'delete-service', cluster: 'demo', service: 'web', force: true }] },
    {
      after: 600,
      code: 2,
      said: ['Service "web" in cluster "demo" is INACTIVE: ECS updates only ACTIVE services.'],
      calls: UNTOUCHED
    }
  ],
  [
    'a credential in a file: not one request',
    {},
    {
      files: {
        'deploy/web.json': template('web', { environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] })
      },
      code: 1,
      said: [/file=deploy\/web\.json,line=\d+/],
      calls: { GetCallerIdentity: 0, DescribeServices: 0 }
    }
  ],
  [
    'a revision that holds plaintext',
    { taskDefinitions: [DEFINITION, withPlaintext] },
    {
      inputs: { 'task-definition': '', service: 'web', 'task-definition-arn': 'web:2', variables: '' },
      code: 2,
      said: ['web:2 holds plaintext credentials (DB_PASSWORD of container app).'],
      calls: { UpdateService: 0 }
    }
  ]
]

const NEW_SERVICE = JSON.stringify({
  desiredCount: 2,
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  tags: [{ key: 'service', value: '${{ service.name }}' }]
})
const CREATES = {
  inputs: {
    'service-definition': 'deploy/{service}-service.yml',
    'task-definition': 'deploy/web.json',
    service: 'web',
    'on-failure': 'rollback'
  },
  files: { 'deploy/web-service.yml': NEW_SERVICE }
}
const PORTS = { portMappings: [{ containerPort: 8080 }] }
const CODEDEPLOY = {
  taskDefinitions: [
    { ...DEFINITION, containerDefinitions: [{ name: 'app', image: 'demo/web:1', ...PORTS }] }
  ],
  ...web({ deploymentController: 'CODE_DEPLOY' }),
  codedeploy: [{ cluster: 'demo', service: 'web' }]
}
const BEHIND_PORT = { 'deploy/web.json': template('web', PORTS) }
const TASK = {
  'run-task': 'true',
  'run-task-container-overrides': '[{"name": "app", "command": ["migrate"]}]'
}
const RULES = {
  rules: [
    {
      name: 'night',
      scheduleExpression: 'rate(1 day)',
      targets: [
        {
          Id: 'nightly',
          Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
          RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
          EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1' }
        }
      ]
    }
  ]
}

const FEATURES: readonly Row[] = [
  [
    'settings go with the update, and alone where the definition is the same',
    {},
    { inputs: { 'deployment-configuration': '{"maximumPercent": 150}' }, code: 0 },
    {
      inputs: { 'deployment-configuration': '{"maximumPercent": 150}' },
      results: [{ outcome: 'unchanged' }]
    },
    {
      inputs: { 'deployment-configuration': '{"maximumPercent": 175}' },
      results: [{ outcome: 'succeeded', reason: 'Settings changed: deploymentConfiguration.' }],
      calls: { UpdateService: 2, RegisterTaskDefinition: 1 }
    },
    {
      inputs: { 'capacity-provider-strategy': '[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]' },
      results: [{ outcome: 'succeeded', reason: 'The deployment completed.' }]
    }
  ],
  [
    'a service is created from its definition, and found the next time',
    { services: [] },
    {
      ...CREATES,
      code: 0,
      results: [{ outcome: 'succeeded', taskDefinitionArn: said(/web:2$/) }],
      calls: { CreateService: 1 }
    },
    { ...CREATES, results: [{ outcome: 'unchanged' }], calls: { CreateService: 1 } }
  ],
  [
    'its first deployment fails: failed, and nothing to go back to',
    { services: [], behaviours: [{ family: 'web', exitAfter: '3s' }] },
    {
      ...CREATES,
      code: 1,
      results: [{ outcome: 'failed', reason: said('Cannot roll back: no earlier deployment') }]
    }
  ],
  [
    'a mistake in its definition is found before any call',
    { services: [] },
    {
      ...CREATES,
      files: { 'deploy/web-service.yml': '{"desiredCont": 2}' },
      code: 2,
      said: ['desiredCont'],
      calls: { GetCallerIdentity: 0 }
    }
  ],
  [
    'CodeDeploy: one deployment, watched to its end; the next run changes nothing',
    CODEDEPLOY,
    {
      files: BEHIND_PORT,
      code: 0,
      results: [{ outcome: 'succeeded', deploymentId: said(/^d-[A-Z0-9]+$/) }],
      calls: { CreateDeployment: 1, UpdateService: 0 }
    },
    { results: [{ outcome: 'unchanged' }], calls: { CreateDeployment: 1 } }
  ],
  [
    'CodeDeploy, never healthy, on-failure: rollback: rolled back, verified, with the cause',
    { ...CODEDEPLOY, ...behave({ exitAfter: '5s', exitCode: 3 }) },
    {
      files: BEHIND_PORT,
      inputs: { 'on-failure': 'rollback', 'wait-for-minutes': '5' },
      code: 1,
      results: [{ outcome: 'rolled-back', reason: said('Rolled back, verified.') }],
      said: ['app exited with 3']
    }
  ],
  [
    'CodeDeploy: a group that is missing is found before anything is registered',
    CODEDEPLOY,
    {
      files: BEHIND_PORT,
      inputs: { 'codedeploy-deployment-group': 'nobody' },
      code: 2,
      said: ['has no deployment group "nobody"'],
      calls: UNTOUCHED
    }
  ],
  [
    'a one-off task runs first, once',
    behave({ times: 1, exitAfter: '20s', exitCode: 0 }),
    { inputs: TASK, code: 0, calls: { RunTask: 1, UpdateService: 1 } }
  ],
  [
    'a one-off task fails: no service is touched, and the exit code is said',
    behave({ times: 1, exitAfter: '20s', exitCode: 7 }),
    {
      inputs: TASK,
      code: 1,
      results: [{ outcome: 'not-started', reason: said('7') }],
      calls: { UpdateService: 0 }
    }
  ],
  [
    'a credential in its overrides stops the run',
    {},
    {
      inputs: {
        'run-task': 'true',
        'run-task-container-overrides': JSON.stringify([
          { name: 'app', environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] }
        ])
      },
      code: 1,
      calls: { GetCallerIdentity: 0 }
    }
  ],
  [
    'rules that run the family are moved when all rollouts have succeeded, and only then',
    { ...RULES, behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] },
    { inputs: { 'update-schedules': 'true' }, code: 1, calls: { PutTargets: 0 } },
    { inputs: { variables: 'TAG=3' }, code: 0, calls: { PutTargets: 0 } },
    {
      inputs: { variables: 'TAG=4', 'update-schedules': 'true' },
      code: 0,
      summary: '## Schedules',
      calls: { PutTargets: 1 }
    }
  ],
  [
    'a revision that exists is deployed as it is',
    { taskDefinitions: [DEFINITION, { ...DEFINITION, memory: '1024' }], ...web({ taskDefinition: 'web:1' }) },
    {
      inputs: { 'task-definition': '', service: 'web', 'task-definition-arn': 'web:2', variables: '' },
      code: 0,
      results: [{ outcome: 'succeeded', taskDefinitionArn: said(/web:2$/) }],
      calls: { RegisterTaskDefinition: 0 }
    }
  ]
]

const ALL = { all: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }
const BUSY = {
  taskDefinitions: [DEFINITION, { ...DEFINITION, memory: '1024' }],
  ...web({ taskDefinition: 'web:1' }),
  later: [{ after: '0s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' }]
}
const DISPATCHER_NEVER = { behaviours: [{ taskDefinition: 'dispatcher:2', neverRuns: true }] }
const LATE = { order: 'dispatcher', 'wait-for-minutes': '5' }

const MANY: readonly Row[] = [
  [
    'an order in the input and another in the file contradict each other, and nothing is sent',
    many('api dispatcher worker'),
    {
      files: { [CONFIGURATION]: 'order: [dispatcher]\n' },
      inputs: { order: 'worker\napi, dispatcher' },
      code: 2,
      said: ['"order" is given as an input and in the configuration file'],
      calls: UNTOUCHED
    }
  ],
  [
    'a failed wave stops the next ones, and they say so',
    many('api dispatcher', DISPATCHER_NEVER, OPEN),
    {
      inputs: LATE,
      code: 1,
      results: [
        { service: 'api', outcome: 'not-started', reason: 'Not started, because dispatcher failed.' },
        { service: 'dispatcher', outcome: 'timed-out' }
      ],
      calls: { UpdateService: 1 }
    }
  ],
  [
    'on-error: continue goes on',
    many('api dispatcher', DISPATCHER_NEVER, OPEN),
    {
      inputs: { ...LATE, 'on-error': 'continue' },
      code: 1,
      results: [{ outcome: 'succeeded' }, { outcome: 'timed-out' }]
    }
  ],
  [
    'a bad order is found before anything is asked of AWS',
    many('api dispatcher'),
    {
      inputs: { order: 'dispacher' },
      code: 2,
      said: ['"order" lists the service "dispacher", for which there is no file. Did you mean "dispatcher"?'],
      calls: { GetCallerIdentity: 0 }
    },
    {
      files: { [CONFIGURATION]: 'order: [api, [api]]\nservices:\n  api: {regio: x}\n' },
      code: 2,
      said: ['"order" lists the service "api" twice.', 'Unknown key "regio". Did you mean "region"?'],
      calls: { GetCallerIdentity: 0 }
    },
    {
      files: { [CONFIGURATION]: '' },
      inputs: { cluster: '' },
      code: 2,
      said: ['Input "cluster" is empty, but services are to be deployed.'],
      calls: { GetCallerIdentity: 0 }
    }
  ],
  [
    'atomic: one fails, and the others are taken back, verified; contradictions are bad inputs',
    many('a b c', { behaviours: [{ taskDefinition: 'b:2', neverRuns: true }] }, OPEN),
    {
      inputs: { atomic: 'true', 'wait-for-minutes': '5' },
      code: 1,
      results: [
        {
          outcome: 'rolled-back',
          reason: 'Rolled back, because b did not succeed (atomic). Rolled back to a:1, verified.'
        },
        { outcome: 'rolled-back' },
        { outcome: 'rolled-back' }
      ]
    },
    {
      inputs: { atomic: 'true', 'on-error': 'continue', 'on-failure': 'leave', 'wait-until': 'none' },
      code: 2,
      said: ['on-error', 'on-failure', 'wait-until'].map(name => `Inputs "atomic" (true) and "${name}"`)
    }
  ],
  [
    'if-deploying: fail stops before anything is registered',
    BUSY,
    {
      after: 5,
      inputs: { 'if-deploying': 'fail' },
      code: 3,
      said: ['A deployment of service "web" is in progress'],
      calls: UNTOUCHED
    }
  ],
  [
    'if-deploying: wait lets the other one complete',
    BUSY,
    {
      after: 5,
      inputs: { 'if-deploying': 'wait' },
      code: 0,
      said: [
        /waits for the deployment that is in progress \(ecs-svc\/\d+\)/,
        '[web] the earlier deployment: succeeded after'
      ],
      runs: 'web:3'
    }
  ],
  [
    'if-deploying: replace, the default, is said',
    BUSY,
    { after: 5, code: 0, said: ['replaces the deployment that is in progress'], runs: 'web:3' }
  ],
  [
    'each service where the configuration file says, with the role it names',
    {
      clusters: ['demo', { name: 'europe', region: 'eu-central-1' }],
      secrets: ['us-west-2', 'eu-central-1'].map(region => ({ name: 'demo/api-key', region, generate: 40 })),
      roles: [
        { ...ROLE, policies: ALL },
        { name: 'deploy-europe', policies: ALL }
      ],
      taskDefinitions: [DEFINITION, { ...DEFINITION, family: 'shop', region: 'eu-central-1' }],
      services: [
        SERVICE,
        { ...SERVICE, serviceName: 'shop', cluster: 'europe', region: 'eu-central-1', taskDefinition: 'shop' }
      ]
    },
    {
      files: {
        'deploy/shop.json': template('shop'),
        [CONFIGURATION]:
          'cluster: demo\nservices:\n  shop:\n    cluster: europe\n    region: eu-central-1\n    role-to-assume: arn:aws:iam::123456789012:role/deploy-europe\n'
      },
      inputs: { cluster: '', 'aws-region': '' },
      env: { AWS_REGION: 'us-west-2' },
      code: 0,
      results: [
        { service: 'shop', cluster: 'europe', region: 'eu-central-1', outcome: 'succeeded' },
        { service: 'web', cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' }
      ],
      calls: { AssumeRole: 1 }
    }
  ]
]

const RUNS_JOBS = 'Service "jobs" runs family jobs (app), but deploy/api.json is family api (app).'
const JOBS = { service: 'jobs', 'task-definition': 'deploy/api.json' }
const BACK = { mode: 'rollback', 'task-definition': '', variables: '' }

const WRONG_FILES: readonly Row[] = [
  [
    'another family, a revision of another family: refused with both names',
    many('api jobs'),
    { inputs: { ...JOBS, mode: 'plan' }, code: 2, said: [RUNS_JOBS], calls: UNTOUCHED },
    { inputs: JOBS, code: 2, said: [RUNS_JOBS], calls: UNTOUCHED },
    {
      inputs: { 'task-definition': '', variables: '', service: 'jobs', 'task-definition-arn': 'api:1' },
      code: 2,
      said: ['runs family jobs'],
      calls: UNTOUCHED
    },
    {
      inputs: { ...BACK, service: 'jobs', revision: 'api:1' },
      code: 2,
      said: ['runs family jobs'],
      calls: UNTOUCHED
    }
  ],
  [
    'allow-family-change: true allows it, and the way back afterwards needs nothing',
    many('api jobs'),
    { inputs: { service: 'jobs' }, code: 0 },
    {
      after: 600,
      inputs: { ...JOBS, 'allow-family-change': 'true' },
      code: 0,
      results: [{ outcome: 'succeeded' }]
    },
    { after: 600, inputs: { ...BACK, service: 'jobs' }, results: [{ taskDefinitionArn: said(/jobs:2$/) }] }
  ]
]

const ROLL_BACK = { 'on-failure': 'rollback', 'wait-for-minutes': '5' }

const WAYS_BACK: readonly Row[] = [
  [
    'on-failure: rollback: a rollout that never ends is stopped by ECS, and that is verified',
    open(NEVER),
    {
      inputs: ROLL_BACK,
      code: 1,
      results: [
        {
          outcome: 'rolled-back',
          reason: said(/^Not finished after 5 min.*Rolled back to web:1, verified\.$/)
        }
      ],
      calls: { StopServiceDeployment: 1, UpdateService: 1 },
      runs: 'web:1'
    }
  ],
  [
    'without the permission to stop a deployment the revision before is deployed again, with its desired count',
    open({ ...NEVER, ...without('ecs:StopServiceDeployment') }),
    {
      inputs: { ...ROLL_BACK, 'desired-count': '4' },
      code: 1,
      results: [{ outcome: 'rolled-back', reason: said('Rolled back to web:1, verified.') }],
      calls: { UpdateService: 2 },
      runs: 'web:1 x 2'
    }
  ],
  [
    'after a breaker without rollback, whose deployment has ended',
    { ...EXITS, ...web({ circuitBreaker: { enable: true, rollback: false } }) },
    {
      inputs: { 'on-failure': 'rollback', 'fail-fast': 'false' },
      code: 1,
      results: [
        { outcome: 'rolled-back', reason: said(/circuit breaker.*Rolled back to web:1, verified\./) }
      ],
      runs: 'web:1'
    }
  ],
  [
    'leave is the default: nothing is stopped, and ECS goes on',
    open(NEVER),
    {
      inputs: { 'wait-for-minutes': '5' },
      code: 1,
      results: [{ outcome: 'timed-out' }],
      calls: { StopServiceDeployment: 0 },
      runs: 'web:2'
    }
  ],
  [
    'a forced deployment of the same revision can only be stopped, not replaced',
    open(without('ecs:StopServiceDeployment')),
    { code: 0 },
    {
      before: world => void world.sandbox.world().behaviours.push({ family: 'web', neverRuns: true }),
      inputs: { ...ROLL_BACK, 'force-new-deployment': 'true' },
      code: 1,
      results: [
        { outcome: 'timed-out', reason: said('Cannot roll back: the service ran the same revision before') }
      ]
    }
  ],
  [
    'the first deployment of a service has no way back',
    {
      ...web({ circuitBreaker: { enable: false }, running: false }),
      behaviours: [{ family: 'web', neverRuns: true }]
    },
    {
      inputs: ROLL_BACK,
      code: 1,
      results: [
        {
          outcome: 'timed-out',
          reason: said('Cannot roll back: no earlier deployment of the service was completed.')
        }
      ]
    }
  ],
  [
    'a revision before that holds plaintext is not gone back to in silence',
    open({ ...NEVER, taskDefinitions: [withPlaintext] }),
    {
      inputs: ROLL_BACK,
      code: 1,
      results: [
        {
          outcome: 'rolled-back',
          reason: said('WARNING: web:1 holds plaintext credentials (DB_PASSWORD of container app).')
        }
      ]
    }
  ],
  [
    'mode rollback: to the revision deployed successfully before, watched like a deploy; then to one that is named',
    {},
    { code: 0 },
    { inputs: { variables: 'TAG=3' }, code: 0 },
    {
      inputs: { ...BACK, service: 'web' },
      code: 0,
      results: [
        {
          outcome: 'succeeded',
          taskDefinitionArn: said(/web:2$/),
          previousTaskDefinitionArn: said(/web:3$/)
        }
      ],
      said: [/\[web\] revision to roll back to: web:2, deployed successfully until \d{4}-/],
      calls: { RegisterTaskDefinition: 2 },
      runs: 'web:2'
    },
    { inputs: { ...BACK, service: 'web', revision: '1' }, code: 0, runs: 'web:1' },
    {
      inputs: {
        ...BACK,
        service: 'web',
        revision: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:3'
      },
      code: 0,
      runs: 'web:3'
    },
    {
      inputs: { ...BACK, service: 'web', revision: '77' },
      code: 2,
      said: ['ECS has no revision web:77 in us-west-2.']
    },
    { inputs: { ...BACK, service: 'wep' }, code: 2, said: ['ECS has no service "wep"'] }
  ],
  [
    'mode rollback: a deployment that is in progress is rolled back where it stands, and plaintext is said',
    open({ ...NEVER, taskDefinitions: [withPlaintext] }),
    { inputs: { 'wait-until': 'none' } },
    {
      after: 60,
      inputs: { ...BACK, service: 'web' },
      code: 0,
      results: [
        { outcome: 'succeeded', reason: 'The deployment in progress (web:2) was rolled back to web:1.' }
      ],
      said: [
        'web:1, to which service "web" is rolled back, holds plaintext credentials (DB_PASSWORD of container app).'
      ],
      calls: { StopServiceDeployment: 1 },
      runs: 'web:1'
    }
  ],
  [
    'mode rollback: nothing to go back to, nothing is touched; bad inputs are said together',
    {},
    {
      inputs: { ...BACK, service: 'web' },
      code: 2,
      said: ['there is no revision to roll back to'],
      results: [{ outcome: 'not-started' }],
      calls: UNTOUCHED
    },
    {
      inputs: { ...BACK, revision: 'latest', cluster: '' },
      code: 2,
      said: [
        '"latest" is not a revision of a task definition',
        'Input "service" contains no service to roll back.'
      ]
    },
    {
      inputs: { revision: '3' },
      code: 2,
      said: ['Input "revision" is for mode rollback; this is mode deploy.']
    }
  ]
]

describe.each<[string, readonly Row[]]>([
  ['a deploy', DEPLOYS],
  ['stopped before anything is touched', STOPPED],
  ['a feature', FEATURES],
  ['many services', MANY],
  ['a wrong file for a service', WRONG_FILES],
  ['a way back', WAYS_BACK]
])('%s', (_group, rows) => {
  test.each(rows.map(row => [row[0], row] as const))('%s', (_what, row) => playRow(row))
})

describe('several services at once', () => {
  /** When each service of a run started and ended, by its name. */
  async function times(inputs: Record<string, string>, configuration?: string) {
    const world = await makeManyWorld({ api: {}, dispatcher: {}, worker: {} })
    try {
      if (configuration !== undefined) world.workspace.write(CONFIGURATION, configuration)
      const run = await world.deploy(inputs)
      expect(run.code).toBe(0)
      const at = (result: Record<string, string>, key: string) => Date.parse(result[key] ?? '')
      return Object.fromEntries(
        resultsOf(run).map(result => [
          result['service'] ?? '',
          { start: at(result, 'startedAt'), end: at(result, 'finishedAt') }
        ])
      )
    } finally {
      await world.end()
    }
  }

  test('waves of the configuration file: one is done before the next starts', async () => {
    const { api, dispatcher, worker } = await times({}, 'order:\n  - dispatcher\n  - [worker]\n')
    expect(worker?.start).toBeGreaterThanOrEqual(dispatcher?.end as number)
    expect(api?.start).toBeGreaterThanOrEqual(worker?.end as number)
  })

  test('max-parallel: 1 is one at a time', async () => {
    const { api, dispatcher, worker } = await times({ 'max-parallel': '1' })
    expect(dispatcher?.start).toBeGreaterThanOrEqual(api?.end as number)
    expect(worker?.start).toBeGreaterThanOrEqual(dispatcher?.end as number)
  })
})
