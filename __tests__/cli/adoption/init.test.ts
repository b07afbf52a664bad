import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { cli } from '../../run/scene.ts'
import type { Workspace } from '../../workspace.ts'
import {
  definition,
  FILES_ALONE,
  type Files,
  MATRIX,
  openRepository,
  pair,
  TWO_BY_TWO,
  workflow
} from './repositories.ts'

let scene: Workspace
afterEach(() => scene.remove())

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const DEPLOY_DEV = '.github/workflows/deploy-dev.yml'

function init(files: Files, args: readonly string[] = []) {
  scene = openRepository(files)
  return cli(scene, ['init', ...args])
}
const written = (file: string) => readFileSync(join(scene.path, file), 'utf8')

type Job = {
  readonly if?: string
  readonly environment?: string
  readonly with?: Readonly<Record<string, string>>
  readonly steps?: readonly { readonly with?: Readonly<Record<string, unknown>> }[]
}
/** A job of a workflow that was written. */
const jobOf = (job: string, workflow = 'deploy') =>
  (parse(written(`.github/workflows/ecs-${workflow}.yml`)) as { jobs: Record<string, Job> }).jobs[job] ?? {}

/** The configuration file of `init --write`, which a check accepts. */
async function configurationOf(files: Files): Promise<string> {
  expect(await init(files, ['--write'])).toMatchObject({ code: 0, err: '' })
  expect(await cli(scene, ['check'])).toMatchObject({ code: 0, err: '' })
  return written(CONFIGURATION)
}

describe('the configuration file that is proposed', () => {
  test('each service of a step has an entry; what only a run knows is a TODO at its line', async () => {
    const text = await configurationOf(TWO_BY_TWO)
    const [, schema] =
      /^(# yaml-language-server: .*)$/m.exec(readFileSync('docs/configuration.md', 'utf8')) ?? []
    expect(text.split('\n')[0]).toBe(schema)
    const of = (name: string) => ({
      services: {
        'books-web': {
          service: `books-web-${name}`,
          'task-definition': `.aws/task-definition-${name}.json`,
          cluster: `books-${name}`
        },
        'books-worker': {
          service: `books-worker-${name}`,
          'task-definition': `.aws/task-definition-worker-${name}.json`
        }
      }
    })
    expect(parse(text)).toEqual({
      services: {
        'books-web': { region: 'eu-west-1' },
        'books-worker': { region: 'eu-west-1' },
        'books-old': { 'task-definition': '.aws/old-task-definition.json', region: 'eu-west-1' }
      },
      environments: { dev: of('dev'), prod: of('prod') }
    })
    expect(text).toMatch(/^ {2}books-worker:\n {4}# TODO cluster: \$\{\{ secrets\.CLUSTER \}\} \(.*:\d+\)$/m)
    expect(text).toMatch(
      /^ {4}# TODO service: no step deploys it; is it called as its family in \.aws\/old-.*\?$/m
    )
  })

  test('the environment of a job is taken literally, whatever words the names have', async () => {
    const job = (name: string, cluster: string) =>
      workflow(pair('web.json', `service: web\ncluster: ${cluster}`)).replace(
        'runs-on: ubuntu-latest',
        `runs-on: ubuntu-latest\n    environment: ${name}`
      )
    const files = {
      'web.json': definition('web'),
      '.github/workflows/a.yml': job('pre-prod', 'small'),
      '.github/workflows/b.yml': job('{name: live}', 'large')
    }
    expect(parse(await configurationOf(files))).toEqual({
      services: { web: { 'task-definition': 'web.json', region: 'eu-west-1' } },
      environments: {
        live: { services: { web: { cluster: 'large' } } },
        'pre-prod': { services: { web: { cluster: 'small' } } }
      }
    })
    expect(written('.github/workflows/ecs-deploy.yml')).toContain('options: [live, pre-prod]')
  })

  const inJob = (more: string, text: string) =>
    text.replace('runs-on: ubuntu-latest', `runs-on: ubuntu-latest\n${more.replaceAll(/^/gm, '    ')}`)
  const staged = (stage: string, more: string, file = 'web.json') =>
    inJob(`environment: ${stage}`, workflow(pair(file, more)))
  const inOne = (stages: readonly string[], of: (stage: string) => string) =>
    stages
      .map(of)
      .map((text, index) => (index === 0 ? text : text.replace(/^[\s\S]*?jobs:\n/, '')))
      .map((text, index) => text.replace('deploy:', `deploy${index}:`))
      .join('')
  const byStage = (of: (stage: string) => object) => ({
    production: { services: of('production') },
    staging: { services: of('staging') }
  })
  const WEB_BY_STAGE = {
    services: { web: { 'task-definition': 'web.json', region: 'eu-west-1' } },
    environments: byStage(stage => ({ web: { service: `web-${stage}`, cluster: stage } }))
  }
  const STAGES = ['staging', 'production']
  const web = { 'web.json': definition('web') }
  const files = (of: (stage: string) => string) =>
    Object.fromEntries(STAGES.map(stage => [`.github/workflows/deploy-${stage}.yml`, of(stage)]))

  test.each<readonly [string, Files, object]>([
    [
      'a workflow each, with names in env',
      {
        ...web,
        ...files(stage =>
          staged(stage, 'service: ${{ env.SERVICE }}\ncluster: ${{ env.CLUSTER }}').replace(
            'jobs:',
            `env: {SERVICE: web-${stage}, CLUSTER: ${stage}}\njobs:`
          )
        )
      },
      WEB_BY_STAGE
    ],
    [
      'a job each',
      {
        ...web,
        [DEPLOY_DEV]: inOne(STAGES, stage => staged(stage, `service: web-${stage}\ncluster: ${stage}`))
      },
      WEB_BY_STAGE
    ],
    [
      'a matrix, whose env names the service',
      {
        ...web,
        [DEPLOY_DEV]: inJob(
          'strategy: {matrix: {stage: [staging, production, old], exclude: [{stage: old}], include: [{stage: staging, cluster: staging}, {stage: production, cluster: production}]}}\nenv: {SERVICE: "web-${{ matrix.stage }}"}',
          staged('${{ matrix.stage }}', 'service: ${{ env.SERVICE }}\ncluster: ${{ matrix.cluster }}')
        )
      },
      WEB_BY_STAGE
    ],
    [
      'the choice of an input',
      {
        ...web,
        [DEPLOY_DEV]: staged(
          '${{ inputs.stage }}',
          'service: web-${{ inputs.stage }}\ncluster: ${{ github.event.inputs.stage }}'
        ).replace(
          'on: push',
          'on: {workflow_dispatch: {inputs: {stage: {type: choice, options: [staging, production]}}}}'
        )
      },
      WEB_BY_STAGE
    ],
    [
      'the same name in two clusters',
      { ...web, ...files(stage => staged(stage, `service: web\ncluster: ${stage}`)) },
      { ...WEB_BY_STAGE, environments: byStage(cluster => ({ web: { cluster } })) }
    ],
    [
      'one cluster in two Regions',
      {
        ...web,
        ...files(stage =>
          staged(stage, 'service: web\ncluster: main').replace('eu-west-1', `${stage.slice(0, 2)}-west-1`)
        )
      },
      {
        services: { web: { 'task-definition': 'web.json', cluster: 'main' } },
        environments: byStage(stage => ({ web: { region: `${stage.slice(0, 2)}-west-1` } }))
      }
    ],
    [
      'a file each, and a short name',
      {
        ...Object.fromEntries(
          STAGES.map(stage => [`task-definition.${stage}.json`, definition(`web-${stage}`)])
        ),
        ...files(stage =>
          staged(
            stage,
            `service: web-${stage.replace('production', 'prod')}\ncluster: main`,
            `task-definition.${stage}.json`
          )
        )
      },
      {
        services: { web: { cluster: 'main', region: 'eu-west-1' } },
        environments: byStage(stage => ({
          web: {
            service: `web-${stage.replace('production', 'prod')}`,
            'task-definition': `task-definition.${stage}.json`
          }
        }))
      }
    ],
    [
      'two services',
      {
        ...web,
        'worker.json': definition('worker'),
        ...files(
          stage =>
            staged(stage, `service: web-${stage}\ncluster: ${stage}`) +
            pair('worker.json', `service: shop-${stage}-worker\ncluster: ${stage}`, 'two')
        )
      },
      {
        services: {
          ...WEB_BY_STAGE.services,
          'shop-worker': { 'task-definition': 'worker.json', region: 'eu-west-1' }
        },
        environments: byStage(stage => ({
          web: { service: `web-${stage}`, cluster: stage },
          'shop-worker': { service: `shop-${stage}-worker`, cluster: stage }
        }))
      }
    ],
    [
      'one of them without a service, which no run for it deploys',
      {
        ...web,
        'cron.json': definition('cron'),
        ...files(stage => staged(stage, `service: web\ncluster: ${stage}`)),
        '.github/workflows/cron.yml': staged('production', 'service: cron\ncluster: jobs', 'cron.json')
      },
      {
        services: { ...WEB_BY_STAGE.services, cron: {} },
        environments: {
          production: {
            services: {
              web: { cluster: 'production' },
              cron: { 'task-definition': 'cron.json', cluster: 'jobs', region: 'eu-west-1' }
            }
          },
          staging: { services: { web: { cluster: 'staging' } } }
        }
      }
    ]
  ])('a service of two environments, %s, has the values of each', async (_, given, expected) => {
    const text = await configurationOf(given)
    expect(text).not.toContain('TODO')
    expect(parse(text)).toEqual(expected)
    expect((await cli(scene, ['init'])).out).toMatch(/Nothing to change\.\n$/)
  })

  test('a job without an environment, beside others that have one, is a TODO with what it deploys', async () => {
    const text = await configurationOf({
      ...web,
      ...files(stage => staged(stage, `service: web\ncluster: ${stage}`)),
      '.github/workflows/preview.yml': workflow(pair('web.json', 'service: web-preview\ncluster: small')),
      '.github/workflows/again.yml': workflow(pair('web.json', 'service: web\ncluster: staging'))
    })
    expect(Object.keys((parse(text) as { services: object }).services)).toEqual(['web'])
    expect(text).toMatch(
      /^ {2}# TODO web-preview: in which environment\? .*task-definition web\.json, cluster small/m
    )
    expect((await cli(scene, ['init'])).out).toMatch(
      /web-preview[\s\S]*Nothing to add\. Fill in what is listed\.\n$/
    )
  })

  test('a service whose name only a run knows is a TODO with the rest, and a run beside it names the line', async () => {
    const text = await configurationOf({
      ...web,
      ...files(stage => staged(stage, 'service: ${{ vars.SERVICE }}\ncluster: main'))
    })
    expect(text).toMatch(
      /^# TODO the service of the step in .*:\d+: \$\{\{ vars\.SERVICE \}\}\n# {3}environment staging, task-definition web\.json, cluster main, region eu-west-1$/m
    )
    const runs = [['check'], ['plan'], ['deploy', '--environment', 'staging']]
    for (const args of runs) {
      const { out, err, code } = await cli(scene, args)
      expect(code).toBe(args[0] === 'check' ? 0 : 2)
      expect(`${out}${err}`).toMatch(
        /ecs-sealed-deploy\.yml:2:1: TODO: the service of the step in \.github\/workflows\/deploy-production\.yml:\d+/
      )
    }
  })

  test('a TODO of an entry is named with its entry until it is filled in, and init has nothing more to add', async () => {
    const missing = { ...web, [DEPLOY_DEV]: workflow(pair('web.json', 'service: web')) }
    await configurationOf(missing)
    const { out, err } = await cli(scene, ['plan', '--aws-region', 'eu-west-1'])
    expect(`${out}${err}`).toMatch(/ecs-sealed-deploy\.yml:5:5: TODO: cluster of web\./)
    const again = await cli(scene, ['init'])
    expect(again.out).toMatch(
      /Still to fill in:\n.*yml:5: TODO: cluster of web\.[\s\S]*Nothing to add\. Fill in what is listed\.\n$/
    )
    scene.write(CONFIGURATION, written(CONFIGURATION).replace(/# TODO cluster.*/, 'cluster: main'))
    const filled = await cli(scene, ['init', '--write'])
    expect(filled).toMatchObject({ code: 0, err: '' })
    expect(filled.out).not.toMatch(/TODO|Still|\+ /)
    expect(filled.out).toMatch(/Nothing to change\.\n$/)
  })

  test('what a matrix gives, and a name that is none, are no services: the lines are named', async () => {
    const text = await configurationOf({
      ...MATRIX,
      '.github/workflows/x.yml': workflow(pair('x.json', 'service: letters-<ENV>-ecs'))
    })
    const { services } = parse(text) as { services: object }
    expect(new Set(Object.keys(services))).toEqual(new Set(['maps-search', 'maps-tiles']))
    expect(text).toMatch(
      /^# TODO the service of the step in \.github\/workflows\/deploy\.yml:\d+: \$\{\{ matrix\.service \}\}$/m
    )
    expect(text).toMatch(
      /^# TODO the service of the step in \.github\/workflows\/x\.yml:\d+: letters-<ENV>-ecs$/m
    )
    expect(text).toMatch(/^ {4}# TODO cluster: not known from the repository$/m)
  })

  test.each(['matrix.svc', 'inputs.service'])(
    'a step whose service is ${{ %s }} alone is named',
    async what => {
      const expression = `\${{ ${what} }}`
      const file = JSON.stringify({ containerDefinitions: [{ name: 'app', image: 'app:1' }] })
      const { out, code } = await init(
        {
          'web.json': file,
          [DEPLOY_DEV]: workflow(pair('web.json', `service: ${expression}\ncluster: main`))
        },
        ['--write']
      )
      expect(code).toBe(0)
      expect(out).not.toContain('No file that this action could deploy was found')
      expect(out.replaceAll(/ +/g, ' ')).toContain(`? ${expression} ${DEPLOY_DEV}:`)
      expect(written(CONFIGURATION)).toMatch(
        /^# TODO the service of the step in .*deploy-dev\.yml:\d+: \$\{\{ /m
      )
      expect(parse(written(CONFIGURATION))).toEqual({ services: {} })
      expect(await cli(scene, ['check'])).toMatchObject({ code: 0, err: '' })
    }
  )

  test.each(['echo SVC=other >> $GITHUB_ENV', 'echo "SVC=$(cat name)" >> "${GITHUB_ENV}"'])(
    'a name that a step sets again with %s is a TODO',
    async run => {
      const head = 'on: push\nenv:\n  SVC: wrong\n  CLUSTER: main'
      const again = `\n      - run: ${run}`
      const step = pair('web.json', 'service: ${{ env.SVC }}\ncluster: ${{ env.CLUSTER }}')
      const { out } = await init({ ...WEB, [DEPLOY_DEV]: workflow(again + step, head) }, ['--write'])
      expect(out).not.toContain('wrong')
      expect(written(CONFIGURATION)).toMatch(/^# TODO the service of the step in .*: \$\{\{ env\.SVC \}\}$/m)
    }
  )

  test('a file that a step makes is left to be added', async () => {
    const files = { [DEPLOY_DEV]: workflow(pair('made.json', 'service: web\ncluster: main')) }
    expect(await init(files, ['--write'])).toMatchObject({ code: 0 })
    expect(written(CONFIGURATION)).toContain('# TODO task-definition: made.json, which is not in git (')
    expect(written(CONFIGURATION)).not.toMatch(/^ *task-definition: made\.json/m)
  })
})

const KEYS = `aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1`
const withKeys = (more = '') =>
  workflow(pair('web.json', 'service: web\ncluster: main')).replace('aws-region: eu-west-1', `${KEYS}${more}`)
const WEB = { 'web.json': definition('web') }

describe('the workflows that are proposed', () => {
  test('deploy with the credentials of the repository, which say how to move to OpenID Connect', async () => {
    await init({ ...WEB, [DEPLOY_DEV]: withKeys() }, ['--write'])
    const text = written('.github/workflows/ecs-deploy.yml')
    const { jobs } = parse(text) as { jobs: { deploy: { permissions: object; steps: readonly object[] } } }
    expect(jobs.deploy.permissions).toEqual({ contents: 'read' })
    expect(jobs.deploy.steps[0]).toMatchObject({ uses: 'actions/checkout@v6' })
    expect(jobs.deploy.steps[1]).toEqual({
      uses: 'aws-actions/configure-aws-credentials@v6',
      with: {
        'aws-access-key-id': '${{ secrets.AWS_ACCESS_KEY_ID }}',
        'aws-secret-access-key': '${{ secrets.AWS_SECRET_ACCESS_KEY }}',
        'aws-region': 'eu-west-1'
      }
    })
    expect(text).toMatch(
      /# As in \.github\/workflows\/deploy-dev\.yml:\d+\. .*docs\/permissions\.md#openid-connect$/m
    )
  })

  test('each environment has its own job, with its credentials, and its own role for plans', async () => {
    const of = (stage: string, role: string) =>
      workflow(pair('web.json', `service: web\ncluster: ${stage}`))
        .replace('runs-on:', `environment: ${stage}\n    runs-on:`)
        .replace('aws-region:', `role-to-assume: arn:aws:iam::${role}:role/deploy\n          aws-region:`)
    const roles = { staging: '111111111111', production: '222222222222' }
    const made = Object.entries(roles).map(([stage, role]) => [
      `.github/workflows/${stage}.yml`,
      of(stage, role)
    ])
    await init({ ...WEB, ...Object.fromEntries(made) }, ['--write'])
    for (const [stage, account] of Object.entries(roles)) {
      expect(jobOf(`deploy-${stage}`)).toMatchObject({
        if: `inputs.environment == '${stage}'`,
        environment: stage
      })
      expect(jobOf(`deploy-${stage}`).steps?.[1]?.with).toEqual({
        'role-to-assume': `arn:aws:iam::${account}:role/deploy`,
        'aws-region': 'eu-west-1'
      })
      expect(parse(written(CONFIGURATION))).toMatchObject({ environments: { [stage]: { account } } })
      expect(jobOf(`plan-${stage}`, 'pull-request')).toMatchObject({
        if: `vars.AWS_PLAN_ROLE_${stage.toUpperCase()} != ''`,
        with: {
          environment: stage,
          'role-to-assume': `\${{ vars.AWS_PLAN_ROLE_${stage.toUpperCase()} }}`,
          'aws-region': 'eu-west-1'
        }
      })
    }
  })

  test('what another workflow alone knows is a TODO, as are steps that differ and none at all', async () => {
    const open = { ...WEB, [DEPLOY_DEV]: withKeys('\n          role-to-assume: ${{ matrix.role }}') }
    const { out } = await init(open, ['--write'])
    const place = /\.github\/workflows\/deploy-dev\.yml:\d+/
    expect(written('.github/workflows/ecs-deploy.yml')).toMatch(
      / {4}# TODO role-to-assume: \$\{\{ matrix\.role \}\} \(/
    )
    expect(out).toMatch(new RegExp(`credentials of the deploy workflow: role-to-assume: .*${place.source}`))
    scene.remove()
    await init(
      {
        ...WEB,
        [DEPLOY_DEV]: withKeys(),
        '.github/workflows/b.yml': withKeys('\n          mask-aws-account-id: true')
      },
      ['--write']
    )
    expect(written('.github/workflows/ecs-deploy.yml')).toMatch(
      /# TODO credentials: the steps of the repository differ, .*deploy-dev\.yml:\d+/
    )
    scene.remove()
    const rendered =
      withKeys()
        .replace('credentials@v6', 'credentials@v1')
        .split('      - uses: aws-actions/amazon-ecs-deploy')[0] ?? ''
    await init({ ...WEB, [DEPLOY_DEV]: rendered }, ['--write'])
    expect(written('.github/workflows/ecs-deploy.yml')).toMatch(
      /configure-aws-credentials@v6\n +with:\n +aws-access-key-id: .*secrets\./
    )
    scene.remove()
    await init(FILES_ALONE, ['--write'])
    expect(written('.github/workflows/ecs-deploy.yml')).toContain(
      '# TODO credentials: no step of aws-actions/configure-aws-credentials'
    )
  })

  test('a pull request is planned only where the role for it is set, in no GitHub environment', async () => {
    await init({ ...WEB, [DEPLOY_DEV]: withKeys() }, ['--write'])
    const { jobs } = parse(written('.github/workflows/ecs-pull-request.yml')) as {
      jobs: { plan: { if: string; with?: object } }
    }
    expect(jobs.plan).toMatchObject({ if: "vars.AWS_PLAN_ROLE != ''" })
    expect(jobs.plan.with).toEqual({ 'aws-region': 'eu-west-1' })
    const { jobs: called } = parse(readFileSync('.github/workflows/plan.yml', 'utf8')) as {
      jobs: { plan: { environment: string } }
    }
    expect(called.plan.environment).toBe('${{ inputs.github-environment }}')
  })

  test.each([
    [
      'Terraform',
      {
        'main.tf': 'resource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([])\n}\n'
      }
    ],
    [
      'CloudFormation',
      {
        'template.yaml':
          'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{Name: web, Image: nginx}]\n'
      }
    ],
    [
      'the CDK',
      {
        'cdk.json': '{"app": "npx ts-node app.ts"}\n',
        'app.ts':
          'import { FargateTaskDefinition } from "aws-cdk-lib/aws-ecs"\nnew FargateTaskDefinition(stack, "Task")\n'
      }
    ],
    ['a script', { 'ship.sh': 'aws ecs update-service --service web\n' }],
    ['envsubst', { 'template.json': definition('${STAGE}-web') }]
  ])('a repository whose definitions belong to %s gets the check alone', async (_, files) => {
    const { out, code } = await init(files, ['--write'])
    expect(code).toBe(0)
    expect(out).toContain('only the check of pull requests is proposed')
    const made = parse(written('.github/workflows/ecs-pull-request.yml')) as { jobs: object }
    expect(Object.keys(made.jobs)).toEqual(['check'])
    expect(existsSync(join(scene.path, CONFIGURATION))).toBe(false)
    expect(existsSync(join(scene.path, '.github/workflows/ecs-deploy.yml'))).toBe(false)
  })

  test('after adopt, init knows the steps, and says that two ways to deploy stand side by side', async () => {
    scene = openRepository({ ...WEB, [DEPLOY_DEV]: withKeys() })
    await cli(scene, ['adopt', '--write'])
    const { out, code } = await cli(scene, ['init', '--write'])
    expect(code).toBe(0)
    expect(parse(written(CONFIGURATION))).toEqual({
      services: { web: { 'task-definition': 'web.json', cluster: 'main', region: 'eu-west-1' } }
    })
    expect(out).toMatch(/These steps deploy, too: .*\n {2}\.github\/workflows\/deploy-dev\.yml:\d+\n/)
    expect((await cli(scene, ['adopt'])).out).toContain('Nothing to change')
  })

  test('a service that the configuration file lacks is shown as lines to add; those that it has are not', async () => {
    const { out } = await init({
      ...TWO_BY_TWO,
      [CONFIGURATION]: 'services: {web: {service: books-web-dev}, books-web-prod: {}}\n'
    })
    expect(out).toMatch(/add what it lacks:\n {2}\+ services:\n {2}\+ {3}books-worker-dev:/)
    expect(out).not.toMatch(/\+ {3}books-web-/)
  })

  test('names with a placeholder, and files that an entry has, are known, too', async () => {
    const mine = `defaults: {region: eu-west-1, task-definition: ".aws/task-definition-{environment}.json"}
services:
  web: {service: "books-{service}-{environment}"}
  worker: {service: "books-worker-{environment}"}
  old: {task-definition: .aws/old-task-definition.json}
environments: {dev: {}, prod: {}}
`
    const files = { ...TWO_BY_TWO, [CONFIGURATION]: mine }
    expect((await init(files)).out).not.toContain(`${CONFIGURATION} exists and is left`)
    scene.remove()
    const { out } = await init({ ...files, 'new.json': definition('books-new') })
    const [added = ''] = /add what it lacks:\n[\s\S]*?\n\n/.exec(out) ?? []
    expect(added).toMatch(/^ {2}\+ {3}books-new:$/m)
    expect(added).not.toMatch(/books-web|books-worker|books-old|TODO (?:region|task-definition)/)
  })
})

describe('the Region of a service', () => {
  const at = (more: string) => ({
    ...WEB,
    [DEPLOY_DEV]: workflow(pair('web.json', 'service: web\ncluster: main')).replace(
      /\n {6}- uses: aws-actions\/configure-aws-credentials[\s\S]*?eu-west-1/,
      more
    )
  })
  const credentials = (region: string) =>
    `\n      - uses: aws-actions/configure-aws-credentials@v6\n        with:\n          aws-region: ${region}`
  const job = (name: string, text: string) => text.replace('jobs:\n  deploy:', `jobs:\n  ${name}:`)
  const withEnv = (line: string) => {
    const files = at('')
    return { ...files, [DEPLOY_DEV]: files[DEPLOY_DEV].replace('jobs:', `env:\n  ${line}\njobs:`) }
  }
  const inStep = at('\n      - run: make')
  const script = { ...WEB, [DEPLOY_DEV]: workflow('\n      - run: aws ecs update-service --service web') }

  test.each<readonly [string, Files]>([
    ['the workflow has in AWS_REGION', withEnv('AWS_REGION: eu-north-1')],
    ['the workflow has in AWS_DEFAULT_REGION', withEnv('AWS_DEFAULT_REGION: eu-north-1')],
    [
      'the job has in AWS_REGION, which a step gives to the credentials',
      {
        ...inStep,
        [DEPLOY_DEV]: at(credentials('${{ env.AWS_REGION }}'))[DEPLOY_DEV].replace(
          'runs-on: ubuntu-latest',
          'runs-on: ubuntu-latest\n    env: {AWS_REGION: eu-north-1}'
        )
      }
    ],
    [
      'the step of the deploy has in AWS_REGION',
      {
        ...inStep,
        [DEPLOY_DEV]: inStep[DEPLOY_DEV].replace(
          'deploy-task-definition@v2',
          'deploy-task-definition@v2\n        env: {AWS_REGION: eu-north-1}'
        )
      }
    ],
    [
      'the credentials of a script have',
      { ...script, [DEPLOY_DEV]: script[DEPLOY_DEV].replace('eu-west-1', 'eu-north-1') }
    ],
    [
      'another workflow has for all jobs',
      {
        ...inStep,
        '.github/workflows/push.yml': job('push', workflow('').replace('eu-west-1', 'eu-north-1'))
      }
    ]
  ])('that %s', async (_, files) => {
    const text = await configurationOf(files)
    expect(parse(text)).toMatchObject({ services: { web: { region: 'eu-north-1' } } })
    expect(text).not.toContain('TODO region')
  })

  test.each<readonly [string, Files]>([
    [
      'two workflows give different ones',
      {
        ...inStep,
        '.github/workflows/a.yml': workflow(''),
        '.github/workflows/b.yml': workflow('').replace('eu-west-1', 'eu-north-1')
      }
    ],
    ['a secret has it', at(credentials('${{ secrets.AWS_REGION }}'))],
    [
      'a script sets AWS_REGION again',
      {
        ...inStep,
        [DEPLOY_DEV]: withEnv('AWS_REGION: eu-west-1')[DEPLOY_DEV].replace(
          'steps:',
          'steps:\n      - run: echo AWS_REGION=x >> $GITHUB_ENV'
        )
      }
    ]
  ])('that only a run knows, because %s, is a TODO', async (_, files) => {
    expect(await configurationOf(files)).toMatch(/^ {4}# TODO region: /m)
  })
})

describe('what it does', () => {
  test('it shows where each value stands, and writes nothing by itself', async () => {
    const { out, code } = await init(TWO_BY_TWO)
    expect(code).toBe(0)
    expect(out).toMatch(/^books-web +cluster +books-dev +\.github\/workflows\/deploy-dev\.yml:\d+$/m)
    expect(out).toMatch(/^books-worker +cluster +\? \$\{\{ secrets\.CLUSTER \}\} +\.github\/\S+:\d+$/m)
    expect(out).toMatch(/^ {2}AWS_PLAN_ROLE_DEV: without this variable/m)
    expect(out).toContain('Nothing written. Run again with --write to create these files.')
    expect(existsSync(join(scene.path, CONFIGURATION))).toBe(false)
  })

  test('a configuration file that exists is left, and its environments are those of the workflows', async () => {
    const mine = 'services: {books-web-dev: {cluster: x}}\nenvironments: {blue: {}}\n'
    const { out, code } = await init({ ...TWO_BY_TWO, [CONFIGURATION]: mine }, ['--write'])
    expect({ code, kept: written(CONFIGURATION) }).toEqual({ code: 0, kept: mine })
    expect(out).toContain(`${CONFIGURATION} exists and is left as it is`)
    expect(written('.github/workflows/ecs-deploy.yml')).toContain('options: [blue]')
    const again = await cli(scene, ['init', '--write'])
    expect(again.out).toContain('Nothing was written: every file exists already.')
  })

  test('a repository without ECS is told so', async () => {
    const { out, err, code } = await init({ 'README.md': 'nothing' })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('None of the 0 workflows deploys with AWS')
  })

  test('a credential in a workflow is not shown', async () => {
    const value = ['s3cr', 'et-of', '-mine-9'].join('')
    const text = TWO_BY_TWO[DEPLOY_DEV]?.replace('env:', `env:\n  DB_PASSWORD: ${value}`) ?? ''
    const other = text.replace('books-web-dev', value)
    const { out } = await init({
      ...TWO_BY_TWO,
      [DEPLOY_DEV]: text,
      '.github/workflows/x.yml': other
    })
    expect(out).not.toContain(value)
  })

  test.each(['service: books-web-dev', 'CLUSTER: books-dev'])(
    'a token in place of %s is not written into a new file',
    async name => {
      const token = `${['gh', 'p_'].join('')}${'a1B2c3D4e5F6'.repeat(3)}`
      const text = TWO_BY_TWO[DEPLOY_DEV]?.replace(name, `${name.split(' ')[0]} ${token}`) ?? ''
      const { out, err, code } = await init({ ...TWO_BY_TWO, [DEPLOY_DEV]: text }, ['--write'])
      expect(code).toBe(2)
      expect(err).toMatch(/would hold a credential.*deploy-dev\.yml:\d+/s)
      expect(`${out}${err}`).not.toContain(token)
      const made = [CONFIGURATION, '.github/workflows/ecs-deploy.yml']
      expect(made.map(file => existsSync(join(scene.path, file)))).toEqual([false, false])
    }
  )

  test('a workflow that is not valid YAML is named, with its line', async () => {
    const broken = {
      '.github/workflows/broken.yml': 'on: push\njobs:\n  a: {steps: [\n',
      '.github/workflows/empty.yml': '',
      '.github/workflows/commented-out-and-empty.yml': '# on: push\n'
    }
    const { out, code } = await init({ ...FILES_ALONE, ...broken })
    expect(code).toBe(0)
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /Not searched: \.github\/workflows\/broken\.yml:\d+ is a workflow that is not valid YAML, so what it deploys is not known\./
    )
    expect(out).not.toContain('empty.yml')
  })
})

describe('environments that no job names', () => {
  const web = { 'web.json': definition('web') }
  const on = (branch: string) => `on: {push: {branches: [${branch}]}}`
  const step = (cluster: string, service = 'web', file = 'web.json') =>
    pair(file, `service: ${service}\ncluster: ${cluster}`)
  const inAccount = (text: string, account: string) =>
    text.replace('aws-region:', `role-to-assume: arn:aws:iam::${account}:role/ci\n          aws-region:`)
  const condition = (name: string, branch?: string) =>
    `inputs.environment == '${name}'${branch === undefined ? '' : ` || (github.event_name == 'push' && (github.ref_name == '${branch}'))`}`
  const A = '.github/workflows/a.yml'
  const B = '.github/workflows/b.yml'
  type Expected = Readonly<Record<string, { readonly services: object; readonly branch?: string }>>
  const stages = {
    staging: { services: { web: { cluster: 'shop-staging' } } },
    production: { services: { web: { cluster: 'shop-production' } } }
  }

  test.each<readonly [string, Files, Expected]>([
    [
      'one name in two clusters, from two branches',
      {
        ...web,
        [A]: workflow(step('shop-staging'), on('develop')),
        [B]: workflow(step('shop-production'), on('main'))
      },
      {
        staging: { ...stages.staging, branch: 'develop' },
        production: { ...stages.production, branch: 'main' }
      }
    ],
    [
      'one cluster of the same name in two accounts, from two branches; the workflows say it',
      {
        ...web,
        '.github/workflows/deploy-dev.yml': inAccount(workflow(step('main'), on('develop')), '111111111111'),
        '.github/workflows/deploy-prod.yml': inAccount(workflow(step('main'), on('main')), '222222222222')
      },
      { dev: { services: {}, branch: 'develop' }, prod: { services: {}, branch: 'main' } }
    ],
    [
      'two services whose names say it, one of them short',
      {
        ...web,
        [A]: workflow(step('main', 'web-stg'), on('staging')),
        [B]: workflow(step('main', 'web-prd'), on('production'))
      },
      {
        stg: { services: { web: { service: 'web-stg' } }, branch: 'staging' },
        prd: { services: { web: { service: 'web-prd' } }, branch: 'production' }
      }
    ],
    [
      'a matrix with include, from one branch',
      {
        ...web,
        [A]: workflow(step('${{ matrix.cluster }}'), on('main')).replace(
          'runs-on:',
          'strategy: {matrix: {include: [{cluster: shop-staging}, {cluster: shop-production}]}}\n    runs-on:'
        )
      },
      stages
    ],
    [
      'a matrix of clusters, one of which has no word of its own',
      {
        ...web,
        [A]: workflow(step('${{ matrix.cluster }}'), on('main')).replace(
          'runs-on:',
          'strategy: {matrix: {cluster: [shop, shop-staging]}}\n    runs-on:'
        )
      },
      {
        main: { services: { web: { cluster: 'shop' } } },
        staging: { services: { web: { cluster: 'shop-staging' } } }
      }
    ],
    [
      'jobs with a condition each',
      {
        ...web,
        [A]: ['develop', 'main']
          .map(branch =>
            workflow(step(branch === 'main' ? 'shop-production' : 'shop-staging'), on('develop, main'))
              .replace('deploy:', `deploy-${branch}:`)
              .replace('runs-on:', `if: github.ref == 'refs/heads/${branch}'\n    runs-on:`)
          )
          .map((text, index) => (index === 0 ? text : text.replace(/^[\s\S]*?jobs:\n/, '')))
          .join('')
      },
      {
        staging: { ...stages.staging, branch: 'develop' },
        production: { ...stages.production, branch: 'main' }
      }
    ],
    [
      'a branch of two, of which production has one',
      {
        ...web,
        [A]: workflow(step('main-dev', 'web-dev'), on('develop, main')),
        [B]: workflow(step('main-prod', 'web-prod'), on('main'))
      },
      {
        dev: { services: { web: { service: 'web-dev' } }, branch: 'develop' },
        prod: { services: { web: { service: 'web-prod' } } }
      }
    ],
    [
      'clusters whose names the CDK ends, and a file each',
      {
        'app.dev.json': definition('web'),
        'app.prod.json': definition('web'),
        [A]: workflow(step('Stack-Cluster6B9CD047-0vEgYcDBWBTH', 'web', 'app.dev.json'), on('main')),
        [B]: workflow(
          step('Stack-Cluster6B9CD047-NSLXvzGP0GRU', 'web', 'app.prod.json'),
          'on: {push: {tags: [v1]}}'
        )
      },
      { dev: { services: { web: {} }, branch: 'main' }, prod: { services: { web: {} } } }
    ],
    [
      'a service whose own name has a word, beside one without; a cluster that is not prod',
      {
        ...web,
        'portal.json': definition('dev-portal'),
        [A]: workflow(
          step('non-prod') + pair('portal.json', 'service: dev-portal\ncluster: non-prod', 'two'),
          on('develop')
        ),
        [B]: workflow(
          step('prod') + pair('portal.json', 'service: dev-portal\ncluster: prod', 'two'),
          on('main')
        )
      },
      {
        'non-prod': {
          services: { web: { cluster: 'non-prod' }, portal: { cluster: 'non-prod' } },
          branch: 'develop'
        },
        prod: { services: { web: { cluster: 'prod' }, portal: { cluster: 'prod' } }, branch: 'main' }
      }
    ],
    [
      'a service whose own name has a word, in two accounts, from two branches',
      {
        ...web,
        [A]: inAccount(workflow(step('shop', 'test-runner'), on('next')), '111111111111'),
        [B]: inAccount(workflow(step('shop', 'test-runner'), on('main')), '222222222222')
      },
      { next: { services: {}, branch: 'next' }, main: { services: {}, branch: 'main' } }
    ],
    [
      'names that say nothing, from two branches',
      { ...web, [A]: workflow(step('one'), on('next')), [B]: workflow(step('two'), on('main')) },
      {
        next: { services: { web: { cluster: 'one' } }, branch: 'next' },
        main: { services: { web: { cluster: 'two' } }, branch: 'main' }
      }
    ]
  ])('%s: each has its services and its trigger', async (_, files, expected) => {
    const text = await configurationOf(files)
    expect(text).not.toContain('TODO')
    const { environments } = parse(text) as { environments: Record<string, { services?: object }> }
    expect(new Set(Object.keys(environments))).toEqual(new Set(Object.keys(expected)))
    for (const [name, { services, branch }] of Object.entries(expected)) {
      expect(environments[name]?.services ?? {}).toMatchObject(services)
      expect(jobOf(`deploy-${name}`).if).toBe(condition(name, branch))
      // another name in the claims of the token would lock the role
      expect(jobOf(`deploy-${name}`).environment).toBeUndefined()
    }
    expect((await cli(scene, ['init'])).out).toMatch(/Nothing to change\.\n$/)
  })

  test('what two branches deploy with the environment of the template of GitHub, production, is two of ours', async () => {
    const of = (stage: string, branch: string) =>
      workflow(step(`main-${stage}`, `web-${stage}`), on(branch)).replace(
        'runs-on:',
        'environment: production\n    runs-on:'
      )
    const text = await configurationOf({ ...web, [A]: of('dev', 'develop'), [B]: of('prod', 'main') })
    const { environments } = parse(text) as { environments: object }
    expect(environments).toEqual({
      dev: { services: { web: { service: 'web-dev', cluster: 'main-dev' } } },
      prod: { services: { web: { service: 'web-prod', cluster: 'main-prod' } } }
    })
    for (const [name, branch] of [
      ['dev', 'develop'],
      ['prod', 'main']
    ] as const)
      expect(jobOf(`deploy-${name}`)).toMatchObject({
        if: condition(name, branch),
        environment: 'production'
      })
    expect((await cli(scene, ['init'])).out).toMatch(/Nothing to change\.\n$/)
  })

  test('a file that a step makes in one of them alone is a TODO there, and a second run has nothing to add', async () => {
    const text = await configurationOf({
      ...web,
      [A]: workflow(step('shop', 'web-dev', 'made.json'), on('develop')),
      [B]: workflow(step('shop', 'web-prod'), on('main'))
    })
    expect(text).toContain('# TODO task-definition: made.json')
    expect((await cli(scene, ['init'])).out).toMatch(
      /TODO: task-definition of web[\s\S]*Nothing to add\. Fill in/
    )
  })

  test('what neither a name nor one branch tells is a TODO, named by a plan: no run deploys two places', async () => {
    const text = await configurationOf({
      ...web,
      [A]: workflow(step('shop'), 'on: {push: {tags: ["v*"]}}'),
      [B]: workflow(step('shop-staging'), on('main'))
    })
    expect(text).toMatch(/^services:\n {2}# TODO web: in which environment\? .*cluster shop,/m)
    const { out, err } = await cli(scene, ['plan', '--environment', 'staging'])
    expect(`${out}${err}`).toMatch(/ecs-sealed-deploy\.yml:\d+:3: TODO: web/)
  })

  test('one place is one environment, from whichever branch or by hand; other services alone make none', async () => {
    const text = await configurationOf({
      ...web,
      'batch.json': definition('batch'),
      [A]: workflow(step('shop'), on('main')),
      [B]: workflow(step('shop'), on('hotfix')),
      '.github/workflows/c.yml': workflow(step('shop', 'batch', 'batch.json'), 'on: {push: {tags: ["v*"]}}')
    })
    expect(text).not.toMatch(/TODO|environments:/)
  })

  test('a branch that deploys one of two services deploys none here: the other one would be deployed, too', async () => {
    await configurationOf({
      ...web,
      'worker.json': definition('worker'),
      [A]: workflow(step('shop') + pair('worker.json', 'service: worker\ncluster: shop', 'two'), on('main')),
      [B]: workflow(step('shop'), on('hotfix')),
      '.github/workflows/c.yml': workflow(step('shop-dev'), on('develop'))
    })
    const conditions = Object.values(
      (parse(written('.github/workflows/ecs-deploy.yml')) as { jobs: Record<string, Job> }).jobs
    ).map(job => job.if?.replace(/^.*? \|\| /, ''))
    expect(new Set(conditions)).toEqual(
      new Set([condition('', 'main'), condition('', 'develop')].map(text => text.replace(/^.*? \|\| /, '')))
    )
  })

  test('one service of the same push and place, by two workflows, is one environment; two services are, too', async () => {
    const text = await configurationOf({
      ...web,
      'worker.json': definition('worker'),
      [A]: workflow(step('shop'), on('main')),
      [B]: workflow(step('shop'), 'on: workflow_dispatch'),
      '.github/workflows/c.yml': workflow(step('jobs', 'worker', 'worker.json'), on('main'))
    })
    expect(Object.keys((parse(text) as { services: object }).services)).toEqual(['web', 'worker'])
    expect(text).not.toContain('environments:')
  })

  test('a workflow that others call has the inputs and secrets of each, and their triggers', async () => {
    const called = workflow(
      step('${{ inputs.cluster }}', '${{ inputs.service }}', '${{ env.FILE }}'),
      [
        'on: {workflow_call: {inputs: {cluster: {type: string}, service: {type: string, default: web}, file: {type: string}}}}',
        'env: {FILE: "${{ inputs.file }}"}'
      ].join('\n')
    ).replace('aws-region:', 'role-to-assume: ${{ secrets.ROLE }}\n          aws-region:')
    const calling = (branch: string, cluster: string) => `${on(branch)}
jobs:
  deploy:
    uses: ./.github/workflows/deploy.yml
    with:
      file: web.json
      cluster: ${cluster}
    secrets:
      ROLE: \${{ secrets.ROLE_OF_${branch.toUpperCase()} }}
`
    const text = await configurationOf({
      ...web,
      '.github/workflows/deploy.yml': called,
      '.github/workflows/staging.yml': calling('develop', 'shop-staging'),
      '.github/workflows/production.yml': calling('main', 'shop-production')
    })
    expect(parse(text)).toEqual({
      services: { web: { 'task-definition': 'web.json', region: 'eu-west-1' } },
      environments: { production: stages.production, staging: stages.staging }
    })
    expect(jobOf('deploy-staging').if).toBe(condition('staging', 'develop'))
    expect(jobOf('deploy-production').steps?.[1]?.with).toMatchObject({
      'role-to-assume': '${{ secrets.ROLE_OF_MAIN }}'
    })
  })
})

describe('other inputs of the steps', () => {
  const LINES = 'environment-variables: |\n  LOG_LEVEL=info\n  PORT=80\n'
  const withInputs = (more: string) =>
    workflow(
      pair(
        'web.json',
        'service: web\ncluster: main\ndesired-count: 2\nwait-for-service-stability: true\nwait-for-minutes: 9'
      )
    ).replace('container-name: app', `container-name: app\n${more.trim().replaceAll(/^/gm, '          ')}`)

  test('go into the configuration file, or the step of a single service', async () => {
    const text = await configurationOf({ ...WEB, [DEPLOY_DEV]: withInputs(LINES) })
    expect(parse(text)).toMatchObject({ services: { web: { 'desired-count': 2 } } })
    expect(jobOf('deploy').steps?.[2]?.with).toMatchObject({
      'container-name': 'app',
      'environment-variables': 'LOG_LEVEL=info\nPORT=80\n',
      'wait-for-minutes': '9'
    })
    expect(written('.github/workflows/ecs-deploy.yml')).not.toContain('TODO')
  })

  test.each([
    ['log-configuration-log-driver: awslogs', 'log-configuration-log-driver'],
    ['docker-labels: a=b', 'docker-labels'],
    ['command: node web.js', 'command'],
    ['task-role-arn: web', 'task-role-arn'],
    ['environment-variables: |\n  KEY=${{ secrets.KEY }}', 'environment-variables'],
    ['secrets: |\n  KEY=${{ steps.made.outputs.arn }}', 'secrets']
  ])('%s is a TODO with its place, which a second run has, too', async (more, name) => {
    const { out, code } = await init({ ...WEB, [DEPLOY_DEV]: withInputs(more) }, ['--write'])
    expect(code).toBe(0)
    const place = `write it into the task definition, .*\\(\\.github/workflows/deploy-dev\\.yml:\\d+\\)$`
    expect(out).toMatch(new RegExp(`^ {2}of the deploy workflow, ${name}: ${place}`, 'm'))
    const text = written('.github/workflows/ecs-deploy.yml')
    expect(text).toMatch(new RegExp(`^ {10}# TODO ${name}: ${place}`, 'm'))
    expect(text).not.toMatch(/node web|a=b|KEY/)
    const again = await cli(scene, ['init', '--write'])
    const line = text.split('\n').findIndex(one => one.includes('# TODO')) + 1
    expect(again.out).toContain(`  .github/workflows/ecs-deploy.yml:${line}: TODO: ${name} of deploy.`)
    expect(again.out).toMatch(/Nothing to add\. Fill in what is listed\.\n$/)
    const checked = await cli(scene, ['check'])
    expect(`${checked.out}${checked.err}`).not.toContain('ecs-deploy.yml')
  })

  test('those of one step in two runs are named once, as is a service that only a run knows', async () => {
    const steps = pair(
      'web.json',
      'service: ${{ vars.SERVICE }}\ncluster: ${{ matrix.cluster }}\npropagate-tags: SERVICE'
    )
    const { out } = await init(
      {
        ...WEB,
        [DEPLOY_DEV]: workflow(steps).replace(
          'runs-on:',
          'strategy: {matrix: {cluster: [a, b]}}\n    runs-on:'
        )
      },
      ['--write']
    )
    expect(written(CONFIGURATION).match(/# TODO the service of the step/g)).toHaveLength(1)
    expect(written(CONFIGURATION)).toMatch(/cluster a, .*\n# {3}.*cluster b, /)
    const listed = out.slice(out.indexOf('Could not be detected')).split('\n')
    expect(new Set(listed).size).toBe(listed.length)
    expect(out).toMatch(/propagate-tags: only ecs-sealed-deploy\/ecs-sealed-deploy\/deploy has this input/)
  })

  test('a family that a render step takes from ECS is the live one', async () => {
    const text = await configurationOf({
      ...WEB,
      [DEPLOY_DEV]: workflow(pair('x', 'service: web\ncluster: main')).replace(
        'task-definition: x',
        'task-definition-family: web'
      )
    })
    expect(parse(text)).toMatchObject({ services: { web: { 'task-definition': { live: 'web' } } } })
  })
})
