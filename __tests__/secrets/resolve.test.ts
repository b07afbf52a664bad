import { describe, expect, test } from '@jest/globals'
import { AwsError, type AwsErrorKind } from '../../src/aws/error.ts'
import { placeFinder } from '../../src/files/document/place.ts'
import { fromJson, type ObjectNode, toJson } from '../../src/files/document/tree.ts'
import type { JsonValue } from '../../src/json.ts'
import { collectReferences, substituteReferences } from '../../src/secrets/collect.ts'
import type {
  ParameterMetadata,
  SecretDirectory,
  SecretMetadata,
  SecretVersions
} from '../../src/secrets/ports.ts'
import { resolveReferences, type UnresolvedDocument } from '../../src/secrets/resolve.ts'

const account = '123456789012'
const arnOf = (resource: string, region = 'us-west-2') =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${resource}`

/**
 * A directory of a few secrets, which answers as DescribeSecret does: by name, full ARN, or partial ARN that doesn't
 * look complete.
 */
class Shelf implements SecretDirectory {
  readonly asked: string[] = []
  active = 0
  mostActive = 0
  readonly failures = new Map<string, AwsError>()
  readonly #secrets: readonly (SecretMetadata & { readonly region: string })[]
  readonly #parameters: readonly ParameterMetadata[]

  constructor(
    secrets: readonly {
      name: string
      suffix?: string
      region?: string
      deletedAt?: number
      versions?: SecretVersions
    }[],
    parameters: readonly ParameterMetadata[] = []
  ) {
    this.#secrets = secrets.map(({ name, suffix = 'AbCdEf', region = 'us-west-2', ...rest }) => ({
      ...rest,
      name,
      region,
      arn: arnOf(`${name}-${suffix}`, region)
    }))
    this.#parameters = parameters
  }

  async describeSecret(region: string, secretId: string) {
    this.asked.push(`${region} ${secretId}`)
    this.active++
    this.mostActive = Math.max(this.mostActive, this.active)
    await new Promise(resolve => setTimeout(resolve, 1))
    this.active--
    const failure = this.failures.get(secretId)
    if (failure) throw failure
    const complete = /-[A-Za-z0-9]{6}$/.test(secretId)
    return this.#secrets.find(
      secret =>
        secret.region === region &&
        (secret.name === secretId ||
          secret.arn === secretId ||
          (!complete && secret.arn.slice(0, -7) === secretId))
    )
  }

  async describeParameters(region: string, names: readonly string[]) {
    this.asked.push(`${region} ${[...names].sort((a, b) => (a < b ? -1 : 1)).join(',')}`)
    const failure = this.failures.get('ssm')
    if (failure) throw failure
    return this.#parameters.filter(({ name }) => names.includes(name))
  }

  async callerIdentity() {
    const failure = this.failures.get('sts')
    if (failure) throw failure
    return { account, partition: 'aws' }
  }
}

function failed(kind: AwsErrorKind, operation: string): AwsError {
  return new AwsError({ kind, operation, awsName: `${kind}-name`, message: 'said AWS' })
}

/** A document whose one container has these secrets; every node stands at the start of line `line`. */
function documentOf(service: string, root: JsonValue, line = 1): UnresolvedDocument {
  const file = `deploy/${service}.json`
  const text = `${'\n'.repeat(line - 1)}0123456789`
  const origin = { kind: 'file' as const, file, pointer: '', start: line - 1, end: line + 4 }
  const tree = fromJson(root, origin) as ObjectNode
  return { service, file, root: tree, place: placeFinder({ file, text }) }
}

const withSecrets = (secrets: Record<string, string>) => ({
  containerDefinitions: [
    { name: 'app', secrets: Object.entries(secrets).map(([name, valueFrom]) => ({ name, valueFrom })) }
  ]
})

const to = (directory: SecretDirectory) => ({ directory, region: 'us-west-2', partition: 'aws' })

/** What becomes of the references of one service. */
const resolved = (
  secrets: Record<string, string>,
  directory: SecretDirectory,
  more: Partial<Parameters<typeof resolveReferences>[1]> = {}
) => resolveReferences([documentOf('a', withSecrets(secrets))], { ...to(directory), ...more })

const valuesOf = ([first]: Awaited<ReturnType<typeof resolveReferences>>['documents']) =>
  collectReferences(first?.root as ObjectNode).map(({ node }) => node.value)

async function problemOf(reference: string, directory: SecretDirectory) {
  const { problems } = await resolveReferences(
    [documentOf('dispatcher', withSecrets({ X: reference }), 3)],
    to(directory)
  )
  expect(problems).toHaveLength(1)
  return problems[0]
}

describe('collectReferences', () => {
  test('finds all four members, with the places they stand at', () => {
    const root = {
      containerDefinitions: [
        {
          name: 'app',
          secrets: [
            { name: 'A', valueFrom: 'ssm:a' },
            { valueFrom: 'ssm:b' },
            { name: 'C' },
            { name: 'D', valueFrom: 4 }
          ],
          repositoryCredentials: { credentialsParameter: 'secretsmanager:r' }
        },
        {
          secrets: null,
          logConfiguration: { secretOptions: [{ name: 'apikey', valueFrom: 'secretsmanager:l' }] }
        }
      ],
      volumes: [
        {
          name: 'v',
          fsxWindowsFileServerVolumeConfiguration: {
            authorizationConfig: { credentialsParameter: 'secretsmanager:f' }
          }
        },
        { name: 'w' }
      ]
    }
    const uses = collectReferences(documentOf('a', root).root)
    const app = '/containerDefinitions/0'
    const fsx = 'fsxWindowsFileServerVolumeConfiguration'
    expect(uses.map(({ node, field, name, pointer }) => [node.value, field, name, pointer])).toEqual([
      ['ssm:a', 'secrets', 'A', `${app}/secrets/0/valueFrom`],
      ['ssm:b', 'secrets', '#2', `${app}/secrets/1/valueFrom`],
      [
        'secretsmanager:r',
        'repositoryCredentials',
        'credentialsParameter',
        `${app}/repositoryCredentials/credentialsParameter`
      ],
      [
        'secretsmanager:l',
        'secretOptions',
        'apikey',
        '/containerDefinitions/1/logConfiguration/secretOptions/0/valueFrom'
      ],
      ['secretsmanager:f', fsx, 'v', `/volumes/0/${fsx}/authorizationConfig/credentialsParameter`]
    ])
    expect(uses.map(({ container }) => container)).toEqual(['app', 'app', 'app', undefined, undefined])
  })
})

describe('what resolves', () => {
  test('every form becomes a full ARN with its tail; the rest of the tree is untouched', async () => {
    const directory = new Shelf(
      [{ name: 'app/db' }, { name: 'registry-x' }],
      [
        { name: '/app/p', arn: `arn:aws:ssm:us-west-2:${account}:parameter/app/p`, type: 'SecureString' },
        { name: 'plain' }
      ]
    )
    const root = {
      family: 'f',
      future: { valueFrom: 'secretsmanager:app/db' },
      containerDefinitions: [
        {
          name: 'app',
          environment: [{ name: 'N', value: 'secretsmanager:app/db' }],
          secrets: [
            { name: 'A', valueFrom: 'secretsmanager:app/db' },
            { name: 'B', valueFrom: 'secretsmanager:app/db:password' },
            { name: 'C', valueFrom: arnOf('app/db') },
            { name: 'D', valueFrom: `${arnOf('app/db-AbCdEf')}:user:AWSPREVIOUS:` },
            { name: 'E', valueFrom: 'ssm:/app/p' },
            { name: 'F', valueFrom: 'ssm:plain' },
            { name: 'G', valueFrom: `arn:aws:ssm:us-west-2:${account}:parameter/app/p` }
          ],
          repositoryCredentials: { credentialsParameter: 'registry-x' }
        }
      ]
    }
    const document = documentOf('a', root)
    const { documents, problems, warnings } = await resolveReferences([document], to(directory))
    expect(problems).toEqual([])
    expect(warnings).toEqual([])
    const expected = structuredClone(root)
    const container = expected.containerDefinitions[0]
    const full = [
      arnOf('app/db-AbCdEf'),
      `${arnOf('app/db-AbCdEf')}:password::`,
      arnOf('app/db-AbCdEf'),
      `${arnOf('app/db-AbCdEf')}:user:AWSPREVIOUS:`,
      `arn:aws:ssm:us-west-2:${account}:parameter/app/p`,
      `arn:aws:ssm:us-west-2:${account}:parameter/plain`,
      `arn:aws:ssm:us-west-2:${account}:parameter/app/p`
    ]
    container?.secrets.forEach((secret, index) => {
      secret.valueFrom = full[index] ?? ''
    })
    if (container) container.repositoryCredentials.credentialsParameter = arnOf('registry-x-AbCdEf')
    expect(toJson(documents[0]?.root as ObjectNode)).toEqual(expected)
    const use = collectReferences(documents[0]?.root as ObjectNode)[0]
    expect(document.place(use?.node.origin as never)).toMatchObject({ file: 'deploy/a.json', line: 1 })
  })

  test('each distinct thing is looked up once a run, at most eight at a time, whatever its tails', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `s${index}`)
    const directory = new Shelf(names.map(name => ({ name })))
    const secrets = Object.fromEntries(
      names.flatMap(name => [
        [`${name}-a`, `secretsmanager:${name}`],
        [`${name}-b`, `secretsmanager:${name}:k::`]
      ])
    )
    const { resolved: found } = await resolveReferences(
      [documentOf('a', withSecrets(secrets)), documentOf('b', withSecrets(secrets))],
      to(directory)
    )
    expect(directory.asked).toHaveLength(30)
    expect(new Set(directory.asked)).toEqual(new Set(names.map(name => `us-west-2 ${name}`)))
    expect(directory.mostActive).toBe(8)
    expect(found).toHaveLength(60)
    expect(found[0]).toEqual({
      written: 'secretsmanager:s0',
      arn: arnOf('s0-AbCdEf'),
      uses: ['a', 'b'].map(service => ({
        field: 'secrets',
        container: 'app',
        name: 's0-a',
        service,
        file: `deploy/${service}.json`
      }))
    })
  })

  test('all parameters of a region are one question', async () => {
    const directory = new Shelf(
      [],
      [
        { name: 'a', type: 'SecureString' },
        { name: '/b', type: 'SecureString' },
        { name: '/c/d', type: 'SecureString' }
      ]
    )
    const arn = `arn:aws:ssm:us-west-2:${account}:parameter`
    const { documents } = await resolved({ A: 'ssm:a', B: `${arn}/b`, C: 'ssm:/c/d' }, directory)
    expect(directory.asked).toEqual(['us-west-2 /b,/c/d,a,b'])
    expect(valuesOf(documents)).toEqual([`${arn}/a`, `${arn}/b`, `${arn}/c/d`])
  })

  test('no reference, no call', async () => {
    const directory = new Shelf([])
    directory.failures.set('sts', failed('expired', 'sts:GetCallerIdentity'))
    expect((await resolveReferences([documentOf('a', {})], to(directory))).problems).toEqual([])
    expect(directory.asked).toEqual([])
  })

  test('a secret of another region that exists is a warning; one that does not is an error there', async () => {
    const directory = new Shelf([{ name: 'far', region: 'eu-west-1' }])
    const secrets = { A: arnOf('far-AbCdEf', 'eu-west-1'), B: arnOf('none', 'eu-west-1') }
    const { warnings, problems } = await resolved(secrets, directory)
    expect(directory.asked).toEqual(
      expect.arrayContaining([`eu-west-1 ${secrets.A}`, `eu-west-1 ${secrets.B}`])
    )
    expect(warnings).toMatchObject([{ code: 'cross-region-reference', service: 'a' }])
    expect(problems).toMatchObject([
      { code: 'secret-not-found', message: expect.stringContaining('in Region eu-west-1') }
    ])
  })

  test('a parameter that is not encrypted, and one of another account, are warnings', async () => {
    const directory = new Shelf([], [{ name: 'a', type: 'String' }])
    const other = 'arn:aws:ssm:us-west-2:999999999999:parameter/x'
    const { warnings, problems, documents } = await resolved({ A: 'ssm:a', B: other }, directory)
    expect(problems).toEqual([])
    expect(warnings.map(({ code }) => code)).toEqual(['parameter-not-secure', 'reference-not-verified'])
    expect(valuesOf(documents)[1]).toBe(other)
  })
})

const FIRST = '76543210-89ab-cdef-0123-456789abcdef'
const CURRENT: SecretVersions = { [FIRST]: ['AWSCURRENT'] }

describe('what does not', () => {
  test('a secret that does not exist: name, region, account, the way to create it', async () => {
    expect(await problemOf('secretsmanager:ops/db:password::', new Shelf([]))).toEqual({
      code: 'secret-not-found',
      fault: 'cloud',
      service: 'dispatcher',
      place: { file: 'deploy/dispatcher.json', line: 3, column: 1, endLine: 3, endColumn: 6 },
      message: `secret X of container app: there is no secret secretsmanager:ops/db in Region us-west-2 of account ${account}.`,
      hint: expect.stringContaining('aws secretsmanager create-secret --region us-west-2 --name ops/db ')
    })
  })

  test.each([
    ['no value at all', {}, '', /it has no value yet/],
    ['none that is current', { a: ['AWSPENDING'] }, '', /label AWSCURRENT.* has AWSPENDING/],
    ['a label that no version has', CURRENT, '::NOPE:', /label NOPE, .* has AWSCURRENT/],
    ['a label that comes with a rotation', CURRENT, ':KEY:AWSPREVIOUS:', /AWSPREVIOUS/]
  ])('a secret with %s is not found out by its tasks', async (_, versions, tail, message) => {
    const found = await problemOf(`secretsmanager:ops/db${tail}`, new Shelf([{ name: 'ops/db', versions }]))
    expect(found).toMatchObject({ code: 'secret-version-not-found', message: expect.stringMatching(message) })
  })

  test('a version without a label may be deleted: a warning; what is there, or not known, is none', async () => {
    const directory = new Shelf([{ name: 'a', versions: CURRENT }, { name: 'b' }])
    const secrets = {
      A: 'secretsmanager:a:::01234567-89ab-cdef-0123-456789abcdef',
      B: `secretsmanager:a:::${FIRST}`,
      C: 'secretsmanager:a::AWSCURRENT:',
      D: 'secretsmanager:a',
      E: 'secretsmanager:b::NOPE:'
    }
    const { warnings, problems } = await resolved(secrets, directory)
    expect(problems).toEqual([])
    expect(warnings.map(({ code, message }) => [code, message.slice(0, 8)])).toEqual([
      ['secret-version-unlabeled', 'secret A']
    ])
  })

  test('a secret of another account is not to be created in this one', async () => {
    const arn = 'arn:aws:secretsmanager:us-west-2:999999999999:secret:ops/db-AbCdEf'
    const found = await problemOf(arn, new Shelf([]))
    expect(found).toMatchObject({
      code: 'secret-not-found',
      message: expect.stringContaining('in account 999999999999')
    })
    expect(found?.hint).not.toContain('create-secret')
  })

  test('a parameter that does not exist', async () => {
    expect(await problemOf('ssm:/a/b', new Shelf([]))).toMatchObject({
      code: 'parameter-not-found',
      fault: 'cloud',
      hint: expect.stringContaining('aws ssm put-parameter')
    })
  })

  test('a secret scheduled for deletion', async () => {
    const directory = new Shelf([{ name: 'a', deletedAt: Date.UTC(2026, 11, 24) }])
    const problem = await problemOf('secretsmanager:a', directory)
    expect(problem?.code).toBe('secret-scheduled-for-deletion')
    expect(problem?.message).toContain('2026-12-24')
    expect(problem?.hint).toContain('aws secretsmanager restore-secret --region us-west-2 --secret-id a')
  })

  test.each([arnOf('a-ZZZZZZ'), 'secretsmanager:a-AbCdEf'])(
    '%s: the suffix of an ARN is no part of the name, and another one after the secret was made again',
    async written => {
      const problem = await problemOf(written, new Shelf([{ name: 'a' }]))
      expect(problem).toMatchObject({
        code: 'secret-not-found',
        hint: expect.stringContaining('six characters')
      })
    }
  )

  test('a bare name offers the form that exists, and is quoted only then', async () => {
    const secret = new Shelf([{ name: 'my-secret' }])
    expect(await problemOf('my-secret', secret)).toMatchObject({
      code: 'bare-name',
      fault: 'user',
      hint: 'Write secretsmanager:my-secret, which exists.'
    })
    expect(JSON.stringify(await problemOf('my-secret', new Shelf([])))).not.toContain('my-secret')
  })

  test('a pasted value is neither quoted nor asked for', async () => {
    const pasted = ['AKIA', 'QX7TEST', 'EXAMPLE99'].join('')
    const directory = new Shelf([])
    expect(JSON.stringify(await problemOf(pasted, directory))).not.toContain(pasted)
    expect(directory.asked.join()).not.toContain(pasted)
  })

  test('another partition', async () => {
    const cn = `arn:aws-cn:secretsmanager:cn-north-1:${account}:secret:a`
    const directory = new Shelf([])
    expect(await problemOf(cn, directory)).toMatchObject({ code: 'other-partition', fault: 'user' })
    expect(directory.asked).toEqual([])
  })

  test('what the place does not allow', async () => {
    const root = {
      containerDefinitions: [{ name: 'app', repositoryCredentials: { credentialsParameter: 'ssm:/a' } }],
      volumes: [
        {
          name: 'v',
          fsxWindowsFileServerVolumeConfiguration: {
            authorizationConfig: { credentialsParameter: 'secretsmanager:f:k::' }
          }
        },
        {
          name: 'w',
          fsxWindowsFileServerVolumeConfiguration: {
            authorizationConfig: { credentialsParameter: 'ssm:/ok' }
          }
        }
      ]
    }
    const directory = new Shelf([], [{ name: '/ok', type: 'SecureString' }])
    const { problems } = await resolveReferences([documentOf('a', root)], to(directory))
    expect(problems.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
      ['parameter-not-allowed-here', 'repositoryCredentials of container app'],
      ['tail-not-allowed-here', 'credentials of volume v']
    ])
  })

  const PERMITTED_NOTHING = [
    ['ops/db', 'secretsmanager:DescribeSecret'],
    [arnOf('full-AbCdEf'), 'secretsmanager:DescribeSecret'],
    [arnOf('other-AbCdEf'), 'secretsmanager:DescribeSecret'],
    [arnOf('partial'), 'secretsmanager:DescribeSecret'],
    ['ssm', 'ssm:DescribeParameters']
  ] as const
  const withoutPermissions = () => {
    const directory = new Shelf([])
    for (const [id, operation] of PERMITTED_NOTHING) directory.failures.set(id, failed('denied', operation))
    return directory
  }
  const FULL = {
    A: arnOf('full-AbCdEf'),
    B: `${arnOf('other-AbCdEf')}:key::`,
    C: `arn:aws:ssm:us-west-2:${account}:parameter/app/token`,
    D: '/app/path'
  }

  test('what ECS reads as it is written stays so without the permission to look: one line a permission', async () => {
    const { documents, problems, warnings } = await resolved(FULL, withoutPermissions())
    expect(problems).toEqual([])
    expect(valuesOf(documents)).toEqual(Object.values(FULL))
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'reference-not-verified',
        'Not verified: no permission for secretsmanager:DescribeSecret, so it is not known whether what 2 references name exists; ECS gets the reference as it is written.'
      ],
      ['reference-not-verified', expect.stringContaining('no permission for ssm:DescribeParameters, so')]
    ])
    expect((await resolved(FULL, withoutPermissions(), { verify: 'required' })).problems).toHaveLength(2)
  })

  test('verify-permissions: off looks up nothing that ECS reads as it is written', async () => {
    const directory = withoutPermissions()
    const { documents, problems, warnings } = await resolved(FULL, directory, { verify: 'off' })
    expect([problems, warnings, directory.asked]).toEqual([[], [], []])
    expect(valuesOf(documents)).toEqual(Object.values(FULL))
  })

  test('a name or a partial ARN needs the look-up: which permission, and that a full ARN does without', async () => {
    const secrets = { A: 'secretsmanager:ops/db', B: 'ssm:/p', C: arnOf('partial'), D: 'ops/db' }
    const { problems } = await resolved(secrets, withoutPermissions())
    const [secret, parameter] = ['secret-access-denied', 'parameter-access-denied']
    // ECS takes a bare name for a parameter's
    expect(problems.map(({ code }) => code)).toEqual([secret, parameter, secret, parameter])
    expect(problems[0]?.hint).toContain(`Allow secretsmanager:DescribeSecret on ${arnOf('ops/db-??????')} `)
    expect(problems[1]?.hint).toContain('Allow ssm:DescribeParameters on * ')
    for (const { hint } of problems) expect(hint).toContain('A full ARN in the file needs no look-up')
  })

  test('fifty bare names in a file are one warning', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `/app/p${index}`)
    const directory = new Shelf(
      [],
      names.map(name => ({ name, type: 'SecureString' }))
    )
    const secrets = Object.fromEntries(names.map((name, index) => [`V${index}`, name]))
    const { warnings, problems } = await resolved(secrets, directory)
    expect(problems).toEqual([])
    expect(warnings).toMatchObject([
      {
        code: 'bare-parameter',
        message: expect.stringContaining('/app/p0, as in ECS (and 49 more like it in this file).')
      }
    ])
  })

  test('credentials that ran out are one problem, not one a reference', async () => {
    const directory = new Shelf([])
    for (const name of ['a', 'b'])
      directory.failures.set(name, failed('expired', 'secretsmanager:DescribeSecret'))
    const { problems } = await resolved({ A: 'secretsmanager:a', B: 'secretsmanager:b' }, directory)
    expect(problems).toMatchObject([{ code: 'aws-expired', fault: 'cloud' }])
  })

  test('everything of every service is reported together; what could be resolved is', async () => {
    const directory = new Shelf([{ name: 'ok' }])
    const { problems, documents } = await resolveReferences(
      [
        documentOf('a', withSecrets({ A: 'secretsmanager:none', B: 'secretsmanager:ok' })),
        documentOf('b', withSecrets({ C: 'arn:aws:s3:::x', D: 'secretsmanager:none' }))
      ],
      to(directory)
    )
    expect(problems.map(({ service, code, fault }) => [service, code, fault])).toEqual([
      ['a', 'secret-not-found', 'cloud'],
      ['b', 'other-service', 'user'],
      ['b', 'secret-not-found', 'cloud']
    ])
    expect(valuesOf(documents)).toEqual(['secretsmanager:none', arnOf('ok-AbCdEf')])
  })

  test('a mistake in the directory is not swallowed', async () => {
    const directory = new Shelf([])
    directory.describeSecret = () => Promise.reject(new TypeError('bug'))
    await expect(problemOf('secretsmanager:a', directory)).rejects.toThrow(TypeError)
  })
})

const INPUT = { kind: 'input', input: 'secrets' } as const

test('replaces by place, and keeps origins', () => {
  const root = fromJson({ a: [{ 'b/~': 'x' }, 'x'], c: { d: 'x' } }, INPUT) as ObjectNode
  const result = substituteReferences(root, new Map([['/a/0/b~1~0', 'y']]))
  expect(toJson(result)).toEqual({ a: [{ 'b/~': 'y' }, 'x'], c: { d: 'x' } })
  expect(result.members[0]?.value.origin).toBe(INPUT)
  expect(toJson(root)).toEqual({ a: [{ 'b/~': 'x' }, 'x'], c: { d: 'x' } })
})

test('one node that stands in two places is replaced in one of them only', () => {
  const shared = { kind: 'string', value: 'x', origin: INPUT } as const
  const member = (key: string) => ({ key, keyOrigin: INPUT, value: shared })
  const root: ObjectNode = { kind: 'object', origin: INPUT, members: [member('valueFrom'), member('value')] }
  expect(toJson(substituteReferences(root, new Map([['/valueFrom', 'y']])))).toEqual({
    valueFrom: 'y',
    value: 'x'
  })
})

test('of a key that is written twice the last one is replaced, and both stay', () => {
  const member = (value: string) => ({
    key: 'k',
    keyOrigin: INPUT,
    value: { kind: 'string', value, origin: INPUT } as const
  })
  const root: ObjectNode = { kind: 'object', origin: INPUT, members: [member('one'), member('two')] }
  const result = substituteReferences(root, new Map([['/k', 'new']]))
  expect(result.members.map(({ value }) => toJson(value))).toEqual(['one', 'new'])
})
