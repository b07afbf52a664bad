import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr'
import { afterEach, describe, expect, test } from '@jest/globals'
import { scenario, template } from './scenario.ts'
import { makeWorld, resultsOf, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'

/** Cluster demo with the service web, which runs this image. */
async function prepare(image: string, more: object = {}): Promise<void> {
  world = await makeWorld(
    scenario({
      images: [{ repository: 'shop', tags: ['latest', 'v2'], platforms: ['linux/amd64'] }],
      ...more
    })
  )
  world.workspace.write('deploy/web.json', template('web').replace('demo/web:${{ vars.TAG }}', image))
  expect((await world.deploy({ variables: '' })).code).toBe(0)
}

const again = (inputs: Readonly<Record<string, string>> = {}) => world.deploy({ variables: '', ...inputs })
const updates = () => world.count('UpdateService')

/** Somebody pushes another image under the tag. */
async function push(tag: string): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new ECRClient({ endpoint: world.sandbox.url, region: 'us-west-2', credentials })
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7,
      digest: 'sha256:made-up'
    },
    layers: []
  })
  await client.send(new PutImageCommand({ repositoryName: 'shop', imageTag: tag, imageManifest }))
  client.destroy()
}

describe('the same tag, moved', () => {
  test.each(['latest', 'v2'])('%s: a new deployment with that reason, once', async tag => {
    await prepare(`${REGISTRY}/shop:${tag}`)
    expect(resultsOf(await again())).toMatchObject([{ outcome: 'unchanged' }])
    await push(tag)
    const planned = await again({ mode: 'plan' })
    expect(planned.stdout).toContain(
      `new deployment of the same revision (${REGISTRY}/shop:${tag} has moved)`
    )
    const run = await again()
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ outcome: 'succeeded' }]
    })
    expect(world.count('RegisterTaskDefinition')).toBe(1)
    expect(resultsOf(await again())).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('an index, of which a task shows the one or the other digest', async () => {
    await prepare(`${REGISTRY}/shop:latest`, {
      images: [{ repository: 'shop', tags: ['latest'], platforms: ['linux/amd64', 'linux/arm64'] }]
    })
    expect(resultsOf(await again())).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('at most three requests more, and none by digest', async () => {
    await prepare(`${REGISTRY}/shop:v2`)
    const before = world.operations().length
    await again()
    const asked = world.operations().slice(before)
    expect(asked.filter(name => /Image|Tasks/.test(name)).sort()).toEqual([
      'DescribeImages',
      'DescribeTasks',
      'ListTasks'
    ])
  })
})

describe('a service of CodeDeploy', () => {
  /** The same service behind CodeDeploy; `container` is merged into its template. */
  async function prepareCodeDeploy(image: string, more: object = {}): Promise<void> {
    const [service] = (scenario() as { services: object[] }).services
    world = await makeWorld(
      scenario({
        images: [{ repository: 'shop', tags: ['latest', 'v2'], platforms: ['linux/amd64'] }],
        services: [{ ...service, deploymentController: 'CODE_DEPLOY' }],
        codedeploy: [{ cluster: 'demo', service: 'web' }],
        ...more
      })
    )
    const ports = { portMappings: [{ containerPort: 80 }] }
    world.workspace.write(
      'deploy/web.json',
      template('web', ports).replace('demo/web:${{ vars.TAG }}', image)
    )
    expect((await world.deploy({ variables: '' })).code).toBe(0)
  }
  const deployments = () => world.count('CreateDeployment')

  test.each(['latest', 'v2'])('%s that has moved: a new deployment with that reason, once', async tag => {
    await prepareCodeDeploy(`${REGISTRY}/shop:${tag}`)
    expect([resultsOf(await again()), deployments()]).toMatchObject([[{ outcome: 'unchanged' }], 1])
    await push(tag)
    expect((await again({ mode: 'plan' })).stdout).toContain(`${REGISTRY}/shop:${tag} has moved`)
    expect([resultsOf(await again()), deployments()]).toMatchObject([[{ outcome: 'succeeded' }], 2])
    expect([resultsOf(await again()), deployments()]).toMatchObject([[{ outcome: 'unchanged' }], 2])
    expect(world.count('RegisterTaskDefinition')).toBe(1)
  })

  test('one of another registry that may have moved is deployed, one of a version stays', async () => {
    await prepareCodeDeploy('nginx:latest')
    expect([resultsOf(await again()), deployments()]).toMatchObject([[{ outcome: 'succeeded' }], 2])
    world.workspace.write(
      'deploy/web.json',
      template('web', { portMappings: [{ containerPort: 80 }] }).replace(
        'demo/web:${{ vars.TAG }}',
        'nginx:1.27'
      )
    )
    expect([resultsOf(await again()), deployments()]).toMatchObject([[{ outcome: 'succeeded' }], 3])
    const run = await again()
    expect([resultsOf(run), deployments()]).toMatchObject([[{ outcome: 'unchanged' }], 3])
    expect(run.stdout).toContain(
      'Unchanged as text; whether the tag has moved is not verified: web: nginx:1.27'
    )
  })
})

describe('a tag that cannot be verified', () => {
  test.each(['nginx:latest', 'nginx', 'nginx:stable'])('%s: deployed anyway, saying why', async image => {
    await prepare(image)
    const before = updates()
    const run = await again()
    expect({ code: run.code, updates: updates() - before }).toEqual({ code: 0, updates: 1 })
    expect(run.stdout).toContain(`(${image} may have moved; registry not checked)`)
  })

  test.each(['nginx:1.27', 'example/app:c0ffee1'])(
    '%s: unchanged as text, a warning with the way out',
    async image => {
      await prepare(image)
      const before = updates()
      const run = await again()
      expect({ code: run.code, updates: updates() - before }).toEqual({ code: 0, updates: 0 })
      expect(run.stdout).toMatch(
        /^::warning.*::Unchanged as text; whether the tag has moved is not verified: web: /m
      )
      expect(run.summary).toContain('force-new-deployment: true')
      expect((await again({ 'force-new-deployment': 'true' })).stdout).not.toContain('Unchanged as text')
    }
  )

  test('a digest needs none of it', async () => {
    await prepare(`nginx@sha256:${'0'.repeat(64)}`)
    const before = world.operations().length
    const run = await again()
    expect(resultsOf(run)).toMatchObject([{ outcome: 'unchanged' }])
    expect(run.stdout).not.toMatch(/not verified|moved/)
    expect(
      world
        .operations()
        .slice(before)
        .filter(name => /Image|Tasks/.test(name))
    ).toEqual([])
  })

  test.each(['ecr:DescribeImages', 'ecs:ListTasks'])('without %s it is said', async action => {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: action, Resource: '*' }
    ]
    await prepare(`${REGISTRY}/shop:v2`, { callers: { test: { Version: '2012-10-17', Statement } } })
    const run = await again()
    expect(run.code).toBe(0)
    expect(run.stdout).toContain(`web: ${REGISTRY}/shop:v2 (${action} is not allowed)`)
  })
})
