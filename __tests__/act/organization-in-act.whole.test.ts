import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import type { Merged } from '../../src/report/merge/merge.ts'
import { definition, EXECUTION } from '../audit/world.ts'
import { skipLoudly } from '../skips.ts'
import { ACT, endActs, type Played, play } from './act.ts'

// The audit of an organization from its first job to its last. What act has not: permissions, concurrency, GitHub's
// limits of a matrix and of outputs, and the repository of a called workflow: a workflow that it calls by path is
// looked for beside the caller's.

afterEach(endActs)

const [FIRST, SECOND, THIRD] = ['012345678901', '222222222222', '333333333333'] as const
const PART = '.github/workflows/audit-places.yml'
const caller = (inputs: Readonly<Record<string, string>>) =>
  JSON.stringify({
    name: 'Audit the organization',
    on: 'push',
    jobs: {
      audit: {
        uses: 'ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows/audit-organization.yml@v1',
        with: inputs
      }
    }
  })

const world = (environment: readonly object[]) => ({
  clusters: ['shop'],
  roles: [EXECUTION],
  taskDefinitions: [definition('api', { environment })],
  services: [{ serviceName: 'api', cluster: 'shop', taskDefinition: 'api:1' }]
})
const CLEAN = world([])
const EXPOSED = world([{ name: 'DB_PASSWORD', value: ['not', 'for', 'you', '41'].join('-') }])
const SCENE = { files: { [PART]: readFileSync(PART, 'utf8') }, scenario: {} }

const mergedOf = (played: Played, name = 'organization-audit') =>
  JSON.parse(played.left(`artifacts/${name}/audit.json`)) as Merged
const verdicts = ({ places }: Merged) =>
  Object.fromEntries(places.map(({ place, verdict }) => [place.replace('/', ' '), verdict]))

if (ACT === undefined) skipLoudly('needs act, as __tests__/act/workflows-in-act.whole.test.ts says')
else {
  test('places that failed or never ran are unknown', async () => {
    const first = await play(
      caller({ accounts: `${FIRST}, ${SECOND}\n${THIRD}`, regions: 'eu-west-1,us-east-1\n' }),
      {
        ...SCENE,
        places: {
          [`${FIRST} eu-west-1`]: CLEAN,
          [`${FIRST} us-east-1`]: CLEAN,
          [`${SECOND} eu-west-1`]: CLEAN,
          [`${SECOND} us-east-1`]: {
            ...EXPOSED,
            faults: [{ op: 'ListServices', kind: 'expired-token', from: 1 }]
          }
        },
        // the jobs of the third account never run
        matrix: [`account:${FIRST}`, `account:${SECOND}`]
      }
    )
    expect(first.code).toBe(1)
    const merged = mergedOf(first)
    expect(merged.verdict).toBe('unknown')
    expect(verdicts(merged)).toEqual({
      [`${FIRST} eu-west-1`]: 'good',
      [`${FIRST} us-east-1`]: 'good',
      [`${SECOND} eu-west-1`]: 'good',
      [`${SECOND} us-east-1`]: 'unknown',
      [`${THIRD} eu-west-1`]: 'unknown',
      [`${THIRD} us-east-1`]: 'unknown'
    })
    expect(first.left('artifacts/organization-audit/summary.md')).toContain(THIRD)
    expect(first.out).toMatch(/Summary - ## Not verified: 3 of 6 accounts and Regions, 3 clean/)

    // one place alone: its artifact comes without a folder of its own
    const second = await play(caller({ accounts: SECOND, regions: 'us-east-1' }), {
      ...SCENE,
      places: { [`${SECOND} us-east-1`]: EXPOSED },
      folder: first.folder,
      env: { GITHUB_RUN_ID: '2' }
    })
    expect(second.code).toBe(1)
    expect(verdicts(mergedOf(second))).toEqual({ [`${SECOND} us-east-1`]: 'failed' })
    expect(first.out + second.out).not.toContain('not-for-you')
  })

  const listed = (variables: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'places-'))
    const file = join(folder, 'outputs')
    const env = { PATH: process.env['PATH'], GITHUB_OUTPUT: file, ...variables }
    const { status, stdout } = spawnSync('bash', ['scripts/list-places.sh'], { env, encoding: 'utf8' })
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    rmSync(folder, { recursive: true })
    const outputs = Object.fromEntries(lines.map(line => line.split('='))) as Record<string, string>
    return { status, stdout, outputs } as const
  }
  const many = (length: number) => Array.from({ length }, (_, index) => String(100_000_000_000 + index))

  test('places are in groups of which each is a matrix that GitHub starts', () => {
    const { outputs } = listed({
      ACCOUNTS: many(1000).join(),
      REGIONS: 'eu-west-1\r\nus-east-1 ap-south-1\t'
    })
    const groups = JSON.parse(outputs['groups'] ?? '') as { accounts: string[]; regions: string[] }[]
    expect(groups.flatMap(({ accounts }) => accounts)).toEqual(many(1000))
    expect(new Set(groups.map(({ regions }) => regions.join()))).toEqual(
      new Set(['ap-south-1,eu-west-1,us-east-1'])
    )
    expect(Math.max(...groups.map(({ accounts, regions }) => accounts.length * regions.length))).toBe(255)
  })

  test.each([
    ['no account and nobody to ask', { ACCOUNTS: ' ,\n', REGIONS: 'eu-west-1' }, 'Neither "accounts" nor'],
    ['no account id', { ACCOUNTS: 'prod', REGIONS: 'eu-west-1' }, '12 digits'],
    ['no Region', { ACCOUNTS: FIRST, REGIONS: ' ' }, '"regions" is empty'],
    ['more than a job can be given', { ACCOUNTS: many(8100).join(), REGIONS: 'eu-west-1' }, 'too many']
  ])('%s is said', (_, variables, message) => {
    expect(listed(variables)).toMatchObject({ status: 2, stdout: expect.stringContaining(message) })
  })

  // where a called workflow has failed, act starts no further job, whatever its `if` says
  test('a job whose role cannot be assumed fails, and leaves nothing that could be taken for a result', async () => {
    const inputs = { accounts: FIRST, regions: 'eu-west-1', name: 'other' }
    const played = await play(caller(inputs), { ...SCENE, places: { [`${SECOND} eu-west-1`]: CLEAN } })
    expect(played.code).toBe(1)
    expect(played.out).toContain('Could not assume role with OIDC')
    expect(played.artifacts()).toEqual([])
  })
}
