import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cli, makeScene, type Scene } from '../shell/scene.ts'

const A = '111111111111'
const B = '222222222222'
const EU = 'eu-west-1'
const US = 'us-east-1'

const kind = { rank: 1, what: 'broker key', issuedAt: 'the dashboard of the broker' }
const service = (name: string, verdict: string, more: object = {}) => ({
  kind: 'service',
  name,
  cluster: 'main',
  region: EU,
  verdict,
  revisions: [`${name}:3`],
  unknown: verdict === 'unknown' ? ['ecs:DescribeTasks was denied'] : [],
  plaintext:
    verdict === 'exposed' ? [{ name: 'BROKER_KEY', rule: 'secret/by-name', revision: `${name}:3` }] : [],
  ...more
})

/** What `audit --format json` prints. */
const audited = (
  account: string,
  region: string,
  services: readonly { verdict: string }[],
  more: object = {}
) => {
  const is = (verdict: string) => services.some(one => one.verdict === verdict)
  return {
    version: 1,
    mode: 'audit',
    target: [
      { account, region, clusters: ['main'], identity: `arn:aws:sts::${account}:assumed-role/audit/x` }
    ],
    problems: [],
    audit: {
      version: 1,
      verdict: is('exposed') ? 'exposed' : is('unknown') ? 'unknown' : 'clean',
      services,
      exposedRevisions: [],
      notVerified: [],
      rotate: is('exposed') ? [{ name: 'BROKER_KEY', ...kind, where: ['service web'] }] : []
    },
    ...more
  }
}

let scene: Scene
afterEach(() => scene.remove())

const files = (documents: Readonly<Record<string, object | string>>) => {
  scene = makeScene(
    Object.fromEntries(
      Object.entries(documents).map(([name, one]) => [
        name,
        typeof one === 'string' ? one : JSON.stringify(one)
      ])
    )
  )
}
type Place = { account: string; region: string; verdict: string; why?: string }
const merged = (text: string) =>
  JSON.parse(text) as {
    verdict: string
    places: readonly Place[]
    rotate: readonly { name: string; where: readonly unknown[] }[]
    changes?: Readonly<Record<'newlyExposed' | 'fixed' | 'lost', readonly string[]>>
  }
const verdicts = (text: string) =>
  merged(text).places.map(({ account, region, verdict }) => `${account} ${region} ${verdict}`)

describe('audit merge', () => {
  test('the whole is as bad as its worst part, and the worst is first', async () => {
    files({
      'in/a.json': audited(A, EU, [service('web', 'clean')]),
      'in/deeper/b.json': audited(B, EU, [service('web', 'exposed'), service('api', 'clean')]),
      'in/c.json': audited(A, US, [service('web', 'unknown')])
    })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect({ code, verdicts: verdicts(out) }).toEqual({
      code: 1,
      verdicts: [`${B} ${EU} exposed`, `${A} ${US} unknown`, `${A} ${EU} clean`]
    })
  })

  test('all clean is clean', async () => {
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean')]), expect: `${A}/${EU}\n` })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--expect', 'expect'])
    expect({ code, first: out.split('\n')[0] }).toEqual({
      code: 0,
      first: 'Clean: 1 of 1 account and Region.'
    })
  })

  test('a place that has not reported is unknown, never clean', async () => {
    files({
      'in/a.json': audited(A, EU, [service('web', 'clean')]),
      'expect.json': [
        { account: A, region: EU },
        { account: B, region: EU, role: 'audit' }
      ]
    })
    const { out, code } = await cli(scene, [
      'audit',
      'merge',
      'in',
      '--expect',
      'expect.json',
      '--format',
      'json'
    ])
    expect({ code, verdicts: verdicts(out) }).toEqual({
      code: 1,
      verdicts: [`${B} ${EU} unknown`, `${A} ${EU} clean`]
    })
    expect(merged(out).places[0]?.why).toBe('no result: its job failed, was cancelled or never ran')
  })

  const broken: readonly (readonly [string, object | string, string])[] = [
    ['empty', '', 'its file is empty'],
    ['cut off', JSON.stringify(audited(A, EU, [])).slice(0, -9), 'its file is not JSON, or is cut off'],
    ['a list', '[]', 'its file is not the JSON of a run'],
    [
      'another mode',
      { ...audited(A, EU, []), mode: 'deploy' },
      'its file is the JSON of another mode than audit'
    ],
    [
      'another form',
      { ...audited(A, EU, []), version: 2 },
      'its file is of another release, with another form of JSON: run the jobs and the merge with the same release'
    ],
    [
      'a merge',
      { version: 1, kind: 'organization-audit', verdict: 'clean' },
      'its file is the result of a merge, not of a job'
    ],
    ['no JSON of ours', { version: 1 }, 'its file is not the JSON of mode audit'],
    ['clean with a failed run', { ...audited(A, EU, []), exitCode: 3 }, 'its run ended with exit code 3'],
    [
      'without its audit',
      { ...audited(A, EU, []), audit: undefined },
      'its job ended without an audit result'
    ],
    [
      'a problem beside a clean audit',
      audited(A, EU, [], { problems: [{ code: 'x', message: 'AWS denied sts:GetCallerIdentity.' }] }),
      'AWS denied sts:GetCallerIdentity.'
    ],
    [
      'a gap beside a clean verdict',
      audited(A, EU, [], {
        audit: { verdict: 'clean', services: [], notVerified: [{ what: 'rules', why: 'denied' }] }
      }),
      'rules: denied'
    ],
    [
      'a problem beside old revisions',
      audited(A, EU, [], {
        problems: [{ code: 'x', message: 'ecs:ListTasks was denied.' }],
        audit: { verdict: 'old-revisions', services: [] }
      }),
      'ecs:ListTasks was denied.'
    ],
    ['a verdict that nobody knows', audited(A, EU, [], { audit: { verdict: 'fine', services: [] } }), '']
  ]
  test.each(broken)('%s: unknown', async (_, document, why) => {
    files({ [`in/audit-${A}-${EU}.json`]: document })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect({
      code,
      places: merged(out).places.map(({ account, verdict, why: said = '' }) => ({ account, verdict, said }))
    }).toEqual({
      code: 1,
      places: [{ account: A, verdict: 'unknown', said: why }]
    })
  })

  test('a verdict of clean beside a service that is not: what was found counts', async () => {
    files({
      'in/a.json': audited(A, EU, [], { audit: { verdict: 'clean', services: [service('web', 'exposed')] } })
    })
    expect(verdicts((await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])).out)).toEqual([
      `${A} ${EU} exposed`
    ])
  })

  test('the role of another account: that account twice, and the one that was meant is unknown', async () => {
    files({
      [`in/audit-${A}-${EU}.json`]: audited(B, EU, [service('web', 'clean')]),
      [`in/audit-${B}-${EU}.json`]: audited(B, EU, [service('web', 'clean')]),
      expect: `${A}/${EU}\n${B}/${EU}\n`
    })
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--expect', 'expect', '--format', 'json'])
    expect(verdicts(out)).toEqual([`${A} ${EU} unknown`, `${B} ${EU} clean`])
  })

  test('one credential in many accounts is one row, worst first', async () => {
    files({
      'in/a.json': audited(A, EU, [service('web', 'exposed')]),
      'in/b.json': audited(B, EU, [service('web', 'exposed')])
    })
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect(merged(out).rotate.map(({ name, where }) => [name, where.length])).toEqual([['BROKER_KEY', 2]])
  })

  test('what changed since the last one; what is not known now is not fixed', async () => {
    files({
      'old/a.json': audited(A, EU, [service('web', 'exposed'), service('api', 'exposed')]),
      'old/b.json': audited(B, EU, [service('web', 'exposed')]),
      'new/a.json': audited(A, EU, [
        service('web', 'clean'),
        service('api', 'exposed'),
        service('job', 'exposed')
      ]),
      expect: `${A}/${EU}\n${B}/${EU}\n`
    })
    await cli(scene, ['audit', 'merge', 'old', '--output', 'last.json'])
    const { out } = await cli(scene, [
      'audit',
      'merge',
      'new',
      '--expect',
      'expect',
      '--before',
      'last.json',
      '--format',
      'json'
    ])
    expect(merged(out).changes).toMatchObject({
      newlyExposed: [`${A}/${EU} service job (main)`],
      fixed: [`${A}/${EU} service web (main)`],
      lost: [`${B}/${EU} service web (main)`]
    })
  })

  test('JSON, Markdown, SARIF and a page at once, none of them with a token that somebody put into a name', async () => {
    const token = ['glpat', 'x7Kq2mZp9RtW4vBn1LsD'].join('-')
    files({ 'in/a.json': audited(A, EU, [service(`web ${token} | <b>`, 'exposed')]) })
    const { out, code } = await cli(scene, [
      'audit',
      'merge',
      'in',
      '--output',
      'all.json',
      '--summary-file',
      'all.md',
      '--sarif-file',
      'all.sarif',
      '--report-file',
      'all.html'
    ])
    const written = ['all.json', 'all.md', 'all.sarif', 'all.html'].map(file => scene.file(file))
    for (const text of [out, ...written]) expect(text).not.toContain(token)
    expect({ code, escaped: written[1]?.includes('<b>') }).toEqual({ code: 1, escaped: false })
    expect(written[3]).toMatch(/^<!doctype html>[\s\S]*1 exposed/)
    const sarif = JSON.parse(written[2] ?? '') as { runs: { results: { ruleId: string }[] }[] }
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['audit/exposed'])
  })

  test('a link in the folder is not followed, and not left out', async () => {
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean')]) })
    writeFileSync(join(scene.path, 'outside.json'), JSON.stringify(audited(B, EU, [])))
    symlinkSync('../outside.json', join(scene.path, 'in/link.json'))
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect([code, ...verdicts(out)]).toEqual([1, 'not known in/link.json unknown', `${A} ${EU} clean`])
    expect(merged(out).places[0]?.why).toBe('its file is a link, which is not followed')
  })

  test('a large file is read, and one that is too large says how large it may be', async () => {
    const pad = 'x'.repeat(52_000_000)
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean')], { pad }), 'in/b.json': '' })
    truncateSync(join(scene.path, 'in/b.json'), 251_000_000)
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect(verdicts(out)).toEqual(['not known in/b.json unknown', `${A} ${EU} clean`])
    expect(merged(out).places[0]?.why).toBe(
      'its file has 251 MB, of which at most 250 are read: let each job cover fewer clusters or services'
    )
  })

  test('a folder without a file is refused, unless it is known who must have reported', async () => {
    files({ 'in/a.txt': 'x', expect: `${A}/${EU}\n` })
    const { code, err } = await cli(scene, ['audit', 'merge', 'in'])
    expect([code, err]).toEqual([2, expect.stringContaining('in contains no JSON file.')])
    const { out, code: known } = await cli(scene, [
      'audit',
      'merge',
      'in',
      '--expect',
      'expect',
      '--format',
      'json'
    ])
    expect([known, ...verdicts(out)]).toEqual([1, `${A} ${EU} unknown`])
  })

  test('two runs of one account and Region are one place to rotate in', async () => {
    const exposed = audited(A, EU, [service('web', 'exposed')])
    files({
      'in/a.json': exposed,
      'in/b.json': exposed,
      'in/c.json': audited(B, EU, [service('web', 'exposed')])
    })
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--format', 'json'])
    expect(merged(out).rotate.map(({ where }) => where)).toEqual([
      [
        { account: A, region: EU, in: ['service web'] },
        { account: B, region: EU, in: ['service web'] }
      ]
    ])
  })

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['merge'], 'merge is not told what it merges.'],
    [['audit', 'merge'], 'merge is given no file.'],
    [['audit', 'merge', 'nowhere'], 'nowhere does not exist or cannot be read.'],
    [['audit', 'merge', 'in', '--expect', 'nowhere'], 'nowhere does not exist or cannot be read.'],
    [['audit', 'merge', 'in', '--expect', 'in/a.json'], 'in/a.json does not list accounts and Regions'],
    [
      ['audit', 'merge', 'in', '--before', 'in/a.json'],
      'in/a.json is not the JSON of an earlier merge of audits.'
    ],
    [['audit', 'merge', 'in', '--format', 'pdf'], 'Flag --format of merge must be text, json or markdown.'],
    [['audit', 'merge', 'in', '--expct', 'x'], 'Did you mean --expect?']
  ]
  test.each(refused)('%j is refused', async (args, message) => {
    files({ 'in/a.json': audited(A, EU, []) })
    const { code, out, err } = await cli(scene, args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })
})

describe('results merge', () => {
  const deployed = (account: string, outcomes: Readonly<Record<string, string>>, more: object = {}) => ({
    version: 1,
    mode: 'deploy',
    target: [{ account, region: EU, clusters: ['main'] }],
    problems: [],
    results: Object.entries(outcomes).map(([name, outcome]) => ({
      service: name,
      key: name,
      cluster: 'main',
      region: EU,
      outcome,
      reason: `because ${outcome}`
    })),
    ...more
  })
  const run = async (documents: Readonly<Record<string, object | string>>, ...flags: string[]) => {
    files({ ...documents, expect: `${A}/${EU}\n${B}/${EU}\n` })
    const { out, code } = await cli(scene, ['results', 'merge', 'in', '--format', 'json', ...flags])
    return {
      code,
      merged: JSON.parse(out) as { verdict: string; counts: object; places: readonly { why?: string }[] }
    }
  }

  test('every service that does not run what it was to run is told', async () => {
    const { code, merged: all } = await run({
      'in/a.json': deployed(A, { web: 'succeeded', api: 'unchanged' }),
      'in/b.json': deployed(B, { web: 'rolled-back', api: 'not-started' })
    })
    expect({ code, verdict: all.verdict, counts: all.counts }).toEqual({
      code: 1,
      verdict: 'failed',
      counts: { succeeded: 2, failed: 2, unknown: 0 }
    })
  })

  test.each([
    ['the later one', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'failed'],
    [
      'the later one, whatever the names of the files',
      '2026-01-01T00:00:00Z',
      '2026-01-02T00:00:00Z',
      'succeeded'
    ],
    ['the worse one if neither is known to be later', undefined, '2026-01-02T00:00:00Z', 'failed']
  ])('of two results of a service counts %s', async (_, failedAt, succeededAt, verdict) => {
    const ended = (outcome: string, finishedAt: string | undefined) => {
      const one = deployed(A, { web: outcome })
      return { ...one, results: one.results.map(result => ({ ...result, finishedAt })) }
    }
    const { merged: all } = await run({
      'in/a.json': ended('failed', failedAt),
      'in/b.json': ended('succeeded', succeededAt)
    })
    expect(all.verdict).toBe(verdict)
  })

  test('all succeeded', async () => {
    const { code, merged: all } = await run(
      { 'in/a.json': deployed(A, { web: 'succeeded' }), 'in/b.json': deployed(B, { web: 'unchanged' }) },
      '--expect',
      'expect'
    )
    expect({ code, verdict: all.verdict }).toEqual({ code: 0, verdict: 'succeeded' })
  })

  test.each<[string, object | string | undefined]>([
    ['a job that never ran', undefined],
    ['a file that is cut off', '{"version": 1'],
    ['a run that ended with another exit code than 0', deployed(B, { web: 'succeeded' }, { exitCode: 3 })],
    ['a run that named no service', deployed(B, {})],
    ['an outcome that nobody knows', deployed(B, { web: 'fine' })],
    [
      'a rollout whose end was not waited for',
      deployed(B, {}, { results: [{ service: 'web', outcome: 'succeeded', isOngoing: true }] })
    ]
  ])('%s is no success', async (_, document) => {
    const { code, merged: all } = await run(
      {
        'in/a.json': deployed(A, { web: 'succeeded' }),
        ...(document === undefined ? {} : { [`in/results-${B}-${EU}.json`]: document })
      },
      '--expect',
      'expect'
    )
    expect({ code, verdict: all.verdict }).toEqual({ code: 1, verdict: 'unknown' })
  })

  test('waves of one account are one list', async () => {
    const { merged: all } = await run({
      'in/1.json': deployed(A, { web: 'succeeded' }),
      'in/2.json': deployed(A, { web: 'unchanged', api: 'succeeded' })
    })
    expect(all).toMatchObject({ verdict: 'succeeded', counts: { succeeded: 2, failed: 0, unknown: 0 } })
  })

  test('the text says which and why', async () => {
    files({ 'in/a.json': deployed(A, { web: 'timed-out' }) })
    const { out } = await cli(scene, ['results', 'merge', 'in'])
    expect(out).toBe(
      `Failed: 1 service failed, in 1 account and Region.\n\nFailed or unknown\n  ${A}/${EU} | web (main) | timed out | because timed-out\n`
    )
  })
})

test('200 accounts of four Regions: linear, and within what a step summary may have', async () => {
  const regions = [EU, US, 'ap-southeast-2', 'eu-central-1']
  const documents = Array.from({ length: 800 }, (_, index) => {
    const account = String(100_000_000_000 + Math.floor(index / 4))
    const services = Array.from({ length: 40 }, (__, one) =>
      service(`service-${one}`, one % 4 === 0 ? 'exposed' : 'clean')
    )
    return [`in/${index}.json`, audited(account, regions[index % 4] ?? EU, services)] as const
  })
  files(Object.fromEntries(documents))
  const { out } = await cli(scene, ['audit', 'merge', 'in', '--summary-file', 'all.md'])
  expect(out.split('\n')[0]).toBe('Exposed: 8000 services and tasks in 800 of 800 accounts and Regions.')
  const summary = readFileSync(join(scene.path, 'all.md'))
  expect(summary.length).toBeLessThan(1_000_000)
  expect(summary.length).toBeGreaterThan(100_000)
})
