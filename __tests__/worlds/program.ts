// Loaded beforehand: late imports of the program take real time, and virtual time would pass in the meantime.
import './sdk.ts'
import '../../src/deploy/carry-out/carry-codedeploy.ts'
import '../../src/deploy/carry-out/carry-out.ts'
import '../../src/deploy/carry-out/advice.ts'
import '../../src/deploy/plan/inspect-codedeploy.ts'
import '../../src/deploy/plan/verify-plan.ts'
import '../../src/deploy/prepare/service-definitions.ts'
import { join } from 'node:path'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { AuditPorts } from '../../src/audit/run/ports.ts'
import { replaceWhole } from '../../src/files/write/writer.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import type { MigrationPorts } from '../../src/migrate/run/ports.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runMigrate } from '../../src/modes/migrate.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { runRotateRestart } from '../../src/modes/rotate-restart.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { present } from '../../src/present.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import type { Report } from '../../src/report/report.ts'
import { environmentOf } from '../environment.ts'
import { portsOf, type recordingLog } from '../ports.ts'
import type { Workspace } from '../workspace.ts'
import { CLUSTER, hasMoved, nameOf, oneOffOf, REGION } from './names.ts'
import type { WorldSpec } from './spec.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A change to what the program sees or reports, for deliberately planted mistakes. */
export type Plant = {
  readonly ports?: (aws: AwsPorts) => AwsPorts
  readonly report?: (report: Report) => Report
  readonly exit?: (code: number) => number
}

/** The variables that the SDK reads from the process's environment. */
export const ENVIRONMENT = environmentOf({ url: 'http://sandbox.invalid' })

/** The surroundings of one run. */
export type Stage = {
  readonly spec: WorldSpec
  readonly sandbox: Sandbox
  readonly workspace: Workspace
  readonly plant: Plant
  readonly pid: number
  /** The run shows what it would do. */
  readonly dry?: true
}

/** program is one run of the mode, which has not started to wait yet. */
export function program(
  stage: Stage,
  time: VirtualTime,
  log: ReturnType<typeof recordingLog>
): Promise<Report> {
  const { spec, plant } = stage
  const { clock } = time
  const workspace = stage.workspace.path
  const usual = portsOf(
    { workspace, clock, log, signal: new AbortController().signal, gate: new Gate(), mask: () => {} },
    ENVIRONMENT
  )
  const ports: AuditPorts & MigrationPorts = {
    ...usual,
    runName: `worlds-${stage.pid}`,
    connectAws: async options => {
      const aws = await usual.connectAws(options)
      return plant.ports ? plant.ports(aws) : aws
    },
    files: {
      replace: (file, text, root) => {
        // a killed program writes nothing
        if (!time.isDead)
          replaceWhole(
            { area: { workspace: stage.workspace.path, isCommandLine: true }, file, ...present({ root }) },
            text
          )
      }
    },
    process: { pid: stage.pid, host: 'here', isAlive: other => other === stage.pid },
    temporaryFolder: join(stage.workspace.path, '.state'),
    openPullRequest: () => Promise.reject(new Error('no pull request is asked for'))
  }
  const configuration = configurationOf(spec, stage.dry === true)
  switch (configuration.mode) {
    case 'plan':
      return runPlan(configuration, ports)
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

function configurationOf(spec: WorldSpec, dry: boolean) {
  const rollout: RawInputs = {
    mode: spec.mode,
    ...(spec.twist === 'clusters' ? {} : { cluster: CLUSTER }),
    'aws-region': REGION,
    service: spec.services.map((_, index) => nameOf(index)).join(','),
    'wait-for-minutes': '2',
    'fail-fast': String(spec.failFast),
    'on-failure': spec.atomic ? 'rollback' : spec.onFailure,
    'if-deploying': spec.ifDeploying,
    ...(spec.atomic ? { atomic: 'true' } : {}),
    ...(spec.oneByOne ? { 'max-parallel': '1' } : {})
  }
  const deploy: RawInputs = {
    'task-definition': 'deploy/{service}.json',
    variables: `TAG=${hasMoved(spec) ? 1 : 2}`
  }
  const oneOff: RawInputs = oneOffOf(spec)
    ? { 'run-task': 'true', 'run-task-subnets': 'subnet-1', 'wait-for-task-stopped': 'true' }
    : {}
  const migrate: RawInputs = {
    'task-definition': 'deploy/{service}.json',
    apply: String(!dry),
    // the usual name is that of the cluster
    project: CLUSTER
  }
  const again: RawInputs = dry ? { 'dry-run': 'true' } : {}
  const own = { deploy: { ...deploy, ...oneOff }, migrate, rollback: again, 'rotate-restart': again }[
    spec.mode
  ]
  const mode = dry && spec.mode === 'deploy' ? { mode: 'plan' } : {}
  const read = readConfiguration({ ...rollout, ...own, ...mode }, {})
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return read.configuration
}
