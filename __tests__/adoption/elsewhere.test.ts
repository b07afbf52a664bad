import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import { definition } from './repositories.ts'

let scene: Scene
afterEach(() => scene.remove())

const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: scene.path })

function open(files: Readonly<Record<string, string>>): void {
  scene = makeScene(files)
  git('init', '-q')
  git('add', '-A')
}

/** What `init` and, once there is a configuration file, `adopt` say. */
async function both(files: Readonly<Record<string, string>>) {
  open(files)
  const first = await cli(scene, ['init', '--write'])
  git('add', '-A')
  return { init: first.out, adopt: (await cli(scene, ['adopt'])).out }
}

const workflow = (steps: string) =>
  `on: {push: {branches: [main]}}\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${steps}`
const RUNS = workflow('      - run: make deploy\n')
const COMMANDS =
  'aws ecs register-task-definition --cli-input-json file://infra/web.json\naws ecs update-service --cluster shop --service web --task-definition web\n'
const WEB = { 'infra/web.json': definition('web') }

describe('what deploys in a place that is not read', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      'a Makefile',
      { '.github/workflows/ship.yml': RUNS, Makefile: `deploy:\n\t${COMMANDS.replaceAll('\n', '\n\t')}` },
      'Makefile:2 (aws ecs register-task-definition)'
    ],
    [
      'a script',
      { '.github/workflows/ship.yml': RUNS, 'scripts/ship.sh': `#!/bin/sh\n# aws ecs deploy\n${COMMANDS}` },
      'scripts/ship.sh:3 (aws ecs register-task-definition)'
    ],
    [
      'GitLab',
      { '.gitlab-ci.yml': `ship:\n  script:\n    - aws ecs  update-service --cluster a\n` },
      '.gitlab-ci.yml:3 (aws ecs update-service)'
    ],
    ['Jenkins', { Jenkinsfile: "sh 'aws ecs update-service'" }, 'Jenkinsfile:1 (aws ecs update-service)'],
    [
      'CircleCI',
      { '.circleci/config.yml': 'orbs: {aws-ecs: circleci/aws-ecs@6}' },
      '.circleci/config.yml:1 (circleci/aws-ecs)'
    ],
    [
      'CodePipeline',
      { 'buildspec.yml': 'commands:\n  - printf x > imagedefinitions.json' },
      'buildspec.yml:2 (imagedefinitions.json)'
    ],
    [
      'a deployer of others, whose options are no part of its name',
      { 'ship.sh': 'ecs deploy --secret-access-key Harbor52Lantern prod web\n' },
      'ship.sh:1 (ecs deploy)'
    ],
    ['boto3', { 'tools/ship.py': 'ecs.update_service(cluster="a")' }, 'tools/ship.py:1 (update_service)'],
    ['ecspresso', { 'ecspresso.yml': 'cluster: shop\nservice: web\n' }, 'ecspresso.yml:1 (ecspresso)'],
    [
      'an action of somebody else',
      {
        '.github/workflows/ship.yml': workflow(
          '      - uses: donaldpiret/ecs-deploy@master\n        with: {cluster: shop}\n'
        )
      },
      '.github/workflows/ship.yml:7 (donaldpiret/ecs-deploy)'
    ],
    [
      'a workflow of another repository',
      {
        '.github/workflows/ship.yml':
          'on: push\njobs:\n  ship:\n    uses: org/shared/.github/workflows/deploy.yml@v1\n    with: {cluster: shop}\n'
      },
      '.github/workflows/ship.yml:4 (org/shared/.github/workflows/deploy.yml)'
    ],
    [
      'an action of the repository itself',
      {
        '.github/workflows/ship.yml': workflow('      - uses: ./.github/actions/ship\n'),
        '.github/actions/ship/action.yml':
          'runs:\n  using: composite\n  steps:\n    - uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n'
      },
      '.github/actions/ship/action.yml:4 (aws-actions/amazon-ecs-deploy-task-definition)'
    ]
  ])('%s is named, and nothing is said to be all', async (_, files, place) => {
    const { init, adopt } = await both({ ...WEB, ...files })
    const line = `Seems to deploy to ECS, too, and was not read: ${place}.`
    expect(init).toContain(line)
    expect(adopt).toContain(line)
    expect(adopt.trimEnd().split('\n').at(-1)).toBe('Nothing to change in what was read.')
  })

  test('it is in the document of --json', async () => {
    open({ ...WEB, Makefile: 'deploy:\n\taws ecs update-service\n' })
    const said = expect.stringMatching(
      /^Seems to deploy to ECS, too, .*Makefile:2 \(aws ecs update-service\)/
    )
    expect(JSON.parse((await cli(scene, ['init', '--json', '--write'])).out)).toMatchObject({
      notRead: [said]
    })
    expect(JSON.parse((await cli(scene, ['adopt', '--json'])).out)).toMatchObject({
      notRead: [said],
      files: []
    })
  })

  test('what only resembles it is not named', async () => {
    const { init, adopt } = await both({
      ...WEB,
      '.github/workflows/ship.yml': workflow(
        '      - uses: aws-actions/amazon-ecr-login@v2\n      - uses: org/specs-check@v1\n      # - uses: org/ecs-deploy@v1\n      - run: ./scripts/ship.sh\n'
      ),
      'scripts/ship.sh': 'aws ecs describe-services\naws ecs wait services-stable\nmy-aws ecs deploy\n',
      'README.md': COMMANDS
    })
    expect(init + adopt).not.toContain('Seems to deploy')
    expect(adopt).toBe('Nothing to change.\n')
  })

  test('a workflow that is not valid YAML is named by adopt, too', async () => {
    open({
      ...WEB,
      '.github/ecs-sealed-deploy.yml': 'services: {web: {task-definition: infra/web.json}}\n',
      '.github/workflows/broken.yml': 'jobs: [\n'
    })
    const { out } = await cli(scene, ['adopt'])
    expect(out).toContain('Not searched: .github/workflows/broken.yml')
    expect(out).toContain('Nothing to change in what was read.')
  })
})

describe('definitions in templates, where nothing else is found', () => {
  test.each([
    [
      'Terraform',
      'main.tf',
      'resource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([])\n}\n'
    ],
    [
      'CloudFormation',
      'template.yaml',
      'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{Name: web, Image: nginx}]\n'
    ]
  ])('%s is named', async (_, file, text) => {
    open({ [file]: text })
    const { out, err, code } = await cli(scene, ['init'])
    expect(code).toBe(2)
    expect(out + err).toContain(
      `Task definitions in templates, which a deploy does not take as files: ${file}.`
    )
    expect(out + err).toContain('and no JSON or YAML file that git tracks is a task definition.')
  })

  test('Copilot is named', async () => {
    open({ 'copilot/web/manifest.yml': 'name: web\ntype: Backend Service\n' })
    const { out, err } = await cli(scene, ['init'])
    expect(out + err).toContain('copilot/web/manifest.yml:1 (AWS Copilot)')
  })
})
