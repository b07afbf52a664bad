import { describe, expect, test } from '@jest/globals'
import { annotationsOf, reportToCommands } from '../../src/report/annotations.ts'
import { storiesOf } from '../../src/report/rollouts/stories.ts'
import { nextSteps } from '../../src/report/steps.ts'
import { aFinding } from './findings.ts'
import { aDiagnosis, aReport, aResult, HOSTILE } from './rollouts.ts'

const failed = (service: string, more: object = {}) =>
  aResult({ service, outcome: 'rolled-back', reason: 'ECS rolled it back.', ...more })
const place = { file: 'deploy/web.json', line: 9, column: 5, endLine: 9, endColumn: 30 }

describe('annotations of failed rollouts', () => {
  test('reason, first cause, way out; at the template’s line where the cause has one', () => {
    const diagnoses = [{ ...aDiagnosis(), place }]
    expect(
      annotationsOf(aReport({ results: [aResult({ service: 'api' }), failed('web')], diagnoses }))
    ).toEqual([
      {
        level: 'error',
        title: 'web rolled back',
        message:
          'ECS rolled it back.\nCause: 3 tasks stopped: Essential container in task exited (app exited with 1)\n→ The container ends at once.',
        file: 'deploy/web.json',
        startLine: 9,
        endLine: 9,
        startColumn: 5,
        endColumn: 30
      }
    ])
  })

  test('services of one name in two Regions and in two clusters have a cause each', () => {
    const places = [{}, { region: 'eu-west-1' }, { cluster: 'blue' }]
    const stop = (reason: string) => ({ count: 1, reason, exits: [], explanation: `Fix ${reason}.` })
    const report = aReport({
      results: places.map((place, index) => failed('web', { ...place, key: `web-${index}` })),
      diagnoses: places.map((place, index) => aDiagnosis({ ...place, stops: [stop(`reason ${index}`)] }))
    })
    expect(annotationsOf(report).map(({ title, message }) => `${title}: ${message.split('\n')[1]}`)).toEqual(
      places.map((_, index) => `web-${index} (web) rolled back: Cause: 1 task stopped: reason ${index}`)
    )
    expect(nextSteps(report, report.results).flatMap(({ text }) => text.match(/Fix the .*/) ?? [])).toEqual(
      places.map((_, index) => `Fix the cause of the failure of web-${index} (web). Fix reason ${index}.`)
    )
    expect(storiesOf(report).map(({ diagnosis }) => diagnosis?.stops[0]?.reason)).toEqual(
      places.map((_, index) => `reason ${index}`)
    )
  })

  test('an event is the cause where ECS explains it; the load balancer says why targets fail; an ordinary event is none', () => {
    const cause = { kind: 'no-placement' as const }
    const diagnoses = [
      aDiagnosis({
        stops: [],
        events: ['was unable to place a task', 'has started 2 tasks'],
        eventCauses: [{ explanation: 'No instance has room.', cause, event: 'was unable to place a task' }]
      }),
      aDiagnosis({ service: 'api', stops: [], events: ['(service api) has started 2 tasks.'] }),
      aDiagnosis({
        service: 'none',
        stops: [],
        events: ['(service none) has started 2 tasks.'],
        targets: [
          {
            ...{ name: 'none', arn: 'arn' },
            states: [
              { count: 1, state: 'healthy' },
              { count: 2, state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' }
            ]
          }
        ]
      })
    ]
    expect(
      annotationsOf(aReport({ results: [failed('web'), failed('api'), failed('none')], diagnoses })).map(
        ({ message, file }) => [message, file]
      )
    ).toEqual([
      ['ECS rolled it back.\nCause: was unable to place a task\n→ No instance has room.', undefined],
      [
        'ECS rolled it back.\nCause: not known: no log line, stopped task, target or event shows it',
        undefined
      ],
      ['ECS rolled it back.\nCause: 2 unhealthy: Target.Timeout: Request timed out', undefined]
    ])
  })

  test('a log line that says why is the cause of tasks that exit, and no other line', () => {
    const telling = 'ERROR: relation "invoices_v2" does not exist'
    const logs = [{ container: 'app', task: '1', lines: ['listening', telling], telling }]
    const message = (more: object) =>
      annotationsOf(aReport({ results: [failed('web')], diagnoses: [aDiagnosis({ logs, ...more })] }))[0]
        ?.message
    expect(message({})).toContain(`\nCause: app: ${telling}\n`)
    const exit = {
      ...{ count: 2, reason: 'Essential container in task exited', exits: ['app exited with 1'] },
      explanation: 'Container app exited with code 1: check its log.',
      cause: { kind: 'exited' as const, container: 'app', exitCode: 1 }
    }
    const run = aReport({ results: [failed('web')], diagnoses: [aDiagnosis({ logs, stops: [exit] })] })
    expect(nextSteps(run, run.results)[0]?.text).toBe(
      `Fix the cause of the failure of web (app: ${telling}). Container app exited with code 1.`
    )
    const stop = {
      count: 2,
      reason: 'OutOfMemoryError',
      exits: [],
      cause: { kind: 'out-of-memory' as const }
    }
    expect(message({ stops: [stop] })).toContain('\nCause: 2 tasks stopped: OutOfMemoryError')
  })

  test('none for what was not started, and none beside a problem that says the same', () => {
    const problems = [{ code: 'aws-denied', fault: 'cloud' as const, message: 'No.', service: 'web' }]
    const results = [failed('web', { reason: 'No.' }), failed('api', { outcome: 'not-started' })]
    expect(annotationsOf(aReport({ results, problems })).map(({ title }) => title)).toEqual([
      'ecs-sealed-deploy: web'
    ])
  })

  test('come before all others', () => {
    const report = aReport({
      results: [failed('web')],
      problems: [{ code: 'c', fault: 'cloud', message: 'other' }],
      findings: [aFinding()]
    })
    expect(annotationsOf(report).map(({ title }) => title)).toEqual([
      'web rolled back',
      'ecs-sealed-deploy',
      'Check failed: DB_PASSWORD'
    ])
  })

  test('ten are shown one by one, more are put together by cause', () => {
    const services = Array.from({ length: 500 }, (_, index) => `s${index}`)
    const diagnoses = services.map((service, index) =>
      aDiagnosis({
        service,
        stops: [{ count: index + 1, reason: index < 300 ? 'no secret' : 'no image', exits: [] }]
      })
    )
    const shown = (count: number) =>
      annotationsOf(aReport({ results: services.slice(0, count).map(name => failed(name)), diagnoses }))
    expect(shown(10)).toHaveLength(10)
    expect(shown(11)).toHaveLength(1)
    const [first, second, ...more] = shown(500)
    expect(more).toEqual([])
    expect(first?.title).toBe('s0 and 299 more rolled back')
    expect(first?.message).toMatch(/no secret\nServices: s0, s1, .*s39 and 260 more$/)
    expect(second?.title).toBe('s300 and 199 more rolled back')
  })

  test('many with causes of their own are counted', () => {
    const services = Array.from({ length: 30 }, (_, index) => `s${index}`)
    const results = services.map(service => failed(service, { reason: `Reason of ${service}.` }))
    const annotations = annotationsOf(aReport({ results }))
    expect(annotations).toHaveLength(10)
    expect(annotations[0]?.message).toBe(
      '30 errors. GitHub shows 10 of a level; the others are in the step summary and in the log.'
    )
  })

  test('no name is a command', () => {
    const report = aReport({ results: [failed(HOSTILE, { reason: HOSTILE })] })
    const [command, ...more] = reportToCommands(report)
    expect(more).toEqual([])
    expect(command?.split('\n')).toHaveLength(1)
    expect(command).toMatch(/^::error title=/)
  })
})
