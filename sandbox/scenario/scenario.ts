import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { SandboxError } from '../fault.ts'
import { FAULT } from '../faults.ts'
import { isMap } from '../json.ts'
import { LAG_PATHS } from '../world/lag.ts'
import { ALARM_STATES } from '../world/rollback.ts'
import type { Timing } from '../world/state.ts'
import type { Content } from './content.ts'
import { object, readShape, type Shape } from './shape.ts'

/** A scenario that was validated; durations are milliseconds. `folder` is where the files that it names are found. */
export type Scenario = { readonly content: Content; readonly folder: string }

/** The default timing of a world, in milliseconds; docs/sandbox.md gives the reasons. */
export const DEFAULT_TIMING: Timing = {
  scheduler: 1000,
  provision: 4000,
  pull: 6000,
  start: 20_000,
  healthy: 40_000,
  stop: 10_000,
  deprovision: 5000,
  retry: 10_000,
  retryMax: 900_000,
  markFailed: 5000,
  stage: 5000,
  hook: 5000,
  bake: 300_000,
  stageLimit: 86_400_000,
  deploymentLimit: 2_592_000_000,
  remember: 3_600_000
}

const SECRET_FIELD: Shape = { textOr: object({ number: 'generate', required: 'generate' }) }

const BEHAVIOUR = object({
  text: 'family taskDefinition image failStart failPlacement cannotPlace',
  number: 'exitCode times',
  flag: 'oneOff outOfMemory neverRuns',
  duration: 'startAfter healthyAfter exitAfter unhealthyAfter interruptedAfter stopAfter',
  more: {
    logs: { list: 'text' },
    targetHealth: object({ text: 'state reason description', duration: 'after', required: 'state' })
  }
})

const SERVICE = object({
  text: 'serviceName cluster region taskDefinition launchType schedulingStrategy deploymentController',
  number: 'desiredCount minimumHealthyPercent maximumPercent healthCheckGracePeriodSeconds',
  flag: 'running express',
  any: 'deploymentConfiguration networkConfiguration loadBalancers',
  required: 'serviceName cluster taskDefinition',
  more: {
    circuitBreaker: object({ flag: 'enable rollback resetOnHealthyTask', any: 'thresholdConfiguration' }),
    tags: { map: 'text' },
    history: {
      list: object({
        text: 'taskDefinition',
        duration: 'age',
        required: 'taskDefinition status age',
        more: { status: { oneOf: ['SUCCESSFUL', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED', 'STOPPED'] } }
      })
    }
  }
})

const CODEDEPLOY_GROUP = object({
  text: 'application group cluster service region config container',
  number: 'port',
  flag: 'rollbackFails',
  duration: 'readyWait terminationWait healthyWait',
  required: 'cluster service',
  more: { rollbackOn: { list: 'text' } }
})

const LAMBDA = object({
  text: 'function stage service',
  number: 'times',
  duration: 'after',
  more: { result: { oneOf: ['SUCCEEDED', 'FAILED', 'IN_PROGRESS'] } }
})

/** One entry of `alarms`; `after` and `at` are read with the time at which it is given. */
export const ALARM: Shape = object({
  text: 'name region',
  any: 'after at',
  required: 'name',
  more: { state: { oneOf: ALARM_STATES } }
})

/** Every key of a scenario and its shape; docs/sandbox.md explains them. */
export const SCENARIO = object({
  text: 'account partition region',
  flag: 'throttle dates pullImages',
  more: {
    start: 'time',
    timing: object({ duration: Object.keys(DEFAULT_TIMING).join(' ') }),
    lag: object({ any: LAG_PATHS.join(' ') }),
    clusters: {
      list: {
        textOr: object({
          text: 'name region',
          number: 'instances',
          required: 'name',
          more: { tags: { map: 'text' } }
        })
      }
    },
    roles: {
      list: object({
        text: 'name path',
        any: 'trust boundary',
        required: 'name',
        more: { policies: { map: 'any' }, managed: { list: 'text' } }
      })
    },
    secrets: {
      list: object({
        text: 'name region value description kmsKeyId',
        number: 'generate',
        flag: 'deleted',
        duration: 'age',
        required: 'name',
        more: { json: { map: SECRET_FIELD }, tags: { map: 'text' } }
      })
    },
    parameters: {
      list: object({
        text: 'name region type value keyId description',
        number: 'generate',
        duration: 'age',
        required: 'name'
      })
    },
    buckets: {
      list: object({ text: 'name region', required: 'name', more: { objects: { map: SECRET_FIELD } } })
    },
    logGroups: { list: { textOr: object({ text: 'name region', required: 'name' }) } },
    targetGroups: {
      list: object({ text: 'name region protocol path matcher', number: 'port', required: 'name' })
    },
    serviceControlPolicies: { list: 'any' },
    images: {
      list: object({
        text: 'repository region content',
        flag: 'index',
        required: 'repository',
        more: { tags: { list: 'text' }, platforms: { list: 'text' } }
      })
    },
    pullThroughCache: { list: 'text' },
    taskDefinitions: { list: 'any' },
    services: { list: SERVICE },
    codedeploy: { list: CODEDEPLOY_GROUP },
    rules: {
      list: object({
        text: 'name region state scheduleExpression eventPattern managedBy',
        required: 'name',
        more: { targets: { list: 'any' } }
      })
    },
    schedules: { list: 'any' },
    behaviours: { list: BEHAVIOUR },
    alarms: { list: ALARM },
    lambdas: { list: LAMBDA },
    faults: { list: FAULT },
    later: { list: 'any' },
    callers: { map: 'any' }
  }
})

/** readScenario reads YAML (or JSON) text. Throws SandboxError with the path of the mistake. */
export function readScenario(text: string, folder: string): Scenario {
  let content: unknown
  try {
    content = readText(text)
  } catch (error) {
    throw new SandboxError(`Scenario: not YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  return scenarioOf(content ?? {}, folder)
}

/** JSON is read a hundred times faster as that than as YAML. */
function readText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return parse(text)
  }
}

/** scenarioOf validates a scenario that is already an object. Throws SandboxError. */
export function scenarioOf(content: unknown, folder: string): Scenario {
  if (!isMap(content)) throw new SandboxError('Scenario: it must be an object.')
  return { content: readShape(SCENARIO, content, 'Scenario: ') as Content, folder }
}

/** loadScenario reads a scenario file. Throws SandboxError. */
export function loadScenario(file: string): Scenario {
  const path = resolve(file)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new SandboxError(`Scenario: can't read ${file}.`)
  }
  return readScenario(text, dirname(path))
}
