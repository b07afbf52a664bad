import { mergeAudits } from '../../src/organization/merge-audits.ts'
import type { MergedChecks, RepositoryCheck } from '../../src/organization/merge-checks.ts'
import { type MergedResults, mergeResults } from '../../src/organization/merge-results.ts'
import { type AccountRegion, placeId } from '../../src/organization/place.ts'
import type { RunDocument } from '../../src/organization/read-run.ts'
import { mergedToHtml } from '../../src/report/html/organization-page.ts'
import type { Merged } from '../../src/report/organization/organization.ts'
import { HOSTILE_TEXTS } from './hostile.ts'

const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2']
const NOW = Date.parse('2026-11-24T17:10:00Z')
const WEEK = 7 * 86_400_000

/** `count` accounts in four Regions. */
function placesOf(count: number): readonly AccountRegion[] {
  return Array.from({ length: count }, (_, index) => String(100_000_000_000 + index * 111_111)).flatMap(
    account => REGIONS.map(region => ({ account, region }))
  )
}

/** One service of an audit; every seventh account and Region has one that is exposed. */
function audited(place: AccountRegion, index: number, fixed: boolean): RunDocument {
  const isExposed = index % 7 === 0 && !(fixed && index % 21 === 0)
  const services = ['api', 'worker', 'web'].map((name, at) => ({
    kind: 'service',
    name,
    cluster: 'main',
    verdict: isExposed && at <= index % 3 ? 'exposed' : 'clean',
    revisions: [`${name}:${index + 1}`],
    unknown: [],
    plaintext: isExposed && at <= index % 3 ? [{ name: 'DB_PASSWORD' }, { name: 'BROKER_KEY' }] : []
  }))
  const rotate = [
    {
      name: 'DB_PASSWORD',
      rank: 2,
      what: 'database password',
      issuedAt: 'ALTER USER',
      where: ['service api']
    },
    { name: 'BROKER_KEY', rank: 1, what: 'broker key', issuedAt: 'its dashboard', where: ['service api'] }
  ]
  const old = index % 5 === 1 ? [{ revision: 'api:1', usedBy: [] }] : []
  const verdict = isExposed ? 'exposed' : old.length > 0 ? 'old-revisions' : 'clean'
  return {
    file: `audit-${placeId(place)}.json`,
    place,
    clusters: ['main'],
    url: `https://github.com/example/audits/actions/runs/${index}`,
    content: {
      target: [{ clusters: ['main'] }],
      problems: [],
      exitCode: verdict === 'clean' || verdict === 'old-revisions' ? 0 : 1,
      audit: {
        version: 1,
        clusters: ['main'],
        verdict,
        services,
        exposedRevisions: old,
        notVerified: [],
        rotate: isExposed ? rotate : []
      }
    } as never
  }
}

/**
 * Twelve accounts, eight of which are clean in every Region; a job that never ran, one with a truncated file, and the
 * changes of a week.
 */
export function mergedAudit(accounts = 12): Merged {
  const expected = placesOf(accounts)
  const seen = expected.slice(0, accounts * 2)
  const runs = (fixed: boolean) => [
    ...seen.map((place, index) => audited(place, index, fixed)),
    ...expected.slice(accounts * 2).map(place => audited(place, 2, fixed))
  ]
  const before = mergeAudits({ runs: runs(false), expected, now: NOW - WEEK })
  const now = runs(true).flatMap((run, index): readonly RunDocument[] => {
    if (index === 5) return []
    if (index !== 3) return [run]
    const broken = { why: 'its file is not JSON, or is cut off', hint: 'Run its job again.' }
    return [{ ...run, content: {}, broken }]
  })
  return mergeAudits({ runs: now, expected, before: JSON.parse(JSON.stringify(before)), now: NOW })
}

/** Deployments of the same accounts; one service failed, and one account has no document. */
export function mergedResults(): MergedResults {
  const expected = placesOf(4)
  const runs = expected.slice(1).map((place, index) => ({
    file: `results-${placeId(place)}.json`,
    place,
    clusters: ['main'],
    content: {
      version: 1,
      problems: [],
      exitCode: index === 2 ? 1 : 0,
      results: ['api', 'worker'].map((service, at) => ({
        service,
        cluster: 'main',
        outcome: index === 2 && at === 0 ? 'rolled-back' : 'succeeded',
        reason: index === 2 && at === 0 ? 'The circuit breaker rolled it back.' : 'All tasks run.'
      }))
    } as never
  }))
  return mergeResults(runs, expected, NOW)
}

/**
 * Checks of repositories: two with findings, one whose job has no document, one that is clean and one without a task
 * definition.
 */
export function mergedChecks(): MergedChecks {
  const finding = (name: string, line: number) => ({
    ...{ rule: 'secret/by-name', level: 'error', file: 'deploy/web-task-definition.json', line, name },
    fingerprint: '0123456789abcdef'
  })
  const check = (repository: string, verdict: RepositoryCheck['verdict'], names: readonly string[] = []) => ({
    ...{ repository: `example/${repository}`, verdict, files: verdict === 'none' ? 0 : 3 },
    ...{ errors: names.length, warnings: 0, findings: names.map((name, index) => finding(name, 8 + index)) }
  })
  return {
    version: 1,
    kind: 'organization-check',
    at: new Date(NOW).toISOString(),
    verdict: 'findings',
    repositories: [
      check('ops-pipeline', 'findings', ['DB_PASSWORD', 'BROKER_KEY']),
      check('shop', 'findings', ['DB_PASSWORD']),
      {
        ...check('billing', 'unknown'),
        files: 0,
        why: 'no result: its check failed, was cancelled or never ran'
      },
      check('portal', 'clean'),
      check('docs', 'none')
    ]
  }
}

/** A page of an organization in which every name and text is hostile. */
export function hostileOrganization(): string {
  const runs = HOSTILE_TEXTS.map((text, index): RunDocument => {
    const place = { account: text.slice(0, 60), region: index % 2 === 0 ? text.slice(0, 60) : 'eu-west-1' }
    const run = audited(place, 0, false)
    const item = {
      kind: text,
      name: text,
      cluster: text,
      verdict: 'exposed',
      revisions: [text],
      unknown: [text]
    }
    const services = [
      { ...item, plaintext: [{ name: text }] },
      { ...item, verdict: 'unknown', plaintext: [] }
    ]
    const rotate = [{ name: text, rank: 9, what: text, issuedAt: text, where: [text] }]
    return {
      ...run,
      url: index % 2 === 0 ? 'javascript:window.harmed=1' : text,
      content: { audit: { verdict: 'exposed', services, rotate, exposedRevisions: [] } } as never,
      broken: { why: text, hint: text }
    }
  })
  return mergedToHtml(mergeAudits({ runs, expected: [], now: NOW }))
}
