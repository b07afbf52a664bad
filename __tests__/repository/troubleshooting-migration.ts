import type { Problem } from '../../src/errors.ts'
import type { MigrationCandidate } from '../../src/migration/candidate.ts'
import { compareExisting } from '../../src/migration/existing.ts'
import { parseSecretNames } from '../../src/migration/names.ts'
import { type MigrationRequest, planMigration } from '../../src/migration/plan.ts'
import { planPolicy } from '../../src/migration/policy.ts'
import { rewriteSource } from '../../src/migration/rewrite/rewrite.ts'
import { SecretValue } from '../../src/migration/secret-value.ts'
import { problemsToText } from '../../src/report/problem-text.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import { MIGRATE_RUNS } from './troubleshooting-migrate.ts'

const trouble = (
  what: string,
  problems: () => Promise<readonly Problem[]> | readonly Problem[]
): Trouble => ({
  what,
  print: async () => problemsToText(await problems()).join('\n')
})

const candidate = (value: string, service = 'a', variable = 'TOKEN'): MigrationCandidate => ({
  file: `deploy/${service}.json`,
  pointer: '/containerDefinitions/0/environment/0/value',
  service,
  container: 'app',
  variable,
  value: new SecretValue(value),
  rule: 'secret/by-name'
})
const wishes = (more: Partial<MigrationRequest> = {}): MigrationRequest => ({
  project: 'ops',
  store: 'secretsmanager',
  ...more
})
const planned =
  (candidates: readonly MigrationCandidate[], more: Partial<MigrationRequest> = {}) =>
  () =>
    planMigration(candidates, wishes(more)).problems

const rewritten = (file: string, text: string) => async () => {
  const result = await rewriteSource({ file, text }, [
    {
      pointer: '/containerDefinitions/0/environment/0/value',
      variable: 'TOKEN',
      reference: 'secretsmanager:ops/token'
    }
  ])
  return result.kind === 'refused' ? result.problems : []
}

const taken = (found: Parameters<typeof compareExisting>[1]) => () =>
  compareExisting(planMigration([candidate('x')], wishes()), found, 'refuse').problems

const granted = (arn: string, padding: number) => () => {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'x', Resource: 'y'.repeat(padding) }]
  }
  const plan = planPolicy('exec', [{ policyName: 'other', document }], {
    secretArns: [arn],
    parameterArns: [],
    keys: []
  })
  return plan.kind === 'problem' ? [plan.problem] : []
}

const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:ops/token'

/**
 * The messages of the pure part of a migration; it is called directly, since no mode of the bundle reaches all of it.
 */
export const MIGRATION: readonly Trouble[] = [
  ...MIGRATE_RUNS,
  trouble(
    'a list with an entry of another shape',
    rewritten('a.json', '{"containerDefinitions": [{"environment": [{"name": "TOKEN"}]}]}')
  ),
  trouble('code', rewritten('main.tf', '')),
  trouble('two values', planned([candidate('x'), candidate('y', 'b')])),
  trouble('an empty value', planned([candidate('')])),
  trouble('a bad name', planned([candidate('x')], { project: 'my project' })),
  trouble('a bad line', () => parseSecretNames(['TOKEN']).problems),
  trouble(
    'another value',
    taken(new Map([['ops/token', { kind: 'readable', value: new SecretValue('y') }]]))
  ),
  trouble('a deleted secret', taken(new Map([['ops/token', { kind: 'scheduled-for-deletion' }]]))),
  trouble(
    'a secret that may not be read',
    taken(new Map([['ops/token', { kind: 'unreadable', reason: 'access denied' }]]))
  ),
  trouble('no room', granted(`${arn}-AbC123`, 10_200)),
  trouble('a partial ARN', granted(arn, 1))
]
