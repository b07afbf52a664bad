import { describe, expect, test } from '@jest/globals'
import type { Changes } from '../../src/organization/changes.ts'
import { type MergedAudit, mergeAudits } from '../../src/organization/merge-audits.ts'
import { readRun } from '../../src/organization/read-run.ts'
import { mergedToHtml } from '../../src/report/html/organization-page.ts'
import { mergedToMarkdown, mergedToText } from '../../src/report/organization/organization.ts'
import { mergedToSarif } from '../../src/report/organization/organization-sarif.ts'
import { auditOf } from './audits.ts'

const [A, B] = ['111111111111/eu-west-1', '222222222222/eu-west-1'] as const

/**
 * A week: what is exposed (`web`, `web=family`) or unknown (`?web`) in each account that has reported; `failed`: its
 * job has not.
 */
type Week = Readonly<Record<string, readonly string[] | 'failed'>>

function merge(week: Week, before?: MergedAudit, isFirst = false): MergedAudit {
  const places = Object.keys(week).map(id => {
    const [account = '', region = ''] = id.split('/')
    return { account, region }
  })
  const runs = Object.entries(week).flatMap(([id, found]) => {
    if (found === 'failed') return []
    const [account, region] = id.split('/')
    const services = found.map(word => {
      const [name = '', family = name] = word.replace('?', '').split('=')
      const verdict = word.startsWith('?') ? 'unknown' : 'exposed'
      const plaintext = verdict === 'exposed' ? [{ name: 'DB_PASSWORD' }] : []
      return {
        kind: 'service',
        name,
        cluster: 'main',
        region,
        verdict,
        revisions: [`${family}:1`],
        plaintext,
        unknown: []
      }
    })
    const audit = auditOf(services)
    const target = [{ account, region, clusters: ['main'] }]
    return [
      readRun(
        id,
        {
          text: JSON.stringify({
            version: 1,
            mode: 'audit',
            target,
            problems: [],
            exitCode: audit.verdict === 'clean' ? 0 : 1,
            audit
          })
        },
        ['audit']
      )
    ]
  })
  const old = before === undefined ? {} : { before: JSON.parse(JSON.stringify(before)) }
  return mergeAudits({ runs, expected: places, now: 1_767_600_000_000, isFirst, ...old })
}

const named = (place: string, name: string) => `${place} service ${name} (main)`

/** The changes of the last of some weeks, each compared with the one before. */
function changesOf(...weeks: readonly Week[]): Partial<Changes> {
  let last: MergedAudit | undefined
  for (const week of weeks) last = merge(week, last)
  const { since: _, ...changes } = (last as MergedAudit).changes as Changes
  return Object.fromEntries(Object.entries(changes).filter(([, items]) => items.length > 0))
}

describe('what changed since the last merge', () => {
  test.each<[what: string, weeks: readonly Week[], changes: Partial<Changes>]>([
    ['nothing', [{ [A]: ['web'] }, { [A]: ['web'] }], {}],
    ['newly exposed', [{ [A]: [] }, { [A]: ['web'] }], { newlyExposed: [named(A, 'web')] }],
    ['no longer exposed', [{ [A]: ['web'] }, { [A]: [] }], { fixed: [named(A, 'web')] }],
    [
      'back after it was resolved',
      [{ [A]: ['web'] }, { [A]: [] }, { [A]: ['web'] }],
      { newlyExposed: [named(A, 'web')] }
    ],
    ['an account that was added', [{ [A]: [] }, { [A]: [], [B]: ['web'] }], { firstSeen: [named(B, 'web')] }],
    ['an account that was removed', [{ [A]: [], [B]: ['web'] }, { [A]: [] }], { dropped: [named(B, 'web')] }],
    ['one that was removed, a week later', [{ [A]: [], [B]: ['web'] }, { [A]: [] }, { [A]: [] }], {}],
    ['a job that failed', [{ [A]: ['web'] }, { [A]: 'failed' }], { lost: [named(A, 'web')] }],
    [
      'a job that fails again',
      [{ [A]: ['web'] }, { [A]: 'failed' }, { [A]: 'failed' }],
      { lost: [named(A, 'web')] }
    ],
    [
      'the week after a failed job, still exposed',
      [{ [A]: ['web'] }, { [A]: 'failed' }, { [A]: ['web'] }],
      {}
    ],
    [
      'the week after a failed job, fixed',
      [{ [A]: ['web'] }, { [A]: 'failed' }, { [A]: [] }],
      { fixed: [named(A, 'web')] }
    ],
    [
      'exposed after a first week whose job failed',
      [{ [A]: 'failed' }, { [A]: ['web'] }],
      { firstSeen: [named(A, 'web')] }
    ],
    [
      'a service that is unknown now, beside one that is exposed',
      [{ [A]: ['web', 'api'] }, { [A]: ['?web', 'api'] }],
      { lost: [named(A, 'web')] }
    ],
    [
      'a service that was unknown',
      [{ [A]: ['?web', 'api'] }, { [A]: ['web', 'api'] }],
      { firstSeen: [named(A, 'web')] }
    ],
    ['fixed beside an unknown service', [{ [A]: ['web'] }, { [A]: ['?api'] }], { fixed: [named(A, 'web')] }],
    [
      'a service with another name and the same definition',
      [{ [A]: ['web=shop'] }, { [A]: ['store=shop'] }],
      { renamed: [{ from: named(A, 'web'), to: named(A, 'store') }] }
    ],
    [
      'another service with another definition',
      [{ [A]: ['web'] }, { [A]: ['store'] }],
      { newlyExposed: [named(A, 'store')], fixed: [named(A, 'web')] }
    ],
    [
      'the same name in another account',
      [
        { [A]: ['web'], [B]: [] },
        { [A]: [], [B]: ['web'] }
      ],
      { newlyExposed: [named(B, 'web')], fixed: [named(A, 'web')] }
    ]
  ])('%s', (_, weeks, changes) => {
    expect(changesOf(...weeks)).toEqual(changes)
  })

  test('every format says each kind of change', () => {
    const before = merge({ [A]: ['old=x', 'fixed'], [B]: ['lost'], '333333333333/eu-west-1': ['dropped'] })
    const now = merge(
      { [A]: ['renamed=x', 'new'], [B]: 'failed', '444444444444/eu-west-1': ['first'] },
      before
    )
    const text = mergedToText(now).join('\n')
    for (const shown of [text, mergedToMarkdown(now), mergedToHtml(now)]) {
      for (const words of [
        'newly exposed',
        'exposed, not verified before',
        'still exposed, under another name',
        'exposed before, not verified now',
        'exposed before, no longer audited',
        'no longer exposed'
      ])
        expect(shown).toContain(words)
    }
    expect(text).toContain('  no longer exposed | 111111111111/eu-west-1 service fixed (main)')
    const states = (
      JSON.parse(mergedToSarif(now, '1.0.0')).runs[0].results as { baselineState?: string }[]
    ).map(({ baselineState }) => baselineState)
    expect(states).toEqual(['unchanged', 'new', 'new', undefined])
  })

  test('without an earlier report, or without a change, every format says so', () => {
    const first = merge({ [A]: ['web'] }, undefined, true)
    const again = merge({ [A]: ['web'] }, first)
    for (const render of [
      (one: MergedAudit) => mergedToText(one).join('\n'),
      mergedToMarkdown,
      mergedToHtml
    ]) {
      expect(render(first)).toContain('no earlier report to compare with')
      expect(render(again)).toContain('the same is exposed as before')
      expect(render(merge({ [A]: ['web'] }))).not.toContain('earlier report')
    }
  })
})
