import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { blockAfter } from '../pages.ts'
import { skipLoudly } from '../skips.ts'
import { ACT, endActs, type Played, play, type Scene } from './act.ts'

// Whole workflows, as a reader copies them, by a runner that was not made here. On GitHub's own runners only the
// machine is another one.

afterEach(endActs)
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

const marked = (file: string, mark: string) => blockAfter(file, `<!-- workflow: ${mark} -->`)
const example = (name: string) => readFileSync(`examples/ops-pipeline/workflows/${name}.yml`, 'utf8')

const FAMILY = 'trade-stream'
const ROLE = 'arn:aws:iam::123456789012:role/example'
const definition = (tag: string) => ({
  family: FAMILY,
  containerDefinitions: [{ name: 'app', image: `example/${FAMILY}:${tag}`, memory: 64 }],
  executionRoleArn: ROLE
})
const FILE = `deploy/${FAMILY}-task-definition.json`
const SCENE: Scene = {
  files: { [FILE]: JSON.stringify(definition('${{ vars.IMAGE_TAG || github.sha }}')) },
  scenario: {
    region: 'us-west-2',
    clusters: ['ops-pipeline-cluster'],
    roles: [{ name: 'example' }],
    taskDefinitions: [definition('0')],
    services: [
      { cluster: 'ops-pipeline-cluster', serviceName: FAMILY, taskDefinition: `${FAMILY}:1`, desiredCount: 1 }
    ]
  },
  vars: { AWS_DEPLOY_ROLE: ROLE, AWS_CONTINUE_ROLE: ROLE, ECR_REGISTRY: 'registry.example', IMAGE_TAG: '7' }
}

const updates = ({ sandbox }: Played) =>
  sandbox
    .requests()
    .filter(({ operation }) => operation === 'UpdateService')
    .map(({ body }) => /[^/]*$/.exec(String((body as Record<string, unknown>)['taskDefinition']))?.[0])

async function good(workflow: string, scene: Scene = SCENE): Promise<Played> {
  const played = await play(workflow, scene)
  if (played.code !== 0) throw new Error(played.out)
  return played
}

/** A server that answers as it is told, and remembers what it was asked. */
async function serve(answer: (body: string) => readonly [number, string]) {
  const asked: { readonly target: string; readonly body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (data: Uint8Array) => (body += String(data)))
    request.on('end', () => {
      asked.push({ target: String(request.headers['x-amz-target'] ?? ''), body })
      const [status, text] = answer(body)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(text)
    })
  })
  servers.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

if (ACT === undefined)
  skipLoudly('needs act: GOBIN=$PWD/.ci/bin go install github.com/nektos/act@v0.2.89, or its path as ACT')
else {
  describe('the workflows to copy', () => {
    test.each([
      ['examples: check', example('check-pull-request')],
      ['docs/workflows.md: check', blockAfter('docs/workflows.md', '## Check pull requests')]
    ])('%s', async (_, workflow) => {
      const event = { name: 'pull_request' } as const
      const { out, sandbox, left } = await good(workflow, { ...SCENE, event })
      expect(out).toContain('1 file checked: no plaintext credentials found.')
      expect(sandbox.requests()).toEqual([])
      expect(left('artifacts/check-report/report.html')).toContain('no plaintext credentials found')
    })

    test('docs/workflows.md: a deploy that fails keeps its report, too', async () => {
      const behaviours = [{ taskDefinition: `${FAMILY}:2`, exitAfter: '5s', exitCode: 1 }]
      const scenario = { ...SCENE.scenario, behaviours }
      const { code, left } = await play(blockAfter('docs/workflows.md', '## Deploy on push to main'), {
        ...SCENE,
        scenario
      })
      expect(code).toBe(1)
      expect(left('artifacts/deploy-report/report.html')).toContain('exited with 1')
    })

    test.each([
      ['examples: deploy', example('deploy-on-push')],
      ['docs/workflows.md: deploy', blockAfter('docs/workflows.md', '## Deploy on push to main')]
    ])('%s', async (_, workflow) => {
      expect(updates(await good(workflow))).toEqual(['trade-stream:2'])
    })

    test('examples: one service by hand, planned', async () => {
      const inputs = { service: FAMILY, mode: 'plan', 'image-tag': '8' }
      const played = await good(example('deploy-one-service'), {
        ...SCENE,
        event: { name: 'workflow_dispatch', inputs }
      })
      expect(played.out).toContain('1 service to update; nothing was changed.')
      expect(updates(played)).toEqual([])
    })
  })

  describe('around a deploy', () => {
    const smoke = marked('docs/operate.md', 'smoke-test')
    test.each([
      [200, 0, ['trade-stream:2']],
      [500, 1, ['trade-stream:2', 'trade-stream:1']]
    ])('a smoke test that is answered with %d', async (status, code, revisions) => {
      const { url } = await serve(() => [status, ''])
      // curl waits between its tries, and 500 is one that it repeats
      const workflow = smoke.replace('--retry 5', '--retry 0')
      const played = await play(workflow, { ...SCENE, vars: { ...SCENE.vars, SMOKE_TEST_URL: url } })
      expect({ code: played.code, revisions: updates(played) }).toEqual({ code, revisions })
    })

    test('a smoke test after a deploy that changed nothing takes nothing back', async () => {
      const { url } = await serve(() => [404, ''])
      const vars = { ...SCENE.vars, IMAGE_TAG: '0', SMOKE_TEST_URL: url }
      const played = await play(smoke, { ...SCENE, vars })
      expect({ code: played.code, revisions: updates(played) }).toEqual({ code: 1, revisions: [] })
    })

    test.each([
      ['succeeded', {}],
      ['rolled-back', { behaviours: [{ taskDefinition: `${FAMILY}:2`, exitAfter: '5s', exitCode: 1 }] }]
    ])('a message about a deploy that %s', async (outcome, more) => {
      const [service] = (SCENE.scenario as { services: object[] }).services
      const breaker = { ...service, circuitBreaker: { enable: true, rollback: true } }
      const played = await play(marked('docs/operate.md', 'message'), {
        ...SCENE,
        scenario: { ...SCENE.scenario, services: [breaker], ...more },
        secrets: { SLACK_WEBHOOK_URL: 'https://hooks.example.com' }
      })
      expect(JSON.parse(played.left('slack'))).toEqual({
        text: expect.stringMatching(new RegExp(`^trade-stream: ${outcome}\\. .*/actions/runs/\\d+$`))
      })
    })

    test('auto scaling is suspended, and taken up again after a deploy that fails', async () => {
      const scaling = await serve(() => [200, '{}'])
      const played = await play(marked('docs/operate.md', 'auto-scaling'), {
        ...SCENE,
        files: { [FILE]: '{' },
        env: { AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: scaling.url }
      })
      expect(played.code).toBe(1)
      const state = (suspended: boolean) => ({
        ServiceNamespace: 'ecs',
        ResourceId: 'service/ops-pipeline-cluster/trade-stream',
        ScalableDimension: 'ecs:service:DesiredCount',
        SuspendedState: {
          DynamicScalingInSuspended: suspended,
          DynamicScalingOutSuspended: suspended,
          ScheduledScalingSuspended: suspended
        }
      })
      expect(scaling.asked.map(({ target, body }) => [target, JSON.parse(body)])).toEqual([
        ['AnyScaleFrontendService.RegisterScalableTarget', state(true)],
        ['AnyScaleFrontendService.RegisterScalableTarget', state(false)]
      ])
    })
  })

  test('docs/operate.md: a canary stops at its hook, and goes on in the second job', async () => {
    const [service] = (SCENE.scenario as { services: object[] }).services
    const hook = blockAfter('docs/operate.md', '### The hook')
    const canary = { ...service, deploymentConfiguration: JSON.parse(hook) as object }
    const played = await good(blockAfter('docs/operate.md', '## The workflow'), {
      ...SCENE,
      scenario: { ...SCENE.scenario, services: [canary] }
    })
    const operations = played.sandbox.requests().map(({ operation }) => operation)
    expect(operations.filter(one => /^(?:Update|Continue)/.test(one))).toEqual([
      'UpdateService',
      'ContinueServiceDeployment'
    ])
  })
}
