import { LAG_PATHS } from '../world/lag.ts'
import type { Shape } from './shape.ts'

const DURATION: Shape = 'any'
const BREAKER: Shape = {
  keys: { enable: 'flag', rollback: 'flag', resetOnHealthyTask: 'flag', thresholdConfiguration: 'any' }
}
const SECRET_FIELD: Shape = { textOr: { keys: { generate: 'number' }, required: ['generate'] } }

const BEHAVIOUR: Shape = {
  keys: {
    family: 'text',
    taskDefinition: 'text',
    image: 'text',
    oneOff: 'flag',
    startAfter: DURATION,
    healthyAfter: DURATION,
    failStart: 'text',
    failPlacement: 'text',
    cannotPlace: 'text',
    exitAfter: DURATION,
    exitCode: 'number',
    outOfMemory: 'flag',
    logs: { list: 'text' },
    targetHealth: {
      keys: { state: 'text', reason: 'text', description: 'text', after: DURATION },
      required: ['state']
    },
    unhealthyAfter: DURATION,
    interruptedAfter: DURATION,
    neverRuns: 'flag',
    stopAfter: DURATION,
    times: 'number'
  }
}

const SERVICE: Shape = {
  keys: {
    serviceName: 'text',
    cluster: 'text',
    region: 'text',
    taskDefinition: 'text',
    desiredCount: 'number',
    launchType: 'text',
    minimumHealthyPercent: 'number',
    maximumPercent: 'number',
    circuitBreaker: BREAKER,
    deploymentConfiguration: 'any',
    schedulingStrategy: 'text',
    deploymentController: 'text',
    networkConfiguration: 'any',
    loadBalancers: { list: 'any' },
    healthCheckGracePeriodSeconds: 'number',
    tags: { map: 'text' },
    running: 'flag',
    express: 'flag',
    history: {
      list: {
        keys: { taskDefinition: 'text', status: 'text', age: DURATION },
        required: ['taskDefinition', 'status', 'age']
      }
    }
  },
  required: ['serviceName', 'cluster', 'taskDefinition']
}

const RULE: Shape = {
  keys: {
    name: 'text',
    region: 'text',
    state: 'text',
    scheduleExpression: 'text',
    eventPattern: 'text',
    managedBy: 'text',
    targets: { list: 'any' }
  },
  required: ['name']
}

const CODEDEPLOY_GROUP: Shape = {
  keys: {
    application: 'text',
    group: 'text',
    cluster: 'text',
    service: 'text',
    region: 'text',
    config: 'text',
    container: 'text',
    port: 'number',
    readyWait: DURATION,
    terminationWait: DURATION,
    healthyWait: DURATION,
    rollbackOn: { list: 'text' },
    rollbackFails: 'flag'
  },
  required: ['cluster', 'service']
}

/** Every key of a scenario and its shape; docs/sandbox.md explains them. */
export const SCENARIO: Extract<Shape, { keys: unknown }> = {
  keys: {
    account: 'text',
    partition: 'text',
    region: 'text',
    start: 'any',
    lenientTaskDefinitions: 'flag',
    throttle: 'flag',
    dates: 'flag',
    timing: {
      keys: Object.fromEntries(
        [
          'scheduler',
          'provision',
          'pull',
          'start',
          'healthy',
          'stop',
          'deprovision',
          'retry',
          'retryMax',
          'markFailed',
          'stage',
          'hook',
          'bake',
          'stageLimit',
          'deploymentLimit',
          'remember'
        ].map(key => [key, DURATION])
      )
    },
    lag: { keys: Object.fromEntries(LAG_PATHS.map(path => [path, DURATION])) },
    clusters: {
      list: {
        textOr: {
          keys: { name: 'text', region: 'text', tags: { map: 'text' }, instances: 'number' },
          required: ['name']
        }
      }
    },
    roles: {
      list: {
        keys: {
          name: 'text',
          path: 'text',
          trust: 'any',
          policies: { map: 'any' },
          managed: { list: 'text' },
          boundary: 'any'
        },
        required: ['name']
      }
    },
    secrets: {
      list: {
        keys: {
          name: 'text',
          region: 'text',
          value: 'text',
          generate: 'number',
          json: { map: SECRET_FIELD },
          description: 'text',
          kmsKeyId: 'text',
          tags: { map: 'text' },
          age: DURATION,
          deleted: 'flag'
        },
        required: ['name']
      }
    },
    parameters: {
      list: {
        keys: {
          name: 'text',
          region: 'text',
          type: 'text',
          value: 'text',
          generate: 'number',
          keyId: 'text',
          age: DURATION,
          description: 'text'
        },
        required: ['name']
      }
    },
    buckets: {
      list: {
        keys: { name: 'text', region: 'text', objects: { map: SECRET_FIELD } },
        required: ['name']
      }
    },
    logGroups: {
      list: { textOr: { keys: { name: 'text', region: 'text' }, required: ['name'] } }
    },
    targetGroups: {
      list: {
        keys: {
          name: 'text',
          region: 'text',
          protocol: 'text',
          port: 'number',
          path: 'text',
          matcher: 'text'
        },
        required: ['name']
      }
    },
    serviceControlPolicies: { list: 'any' },
    images: {
      list: {
        keys: {
          repository: 'text',
          region: 'text',
          tags: { list: 'text' },
          platforms: { list: 'text' },
          content: 'text',
          index: 'flag'
        },
        required: ['repository']
      }
    },
    pullImages: 'flag',
    pullThroughCache: { list: 'text' },
    taskDefinitions: { list: 'any' },
    services: { list: SERVICE },
    codedeploy: { list: CODEDEPLOY_GROUP },
    rules: { list: RULE },
    schedules: { list: 'any' },
    behaviours: { list: BEHAVIOUR },
    alarms: { list: 'any' },
    lambdas: { list: 'any' },
    faults: { list: 'any' },
    later: { list: 'any' },
    callers: { map: 'any' }
  }
}
