// jest's module loader stumbles over two dynamic imports at the same time; these are loaded before.
import '../../src/aws/ecs.ts'
import '../../src/aws/ecs-inventory.ts'
import '../../src/aws/secret-inventory.ts'
import '../../src/aws/secrets-manager.ts'
import '../../src/aws/sts.ts'
import '../../src/aws/iam.ts'
import '../../src/aws/ecr.ts'
import '../../src/aws/parameter-store.ts'
import '../../src/aws/parameter-values.ts'
import '../../src/aws/role-policies.ts'
import '../../src/aws/secret-store.ts'
import '../../src/aws/secret-values.ts'
import '../../src/deploying/carry-out/carry-out.ts'
import '../../src/deploying/carry-out/investigate.ts'
import '../../src/deploying/plan/inspect-codedeploy.ts'
import '../../src/deploying/plan/verify-plan.ts'
import '../../src/deploying/prepare/service-definitions.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { catchUp } from '../../sandbox/dispatch.ts'
import { makeHost } from '../../sandbox/host.ts'
import type { RequestRecord } from '../../sandbox/record.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Service } from '../../sandbox/world/state.ts'
import type { AuditPorts } from '../../src/audit/run/ports.ts'
import { connectAws } from '../../src/aws/connect.ts'
import { connectAudit, connectFiles, connectValues } from '../../src/aws/connect-audit.ts'
import { connectMigration } from '../../src/aws/connect-migration.ts'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { readConfigurationWith } from '../../src/inputs/read.ts'
import { readForAws } from '../../src/inputs/read-for-aws.ts'
import type { RawInputs } from '../../src/inputs/specification.ts'
import type { MigrationPorts } from '../../src/migration/run/ports.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runMigrate } from '../../src/modes/migrate.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { runRotateRestart } from '../../src/modes/rotate-restart.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { replaceFile } from '../../src/workspace/replace-file.ts'
import { makeWorkspace, type Workspace } from '../bundle/runner.ts'
import { recordingLog } from '../modes/world.ts'
import { CLUSTER, nameOf, REGION, scenarioOf, templateOf } from './scenario.ts'
import type { WorldSpec } from './spec.ts'
import { plugIn } from './transport.ts'
import { Stuck, VirtualTime } from './virtual-time.ts'

/** What one run of the program came to. */
export type Ran = {
  /** Virtual milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
  /** Undefined: it was killed. */
  readonly report: Report | undefined
  readonly exit: number | undefined
  readonly verdict: string
  readonly outputs: Readonly<Record<string, string>>
  readonly log: string
  /** Its requests, in order. */
  readonly requests: readonly RequestRecord[]
  /** It threw, or did not end. */
  readonly broken: string | undefined
}

/** All that happened in a world. */
export type Played = {
  readonly spec: WorldSpec
  /** The run in the world as it is; after a kill only this one's traces are left. */
  readonly first: Ran
  /** The same again when all is quiet: no faults, fresh credentials, nobody else. */
  readonly second: Ran
  readonly sandbox: Sandbox
  readonly services: readonly { readonly name: string; readonly state: Service }[]
  /** The services' files at the end. */
  readonly texts: readonly string[]
}

/** A change of what the program sees or says, for mistakes that are planted on purpose. */
export type Plant = {
  readonly ports?: (aws: AwsPorts) => AwsPorts
  readonly report?: (report: Report) => Report
  readonly exit?: (code: number) => number
}

const LIMIT = 6 * 3_600_000
/** How long the world is left alone before the second run: whatever goes on ends. */
const REST = 30 * 60_000

/** play runs a world: the run, a rest, and the same run again. */
export async function play(spec: WorldSpec, plant: Plant = {}): Promise<Played> {
  const host = makeHost({ scenario: scenarioOf(spec), clock: 'manual', seed: spec.draw })
  const { sandbox } = host
  const files = spec.services.map((_, index) => [fileOf(index), templateOf(spec, nameOf(index))])
  const workspace = makeWorkspace(Object.fromEntries(files) as Record<string, string>)
  const saved = { ...process.env }
  Object.assign(process.env, ENVIRONMENT)
  try {
    const stage: Stage = { spec, sandbox, workspace, plant, pid: 1 }
    mkdirSync(join(workspace.path, '.state'))
    const first = await run(stage, spec.killAt ?? undefined)
    sandbox.faults.length = 0
    rest(sandbox, first.report === undefined ? restartOf(spec) : REST)
    const second = await run({ ...stage, pid: 2 }, undefined)
    rest(sandbox, REST)
    const cluster = sandbox.world.regions.get(REGION)?.clusters.get(CLUSTER)
    const services = spec.services.flatMap((_, index) => {
      const state = cluster?.services.get(nameOf(index))
      return state ? [{ name: nameOf(index), state }] : []
    })
    const texts = spec.services.map((_, index) => workspace.read(fileOf(index)))
    return { spec, first, second, sandbox, services, texts }
  } finally {
    process.env = saved
    workspace.remove()
  }
}

function fileOf(index: number): string {
  return `deploy/${nameOf(index)}.json`
}

const ENVIRONMENT = {
  AWS_ENDPOINT_URL: 'http://sandbox.invalid',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test'
}

type Stage = {
  readonly spec: WorldSpec
  readonly sandbox: Sandbox
  readonly workspace: Workspace
  readonly plant: Plant
  readonly pid: number
}

/** A job that was killed is run again at once, but no sooner than what it did can be read. */
function restartOf({ lags }: WorldSpec): number {
  return Math.max(0, ...lags.map(({ seconds }) => seconds * 1000))
}

function rest(sandbox: Sandbox, ms: number): void {
  sandbox.clock.advance(ms)
  catchUp(sandbox)
}

async function run(stage: Stage, killAt: number | undefined): Promise<Ran> {
  const { sandbox, spec, plant } = stage
  const now = () => sandbox.clock.now()
  const time = new VirtualTime(now, ms => {
    sandbox.clock.advance(ms)
    catchUp(sandbox)
  })
  const before = sandbox.requests.length
  const startedAt = now()
  const log = recordingLog()
  const line = { sandbox, time, latency: latencyOf(spec) }
  const plugged = plugIn(killAt === undefined ? line : { ...line, killAt })
  let report: Report | undefined
  let broken: string | undefined
  try {
    report = await time.run(answered(spec, program(stage, time, log)), LIMIT)
  } catch (error) {
    broken = error instanceof Stuck ? error.message : `thrown: ${String(error)} ${(error as Error).stack}`
  } finally {
    plugged.unplug()
  }
  const shown = report && plant.report ? plant.report(report) : report
  const code = shown && exitCodeOf(shown)
  return {
    startedAt,
    endedAt: now(),
    report: shown,
    exit: code !== undefined && plant.exit ? plant.exit(code) : code,
    verdict: shown ? judgeReport(shown).sentence : '',
    outputs: shown ? outputsOf(shown) : {},
    log: log.text(),
    requests: sandbox.requests.slice(before),
    broken
  }
}

/** What AWS refuses is a problem of the report, as in the shell. */
async function answered(spec: WorldSpec, running: Promise<Report>): Promise<Report> {
  try {
    return await running
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { ...emptyReport(spec.mode), problems: [explainAwsError(error)] }
  }
}

/** Between 20 and 300 ms, the same for the same world and call. */
function latencyOf({ draw }: WorldSpec): (n: number) => number {
  return n => 20 + ((draw * 31 + n * 7919) % 281)
}

function program(stage: Stage, time: VirtualTime, log: ReturnType<typeof recordingLog>): Promise<Report> {
  const { spec, plant } = stage
  const { clock } = time
  const environment = { ...ENVIRONMENT }
  const random = () => 0.5
  const ports: AuditPorts & MigrationPorts = {
    workspace: stage.workspace.path,
    clock,
    log,
    github: { sha: 'abc' },
    env: {},
    signal: new AbortController().signal,
    runName: 'worlds',
    mask: () => {},
    keepSource: () => {},
    connectAws: options => {
      const aws = connectAws({ ...options, environment, clock, random })
      return Promise.resolve(plant.ports ? plant.ports(aws) : aws)
    },
    connectAudit: options => Promise.resolve(connectAudit({ ...options, environment, clock, random })),
    connectValues: options => Promise.resolve(connectValues({ ...options, environment, clock, random })),
    connectFiles: options => Promise.resolve(connectFiles({ ...options, environment, clock, random })),
    connectMigration: options =>
      Promise.resolve(connectMigration({ ...options, environment, clock, random })),
    files: {
      replace: (file, text) => {
        // nobody writes who is dead
        if (!time.isDead) replaceFile(stage.workspace.path, file, text)
      }
    },
    process: { pid: stage.pid, host: 'here', isAlive: other => other === stage.pid },
    temporaryFolder: join(stage.workspace.path, '.state'),
    openPullRequest: () => Promise.reject(new Error('no pull request is asked for'))
  }
  const configuration = configurationOf(spec)
  switch (configuration.mode) {
    case 'deploy':
      return runDeploy(configuration, ports)
    case 'rollback':
      return runRollback(configuration, ports)
    case 'rotate-restart':
      return runRotateRestart(configuration, ports)
    case 'migrate':
      return runMigrate(configuration, ports)
    default:
      throw new Error(configuration.mode)
  }
}

function configurationOf(spec: WorldSpec) {
  const rollout: RawInputs = {
    mode: spec.mode,
    cluster: CLUSTER,
    'aws-region': REGION,
    service: spec.services.map((_, index) => nameOf(index)).join(','),
    'wait-for-minutes': '2',
    'fail-fast': String(spec.failFast),
    'on-failure': spec.atomic ? 'rollback' : spec.onFailure,
    'if-deploying': spec.ifDeploying,
    ...(spec.atomic ? { atomic: 'true' } : {}),
    ...(spec.oneByOne ? { 'max-parallel': '1' } : {})
  }
  const deploy: RawInputs = { 'task-definition': 'deploy/{service}.json', variables: 'TAG=2' }
  const migrate: RawInputs = { 'task-definition': 'deploy/{service}.json', apply: 'true' }
  const own = { deploy, migrate, rollback: {}, 'rotate-restart': {} }[spec.mode]
  const read = readConfigurationWith({ ...rollout, ...own }, {}, readForAws)
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return read.configuration
}
