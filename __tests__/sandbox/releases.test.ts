import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand
} from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, scenarioWith, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const IMAGE = '123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:latest'

const ROLE = 'arn:aws:iam::123456789012:role/demo'

async function digests(): Promise<string[]> {
  const { taskArns = [] } = await bench.ecs.send(
    new ListTasksCommand({ cluster: 'demo', serviceName: 'web' })
  )
  const { tasks = [] } = await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: taskArns }))
  return tasks.map(task => String(task.containers?.[0]?.imageDigest))
}

async function tagged(): Promise<string> {
  const ecr = new ECRClient({
    endpoint: bench.sandbox.url,
    region: 'us-west-2',
    credentials: { accessKeyId: 'key', secretAccessKey: 'none' }
  })
  const answer = await ecr.send(
    new DescribeImagesCommand({ repositoryName: 'team/app', imageIds: [{ imageTag: 'latest' }] })
  )
  ecr.destroy()
  return String(answer.imageDetails?.[0]?.imageDigest)
}

describe('a tag that moves', () => {
  const images = [
    { repository: 'team/app', tags: ['latest'], content: 'old' },
    { repository: 'team/app', tags: ['next'], content: 'new' }
  ]
  const manifest = JSON.stringify({ schemaVersion: 2, layers: [{ size: 3 }] })

  test('changes nothing in what runs or is replaced, and everything in the next deployment', async () => {
    const containers = [{ name: 'app', image: IMAGE }]
    const scenario = scenarioWith(
      { taskDefinition: 'moving:1' },
      {
        images,
        roles: [{ name: 'demo' }],
        taskDefinitions: [definition('moving', { containerDefinitions: containers, executionRoleArn: ROLE })]
      }
    )
    bench = await startBench(scenario)
    const old = await tagged()
    expect(await digests()).toEqual([old, old])
    const moved = {
      action: 'put-image',
      repositoryName: 'team/app',
      imageTag: 'latest',
      imageManifest: manifest
    }
    expect((await bench.admin('POST', 'schedule', moved)).status).toBe(200)
    const now = await tagged()
    expect(now).not.toBe(old)
    await bench.update({ desiredCount: 3 })
    bench.after(120)
    expect(await digests()).toEqual([old, old, old])
    await bench.update({ forceNewDeployment: true })
    bench.after(300)
    expect(await digests()).toEqual([now, now, now])
    const revision = String((await bench.service()).currentServiceRevisions?.[0]?.arn)
    const { serviceRevisions } = await bench.ecs.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revision] })
    )
    expect(serviceRevisions?.[0]?.containerImages).toEqual([
      { containerName: 'app', image: IMAGE, imageDigest: now }
    ])
  })

  test('an image of another registry has a digest of its text', async () => {
    bench = await startBench(scenarioWith())
    expect(new Set(await digests()).size).toBe(1)
    expect((await digests())[0]).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

describe('earlier deployments', () => {
  const history = [
    { taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '3d' },
    { taskDefinition: 'web:2', status: 'ROLLBACK_SUCCESSFUL', age: '1d' }
  ]

  test('have records with how each ended, and where it was rolled back to', async () => {
    bench = await startBench(scenarioWith({ history }))
    const { serviceDeployments = [] } = await bench.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'demo', service: 'web' })
    )
    expect(serviceDeployments.map(one => one.status)).toEqual([
      'SUCCESSFUL',
      'ROLLBACK_SUCCESSFUL',
      'SUCCESSFUL'
    ])
    const [, left, first] = serviceDeployments
    const { serviceDeployments: full } = await bench.ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [String(left?.serviceDeploymentArn)] })
    )
    expect(full?.[0]?.rollback?.serviceRevisionArn).toBe(first?.targetServiceRevisionArn)
    const { serviceRevisions } = await bench.ecs.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [String(left?.targetServiceRevisionArn)] })
    )
    expect(serviceRevisions?.[0]?.taskDefinition).toContain('web:2')
    expect(Number(left?.finishedAt?.getTime())).toBe(bench.sandbox.now() - 86_400_000)
  })
})
