import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { services as MIGRATED, writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'
import { manyServices, template } from '../bundle/scenario.ts'
import { CODE_DEPLOY_BACK, CREATED_WITH_TASK, PAUSED, QUICK, ROLLBACK, type Scene } from '../bundle/scenes.ts'
import { cleanAudit, supersededDeploy, unchangedDeploy } from './endings.ts'
import { act, DEPLOY, made, onStage, type RunSurfaces } from './stage.ts'

const BASE = {
  'task-definition': 'deploy/web.json',
  service: 'web',
  cluster: 'demo',
  'aws-region': 'us-west-2',
  variables: 'TAG=2'
}

/** One of the scenes of the bundle tests, as users see it. */
function ofScene({ scenario, files = {}, inputs = {}, past = 0 }: Scene, more: object = {}) {
  return (): Promise<RunSurfaces> =>
    onStage({ ...scenario, timing: QUICK }, stage => {
      stage.workspace.write('deploy/web.json', template('web'))
      for (const [file, text] of Object.entries(files)) stage.workspace.write(file, text)
      stage.sandbox.advance(past)
      return act(stage, { ...BASE, ...inputs, ...more })
    })
}

const FIRST = ['dispatcher', 'position-manager', 'trade-stream']
const THEIRS = { cluster: 'ops-pipeline-cluster', 'aws-region': 'us-west-2' }

/** The eight services of the example in plaintext, three of which run. */
function migration(inputs: Readonly<Record<string, string>>) {
  return async (): Promise<RunSurfaces> => {
    const folder = mkdtempSync(join(tmpdir(), 'plaintext-'))
    const { files, values } = writePlaintextForm(folder, { seed: 5 })
    const texts = files.map(file => [basename(file), readFileSync(file, 'utf8')] as const)
    rmSync(folder, { recursive: true })
    const definitions = texts.map(([, text]) => JSON.parse(text) as { readonly family: string })
    const scenario = {
      region: 'us-west-2',
      clusters: [THEIRS.cluster],
      images: MIGRATED.map(repository => ({ repository, tags: ['2024-11-02'] })),
      roles: [
        {
          name: 'ops-pipeline-execution',
          managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
        },
        ...MIGRATED.map(service => ({ name: `ops-pipeline-${service}` }))
      ],
      taskDefinitions: definitions.filter(({ family }) => FIRST.includes(family)),
      services: FIRST.map(serviceName => ({
        serviceName,
        cluster: THEIRS.cluster,
        taskDefinition: `${serviceName}:1`,
        desiredCount: 2
      }))
    }
    return onStage(scenario, stage => {
      for (const [name, text] of texts) stage.workspace.write(`deploy/${name}`, text)
      const target = { ...THEIRS, 'task-definition': 'deploy/{service}-task-definition.json' }
      return act(stage, { mode: 'migrate', ...target, ...inputs }, Object.values(values))
    })
  }
}

/** No breaker, and no old task is kept while new ones start: nothing is left running. */
function downDeploy(): Promise<RunSurfaces> {
  const services = {
    web: { desiredCount: 2, minimumHealthyPercent: 0, maximumPercent: 100 },
    worker: { desiredCount: 1 }
  }
  const scenario = manyServices(services, {
    logGroups: ['/demo/app'],
    behaviours: [{ taskDefinition: 'web:2', exitAfter: '4s', exitCode: 1, logs: ['no database'] }]
  })
  return onStage(scenario, stage => {
    for (const name of Object.keys(services)) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act(stage, { ...DEPLOY, 'wait-for-minutes': '3', 'fail-fast': 'false' })
  })
}

const ROLE = 'arn:aws:iam::123456789012:role/demo-execution'
const KEY = [{ name: 'API_KEY', valueFrom: '${secret:demo/api-key}' }]

/** A secret was rotated after one of two services had started. */
function restarted(): Promise<RunSurfaces> {
  const scenario = manyServices(
    { web: {}, worker: {} },
    {
      taskDefinitions: [
        {
          family: 'web',
          executionRoleArn: ROLE,
          containerDefinitions: [{ name: 'app', image: 'demo/web:1', memory: 64, secrets: KEY }]
        },
        { family: 'worker', containerDefinitions: [{ name: 'app', image: 'demo/worker:1', memory: 64 }] }
      ],
      secrets: [{ name: 'demo/api-key', generate: 40, age: '10d' }],
      later: [
        { after: '1m', action: 'put-secret-value', secretId: 'demo/api-key', secretString: made('rotated') }
      ]
    }
  )
  return onStage(scenario, stage => {
    stage.sandbox.advance(120_000)
    return act(stage, { mode: 'rotate-restart', cluster: 'demo', 'aws-region': 'us-west-2' }, [
      made('rotated')
    ])
  })
}

/** A check with excepted findings, a file that is read only in part, and a missing file. */
function exceptedCheck(): Promise<RunSurfaces> {
  const value = made('excepted')
  const environment = [{ name: 'DB_PASSWORD', value }]
  const exceptions = [
    {
      file: 'deploy/web.json',
      container: 'app',
      variable: 'DB_PASSWORD',
      rule: 'secret/by-name',
      reason: 'for tests only',
      expires: '2026-06-30'
    }
  ]
  return onStage({ region: 'us-west-2', clusters: ['demo'] }, stage => {
    stage.workspace.write(
      'deploy/web.json',
      `${JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'app', image: 'web:1', environment }] }, null, 2)}\n`
    )
    stage.workspace.write('.github/ecs-sealed-deploy.yml', JSON.stringify({ exceptions }))
    stage.workspace.write('deploy/broken.yml', 'family: web\ncontainerDefinitions: [\n')
    return act(stage, { mode: 'check', 'task-definition': 'deploy/*' }, [value])
  })
}

/** A check with findings about references only. */
function cleanCheck(): Promise<RunSurfaces> {
  return onStage({ region: 'us-west-2', clusters: ['demo'] }, stage => {
    for (const name of ['web', 'worker']) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act(stage, { mode: 'check', 'task-definition': 'deploy/*.json' })
  })
}

function rendered(): Promise<RunSurfaces> {
  return onStage({ region: 'us-west-2', clusters: ['demo'] }, stage => {
    for (const name of ['web', 'worker']) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act(stage, { mode: 'render', 'task-definition': 'deploy/{service}.json', variables: 'TAG=2' })
  })
}

/** No permission to read anything in the account. */
function unknownAudit(): Promise<RunSurfaces> {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'ecs:DescribeTaskDefinition', Resource: '*' }
  ]
  const scenario = manyServices({ web: {}, worker: {} }, { callers: { test: { Statement } } })
  return onStage(scenario, stage => act(stage, { mode: 'audit', cluster: 'demo', 'aws-region': 'us-west-2' }))
}

/** An unknown input, and a missing file. */
function badInput(): Promise<RunSurfaces> {
  return onStage({ region: 'us-west-2', clusters: ['demo'] }, stage =>
    act(stage, { ...DEPLOY, service: 'web', 'wait-until': 'later', order: 'web, web' })
  )
}

/**
 * Interrupted while the first wave is rolled out: the rollouts in progress continue in ECS, the second wave does not
 * start.
 */
function interruptedDeploy(): Promise<RunSurfaces> {
  const services = Object.fromEntries(['api', 'web', 'worker'].map(name => [name, { desiredCount: 2 }]))
  return onStage(manyServices(services), stage => {
    for (const name of Object.keys(services)) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act({ ...stage, stopAfter: 40_000 }, { ...DEPLOY, order: 'api, web\nworker' })
  })
}

/** The output of every mode for users, except for what pages.ts has. */
export const MODES = {
  downDeploy,
  interruptedDeploy,
  supersededDeploy,
  unchangedDeploy,
  badInput,
  codeDeployBack: ofScene(CODE_DEPLOY_BACK),
  createdWithTask: ofScene(CREATED_WITH_TASK),
  pausedDeploy: ofScene(PAUSED, {
    mode: 'deploy',
    'task-definition': 'deploy/web.json',
    variables: 'TAG=2',
    'wait-for-minutes': '1'
  }),
  status: ofScene(PAUSED, { mode: 'status' }),
  continued: ofScene(PAUSED),
  rolledBack: ofScene(ROLLBACK),
  restarted,
  migrationPlan: migration({}),
  migrated: migration({ apply: 'true' }),
  rendered,
  cleanCheck,
  exceptedCheck,
  unknownAudit,
  cleanAudit
} as const
