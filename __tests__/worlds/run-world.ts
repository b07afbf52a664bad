import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { catchUp } from '../../sandbox/dispatch.ts'
import { makeHost } from '../../sandbox/host.ts'
import type { RequestRecord, Sandbox } from '../../sandbox/sandbox.ts'
import { pushImage } from '../../sandbox/world/image-store.ts'
import type { LagPath } from '../../sandbox/world/lag.ts'
import type { Service } from '../../sandbox/world/state.ts'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { recordingLog } from '../ports.ts'
import { makeWorkspace } from '../workspace.ts'
import { lagOn } from './evidence.ts'
import { clusterOf, hasMoved, nameOf, REGION, repositoryOf } from './names.ts'
import { ENVIRONMENT, type Plant, program, type Stage } from './program.ts'
import { configurationFileOf, scenarioOf, templateOf } from './scenario.ts'
import type { WorldSpec } from './spec.ts'
import { plugIn } from './transport.ts'
import { Stuck, VirtualTime } from './virtual-time.ts'

/** The result of one run of the program. */
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
  /** The number of one-off tasks that it has started. */
  readonly oneOffs: number
  /** It threw, or did not end. */
  readonly broken: string | undefined
}

/** Everything that happened in a world. */
export type Played = {
  readonly spec: WorldSpec
  /** A dry run just before the run, with all calls answered. */
  readonly dry?: Ran & { readonly texts: readonly string[] }
  /** The run in the world with its faults; after a kill, only the trace of this run remains. */
  readonly first: Ran
  /** The same run in the quiet world: no faults, fresh credentials, no outside changes. */
  readonly second: Ran
  readonly sandbox: Sandbox
  readonly services: readonly { readonly name: string; readonly state: Service }[]
  /** The services' files at the end. */
  readonly texts: readonly string[]
}

const LIMIT = 6 * 3_600_000
/** How long the world is left alone before the second run, so that everything in progress ends. */
const REST = 30 * 60_000

/** play runs a world: the run, a pause, and the same run again. */
export async function play(spec: WorldSpec, plant: Plant = {}): Promise<Played> {
  const host = makeHost({ scenario: scenarioOf(spec), clock: 'manual', seed: spec.draw })
  const { sandbox } = host
  const files = spec.services.map((_, index) => [fileOf(index), templateOf(spec, nameOf(index))])
  const placed = configurationFileOf(spec)
  const workspace = makeWorkspace({
    ...(Object.fromEntries(files) as Record<string, string>),
    ...(placed === undefined ? {} : { '.github/ecs-sealed-deploy.yml': placed })
  })
  const saved = { ...process.env }
  Object.assign(process.env, ENVIRONMENT)
  try {
    const stage: Stage = { spec, sandbox, workspace, plant, pid: 1 }
    mkdirSync(join(workspace.path, '.state'))
    if (hasMoved(spec)) moveTags(stage)
    rest(sandbox, spec.startsAt * 1000)
    const dry = await dryRun(stage)
    const first = await run(stage, spec.killAt ?? undefined)
    sandbox.faults.length = 0
    rest(sandbox, first.report === undefined ? restartOf(spec) : REST)
    const second = await run({ ...stage, pid: 2 }, undefined)
    rest(sandbox, REST)
    const services = spec.services.flatMap((_, index) => {
      const cluster = sandbox.world.regions.get(REGION)?.clusters.get(clusterOf(spec, index))
      const state = cluster?.services.get(nameOf(index))
      return state ? [{ name: nameOf(index), state }] : []
    })
    const texts = spec.services.map((_, index) => workspace.read(fileOf(index)))
    return { spec, first, second, sandbox, services, texts, ...(dry ? { dry } : {}) }
  } finally {
    process.env = saved
    workspace.remove()
  }
}

function fileOf(index: number): string {
  return `deploy/${nameOf(index)}.json`
}

/**
 * A killed job is run again at once. If ECS has no client token for a call (a registration, a forced deployment), it
 * cannot be detected before the read path shows it: the second run waits exactly that long.
 */
function restartOf(spec: WorldSpec): number {
  return lagOn(spec, ...(hasMoved(spec) ? MOVED_TAG : TELL_OF_WRITES[spec.mode]))
}

/** A moved tag is deployed with a forced deployment. */
const MOVED_TAG: readonly LagPath[] = ['DescribeTaskDefinition', 'deployments', 'ListTasks', 'DescribeTasks']

const TELL_OF_WRITES: Readonly<Record<WorldSpec['mode'], readonly LagPath[]>> = {
  deploy: ['DescribeTaskDefinition'],
  rollback: ['deployments', 'ListServiceDeployments', 'DescribeServiceRevisions'],
  'rotate-restart': ['deployments', 'ListTasks', 'DescribeTasks'],
  migrate: ['DescribeTaskDefinition', 'deployments']
}

/** Another image gets the tag of the running one. */
function moveTags({ spec, sandbox }: Stage): void {
  for (const index of spec.services.keys())
    pushImage(sandbox.world, {
      region: REGION,
      repository: repositoryOf(nameOf(index)),
      tags: ['1'],
      platforms: ['linux/amd64'],
      index: false,
      content: 'new'
    })
}

/** The dry run, without the faults: they are for the run itself. */
async function dryRun(stage: Stage): Promise<Played['dry']> {
  const { spec, sandbox, workspace } = stage
  if (spec.twist !== 'dry-run') return
  const faults = sandbox.faults.splice(0)
  const ran = await run({ ...stage, dry: true }, undefined)
  sandbox.faults.push(...faults)
  return { ...ran, texts: spec.services.map((_, index) => workspace.read(fileOf(index))) }
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
  const tasksBefore = oneOffsIn(sandbox)
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
    oneOffs: oneOffsIn(sandbox).filter(arn => !tasksBefore.includes(arn)).length,
    broken
  }
}

function oneOffsIn({ world }: Sandbox): readonly string[] {
  const clusters = [...(world.regions.get(REGION)?.clusters.values() ?? [])]
  return clusters.flatMap(({ tasks }) =>
    [...tasks.values()].flatMap(({ arn, standalone }) => (standalone ? [arn] : []))
  )
}

/** A refusal by AWS is a problem in the report, as in the shell. */
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
