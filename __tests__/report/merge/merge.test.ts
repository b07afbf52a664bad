import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Merged } from '../../../src/report/merge/merge.ts'
import { cli } from '../../run/scene.ts'
import { makeWorkspace, type Workspace } from '../../workspace.ts'
import { auditOf } from './audits.ts'

const A = '111111111111'
const B = '222222222222'
const EU = 'eu-west-1'
const US = 'us-east-1'
/** Put together here, so that none stands in this file. */
const SECRET = ['Kx7qm2', 'Zp9RtW', '4vBn', '8sLc'].join('')

type Kind = 'audit' | 'results' | 'check'
type Document = object | string

let scene: Workspace
afterEach(() => scene.remove())

function files(documents: Readonly<Record<string, Document>>): void {
  const texts = Object.entries(documents).map(([name, one]) => [
    name,
    typeof one === 'string' ? one : JSON.stringify(one)
  ])
  scene = makeWorkspace(Object.fromEntries(texts) as Record<string, string>)
}

const merge = (kind: Kind, ...flags: string[]) => cli(scene, [kind, 'merge', 'in', ...flags])

/** What a merge of these documents, with the files they are in, prints as JSON. */
async function merged(kind: Kind, documents: Readonly<Record<string, Document>>, expected?: string) {
  files({ ...documents, ...(expected === undefined ? {} : { expect: expected }) })
  const { out, code } = await merge(
    kind,
    '--format',
    'json',
    ...(expected === undefined ? [] : ['--expect', 'expect'])
  )
  const document = JSON.parse(out) as Merged
  expect(code).toBe(document.verdict === 'good' ? 0 : 1)
  return document
}

const verdicts = ({ places }: Merged) => places.map(({ place, verdict }) => `${place} ${verdict}`)

const service = (name: string, verdict: string, more: object = {}) => ({
  ...{ kind: 'service', name, cluster: 'main', region: EU, verdict, revisions: [`${name}:3`] },
  unknown: verdict === 'unknown' ? ['ecs:DescribeTasks was denied'] : [],
  plaintext: verdict === 'exposed' ? [{ name: 'BROKER_KEY', rule: 'secret/by-name' }] : [],
  ...more
})

/** What `audit --format json` prints. */
function audited(account: string, services: readonly { verdict: string }[], more: object = {}) {
  const isBad = services.some(({ verdict }) => verdict !== 'clean')
  return {
    ...{ version: 1, mode: 'audit', problems: [], exitCode: isBad ? 1 : 0 },
    target: [{ account, region: EU, clusters: ['main'] }],
    audit: auditOf(services),
    ...more
  }
}

/** What `deploy --format json` prints. */
function deployed(account: string, outcomes: Readonly<Record<string, string>>, more: object = {}) {
  const isGood = Object.values(outcomes).every(outcome => /^(?:succeeded|unchanged)$/.test(outcome))
  return {
    ...{ version: 1, mode: 'deploy', problems: [], exitCode: isGood ? 0 : 1 },
    target: [{ account, region: EU, clusters: ['main'] }],
    results: Object.entries(outcomes).map(([name, outcome]) => ({
      ...{ service: name, key: name, cluster: 'main', region: EU, outcome, reason: `because ${outcome}` }
    })),
    ...more
  }
}

const finding = (level: string, name: string) => ({
  ...{ rule: 'secret/by-name', level, file: 'deploy/web.json', line: 7, name, pointer: '/x' }
})

/** What `check --format json` prints. */
const checked = (exitCode: number, more: object = {}) => ({
  ...{ version: 1, files: ['deploy/web.json'], findings: [], unscanned: [], problems: [], remarks: [] },
  ...{ verdict: '', exitCode, ...more }
})

const POINT = { message: 'Not verified: old secrets.', isUnverified: true }

describe('the whole is as bad as its worst part', () => {
  test('of audits: the worst is first, and one that has not reported is unknown', async () => {
    const all = await merged(
      'audit',
      {
        'in/a.json': audited(A, [service('web', 'clean')]),
        'in/deeper/b.json': audited(B, [service('web', 'exposed'), service('api', 'clean')])
      },
      `${A}/${EU}\n${B}/${EU}\n${A}/${US}\n`
    )
    expect(verdicts(all)).toEqual([`${B}/${EU} failed`, `${A}/${US} unknown`, `${A}/${EU} good`])
    expect(all.places[0]).toMatchObject({
      good: 1,
      items: [{ name: 'service web (main)', state: 'failed', reason: 'BROKER_KEY' }]
    })
    expect(all.places[1]?.why).toBe('no result: its job failed, was cancelled or never ran')
  })

  test('of results, and of checks', async () => {
    const results = await merged('results', {
      'in/a.json': deployed(A, { web: 'succeeded', api: 'unchanged' }),
      'in/b.json': deployed(B, { web: 'rolled-back', api: 'not-started' })
    })
    expect(results.places.map(({ verdict, good, items }) => [verdict, good, items.length])).toEqual([
      ['failed', 0, 2],
      ['good', 2, 0]
    ])
    scene.remove()
    const checks = await merged(
      'check',
      {
        'in/acme/clean.json': checked(0),
        'in/acme/bad.json': checked(1, {
          findings: [finding('error', 'DB_PASSWORD'), finding('warning', 'T')]
        }),
        'in/acme/warned.json': checked(1, { findings: [finding('warning', 'TOKEN')] }),
        'in/acme/mild.json': checked(0, { findings: [finding('warning', 'TOKEN')] }),
        'in/acme/strange.json': checked(1, { findings: [finding('fatal', 'KEY')] }),
        'in/acme/partly.json': checked(2, {
          findings: [finding('error', 'API_KEY')],
          problems: [{ code: 'invalid-json', message: 'b.json is not JSON.' }]
        }),
        'in/acme/docs.json': checked(2, {
          files: [],
          problems: [{ code: 'no-task-definitions', message: 'x' }]
        })
      },
      'acme/clean\nacme/Bad\nacme/never-ran\n'
    )
    expect(verdicts(checks).toSorted()).toEqual([
      'acme/bad failed',
      'acme/clean good',
      'acme/docs good',
      'acme/mild good',
      'acme/never-ran unknown',
      'acme/partly failed',
      'acme/strange failed',
      'acme/warned failed'
    ])
    expect(checks.places.find(({ place }) => place === 'acme/partly')?.why).toBe('b.json is not JSON.')
  })

  test('every surface names each place that needs somebody, and what to do', async () => {
    files({
      'in/a.json': audited(A, [service('web', 'exposed')]),
      'in/b.json': audited(B, [service('web', 'clean')], {
        remarks: [POINT],
        run: { url: 'https://x.test/7' }
      }),
      expect: `${A}/${EU}\n${B}/${EU}\n${B}/${US}\n`
    })
    const flags = ['--expect', 'expect', '--output', 'm.json', '--summary-file', 'm.md']
    const { out, code } = await merge('audit', ...flags)
    expect([code, ...out.split('\n')]).toEqual([
      1,
      'Exposed: 1 of 3 accounts and Regions, 1 not verified, 1 clean. Not verified: 1 point.',
      `${A}/${EU}  exposed       service web (main)  BROKER_KEY`,
      `${B}/${US}  not verified                      no result: its job failed, was cancelled or never ran  Run its job and merge again, or take it off the list of --expect.`,
      `${B}/${EU}  not verified  not verified        Not verified: old secrets.  Its run: https://x.test/7`,
      `${B}/${EU}  clean         1 item`,
      ''
    ])
    for (const file of ['m.json', 'm.md'])
      for (const text of [`${B}/${US}`, 'BROKER', 'take it off the list']) {
        const shown = scene.read(file).replaceAll('&#95;', '_').replaceAll('\\_', '_')
        expect(shown).toContain(text)
      }
  })

  test('all good is good, with points not verified and old revisions beside it', async () => {
    const old = { ...auditOf([]), verdict: 'old-revisions', exposedRevisions: [{ arn: 'a', usedBy: [] }] }
    files({ 'in/a.json': audited(A, [], { audit: old, exitCode: 1, remarks: [POINT] }) })
    const { out, code } = await merge('audit')
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'Clean: 1 of 1 account and Region. Old revisions contain plaintext. Not verified: 1 point.'
    ])
  })
})

const AUDIT = auditOf([])
const withAudit = (more: object) => audited(A, [], { audit: { ...AUDIT, ...more } })
const CUT = 'its file is not JSON, or is cut off'
const NOWHERE = 'its file does not show which one account and Region it is of'
const ACTED = deployed(A, { web: 'succeeded' })
const otherThan = (what: string) =>
  `its file is not what --format json of ${what} prints in this release, or not all of it`

/** Documents of another form, or without a part of it. */
const INCOMPLETE: readonly (readonly [Kind, string, Document])[] = [
  ['audit', 'a list', '[]'],
  ['audit', 'another mode', { ...audited(A, []), mode: 'deploy' }],
  ['audit', 'another form', { ...audited(A, []), version: 2 }],
  ['audit', 'a merge', { version: 1, kind: 'merge' }],
  ['audit', 'a service that is no object', withAudit({ services: [null] })],
  ['audit', 'no services', withAudit({ services: undefined })],
  ['audit', 'a gap without words', withAudit({ notVerified: ['x'] })],
  ['audit', 'no list of gaps', withAudit({ notVerified: undefined })],
  ['audit', 'no list of problems', audited(A, [], { problems: undefined })],
  ['audit', 'no exit code', audited(A, [], { exitCode: undefined })],
  ['results', 'a result that is no object', { ...ACTED, results: [null] }],
  ['results', 'no exit code', { ...ACTED, exitCode: '0' }],
  ['results', 'another mode', { ...ACTED, mode: 'migrate' }],
  ['results', 'another form', { ...ACTED, version: 2 }],
  ['check', 'a finding that is no object', checked(0, { findings: [null] })],
  ['check', 'no list of remarks', checked(0, { remarks: undefined })],
  ['check', 'no list of what was not read', checked(0, { unscanned: 0 })],
  ['check', 'another form', checked(0, { version: 2 })]
]
const FORMS = { audit: 'mode audit', results: 'a mode that deploys', check: 'mode check' } as const

/** Documents that do not show that everything is good, and why. */
const BROKEN: readonly (readonly [Kind, string, Document, string | undefined])[] = [
  ...INCOMPLETE.map(([kind, what, document]) => [kind, what, document, otherThan(FORMS[kind])] as const),
  ['audit', 'empty', '', 'its file is empty'],
  ['audit', 'cut off', JSON.stringify(audited(A, [])).slice(0, -9), CUT],
  ['audit', 'a failed run', audited(A, [], { exitCode: 3 }), 'its run ended with exit code 3'],
  ['audit', 'findings in the files', audited(A, [], { exitCode: 1 }), 'its run ended with exit code 1'],
  ['audit', 'no audit', audited(A, [], { audit: undefined }), 'its verdict is missing'],
  ['audit', 'a problem', audited(A, [], { problems: [{ message: 'AWS denied it.' }] }), 'AWS denied it.'],
  ['audit', 'a gap', withAudit({ notVerified: [{ what: 'rules', why: 'denied' }] }), 'rules: denied'],
  ['audit', 'a new verdict', withAudit({ verdict: 'fine' }), 'its verdict is fine'],
  [
    'audit',
    'two targets',
    audited(A, [], { target: [A, B].map(account => ({ account, region: EU, clusters: ['main'] })) }),
    NOWHERE
  ],
  ['results', 'another exit code', { ...ACTED, exitCode: 3 }, 'its run ended with exit code 3'],
  ['results', 'no service', deployed(A, {}), 'its run has no service'],
  ['results', 'a problem', { ...ACTED, problems: [{ message: 'm' }] }, 'm'],
  [
    'check',
    'a file that was not read',
    checked(2, { unscanned: [{ file: 'a.yml', reason: 'too deep' }] }),
    'it could not read a.yml completely: too deep'
  ],
  ['check', 'a point', checked(0, { remarks: [{ message: 'Noted.' }, POINT] }), undefined],
  [
    'check',
    'no definitions, and a point',
    checked(2, { problems: [{ code: 'no-task-definitions', message: 'none' }], remarks: [POINT] }),
    undefined
  ],
  ['check', 'exit code 1', checked(1), 'its run ended with exit code 1']
]

test.each(BROKEN)('%s, %s: unknown, with what to do', async (kind, _, document, why) => {
  const all = await merged(kind, {
    [kind === 'check' ? 'in/acme/shop.JSON' : `in/x-${A}-${EU}.json`]: document
  })
  const [place] = all.places
  expect([all.verdict, place?.place]).toEqual(['unknown', kind === 'check' ? 'acme/shop' : `${A}/${EU}`])
  expect(place?.why).toEqual(why)
  if (why !== undefined) expect(place?.hint).toMatch(/^[A-Z].*\.$/)
})

describe('items', () => {
  test.each<[string, Kind, Document, string]>([
    [
      'clean with plaintext',
      'audit',
      audited(A, [service('a', 'clean', { plaintext: [{ name: 'K' }] })]),
      'failed'
    ],
    ['a part that was not read', 'audit', audited(A, [service('a', 'clean', { unknown: ['x'] })]), 'unknown'],
    ['a clean verdict beside exposed', 'audit', withAudit({ services: [service('a', 'exposed')] }), 'failed'],
    ['an exposed verdict without an item', 'audit', withAudit({ verdict: 'exposed' }), 'failed'],
    ['an outcome that nobody knows', 'results', deployed(A, { web: 'fine' }), 'unknown'],
    [
      'a rollout that was only requested',
      'results',
      deployed(A, { web: 'requested' }, { exitCode: 0 }),
      'unknown'
    ],
    [
      'a rollout that goes on',
      'results',
      { ...ACTED, results: [{ service: 'web', outcome: 'succeeded', isOngoing: true }] },
      'unknown'
    ],
    [
      'a service that could not be watched',
      'results',
      { ...ACTED, results: [{ service: 'web', outcome: 'failed', isUnverified: true }] },
      'unknown'
    ]
  ])('%s', async (_, kind, document, verdict) => {
    expect((await merged(kind, { 'in/a.json': document })).verdict).toBe(verdict)
  })

  test.each(['unknown', 'exposed'])(
    'of two audits of a place, the worse verdict of an item counts: %s',
    async worse => {
      for (const verdictsOf of [
        ['clean', worse],
        [worse, 'clean']
      ]) {
        const documents = verdictsOf.map((verdict, index) => [
          `in/${index}.json`,
          audited(A, [service('a', verdict), service(`only-${index}`, 'clean')])
        ])
        const all = await merged('audit', Object.fromEntries(documents) as Record<string, object>)
        expect(all.places).toMatchObject([{ good: 2, items: [{ name: 'service a (main)' }] }])
        expect(all.verdict).toBe(worse === 'exposed' ? 'failed' : 'unknown')
        scene.remove()
      }
      files({})
    }
  )

  test.each([
    ['the later one', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'failed'],
    ['the later one, whatever the names', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'good'],
    ['the worse one if neither is known to be later', undefined, '2026-01-02T00:00:00Z', 'failed']
  ])('of two results of a service counts %s', async (_, failedAt, succeededAt, verdict) => {
    const ended = (outcome: string, finishedAt: string | undefined, more: readonly null[] = []) => {
      const one = deployed(A, { web: outcome })
      return { ...one, results: [...one.results.map(result => ({ ...result, finishedAt })), ...more] }
    }
    const all = await merged('results', {
      'in/a.json': ended('failed', failedAt),
      'in/b.json': ended('succeeded', succeededAt)
    })
    expect(all.verdict).toBe(verdict)
    scene.remove()
    // a later success does not repair a document that leaves something out
    const cut = await merged('results', {
      'in/a.json': ended('failed', failedAt, [null]),
      'in/b.json': ended('succeeded', succeededAt)
    })
    expect(cut.verdict).toBe(verdict === 'good' ? 'unknown' : verdict)
  })

  test('a cluster by name and by ARN is one', async () => {
    const cluster = `arn:aws:ecs:${EU}:${A}:cluster/main`
    const results = ACTED.results.map(one => ({ ...one, cluster }))
    const all = await merged('results', { 'in/1.json': ACTED, 'in/2.json': { ...ACTED, results } })
    expect(all.places).toMatchObject([{ good: 1, items: [] }])
  })

  test('the role of another account: the one that was meant is unknown', async () => {
    const all = await merged(
      'audit',
      {
        [`in/audit-${A}-${EU}.json`]: audited(B, [service('web', 'clean')]),
        [`in/audit-${B}-${EU}.json`]: audited(B, [service('web', 'clean')])
      },
      JSON.stringify({ include: [A, B].map(account => ({ account, region: EU, service: 'web' })) })
    )
    expect(verdicts(all)).toEqual([`${A}/${EU} unknown`, `${B}/${EU} good`])
  })

  test('without a place in file or name', async () => {
    const all = await merged('audit', { 'in/a.json': audited(A, [], { target: [] }) })
    expect(all.places).toMatchObject([{ place: 'in/a.json', verdict: 'unknown', why: NOWHERE }])
    scene.remove()
    const results = await merged('results', {
      'in/a.json': { ...ACTED, target: [{ account: '1', region: 'x' }] }
    })
    expect(results.places).toMatchObject([{ verdict: 'unknown', why: NOWHERE }])
  })
})

describe('files', () => {
  test('what cannot be read in a folder is not left out, and waits for no one', async () => {
    files({ 'in/b.JSON': audited(A, [service('web', 'exposed')]) })
    mkdirSync(join(scene.path, 'in/closed'))
    execFileSync('mkfifo', [join(scene.path, 'in/pipe.json')])
    symlinkSync('closed', join(scene.path, 'in/linked'))
    writeFileSync(join(scene.path, 'in/broken.json'), Buffer.from([0x7b, 0xff, 0x7d]))
    writeFileSync(join(scene.path, 'in/large.json'), '')
    truncateSync(join(scene.path, 'in/large.json'), 251_000_000)
    const all = JSON.parse((await merge('audit', '--json')).out) as Merged
    expect(all.places.map(({ place, why = '' }) => `${place} ${why}`)).toEqual([
      `${A}/${EU} `,
      'in/broken.json its file is not text in UTF-8 or UTF-16',
      'in/large.json it has more than 250 MB',
      'in/linked it is not a regular file',
      'in/pipe.json it is not a regular file'
    ])
  })

  test('a folder that cannot be read is not left out', async () => {
    files({ 'in/a.json': audited(A, [service('web', 'clean')]) })
    // Its path is too long for the operating system, so that no user can read it.
    const deeper = `n=$(printf %0200d 0); for i in $(seq 24); do mkdir $n; cd -P $n; done`
    execFileSync('sh', ['-c', `cd -P in; ${deeper}`], { cwd: scene.path })
    const { out, code } = await merge('audit', '--json')
    execFileSync('rm', ['-rf', 'in'], { cwd: scene.path })
    const { verdict, places } = JSON.parse(out) as Merged
    expect([code, verdict, places[0]?.why]).toEqual([1, 'unknown', 'it cannot be read: name too long'])
  })

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')]
  ])('a file in %s is read, and so is --expect', async (_, bytes) => {
    files({ 'in/a.json': '', expect: '' })
    writeFileSync(join(scene.path, 'in/a.json'), bytes(JSON.stringify(audited(A, []))))
    writeFileSync(join(scene.path, 'expect'), bytes(`${A}/${EU}\r\n`))
    expect((await merge('audit', '--expect', 'expect')).code).toBe(0)
  })

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['merge'], 'merge needs the kind of results: audit, results or check.'],
    [['audit', 'merge'], 'merge needs a file or a folder.'],
    [['audit', 'merge', 'nowhere', 'in'], 'nowhere does not exist.'],
    [['audit', 'merge', 'in', '--expect', 'nowhere'], 'nowhere does not exist.'],
    [['audit', 'merge', 'in', '--expect', 'in/a.json'], 'in/a.json does not list accounts and Regions'],
    [
      ['check', 'merge', 'in', '--expect', 'places'],
      'places does not list repositories: not valid: entry 1.'
    ],
    ...(['none', 'list'] as const).map(
      file =>
        [
          ['audit', 'merge', 'in', '--expect', file],
          `${file} does not list accounts and Regions: it is empty`
        ] as const
    ),
    [['audit', 'merge', 'in', '--expect', 'in'], 'in cannot be used: it cannot be read: it is a folder.'],
    [['audit', 'merge', 'hollow'], 'hollow: no JSON file.'],
    [['audit', 'merge', 'in', '--json', '--json'], 'Flag --json is given twice.'],
    [['audit', 'merge', 'in', '--format', 'text', '--json'], 'Flag --json is given twice.'],
    [['audit', 'merge', 'in', '--format', 'pdf'], 'Flag --format of merge must be text, json or markdown.'],
    [['audit', 'merge', 'in', '--expct', 'x'], 'Did you mean --expect?']
  ]
  test.each(refused)('%j is refused', async (args, message) => {
    files({ 'in/a.json': audited(A, []), 'in/cut.json': '{', none: '', list: '[]', places: `${A}/${EU} x\n` })
    mkdirSync(join(scene.path, 'hollow'))
    const { code, out, err } = await cli(scene, args)
    const shown = args.includes('--json') ? [err, out] : [out, err]
    expect([code, ...shown]).toEqual([2, '', expect.stringContaining(message)])
  })
})

/** Texts that this program never writes, but whoever edits a file can. */
const TEXTS: Readonly<Record<string, string>> = {
  'a command with a flag': `ran: mysql -h db.internal -u root -p${SECRET} shop`,
  'a command with a variable': `PGPASSWORD=${SECRET} psql -h db.internal`,
  'a curl with a header': `curl -H "Authorization: Bearer ${SECRET}" https://api.example.com`,
  'a login in a URL': `clone https://bot:${SECRET}@git.example.com/shop.git failed`,
  'a pair': `password: ${SECRET}`,
  'JSON in a text': JSON.stringify({ DB_PASSWORD: SECRET })
}

test.each(Object.keys(TEXTS))('%s in a file of others is in no output, and no text is markup', async what => {
  const text = TEXTS[what] ?? ''
  const problems = [{ code: 'x', fault: 'cloud', message: `${text} <b>`, hint: text }]
  const own = { problems, remarks: [{ message: text, isUnverified: true }], run: { url: text }, exitCode: 1 }
  const spoiled = { plaintext: [{ name: text }], unknown: [text], cluster: text }
  files({
    'audit/a.json': audited(A, [service(text, 'exposed', spoiled)], own),
    'results/a.json': { ...deployed(A, { [text]: 'failed', web: text }), ...own },
    'check/acme/shop.json': checked(1, {
      ...own,
      findings: [{ ...finding('error', text), file: text, rule: text }],
      unscanned: [{ file: text, reason: text }]
    })
  })
  for (const kind of ['audit', 'results', 'check'])
    for (const format of ['text', 'json', 'markdown']) {
      const written = ['--output', 'out.json', '--summary-file', 'out.md']
      const { out, err } = await cli(scene, [kind, 'merge', kind, ...written, '--format', format])
      expect(out.length).toBeGreaterThan(20)
      for (const shown of [out, err, scene.read('out.json'), scene.read('out.md')])
        expect(shown.includes(SECRET)).toBe(false)
      expect(scene.read('out.md')).not.toContain('<b>')
    }
})

test('what a real check notes as not verified is shown with what to do, and is not clean', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9000000\n`
  const containers = [{ name: 'a', image: 'nginx:1.2.3', essential: true }]
  files({ 'deploy/a.json': { family: 'a', containerDefinitions: containers }, 'deploy/b.json': pointer })
  const real = await cli(scene, ['check', '.', '--format', 'json'])
  expect(real.code).toBe(0)
  scene.remove()
  files({ 'in/acme/shop.json': real.out })
  const { out, code } = await merge('check')
  expect({ code, first: out.split('\n')[0] }).toEqual({ code: 1, first: 'Not verified: 1 of 1 repository.' })
  expect(out).toContain('deploy/b.json: the checkout has only the pointer of Git LFS. Set lfs: true')
})

test('200 accounts of four Regions: within what a step summary may have', async () => {
  const documents = Array.from({ length: 800 }, (_, index) => {
    const region = [EU, US, 'ap-southeast-2', 'eu-central-1'][index % 4] ?? EU
    const account = String(100_000_000_000 + Math.floor(index / 4))
    const services = Array.from({ length: 40 }, (__, one) =>
      service(`service-${one}`, one % 4 === 0 ? 'exposed' : 'clean')
    )
    const target = [{ account, region, clusters: ['main'] }]
    return [`in/${index}.json`, audited(account, services, { target })] as const
  })
  files(Object.fromEntries(documents))
  const { out } = await merge('audit', '--summary-file', 'all.md')
  expect(out.split('\n')[0]).toBe('Exposed: 800 of 800 accounts and Regions.')
  const { length } = readFileSync(join(scene.path, 'all.md'))
  expect(length).toBeLessThan(1_000_000)
  expect(length).toBeGreaterThan(100_000)
})
