import pLimit from 'p-limit'
import { FAULT_KINDS, type FaultKind } from '../../sandbox/faults.ts'
import type { RequestRecord } from '../../sandbox/record.ts'
import { AT_ONCE, type Run } from './runner.ts'
import { type Census, openScene, type Scene, type Stage, serviceIn, takeCensus, valuesIn } from './scenes.ts'
import { resultsOf } from './world.ts'

/**
 * One fault of the matrix: hits the `from`th call of the operation, `times` calls (absent: all from there on). An expired
 * token hits every operation from the one on that it is about.
 */
export type Hit = {
  readonly op: string
  /** The operation that it is about, where `op` is another word. */
  readonly about?: string
  readonly kind: FaultKind
  readonly from: number
  readonly times?: number
  /** What goes wrong beside it. */
  readonly beside?: Omit<Hit, 'about' | 'beside'>
}

/** How a scene ends when nothing goes wrong. */
export type Baseline = {
  readonly code: number | null
  readonly outcome: string | undefined
  readonly census: Census
  /** Revision that the service is left with. */
  readonly revision: string | undefined
  readonly requests: readonly RequestRecord[]
}

export const KINDS: readonly FaultKind[] = FAULT_KINDS.filter(kind => kind !== 'error')
/** What repeating can't change. */
const FINAL: readonly FaultKind[] = ['access-denied', 'expired-token']

/** runBaseline runs a scene with no fault. */
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

/** operationsOf lists the operations that a scene asked for, each once. */
export function operationsOf({ requests }: Baseline): readonly string[] {
  return [...new Set(requests.map(({ operation }) => operation))]
}

const WRITES = /^(Register|Update|Create|Run|Put|Stop)/

/**
 * firstOf hits the first call of an operation by each kind. What passes hits one call; a permission is missing each time;
 * credentials that ran out are out for every later call. A stale read is only another one after a write, so that it hits
 * the first call after one; where there is none it is left out.
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
        // STS answers it to everybody: no permission is needed, and none can be taken away
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

/** always hits every call of an operation, by kinds that come and go. */
export function always(op: string, kinds: readonly FaultKind[]): readonly Hit[] {
  return kinds.map(kind => ({ op, kind, from: 1 }))
}

/** lastOf hits the last call of an operation, and what does not pass all later ones. */
export function lastOf(op: string, { requests }: Baseline, kinds: readonly FaultKind[]): readonly Hit[] {
  const from = countOf(op, requests)
  if (from < 2) return []
  return kinds.map(kind => ({ op, kind, from, ...(FINAL.includes(kind) ? {} : { times: 1 }) }))
}

/**
 * lostAndUnseen loses the answer of a write, and the looks that follow see the world as it was before it: ECS is eventually
 * consistent. Two such looks must not be taken for a write that never arrived.
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

/** runMatrix runs a scene once for each fault and gives everything that was wrong, one line a fault. */
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

/** What must hold however a run with a fault ends. */
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
    // Where stopping is refused the revision before is deployed again: one more deployment, which was asked for.
    const refused = /^Stop(Service)?Deployment$/.test(hit.about ?? hit.op) && hit.times === undefined
    const more = refused && /deployments/i.test(what) ? 1 : 0
    return now[what] > expected[what] + more ? [`${now[what]} ${what} instead of ${expected[what]}`] : []
  })
}

/** Success is only said of a service that runs what was asked for, by our deployment. */
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

/** Services that are deployed while a schedule could not be moved: the one case of success beside another exit code. */
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

/** A single fault that passes changes nothing; any other end names the call and what became of it. */
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
