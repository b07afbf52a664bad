import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../../src/json.ts'
import { groupStops } from '../../../src/rollout/diagnosis/diagnose.ts'
import { explainEvent, explainStop } from '../../../src/rollout/diagnosis/explain.ts'
import { findFatal, findFirstFailure } from '../../../src/rollout/diagnosis/failures.ts'
import { causeKinds } from '../../../src/rollout/diagnosis/texts.ts'
import type { StoppedTask } from '../../../src/rollout/ports.ts'
import { EVENT_TEXTS, type FieldText, STOP_TEXTS } from './field-texts.ts'

const SM = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:'
const START = 1_000_000
const MINE = 'ecs-svc/1'
const OPEN = { mask: (text: string) => text, holdsCredential: () => false }

const DEFINITION: JsonObject = {
  executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
  containerDefinitions: [
    {
      name: 'web',
      image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/team/web:1.2',
      command: ['/bin/app'],
      secrets: [
        { name: 'PASSWORD', valueFrom: `${SM}app/db-AbCdEf:password::` },
        { name: 'OWNED', valueFrom: `${SM}rds!db-0a1b2c3d-AbCdEf` },
        { name: 'PARAMETER', valueFrom: 'arn:aws:ssm:us-west-2:123456789012:parameter/app/key' }
      ],
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } }
    },
    {
      name: 'proxy',
      image: 'docker.example/proxy:1',
      essential: false,
      repositoryCredentials: { credentialsParameter: `${SM}hub-AbCdEf` }
    }
  ]
}

/** A task that never ran. The container of the image has the reason too where it is about one. */
const stopped = ({ text, stopCode = 'TaskFailedToStart' }: FieldText, second = 0): StoppedTask => ({
  arn: `arn:aws:ecs:us-west-2:123456789012:task/demo/${second}`,
  taskDefinition: 'web:2',
  startedBy: MINE,
  stopCode,
  stoppedReason: text,
  stoppedAt: START + second * 1000,
  containers: [
    /ECRContainer|can't pull the image/.test(text) ? { name: 'web', reason: text } : { name: 'web' }
  ]
})

const judged = (seen: object) =>
  findFatal({
    deploymentId: MINE,
    startedAt: START,
    now: START + 600_000,
    runningTasks: 0,
    stops: [],
    events: [],
    ...seen
  }) !== undefined

describe('what stopped a task', () => {
  test.each(STOP_TEXTS.map(one => [`${one.stopCode ?? ''} ${one.text}`.trim().slice(-100), one] as const))(
    '%s',
    (_what, one) => {
      const explained = explainStop(stopped(one), DEFINITION)
      expect(explained?.cause.kind).toBe(one.cause)
      expect(explained?.explanation).toMatch(one.advice)
      expect(judged({ stops: [0, 20, 40, 60].map(second => stopped(one, second)) })).toBe(one.endsEarly)
      const first = findFirstFailure(
        { deploymentId: MINE, startedAt: START, stops: [stopped(one)], events: [], definition: DEFINITION },
        OPEN
      )
      expect(first).toMatchObject({ cause: { kind: one.cause }, mayPass: !one.endsEarly })
    }
  )
})

describe('what an event tells', () => {
  test.each(EVENT_TEXTS.map(one => [one.text.slice(0, 100), one] as const))('%s', (_what, one) => {
    const explained = explainEvent(one.text, DEFINITION)
    expect(explained?.cause.kind).toBe(one.cause)
    expect(explained?.explanation).toMatch(one.advice)
    const events = [0, 60, 120, 180].map(second => ({
      id: `${second}`,
      createdAt: START + second * 1000,
      message: one.text
    }))
    expect(judged({ events })).toBe(one.endsEarly)
    const first = findFirstFailure(
      { deploymentId: MINE, startedAt: START, stops: [], events, definition: DEFINITION },
      OPEN
    )
    expect(first).toMatchObject({ cause: { kind: one.cause }, mayPass: !one.endsEarly })
  })
})

describe('a text that nobody has seen yet', () => {
  const long = `Something new happened: ${'a word '.repeat(400)}and this is its end`
  const unknown = stopped({
    text: long.replace('new', 'new\r\n\u001b[31m\u202e'),
    cause: 'exited',
    endsEarly: false,
    advice: /./
  })

  test('is shown whole, on one line, and explains nothing', () => {
    const [group] = groupStops([unknown], DEFINITION)
    expect(group?.explained).toBeUndefined()
    expect(group?.reason).toContain('and this is its end')
    expect(group?.reason).toMatch(/^Something new \[31m/)
    expect(group?.reason).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  })

  test('is the first failure all the same, masked', () => {
    const guard = { ...OPEN, mask: (text: string) => text.replaceAll('Something', '•••') }
    const evidence = {
      deploymentId: MINE,
      startedAt: START,
      stops: [unknown],
      events: [],
      definition: DEFINITION
    }
    expect(findFirstFailure(evidence, guard)).toEqual({
      reason: expect.stringMatching(/^••• new .*its end$/),
      mayPass: true
    })
  })

  test('ends no run early', () => {
    expect(
      judged({ stops: [0, 20, 40, 60].map(second => ({ ...unknown, stoppedAt: START + second })) })
    ).toBe(false)
  })
})

test('nothing has failed, or only other deployments did', () => {
  const others = stopped({ text: 'x', cause: 'exited', endsEarly: false, advice: /./ })
  const seen = { deploymentId: MINE, startedAt: START, events: [], definition: DEFINITION }
  expect(findFirstFailure({ ...seen, stops: [] }, OPEN)).toBeUndefined()
  expect(findFirstFailure({ ...seen, stops: [{ ...others, startedBy: 'ecs-svc/2' }] }, OPEN)).toBeUndefined()
  const scaled = { ...others, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)' }
  expect(findFirstFailure({ ...seen, stops: [scaled] }, OPEN)).toBeUndefined()
})

test('docs/troubleshooting/tasks.md lists every cause, and whether it ends a run early', () => {
  const kinds = causeKinds()
  const rows = [
    ...readFileSync('docs/troubleshooting/tasks.md', 'utf8').matchAll(/^\| `([a-z-]+)` \| .* \| (.*) \|$/gm)
  ]
  expect(new Set(rows.map(([, kind]) => kind))).toEqual(new Set(kinds.keys()))
  const early = rows.filter(([, , ends]) => ends?.startsWith('yes')).map(([, kind]) => kind)
  expect(new Set(early)).toEqual(new Set([...kinds].flatMap(([kind, ends]) => (ends ? [kind] : []))))
})
