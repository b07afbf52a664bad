import { randomBytes } from 'node:crypto'
import { expect } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { runAudit } from '../../src/modes/audit.ts'
import { runRotateRestart } from '../../src/modes/rotate-restart.ts'
import { runStatus } from '../../src/modes/status.ts'
import { outputsOf, runToJson } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { printerOf } from '../../src/run/printed.ts'
import { endedAfterEach } from '../ended.ts'
import { type Opened, openPorts, skewedClock } from '../ports.ts'
import { holdAgainstSchemas } from '../schemas.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

/** What a command-line run prints. */
const printed = printerOf('text', { sources: new Map() })

export const REGION = 'us-west-2'
export const ARN = `arn:aws:ecs:${REGION}:123456789012`

/** A new value for every run: a canary that must not appear anywhere. */
export function canary(length = 24): string {
  return `Cn/${randomBytes(length)
    .toString('base64url')
    .slice(0, length - 5)}"9`
}

export type Finished = {
  readonly report: Report
  /** Everything that a run shows: log, outputs, summary, terminal. */
  readonly shown: string
}

export type AuditWorld = Opened & {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  /** In the workspace, or in another folder. */
  audit(raw?: RawInputs, folder?: string): Promise<Finished>
  restart(raw?: RawInputs): Promise<Finished>
  status(raw?: RawInputs): Promise<Finished>
  /** Names of the called operations, in order. */
  operations(): readonly string[]
  /** Status of each revision of a family, by `family:revision`. */
  statuses(family: string): Readonly<Record<string, string>>
}

function heldAgainstSchemas(report: Report): Report {
  holdAgainstSchemas(outputsOf(report), runToJson(report))
  return report
}

function configurationOf<M extends 'audit' | 'rotate-restart' | 'status'>(mode: M, raw: RawInputs) {
  const read = readConfiguration({ mode, cluster: 'demo', 'aws-region': REGION, ...raw }, { region: REGION })
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return read.configuration as Extract<typeof read.configuration, { mode: M }>
}

/** The modes in this process, with real files, the real SDK and the sandbox's time. */
export async function makeAuditWorld(
  scenario: object,
  files: Readonly<Record<string, string>> = {},
  { accessKey = 'test', skew }: { readonly accessKey?: string; readonly skew?: number } = {}
): Promise<AuditWorld> {
  const sandbox = await startSandbox({
    scenario: { region: REGION, clusters: ['demo'], ...scenario },
    clock: 'manual'
  })
  const workspace = makeWorkspace(files)
  const opened = openPorts(sandbox, workspace.path, {
    accessKey,
    ...(skew === undefined ? {} : { clock: skewedClock(sandbox, skew) })
  })
  const { log, ports } = opened
  const finished = (report: Report): Finished => ({
    report: heldAgainstSchemas(report),
    shown: [
      log.text(),
      JSON.stringify(outputsOf(report)),
      ...Object.values(outputsOf(report)),
      reportToMarkdown(report),
      [...printed(report)].join('')
    ].join('\n')
  })
  return {
    ...opened,
    sandbox,
    workspace,
    audit: async (raw = {}, folder = workspace.path) =>
      finished(await runAudit(configurationOf('audit', raw), { ...ports, workspace: folder })),
    restart: async (raw = {}) =>
      finished(await runRotateRestart(configurationOf('rotate-restart', raw), ports)),
    status: async (raw = {}) => finished(await runStatus(configurationOf('status', raw), ports)),
    operations: () => sandbox.requests().map(({ operation }) => operation),
    statuses: family =>
      Object.fromEntries(
        (sandbox.world().regions.get(REGION)?.families.get(family)?.revisions ?? []).map(one => [
          `${family}:${one.revision}`,
          one.status
        ])
      ),
    end: async () => {
      await opened.end()
      workspace.remove()
    }
  }
}

/** makeAuditWorld for a suite, which ends its worlds after each test. */
export const auditWorldsOfTests = () => endedAfterEach(makeAuditWorld)

/** A definition with one container. */
export function definition(family: string, container: object, more: object = {}): object {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [{ name: 'app', image: 'demo/app:1', ...container }],
    ...more
  }
}

/** A service under the name of its family, in cluster `demo` unless `more` says otherwise. */
export function service(taskDefinition: string, more: object = {}): object {
  return { serviceName: taskDefinition.split(':')[0], cluster: 'demo', taskDefinition, ...more }
}

/** Service `web`, which runs the last of these revisions of its container. */
export function running(...containers: readonly object[]): object {
  return {
    roles: [EXECUTION],
    taskDefinitions: containers.map(container => definition('web', container)),
    services: [service(`web:${containers.length}`)]
  }
}

/** A rule that runs a revision every night. */
export function rule(revision: string, cluster = 'demo', target: object = {}) {
  const one = {
    Id: 'one',
    Arn: `${ARN}:cluster/${cluster}`,
    RoleArn: 'arn:aws:iam::123456789012:role/events',
    EcsParameters: { TaskDefinitionArn: `${ARN}:task-definition/${revision}` }
  }
  return { name: 'nightly', scheduleExpression: 'rate(1 day)', targets: [{ ...one, ...target }] }
}

/** An identity that may do everything but this. */
export function denied(Action: string, Resource = '*'): object {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action, Resource }
  ]
  return { callers: { test: { Statement } } }
}

/** A role that may read every secret and parameter at task start. */
export const EXECUTION = {
  name: 'execution',
  policies: {
    read: {
      Statement: [
        { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'], Resource: '*' }
      ]
    }
  }
}

/** The forms in which a value can hide in a text. */
function disguises(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1)
  return [
    value,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64')
  ]
}

/** expectNoValue searches a text byte by byte for values, plain, escaped and encoded. */
export function expectNoValue(shown: string, values: readonly string[]): void {
  for (const value of values) {
    expect(value.length).toBeGreaterThan(7)
    for (const text of disguises(value)) expect(shown.includes(text)).toBe(false)
  }
}
