import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

const template = (secret: string) => `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: a, Image: "a:1"}]
  S:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '${secret}'
        GenerateStringKey: shop_salt
`

const json = (secret: string) =>
  JSON.stringify(
    {
      Resources: {
        T: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { ContainerDefinitions: [{ Name: 'a', Image: 'a' }] }
        },
        S: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: {
            GenerateSecretString: { GenerateStringKey: 'password', SecretStringTemplate: secret }
          }
        }
      }
    },
    undefined,
    1
  )

describe('what a template has for a key that AWS generates', () => {
  test.each<[string, string, string]>([
    ['in YAML', 'a.yml', template('{"shop_salt":"seed"}')],
    ['in JSON', 'a.json', json('{"username": "shop", "password": "seed"}')]
  ])('is never used %s', async (_, file, text) => {
    expect((await checked(file, text)).found).toEqual([])
  })

  test.each<[string, string, string]>([
    ['in YAML', 'a.yml', template(`{"user":"shop","password":"${LITERAL}"}`)],
    ['in JSON', 'a.json', json(`{"password": "seed", "api_key": "${LITERAL}"}`)]
  ])('hides no other key %s', async (_, file, text) => {
    expect((await checked(file, text)).found).toHaveLength(1)
  })
})
