import { describe, expect, test } from '@jest/globals'
import { storiesOf } from '../../src/report/rollouts/rollout-details.ts'
import { rolloutGantt } from '../../src/report/rollouts/rollout-gantt.ts'
import type { ServiceResult } from '../../src/rollout/outcome.ts'
import { aReport, aResult, aTimeline, HOSTILE } from './rollouts.ts'

const START = Date.parse('2026-11-24T17:03:12.000Z')

function ganttOf(results: readonly ServiceResult[], waves: readonly number[] = []): string {
  const timelines = results.map(({ service }, index) => {
    const wave = waves[index]
    return aTimeline({ service, ...(wave === undefined ? {} : { wave }) })
  })
  return rolloutGantt(storiesOf(aReport({ results, timelines })))
}

function lasting(seconds: number, given: Partial<ServiceResult> = {}): ServiceResult {
  return aResult({ finishedAt: new Date(START + seconds * 1000).toISOString(), ...given })
}

describe('the diagram of rollouts', () => {
  test('shows each wave, failures in red and what goes on as active', () => {
    const gantt = ganttOf(
      [
        lasting(60, { service: 'api', outcome: 'rolled-back' }),
        lasting(90, { service: 'web' }),
        lasting(100, { service: 'jobs', isOngoing: true, outcome: 'timed-out' })
      ],
      [1, 2, 2]
    )
    const [before, diagram] = gantt.split('```mermaid\n')
    expect(before).toBe('Rollouts over time, in your time zone; failed ones are red:\n\n')
    expect(diagram?.split('\n')).toEqual([
      'gantt',
      'dateFormat x',
      'axisFormat %H:%M:%S',
      'tickInterval 30second',
      'todayMarker off',
      'section Wave 1',
      `api (rolled back) :crit, ${START}, ${START + 60_000}`,
      'section Wave 2',
      `jobs (timed out) :active, ${START}, ${START + 100_000}`,
      `web :done, ${START}, ${START + 90_000}`,
      '```'
    ])
  })

  test('is left out for fewer than two rollouts', () => {
    expect(ganttOf([lasting(60)])).toBe('')
    expect(ganttOf([lasting(60), aResult({ service: 'api', startedAt: 'never' })])).toBe('')
  })

  test.each([
    [3, '%H:%M:%S', '1second'],
    [50, '%H:%M:%S', '10second'],
    [151, '%H:%M', '1minute'],
    [15 * 60, '%H:%M', '5minute'],
    [3 * 3600, '%H:%M', '1hour'],
    [13 * 3600, '%H:%M', '3hour']
  ])('of %i s has at most five steps between labels', (seconds, format, interval) => {
    const gantt = ganttOf([lasting(seconds), lasting(1, { service: 'api' })])
    expect(gantt).toContain(`\naxisFormat ${format}\ntickInterval ${interval}\n`)
  })

  test('of more than 60 rollouts says how many are only in the table', () => {
    const many = Array.from({ length: 63 }, (_, index) => lasting(60, { service: `s${index}` }))
    const gantt = ganttOf(many)
    expect(gantt.match(/ :done, /g)).toHaveLength(60)
    expect(gantt).toMatch(/```\n\n3 more rollouts are in the table\.$/)
  })

  test.each([
    [HOSTILE, /^a_b_c__/],
    ['section', /^service section /],
    ['end', /^service end /]
  ])('a name cannot add a line or end its own: %j', (service, name) => {
    const lines = ganttOf([lasting(60, { service }), lasting(60)]).split('\n')
    expect(lines).toHaveLength(12)
    expect(lines.find(line => line.includes(':done') && !line.startsWith('web'))).toMatch(name)
  })
})
