import { type TestWorld, template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import {
  DEFINITION,
  deploy,
  fault,
  type Inputs,
  type Json,
  runs,
  SERVICE,
  without
} from './troubleshooting-world.ts'

const OPEN = { circuitBreaker: { enable: false } }
const never = (...definitions: string[]) =>
  definitions.map(taskDefinition => ({ taskDefinition, neverRuns: true }))

/** Services by name, each with a family of the same name and, on request, more revisions of it. */
function many(services: Readonly<Record<string, Json>>, more: object = {}): object {
  const names = Object.keys(services)
  // a DAEMON has no desired count
  const { desiredCount: _, ...usual } = SERVICE
  return {
    taskDefinitions: names.map(family => ({ ...DEFINITION, family })),
    services: names.map(serviceName => ({
      ...usual,
      serviceName,
      taskDefinition: `${serviceName}:1`,
      ...services[serviceName]
    })),
    ...more
  }
}

const writeAll =
  (...names: readonly string[]) =>
  ({ workspace }: TestWorld) => {
    for (const name of names) workspace.write(`deploy/${name}.json`, template(name))
  }

/** A deploy of several services. */
const deployMany = (
  what: string,
  services: Readonly<Record<string, Json>>,
  { more = {}, inputs = {} }: { readonly more?: object; readonly inputs?: Inputs } = {}
): Trouble => {
  const names = Object.keys(services)
  return deploy(what, many(services, more), { service: names.join(','), ...inputs }, writeAll(...names))
}

/** A definition with a password in it, generated here so that no file contains one. */
const PLAINTEXT = {
  ...DEFINITION,
  containerDefinitions: [
    {
      name: 'app',
      image: 'demo/web:1',
      environment: [{ name: 'DB_PASSWORD', value: ['Tr0ub4dor', '3xYz'].join('&') }]
    }
  ]
}
const SHIFTING = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 }
const PAUSED = {
  ...SHIFTING,
  lifecycleHooks: [
    {
      targetType: 'PAUSE',
      lifecycleStages: ['POST_SCALE_UP'],
      timeoutConfiguration: { timeoutInMinutes: 60, action: 'ROLLBACK' }
    }
  ]
}

/** Problems of a service found before anything is registered. */
const BEFORE: readonly Trouble[] = [
  deployMany(
    'inputs that do not fit the services',
    {
      web: {},
      agent: { launchType: 'EC2', schedulingStrategy: 'DAEMON' },
      external: { deploymentController: 'EXTERNAL' },
      blue: { deploymentController: 'CODE_DEPLOY' }
    },
    {
      more: {
        clusters: [{ name: 'demo', instances: 1 }],
        codedeploy: [{ cluster: 'demo', service: 'blue' }]
      },
      inputs: {
        mode: 'plan',
        'wait-until': 'BAKE_TIME',
        'desired-count': '3',
        'capacity-provider-strategy': '[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]'
      }
    }
  ),
  deploy('places that are none', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write(
      '.github/ecs-sealed-deploy.yml',
      'order: [web, [web, "a/b"]]\nservices:\n  web: {regio: x, region: nowhere}\n  "a/b": {}\n  api: 1\n'
    )
  ),
  deploy('two places', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('.github/ecs-sealed-deploy.yml', 'services:\n  web:\n    cluster: other\n')
  ),
  deploy('lists that are none', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('.github/ecs-sealed-deploy.yml', 'order: web\nservices: [web]\n')
  ),
  deploy('exceptions that are none', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write(
      '.github/ecs-sealed-deploy.yml',
      [
        'exceptions:',
        '  - text',
        '  - {file: a.json}',
        '  - {file: 1, rule: secret/by-nam, reason: x, expires: tomorrow}',
        '  - {file: a.json, rule: secret/by-name, reason: x, expires: 9999-01-01}',
        'allowed-names: [1]',
        'optional-rules: [none]'
      ].join('\n')
    )
  ),
  deploy('lists of exceptions that are none', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('.github/ecs-sealed-deploy.yml', 'exceptions: 1\nallowd-names: 1\n')
  ),
  deploy('a configuration that is a list', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('.github/ecs-sealed-deploy.yml', '- a\n')
  ),
  deploy('no cluster', {}, { mode: 'plan', cluster: '' }),
  runs(
    'a service that is nowhere, with a cluster and without one',
    {},
    async ({ workspace, deploy: run }) => {
      workspace.write('.github/ecs-sealed-deploy.yml', 'services: {web: {family: web}}\n')
      const misspelled = { mode: 'rollback', service: 'wep', 'task-definition': '' }
      return [await run(misspelled), await run({ ...misspelled, cluster: '' })]
    }
  )
]

const REVISION: Inputs = { 'task-definition': '', variables: '', service: 'web' }
const BACK: Inputs = { ...REVISION, mode: 'rollback' }

const { desiredCount: _count, circuitBreaker: _breaker, ...DAEMON } = SERVICE

const EXISTING: readonly Trouble[] = [
  runs(
    'a daemon on no instance',
    {
      clusters: [{ name: 'demo', instances: 0 }],
      services: [{ ...DAEMON, schedulingStrategy: 'DAEMON', launchType: 'EC2' }]
    },
    async world => [await world.deploy(), await world.deploy()]
  ),
  runs('a rollback target that is gone', {}, async world => {
    for (const tag of ['2', '3', '4']) await world.deploy({ variables: `TAG=${tag}` })
    const family = world.sandbox.world().regions.get('us-west-2')?.families.get('web')
    for (const one of family?.revisions ?? []) if (one.revision === 3) one.status = 'INACTIVE'
    return [await world.deploy(BACK)]
  }),
  runs(
    'a rollback, and revisions as they are',
    { taskDefinitions: [PLAINTEXT, DEFINITION], services: [{ ...SERVICE, taskDefinition: 'web:2' }] },
    async world => {
      const nowhere = await world.deploy({ ...BACK, cluster: '' })
      const none = await world.deploy(BACK)
      const missing = await world.deploy({ ...BACK, revision: '77' })
      const plaintext = await world.deploy({ ...REVISION, 'task-definition-arn': 'web:1' })
      const nobody = await world.deploy({ ...REVISION, service: '', 'task-definition-arn': 'web:2' })
      const both = await world.deploy({ 'task-definition-arn': 'web:2' })
      const back = await world.deploy({ ...BACK, revision: '1' })
      const same = await world.deploy({ ...BACK, revision: '1' })
      return [nowhere, none, missing, plaintext, nobody, both, back, same]
    }
  ),
  deploy(
    'a revision that is inactive',
    {
      later: [{ after: '1s', action: 'deregister-task-definition', taskDefinition: 'web:2' }],
      taskDefinitions: [DEFINITION, DEFINITION],
      services: [{ ...SERVICE, taskDefinition: 'web:1' }]
    },
    { ...BACK, revision: 'web:2' },
    ({ sandbox }) => sandbox.advance(5_000)
  ),
  runs('a rollback of a service with a past', { services: [SERVICE] }, async world => {
    for (const tag of ['2', '3', '4']) await world.deploy({ variables: `TAG=${tag}` })
    return [await world.deploy(BACK)]
  }),
  runs('the first deployment of a service, which is in progress', {}, async world => {
    const services = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services
    for (const deployment of services?.get('web')?.deployments ?? [])
      Object.assign(deployment, { rolloutState: 'IN_PROGRESS' })
    return [await world.deploy(BACK)]
  }),
  runs(
    'a deployment in progress that is rolled back',
    { services: [{ ...SERVICE, ...OPEN }], behaviours: never('web:2') },
    async world => {
      await world.deploy({ 'wait-until': 'none' })
      world.sandbox.advance(60_000)
      return [await world.deploy({ ...BACK, 'dry-run': 'true' }), await world.deploy(BACK)]
    }
  )
]

const CONTINUE = { mode: 'continue', 'task-definition': '', service: 'web' }
const pausedService = { ...SERVICE, ...OPEN, deploymentConfiguration: PAUSED }
const deploymentArn = (service: string, id = 'x') =>
  `arn:aws:ecs:us-west-2:123456789012:service-deployment/demo/${service}/${id}`

/** What mode continue finds or does not find. */
const PAUSES: readonly Trouble[] = [
  runs(
    'deployments that are not paused',
    {
      services: [pausedService, { ...SERVICE, serviceName: 'blue', deploymentController: 'CODE_DEPLOY' }],
      codedeploy: [{ cluster: 'demo', service: 'blue' }]
    },
    async world => {
      const never = await world.deploy({ ...CONTINUE, service: 'web,blue' })
      const unknown = await world.deploy({ ...CONTINUE, 'service-deployment': deploymentArn('web') })
      const others = await world.deploy({ ...CONTINUE, 'service-deployment': deploymentArn('api') })
      const wrong = await world.deploy({ 'pause-action': 'rollback' })
      await world.deploy({ 'wait-until': 'none' })
      const early = await world.deploy({ ...CONTINUE, 'pause-action': 'rollback' })
      const watched = await world.deploy({ ...CONTINUE, 'wait-until': 'paused' })
      const goes = await world.deploy(CONTINUE)
      const late = await world.deploy(CONTINUE)
      const tooLate = await world.deploy({ ...CONTINUE, 'pause-action': 'rollback' })
      return [never, unknown, others, wrong, early, watched, goes, late, tooLate]
    }
  ),
  runs('a deployment that was rolled back at its pause', { services: [pausedService] }, async world => {
    await world.deploy({ 'wait-until': 'paused' })
    world.sandbox.advance(2 * 3_600_000)
    const back = await world.deploy(CONTINUE)
    await world.deploy({ 'wait-until': 'paused', variables: 'TAG=5' })
    const [arn] =
      world.sandbox
        .world()
        .regions.get('us-west-2')
        ?.clusters.get('demo')
        ?.services.get('web')
        ?.serviceDeployments.filter(({ status }) => status === 'IN_PROGRESS')
        .map(one => one.arn) ?? []
    await world.deploy({ 'wait-until': 'none', variables: 'TAG=6' })
    world.sandbox.advance(60_000)
    return [back, await world.deploy({ ...CONTINUE, 'service-deployment': arn ?? '' })]
  }),
  runs(
    'an answer that gets lost, and rights that are missing',
    {
      services: [pausedService],
      faults: [
        { op: 'ContinueServiceDeployment', kind: 'reset-after' },
        { op: 'DescribeTaskDefinition', kind: 'access-denied', from: 3, times: 99 }
      ]
    },
    async world => [await world.deploy({ 'wait-until': 'paused' }), await world.deploy(CONTINUE)]
  ),
  runs('pauses that are ended', { services: [pausedService] }, async world => {
    await world.deploy({ 'wait-until': 'paused' })
    const back = await world.deploy({ ...CONTINUE, 'pause-action': 'rollback' })
    await world.deploy({ 'wait-until': 'paused', variables: 'TAG=7' })
    return [back, await world.deploy({ ...CONTINUE, 'wait-until': 'none' })]
  }),
  runs(
    'old revisions that stay',
    {
      taskDefinitions: [DEFINITION, DEFINITION, DEFINITION, DEFINITION],
      services: [SERVICE, { ...SERVICE, serviceName: 'old', taskDefinition: 'web:1' }],
      faults: [
        { op: 'DeregisterTaskDefinition', kind: 'access-denied' },
        { op: 'ListTaskDefinitions', kind: 'access-denied', nth: 2 }
      ]
    },
    async world => {
      const keeping = { 'keep-revisions': '1' }
      const kept = await world.deploy(keeping)
      const denied = await world.deploy({ ...keeping, variables: 'TAG=8' })
      return [kept, denied, await world.deploy({ ...keeping, variables: 'TAG=9', 'wait-until': 'none' })]
    }
  ),
  runs(
    'a record that is late',
    { services: [pausedService], lag: { ListServiceDeployments: '10m' } },
    async world => {
      await world.deploy({ 'wait-until': 'none' })
      return [await world.deploy(CONTINUE)]
    }
  )
]

/** Someone else deploys a second revision of the service after this time. */
const someoneElse = (service: string, after: string) => ({
  after,
  action: 'update-service',
  cluster: 'demo',
  service,
  taskDefinition: `${service}:1`,
  forceNewDeployment: true
})

const TURNS: readonly Trouble[] = [
  deployMany(
    'turns that come too late',
    { web: {}, busy: {}, gone: {} },
    {
      more: {
        later: [
          { after: '35s', action: 'delete-service', cluster: 'demo', service: 'gone', force: true },
          someoneElse('busy', '35s')
        ]
      },
      inputs: { order: 'web', 'if-deploying': 'fail', 'on-error': 'continue' }
    }
  ),
  deploy(
    'a deployment that is in progress',
    { later: [someoneElse('web', '0s')] },
    { 'if-deploying': 'fail' },
    ({ sandbox }) => sandbox.advance(5_000)
  ),
  runs(
    'a deployment in progress that does not end, then one that is replaced',
    { services: [{ ...SERVICE, ...OPEN }], behaviours: never('web:2') },
    async world => {
      await world.deploy({ 'wait-until': 'none' })
      const waits = await world.deploy({
        variables: 'TAG=3',
        'if-deploying': 'wait',
        'wait-for-minutes': '2'
      })
      const replaces = await world.deploy({ variables: 'TAG=4' })
      return [waits, replaces]
    }
  )
]

const WAYS: readonly Trouble[] = [
  deployMany(
    'ways back',
    { web: { ...OPEN }, old: { ...OPEN }, first: { ...OPEN, running: false }, last: {} },
    {
      more: {
        taskDefinitions: [
          DEFINITION,
          { ...PLAINTEXT, family: 'old' },
          { ...DEFINITION, family: 'first' },
          { ...DEFINITION, family: 'last' }
        ],
        behaviours: [...never('web:2', 'old:2'), { family: 'first', neverRuns: true }]
      },
      inputs: { 'on-failure': 'rollback', 'wait-for-minutes': '5', order: 'web, old, first' }
    }
  ),
  deployMany(
    'a stage that is not over',
    { web: { ...OPEN, deploymentConfiguration: SHIFTING } },
    { more: { behaviours: never('web:2') }, inputs: { 'wait-for-minutes': '2' } }
  ),
  deployMany(
    'all or none',
    { a: OPEN, b: OPEN },
    {
      more: { behaviours: never('b:2') },
      inputs: { atomic: 'true', 'wait-for-minutes': '5' }
    }
  ),
  runs(
    'a way back that does not succeed',
    { services: [{ ...SERVICE, ...OPEN }], callers: without('ecs:StopServiceDeployment') },
    async world => {
      world.sandbox.world().behaviours.push({ family: 'web', neverRuns: true })
      return [await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })]
    }
  ),
  runs(
    'a cancelled run that is taken back',
    many({ a: OPEN, b: {} }, { behaviours: never('a:2') }),
    async world => {
      writeAll('a', 'b')(world)
      const watching = () => world.count('DescribeServiceDeployments') > 1
      return [
        await world.interrupt('SIGTERM', watching, {
          service: 'a,b',
          'max-parallel': '1',
          'on-error': 'continue',
          'on-cancel': 'rollback'
        })
      ]
    }
  )
]

const exits = (more: Json) => ({
  behaviours: [{ taskDefinition: 'web:2', exitAfter: '70s', exitCode: 1, ...more }]
})

/** Deploys, lets `minutes` pass, and the time until `tasks` tasks run, and deploys the same again. */
const again = (
  what: string,
  more: object,
  {
    minutes,
    tasks,
    inputs = {}
  }: { minutes: number; tasks: number; inputs?: Readonly<Record<string, string>> }
) =>
  runs(what, more, async world => {
    await world.deploy()
    const service = () =>
      world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    const running = () =>
      [...(service()?.tasks.values() ?? [])].filter(task => task.lastStatus === 'RUNNING').length
    world.sandbox.advance(minutes * 60_000)
    for (let seconds = 0; running() !== tasks && seconds < 3600; seconds++) world.sandbox.advance(1000)
    return [await world.deploy({ mode: 'plan' }), await world.deploy(inputs)]
  })

/** Services that are not deployed again, and of which tasks have stopped. */
const UNCHANGED: readonly Trouble[] = [
  again('tasks that keep stopping', exits({}), { minutes: 8, tasks: 2 }),
  again('tasks that keep stopping, and more of them', exits({}), {
    ...{ minutes: 8, tasks: 2, inputs: { 'desired-count': '3' } }
  }),
  again('tasks that keep stopping, and a setting', exits({}), {
    ...{ minutes: 8, tasks: 2, inputs: { 'enable-execute-command': 'true' } }
  }),
  again(
    'stopped tasks that are not listed',
    { ...exits({}), lag: { ListTasks: '2h' } },
    { minutes: 8, tasks: 2 }
  ),
  runs(
    'a desired count that is set to 0 during the rollout',
    { later: [{ after: '50s', action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 0 }] },
    async world => [await world.deploy()]
  ),
  runs('tasks that keep stopping in a deployment', exits({ exitAfter: '45s' }), async world => [
    await world.deploy()
  ]),
  runs(
    'failures in a deployment that may not be read',
    { ...exits({ exitAfter: '45s' }), callers: without('ecs:ListTasks') },
    async world => [await world.deploy()]
  ),
  again('tasks that no longer stop', exits({ times: 6 }), { minutes: 12, tasks: 2 }),
  again(
    'tasks that have just stopped',
    { ...exits({ times: 2, exitAfter: '5m' }), services: [{ ...SERVICE, desiredCount: 3 }] },
    { minutes: 1, tasks: 1 }
  ),
  again(
    'stopped tasks that may not be listed',
    { ...exits({ times: 2, exitAfter: '5m' }), callers: without('ecs:ListTasks') },
    { minutes: 6, tasks: 2 }
  ),
  again(
    'no task at all, as somebody wanted',
    { later: [{ after: '20m', action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 0 }] },
    { minutes: 30, tasks: 0 }
  ),
  runs(
    'a revision that somebody else changes while another service is deployed',
    many(
      { web: {}, worker: {} },
      {
        later: [
          {
            after: '1801s',
            action: 'update-service',
            cluster: 'demo',
            service: 'web',
            taskDefinition: 'web:1'
          }
        ]
      }
    ),
    async world => {
      writeAll('web', 'worker')(world)
      const start = world.sandbox.now()
      await world.deploy({ service: 'web' })
      world.sandbox.advance(start + 30 * 60_000 - world.sandbox.now())
      return [await world.deploy({ service: 'worker,web', 'max-parallel': '1' })]
    }
  )
]

const STAGES: readonly Trouble[] = [
  deploy('tasks that exit after the old ones have stopped', exits({ times: 2, exitAfter: '45s' })),
  deploy('tasks that start at the third attempt', {
    behaviours: [{ taskDefinition: 'web:2', times: 2, failStart: 'CannotPullContainerError: gone' }]
  }),
  runs(
    'a service of which nothing runs any more',
    {
      behaviours: [
        { taskDefinition: 'web:2', times: 2, exitAfter: '10m', exitCode: 1 },
        { taskDefinition: 'web:2', failStart: 'CannotPullContainerError: gone' }
      ]
    },
    async world => {
      await world.deploy()
      world.sandbox.advance(30 * 60_000)
      return [await world.deploy()]
    }
  ),
  deployMany(
    'a stage',
    { web: { deploymentConfiguration: SHIFTING } },
    { inputs: { 'wait-until': 'SCALE_UP' } }
  ),
  deployMany('a pause', { web: { deploymentConfiguration: PAUSED } }, { inputs: { 'wait-for-minutes': '5' } })
]

const SERVICE_FILE = JSON.stringify({
  desiredCount: 1,
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } }
})

const CREATION: readonly Trouble[] = [
  deploy(
    'somebody else creates the service in the same moment',
    {
      services: [],
      ...fault('RegisterTaskDefinition', 'ThrottlingException', { times: 3 }),
      later: [
        {
          after: '1s',
          action: 'create-service',
          cluster: 'demo',
          serviceName: 'web',
          taskDefinition: 'web:1',
          ...JSON.parse(SERVICE_FILE)
        }
      ]
    },
    { 'service-definition': 'service.json' },
    ({ workspace }) => workspace.write('service.json', SERVICE_FILE)
  ),
  deploy(
    'settings alone',
    {},
    {
      'task-definition': '',
      variables: '',
      service: 'web',
      'task-definition-arn': 'web:1',
      'enable-execute-command': 'true'
    }
  ),
  deploy(
    'a desired count alone',
    {},
    {
      'task-definition': '',
      variables: '',
      service: 'web',
      'task-definition-arn': 'web:1',
      'desired-count': '3'
    }
  )
]

/** Rollouts of many services, their rollbacks, and the obstacles to their turns. */
/** The sandbox begins at 9 o'clock; a deploy takes some two minutes. */
const ROTATED = {
  later: [
    {
      ...{ after: '30m', action: 'put-secret-value', secretId: 'demo/api-key' },
      secretString: '${generate:40}'
    }
  ]
}
const afterAnHour = (what: string, more: object): Trouble =>
  runs(what, { ...ROTATED, ...more }, async world => {
    const first = await world.deploy()
    world.sandbox.advance(3_600_000)
    return [first, await world.deploy(), await world.deploy({ mode: 'plan' })]
  })
const ALARMED = {
  services: [
    {
      ...SERVICE,
      deploymentConfiguration: { alarms: { alarmNames: ['errors', 'slow'], enable: true, rollback: true } }
    }
  ],
  timing: { bake: '2m' }
}
const FIFTY = Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`a${index}`, {}]))

/** Successes that are worth a word, and what alarms do. */
const DOUBTFUL: readonly Trouble[] = [
  afterAnHour('a secret that changes after the deploy', {}),
  afterAnHour('a secret that changes, and tasks that may not be listed', {
    faults: [{ op: 'ListTasks', kind: 'access-denied', from: 1 }]
  }),
  deploy('alarms that ring', { ...ALARMED, alarms: [{ name: 'slow', state: 'ALARM', after: '40s' }] }),
  deploy('alarms that rang before', {
    ...ALARMED,
    alarms: ['errors', 'slow'].map(name => ({ name, state: 'ALARM' }))
  }),
  deploy(
    'another desired count',
    {
      later: [{ after: '25s', action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 6 }]
    },
    { 'desired-count': '3' }
  ),
  deployMany('more revisions than a run looks at', FIFTY)
]

export const SERVICES: readonly Trouble[] = [
  ...DOUBTFUL,
  ...BEFORE,
  ...EXISTING,
  ...TURNS,
  ...WAYS,
  ...PAUSES,
  ...UNCHANGED,
  ...STAGES,
  ...CREATION
]
