import { describe, expect, it } from '@jest/globals'
import { checkText } from '../../src/check/check-text.ts'
import { chosenRules, detect } from '../../src/detector/detect.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { documentOf, findingsIn, taskDefinition } from './documents.ts'

const rule = 'secret/reference-invalid'

async function inSecrets(valueFrom: string) {
  const [finding] = await findingsIn(taskDefinition({ secrets: [{ name: 'DB_PASSWORD', valueFrom }] }))
  return finding
}

describe('secret/reference-invalid', () => {
  it.each([
    'secretsmanager:prod/db',
    'secretsmanager:prod/db:password::',
    'secretsmanager:prod/db::AWSPREVIOUS:',
    'ssm:/prod/db/password',
    'ssm:db-password',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf:password::',
    'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/prod/db',
    ['$', '{{ vars.DB_SECRET_ARN }}'].join(''),
    ['arn:aws:ssm:eu-west-1:$', '{ACCOUNT}:parameter/x'].join(''),
    'arn:aws:ssm:eu-west-1:<ACCOUNT_ID>:parameter/x'
  ])('%s is fine', async valueFrom => {
    expect(await inSecrets(valueFrom)).toBeUndefined()
  })

  it.each([
    ['', 'the reference is empty'],
    [
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf:password',
      'a JSON key and a version stage or a version ID'
    ],
    ['ssm:/prod/db:password::', 'a version, a label or a JSON key'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/prod/db:password::', 'a version, a label or a JSON key'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:prod/db', 'the ARN of secretsmanager is incomplete'],
    ['{{resolve:secretsmanager:prod/db:SecretString:password}}', 'CloudFormation']
  ])('%s cannot be used', async (valueFrom, problem) => {
    const finding = await inSecrets(valueFrom)
    expect(finding).toMatchObject({
      rule,
      level: 'error',
      category: 'reference',
      container: 'app',
      name: 'DB_PASSWORD'
    })
    expect(finding?.message).toContain(problem)
  })

  it.each(['summer-horse-31', 'db-password', '/prod/app/DB_PASSWORD'])(
    'notes a bare name, which ECS takes for a parameter, without quoting it: %s',
    async name => {
      const finding = await inSecrets(name)
      expect(finding).toMatchObject({ rule, level: 'notice' })
      expect(finding?.hint).toMatch(/"ssm:".*"secretsmanager:<secret name>"/)
      expect(JSON.stringify(finding)).not.toContain(name)
    }
  )

  it('a value that was pasted in its place is no name', async () => {
    const pasted = ['Harbor', '52', 'Lantern'].join('')
    expect(await inSecrets(pasted)).toMatchObject({ rule, level: 'error' })
  })

  it.each([
    'arn:aws:secretsmanager:REGION:ACCOUNT_ID:secret:prod/db',
    'arn:aws:ssm:eu-west-1:111122223333x:parameter/a'
  ])('notes an ARN that has a placeholder: %s', async arn => {
    expect(await inSecrets(arn)).toMatchObject({ rule, level: 'notice' })
  })

  it('knows what registries and file systems take', async () => {
    const registry = (credentialsParameter: string) =>
      findingsIn(taskDefinition({ repositoryCredentials: { credentialsParameter } }))
    expect(await registry('my-registry')).toEqual([])
    expect(await registry('secretsmanager:my-registry')).toEqual([])
    expect(await registry('ssm:my-registry')).toMatchObject([{ rule, name: 'credentialsParameter' }])
    expect(await registry('secretsmanager:my-registry:key::')).toMatchObject([{ rule }])
    const volume = (credentialsParameter: string) =>
      findingsIn({
        containerDefinitions: [],
        volumes: [
          { fsxWindowsFileServerVolumeConfiguration: { authorizationConfig: { credentialsParameter } } }
        ]
      })
    expect(await volume('ssm:/fsx')).toEqual([])
    expect(await volume('fsx')).toMatchObject([{ rule, level: 'error' }])
  })

  it('looks at secret log options', async () => {
    const logConfiguration = {
      logDriver: 'splunk',
      secretOptions: [{ name: 'splunk-token', valueFrom: 'token' }]
    }
    expect(await findingsIn(taskDefinition({ logConfiguration }))).toMatchObject([
      {
        rule,
        name: 'splunk-token',
        pointer: '/containerDefinitions/0/logConfiguration/secretOptions/0/valueFrom'
      }
    ])
  })
})

describe('secret/duplicate', () => {
  const secrets = [{ name: 'DATABASE_HOST', valueFrom: 'secretsmanager:db:host::' }]

  it('finds a name in both lists of one container, in the words of AWS', async () => {
    const findings = await findingsIn(
      taskDefinition({ environment: [{ name: 'DATABASE_HOST', value: 'db' }], secrets })
    )
    expect(findings).toMatchObject([
      { rule: 'secret/duplicate', level: 'error', pointer: '/containerDefinitions/0/environment/0/value' }
    ])
    expect(findings[0]?.message).toContain('The secret name must be unique and not shared')
  })

  it.each([
    '!If [Plain, {Name: DB_HOST, Value: db}, !Ref AWS::NoValue]',
    '{Fn::If: [Plain, {Name: DB_HOST, Value: db}, {Ref: AWS::NoValue}]}'
  ])(
    'branches of a condition that exclude each other are none, and an empty default is no reference: %s',
    async entry => {
      const text = `Parameters: {Arn: {Type: String, Default: ''}}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: app:1
          Environment:
            - ${entry}
          Secrets:
            - !If [Plain, !Ref AWS::NoValue, {Name: DB_HOST, ValueFrom: !Ref Arn}]
`
      expect((await checkText({ file: 'stack.yaml', text, now: 0 })).findings).toEqual([])
    }
  )

  it('allows the same name in two containers', async () => {
    const other = { name: 'b', image: 'i', environment: [{ name: 'DATABASE_HOST', value: 'db' }] }
    const document = { containerDefinitions: [{ name: 'a', image: 'i', secrets }, other] }
    expect(await findingsIn(document)).toEqual([])
  })

  it('is one finding with the credential, whose hint knows of the other entry', async () => {
    const findings = await findingsIn(
      taskDefinition({
        environment: [{ name: 'DB_PASSWORD', value: 'Autumn31' }],
        secrets: [{ name: 'DB_PASSWORD', valueFrom: 'secretsmanager:db' }]
      })
    )
    expect(findings).toMatchObject([{ rule: 'secret/by-name' }])
    expect(findings[0]?.hint).toContain('"secrets" has an entry of this name already')
  })
})

describe('in a file that render writes', () => {
  const levelOf = async (name: string, valueFrom: string) => {
    const document = await documentOf(JSON.stringify(taskDefinition({ secrets: [{ name, valueFrom }] })))
    return detect(document, chosenRules({ ...USUAL_RULES, references: { kind: 'file' } })).map(
      ({ level }) => level
    )
  }
  const pasted = ['Harbor', '52', 'Lantern'].join('')

  it('what was pasted in place of a reference is an error', async () => {
    expect(await levelOf('DB_PASSWORD', pasted)).toEqual(['error'])
    expect(await levelOf('DB_PASSWORD', 'Winter2024!')).toEqual(['error'])
    expect(await levelOf('API_TOKEN', `${pasted}${pasted}q7x9`)).toEqual(['error'])
  })

  it('what may be a name is a warning', async () => {
    expect(await levelOf('DB_PASSWORD', 'db-password')).toEqual(['warning'])
    expect(await levelOf('DB_PASSWORD', 'dbPassword2')).toEqual(['warning'])
    expect(await levelOf('DB_HOST', pasted)).toEqual(['warning'])
    expect(await levelOf('DB_PASSWORD', 'ssm:/app/db:password::')).toEqual(['warning'])
  })
})
