import pLimit from 'p-limit'
import { FAULT_KINDS, type FaultKind } from '../../sandbox/faults.ts'
import type { RequestRecord } from '../../sandbox/sandbox.ts'
import { AT_ONCE, type Run } from './runner.ts'
import { type Census, openScene, type Scene, type Stage, serviceIn, takeCensus, valuesIn } from './scenes.ts'
import { resultsOf } from './world.ts'

/**
 * One fault of the matrix: affects `times` calls of the operation from number `from` on (absent: all from there on). An
 * expired token affects every operation from the one in `about` on.
 */
export type Hit = {
  readonly op: string
  /** The operation that the fault is about, if it is not `op`. */
  readonly about?: string
  readonly kind: FaultKind
  readonly from: number
  readonly times?: number
  /** A second fault at the same time. */
  readonly beside?: Omit<Hit, 'about' | 'beside'>
}

/** How a scene ends without faults. */
export type Baseline = {
  readonly code: number | null
  readonly outcome: string | undefined
  readonly census: Census
  /** The revision that the service runs at the end. */
  readonly revision: string | undefined
  readonly requests: readonly RequestRecord[]
}

export const KINDS: readonly FaultKind[] = FAULT_KINDS.filter(kind => kind !== 'error')
/** Faults that a retry cannot fix. */
const FINAL: readonly FaultKind[] = ['access-denied', 'expired-token']

/** runBaseline runs a scene without faults. */
export async function runBaseline(scene: Scene): Promise<Baseline> {
  const stage = await openScene(scene)
  try {
    const run = await stage.run()
    return { ...endOf(stage, run), requests: stage.world.sandbox.requests() }
  } finally {
    await stage.world.end()
  }
}

function endOf({ world }: Stage, run: Run): Omit<Baseline, 'requests'> {
  const revision = serviceIn(world)?.taskDefinition.split('/')[1]
  return { code: run.code, outcome: resultsOf(run)[0]?.['outcome'], census: takeCensus(world), revision }
}

/** operationsOf lists the operations that a scene calls, each once. */
export function operationsOf({ requests }: Baseline): readonly string[] {
  return [...new Set(requests.map(({ operation }) => operation))]
}

const WRITES = /^(Register|Update|Create|Run|Put|Stop)/

/**
 * firstOf affects the first call of an operation with each kind of fault. A transient fault affects one call; a
 * permission is missing every time; expired credentials affect all later calls. A stale read differs only after a
 * write, so it affects the first call after one; without such a call, it is omitted.
 */
export function firstOf(op: string, { requests }: Baseline, kinds = KINDS): readonly Hit[] {
  const firstWrite = requests.findIndex(({ operation }) => WRITES.test(operation))
  const before = requests.slice(0, firstWrite).filter(({ operation }) => operation === op).length
  return kinds.flatMap((kind): readonly Hit[] => {
    switch (kind) {
      case 'stale':
        return WRITES.test(op) || countOf(op, requests) === before
          ? []
          : [{ op, kind, from: before + 1, times: 1 }]
      case 'access-denied':
        // STS answers every caller: the call needs no permission, so none can be denied
        return op === 'GetCallerIdentity' ? [] : [{ op, kind, from: 1 }]
      case 'expired-token':
        return [
          { op: '*', about: op, kind, from: requests.findIndex(({ operation }) => operation === op) + 1 }
        ]
      default:
        return [{ op, kind, from: 1, times: 1 }]
    }
  })
}

function countOf(op: string, requests: readonly RequestRecord[]): number {
  return requests.filter(({ operation }) => operation === op).length
}

/** always affects every call of an operation, with the given kinds of transient faults. */
export function always(op: string, kinds: readonly FaultKind[]): readonly Hit[] {
  return kinds.map(kind => ({ op, kind, from: 1 }))
}

/** lastOf affects the last call of an operation; a permanent fault affects all later calls too. */
export function lastOf(op: string, { requests }: Baseline, kinds: readonly FaultKind[]): readonly Hit[] {
  const from = countOf(op, requests)
  if (from < 2) return []
  return kinds.map(kind => ({ op, kind, from, ...(FINAL.includes(kind) ? {} : { times: 1 }) }))
}

/**
 * lostAndUnseen loses the response of a write, and the following reads see the world as it was before it: ECS is
 * eventually consistent. Two such reads must not be taken as proof that the write never arrived.
 */
export function lostAndUnseen(write: string, look: string, { requests }: Baseline): Hit {
  const before = requests.slice(
    0,
    requests.findIndex(({ operation }) => operation === write)
  )
  const from = countOf(look, before) + 1
  return {
    op: write,
    kind: 'reset-after',
    from: 1,
    times: 1,
    beside: { op: look, kind: 'stale', from, times: 2 }
  }
}

/** runMatrix runs a scene once for each fault and returns all violations, one line each. */
export async function runMatrix(
  scene: Scene,
  baseline: Baseline,
  hits: readonly Hit[]
): Promise<readonly string[]> {
  const limit = pLimit(AT_ONCE)
  const wrong = await Promise.all(hits.map(hit => limit(() => runOne(scene, baseline, hit))))
  return wrong.flat()
}

async function runOne(scene: Scene, baseline: Baseline, hit: Hit): Promise<readonly string[]> {
  const { about: _, beside, ...fault } = hit
  const stage = await openScene(scene, { faults: beside ? [fault, beside] : [fault] })
  try {
    const run = await stage.run()
    const wrong = judge({ stage, run, hit, baseline })
    return wrong.map(
      what => `${hit.about ?? hit.op} ${hit.kind} from ${hit.from} times ${hit.times ?? '∞'}: ${what}`
    )
  } finally {
    await stage.world.end()
  }
}

type Case = {
  readonly stage: Stage
  readonly run: Run
  readonly hit: Hit
  readonly baseline: Baseline
}

/** What must hold for every run with a fault, however it ends. */
function judge(about: Case): readonly string[] {
  const { stage, run, hit, baseline } = about
  const end = endOf(stage, run)
  const faults = stage.world.sandbox.requests().map(({ fault }) => fault)
  const struck = [hit, ...(hit.beside ? [hit.beside] : [])].every(({ kind }) => faults.includes(kind))
  return [
    ...(struck ? [] : ['the fault never struck']),
    ...(run.stderr === '' ? [] : [`stderr: ${run.stderr.slice(0, 300)}`]),
    ...(run.code === 0 || run.code === 1 || run.code === 3 ? [] : [`exit code ${run.code}: ${run.stdout}`]),
    ...(valuesIn(stage.world).some(value => run.visible.includes(value)) ? ['a value was printed'] : []),
    ...countedTwice(end.census, baseline.census, about),
    ...falseSuccess(about, end),
    ...unexplained(about, end)
  ]
}

function countedTwice(now: Census, expected: Census, { hit }: Case): readonly string[] {
  return (Object.keys(now) as (keyof Census)[]).flatMap(what => {
    // If stopping is refused, the previous revision is deployed again: one more deployment, as requested.
    const refused = /^Stop(Service)?Deployment$/.test(hit.about ?? hit.op) && hit.times === undefined
    const more = refused && /deployments/i.test(what) ? 1 : 0
    return now[what] > expected[what] + more ? [`${now[what]} ${what} instead of ${expected[what]}`] : []
  })
}

/** A run reports success only for a service that runs the requested revision through the run's own deployment. */
function falseSuccess({ stage, run, baseline }: Case, end: ReturnType<typeof endOf>): readonly string[] {
  const [result] = resultsOf(run)
  if (result === undefined) return ['no result']
  if (run.code !== 0) return result['outcome'] === 'succeeded' ? blamedOnSchedules(run) : []
  if (end.outcome !== baseline.outcome) return [`exit code 0 and outcome ${end.outcome}`]
  const differing = JSON.stringify(end.census) !== JSON.stringify(baseline.census)
  return [
    ...(differing ? [`exit code 0, but the world has ${JSON.stringify(end.census)}`] : []),
    ...(end.revision === baseline.revision
      ? []
      : [`exit code 0, but the service is left with ${end.revision}`]),
    ...notOurs(stage, result)
  ]
}

/** Services that are deployed while a schedule could not be updated: the only success with another exit code. */
function blamedOnSchedules({ stdout }: Run): readonly string[] {
  return /still runs|schedules?/i.test(stdout) ? [] : ['succeeded, but the exit code is not 0']
}

function notOurs({ world }: Stage, result: Readonly<Record<string, string>>): readonly string[] {
  const service = serviceIn(world)
  const codeDeploy = world.sandbox.world().regions.get('us-west-2')?.codedeploy
  const given = codeDeploy?.deployments.get(result['deploymentId'] ?? '')
  if (given) return given.status === 'Succeeded' ? [] : [`succeeded, but CodeDeploy says ${given.status}`]
  const primary = service?.deployments.find(({ status }) => status === 'PRIMARY')
  if (primary?.id !== result['deploymentId']) return ['the deployment that is told is not the PRIMARY one']
  return primary?.rolloutState === 'COMPLETED' ? [] : [`succeeded, but it is ${primary?.rolloutState}`]
}

const WORDS: Readonly<Record<FaultKind, RegExp>> = {
  throttle: /throttled|ThrottlingException/,
  error: /./,
  '500': /no usable answer|ServerException|HTTP 500/,
  html503: /no usable answer|HTTP 503/,
  'reset-before': /no usable answer|ECONNRESET/,
  'reset-after': /no usable answer|ECONNRESET/,
  'timeout-before': /no usable answer|TimeoutError/,
  'timeout-after': /no usable answer|TimeoutError/,
  'access-denied': /is not allowed|no permission for|AccessDenied/,
  'expired-token': /no valid credentials|ExpiredToken/,
  truncate: /no usable answer|could not be read|HTTP 200/,
  stale: /./
}

/** A single transient fault changes nothing; any other outcome names the call and its result. */
function unexplained({ run, hit, baseline }: Case, end: ReturnType<typeof endOf>): readonly string[] {
  const same = end.code === baseline.code && end.outcome === baseline.outcome
  const [result] = resultsOf(run)
  if (hit.times === 1 && !FINAL.includes(hit.kind) && !same)
    return [`a fault that passes led to ${end.code} ${end.outcome}: ${result?.['reason']}\n${tailOf(run)}`]
  if (same && !FINAL.includes(hit.kind)) return []
  const named = hit.op === '*' || run.visible.includes(hit.op)
  const told = WORDS[hit.kind].test(run.visible)
  if (named && told) return []
  return [
    `${end.code} ${end.outcome}, but ${named ? 'what happened' : 'the call'} is not told\n${tailOf(run)}`
  ]
}

const tailOf = ({ stdout }: Run) => stdout.trim().split('\n').slice(-6).join('\n')
