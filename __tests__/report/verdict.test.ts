import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planToPullRequest, reportToPullRequest } from '../../src/action/github/report-to-pull-request.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { escapeMarkdown } from '../../src/report/markdown.ts'
import { checkToJson, outputsOf, runToJson } from '../../src/report/outputs.ts'
import { emptyReport, joinReports, type Report } from '../../src/report/report.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { printerOf } from '../../src/run/printed.ts'
import { aFinding } from './findings.ts'
import { anyReport } from './reports.ts'

/** What a command-line run prints. */
const printed = printerOf('text', { sources: new Map() })

const RUNS = { numRuns: Number(process.env['VERDICT_RUNS'] ?? 500) }

/** What nobody may read who has something to put right. */
const GOOD_WORDS =
  /\bclean\b|\bnothing to\b|\bsucceeded\b|\bmigrated\b|\bdeployed\b|\bunchanged\b|no plaintext/i

/** What is wrong with a run, said without the code that judges it. */
function wrongWith(report: Report): readonly string[] {
  const { mode, problems, unscanned, findings, failOn, results, permissions, schedules } = report
  const done = results.filter(({ outcome }) => outcome === 'succeeded' || outcome === 'unchanged')
  // a plan ends no service: what it is for it has to name itself
  const names = mode === 'plan' ? [] : done.map(({ service }) => service)
  const asked = askedOf(report).filter(service => !names.includes(service))
  return [
    ...(problems.length > 0 ? ['a problem'] : []),
    ...(unscanned.length > 0 ? ['an unscanned file'] : []),
    ...(findings.some(({ level }) => level === 'error') ? ['an error'] : []),
    ...(failOn === 'warning' && findings.some(({ level }) => level === 'warning') ? ['a warning'] : []),
    ...(failOn === 'change' && changes(report) ? ['a change'] : []),
    ...(done.length < results.length ? ['an outcome'] : []),
    ...(asked.length > 0 ? ['a service without an outcome'] : []),
    ...(schedules.some(({ state }) => state === 'failed') ? ['a schedule'] : []),
    ...(permissions.some(({ verdict }) => verdict === 'denied') ? ['a denial'] : []),
    ...wrongInAudit(report),
    ...(lacksResult(mode, report) ? ['no result'] : [])
  ]
}

function changes({ plan, schedules }: Report): boolean {
  if (plan === undefined) return false
  const { services, definitions, tasks = [] } = plan
  return (
    services.some(({ action }) => action.kind !== 'unchanged') ||
    definitions.some(({ registration, runsTask }) => registration.kind === 'register' || runsTask) ||
    tasks.length > 0 ||
    schedules.some(({ state }) => state === 'planned')
  )
}

function askedOf({ mode, services, plan, migration, problems }: Report): readonly string[] {
  if (mode === 'deploy' || mode === 'continue' || mode === 'rollback' || mode === 'rotate-restart')
    return services
  if (mode === 'plan' && plan !== undefined) {
    const planned = plan.services.map(({ service }) => service)
    return services.filter(service => !planned.includes(service))
  }
  const deploys = mode === 'migrate' && migration?.applied && migration.pullRequest === undefined
  if (!deploys || problems.length > 0) return []
  return migration.services.filter(({ action }) => action !== 'register').map(({ service }) => service)
}

function wrongInAudit({ audit, failOn }: Report): readonly string[] {
  if (audit === undefined) return []
  const { items, gaps, purge = [], exposedRevisions } = audit.audit
  const left = exposedRevisions.filter(
    ({ arn }) => !purge.some(row => row.arn === arn && row.outcome === 'deleted')
  )
  const { hits = [], cut = [] } = audit.history ?? {}
  return [
    ...(items.some(({ verdict }) => verdict !== 'clean') ? ['what runs'] : []),
    ...(gaps.length > 0 ? ['a gap'] : []),
    ...(hits.length > 0 ? ['history'] : []),
    ...(cut.length > 0 ? ['history that was not read'] : []),
    ...(purge.some(({ outcome }) => outcome === 'kept') ? ['a revision that a purge had to keep'] : []),
    ...(failOn === 'warning' && left.length > 0 ? ['an old revision'] : [])
  ]
}

function lacksResult(mode: Report['mode'], report: Report): boolean {
  const { plan, audit, status, migration, results, renderedFiles, taskDefinitionArns } = report
  if (mode === 'plan') return plan === undefined
  if (mode === 'audit') return audit === undefined
  if (mode === 'migrate') return migration === undefined
  if (mode === 'status') return status === undefined
  if (mode === 'render') return renderedFiles.length === 0
  if (mode === 'deploy' || mode === 'continue' || mode === 'rollback')
    return results.length + taskDefinitionArns.length === 0
  return false
}

test('no surface says that a run is good beside anything that is wrong, and none that it is bad without', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const wrong = wrongWith(report)
      const { kind, exitCode, sentence } = judgeReport(report)
      const levels = annotationsOf(report, judgeReport(report)).map(({ level }) => level)
      if (wrong.length === 0) {
        expect([kind, exitCode, levels.includes('error')]).toEqual(['good', 0, false])
        expect(sentence).toMatch(/\.$/)
        return
      }
      const good = [kind, exitCode].filter(said => said === 'good' || said === 0)
      expect({ wrong, good }).toEqual({ wrong, good: [] })
      expect(sentence).not.toMatch(GOOD_WORDS)
      expect(levels).toContain('error')
      // A report has a migration or an audit, never both.
      const isOlder = report.migration !== undefined || wrong.every(what => what === 'an old revision')
      expect(isOlder ? ['clean'] : ['clean', 'old-revisions']).not.toContain(verdictOfOutput(report))
    }),
    RUNS
  )
})

function verdictOfOutput(report: Report): unknown {
  const { audit } = outputsOf(report)
  return audit === '' ? undefined : (JSON.parse(audit) as { verdict: unknown }).verdict
}

test('headline, exit code, summary, text, comment and JSON are the same judgment', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const { sentence, exitCode, kind, results } = judgeReport(report)
      expect(reportToMarkdown(report)).toMatch(
        new RegExp(`^.*\n\n${kind === 'good' ? '(?:✅|⚠️|➖)' : '❌'} \\*\\*`)
      )
      expect(reportToMarkdown(report)).toContain(`**${escapeMarkdown(sentence)}`)
      expect(`\n${[...printed(report)].join('')}`).toContain(`\n${sentence}\n`)
      expect(JSON.parse(runToJson(report))).toMatchObject({ verdict: sentence, exitCode, outcome: kind })
      expect(JSON.parse(checkToJson(report))).toMatchObject({ verdict: sentence, exitCode })
      expect(JSON.parse(outputsOf(report).findings)).toMatchObject({ verdict: sentence, exitCode })
      expect(JSON.parse(outputsOf(report).results)).toMatchObject(JSON.parse(JSON.stringify(results)))
      const comment = reportToPullRequest(report, {})
      expect(comment.markdown).toContain(escapeMarkdown(sentence).slice(0, 500))
      const planned = planToPullRequest(report, {}, { workflow: 'w', job: 'j' })
      expect(planned.markdown).toContain(escapeMarkdown(sentence).slice(0, 500))
      expect(planned.markdown.startsWith('### 📋')).toBe(kind === 'good')
      expect(comment.kind === 'only-replaces').toBe(kind === 'good' && report.findings.length === 0)
    }),
    { numRuns: RUNS.numRuns / 4 }
  )
})

test('the output results has a line for every service that a deployment was asked for', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const { results } = judgeReport(report)
      const named = results.map(({ service }) => service)
      if (['deploy', 'rollback', 'rotate-restart'].includes(report.mode)) {
        expect(named).toEqual(expect.arrayContaining([...report.services]))
      }
      expect(results.slice(0, report.results.length)).toEqual(report.results)
    }),
    RUNS
  )
})

const CODES = { bug: 4, user: 2, cloud: 3, machine: 3 } as const

test('the exit code is that of the worst: a bug, then what only the user can put right, then what was refused', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const faults = report.problems.map(({ fault }) => fault)
      const [worst] = (['bug', 'user', 'cloud', 'machine'] as const).filter(fault => faults.includes(fault))
      if (worst === undefined || (report.unscanned.length > 0 && worst !== 'bug')) return
      expect(judgeReport(report).exitCode).toBe(CODES[worst])
    }),
    RUNS
  )
})

describe('joined reports', () => {
  test('are never better than one of them', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (first, second) => {
        const joined = judgeReport(joinReports(first, { ...second, mode: first.mode }))
        const wrong = [first, second].flatMap(({ problems, unscanned, findings, results }) => [
          ...problems,
          ...unscanned,
          ...findings.filter(({ level }) => level === 'error'),
          ...results.filter(({ outcome }) => outcome !== 'succeeded' && outcome !== 'unchanged')
        ])
        if (wrong.length > 0) expect(joined.kind).not.toBe('good')
      }),
      RUNS
    )
  })
})

describe('a migration', () => {
  const migration: NonNullable<Report['migration']> = {
    applied: true,
    project: 'ops',
    store: 'secretsmanager',
    secrets: [],
    moves: [{ file: 'a.json', container: 'app', variable: 'K', reference: 'secretsmanager:ops/k' }],
    earlierMoves: 0,
    left: [],
    roles: [],
    services: [{ service: 'alpha', action: 'redeploy', plaintext: ['K'] }],
    templates: [],
    monthlyCostUsd: 0,
    newCostUsd: 0,
    policies: [],
    rotate: [],
    oldRevisions: [],
    excepted: [],
    done: ['Created secret ops/k.']
  }
  const report: Report = { ...emptyReport('migrate'), services: ['alpha'], migration }
  const notStarted = {
    service: 'alpha',
    cluster: 'demo',
    region: 'us-west-2',
    outcome: 'not-started' as const,
    reason: 'Not started: fix the problems that are reported; nothing was changed.'
  }

  test('that leaves what exceptions cover is not called migrated alone', () => {
    const results = [{ ...notStarted, outcome: 'succeeded' as const, reason: 'Done.' }]
    const row = { file: 'a.json', line: 3, variable: 'K', by: 'exception' as const, exception: 'x.yml:2' }
    const one = (more: Partial<typeof migration>) =>
      judgeReport({ ...report, results, migration: { ...migration, excepted: [row], ...more } })
    expect(one({})).toMatchObject({
      exitCode: 0,
      sentence: expect.stringMatching(
        /^Migrated, with 1 credential left in plaintext by exceptions: 1 variable .* remove the exceptions/
      )
    })
    const unchanged = { service: 'alpha', action: 'redeploy', plaintext: ['K'], isUnchanged: true } as const
    const nothing = one({ moves: [], services: [unchanged] }).sentence
    expect(nothing).toMatch(
      /^Nothing to migrate: no variable is moved\. 1 service unchanged\. 1 credential stays/
    )
    expect(one({ moves: [], excepted: [] }).sentence).toBe(
      'Nothing to migrate: no plaintext credentials found. 1 service deployed or registered.'
    )
    expect(one({ applied: false, moves: [], excepted: [], services: [unchanged] }).sentence).toBe(
      'Nothing to migrate: no plaintext credentials in the files, but in what runs. 1 service unchanged.'
    )
  })

  test('that stopped half-way, since the deploy found a credential, is not called migrated', () => {
    const { sentence, exitCode } = judgeReport({
      ...report,
      findings: [aFinding()],
      results: [notStarted]
    })
    expect(sentence).toBe(
      'The migration is not complete. Check failed: 1 error in 1 file. Run it again: it continues where it stopped.'
    )
    expect(exitCode).toBe(1)
  })

  test('whose deployment says nothing of a service is not called migrated either', () => {
    const { sentence, exitCode } = judgeReport(report)
    expect(sentence).toBe(
      'The migration is not complete. The outcome of 1 service is unknown: alpha. Run it again: it continues where it stopped.'
    )
    expect(exitCode).toBe(1)
  })

  test('that found nothing says so only if nothing is wrong', () => {
    const nothing = { ...report, migration: { ...migration, moves: [], services: [], done: [] } }
    expect(judgeReport(nothing).sentence).toBe('Nothing to migrate: no plaintext credentials found.')
    const problem = { code: 'x', fault: 'user' as const, message: 'A file is wrong.' }
    expect(judgeReport({ ...nothing, problems: [problem] }).sentence).toBe(
      '1 problem found; nothing was changed.'
    )
  })
})

test.each([
  ['credential', '1 warning in 1 file.'],
  ['reference', 'no plaintext credentials found. 1 warning in 1 file.']
] as const)('a warning about a %s: no sentence claims more than is known', (category, said) => {
  const findings = [{ ...aFinding(), category, level: 'warning' as const }]
  const checked = { ...emptyReport('check'), files: ['a.json'], findings }
  const rendered = { ...emptyReport('render'), renderedFiles: ['/tmp/a.json'], findings }
  expect([checked, rendered].map(report => judgeReport(report))).toMatchObject([
    { exitCode: 0, sentence: `1 file checked: ${said}` },
    { exitCode: 0, sentence: `1 definition rendered: ${said}` }
  ])
})

test('a run that an exception ended does not claim that nothing was changed', () => {
  const problem = { code: 'x', fault: 'cloud' as const, message: 'AWS refused.' }
  const report: Report = { ...emptyReport('deploy'), problems: [problem], cutShort: true }
  expect(judgeReport(report)).toMatchObject({ sentence: '1 problem found.', exitCode: 3 })
})

test('what continues in ECS is counted by its field, whatever its reason says', () => {
  const result = { cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' as const }
  const report: Report = {
    ...emptyReport('deploy'),
    services: ['alpha', 'beta'],
    results: [
      { ...result, service: 'alpha', reason: 'Not awaited.', isOngoing: true },
      { ...result, service: 'beta', reason: 'It continues in ECS.' }
    ]
  }
  expect(judgeReport(report).sentence).toBe('2 services deployed. 1 not monitored to the end.')
})

test.each([
  ['deploy', {}, '2 deployments requested, not monitored to the end.'],
  ['rollback', {}, '2 rollbacks requested, not monitored to the end.'],
  ['rotate-restart', {}, '2 restarts requested, not monitored to the end.'],
  ['continue', {}, '2 deployments continued, not monitored to the end.'],
  ['deploy', { outcome: 'unchanged', isOngoing: undefined }, '2 services: 1 requested, 1 unchanged. 1 not'],
  ['deploy', { outcome: 'succeeded', isOngoing: undefined }, '2 services: 1 deployed, 1 requested. 1 not']
] as const)('what was not waited for is requested, and no more: %s %j', (mode, second, expected) => {
  const result = { cluster: 'demo', region: 'us-west-2', outcome: 'requested', reason: '' } as const
  const { isOngoing, ...other } = { isOngoing: true as const, ...second }
  const report: Report = {
    ...emptyReport(mode),
    services: ['alpha', 'beta'],
    results: [
      { ...result, service: 'alpha', isOngoing: true },
      { ...result, ...other, ...(isOngoing ? { isOngoing } : {}), service: 'beta' }
    ]
  }
  const { exitCode, sentence } = judgeReport(report)
  expect([exitCode, sentence]).toEqual([0, expect.stringContaining(expected)])
})

test('services that were not started do not seem to have succeeded', () => {
  const result = { cluster: 'demo', region: 'us-west-2', reason: '' }
  const results = [
    { ...result, service: 'web', outcome: 'cancelled' as const },
    { ...result, service: 'api', outcome: 'not-started' as const }
  ]
  expect(judgeReport({ ...emptyReport('deploy'), services: ['web', 'api'], results }).sentence).toBe(
    '1 of 2 services did not succeed, 1 was not started: web (cancelled).'
  )
})
