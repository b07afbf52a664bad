import { afterEach, expect, test } from '@jest/globals'
import { blockAfter } from '../pages.ts'
import { skipLoudly } from '../skips.ts'
import { ACT, endActs, type Played, play, type Scene } from './act.ts'

// The reusable workflows, called as docs/workflows.md calls them. What act has not: permissions, concurrency,
// the GitHub environment of a job with its rules, `job.workflow_repository`; these, forks and audits are looked at in
// __tests__/bundle/reusable-workflows.test.ts.

afterEach(endActs)

const callerOf = (mark: string) => blockAfter('docs/workflows.md', `<!-- caller-${mark} -->`)

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`
const definition = (family: string, tag = '${{ vars.TAG }}') => ({
  family,
  executionRoleArn: role('execution'),
  containerDefinitions: [
    {
      ...{ name: 'app', image: `example/${family}:${tag}`, memory: 64 },
      environment: [{ name: 'GREETING', value: '${{ vars.GREETING }}' }]
    }
  ]
})
const service = (name: string, taskDefinition = name) => ({
  cluster: 'ops-pipeline-cluster',
  serviceName: name,
  taskDefinition,
  desiredCount: 1
})
const NAMES = ['app', 'worker']
const SCENE: Scene = {
  files: Object.fromEntries(
    NAMES.map(name => [`deploy/${name}-task-definition.json`, JSON.stringify(definition(name))])
  ),
  scenario: {
    region: 'us-west-2',
    clusters: ['ops-pipeline-cluster'],
    roles: [{ name: 'execution' }],
    taskDefinitions: NAMES.map(name => definition(name, '0')),
    services: NAMES.map(name => service(name))
  },
  vars: {
    ...{ AWS_PLAN_ROLE: role('plan'), AWS_DEPLOY_ROLE: role('deploy'), AWS_AUDIT_ROLE: role('audit') },
    ...{ TAG: '7', GREETING: 'of the variables' }
  }
}

const bodies = ({ sandbox }: Played, operation: string) =>
  sandbox
    .requests()
    .flatMap(one => (one.operation === operation ? [one.body as Record<string, unknown>] : []))
const updated = (played: Played) =>
  bodies(played, 'UpdateService')
    .map(({ taskDefinition }) => /[^/]*$/.exec(String(taskDefinition))?.[0])
    .toSorted()
async function good(workflow: string, scene: Partial<Scene> = {}): Promise<Played> {
  const played = await play(workflow, { ...SCENE, ...scene })
  if (played.code !== 0) throw new Error(played.out)
  return played
}

/** A job after the others, which leaves an output of a called workflow. */
const then = (job: string, output: string) => `
  after:
    needs: ${job}
    runs-on: ubuntu-latest
    steps:
      - env:
          OUTPUT: \${{ needs.${job}.outputs.${output} }}
        run: printf '%s' "$OUTPUT" > "$LEFT/output"
`

if (ACT === undefined) skipLoudly('needs act, as __tests__/act/workflows-in-act.whole.test.ts says')
else {
  const pullRequest = {
    name: 'pull_request' as const,
    payload: { pull_request: { number: 7, head: { repo: { full_name: 'example/shop' } } } }
  }
  test('pull request: check and plan', async () => {
    const played = await good(callerOf('pull-request') + then('plan', 'plan'), {
      event: pullRequest
    })
    expect(played.out).toContain('2 files checked: no plaintext credentials found.')
    expect(played.left('credentials')).toBe(`${role('plan')} us-west-2\n`)
    expect(played.artifacts()).toEqual(['check-report', 'plan-report'])
    expect(JSON.parse(played.left('output'))).toMatchObject({
      services: [{ service: 'app' }, { service: 'worker' }]
    })
    expect(updated(played)).toEqual([])
  })

  test('deploy: as the page has it', async () => {
    const played = await good(callerOf('deploy') + then('deploy', 'results'))
    expect(updated(played)).toEqual(['app:2', 'worker:2'])
    const report = played.left('artifacts/deploy-report-production/ecs-sealed-deploy-report.html')
    expect(report).toContain('2 services deployed')
    expect(played.left('credentials')).toBe(`${role('deploy')} us-west-2\n`)
    expect(JSON.parse(played.left('output'))).toMatchObject(
      NAMES.map(name => ({ service: name, outcome: 'succeeded' }))
    )
  })

  const GREETING = `it's "100 %" of $HOME; \`ls\` & more`
  test('deploy: inputs with spaces, quotes and lines', async () => {
    const inputs = `      service: " app, worker "
      image: |
        app=registry.example/one:\${{ github.sha }}
      variables: |
        GREETING=${GREETING}
        TAG=8
`
    await good(callerOf('deploy') + inputs + then('deploy', 'task-definition-arn')).then(played => {
      const registered = bodies(played, 'RegisterTaskDefinition').map(body => body['containerDefinitions'])
      const container = {
        image: expect.stringMatching(/^registry\.example\/one:[0-9a-f]{40}$/),
        environment: [{ name: 'GREETING', value: GREETING }]
      }
      expect(registered).toEqual(NAMES.map(() => [expect.objectContaining(container)]))
      expect(played.left('output').split('\n')).toHaveLength(2)
    })
  })

  test('by hand: a rollback', async () => {
    const inputs = { service: 'app', mode: 'rollback' }
    const deployedAfter = (after: string, taskDefinition: string) => ({
      ...{ after, action: 'update-service', cluster: 'ops-pipeline-cluster', service: 'app', taskDefinition }
    })
    const played = await good(callerOf('by-hand') + then('run', 'results'), {
      event: { name: 'workflow_dispatch', inputs },
      elapsed: 1_200_000,
      scenario: {
        ...SCENE.scenario,
        taskDefinitions: ['1', '2', '3'].map(tag => definition('app', tag)),
        services: [service('app', 'app:1')],
        later: [deployedAfter('1s', 'app:2'), deployedAfter('10m', 'app:3')]
      }
    })
    expect(JSON.parse(played.left('output'))).toMatchObject([{ service: 'app', outcome: 'succeeded' }])
    expect(updated(played)).toEqual(['app:2'])
  })

  test('without a role or a Region the job ends before the action', async () => {
    const played = await play(callerOf('audit').replace(/ +aws-region: .*\n/, ''), {
      ...SCENE,
      event: { name: 'schedule' }
    })
    expect(played.code).toBe(1)
    expect(played.out).toContain('Input required and not supplied: aws-region')
    expect(played.sandbox.requests()).toEqual([])
  })
}
