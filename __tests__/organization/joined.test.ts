import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import { mergeAudits } from '../../src/organization/merge-audits.ts'
import { mergeChecks } from '../../src/organization/merge-checks.ts'
import type { RunDocument } from '../../src/organization/read-run.ts'

// Two results of one account and Region, or of one repository: of different parts of it, or rerun.

const place = { account: '111111111111', region: 'eu-west-1' }
const service = (name: string, verdict: string, cluster = 'main') => ({
  kind: 'service',
  name,
  cluster,
  verdict,
  revisions: [`${name}:3`],
  unknown: verdict === 'unknown' ? ['ecs:DescribeTasks was denied'] : [],
  plaintext: verdict === 'exposed' ? [{ name: 'BROKER_KEY' }] : []
})
const revision = (name: string, usedBy: readonly string[] = []) => ({
  revision: name,
  arn: `arn:${name}`,
  usedBy
})

type Audit = {
  readonly services: readonly JsonObject[]
  readonly more?: JsonObject
  readonly verdict?: string
}

function run({ services, more = {}, verdict = 'clean' }: Audit, index: number): RunDocument {
  const audit = { version: 1, verdict, services, exposedRevisions: [], notVerified: [], rotate: [], ...more }
  return { file: `${index}.json`, place, clusters: [], content: { version: 1, mode: 'audit', audit } }
}

/** The place of these runs; the order must not matter. */
function merged(...audits: readonly Audit[]) {
  const placeOf = (all: readonly Audit[]) =>
    mergeAudits({ runs: all.map(run), expected: [], now: 0 }).places[0]
  const found = placeOf(audits)
  const { counts, verdict, oldRevisions } = placeOf(audits.toReversed()) ?? {}
  expect({ counts, verdict, oldRevisions }).toEqual({
    counts: found?.counts,
    verdict: found?.verdict,
    oldRevisions: found?.oldRevisions
  })
  return found
}

describe('two audits of one account and Region', () => {
  test('of different clusters add up', () => {
    const old = (...names: string[]) => ({ exposedRevisions: names.map(name => revision(name)) })
    const found = merged(
      { services: [service('a', 'clean', 'one'), service('b', 'clean', 'one')], more: old('a:1', 'b:1') },
      { services: [service('a', 'clean', 'two')], more: old('c:1') }
    )
    expect(found).toMatchObject({ counts: { clean: 3, exposed: 0, unknown: 0 }, oldRevisions: 3 })
  })

  test('of the same one count each item once', () => {
    const old = { exposedRevisions: [revision('a:1')] }
    const found = merged(
      { services: [service('a', 'clean')], more: old },
      { services: [service('a', 'clean')], more: old }
    )
    expect(found).toMatchObject({ counts: { clean: 1 }, oldRevisions: 1 })
  })

  test.each([
    ['unknown', 'exposed', { clean: 0, exposed: 1, unknown: 0 }],
    ['clean', 'exposed', { clean: 0, exposed: 1, unknown: 0 }],
    ['clean', 'unknown', { clean: 0, exposed: 0, unknown: 1 }]
  ])('an item that is %s in one and %s in the other has the worse verdict', (one, other, counts) => {
    const found = merged(
      { services: [service('a', one)], verdict: one },
      { services: [service('a', other)], verdict: other }
    )
    expect(found).toMatchObject({ verdict: other, counts })
    expect([found?.exposed.length, found?.unknown.length]).toEqual([counts.exposed, counts.unknown])
  })

  test('an old revision of one cluster that another runs is not old, and one that was purged is gone', () => {
    const purged = {
      exposedRevisions: [revision('a:1'), revision('a:2')],
      purge: [{ revision: 'a:1', arn: 'arn:a:1', outcome: 'deleted' }]
    }
    expect(merged({ services: [], more: purged })?.oldRevisions).toBe(1)
    const used = { exposedRevisions: [revision('a:2', ['service x'])] }
    expect(merged({ services: [], more: purged }, { services: [], more: used })?.oldRevisions).toBe(0)
  })
})

describe('two checks of one repository', () => {
  const finding = (level: string) => ({
    rule: 'secret/by-name',
    level,
    file: 'a.json',
    line: 1,
    name: 'KEY',
    fingerprint: 'f'
  })
  const checked = (files: readonly string[], findings: readonly object[] = []) =>
    JSON.stringify({
      ...{ version: 1, unscanned: [], problems: [], remarks: [] },
      files,
      findings,
      exitCode: findings.length === 0 ? 0 : 1
    })
  const check = (...texts: readonly string[]) =>
    mergeChecks(
      texts.map((text, index) => ({ file: `in-${index}/acme/shop.json`, read: { text } })),
      [],
      0
    ).repositories[0]

  test('of different files add up, and a file of both counts once', () => {
    expect(check(checked(['a.json', 'b.json']), checked(['b.json', 'c.json', 'd.json']))?.files).toBe(4)
  })

  test('a finding that is an error in one of them is one', () => {
    const [error, warning] = [
      checked(['a.json'], [finding('error')]),
      checked(['a.json'], [finding('warning')])
    ]
    const one = { errors: 1, warnings: 0, verdict: 'findings' }
    expect([check(error, warning), check(warning, error)]).toMatchObject([one, one])
  })
})
