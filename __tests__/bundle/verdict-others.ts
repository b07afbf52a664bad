import {
  exits,
  failed,
  hookStage,
  hooks,
  type Line,
  ON,
  pause,
  rolledBack,
  succeeded,
  timedOut
} from './verdict-line.ts'
import {
  after,
  byBakeTime,
  byNewest,
  configurationOf,
  deployedBy,
  type Given,
  notDecided,
  type Shape
} from './verdict-world.ts'

const alarms = (rollback: boolean) => ({ alarms: { alarmNames: ['web-5xx'], enable: true, rollback } })
const RINGS = { alarms: [{ name: 'web-5xx', after: '40s', state: 'ALARM' }], timing: { bake: '2m' } }
const somebody = (action: string, more: object = {}) => ({
  later: [{ after: '32s', action, cluster: 'demo', service: 'web', ...more }]
})

/** Lines about events from outside: an alarm, a hook, a user, another run. */
const MEANWHILE: readonly Line[] = [
  {
    name: 'alarm with rollback',
    given: () => ({ configuration: alarms(true), more: RINGS }),
    expected: () => rolledBack(/alarm/)
  },
  {
    name: 'alarm without rollback',
    given: () => ({ configuration: alarms(false), more: RINGS }),
    expected: () => failed(/alarm/)
  },
  {
    name: 'superseded by another definition',
    given: () => ({
      configuration: ON,
      more: {
        later: [
          { after: '20s', action: 'register-task-definition', ...OTHER },
          ...somebody('update-service', { taskDefinition: 'other:1' }).later
        ]
      }
    }),
    expected: () => ({
      outcome: 'superseded',
      reason: /^Another deployment \(ecs-svc\/\d+, other:1\) was started/,
      code: 1,
      decided: byNewest
    })
  },
  {
    name: 'superseded by the same definition',
    given: shape => ({
      configuration: ON,
      more: somebody('update-service', { taskDefinition: deployedBy(shape), forceNewDeployment: true })
    }),
    expected: () => ({ ...succeeded(), log: /of the same definition took over; following it/ })
  },
  {
    name: 'service deleted',
    given: () => ({ configuration: ON, more: somebody('delete-service', { force: true }) }),
    expected: () => failed(/it was deleted during the rollout/, after(32))
  },
  {
    name: 'stopped by a person',
    given: () => ({ configuration: ON, more: somebody('stop-service-deployment') }),
    expected: () => rolledBack(/./)
  },
  {
    name: 'Lambda hook FAILED',
    given: shape => ({
      configuration: hooks(hookStage(shape)),
      more: { lambdas: [{ function: 'smoke', result: 'FAILED', after: '20s' }] }
    }),
    expected: shape => rolledBack(shape.records === 'read' ? /lifecycle hook\(s\) failed/ : /./)
  }
]

const OTHER = {
  family: 'other',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'app', image: 'demo/other:1' }]
}

const decide = (seconds: number, more: object = {}) => ({
  later: [
    { after: `${seconds}s`, action: 'continue-service-deployment', cluster: 'demo', service: 'web', ...more }
  ]
})

/** Lines about pauses, which end only manually. */
const PAUSES: readonly Line[] = [
  {
    name: 'PAUSE continued',
    given: shape => ({ configuration: pause(shape), more: decide(240) }),
    expected: shape => ({
      ...succeeded(),
      ...(shape.records === 'read'
        ? {
            log: /paused at P\w+: waits for manual approval\. To continue or roll back: mode continue, or aws ecs continue-service-deployment/
          }
        : {})
    })
  },
  {
    name: 'PAUSE beyond the deadline',
    given: shape => ({ configuration: pause(shape), inputs: { 'wait-for-minutes': '5' } }),
    expected: shape => ({
      ...timedOut(
        shape,
        5,
        shape.records === 'read'
          ? /it is paused at P\w+ and waits for manual approval/
          : /^Not finished after/
      ),
      ...(shape.records === 'read'
        ? {
            log: /aws ecs continue-service-deployment --service-deployment-arn arn:\S+ --hook-id \S+ --action CONTINUE/
          }
        : {})
    })
  },
  {
    name: 'PAUSE rolled back by a person',
    given: shape => ({ configuration: pause(shape), more: decide(240, { with: 'ROLLBACK' }) }),
    expected: () => rolledBack(/./)
  }
]

const AGENTS = { clusters: [{ name: 'demo', instances: 3 }] }

const SERVICE_FILE = (shape: Shape, configuration: object) =>
  JSON.stringify({
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0sandbox'] } },
    deploymentConfiguration: configurationOf(shape, { configuration })
  })

/** A service without a completed deployment: one that does not exist, or one whose first rollout is in progress. */
function neverDeployed(shape: Shape, more: object = {}): Given {
  if (shape.what === 'forced') return { configuration: ON, service: { running: false }, more }
  return {
    service: 'none',
    more,
    inputs: { 'service-definition': 'deploy/{service}-service.json', service: 'web' },
    files: { 'deploy/web-service.json': SERVICE_FILE(shape, ON) }
  }
}

/** A first deployment also becomes web:2, since the scenario has a revision of the family. */
const FIRST: readonly Line[] = [
  { name: 'first deployment, good', given: shape => neverDeployed(shape), expected: () => succeeded() },
  {
    name: 'first deployment, bad',
    given: shape => neverDeployed(shape, { behaviours: [exits(deployedBy(shape))] }),
    expected: () => ({ ...failed(/No rollback candidate|circuit breaker|No task of/), log: /exited with 1/ })
  }
]

/** Lines about kinds of services and of read permissions. */
const KINDS: readonly Line[] = [
  {
    name: 'DAEMON, good',
    given: () => ({ configuration: ON, service: 'daemon', more: AGENTS }),
    // a daemon's old task stops before the new one starts
    expected: () => succeeded(/^The deployment completed\. No task ran for \d+ s during the rollout\.$/)
  },
  {
    name: 'DAEMON, bad',
    given: shape => ({
      configuration: ON,
      service: 'daemon',
      more: { ...AGENTS, behaviours: [{ ...exits(deployedBy(shape)), times: shape.what === 'new' ? 3 : 6 }] }
    }),
    expected: () => rolledBack(/circuit breaker|tasks failed to start|Tasks of this deployment keep exiting/)
  },
  {
    name: 'stale reads around the update',
    given: () => ({
      configuration: ON,
      more: {
        faults: [
          { op: 'DescribeServices', kind: 'stale', from: 2, times: 2 },
          { op: 'DescribeServiceDeployments', kind: 'stale', from: 1, times: 2 }
        ]
      }
    }),
    expected: () => succeeded()
  },
  {
    name: 'a deployment that vanishes from late reads',
    given: () => ({
      configuration: ON,
      more: { faults: [{ op: 'DescribeServices', kind: 'stale', from: 6, times: 4 }] }
    }),
    // the stale copies of the list only show when PRIMARY last changed: before the run's deployment started, which is
    // no evidence against it
    expected: () => succeeded()
  }
]

/** Lines about wait conditions. */
const GOALS: readonly Line[] = [
  {
    name: 'wait-until: stable',
    given: () => ({ configuration: ON, inputs: { 'wait-until': 'stable' } }),
    expected: () => succeeded()
  },
  {
    name: 'wait-until: BAKE_TIME',
    given: () => ({ configuration: ON, inputs: { 'wait-until': 'BAKE_TIME' } }),
    expected: shape =>
      shape.records === 'read'
        ? succeeded(/^The deployment has reached BAKE_TIME; it continues in ECS\.$/, byBakeTime)
        : succeeded()
  },
  {
    name: 'wait-until: none',
    given: () => ({ configuration: ON, inputs: { 'wait-until': 'none' } }),
    expected: () => ({
      ...succeeded(/^Updated; the rollout is not monitored/, notDecided),
      outcome: 'requested'
    })
  },
  {
    name: 'a canary of eight hours',
    given: () => ({
      configuration: {
        ...ON,
        bakeTimeInMinutes: 10,
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 480 }
      },
      inputs: { 'wait-for-minutes': '10' }
    }),
    expected: () => succeeded()
  }
]

/** The lines that are not about the behavior of tasks. */
export const OTHERS: readonly Line[] = [...MEANWHILE, ...PAUSES, ...FIRST, ...KINDS, ...GOALS]
