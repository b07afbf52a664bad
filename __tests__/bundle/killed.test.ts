import { describe, expect, test } from '@jest/globals'
import pLimit from 'p-limit'
import { sample } from '../sample.ts'
import { runBaseline } from './fault-matrix.ts'
import { AT_ONCE, type Run } from './runner.ts'
import {
  CREATED,
  CREATED_WITH_TASK,
  openScene,
  PLAIN,
  type Scene,
  type Stage,
  serviceIn,
  TAKEN_BACK,
  TWO_WAVES,
  takeCensus,
  valuesIn,
  WITH_TASK
} from './scenes.ts'
import { resultsOf } from './world.ts'

/** No answer for the nth call of all, which was carried out: time stands still there, and so does the run. */
const hangAt = (nth: number) => ({ faults: [{ op: '*', kind: 'timeout-after', nth, ms: 60_000 }] })
const PATIENT = { SANDBOX_PATIENCE_MS: '60000' }

/** Kills a run when its nth call has been carried out and not yet been answered, and runs it again. */
async function killAndRepeat(
  scene: Scene,
  nth: number
): Promise<{ readonly stage: Stage; readonly run: Run }> {
  const stage = await openScene(scene, hangAt(nth))
  const { sandbox } = stage.world
  const reached = () => sandbox.requests().some(({ fault }) => fault !== undefined)
  const killed = await stage.run({ env: PATIENT, signal: { name: 'SIGKILL', when: reached } })
  if (killed.code !== null) throw new Error(`not killed at call ${nth}: exit code ${killed.code}`)
  return { stage, run: await stage.run() }
}

/** Calls before the first write leave nothing behind; the plain deploy has them, so that other scenes begin with it. */
type Calls = 'all' | 'from the first write'

/** One line for each call after which a killed run does not come to the same end when it is run again. */
async function strayAfterKill(
  scene: Scene,
  which: Calls,
  judge: (stage: Stage, run: Run) => readonly string[]
): Promise<readonly string[]> {
  const limit = pLimit(AT_ONCE)
  const { requests } = await runBaseline(scene)
  const first = which === 'all' ? 0 : requests.findIndex(({ operation }) => operation.startsWith('Register'))
  const calls = requests.map(({ operation }, index) => ({ operation, nth: index + 1 })).slice(first)
  expect(calls.length).toBeGreaterThan(5)
  const lines = await Promise.all(
    sample(calls, 1).map(({ operation, nth }) =>
      limit(async () => {
        const { stage, run } = await killAndRepeat(scene, nth)
        try {
          const value = valuesIn(stage.world).some(one => run.visible.includes(one))
          const wrong = [...judge(stage, run), ...(value ? ['a value was printed'] : [])]
          return wrong.map(what => `call ${nth} (${operation}): ${what}`)
        } finally {
          await stage.world.end()
        }
      })
    )
  )
  return lines.flat()
}

/** What differs from what is wanted, as one line each. */
function differing(
  seen: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>
): string[] {
  return Object.keys(wanted).flatMap(key =>
    JSON.stringify(seen[key]) === JSON.stringify(wanted[key])
      ? []
      : [`${key} is ${JSON.stringify(seen[key])}, not ${JSON.stringify(wanted[key])}`]
  )
}

const outcomesOf = (run: Run) => resultsOf(run).map(({ outcome }) => outcome)
const runningIn = ({ world }: Stage, name: string) => {
  const service = serviceIn(world, name)
  const primary = service?.deployments.find(({ status }) => status === 'PRIMARY')
  return `${service?.taskDefinition.split('/')[1]} ${primary?.rolloutState}`
}

type Judge = (stage: Stage, run: Run) => Readonly<Record<string, unknown>>

const DEPLOYED = { code: 0, revisions: 2, deployments: 1, running: 'web:2 COMPLETED' }
const census: Judge = (stage, run) => ({
  ...takeCensus(stage.world),
  code: run.code,
  running: runningIn(stage, 'web')
})

/** Where the two schedules of a scene point, in order. */
function movedIn({ world }: Stage): readonly string[] | null {
  const region = world.sandbox.world().regions.get('us-west-2')
  const held = [region?.rules.get('night')?.targets, region?.schedules.get('default/daily')?.settings]
  return JSON.stringify(held).match(/task-definition\/web:\d/g)
}

const MOVED = ['task-definition/web:2', 'task-definition/web:2']
const withTask: Judge = (stage, run) => ({ ...census(stage, run), moved: movedIn(stage) })

const ENDS: readonly (readonly [
  what: string,
  Scene,
  Calls,
  Judge,
  wanted: Readonly<Record<string, unknown>>
])[] = [
  ['a deploy: one revision, one deployment, the service runs it', PLAIN, 'all', census, DEPLOYED],
  [
    'a bad definition, on-failure: rollback: one revision, never success, the service is back',
    TAKEN_BACK,
    'from the first write',
    (stage, run) => ({ ...census(stage, run), outcome: outcomesOf(run)[0] }),
    { code: 1, outcome: 'rolled-back', revisions: 2, running: 'web:1 COMPLETED' }
  ],
  [
    'two waves: each service once, in its turn',
    TWO_WAVES,
    'from the first write',
    (stage, run) => ({ ...census(stage, run), running: ['api', 'web'].map(name => runningIn(stage, name)) }),
    { code: 0, revisions: 4, deployments: 2, running: ['api:2 COMPLETED', 'web:2 COMPLETED'] }
  ],
  [
    'with a one-off task and schedules: each of them once',
    WITH_TASK,
    'from the first write',
    withTask,
    { ...DEPLOYED, oneOffTasks: 1, moved: MOVED }
  ],
  [
    'a service that is created: one service, one deployment',
    CREATED,
    'from the first write',
    census,
    { ...DEPLOYED, services: 1 }
  ],
  [
    'a service that is created, with a one-off task and schedules: each of them once',
    CREATED_WITH_TASK,
    'from the first write',
    withTask,
    { ...DEPLOYED, oneOffTasks: 1, moved: MOVED }
  ]
]

describe('killed after any call and run again', () => {
  test.each(sample(ENDS, 2))('%s', async (_what, scene, which, judge, wanted) => {
    expect(await strayAfterKill(scene, which, (stage, run) => differing(judge(stage, run), wanted))).toEqual(
      []
    )
  })
})
