import {
  exits,
  failed,
  hooks,
  type Line,
  NO_ROLLBACK,
  ON,
  rolledBack,
  succeeded,
  timedOut
} from './verdict-line.ts'
import { OTHERS } from './verdict-others.ts'
import {
  BAKES,
  byDeadline,
  byLastEvent,
  byLastStop,
  type Decided,
  deployedBy,
  type Given,
  type Shape
} from './verdict-world.ts'

/** Lines about tasks: their behavior decides. */
const TASKS: readonly Line[] = [
  { name: 'success', given: () => ({ configuration: ON }), expected: () => succeeded() },
  {
    name: 'slow success',
    given: shape => ({
      configuration: ON,
      more: { behaviours: [{ taskDefinition: deployedBy(shape), startAfter: '4m' }] }
    }),
    expected: () => succeeded()
  },
  {
    name: 'breaker with rollback',
    given: shape => ({ configuration: ON, more: { behaviours: [exits(deployedBy(shape))] } }),
    expected: () => ({
      ...rolledBack(/circuit breaker|tasks failed to start|Tasks of this deployment keep exiting/),
      log: /exited with 1/
    })
  },
  {
    name: 'breaker without rollback',
    given: shape => ({ configuration: NO_ROLLBACK, more: { behaviours: [exits(deployedBy(shape))] } }),
    expected: () => ({
      ...failed(/circuit breaker|Tasks of this deployment keep exiting/),
      log: /exited with 1/
    })
  },
  {
    name: 'rollback that fails too',
    given: shape =>
      shape.strategy === 'ROLLING'
        ? {
            configuration: { ...ON, minimumHealthyPercent: 0, maximumPercent: 100 },
            more: { behaviours: [exits('web:1'), exits('web:2')] }
          }
        : {
            configuration: hooks('PRODUCTION_TRAFFIC_SHIFT'),
            more: { lambdas: [{ function: 'smoke', result: 'FAILED' }] },
            inputs: { 'wait-for-minutes': '8' }
          },
    expected: shape =>
      shape.strategy !== 'ROLLING' && shape.records === 'denied'
        ? // The list does not show a hook that fails during a rollback: only the record would.
          failed(/The rollback had not ended after \d+ min/, byDeadline(8 + BAKES[shape.strategy]))
        : failed(/The rollback failed too/)
  },
  {
    name: 'no breaker, never starts',
    given: shape => ({
      more: { behaviours: [{ taskDefinition: deployedBy(shape), neverRuns: true }] },
      inputs: { 'wait-for-minutes': '4' }
    }),
    expected: shape => timedOut(shape, 4, /^Not finished after \d min: 0 of 2 running, 2 pending/)
  },
  {
    name: 'desired count 0',
    given: () => ({ configuration: ON, service: { desiredCount: 0 } }),
    expected: () => ({
      ...succeeded(/the desired count is 0: no task was started/),
      log: /::warning.*the desired count is 0/
    })
  }
]

/** The four reasons why no task can start, without a breaker: ECS would retry forever. */
const FATAL: Readonly<
  Record<string, { given: (shape: Shape) => Given; reason: RegExp; decided: Decided; log: RegExp }>
> = {
  'secret denied': {
    given: () => ({
      more: { later: [{ after: '0s', action: 'delete-role-policy', ...READ_SECRETS }] }
    }),
    reason: /^No task of this deployment can start: a secret cannot be read/,
    decided: byLastStop,
    log: /is not authorized to read arn:aws:secretsmanager:\S+ \(API_KEY of container app\)/
  },
  'image missing': {
    given: shape => ({ more: { behaviours: [{ taskDefinition: deployedBy(shape), failStart: NO_IMAGE }] } }),
    reason: /^No task of this deployment can start: the image cannot be pulled/,
    decided: byLastStop,
    log: /CannotPullContainerError/
  },
  'exits at once': {
    given: shape => ({ more: { behaviours: [exits(deployedBy(shape))] } }),
    reason: /^Tasks of this deployment keep exiting/,
    decided: byLastStop,
    log: /exited with 1/
  },
  'no placement': {
    given: shape => ({
      service: { launchType: 'EC2' },
      more: {
        behaviours: [
          {
            taskDefinition: deployedBy(shape),
            cannotPlace: 'Reason: No Container Instances were found in your cluster.'
          }
        ]
      }
    }),
    reason: /^No task of this deployment can start\. ECS has reported \d times: was unable to place/,
    decided: byLastEvent,
    log: /No Container Instances were found/
  }
}

const READ_SECRETS = { roleName: 'demo-execution', policyName: 'read-secrets' }
const NO_IMAGE =
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/demo/web:2: not found'

const FAIL_FAST: readonly Line[] = Object.entries(FATAL).flatMap(
  ([name, { given, reason, decided, log }]) => [
    {
      name: `no breaker, ${name}`,
      given,
      expected: () => ({ ...failed(reason, decided), log })
    },
    {
      name: `no breaker, ${name}, fail-fast: false`,
      given: (shape: Shape) => ({
        ...given(shape),
        inputs: { 'fail-fast': 'false', 'wait-for-minutes': '5' }
      }),
      expected: (shape: Shape) => ({
        ...timedOut(shape, 5, /^Not finished after \d min: 0 of 2 running/),
        log
      })
    }
  ]
)

/** Every line of the verdict table. */
export const LINES: readonly Line[] = [...TASKS, ...FAIL_FAST, ...OTHERS]
