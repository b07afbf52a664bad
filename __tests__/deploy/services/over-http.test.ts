import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { connectAws } from '../../../src/aws/connect.ts'
import { systemClock } from '../../../src/clock.ts'
import { createServiceOnce, creationRequest } from '../../../src/deploy/carry-out/start-service.ts'
import { referencesView, withResolved } from '../../../src/deploy/prepare/service-definitions.ts'
import { prepareServiceDefinition } from '../../../src/deploy/services/definition.ts'
import {
  changedMembers,
  fixedDifferences,
  settingsFor,
  withSettings
} from '../../../src/deploy/services/settings.ts'
import { loadDocument } from '../../../src/files/document/load.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import { toJson } from '../../../src/files/document/tree.ts'
import type { JsonObject } from '../../../src/json.ts'
import { resolveReferences } from '../../../src/secrets/resolve.ts'
import { pointSdkAt } from '../../aws/endpoint.ts'
import { targets } from '../../conformance/targets.ts'
import { awsCli, hasAwsCli } from '../../sandbox/aws-cli.ts'
import { definition, scenarioWith } from '../../sandbox/world.ts'
import { skipLoudly } from '../../skips.ts'
import { type ServiceBench, startServiceBench } from './bench.ts'

const YAML = `
# how api begins
desiredCount: \${{ vars.COUNT }}
launchType: FARGATE
enableExecuteCommand: true
propagateTags: SERVICE
networkConfiguration:
  awsvpcConfiguration:
    subnets: [subnet-1, subnet-2]
    securityGroups: [sg-1]
deploymentConfiguration:
  deploymentCircuitBreaker: {enable: true, rollback: true}
serviceConnectConfiguration:
  enabled: true
  namespace: internal
  logConfiguration:
    logDriver: splunk
    options: {splunk-url: https://logs.example.com}
    secretOptions:
      - {name: splunk-token, valueFrom: 'secretsmanager:app/splunk'}
tags:
  - {key: service, value: '\${{ service.name }}'}
`

let bench: ServiceBench | undefined
afterEach(async () => {
  await bench?.end()
  bench = undefined
})

async function start(): Promise<ServiceBench> {
  const more = {
    secrets: [{ name: 'app/splunk', generate: 20 }],
    taskDefinitions: [definition('web'), definition('api')]
  }
  bench = await startServiceBench(scenarioWith({}, more))
  return bench
}

/** What plan does with a service definition: prepare, resolve. */
async function prepared(text: string, { directory }: Pick<ServiceBench, 'directory'>) {
  const { document } = await loadDocument('deploy/api-service.yml', text)
  if (!document) throw new Error('not read')
  const { root, problems } = await prepareServiceDefinition(document, {
    contexts: {
      github: {},
      env: {},
      vars: { COUNT: '2' },
      environment: {},
      service: { name: 'api', cluster: 'demo' },
      aws: { region: 'us-west-2' }
    },
    run: { service: 'api', cluster: 'demo', family: 'api' }
  })
  if (!root) throw new Error('not prepared')
  const resolution = await resolveReferences(
    [{ service: 'api', file: document.file, root: referencesView(root), place: placeFinder(document) }],
    { directory, region: 'us-west-2', partition: 'aws' }
  )
  const view = resolution.documents[0]?.root ?? root
  const members = toJson(withResolved(root, view)) as JsonObject
  return { members, problems: [...problems, ...resolution.problems], resolved: resolution.resolved }
}

describe('a service definition on the sandbox', () => {
  test('becomes a service that the AWS CLI reads as it was written, references resolved', async () => {
    const at = await start()
    const { members, problems, resolved } = await prepared(YAML, at)
    expect(problems).toEqual([])
    expect(resolved).toMatchObject([
      {
        written: 'secretsmanager:app/splunk',
        uses: [
          { field: 'secretOptions', name: 'splunk-token', file: 'deploy/api-service.yml', service: 'api' }
        ]
      }
    ])
    const taskDefinition = (await at.ecs.describeTaskDefinition('api'))?.arn ?? ''
    const request = creationRequest(withSettings(members, { enableECSManagedTags: true }), {
      cluster: 'demo',
      service: 'api',
      taskDefinition,
      run: '4711/1'
    })
    const state = await createServiceOnce(at.ecs, at.clock, request)
    // nothing of it differs from what it was made of
    expect(changedMembers(settingsFor(members, {}, 'ECS'), state.raw)).toEqual({})
    expect(fixedDifferences(members, state.raw)).toEqual([])
    at.sandbox.advance(300_000)
    if (!hasAwsCli) return skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
    const read = await awsCli(at.sandbox.url)(
      'ecs describe-services --cluster demo --services api --include TAGS'
    )
    expect(read).toMatchObject({
      services: [
        {
          serviceName: 'api',
          status: 'ACTIVE',
          taskDefinition,
          desiredCount: 2,
          runningCount: 2,
          launchType: 'FARGATE',
          enableExecuteCommand: true,
          enableECSManagedTags: true,
          propagateTags: 'SERVICE',
          networkConfiguration: {
            awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] }
          },
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
          deployments: [
            {
              status: 'PRIMARY',
              rolloutState: 'COMPLETED',
              serviceConnectConfiguration: {
                logConfiguration: {
                  secretOptions: [
                    {
                      name: 'splunk-token',
                      valueFrom: expect.stringMatching(
                        /^arn:aws:secretsmanager:us-west-2:\d{12}:secret:app\/splunk-\w{6}$/
                      )
                    }
                  ]
                }
              }
            }
          ],
          tags: [{ key: 'service', value: 'api' }]
        }
      ],
      failures: []
    })
  })

  test('with a reference to nothing is refused with a place, before anything is created', async () => {
    const at = await start()
    const { problems } = await prepared(YAML.replace('app/splunk', 'app/none'), at)
    expect(problems).toMatchObject([
      {
        code: 'secret-not-found',
        message: expect.stringMatching(/^log option splunk-token: there is no secret/),
        place: { file: 'deploy/api-service.yml', line: 20 }
      }
    ])
    expect(at.count('CreateService')).toBe(0)
  })
})

/** The same calls on a server that this project did not write: its parser takes our requests. */
describe.each(targets)('the requests on $name', target => {
  if (target.missing !== undefined) {
    skipLoudly(target.missing)
    return
  }
  test('create a service and change its settings', async () => {
    const { url, stop } = await target.start()
    try {
      pointSdkAt(url)
      const region = 'us-west-2'
      const client = new ECSClient({
        region,
        endpoint: url,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' }
      })
      await client.send(new CreateClusterCommand({ clusterName: 'demo' }))
      client.destroy()
      const { ecs } = connectAws({ region, environment: process.env, clock: systemClock })
      const live = await ecs.registerTaskDefinition({
        family: 'api',
        containerDefinitions: [{ name: 'app', image: 'app:1', memory: 64 }]
      })
      const members = {
        desiredCount: 1,
        launchType: 'EC2',
        enableExecuteCommand: false,
        deploymentConfiguration: { maximumPercent: 150, minimumHealthyPercent: 50 },
        tags: [{ key: 'team', value: 'trading' }]
      }
      const run = { cluster: 'demo', service: 'api', taskDefinition: live.arn, run: '1' }
      const created = await createServiceOnce(ecs, systemClock, creationRequest(members, run))
      expect(created).toMatchObject({
        service: 'api',
        status: 'ACTIVE',
        taskDefinition: live.arn,
        desiredCount: 1
      })
      // moto forgets the deployment configuration of a creation
      const forgotten = target.name === 'moto' ? ['deploymentConfiguration'] : []
      const wanted = settingsFor(members, {}, 'ECS')
      expect(Object.keys(changedMembers(wanted, created.raw))).toEqual(forgotten)
      const updated = await ecs.updateService({
        cluster: 'demo',
        service: 'api',
        taskDefinition: live.arn,
        members: {
          propagateTags: 'SERVICE',
          deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 }
        }
      })
      expect(updated.raw).toMatchObject({
        // ministack leaves it as it was
        propagateTags: target.name === 'ministack' ? 'NONE' : 'SERVICE',
        deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 }
      })
    } finally {
      await stop()
    }
  })
})
