import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

/** A template that is no valid YAML at its end. */
const template = (environment: string, before = '', after = '') => `AWSTemplateFormatVersion: '2010-09-09'
${before}Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: app:1
          Environment:
${environment}${after}  Bad: "a
    - : : x
`

const variable = (value: string) => `            - Name: DB_PASSWORD
              Value: ${value}
`

const labels = (label: string) => `Metadata:
  AWS::CloudFormation::Interface:
    ParameterLabels:
      GitHubToken:
        default: ${label}
      DBPassword: # what the console shows
        default: Database Password
`

const lambda = (line: string) => `  F:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        ZipFile: |
          const AWS = require('aws-sdk');
          ${line}
`

const JOINED = `!Join
                - ''
                - - '{{resolve:secretsmanager:'
                  - Fn::ImportValue: !Join [':', [!Ref 'Stack', 'Secret']]
                  - ':SecretString:password}}'`

const KNOWN = `!Join
                - ''
                - - ${LITERAL}
                  - !Ref Stack`

const HANDS_ON = `const token = event.headers['authorization'] || event.queryStringParameters.token;
          const data = { Password: password, SecretKey: creds.get('key'), "token": token, 'x-api-key': apiKey };
          token = event['ResourceProperties']['Token']
          if not token: raise Exception('Token is missing')`

describe('a template that is read by its lines', () => {
  test.each<[string, string]>([
    ['a function over several lines', template(variable(JOINED))],
    [
      'a function after a name without a dash',
      template('            Name: DB_PASSWORD,\n            Value: !Join\n')
    ],
    ['the long form of a function', template(variable("\n                Fn::Sub: '${Stack}-x'"))],
    ['a function with a reference', template(variable("!Join ['', ['{{resolve:ssm:', !Ref P, '}}']]"))],
    ['labels of parameters', template(variable('!Ref P'), labels('Personal Token'))],
    ['labels with numbers', template(variable('!Ref P'), labels("'Token (40 characters)'"))],
    [
      'an object that a program makes',
      template(variable('!Ref P'), '', lambda("var creds = new AWS.EnvironmentCredentials('AWS');"))
    ],
    [
      'a function in a mapping on one line',
      template("            - {Name: DB_PASSWORD, Value: !Sub '{{resolve:ssm:${P}}}'}\n")
    ],
    ['a program that hands values on', template(variable('!Ref P'), '', lambda(HANDS_ON))],
    [
      'the output of a command',
      template(
        '            - {Name: A, Value: b}\n          # export API_TOKEN=`aws ssm get-parameter --name x`\n'
      )
    ]
  ])('has no credential in %s', async (_, text) => {
    expect((await checked('a.yml', text)).found).toEqual([])
  })

  test.each<[string, string]>([
    ['a function over several lines', template(variable(KNOWN))],
    ['the long form of a function', template(variable(`\n                Fn::Sub: '${LITERAL}'`))],
    ['a value', template(variable(LITERAL), labels('Personal Token'))],
    ['the place of a label', template(variable('!Ref P'), labels(LITERAL))],
    [
      'the default of a parameter',
      template(
        variable('!Ref P'),
        `${labels('Personal Token')}Parameters:\n  DBPassword:\n    Default: ${LITERAL}\n`
      )
    ],
    [
      'a program beside an object that it makes',
      template(
        variable('!Ref P'),
        '',
        lambda(`var creds = new AWS.Credentials('A'), password = '${LITERAL}';`)
      )
    ],
    [
      'a function in a mapping on one line',
      template(`            - {Name: DB_PASSWORD, Value: !Sub '${LITERAL}'}\n`)
    ],
    [
      'a program',
      template(variable('!Ref P'), '', lambda(`connect({ password: '${LITERAL}', user: 'app' });`))
    ],
    [
      'a variable behind a program',
      template(
        variable('!Ref P'),
        '',
        `${lambda(HANDS_ON)}      Environment: {Variables: {API_TOKEN: ${LITERAL}}}\n`
      )
    ]
  ])('has the credential in %s', async (_, text) => {
    expect((await checked('a.yml', text)).found).not.toEqual([])
  })
})

const tagged = (tag: string) => `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: a, Image: "a:1"}]}
  S:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: a, Tags: [${tag}]}
`

describe('the tags of a resource', () => {
  test.each(['{Key: secret, Value: db}', '{Key: token, Value: orders-2}', '{Key: api-key, Value: shop}'])(
    'say what it is for: %s',
    async tag => {
      expect((await checked('a.yml', tagged(tag))).found).toEqual([])
    }
  )

  test.each([
    `{Key: secret, Value: ${LITERAL}}`,
    '{Key: password, Value: swordfish}',
    `{Key: token, Value: ${LITERAL}}`,
    `{Key: api-key, Value: '${LITERAL}-x'}`
  ])('may be a credential: %s', async tag => {
    expect((await checked('a.yml', tagged(tag))).found).not.toEqual([])
  })
})
