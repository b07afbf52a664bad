// The rollouts through which `npm run bench -- --rollouts` and `--peer` run a deploy action: data only.

const exits = (of = { taskDefinition: 'web:2' }) => ({ ...of, exitAfter: '5s', exitCode: 1 })
const ON = { deploymentCircuitBreaker: { enable: true, rollback: true } }
const NO_ROLLBACK = { deploymentCircuitBreaker: { enable: true, rollback: false } }
const BLUE_GREEN = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 }
const CANARY = {
  strategy: 'CANARY',
  bakeTimeInMinutes: 5,
  canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 10 }
}
const LINEAR = {
  strategy: 'LINEAR',
  bakeTimeInMinutes: 5,
  linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 2 }
}
const hook = stage => ({
  lifecycleHooks: [
    {
      hookTargetArn: 'arn:aws:lambda:us-west-2:123456789012:function:smoke',
      roleArn: 'arn:aws:iam::123456789012:role/hooks',
      lifecycleStages: [stage]
    }
  ]
})
const HOOK_FAILS = { lambdas: [{ function: 'smoke', result: 'FAILED', after: '45s' }] }
const PAUSE = {
  lifecycleHooks: [
    {
      targetType: 'PAUSE',
      lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
      timeoutConfiguration: { timeoutInMinutes: 120, action: 'ROLLBACK' }
    }
  ]
}
const alarms = rollback => ({ alarms: { alarmNames: ['web-5xx'], enable: true, rollback } })
const rings = after => ({ alarms: [{ name: 'web-5xx', after, state: 'ALARM' }] })
const somebody = (after, action, more = {}) => ({
  later: [{ after, action, cluster: 'demo', service: 'web', ...more }]
})
const NO_IMAGE =
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/demo/web:2: not found'
const NO_INSTANCE = 'Reason: No Container Instances were found in your cluster.'
const DENIED = {
  later: [
    { after: '0s', action: 'delete-role-policy', roleName: 'demo-execution', policyName: 'read-secrets' }
  ]
}
const OTHER = {
  family: 'other',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'app', image: 'demo/other:1' }]
}
const AGENTS = { clusters: [{ name: 'demo', instances: 3 }] }
const NO_RECORDS = {
  callers: {
    bench: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
          Resource: '*'
        }
      ]
    }
  }
}

/**
 * Each scenario: `name`; `good`, whether the deploy should succeed; `cause`, text that the output of a failing one must
 * contain; `configuration`, `service` and `more`, which are added to service web with two tasks; `forced`: the same
 * definition again; `decides`: what ends it, `ecs` or, if ECS would retry or wait forever, `nobody`.
 */
export const scenarios = [
  { name: 'rolling: success', good: true, configuration: ON },
  {
    name: 'rolling: slow, 4 min to start',
    good: true,
    configuration: ON,
    more: { behaviours: [{ taskDefinition: 'web:2', startAfter: '4m' }] }
  },
  { name: 'rolling: the same definition, forced', good: true, forced: true, configuration: ON },
  { name: 'rolling: desired count 0', good: true, configuration: ON, service: { desiredCount: 0 } },
  {
    name: 'rolling: nothing was ever completed before',
    good: true,
    configuration: ON,
    service: { running: false }
  },
  {
    name: 'rolling: reads are throttled',
    good: true,
    configuration: ON,
    more: { faults: [{ op: 'DescribeServices', kind: 'throttle', from: 3, times: 3 }] }
  },
  {
    name: 'rolling: stale reads after the update',
    good: true,
    configuration: ON,
    more: { faults: [{ op: 'DescribeServices', kind: 'stale', from: 2, times: 2 }] }
  },
  {
    name: 'rolling: somebody deploys the same definition',
    good: true,
    configuration: ON,
    more: somebody('32s', 'update-service', { taskDefinition: 'web:2', forceNewDeployment: true })
  },
  { name: 'rolling: DAEMON', good: true, daemon: true, configuration: ON, more: AGENTS },
  {
    name: 'rolling: exits at once, breaker rolls back',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: ON,
    more: { behaviours: [exits()] }
  },
  {
    name: 'rolling: the same, forced',
    cause: /exit\w*( with| code)? 1\b/,
    forced: true,
    configuration: ON,
    more: { behaviours: [exits({ family: 'web' })] }
  },
  {
    name: 'rolling: exits at once, breaker without rollback',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: NO_ROLLBACK,
    more: { behaviours: [exits()] }
  },
  {
    name: 'rolling: the same, records cannot be read',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: ON,
    more: { behaviours: [exits()], ...NO_RECORDS }
  },
  {
    name: 'rolling: secret denied, breaker rolls back',
    cause: /may not read|not authorized to perform: secretsmanager/,
    configuration: ON,
    more: DENIED
  },
  {
    name: 'rolling: image missing, breaker rolls back',
    cause: /CannotPull/,
    configuration: ON,
    more: { behaviours: [{ taskDefinition: 'web:2', failStart: NO_IMAGE }] }
  },
  {
    name: 'rolling: out of memory, breaker rolls back',
    cause: /137|OutOfMemory/,
    configuration: ON,
    more: { behaviours: [{ taskDefinition: 'web:2', exitAfter: '20s', exitCode: 137, outOfMemory: true }] }
  },
  {
    name: 'rolling: health check fails, breaker rolls back',
    cause: /health check/i,
    configuration: ON,
    more: { behaviours: [{ taskDefinition: 'web:2', unhealthyAfter: '20s' }] }
  },
  {
    name: 'rolling: the rollback fails too',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: { ...ON, minimumHealthyPercent: 0, maximumPercent: 100 },
    more: { behaviours: [exits(), exits({ taskDefinition: 'web:1' })] }
  },
  {
    name: 'rolling: first deployment, bad',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: ON,
    service: { running: false },
    more: { behaviours: [exits({ family: 'web' })] }
  },
  {
    name: 'rolling: secret denied, no breaker',
    decides: 'nobody',
    cause: /may not read|not authorized to perform: secretsmanager/,
    more: DENIED
  },
  {
    name: 'rolling: image missing, no breaker',
    decides: 'nobody',
    cause: /CannotPull/,
    more: { behaviours: [{ taskDefinition: 'web:2', failStart: NO_IMAGE }] }
  },
  {
    name: 'rolling: exits at once, no breaker',
    decides: 'nobody',
    cause: /exit\w*( with| code)? 1\b/,
    more: { behaviours: [exits()] }
  },
  {
    name: 'rolling: no placement, no breaker',
    decides: 'nobody',
    cause: /No Container Instances/,
    service: { launchType: 'EC2' },
    more: { behaviours: [{ taskDefinition: 'web:2', cannotPlace: NO_INSTANCE }] }
  },
  {
    name: 'rolling: tasks stay pending, no breaker',
    decides: 'nobody',
    cause: /0 of 2 running|pending/i,
    more: { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }
  },
  { name: 'rolling: alarm, rolls back', cause: /alarm/i, configuration: alarms(true), more: rings('40s') },
  { name: 'rolling: alarm, no rollback', cause: /alarm/i, configuration: alarms(false), more: rings('40s') },
  {
    name: 'rolling: somebody deploys another definition',
    cause: /other:1/,
    configuration: ON,
    more: {
      later: [
        { after: '20s', action: 'register-task-definition', ...OTHER },
        ...somebody('32s', 'update-service', { taskDefinition: 'other:1' }).later
      ]
    },
    decides: 'newest'
  },
  {
    name: 'rolling: the service is deleted',
    cause: /deleted|INACTIVE|DRAINING/,
    configuration: ON,
    more: somebody('32s', 'delete-service', { force: true }),
    decides: 32
  },
  {
    name: 'rolling: a user stops it',
    cause: /rolled back|StopServiceDeployment/i,
    configuration: ON,
    more: somebody('32s', 'stop-service-deployment')
  },
  { name: 'rolling: a hook fails', cause: /hook/i, configuration: hook('PRE_SCALE_UP'), more: HOOK_FAILS },
  {
    name: 'rolling: DAEMON, exits at once',
    cause: /exit\w*( with| code)? 1\b/,
    daemon: true,
    configuration: ON,
    more: { ...AGENTS, behaviours: [{ ...exits(), times: 3 }] }
  },
  { name: 'blue/green: success', good: true, configuration: { ...ON, ...BLUE_GREEN } },
  {
    name: 'blue/green: the same definition, forced',
    good: true,
    forced: true,
    configuration: { ...ON, ...BLUE_GREEN }
  },
  {
    name: 'blue/green: exits at once, breaker rolls back',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: { ...ON, ...BLUE_GREEN },
    more: { behaviours: [exits()] }
  },
  {
    name: 'blue/green: secret denied, no breaker',
    decides: 'nobody',
    cause: /may not read|not authorized to perform: secretsmanager/,
    configuration: BLUE_GREEN,
    more: DENIED
  },
  {
    name: 'blue/green: a hook fails',
    cause: /hook/i,
    configuration: { ...BLUE_GREEN, ...hook('POST_SCALE_UP') },
    more: HOOK_FAILS
  },
  {
    name: 'blue/green: alarm in the bake time',
    cause: /alarm/i,
    configuration: { ...BLUE_GREEN, ...alarms(true) },
    more: rings('4m')
  },
  {
    name: 'blue/green: paused, continued after 10 min',
    good: true,
    configuration: { ...BLUE_GREEN, ...PAUSE },
    more: somebody('10m', 'continue-service-deployment')
  },
  {
    name: 'blue/green: paused, nobody comes',
    decides: 'nobody',
    cause: /waits for a person|continue-service-deployment/,
    configuration: { ...BLUE_GREEN, ...PAUSE }
  },
  {
    name: 'blue/green: paused, a user rolls it back',
    cause: /roll(ed|ing) back/i,
    configuration: { ...BLUE_GREEN, ...PAUSE },
    more: somebody('10m', 'continue-service-deployment', { with: 'ROLLBACK' })
  },
  { name: 'canary: success', good: true, configuration: { ...ON, ...CANARY } },
  {
    name: 'canary: alarm at 10 %',
    cause: /alarm/i,
    configuration: { ...CANARY, ...alarms(true) },
    more: rings('5m')
  },
  {
    name: 'canary: a user stops it',
    cause: /rolled back|StopServiceDeployment/i,
    configuration: { ...ON, ...CANARY },
    more: somebody('5m', 'stop-service-deployment')
  },
  { name: 'linear: success', good: true, configuration: { ...ON, ...LINEAR } },
  {
    name: 'linear: exits at once, breaker rolls back',
    cause: /exit\w*( with| code)? 1\b/,
    configuration: { ...ON, ...LINEAR },
    more: { behaviours: [exits()] }
  }
]

/** The template of a service: the definition of web:1 with another image tag. */
export function definitionOf(family, tag, secret) {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    containerDefinitions: [
      { name: 'app', image: `demo/${family}:${tag}`, secrets: [{ name: 'API_KEY', valueFrom: secret }] }
    ]
  }
}

const READ_SECRETS = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: ['arn:aws:secretsmanager:us-west-2:123456789012:secret:demo/*']
    }
  ]
}

/** The sandbox's scenario for these families, each with a service of the same name. */
export function worldOf(families, { configuration = {}, service = {}, daemon = false, more = {} }) {
  return {
    region: 'us-west-2',
    clusters: ['demo'],
    secrets: [{ name: 'demo/api-key', generate: 40 }],
    roles: [{ name: 'demo-execution', policies: { 'read-secrets': READ_SECRETS } }],
    taskDefinitions: families.map(family => definitionOf(family, 1, '${secret:demo/api-key}')),
    services: families.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: `${serviceName}:1`,
      deploymentConfiguration: configuration,
      ...(daemon ? { launchType: 'EC2', schedulingStrategy: 'DAEMON' } : { desiredCount: 2 }),
      ...service
    })),
    ...more
  }
}

/** Eight services at once, the slowest of which takes 390 s. */
export const eight = {
  families: Array.from({ length: 8 }, (_, index) => `s${index}`),
  more: {
    behaviours: Array.from({ length: 8 }, (_, index) => ({
      family: `s${index}`,
      startAfter: `${20 + index * 45}s`
    }))
  }
}
