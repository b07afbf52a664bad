import { describe, expect, test } from '@jest/globals'
import {
  codeDeployUrl,
  consoleLinks,
  definitionUrl,
  linksToText,
  logGroupUrl,
  serviceUrl
} from '../../src/report/links.ts'
import { textToMarkdown } from '../../src/report/markdown.ts'
import { aDefinition, aResult, HOSTILE } from './rollouts.ts'

const arn = (partition: string, region: string) =>
  `arn:${partition}:ecs:${region}:123456789012:task-definition/web:8`

describe('pages of the console', () => {
  test.each([
    ['aws', 'us-west-2', 'us-west-2.console.aws.amazon.com'],
    ['aws-cn', 'cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['aws-eusc', 'eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu']
  ])('%s', (partition, region, host) => {
    const taskDefinitionArn = arn(partition, region)
    expect(serviceUrl(aResult({ region, taskDefinitionArn }))).toBe(
      `https://${host}/ecs/v2/clusters/demo/services/web/deployments?region=${region}`
    )
    expect(definitionUrl(taskDefinitionArn)).toBe(
      `https://${host}/ecs/v2/task-definitions/web/8/containers?region=${region}`
    )
    // without an ARN the region says it
    expect(logGroupUrl(region, '/ecs/web')).toBe(
      `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/$252Fecs$252Fweb`
    )
    expect(codeDeployUrl(region, 'd-ABCDEF123')).toBe(
      `https://${host}/codesuite/codedeploy/deployments/d-ABCDEF123?region=${region}`
    )
  })

  test.each([
    ['aws-iso', 'us-iso-east-1'],
    ['aws-of-tomorrow', 'us-west-2'],
    ['aws', 'us-west-2.evil.test/'],
    ['aws', '']
  ])('none for %s in "%s"', (partition, region) => {
    expect(serviceUrl(aResult({ region, taskDefinitionArn: arn(partition, region) }))).toBeUndefined()
    expect(codeDeployUrl(partition === 'aws-of-tomorrow' ? 'mars-1' : region, 'd-A')).toBeUndefined()
  })

  test('a cluster may be an ARN; without cluster there is no page', () => {
    const cluster = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
    expect(serviceUrl(aResult({ cluster }))).toContain('/clusters/demo/services/web/')
    expect(serviceUrl(aResult({ cluster: '' }))).toBeUndefined()
    expect(definitionUrl('web:8')).toBeUndefined()
  })

  test('for a service: deployments, revision, CodeDeploy, its log groups', () => {
    const definition = aDefinition().definition
    expect(consoleLinks(aResult({ deploymentId: 'd-ABC123' }), definition).map(({ title }) => title)).toEqual(
      ['deployments', 'web:8', 'CodeDeploy d-ABC123', 'logs /ecs/web']
    )
    expect(consoleLinks(aResult()).map(({ title }) => title)).toEqual(['deployments', 'web:8'])
  })

  test.each<[string, object]>([
    ['another driver', { logDriver: 'splunk', options: { 'awslogs-group': '/ecs/web' } }],
    ['no options', { logDriver: 'awslogs' }],
    ['what is no log group', { logDriver: 'awslogs', options: { 'awslogs-group': 'a b' } }],
    ['what is no text', { logDriver: 'awslogs', options: { 'awslogs-group': 7 } }]
  ])('no log group of %s', (_, logConfiguration) => {
    const definition = { containerDefinitions: [{ logConfiguration }] } as Parameters<typeof consoleLinks>[1]
    expect(consoleLinks(aResult(), definition)).toHaveLength(2)
  })

  test('a log group in another region, once', () => {
    const options = { 'awslogs-group': 'g', 'awslogs-region': 'eu-west-1' }
    const container = { logConfiguration: { logDriver: 'awslogs', options } }
    const links = consoleLinks(aResult(), { containerDefinitions: [container, container] })
    expect(links.slice(2)).toEqual([
      {
        title: 'logs g',
        url: 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/g'
      }
    ])
  })

  test('no name can leave the link', () => {
    const url = serviceUrl(
      aResult({ service: HOSTILE, cluster: 'a)b (c)~*', taskDefinitionArn: arn('aws', 'x') })
    )
    expect(url).toMatch(/^https:\/\/us-west-2\.console\.aws\.amazon\.com\/[\w/%.-]+\?region=us-west-2$/)
    expect(textToMarkdown([{ link: HOSTILE, url: url ?? '' }])).toMatch(/^\[[^\n]*\]\(https:[^()\s]+\)$/)
    expect(serviceUrl(aResult({ service: '\ud800' }))).toContain('/services/%EF%BF%BD/')
  })

  test('a line of log for each service that did not succeed', () => {
    const results = [
      aResult(),
      aResult({ service: 'worker', outcome: 'rolled-back' }),
      aResult({ service: 'never', outcome: 'not-started' }),
      aResult({ service: 'nowhere', cluster: '', outcome: 'failed' })
    ]
    expect(linksToText(results)).toEqual([
      'worker: https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/demo/services/worker/deployments?region=us-west-2'
    ])
  })
})
