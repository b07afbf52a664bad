import { afterEach, describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import { problemsOfVerification } from '../../src/secrets/problems.ts'
import type { PermissionRow, Verification } from '../../src/secrets/verification.ts'
import {
  ACCOUNT,
  allow,
  definitionWith,
  outlineOf,
  REGION,
  REGISTRY,
  ROLE,
  rolesWith,
  SECRETS,
  scenarioOf,
  startVerifyBench,
  TASK_ROLE,
  type VerifyBench
} from './bench.ts'

let bench: VerifyBench
const kept = process.env['AWS_ACCESS_KEY_ID']
afterEach(async () => {
  await bench.end()
  if (kept === undefined) delete process.env['AWS_ACCESS_KEY_ID']
  else process.env['AWS_ACCESS_KEY_ID'] = kept
})

async function verify(more: object = {}, definition: JsonObject = definitionWith()): Promise<Verification> {
  bench = await startVerifyBench(scenarioOf(more))
  return bench.verify([definition])
}

const notAllowed = ({ rows }: Verification) => rows.filter(({ verdict }) => verdict !== 'allowed')
const problemsOf = (verification: Verification) => problemsOfVerification(verification, 'auto').problems
/** The row that is not allowed, of which there must be one. */
function onlyRow(verification: Verification): PermissionRow {
  const rows = notAllowed(verification)
  expect(outlineOf({ rows })).toHaveLength(1)
  return rows[0] as PermissionRow
}

describe('when all is well', () => {
  test('every row is allowed, and nothing is said', async () => {
    const verification = await verify()
    expect(outlineOf(verification)).toEqual([
      'allowed role execution',
      'allowed role application',
      'allowed secret app/key',
      'allowed secret app/db',
      'allowed parameter token',
      'allowed pass-role execution',
      'allowed pass-role application',
      `allowed image ${REGISTRY}/team/app:v1`
    ])
    for (const mode of ['auto', 'required'] as const)
      expect(problemsOfVerification(verification, mode)).toEqual({ problems: [], remarks: [] })
  })

  test('each thing is asked for once, for any number of services, and nothing is written or read in value', async () => {
    bench = await startVerifyBench(scenarioOf())
    await bench.verify(Array.from({ length: 8 }, () => definitionWith()))
    const counts = new Map<string, number>()
    for (const name of bench.calls()) counts.set(name, (counts.get(name) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      // execution, application, and the role of the credentials
      GetRole: 3,
      // secrets, parameters, PassRole
      SimulatePrincipalPolicy: 3,
      DescribeImages: 1
    })
  })

  test('nothing has to be passed for a definition that is not registered', async () => {
    bench = await startVerifyBench(scenarioOf())
    const verification = await bench.verify([definitionWith()], { registration: 'reuse' })
    expect(verification.rows.map(({ check }) => check)).not.toContain('pass-role')
  })

  test('no roles, no references, a registry of somebody else: nothing to look up', async () => {
    const verification = await verify(
      {},
      { family: 'web', containerDefinitions: [{ name: 'app', image: 'nginx:1' }] }
    )
    expect(outlineOf(verification)).toEqual(['not-verified image nginx:1'])
    expect(bench.calls()).toEqual([])
    for (const mode of ['auto', 'required'] as const)
      expect(problemsOfVerification(verification, mode)).toEqual({ problems: [], remarks: [] })
  })

  test('a task role may be a bare name', async () => {
    expect(notAllowed(await verify({}, definitionWith({ taskRoleArn: 'application' })))).toEqual([])
  })
})

describe('what the execution role may read', () => {
  test('no grant: one problem with one statement, at the template, for the execution role', async () => {
    const verification = await verify(rolesWith({ policies: {} }))
    expect(outlineOf(verification).slice(2, 5)).toEqual([
      'denied secret app/key',
      'denied secret app/db',
      'denied parameter token'
    ])
    const [secrets, parameters] = problemsOf(verification)
    expect(secrets).toMatchObject({ code: 'permission-denied', fault: 'cloud', service: 'web' })
    expect(secrets?.place).toMatchObject({ file: 'deploy/web.json', line: 1 })
    expect(secrets?.message).toMatch(
      /^The execution role arn:aws:iam::123456789012:role\/execution is not authorized to perform secretsmanager:GetSecretValue on arn:\S+:secret:app\/key-\w{6} \(API_KEY of web\), arn:\S+:secret:app\/db-\w{6} \(DB_PASSWORD of web\): no policy of the role allows it\.$/
    )
    const statement = {
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: [`${SECRETS}app/key-??????`, `${SECRETS}app/db-??????`]
    }
    expect(secrets?.hint).toBe(
      `Add to the policies of the execution role execution (not of the task role, which the application uses): ${JSON.stringify(statement)} A resource policy on the secret can also allow this; resource policies are not checked.`
    )
    expect(parameters?.hint).toContain(
      `"Action":"ssm:GetParameters","Resource":"arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/token"`
    )
    expect(problemsOf(verification)).toHaveLength(2)
  })

  test('the statements that are offered are the ones that help', async () => {
    const before = problemsOf(await verify(rolesWith({ policies: {} })))
    await bench.end()
    const statements = before.map(({ hint }) => JSON.parse(/\{.*\}/.exec(hint ?? '')?.[0] ?? '') as object)
    expect(notAllowed(await verify(rolesWith({ policies: { add: { Statement: statements } } })))).toEqual([])
  })

  test('a grant on the task role helps nobody', async () => {
    const read = { read: allow(['secretsmanager:*', 'ssm:*'], '*') }
    const roles = [{ name: 'execution' }, { name: 'application', policies: read }]
    const problems = problemsOf(await verify({ roles }))
    expect(problems.map(({ code }) => code)).toEqual(['permission-denied', 'permission-denied'])
    expect(problems[0]?.hint).toContain('execution role execution (not of the task role')
  })

  test.each<[string, string, string]>([
    ['app/key-??????', 'app/key', 'allowed'],
    ['app/k*', 'app/key', 'allowed'],
    ['app/key', 'app/key', 'denied'],
    ['app/ke-??????', 'app/key', 'denied'],
    ['app/key-?????', 'app/key', 'denied']
  ])('a grant on %s and the secret %s: %s', async (pattern, name, verdict) => {
    const read = allow('secretsmanager:GetSecretValue', SECRETS + pattern)
    const { rows } = await verify(rolesWith({ policies: { read } }))
    expect(rows.find(({ what }) => what.includes(`:secret:${name}-`))?.verdict).toBe(verdict)
  })

  test('the singular ssm:GetParameter is not what ECS calls', async () => {
    const policies = {
      read: allow('secretsmanager:GetSecretValue', '*'),
      one: allow('ssm:GetParameter', '*')
    }
    expect(onlyRow(await verify(rolesWith({ policies })))).toMatchObject({
      check: 'parameter',
      verdict: 'denied'
    })
  })

  test('a Deny statement is named, and no statement is offered that would not help', async () => {
    const no = {
      Statement: [{ Sid: 'NoDatabase', Effect: 'Deny', Action: '*', Resource: `${SECRETS}app/db-*` }]
    }
    const policies = { all: allow('*', '*'), no }
    const [problem, ...more] = problemsOf(await verify(rolesWith({ policies })))
    expect(more).toEqual([])
    expect(problem?.message).toContain('a Deny statement in a policy of the role forbids it (NoDatabase).')
    expect(problem?.hint).toBe('Allowing it elsewhere does not help: change the Deny statement.')
  })

  test('a permissions boundary that does not allow it', async () => {
    const execution = {
      policies: { all: allow('*', '*') },
      boundary: allow(['ssm:*', 'logs:*'], '*')
    }
    const [problem, ...more] = problemsOf(await verify(rolesWith(execution)))
    expect(more).toEqual([])
    expect(problem?.message).toContain('the permissions boundary of the role does not allow it.')
    expect(problem?.hint).toContain('The permissions boundary must allow it too')
  })

  test('a service control policy', async () => {
    const serviceControlPolicies = [
      { Statement: [{ Effect: 'Deny', Action: 'secretsmanager:GetSecretValue', Resource: '*' }] }
    ]
    const [problem] = problemsOf(await verify({ serviceControlPolicies }))
    expect(problem?.message).toContain('a service control policy of the organization denies it.')
    expect(problem?.hint).toContain('No policy of this account can allow it')
  })

  test('conditions on what is known count, others leave it open', async () => {
    const here = { Condition: { StringEquals: { 'aws:RequestedRegion': REGION } } }
    const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }
    const policies = {
      key: allow('secretsmanager:GetSecretValue', `${SECRETS}app/key-*`, here),
      db: allow('secretsmanager:GetSecretValue', `${SECRETS}app/db-*`, tagged),
      parameters: allow('ssm:GetParameters', '*')
    }
    const row = onlyRow(await verify(rolesWith({ policies })))
    expect(row).toMatchObject({
      check: 'secret',
      verdict: 'not-verified',
      unknown: {
        text: 'the policies use condition keys (aws:ResourceTag/team) that are known only at request time'
      }
    })
  })

  test('log options and registry credentials are read by the same role', async () => {
    const container = {
      secrets: [],
      logConfiguration: {
        logDriver: 'splunk',
        secretOptions: [{ name: 'splunk-token', valueFrom: 'secretsmanager:app/key' }]
      },
      repositoryCredentials: { credentialsParameter: 'secretsmanager:app/db' }
    }
    const verification = await verify(rolesWith({ policies: {} }), definitionWith({}, container))
    expect(problemsOf(verification)[0]?.message).toMatch(/splunk-token of web.*credentialsParameter of web/)
  })

  test.each([
    [`${SECRETS}*`, 'denied'],
    ['*', 'not-verified']
  ])(
    'a secret of another account, granted on %s: %s, since its own policy cannot be seen',
    async (resource, verdict) => {
      const read = allow('secretsmanager:GetSecretValue', resource)
      bench = await startVerifyBench(scenarioOf(rolesWith({ policies: { read } })))
      const valueFrom = `arn:aws:secretsmanager:${REGION}:999999999999:secret:theirs-AbCdEf`
      const verification = await bench.verifyResolved([
        definitionWith({}, { secrets: [{ name: 'THEIRS', valueFrom }] })
      ])
      expect(onlyRow(verification)).toMatchObject({ check: 'secret', what: valueFrom, verdict })
    }
  )
})

describe('customer keys', () => {
  const id = '11111111-2222-3333-4444-555555555555'
  const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`
  const encrypted = (kmsKeyId: string) => ({
    secrets: [
      { name: 'app/key', generate: 20, kmsKeyId },
      { name: 'app/db', json: { password: { generate: 20 } }, kmsKeyId }
    ]
  })
  const read = allow(['secretsmanager:GetSecretValue', 'ssm:GetParameters'], '*')
  const through = (service: string) => ({
    Condition: { StringEquals: { 'kms:ViaService': `${service}.${REGION}.amazonaws.com` } }
  })

  test('need kms:Decrypt: one row for all secrets under the key, with the statement', async () => {
    const verification = await verify({ ...encrypted(id), ...rolesWith({ policies: { read } }) })
    expect(onlyRow(verification)).toMatchObject({ check: 'key', verdict: 'denied', what: key })
    const [problem] = problemsOf(verification)
    expect(problem?.message).toContain(
      `is not authorized to perform kms:Decrypt on ${key} (API_KEY of web, DB_PASSWORD of web)`
    )
    expect(problem?.hint).toContain(
      JSON.stringify({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: key, ...through('secretsmanager') })
    )
    expect(problem?.hint).toContain('A key policy can also allow this')
  })

  test.each([
    ['secretsmanager', 'allowed'],
    ['ssm', 'denied']
  ])('allowed through %s only: %s', async (service, verdict) => {
    const policies = { read, decrypt: allow('kms:Decrypt', key, through(service)) }
    const { rows } = await verify({ ...encrypted(key), ...rolesWith({ policies }) })
    expect(rows.find(({ check }) => check === 'key')?.verdict).toBe(verdict)
  })

  test('of a parameter, through Parameter Store', async () => {
    const parameters = [{ name: '/app/token', keyId: id }]
    const policies = { read, decrypt: allow('kms:Decrypt', key, through('ssm')) }
    const { rows } = await verify({ parameters, ...rolesWith({ policies }) })
    expect(rows.find(({ check }) => check === 'key')).toMatchObject({ verdict: 'allowed', what: key })
  })

  test('known by an alias: left open, because policies name keys by their IDs', async () => {
    const row = onlyRow(await verify({ ...encrypted('alias/app'), ...rolesWith({ policies: { read } }) }))
    expect(row).toMatchObject({ check: 'key', what: 'alias/app', verdict: 'not-verified' })
  })

  test('the service’s own key needs nothing', async () => {
    const parameters = [{ name: '/app/token', keyId: 'alias/aws/ssm' }]
    const { rows } = await verify({
      ...encrypted('alias/aws/secretsmanager'),
      parameters,
      ...rolesWith({ policies: { read } })
    })
    expect(rows.map(({ check }) => check)).not.toContain('key')
  })
})

describe('roles', () => {
  test('that do not exist: one problem each, and nothing else about them', async () => {
    const roles = [{ name: 'other' }]
    const verification = await verify({ roles })
    expect(verification.rows.filter(({ check }) => check !== 'image')).toHaveLength(2)
    expect(problemsOf(verification)).toMatchObject([
      {
        code: 'role-missing',
        message: `The execution role ${ROLE} does not exist (used by executionRoleArn of web): the account has no such role.`,
        hint: expect.stringContaining('aws iam create-role --role-name execution')
      },
      { code: 'role-missing', message: expect.stringContaining(`The task role ${TASK_ROLE} does not exist`) }
    ])
  })

  test('under another path: the ARN that exists is offered', async () => {
    const roles = [{ name: 'execution', path: '/service-role/' }, { name: 'application' }]
    const [problem] = problemsOf(await verify({ roles }))
    expect(problem?.hint).toBe(
      `A role of this name exists under another path: write arn:aws:iam::${ACCOUNT}:role/service-role/execution as "executionRoleArn".`
    )
  })

  test('that ECS may not assume', async () => {
    const roles = [
      { name: 'execution', trust: 'ec2.amazonaws.com', policies: { all: allow('*', '*') } },
      { name: 'application', trust: 'ecs.amazonaws.com' }
    ]
    const problems = problemsOf(await verify({ roles }))
    expect(problems.map(({ code }) => code)).toEqual(['role-trust', 'role-trust'])
    expect(problems[0]).toMatchObject({
      message: `The execution role ${ROLE} cannot be assumed by ECS (used by executionRoleArn of web): its trust policy does not allow ecs-tasks.amazonaws.com to assume it.`,
      hint: 'Add to the trust policy of the role execution: {"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}'
    })
  })

  test('of another account are not looked at', async () => {
    const foreign = 'arn:aws:iam::999999999999:role/execution'
    const verification = await verify({}, definitionWith({ executionRoleArn: foreign }))
    const { problems, remarks } = problemsOfVerification(verification, 'auto')
    expect(problems).toEqual([])
    expect(remarks.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'Not verified: the role belongs to account 999999999999, the credentials to 123456789012, so it is not known whether'
      )
    ])
  })
})

describe('the identity that deploys', () => {
  const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }]
  const caller = (statements: object[], arn?: string) => ({
    callers: { LIMITED: { ...(arn ? { arn } : {}), policy: { Statement: statements } } }
  })
  const pass = (resource: string, service: string) => ({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: resource,
    Condition: { StringEquals: { 'iam:PassedToService': service } }
  })
  const looks = {
    Effect: 'Allow',
    Action: [
      'secretsmanager:Describe*',
      'ssm:Describe*',
      'ecr:*',
      'iam:GetRole',
      'iam:SimulatePrincipalPolicy'
    ],
    Resource: '*'
  }
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/GitHubActions`

  async function verifyAs(statements: object[], arn = session): Promise<Verification> {
    bench = await startVerifyBench(scenarioOf(caller(statements, arn)), 'LIMITED')
    return bench.verify([definitionWith()])
  }

  test('may not pass the roles: one problem, with the statement', async () => {
    const verification = await verifyAs([looks])
    const [problem, ...more] = problemsOf(verification)
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'pass-role', fault: 'cloud' })
    expect(problem?.message).toBe(
      `The deploying role (arn:aws:iam::${ACCOUNT}:role/deploy) is not authorized to perform iam:PassRole on ${ROLE} (executionRoleArn of web), ${TASK_ROLE} (taskRoleArn of web): no policy of the identity allows it.`
    )
    expect(problem?.hint).toBe(
      `Add to the policies of deploy, the deploying role: ${JSON.stringify({ Effect: 'Allow', Action: 'iam:PassRole', Resource: [ROLE, TASK_ROLE], Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } })}`
    )
  })

  test.each([
    ['ecs-tasks.amazonaws.com', 'allowed'],
    ['lambda.amazonaws.com', 'denied']
  ])('passes them to %s: %s', async (service, verdict) => {
    const { rows } = await verifyAs([looks, pass('*', service)])
    expect(rows.filter(({ check }) => check === 'pass-role').map(row => row.verdict)).toEqual([
      verdict,
      verdict
    ])
  })

  test('may be a user', async () => {
    const { rows } = await verifyAs([looks], `arn:aws:iam::${ACCOUNT}:user/ann`)
    expect(rows.find(({ check }) => check === 'pass-role')).toMatchObject({ verdict: 'denied' })
  })

  test('may be the root user, whom nobody can ask about', async () => {
    const { rows } = await verifyAs(everything, `arn:aws:iam::${ACCOUNT}:root`)
    expect(rows.find(({ check }) => check === 'pass-role')).toMatchObject({ verdict: 'not-verified' })
  })

  test('may not look: said once in auto, a problem a missing permission when required', async () => {
    const verification = await verifyAs([{ ...looks, Action: ['secretsmanager:Describe*', 'ssm:Describe*'] }])
    expect(outlineOf(verification).every(line => line.startsWith('not-verified'))).toBe(true)
    const auto = problemsOfVerification(verification, 'auto')
    expect(auto.problems).toEqual([])
    expect(auto.remarks.map(({ message }) => message)).toEqual([
      `Not verified: no permission for iam:GetRole, iam:SimulatePrincipalPolicy, ecr:DescribeImages, so it is not known whether 2 roles exist and trust ECS, or whether 2 secrets may be read by tasks, or whether tasks may read the parameter arn:aws:ssm:us-west-2:123456789012:parameter/app/token, or whether 2 roles may be passed to ECS, or whether there is the image ${REGISTRY}/team/app:v1. Allow iam:GetRole, iam:SimulatePrincipalPolicy, ecr:DescribeImages to the deploying role, or set verify-permissions to off.`
    ])
    const required = problemsOfVerification(verification, 'required')
    expect(required.remarks).toEqual([])
    expect(required.problems.map(({ code, fault }) => [code, fault])).toEqual(
      Array.from({ length: 3 }, () => ['not-verified', 'cloud'])
    )
  })

  test('may simulate but not read roles: one that the simulator does not know is missing', async () => {
    const actions = ['secretsmanager:Describe*', 'ssm:Describe*', 'ecr:*', 'iam:SimulatePrincipalPolicy']
    bench = await startVerifyBench(
      scenarioOf({ roles: [{ name: 'application' }], ...caller([{ ...looks, Action: actions }], session) }),
      'LIMITED'
    )
    const verification = await bench.verify([definitionWith()])
    expect(problemsOf(verification).map(({ code }) => code)).toEqual(['role-missing', 'pass-role'])
    expect(verification.rows.some(({ check }) => check === 'secret')).toBe(false)
  })
})

describe('images', () => {
  const withImage = (image: string, more: JsonObject = {}) => definitionWith(more, { image })

  test.each([
    [`${REGISTRY}/team/app:v2`, `the repository team/app in ${REGION} of account ${ACCOUNT} has no tag v2`],
    [`${REGISTRY}/team/ap:v1`, `there is no repository team/ap in ${REGION} of account ${ACCOUNT}`],
    [`${REGISTRY}/team/app@sha256:${'0'.repeat(64)}`, `has no digest sha256:0`],
    [`${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1`, `there is no repository team/app in eu-west-1`]
  ])('%s is missing', async (image, why) => {
    const verification = await verify({}, withImage(image))
    expect(onlyRow(verification)).toMatchObject({ check: 'image', verdict: 'denied', code: 'image-missing' })
    const [problem] = problemsOf(verification)
    expect(problem?.message).toContain(`The image ${image} does not exist (used by app of web): `)
    // what the files name does not exist: no call was refused
    expect(problem?.fault).toBe('user')
    expect(problem?.message).toContain(why)
  })

  test('by digest', async () => {
    bench = await startVerifyBench(scenarioOf())
    const repository = bench.sandbox.world().regions.get(REGION)?.repositories.get('team/app')
    const index = [...(repository?.images.values() ?? [])].find(({ tags }) => tags.includes('v1'))
    const verification = await bench.verify([withImage(`${REGISTRY}/team/app@${index?.digest}`)])
    expect(notAllowed(verification)).toEqual([])
  })

  test('that a pull through cache rule will fetch', async () => {
    const verification = await verify(
      { pullThroughCache: ['docker-hub'] },
      withImage(`${REGISTRY}/docker-hub/library/nginx:1`)
    )
    expect(onlyRow(verification)).toMatchObject({ check: 'image', unknown: { kind: 'out-of-reach' } })
  })

  test('of another account’s registry, which does not show them', async () => {
    const image = `999999999999.dkr.ecr.${REGION}.amazonaws.com/team/app:v1`
    expect(onlyRow(await verify({}, withImage(image)))).toMatchObject({ unknown: { kind: 'undecided' } })
  })
})

describe('an AWS that does not answer', () => {
  test.each<[string, object]>([
    ['throttles', { kind: 'throttle', from: 1 }],
    ['fails', { kind: '500', from: 1 }],
    ['sends a page', { kind: 'html503', from: 1 }],
    ['breaks off', { kind: 'reset-after', from: 1 }],
    ['knows no such thing', { kind: 'error', status: 400, type: 'InvalidInput', message: 'no', from: 1 }]
  ])('and %s: nothing is thrown, all of it is not verified', async (_name, fault) => {
    bench = await startVerifyBench(scenarioOf())
    await bench.verify([definitionWith()])
    for (const service of ['iam', 'ecr'])
      await fetch(`${bench.sandbox.url}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ op: '*', service, ...fault })
      })
    const verification = await bench.verify([
      definitionWith({ executionRoleArn: `${ROLE}-2`, taskRoleArn: `${TASK_ROLE}-2` })
    ])
    expect(outlineOf(verification).filter(line => !line.startsWith('not-verified'))).toEqual([])
    expect(problemsOfVerification(verification, 'auto').problems).toEqual([])
    expect(problemsOfVerification(verification, 'required').problems.length).toBeGreaterThan(0)
  })

  test('and once fails: it is asked again', async () => {
    bench = await startVerifyBench(
      scenarioOf({
        faults: [
          { op: 'GetRole', kind: '500' },
          { op: 'DescribeImages', kind: 'reset-after' }
        ]
      })
    )
    expect(notAllowed(await bench.verify([definitionWith()]))).toEqual([])
  })
})
