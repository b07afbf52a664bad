import { describe, expect, test } from '@jest/globals'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { checked } from '../../check/ways.ts'
import { credentialsIn, LITERAL } from './read.ts'

const container = '/Resources/Task/Properties/ContainerDefinitions/0'

function yaml(environment: string, parameters = ''): string {
  return `${parameters}Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub '\${AWS::StackName}-app'
      ContainerDefinitions:
        - Name: app
          Image: !Join ['', [!Ref Account, '.dkr.ecr/app']]
          Environment:
${environment}`
}

describe('CloudFormation in YAML', () => {
  test('a literal is found; Ref, Sub and GetAtt are values that only the deployment knows', async () => {
    const text = yaml(`            - Name: DB_PASSWORD
              Value: ${LITERAL}
            - Name: A_PASSWORD
              Value: !Ref Password
            - Name: B_PASSWORD
              Value: !GetAtt Secret.Value
            - Name: C_PASSWORD
              Value: !Sub '\${Password}'
            - Name: D_URL
              Value: !Sub 'postgres://app:\${Password}@\${Host}/db'
`)
    expect(await credentialsIn('stack.yaml', text)).toEqual([
      `11 ${container}/Environment/0/Value DB_PASSWORD`
    ])
    expect(await readForCheck('stack.yaml', text)).toMatchObject({ kind: 'template', notes: [] })
  })

  test('a credential in a Sub, a Join or a branch of an If is found where it stands', async () => {
    const text = yaml(`            - Name: A_URL
              Value: !Sub 'postgres://app:${LITERAL}@\${Host}/db'
            - Name: B_URL
              Value: !Join ['', ['postgres://app:', '${LITERAL}', '@', !GetAtt Db.Address, '/db']]
            - Name: C_PASSWORD
              Value: !If [Prod, '${LITERAL}', !Ref Password]
            - !If [Prod, {Name: D_PASSWORD, Value: '${LITERAL}'}, !Ref 'AWS::NoValue']
            - {Name: E_PASSWORD, Value: !If [Prod, !Ref Password, 'AWS::NoValue']}
`)
    expect(await credentialsIn('stack.yaml', text)).toEqual([
      `11 ${container}/Environment/0/Value A_URL`,
      `13 ${container}/Environment/1/Value B_URL`,
      `15 ${container}/Environment/2/Value/1 C_PASSWORD`,
      `16 ${container}/Environment/3/1/Value D_PASSWORD`
    ])
  })

  test.each(['!Ref DbPassword', "!Sub '${DbPassword}'"])(
    'a default under the name of a credential is found where %s fills a variable of another name',
    async value => {
      const parameters = `Parameters:\n  DbPassword:\n    Type: String\n    Default: ${LITERAL}\n`
      const environment = `            - {Name: UP, Value: ${value}}\n            - {Name: PORT, Value: ${value}}\n`
      const found = ['4 DbPassword']
      expect((await checked('stack.yaml', yaml(environment, parameters))).found).toEqual(found)
      const resources = `${yaml(environment)}${parameters}`
      expect((await checked('stack.yaml', resources)).found).toEqual(['15 DbPassword'])
      const json = JSON.stringify({
        Parameters: { DbPassword: { Type: 'String', Default: LITERAL } },
        Resources: {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              ContainerDefinitions: [
                { Name: 'app', Image: 'i', Environment: [{ Name: 'UP', Value: { Ref: 'DbPassword' } }] }
              ]
            }
          }
        }
      })
      expect((await checked('stack.json', json)).found).toEqual(['1 DbPassword'])
    }
  )

  test('the default of a parameter that reaches a secret name is found at the default', async () => {
    const parameters = `Parameters:
  Password: {Type: String, NoEcho: true, Default: ${LITERAL}}
  Port: {Type: Number, Default: 5432}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: app-db-password-3}
`
    const text = yaml(
      `            - {Name: DB_PASSWORD, Value: !Ref Password}
            - {Name: DB_PORT, Value: !Ref Port}
            - {Name: B_PASSWORD, Value: !Ref Stored}
`,
      parameters
    )
    expect(await credentialsIn('stack.yaml', text)).toEqual(['2 /Parameters/Password/Default DB_PASSWORD'])
  })

  test('the default of a parameter is one finding, however many variables it fills', async () => {
    const variables = ['DB_PASSWORD', 'PG_PASSWORD'].map(
      name => `            - {Name: ${name}, Value: !Ref Password}\n`
    )
    const text = yaml(variables.join(''), `Parameters:\n  Password: {Type: String, Default: ${LITERAL}}\n`)
    expect((await checked('stack.yaml', text)).found).toEqual(['2 DB_PASSWORD'])
  })

  test('a literal that two variables have is one finding', async () => {
    const variables = `            - {Name: DB_PASSWORD, Value: &one ${LITERAL}}\n            - {Name: PG_PASSWORD, Value: *one}\n`
    expect((await checked('stack.yaml', yaml(variables))).found).toHaveLength(1)
  })

  test('the default of a parameter that no container has is found under its own name', async () => {
    const parameters = `Parameters:
  DatabasePassword: {Type: String, Default: ${LITERAL}}
  DatabaseUrl: {Type: String, Default: 'jdbc:mysql://db/app?user=app&password=${LITERAL}'}
  PasswordLength: {Type: Number, Default: 12}
  StoredToken: {Type: 'AWS::SSM::Parameter::Value<String>', Default: shop-live-token-9}
`
    const text = yaml('            - {Name: PORT, Value: 80}\n', parameters)
    expect(await credentialsIn('stack.yaml', text)).toEqual([
      '2 /Parameters/DatabasePassword/Default DatabasePassword',
      '3 /Parameters/DatabaseUrl/Default DatabaseUrl'
    ])
  })

  test('the label of a parameter in the console is no default', async () => {
    const labels =
      'Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterLabels: {DbPassword: {default: Master password}}\n'
    expect((await checked('stack.yaml', yaml('', labels))).found).toEqual([])
  })

  test('a dynamic reference in a Join makes it no template of another language', async () => {
    const text = yaml(`            - Name: A_PASSWORD
              Value:
                Fn::Join:
                  - ''
                  - - '{{resolve:secretsmanager:'
                    - Ref: Secret
                    - ':SecretString:password::}}'
`)
    expect(await readForCheck('stack.yaml', text)).not.toHaveProperty('loose')
    expect(await credentialsIn('stack.yaml', text)).toEqual([])
  })

  test('a template without a container holds nothing to check', async () => {
    const text = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n'
    expect(await readForCheck('queue.yaml', text)).toMatchObject({
      kind: 'nothing',
      problems: [{ code: 'not-a-task-definition' }]
    })
  })

  test('a template without a container is read if it sets a password itself', async () => {
    const text = `Parameters:
  DBPassword: {Type: String, NoEcho: true, Default: ${LITERAL}}
  ServiceToken: {Type: String, Default: create}
Resources:
  Stack:
    Type: AWS::CloudFormation::Stack
    Properties:
      Parameters: {AppPassword: ${LITERAL}, OtherPassword: !Ref Password, UserSecret: "${LITERAL}1"}
  Database:
    Type: AWS::RDS::DBInstance
    Metadata: {Credentials: {S3Access2Creds: {type: S3}}}
    Properties:
      MasterUserPassword: ${LITERAL}
      Authentication: S3Access2Creds
      SecretKeyArn: !Sub 'arn:\${AWS::Partition}:kms:\${AWS::Region}:1'
      Access-Control-Allow-Credentials: "'true'"
`
    const found = await credentialsIn('stack.yaml', text)
    expect(found.map(one => one.replace(/ .* /, ' '))).toEqual([
      '2 DBPassword',
      '8 AppPassword',
      '8 UserSecret',
      '13 MasterUserPassword'
    ])
  })
})

test('CDK output: long forms of the same functions', async () => {
  const environment = [
    { Name: 'DB_PASSWORD', Value: LITERAL },
    { Name: 'A_PASSWORD', Value: { Ref: 'Password' } },
    { Name: 'B_URL', Value: { 'Fn::Join': ['', ['postgres://a:', { Ref: 'P' }, '@h/x']] } },
    { Name: 'C_URL', Value: { 'Fn::Sub': [`postgres://a:\${pw}@h/x`, { pw: LITERAL }] } }
  ]
  const properties = {
    ContainerDefinitions: [{ Name: 'a', Image: { Ref: 'Image' }, Environment: environment }]
  }
  const template = { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: properties } } }
  const found = await credentialsIn('cdk.out/App.template.json', JSON.stringify(template))
  expect(found).toEqual([
    `1 ${container}/Environment/0/Value DB_PASSWORD`,
    `1 ${container}/Environment/3/Value/Fn::Sub/0 C_URL`
  ])
})
