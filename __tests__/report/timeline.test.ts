import { describe, expect, test } from '@jest/globals'
import { timelineToMarkdown } from '../../src/report/rollouts/timeline.ts'
import { aTimeline, HOSTILE } from './rollouts.ts'

describe('timelineToMarkdown', () => {
  test('clock time, time since the start, what happened', () => {
    expect(timelineToMarkdown(aTimeline()).split('\n')).toEqual([
      '| time (UTC) | since start | |',
      '| --- | --- | --- |',
      '| 17:03:12 |  | registered web:8 |',
      '| 17:03:13 | +1 s | service updated |',
      '| 17:03:25 | +13 s | first task running |',
      '| 17:04:17 | +1 min 5 s | 10 % of production traffic |',
      '| 17:05:17 | +2 min 5 s | succeeded |'
    ])
  })

  test('the date where a rollout goes into the next day', () => {
    const at = Date.parse('2026-11-24T23:59:30Z')
    const text = timelineToMarkdown({
      milestones: [
        { at, what: 'updated', text: '' },
        { at: at + 60_000, what: 'ended', text: '' }
      ]
    })
    expect(text).toContain('| 23:59:30 |  | service updated |\n| 2026-11-25 00:00:30 | +1 min | done |')
  })

  test('a long one keeps its start and its end', () => {
    const milestones = Array.from({ length: 100 }, (_, index) => ({
      at: index * 60_000,
      what: 'traffic' as const,
      text: `${index} %`
    }))
    const lines = timelineToMarkdown({ milestones }).split('\n')
    expect(lines).toHaveLength(27)
    expect(lines[14]).toBe('| | | … 76 more |')
    expect(lines.at(-1)).toBe('| 01:39:00 | +1 h 39 min | 99 % |')
    expect(timelineToMarkdown({ milestones: milestones.slice(0, 25) }).split('\n')).toHaveLength(27)
  })

  test('nothing for nothing, no markup, and no time where there is none', () => {
    expect(timelineToMarkdown({ milestones: [] })).toBe('')
    const text = timelineToMarkdown({ milestones: [{ at: Number.NaN, what: 'failing', text: HOSTILE }] })
    expect(text.split('\n')).toHaveLength(3)
    expect(text).not.toMatch(/<img|@everyone|(?<!\\)\]\(|https:/)
    expect(text.split('\n')[2]).toMatch(/^\| {2}\| {2}\| .* \|$/)
  })
})
