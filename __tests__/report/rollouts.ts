import type { DefinitionPlan, Plan } from '../../src/deploy/comparison/plan.ts'
import type { JsonObject } from '../../src/json.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import type { Diagnosis } from '../../src/rollout/diagnosis/diagnosis.ts'
import type { ServiceResult, Timeline } from '../../src/rollout/outcome.ts'
import type { ServiceState } from '../../src/rollout/ports.ts'

/** Hostile names: markup of every kind, a mention, a line break, a workflow command. */
export const HOSTILE =
  'a|b`c`</details><img src=x onerror=y> @everyone [x](javascript:y) ![i](https://evil.test/i.png)\n::error::z\u202e'

const ARN = 'arn:aws:ecs:us-west-2:123456789012'

export function aResult(given: Partial<ServiceResult> = {}): ServiceResult {
  const service = given.service ?? 'web'
  return {
    service,
    cluster: 'demo',
    region: 'us-west-2',
    outcome: 'succeeded',
    reason: 'All tasks run.',
    taskDefinitionArn: `${ARN}:task-definition/${service}:8`,
    previousTaskDefinitionArn: `${ARN}:task-definition/${service}:7`,
    deploymentId: 'ecs-svc/1234567890123456789',
    startedAt: '2026-11-24T17:03:12.000Z',
    finishedAt: '2026-11-24T17:05:17.000Z',
    ...given
  }
}

const START = Date.parse('2026-11-24T17:03:12.000Z')

export function aTimeline(given: Partial<Timeline> = {}): Timeline {
  return {
    service: 'web',
    cluster: 'demo',
    region: 'us-west-2',
    milestones: [
      { at: START, what: 'registered', text: 'registered web:8' },
      { at: START + 1000, what: 'updated', text: 'service updated' },
      { at: START + 13_000, what: 'first-task', text: 'first task running' },
      { at: START + 65_000, what: 'traffic', text: '10 % of production traffic' },
      { at: START + 125_000, what: 'ended', text: 'succeeded' }
    ],
    ...given
  }
}

export function aDiagnosis(given: Partial<Diagnosis> = {}): Diagnosis {
  return {
    ...{ service: 'web', cluster: 'demo', region: 'us-west-2' },
    events: ['was unable to start tasks'],
    eventCauses: [],
    stops: [
      {
        count: 3,
        reason: 'Essential container in task exited',
        exits: ['app exited with 1'],
        explanation: 'The container ends at once.'
      }
    ],
    logs: [],
    targets: [],
    notVerified: [],
    ...given
  }
}

/** A definition whose container logs to `/ecs/web`. */
export function aDefinition(given: Partial<DefinitionPlan> = {}): DefinitionPlan {
  return {
    id: 'deploy/web.json',
    account: { region: 'us-west-2' },
    family: 'web',
    files: ['deploy/web.json'],
    definition: {
      family: 'web',
      containerDefinitions: [
        { name: 'app', logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } } }
      ]
    } as JsonObject,
    registration: { kind: 'register', because: 'changed' },
    differences: [{ path: 'containerDefinitions[app].image', change: 'changed' }],
    notKept: [],
    latestRevision: 7,
    ...given
  }
}

/** A running service: two tasks, rolled out, without any risk. */
export function aServiceState(service: string, given: Partial<ServiceState> = {}): ServiceState {
  return {
    service,
    serviceArn: `${ARN}:service/demo/${service}`,
    clusterArn: `${ARN}:cluster/demo`,
    status: 'ACTIVE',
    taskDefinition: `${ARN}:task-definition/${service}:7`,
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    deploymentController: 'ECS',
    strategy: 'ROLLING',
    schedulingStrategy: 'REPLICA',
    deployments: [],
    events: [],
    circuitBreaker: { enable: true, rollback: true },
    raw: {
      loadBalancers: [{ targetGroupArn: 'x' }],
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } }
    },
    ...given
  }
}

/** A plan that updates each service to its own definition. */
export function aPlan(names: readonly string[], more: Partial<DefinitionPlan> = {}): Plan {
  return {
    definitions: names.map(name => aDefinition({ id: name, family: name, ...more })),
    services: names.map(service => ({
      service,
      site: { region: 'us-west-2', cluster: 'demo' },
      file: `deploy/${service}.json`,
      definitionId: service,
      action: { kind: 'update', because: 'new-definition', forceNewDeployment: false },
      before: aServiceState(service),
      previousTaskDefinitionArn: `${ARN}:task-definition/${service}:7`,
      previousPlaintext: []
    }))
  }
}

/** The report of a deploy. */
export function aReport(given: Partial<Report> = {}): Report {
  return { ...emptyReport('deploy'), ...given }
}
