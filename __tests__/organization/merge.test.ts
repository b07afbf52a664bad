import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import { auditOf } from './audits.ts'

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

const AUDIT = auditOf([])
const NEXT = 'Do what it says, or allow its role what is missing. It does not change the verdict.'
const unlisted = (name: string) => `the list "${name}" of its audit is missing or is not complete`

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
    exitCode: is('exposed') || is('unknown') ? 1 : 0,
    audit: auditOf(services, {
      rotate: is('exposed') ? [{ name: 'BROKER_KEY', ...kind, where: ['service web'] }] : []
    }),
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
type Place = { account: string; region: string; verdict: string; why?: string; hint?: string }
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
      'its file is of another release, with another form of JSON'
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
        audit: { ...AUDIT, notVerified: [{ what: 'rules', why: 'denied' }] }
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
    ...[
      [
        'a verdict that nobody knows',
        { verdict: 'fine' },
        'its audit has no verdict that this release knows'
      ],
      ['an audit of nothing', { clusters: [] }, 'it does not list cluster main as audited'],
      ['an audit without its clusters', { clusters: undefined }, 'it does not list cluster main as audited'],
      ['a service that is no object', { services: [null] }, unlisted('services')],
      ['a gap without words', { notVerified: ['x'] }, unlisted('notVerified')],
      ['no list of gaps', { notVerified: undefined }, unlisted('notVerified')],
      [
        'another form of the audit',
        { version: 9 },
        'its file is of another release, with another form of JSON'
      ],
      ['a cluster that was not audited', { clusters: ['other'] }, 'it does not list cluster main as audited'],
      [
        'clean beside a hit in the history',
        { history: { hits: [{}], notVerified: [] } },
        'its verdict is clean, but not that of the git history'
      ],
      [
        'clean beside an old revision',
        { exposedRevisions: [{ arn: 'a' }] },
        'its verdict is clean, but it lists revisions with plaintext'
      ]
    ].map(
      ([what, more, why]) =>
        [what, audited(A, EU, [], { audit: { ...AUDIT, ...(more as object) } }), why] as never
    ),
    ...[{ problems: undefined }, { problems: [null] }, { problems: 'x' }].map(
      more =>
        [
          `problems ${JSON.stringify(more)}`,
          audited(A, EU, [service('web', 'clean')], more),
          'its list of problems is missing or is not complete'
        ] as const
    ),
    [
      'no cluster at all',
      audited(A, EU, [], {
        target: [{ account: A, region: EU, clusters: [] }],
        audit: { ...AUDIT, clusters: [] }
      }),
      'it audited no cluster'
    ],
    [
      'no exit code',
      audited(A, EU, [service('web', 'clean')], { exitCode: undefined }),
      'its file does not say how its run ended'
    ],
    ...[undefined, []].map(
      target =>
        [
          `target ${JSON.stringify(target)}`,
          audited(A, EU, [service('web', 'clean')], { target }),
          'its file does not say which account and Region was audited'
        ] as const
    )
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
    const hint = merged(out).places[0]?.hint
    expect(hint).toMatch(/^[A-Z].*\.$/)
    expect((await cli(scene, ['audit', 'merge', 'in'])).out).toContain(`${why}\n    ${hint}\n`)
  })

  test('an empty cluster, and a Region without any cluster, are clean if the audit says that it read them', async () => {
    files({
      'in/a.json': audited(A, EU, []),
      'in/b.json': audited(B, EU, [], {
        target: [{ account: B, region: EU, clusters: ['*'] }],
        audit: { ...AUDIT, clusters: [] }
      })
    })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    expect([code, ...verdicts(out)]).toEqual([0, `${A} ${EU} clean`, `${B} ${EU} clean`])
  })

  test('a service that is called clean with plaintext is exposed', async () => {
    files({
      'in/a.json': audited(A, EU, [service('web', 'clean', { plaintext: [{ name: 'DB_PASSWORD' }] })])
    })
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    expect(verdicts(out)).toEqual([`${A} ${EU} exposed`])
  })

  test.each([
    ['plaintext in another form', { plaintext: 'DB_PASSWORD' }],
    ['a part that was not read', { unknown: ['ecs:DescribeTasks was denied'] }]
  ])('a service that is called clean, with %s, is not verified', async (_, more) => {
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean', more)]) })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    expect([code, ...verdicts(out)]).toEqual([1, `${A} ${EU} unknown`])
    expect(out).toContain('its audit says clean, but')
  })

  test('the points that an audit notes as not verified are told, and leave it clean', async () => {
    const remarks = [
      { message: 'Not verified: old secrets.', isUnverified: true },
      { message: 'Another note.' }
    ]
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean')], { remarks }) })
    const { out, code } = await cli(scene, [
      'audit',
      'merge',
      'in',
      '--output',
      'all.json',
      '--summary-file',
      's.md',
      '--report-file',
      'p.html'
    ])
    expect([code, out]).toEqual([
      0,
      `Clean: 1 of 1 account and Region. Not verified: 1 point.\n\nPoints not verified\n  ${A}/${EU} | Not verified: old secrets.\n    ${NEXT}\n`
    ])
    expect(scene.file('all.json')).toContain('"notVerified":["Not verified: old secrets."]')
    for (const shown of [scene.file('p.html'), scene.file('s.md')])
      for (const text of ['Points not verified', 'Not verified: old secrets.', NEXT])
        expect(shown).toContain(text)
  })

  test('what cannot be read in a folder is not left out, and waits for no one', async () => {
    files({ 'in/b.JSON': audited(A, EU, [service('web', 'exposed')]) })
    mkdirSync(join(scene.path, 'in/closed'))
    execFileSync('mkfifo', [join(scene.path, 'in/pipe.json')])
    symlinkSync('closed', join(scene.path, 'in/linked'))
    for (const paths of [['in'], ['in', 'in/pipe.json']]) {
      const { out } = await cli(scene, ['audit', 'merge', ...paths, '--json'])
      expect(verdicts(out)).toEqual([
        `${A} ${EU} exposed`,
        'not known in/linked unknown',
        'not known in/pipe.json unknown'
      ])
    }
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    expect(merged(out).places.map(({ why }) => why)).toEqual([
      undefined,
      'its file is a link, which is not followed',
      'it is not a regular file'
    ])
  })

  test('a folder that cannot be read is not left out', async () => {
    files({ 'in/a.json': audited(A, EU, [service('web', 'clean')]) })
    // Its path is too long for the operating system, so that no user can read it.
    const deeper = `n=$(printf %0200d 0); for i in $(seq 24); do mkdir $n; cd -P $n; done`
    execFileSync('sh', ['-c', `cd -P in; ${deeper}`], { cwd: scene.path })
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    execFileSync('rm', ['-rf', 'in'], { cwd: scene.path })
    expect([code, merged(out).verdict, merged(out).places[0]?.why]).toEqual([
      1,
      'unknown',
      'its folder cannot be read: its name or its path is too long'
    ])
  })

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()]
  ])('a file in %s is read, and so is --expect', async (_, bytes) => {
    files({ 'in/a.json': '', expect: '' })
    writeFileSync(
      join(scene.path, 'in/a.json'),
      bytes(JSON.stringify(audited(A, EU, [service('web', 'clean')])))
    )
    writeFileSync(join(scene.path, 'expect'), bytes(`${A}/${EU}\r\n`))
    const { out, code } = await cli(scene, ['audit', 'merge', 'in', '--expect', 'expect', '--json'])
    expect([code, ...verdicts(out)]).toEqual([0, `${A} ${EU} clean`])
  })

  test('a file that is no text says so', async () => {
    files({ 'in/a.json': '' })
    writeFileSync(join(scene.path, 'in/a.json'), Buffer.from([0x7b, 0xff, 0x7d]))
    const { out } = await cli(scene, ['audit', 'merge', 'in', '--json'])
    expect(merged(out).places[0]?.why).toBe('its file is not text in UTF-8 or UTF-16')
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
    expect(merged(out).places[0]?.why).toBe('its file has 251 MB, of which at most 250 are read')
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

  test('what stops a merge is told together with every other file that it could not use', async () => {
    scene = makeScene({ 'in/cut.json': '{', 'in/empty.json': '' })
    const { code, err } = await cli(scene, ['audit', 'merge', 'in', 'nowhere'])
    expect(code).toBe(2)
    for (const told of [
      'nowhere does not exist.',
      'in/cut.json cannot be used: ',
      'in/empty.json cannot be used: '
    ])
      expect(err).toContain(told)
  })

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['merge'], 'merge needs the kind of results: audit, results or check.'],
    [['audit', 'merge'], 'merge needs a file or a folder.'],
    [['audit', 'merge', 'nowhere'], 'nowhere does not exist.'],
    [['audit', 'merge', 'in', '--expect', 'nowhere'], 'nowhere does not exist.'],
    [['audit', 'merge', 'in', '--expect', 'in/a.json'], 'in/a.json does not list accounts and Regions'],
    [
      ['audit', 'merge', 'in', '--before', 'in/a.json'],
      'in/a.json is not the JSON of an earlier merge of audits.'
    ],
    [
      ['audit', 'merge', 'in', '--expect', 'none'],
      'none is empty: it lists no account and Region and no repository.'
    ],
    [
      ['check', 'merge', 'in', '--expect', 'none'],
      'none is empty: it lists no account and Region and no repository.'
    ],
    [
      ['audit', 'merge', 'in', '--expect', 'list'],
      'list is empty: it lists no account and Region and no repository.'
    ],
    [
      ['audit', 'merge', 'in', '--expect', 'in'],
      'in cannot be used: its file cannot be read: it is a folder.'
    ],
    [
      ['audit', 'merge', 'in', '--before', 'in'],
      'in cannot be used: its file cannot be read: it is a folder.'
    ],
    [['audit', 'merge', 'in', '--before', 'empty'], 'empty is not the JSON of an earlier merge of audits.'],
    [
      ['audit', 'merge', 'in', '--output', './in/a.json'],
      './in/a.json is to be written, but is one of the files to merge.'
    ],
    [
      ['audit', 'merge', 'in', '--output', 'x', '--summary-file', './x'],
      './x is to be written, but is named by two flags.'
    ],
    [['audit', 'merge', 'in', 'hollow'], 'hollow contains no JSON file.'],
    [['audit', 'merge', 'in', '--json', '--json'], 'Flag --json is given twice.'],
    [['audit', 'merge', 'in', '--format', 'text', '--json'], 'Flag --json is given twice.'],
    [['audit', 'merge', 'in', '--output', 'a', '--output', 'b'], 'Flag --output is given twice.'],
    [['audit', 'merge', 'in', '--format', 'pdf'], 'Flag --format of merge must be text, json or markdown.'],
    [['audit', 'merge', 'in', '--expct', 'x'], 'Did you mean --expect?']
  ]
  test.each(refused)('%j is refused', async (args, message) => {
    const empty = '{"version":1,"kind":"organization-audit"}'
    files({ 'in/a.json': audited(A, EU, []), none: '', list: '[]', 'hollow/a.txt': '', empty })
    const { code, out, err } = await cli(scene, args)
    const shown = args.includes('--json') ? [err, out] : [out, err]
    expect([code, ...shown]).toEqual([2, '', expect.stringContaining(message)])
  })
})

describe('results merge', () => {
  const deployed = (account: string, outcomes: Readonly<Record<string, string>>, more: object = {}) => ({
    version: 1,
    mode: 'deploy',
    target: [{ account, region: EU, clusters: ['main'] }],
    problems: [],
    exitCode: Object.values(outcomes).every(outcome => /^(?:succeeded|unchanged)$/.test(outcome)) ? 0 : 1,
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
    ['a rollout that was only requested', deployed(B, { web: 'requested' }, { exitCode: 0 })],
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

  test('services of another mode, or of another form, are no successes in the counts', async () => {
    files({
      'in/a.json': { ...deployed(A, { web: 'succeeded' }), mode: 'migrate' },
      'in/b.json': { ...deployed(B, { web: 'succeeded' }), version: 2 }
    })
    const { out } = await cli(scene, ['results', 'merge', 'in', '--json'])
    expect(merged(out)).toMatchObject({ verdict: 'unknown', counts: { succeeded: 0, failed: 0 } })
  })

  test.each([
    [
      'a result that is no object',
      { results: [{ key: 'web', outcome: 'succeeded' }, null] },
      'its list of results is not complete'
    ],
    ['no exit code', { exitCode: '0' }, 'its file does not say how its run ended'],
    ['no list of problems', { problems: {} }, 'its list of problems is missing or is not complete'],
    [
      'a place in another form',
      { target: [{ account: '1', region: 'Clean' }] },
      'its file does not say which account and Region it is of'
    ],
    ['no place', { target: [] }, 'its file does not say which account and Region it is of'],
    ['another form', { version: 2 }, 'its file is of another release, with another form of JSON']
  ])('%s is not a success', async (_, more, why) => {
    files({ 'in/a.json': { ...deployed(A, { web: 'succeeded' }), ...more } })
    const { out, code } = await cli(scene, ['results', 'merge', 'in', '--json'])
    const [place] = merged(out).places
    expect([code, merged(out).verdict, place?.why]).toEqual([1, 'unknown', why])
    expect(place?.hint).toMatch(/^[A-Z].*\.$/)
  })

  test('the points that a deployment notes as not verified are told, and leave it a success', async () => {
    const remarks = [{ message: 'Not verified: the role of web.', isUnverified: true }]
    files({ 'in/a.json': { ...deployed(A, { web: 'succeeded' }), remarks } })
    const flags = ['--summary-file', 's.md', '--report-file', 'p.html']
    const { out, code } = await cli(scene, ['results', 'merge', 'in', ...flags])
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'Succeeded: 1 service succeeded, in 1 account and Region. Not verified: 1 point.'
    ])
    for (const shown of [out, scene.file('s.md'), scene.file('p.html')])
      for (const text of ['Not verified: the role of web.', NEXT]) expect(shown).toContain(text)
  })

  test('a cluster by name and by ARN is one, and what has no name or goes on is unknown', async () => {
    const [result] = deployed(A, { web: 'succeeded' }).results
    const cluster = `arn:aws:ecs:${EU}:${A}:cluster/main`
    const of = (one: object) => ({ ...deployed(A, {}), results: [{ ...result, ...one }] })
    const { merged: one } = await run({ 'in/1.json': of({}), 'in/2.json': of({ cluster }) })
    expect(one.counts).toMatchObject({ succeeded: 1 })
    for (const more of [{ service: '', key: undefined }, { isOngoing: 'true' }]) {
      scene.remove()
      const { merged: other } = await run({ 'in/1.json': of(more) })
      expect(other.counts).toMatchObject({ succeeded: 0 })
    }
  })

  test('a service that a run could not watch is unknown, and has not failed', async () => {
    const results = [{ service: 'web', outcome: 'failed', isOngoing: true, isUnverified: true }]
    const { merged: all } = await run({ 'in/1.json': deployed(A, {}, { results }) })
    expect(all.counts).toMatchObject({ failed: 0, unknown: 1 })
  })

  test('the text says which and why', async () => {
    files({ 'in/a.json': deployed(A, { web: 'timed-out' }) })
    const { out } = await cli(scene, ['results', 'merge', 'in'])
    expect(out).toBe(
      `Failed: 1 service failed, in 1 account and Region.\n\nFailed or unknown\n  ${A}/${EU} | web (main) | timed out | because timed-out\n    Its run names the cause and what to do about it.\n`
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
