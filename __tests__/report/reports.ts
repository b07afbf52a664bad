import fc from 'fast-check'
import type { Audit, Audited, AuditVerdict, RemovalRow } from '../../src/audit/audit.ts'
import { credentialKind } from '../../src/detector/issuers.ts'
import type { Problem } from '../../src/errors.ts'
import { MODES } from '../../src/inputs/tables/specification.ts'
import { auditSection } from '../../src/report/audit/audit-section.ts'
import type { MigrationReport } from '../../src/report/migration/migration.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import type { Outcome, ServiceResult } from '../../src/rollout/outcome.ts'
import { aFinding } from './findings.ts'

const SERVICES = ['alpha', 'beta', 'gamma', 'delta']
/** All outcomes. */
export const OUTCOMES = [
  'succeeded',
  'unchanged',
  'failed',
  'rolled-back',
  'timed-out',
  'superseded',
  'cancelled',
  'not-started'
] as const satisfies readonly Outcome[]
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(item, { minLength: 1, maxLength: 3 }))
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined })
const arn = (name: string) => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}:1`

const problem: fc.Arbitrary<Problem> = fc.record({
  code: fc.constant('some-code'),
  fault: fc.constantFrom(...(['user', 'cloud', 'machine', 'cancelled', 'bug'] as const)),
  message: fc.constantFrom('Something was refused.', 'A file is wrong.')
})

const remark = fc.constantFrom(
  { message: 'A field is not known.' },
  { message: 'Not verified: whether the tag has moved.', isUnverified: true as const }
)

const finding = fc
  .constantFrom('error' as const, 'warning' as const, 'notice' as const)
  .map(level => aFinding({ level }))

const excepted = fc.constant({
  finding: aFinding(),
  by: 'comment' as const,
  place: { file: 'a.json', line: 1, column: 1, endLine: 1, endColumn: 2 }
})

const result = (service: string): fc.Arbitrary<ServiceResult> =>
  fc.record({
    service: fc.constant(service),
    cluster: fc.constant('demo'),
    region: fc.constant('us-west-2'),
    outcome: fc.constantFrom(...OUTCOMES),
    reason: fc.constant('As it ended.'),
    isOngoing: fc.constantFrom(true as const, undefined)
  }) as fc.Arbitrary<ServiceResult>

const results = fc.subarray(SERVICES).chain(services => fc.tuple(...services.map(result))) as fc.Arbitrary<
  readonly ServiceResult[]
>

const use = { holder: { kind: 'nobody' }, what: 'app:1', check: 'image', uses: [] } as const
const permission: fc.Arbitrary<Report['permissions'][number]> = fc.constantFrom(
  { ...use, verdict: 'allowed', why: 'so' },
  { ...use, verdict: 'not-verified', unknown: { kind: 'no-permission', operation: 'ecr:DescribeImages' } },
  { ...use, verdict: 'not-verified', unknown: { kind: 'out-of-reach', text: 'elsewhere' } },
  {
    ...use,
    verdict: 'denied',
    code: 'image-missing',
    why: 'no such tag',
    remedy: { kind: 'advice', text: 'push it' }
  }
)

const schedule: fc.Arbitrary<Report['schedules'][number]> = fc.record({
  kind: fc.constant('rule' as const),
  name: fc.constant('nightly'),
  family: fc.constant('alpha'),
  from: fc.constant(arn('alpha')),
  state: fc.constantFrom('planned', 'moved', 'follows', 'unchanged', 'failed')
})

const exposure = {
  rule: 'secret/by-name',
  name: 'DB_PASSWORD',
  pointer: '/x',
  kind: credentialKind({ rule: 'secret/by-name', name: 'DB_PASSWORD' })
}

const audited: fc.Arbitrary<Audited> = fc
  .record({
    name: fc.constantFrom(...SERVICES),
    verdict: fc.constantFrom<AuditVerdict>('clean', 'exposed', 'unknown')
  })
  .map(({ name, verdict }) => ({
    kind: 'service',
    name,
    cluster: 'demo',
    region: 'us-west-2',
    verdict,
    revisions: [`${name}:1`],
    exposures: verdict === 'exposed' ? [{ ...exposure, revision: `${name}:1` }] : [],
    unknown: verdict === 'unknown' ? ['its tasks could not be listed'] : []
  }))

const oldRevision = {
  revision: 'alpha:0',
  arn: arn('alpha'),
  region: 'us-west-2',
  status: 'ACTIVE',
  exposures: [exposure],
  usedBy: [],
  rollbackFor: []
}

const purged: fc.Arbitrary<readonly RemovalRow[]> = few(
  fc
    .constantFrom('deleted' as const, 'kept' as const, 'failed' as const)
    .map(outcome => ({ revision: 'alpha:0', arn: arn('alpha'), outcome, reason: 'so' }))
)

/** An audit that found nothing. */
export const NOTHING_FOUND: Audit = {
  accounts: [],
  clusters: ['demo'],
  revisionsLookedAt: 0,
  beingDeleted: 0,
  items: [],
  exposedRevisions: [],
  environmentFiles: [],
  secrets: [],
  staleTasks: [],
  rotate: [],
  gaps: [],
  maxSecretAgeDays: 90
}

const audit = fc
  .record({
    items: few(audited),
    old: fc.boolean(),
    gaps: few(fc.constant({ what: 'tasks', why: 'no permission' })),
    purge: maybe(purged),
    history: maybe(fc.record({ isCut: fc.boolean(), isHit: fc.boolean() }))
  })
  .map(({ items, old, gaps, purge, history }) => {
    const found: Audit = {
      ...NOTHING_FOUND,
      revisionsLookedAt: items.length,
      items,
      exposedRevisions: old ? [oldRevision] : [],
      gaps,
      ...(purge === undefined ? {} : { purge })
    }
    const hit = { paths: ['a.json'], blob: 'c0ffee', exposures: [exposure], valuesOf: [] }
    const past = history && {
      hits: history.isHit ? [hit] : [],
      blobsLookedAt: 1,
      cut: history.isCut ? ['time was up'] : [],
      tooShort: []
    }
    return auditSection(found, past)
  })

const serviceRow = fc
  .record({
    service: fc.constantFrom(...SERVICES),
    action: fc.constantFrom('redeploy' as const, 'create' as const, 'register' as const)
  })
  .map(row => ({ ...row, plaintext: [] }))

const migration: fc.Arbitrary<MigrationReport> = fc
  .record({
    applied: fc.boolean(),
    services: few(serviceRow),
    moves: few(
      fc.constant({ file: 'a.json', container: 'app', variable: 'K', reference: 'secretsmanager:ops/k' })
    ),
    done: few(fc.constant('Created secret ops/k.')),
    excepted: few(
      fc.constant({ file: 'a.json', line: 3, variable: 'K', by: 'exception' as const, exception: 'x.yml:2' })
    ),
    pullRequest: maybe(fc.constant('https://github.com/example/ops/pull/1'))
  })
  .map(({ pullRequest, applied, done, ...given }) => ({
    ...given,
    applied,
    done: applied ? done : [],
    project: 'ops',
    store: 'secretsmanager',
    secrets: [],
    earlierMoves: 0,
    left: [],
    roles: [],
    templates: [],
    monthlyCostUsd: 0,
    newCostUsd: 0,
    policies: [],
    rotate: [],
    oldRevisions: [],
    ...(pullRequest === undefined ? {} : { pullRequest })
  }))

/** The deployment of every third service would be stopped; the others are left unchanged. */
function planFor(services: readonly string[]): NonNullable<Report['plan']> {
  const site = { region: 'us-west-2', cluster: 'demo' }
  const isStopped = (_: string, index: number) => index % 3 === 2
  const rows = services
    .filter((service, index) => !isStopped(service, index))
    .map(service => ({
      ...{ service, site, action: { kind: 'unchanged' } },
      before: { desiredCount: 1, runningCount: 1, strategy: 'ROLLING', deploymentController: 'ECS' }
    }))
  const revision = { from: 'task-definition/web:2', to: 'task-definition/web:1' }
  const stops = services
    .filter(isStopped)
    .map(service => ({ service, site, deploymentId: 'ecs-svc/1', ...revision }))
  return { definitions: [], services: rows, stops } as unknown as NonNullable<Report['plan']>
}

const plan = fc.subarray(SERVICES).map(planFor)

/** Every member, whether a mode fills it or not. */
const members = fc.record({
  mode: fc.constantFrom(...MODES),
  services: fc.subarray(SERVICES),
  files: few(fc.constant('a.json')),
  unscanned: few(fc.constant({ file: 'b.json', reason: 'it is not text' })),
  findings: few(finding),
  excepted: few(excepted),
  failOn: fc.constantFrom('error' as const, 'warning' as const, 'change' as const),
  problems: few(problem),
  remarks: few(remark),
  results,
  permissions: few(permission),
  schedules: few(schedule),
  taskDefinitionArns: few(fc.constant(arn('alpha'))),
  taskArns: few(fc.constant('arn:aws:ecs:us-west-2:123456789012:task/demo/1')),
  verifyPermissions: maybe(fc.constantFrom('auto' as const, 'required' as const, 'off' as const)),
  cutShort: maybe(fc.constant(true as const)),
  plan: maybe(plan),
  audit: maybe(audit),
  migration: maybe(migration)
})

type Members = typeof members extends fc.Arbitrary<infer Given> ? Given : never

/** The same without any problem. */
function calmed(given: Members): Members {
  const { services, mode, findings, permissions, schedules, migration, plan: planned } = given
  const good = services.map((service, index) => ({
    ...{ service, cluster: 'demo', region: 'us-west-2', reason: 'As it ended.' },
    outcome: index % 2 === 0 ? ('succeeded' as const) : ('unchanged' as const)
  }))
  return {
    ...given,
    problems: [],
    unscanned: [],
    findings: findings.filter(({ level }) => level === 'notice'),
    permissions: permissions.filter(
      row =>
        row.verdict === 'allowed' ||
        (row.verdict === 'not-verified' && given.verifyPermissions !== 'required')
    ),
    schedules: schedules.filter(({ state }) => state !== 'failed'),
    results: mode === 'check' || mode === 'plan' || mode === 'audit' ? [] : good,
    taskDefinitionArns: [arn('alpha')],
    migration: migration && {
      ...migration,
      services: migration.services.filter(({ service }) => services.includes(service))
    },
    plan: mode === 'plan' ? planFor(services) : planned,
    audit: mode === 'audit' ? auditSection(NOTHING_FOUND, undefined) : undefined
  }
}

const RESTORED = [
  'problems',
  'unscanned',
  'findings',
  'permissions',
  'schedules',
  'results',
  'services',
  'plan',
  'audit',
  'migration'
] as const

/** No problem at all, or a problem in one member alone, which no other can hide. */
const calmMembers = fc
  .tuple(members, members, fc.option(fc.constantFrom(...RESTORED), { nil: undefined, freq: 2 }))
  .map(([given, wild, restored]) => ({
    ...calmed({ ...given, migration: given.migration ?? wild.migration }),
    ...(restored === undefined ? {} : { [restored]: wild[restored] })
  })) as fc.Arbitrary<Members>

/**
 * anyReport generates reports with any content, including some that no mode produces today; about a quarter of them is
 * good.
 */
export const anyReport: fc.Arbitrary<Report> = fc.oneof(members, calmMembers, calmMembers).map(given => {
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...emptyReport(given.mode), ...(Object.fromEntries(known) as Partial<Report>) }
})
