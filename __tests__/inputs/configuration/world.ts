import { describeWorld } from '../../../sandbox/admin.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../../src/inputs/configuration.ts'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runCheck } from '../../../src/modes/check.ts'
import { runDeploy } from '../../../src/modes/deploy.ts'
import { runPlan } from '../../../src/modes/plan.ts'
import { runRender } from '../../../src/modes/render.ts'
import { runRollback } from '../../../src/modes/rollback.ts'
import type { ModePorts } from '../../../src/ports.ts'
import type { Report } from '../../../src/report/report.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { endedAfterEach } from '../../ended.ts'
import { type ModeWorld, makeModeWorld } from '../../modes/world.ts'

/** The path of a repository's configuration file. */
export const CONFIG = '.github/ecs-sealed-deploy.yml'

/** A repository with its files and the clusters to which it deploys. */
export type Project = ModeWorld & {
  run(
    mode: 'check' | 'plan' | 'deploy' | 'render' | 'rollback',
    raw?: RawInputs,
    more?: Partial<ModePorts>
  ): Promise<Report>
  /** `key: family:revision` of the revision that each result runs, and its outcome. */
  deploy(raw?: RawInputs): Promise<readonly string[]>
  /** What the services of a cluster run: `service family:revision`. */
  running(cluster: string, region?: string): readonly string[]
}

/** What a service of the scenario needs. */
export type Place = {
  readonly cluster: string
  readonly service: string
  readonly family?: string
  readonly region?: string
  readonly container?: string
}

/** scenarioOf is a scenario in which every place has one running revision. */
export function scenarioOf(places: readonly Place[], more: object = {}): object {
  const region = places[0]?.region ?? 'us-west-2'
  return {
    region,
    clusters: distinct(places.map(({ cluster: name, region: own = region }) => ({ name, region: own }))),
    roles: [{ name: 'execution', managed: [EXECUTION] }],
    taskDefinitions: distinct(
      places.map(({ service, family = service, container = 'app', region: own = region }) => ({
        ...definition(family, { name: container, image: 'old:1' }),
        region: own
      }))
    ),
    services: places.map(({ cluster, service, family = service, region: own = region }) => ({
      serviceName: service,
      cluster,
      region: own,
      taskDefinition: family,
      networkConfiguration: NETWORK
    })),
    ...more
  }
}

const EXECUTION = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'
const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'] } }

/** A task definition with one container, as in a file of the repository. */
export function definition(family: string, container: object = {}): object {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [{ name: 'app', image: 'registry/app:1', ...container }]
  }
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()]
}

/** makeProject creates a repository of these files and the sandbox of a scenario. */
export async function makeProject(
  files: Readonly<Record<string, string | object>>,
  scenario: object
): Promise<Project> {
  const world = await makeModeWorld(scenario)
  for (const [file, content] of Object.entries(files))
    world.workspace.write(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  const run: Project['run'] = (mode, raw = {}, more = {}) => {
    const ports = { ...world.ports, ...more }
    const hasConfigFile = CONFIG in files
    const read = readConfiguration({ 'verify-permissions': 'off', ...raw, mode }, { hasConfigFile })
    if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
    const { configuration } = read
    switch (configuration.mode) {
      case 'check':
        return runCheck(configuration, ports)
      case 'plan':
        return runPlan(configuration as PlanConfiguration, ports)
      case 'render':
        return runRender(configuration, ports)
      case 'rollback':
        return runRollback(configuration, ports)
      default:
        return runDeploy(configuration as DeployConfiguration, ports)
    }
  }
  return {
    ...world,
    run,
    deploy: async raw => {
      const report = await run('deploy', raw)
      const { results, problems } = report
      const isGood = results.every(({ outcome }) => outcome === 'succeeded' || outcome === 'unchanged')
      // All outputs must agree with the actual outcome of the services.
      if (problems.length === 0 && isGood && exitCodeOf(report) !== 0) return [`exit ${exitCodeOf(report)}`]
      if (problems.length > 0) return problems.map(({ code, message }) => `${code}: ${message}`)
      return results.map(
        ({ service, key = service, outcome, taskDefinitionArn = '' }) =>
          `${key} ${outcome} ${taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf('/') + 1)}`
      )
    },
    running: (cluster, region = 'us-west-2') => {
      const found = describeWorld(world.sandbox.sandbox.world) as State
      const clusters = found.regions[region]?.clusters ?? []
      return clusters
        .flatMap(one => (one.name === cluster ? one.services : []))
        .map(
          ({ name, taskDefinition }) => `${name} ${taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1)}`
        )
    }
  }
}

/** projectsOfTests returns makeProject, whose projects end after each test. */
export const projectsOfTests = () => endedAfterEach(makeProject)

type State = {
  readonly regions: Readonly<
    Record<
      string,
      {
        readonly clusters: readonly {
          readonly name: string
          readonly services: readonly { readonly name: string; readonly taskDefinition: string }[]
        }[]
      }
    >
  >
}
