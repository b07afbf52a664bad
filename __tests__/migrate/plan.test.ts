import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { type MigrationCandidate, selectCandidates } from '../../src/migrate/candidate.ts'
import { type NamingRequest, parseSecretNames } from '../../src/migrate/names.ts'
import { planMigration } from '../../src/migrate/plan.ts'
import type { MigrationContext } from '../../src/migrate/run/ports.ts'
import { surveySecrets } from '../../src/migrate/run/stored.ts'
import { SecretValue } from '../../src/migrate/secret-value.ts'

/** Values of no particular shape, made when this runs. */
const one = ['first', 'value', 91].join('.')
const two = ['second', 'value', 17].join('.')

const wishes = (more: Partial<NamingRequest> = {}): NamingRequest => ({
  project: 'ops',
  store: 'secretsmanager',
  ...more
})
const candidate = (
  variable: string,
  value: string,
  more: Partial<MigrationCandidate> = {}
): MigrationCandidate => ({
  file: 'deploy/a.json',
  pointer: '/containerDefinitions/0/environment/0/value',
  service: 'a',
  container: 'app',
  variable,
  value: new SecretValue(value),
  rule: 'secret/by-name',
  ...more
})
const names = (...lines: string[]) => ({ secretNames: parseSecretNames(lines).rules })
const secretsOf = (candidates: readonly MigrationCandidate[], more: Partial<NamingRequest> = {}) =>
  planMigration(candidates, wishes(more)).secrets.map(({ name, variables }) => [name, ...variables])

test('nothing that prints a plan shows a value', () => {
  const plan = planMigration([candidate('FOO_KEY', one)], wishes())
  const content = plan.secrets[0]?.content
  const text = `${content?.kind === 'text' ? content.value : ''}`
  for (const shown of [JSON.stringify(plan), inspect(plan, { depth: 9, showHidden: true }), text]) {
    expect(shown).not.toContain(one)
    expect(shown).not.toContain(Buffer.from(one).toString('base64').slice(0, 12))
  }
})

describe('names', () => {
  test('the first of three words, a known word, or none is the group, whatever else is moved', () => {
    const made = secretsOf([
      candidate('STRIPE_API_KEY', one),
      candidate('DB_PASSWORD', two),
      candidate('githubToken', `${one}2`),
      candidate('MAIL_KEY', `${one}3`),
      candidate('MAIL_SECRET', `${one}4`),
      candidate('SALT', `${one}5`)
    ])
    expect(made.map(([name]) => name)).toEqual([
      'ops/database/password',
      'ops/github-token',
      'ops/mail-key',
      'ops/mail/secret',
      'ops/salt',
      'ops/stripe/api-key'
    ])
    const alone = ['STRIPE_API_KEY', 'DB_PASSWORD', 'MAIL_KEY'].flatMap(name =>
      secretsOf([candidate(name, one)])
    )
    expect(alone.map(([name]) => name)).toEqual([
      'ops/stripe/api-key',
      'ops/database/password',
      'ops/mail-key'
    ])
  })

  test('by a template, a path for parameters, and by hand for one service', () => {
    expect(secretsOf([candidate('DB_PASSWORD', one)], { naming: '{service}-{variable}' })).toEqual([
      ['a-DB_PASSWORD', 'DB_PASSWORD']
    ])
    const plan = planMigration([candidate('DB_PASSWORD', one)], wishes({ store: 'ssm' }))
    expect(plan.moves[0]?.reference).toBe('ssm:/ops/database/password')
    const both = [candidate('DB_PASSWORD', one), candidate('DB_PASSWORD', two, { service: 'b' })]
    expect(secretsOf(both, names('b/DB_PASSWORD=ops/other', 'DB_PASSWORD=ops/db'))).toEqual([
      ['ops/db', 'DB_PASSWORD'],
      ['ops/other', 'DB_PASSWORD']
    ])
  })

  test('what a store does not take as a name is a problem, and a name like a suffix a warning', () => {
    const problemsOf = (more: Partial<NamingRequest>) =>
      planMigration([candidate('X', one)], wishes(more)).problems.map(({ message }) => message)
    expect(problemsOf({ project: 'my project' })).toEqual([
      expect.stringContaining('letters, digits and /_+=.@- are allowed')
    ])
    expect(problemsOf({ project: 'x'.repeat(511) })).toEqual([expect.stringContaining('513 characters; 512')])
    // `/`, 952 and `/x` are 955, which with 56 of the ARN are the 1011 that PutParameter allows
    expect(problemsOf({ project: 'x'.repeat(952), store: 'ssm' })).toEqual([])
    expect(problemsOf({ project: 'x'.repeat(953), store: 'ssm' })).toEqual([
      expect.stringContaining('956 characters; 955')
    ])
    expect(problemsOf({ project: 'aws', store: 'ssm' })).toEqual([expect.stringContaining('must not begin')])
    expect(problemsOf({ project: 'a/b/c/d/e/f/g/h/i/j/k/l/m/n/o', store: 'ssm' })).toEqual([
      expect.stringContaining('15 levels')
    ])
    expect(problemsOf({ naming: '{projet}/{name}' })).toEqual([expect.stringContaining('"projet"')])
    expect(problemsOf({ store: 'ssm', ...names('X=a:key') })).toEqual([
      expect.stringContaining('cannot have keys')
    ])
    const warningsOf = (more: Partial<NamingRequest>) =>
      planMigration([candidate('SESSION_SECRET', one)], wishes(more)).secrets.flatMap(
        ({ warnings }) => warnings
      )
    expect(warningsOf(names('SESSION_SECRET=ops/session-secret'))).toEqual([
      expect.stringContaining('six characters')
    ])
    expect(warningsOf({})).toEqual([])
    expect(parseSecretNames(['A = x', 'nothing', 'A=y', 'B=a:b:c']).problems).toHaveLength(3)
  })
})

describe('values', () => {
  test('two under one name are asked about, by place and never by value', () => {
    const live = candidate('TOKEN', two, { file: 'deploy/b.json', service: 'b' })
    const { problems } = planMigration([candidate('TOKEN', one), live], wishes())
    expect(problems).toMatchObject([
      {
        code: 'migration-conflict',
        message:
          '"TOKEN" would become the one secret "ops/token" and have 2 values: value 1 in deploy/a.json (container app); value 2 in deploy/b.json (container app).'
      }
    ])
    expect(JSON.stringify(problems)).not.toMatch(/first|second/)
  })

  test('of hundreds under one name, the first ten are named and the others counted', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      candidate('TOKEN', `value of number ${index}`, { file: `deploy/${index}.json`, service: `s${index}` })
    )
    const [problem] = planMigration(many, wishes()).problems
    expect(problem?.message).toMatch(/have 300 values: value 1 in .*; value 10 in .* and 290 more\.$/)
  })

  test('one under two names is one secret, of the first name or the one that is given', () => {
    const both = [candidate('REDIS_PASSWORD', one), candidate('CACHE_PASSWORD', one)]
    expect(secretsOf(both)).toEqual([['ops/cache-password', 'CACHE_PASSWORD', 'REDIS_PASSWORD']])
    expect(secretsOf(both, names('REDIS_PASSWORD=ops/redis'))).toEqual([
      ['ops/redis', 'CACHE_PASSWORD', 'REDIS_PASSWORD']
    ])
    expect(secretsOf([...both].reverse())).toEqual(secretsOf(both))
    const two = [candidate('KEY', one), candidate('KEY', one, { service: 'b' })]
    expect(secretsOf(two, { naming: '{service}/{name}' }).map(([name]) => name)).toEqual(['a/key', 'b/key'])
  })

  test('too large and empty ones are found before anything is sent', () => {
    const codes = (value: string, more: Partial<NamingRequest> = {}) =>
      planMigration([candidate('X', value)], wishes(more)).problems.map(({ code }) => code)
    expect(codes('x'.repeat(65_536))).toEqual([])
    expect(codes('x'.repeat(65_537))).toEqual(['migration-value'])
    expect(codes('é'.repeat(2049), { store: 'ssm' })).toEqual(['migration-value'])
    expect(codes('')).toEqual(['migration-value'])
  })

  test('a person takes in and leaves out', () => {
    const { rule: _, ...plain } = candidate('PLAIN', one)
    const all = [plain, candidate('X', two)]
    const taken = (asked: Parameters<typeof selectCandidates>[1]) =>
      selectCandidates(all, asked).map(({ variable }) => variable)
    expect(taken({})).toEqual(['X'])
    expect(taken({ include: ['PL*'] })).toEqual(['PLAIN', 'X'])
    expect(taken({ include: ['b/*', 'PLAIN'], exclude: ['a/X'] })).toEqual(['PLAIN'])
  })
})

describe('what exists', () => {
  const survey = (text: string, overwrite = false, lines: readonly string[] = [], stored: object = {}) => {
    const look = async (name: string) => ({ name, ...stored })
    const read = async () => ({ value: new SecretValue(text) })
    const context = {
      cloud: { stores: { secretsmanager: { look } }, values: { secretsmanager: { read } } },
      configuration: { store: 'secretsmanager', overwrite },
      ports: { mask: () => {} }
    } as unknown as MigrationContext
    return surveySecrets(planMigration([candidate('X', one)], wishes(names(...lines))), context)
  }
  const kinds = async (...given: Parameters<typeof survey>) => {
    const { steps, problems } = await survey(...given)
    return [...steps.map(({ kind }) => kind), ...problems.map(({ code }) => code)]
  }
  const key = ['X=ops/x:key']

  test('is reused when equal, and refused or overwritten when not; keys that are not ours stay', async () => {
    expect(await kinds(one)).toEqual(['reuse'])
    expect(await kinds(two)).toEqual(['migration-name-taken'])
    expect(await kinds(two, true)).toEqual(['overwrite'])
    expect(await kinds(one, true, [], { deletedAt: 1 })).toEqual(['migration-name-taken'])
    expect(await kinds(one, true, [], { unfit: 'no text' })).toEqual(['migration-name-taken'])
    expect(await kinds(JSON.stringify({ other: 1, key: one }), false, key)).toEqual(['reuse'])
    expect(await kinds(JSON.stringify({ other: 1 }), false, key)).toEqual(['migration-name-taken'])
    const { steps } = await survey(JSON.stringify({ other: 1, key: two }), true, key)
    expect(JSON.parse(steps[0]?.text.reveal() ?? '')).toEqual({ other: 1, key: one })
  })
})
