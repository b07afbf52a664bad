import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isObject, type JsonObject, type JsonValue } from '../../src/json.ts'
import { complaints, schemaOf } from '../schemas.ts'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import { auditOf } from './audits.ts'

const [A, B, C, D] = ['111111111111', '222222222222', '333333333333', '444444444444'] as const
const EU = 'eu-west-1'

type Item = readonly [name: string, verdict: string, family?: string]

const POINT = { message: 'Not verified: old secrets.', isUnverified: true }

/** What `audit --json` prints. */
function audited(account: string, items: readonly Item[], more: object = {}): string {
  const services = items.map(([name, verdict, family = name]) => ({
    ...{ kind: 'service', name, cluster: 'main', region: EU, verdict, revisions: [`${family}:3`] },
    plaintext: verdict === 'exposed' ? [{ name: 'BROKER_KEY' }] : [],
    unknown: verdict === 'unknown' ? ['ecs:DescribeTasks was denied'] : []
  }))
  const key = { name: 'BROKER_KEY', rank: 1, what: 'broker key', issuedAt: 'the dashboard of the broker' }
  const isExposed = items.some(([, verdict]) => verdict === 'exposed')
  const audit = auditOf(services, { rotate: isExposed ? [{ ...key, where: ['service web'] }] : [], ...more })
  const run = { url: 'https://github.example/acme/shop/actions/runs/7' }
  return JSON.stringify({
    version: 1,
    mode: 'audit',
    run,
    ...target(account),
    problems: [],
    exitCode: audit.verdict === 'clean' ? 0 : 1,
    remarks: [POINT],
    audit
  })
}

/** What `deploy --json` prints. */
function deployed(account: string, outcomes: Readonly<Record<string, string>>, more: object = {}): string {
  const results = Object.entries(outcomes).map(([service, outcome]) => ({
    ...{ service, cluster: 'main', region: EU, outcome, reason: `because ${outcome}` },
    ...{ finishedAt: '2026-01-02T00:00:00Z', ...more }
  }))
  const isGood = Object.values(outcomes).every(outcome => /^(?:succeeded|unchanged)$/.test(outcome))
  const ended = { problems: [], exitCode: isGood ? 0 : 1 }
  return JSON.stringify({ version: 1, mode: 'deploy', ...target(account), ...ended, results })
}

function target(account: string): object {
  return { target: [{ account, region: EU, clusters: ['main'] }] }
}

const definition = (value: string, name = 'DB_PASSWORD') =>
  JSON.stringify({
    family: 'web',
    containerDefinitions: [{ name: 'app', image: 'app:1', environment: [{ name, value }] }]
  })

const old = {
  revision: 'web:1',
  arn: `arn:aws:ecs:${EU}:${A}:task-definition/web:1`,
  usedBy: []
}

const FILES = {
  'clean/a.json': audited(A, [['web', 'clean']]),
  'old/a.json': audited(A, [], { verdict: 'old-revisions', exposedRevisions: [old] }),
  'week-1/a.json': audited(A, [
    ['renamed', 'exposed', 'shop'],
    ['fixed', 'exposed'],
    ['api', 'clean']
  ]),
  'week-1/b.json': audited(B, [['lost', 'exposed']]),
  'week-1/c.json': audited(C, [['dropped', 'exposed']]),
  'week-2/a.json': audited(A, [
    ['store', 'exposed', 'shop'],
    ['api', 'exposed'],
    ['job', 'unknown']
  ]),
  'week-2/d.json': audited(D, [['first', 'exposed']]),
  'bad/cut.json': audited(A, []).slice(0, -3),
  [`bad/audit-${B}-${EU}.json`]: '',
  'succeeded/a.json': deployed(A, { web: 'succeeded', api: 'unchanged' }),
  'failed/a.json': deployed(A, {
    ...{ web: 'failed', api: 'rolled-back', job: 'timed-out', one: 'superseded' },
    ...{ two: 'cancelled', three: 'not-started', four: 'an outcome of another release' }
  }),
  'ongoing/a.json': deployed(A, { web: 'succeeded' }, { isOngoing: true }),
  places: [A, B].map(account => `${account}/${EU}\n`).join(''),
  'plain.json': definition('Kx7qm2Zp9RtW4vBn'),
  'fine.json': definition('info', 'LOG_LEVEL'),
  'none/readme.md': '',
  repositories: 'acme/clean\nacme/never-ran\n'
}

/** Each merge, by what it merges, with its verdict. */
const MERGES: Readonly<Record<string, readonly [command: string, verdict: string]>> = {
  'clean audits': ['audit merge clean', 'clean'],
  'old revisions': ['audit merge old', 'old-revisions'],
  'exposed items, for the first time': ['audit merge week-1 --before last.json', 'exposed'],
  'what changed since the last merge': ['audit merge week-2 --before week-1.json --expect places', 'exposed'],
  'an audit that never ran': ['audit merge clean --expect places', 'unknown'],
  'audits whose files are cut off or empty': ['audit merge bad', 'unknown'],
  'deployments that succeeded': ['results merge succeeded', 'succeeded'],
  'deployments that ended in every other way': ['results merge failed', 'failed'],
  'a deployment that was not waited for': ['results merge ongoing', 'unknown'],
  'a deployment that never ran': ['results merge succeeded --expect places', 'unknown'],
  'clean checks': ['check merge checks/acme/clean.json', 'clean'],
  'a check with findings, one without files, one that never ran': [
    'check merge checks --expect repositories',
    'findings'
  ],
  'a repository without a task definition': ['check merge checks/acme/none.json', 'none'],
  'checks whose files are cut off or empty': ['check merge bad', 'unknown'],
  'a merge that cannot be made': ['audit merge nowhere', 'unknown']
}

let scene: Scene
const documents: Record<string, JsonObject> = {}

/** The document that a merge prints, which is also the one that it writes, if it can be made. */
async function documentOf(command: string): Promise<JsonObject> {
  const { out, err } = await cli(scene, [...command.split(' '), '--json', '--output', 'written'])
  expect(err).toBe('')
  const document = JSON.parse(out) as JsonObject
  if (document['problems'] === undefined) expect(scene.file('written')).toBe(out)
  return document
}

beforeAll(async () => {
  scene = makeScene({ ...FILES, 'checks/acme/.keep': '' })
  for (const [name, path] of Object.entries({ clean: 'fine.json', bad: 'plain.json', none: 'none' })) {
    const { out } = await cli(scene, ['check', path, '--json'])
    writeFileSync(join(scene.path, `checks/acme/${name}.json`), out)
  }
  await cli(scene, ['audit', 'merge', 'week-1', '--output', 'week-1.json'])
  for (const [what, [command]] of Object.entries(MERGES)) documents[what] = await documentOf(command)
})
afterAll(() => scene.remove())

describe('the JSON of a merge is what its schema says', () => {
  test.each(Object.keys(MERGES))('%s', what => {
    const { kind, ...document } = documents[what] ?? {}
    expect(document['verdict']).toBe(MERGES[what]?.[1])
    // by its kind, for errors that name the member
    expect(complaints(`merge#/definitions/${String(kind)}`, documents[what])).toBeUndefined()
    expect(complaints('merge', documents[what])).toBeUndefined()
  })

  test('one of the documents has every kind of change', () => {
    const changes = documents['what changed since the last merge']?.['changes'] as JsonObject
    expect(Object.keys(changes).filter(kind => (changes[kind] as string).length === 0)).toEqual([])
    expect(Object.keys(changes)).toHaveLength(7)
  })

  test('a member more, or one of another type, is refused, at any depth', () => {
    for (const [what, document] of Object.entries(documents)) {
      const wrong = variants(document, one => [{ ...one, more: 1 }, ...retyped(one)])
      const accepted = wrong.filter(one => complaints('merge', one) === undefined)
      expect([what, accepted]).toEqual([what, []])
    }
  })
})

test('the schema has every member that is written, and none that is never written', () => {
  const written = new Set(Object.values(documents).flatMap(membersOf))
  expect(new Set(Object.keys(describedMembers()))).toEqual(written)
})

test('the schema describes every member', () => {
  const silent = Object.entries(describedMembers()).filter(([, said]) => said.some(text => text === ''))
  expect(silent.map(([name]) => name)).toEqual([])
})

/** Copies of a document, each with one of its objects replaced by what is made of that object. */
function variants(value: JsonValue, make: (one: JsonObject) => readonly JsonValue[]): readonly JsonValue[] {
  if (Array.isArray(value)) {
    const list = value as readonly JsonValue[]
    return list.flatMap((one, index) => variants(one, make).map(other => list.with(index, other)))
  }
  if (!isObject(value)) return []
  const deeper = Object.entries(value).flatMap(([key, one]) =>
    variants(one, make).map(other => ({ ...value, [key]: other }))
  )
  return [...make(value), ...deeper]
}

function retyped(one: JsonObject): readonly JsonObject[] {
  return Object.keys(one).map(key => ({ ...one, [key]: null }))
}

function membersOf(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(membersOf)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...membersOf(one)])
}

/** The members that the schema has anywhere, each with its descriptions. */
function describedMembers(): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {}
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { properties = {} } = value as { properties?: Record<string, { description?: string }> }
    for (const [name, { description = '' }] of Object.entries(properties))
      found[name] = [...(found[name] ?? []), description]
    for (const one of Object.values(value)) walk(one)
  }
  walk(schemaOf('merge'))
  return found
}
