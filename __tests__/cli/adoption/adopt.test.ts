import { afterEach, describe, expect, test } from '@jest/globals'
import { cli } from '../../run/scene.ts'
import type { Workspace } from '../../workspace.ts'
import { definition, type Files, openRepository, pair, workflow } from './repositories.ts'

let scene: Workspace
afterEach(() => scene.remove())

const FILE = '.github/workflows/ship.yml'
const WEB = { 'infra/web.json': definition('web') }
const SHIP = workflow(pair('infra/web.json', 'service: web\ncluster: main'))
const OURS = 'ecs-sealed-deploy/ecs-sealed-deploy'
const DEPLOY = 'aws-actions/amazon-ecs-deploy-task-definition'

function adopt(files: Files, ...args: readonly string[]) {
  scene = openRepository({ ...WEB, ...files })
  return cli(scene, ['adopt', ...args])
}

describe('steps of the two actions of AWS', () => {
  test.each([
    ['as they are', SHIP],
    ['with CRLF', SHIP.replaceAll('\n', '\r\n')],
    ['in a matrix', SHIP.replace('service: web', 'service: ${{ matrix.app }}')],
    ['after a comment', SHIP.replace('jobs:', `# uses: ${DEPLOY}@v1\njobs:`)]
  ])('%s: their uses change, and nothing else', async (_, text) => {
    const { out, err, code } = await adopt({ [FILE]: text }, '--write')
    expect({ err, code }).toEqual({ err: '', code: 0 })
    const uses = /(?<!# )uses: aws-actions\/amazon-ecs-(render|deploy)-task-definition@v\d/g
    expect(scene.read(FILE)).toBe(text.replaceAll(uses, `uses: ${OURS}/$1@v1`))
    expect(out).toContain(`+ uses: ${OURS}/render@v1`)
    expect(out).toContain('Review the changes (git diff), and open a pull request.')
  })

  test.each([
    [`'${DEPLOY}@v2'`, `${OURS}/deploy@v1`],
    [`${DEPLOY}@${'0123456789'.repeat(4)} # v2.3.1`, `${OURS}/deploy@v1`],
    [`${DEPLOY}@v2 # ours`, `${OURS}/deploy@v1 # ours`]
  ])('%s becomes %s', async (before, after) => {
    await adopt({ [FILE]: SHIP.replace(`${DEPLOY}@v2`, before) }, '--write')
    expect(scene.read(FILE)).toContain(`- uses: ${after}\n`)
  })

  test('a step that was pinned to a commit says with its line what to pin now', async () => {
    const pinned = SHIP.replace(`${DEPLOY}@v2`, `${DEPLOY}@${'0123456789'.repeat(4)} # v2.3.1`)
    const { out, code } = await adopt({ [FILE]: pinned })
    expect(code).toBe(0)
    expect(out).toMatch(
      /ship\.yml:16: the step was pinned to a commit, .* write the commit of the release that you have reviewed in place of v1\./
    )
    expect((await cli(scene, ['adopt', '--json'])).out).toMatch(
      /"left":\[?.*ship\.yml:16: the step was pinned/s
    )
    scene.remove()
    expect((await adopt({ [FILE]: SHIP })).out).not.toContain('pinned')
  })

  test('an input of the step that this action does not have is shown with its line', async () => {
    const text = SHIP.replace(
      'cluster: main',
      'cluster: main\n          Regionn: eu\n          Max-Retries: 3'
    )
    const { out, code } = await adopt({ [FILE]: text })
    expect(code).toBe(0)
    expect(out).toMatch(
      /ship\.yml:21: Unknown input "regionn"\. A run of this action can fail because of it: correct or remove it\./
    )
    expect(out).not.toMatch(/Max-Retries|nothing to change/i)
  })

  test('in an action of the repository itself', async () => {
    const file = '.github/actions/ship/action.yml'
    await adopt({ [file]: `runs:\n  using: composite\n  steps:\n    - uses: ${DEPLOY}@v2\n` }, '--write')
    expect(scene.read(file)).toContain(`- uses: ${OURS}/deploy@v1\n`)
  })

  test('nothing is written by itself, and what is not on a line of its own is named', async () => {
    const text = `${SHIP}      - { "uses": ${DEPLOY}@v2 }\n`
    const { out } = await adopt({ [FILE]: text })
    expect(out).toContain('Nothing written. Run again with --write to make these changes.')
    expect(out).toMatch(/ship\.yml:\d+: its "uses" is not written as usual, and stays as it is\./)
    expect(scene.read(FILE)).toBe(text)
  })

  test.each([[], ['--json']])('of a line only the action is shown %s', async (...flags) => {
    const value = ['harbor', 'cedar', '9x'].join('')
    const text = SHIP.replace(`${DEPLOY}@v2`, `${DEPLOY}@v2 # was ${value} (DB_PASSWORD)`)
    const { out } = await adopt({ [FILE]: text }, ...flags)
    expect(out).toContain(`${OURS}/deploy@v1`)
    expect(out).not.toContain(value)
  })
})

const run = (script: string) => workflow(`\n      - run: |\n${script.replaceAll(/^/gm, '          ')}`)
const STEP = 'a step of this action with "task-definition", "service" and "cluster"'

describe('what deploys in another way is named with its line, and what to write', () => {
  test.each<readonly [string, Files, string, string]>([
    [
      'a script of a workflow',
      { [FILE]: run('set -e\naws ecs update-service --service web') },
      `${FILE}:12 (aws ecs update-service)`,
      STEP
    ],
    [
      'a restart over two lines',
      { [FILE]: run('aws ecs update-service \\\n  --service web --force-new-deployment') },
      `${FILE}:11 (aws ecs update-service)`,
      'force-new-deployment: true'
    ],
    [
      'a new revision with a restart',
      { [FILE]: run('aws ecs update-service --force-new-deployment --task-definition "$ARN"') },
      `${FILE}:11 (aws ecs update-service)`,
      STEP
    ],
    ['a task', { [FILE]: run('aws ecs run-task') }, `${FILE}:11 (aws ecs run-task)`, 'run: before'],
    [
      'a wait',
      { [FILE]: run('aws ecs wait services-stable') },
      `${FILE}:11 (aws ecs wait services-stable)`,
      'nothing: the action waits'
    ],
    [
      'a definition that is fetched',
      { [FILE]: run('aws ecs describe-task-definition --task-definition a') },
      `${FILE}:11 (aws ecs describe-task-definition)`,
      'task-definition: live'
    ],
    [
      'a Makefile',
      { Makefile: 'deploy:\n\taws ecs register-task-definition --cli-input-json file://web.json\n' },
      'Makefile:2 (aws ecs register-task-definition)',
      '"task-definition" of the step'
    ],
    [
      'a script',
      { 'ship.sh': '#!/bin/sh\n# aws ecs deploy\naws ecs  update-service\n' },
      'ship.sh:3 (aws ecs update-service)',
      STEP
    ],
    [
      'GitLab',
      { '.gitlab-ci.yml': 'ship:\n  script:\n    - aws ecs update-service\n' },
      '.gitlab-ci.yml:3 (aws ecs update-service)',
      STEP
    ],
    [
      'CircleCI',
      { '.circleci/config.yml': 'orbs: {aws-ecs: circleci/aws-ecs@6}' },
      '.circleci/config.yml:1 (circleci/aws-ecs)',
      STEP
    ],
    [
      'CodePipeline',
      { 'buildspec.yml': 'commands:\n  - printf x > imagedefinitions.json' },
      'buildspec.yml:2 (imagedefinitions.json)',
      STEP
    ],
    [
      'a deployer of others, whose options are no part of its name',
      { 'ship.sh': 'ecs deploy --secret-access-key Harbor52Lantern prod web\n' },
      'ship.sh:1 (ecs deploy)',
      STEP
    ],
    [
      'a command of Express Mode',
      { 'ship.sh': 'aws ecs update-express-gateway-service --service-arn "$ARN"\n' },
      'ship.sh:1 (aws ecs update-express-gateway-service)',
      STEP
    ],
    [
      "AWS's action for Express Mode",
      { [FILE]: workflow('\n      - uses: aws-actions/amazon-ecs-deploy-express-service@v1') },
      `${FILE}:10 (aws-actions/amazon-ecs-deploy-express-service)`,
      STEP
    ],
    ['boto3', { 'ship.py': 'ecs.update_service(cluster="a")' }, 'ship.py:1 (update_service)', STEP],
    ['ecspresso', { 'ecspresso.yml': 'cluster: shop\n' }, 'ecspresso.yml:1 (ecspresso)', STEP],
    ['Copilot', { 'copilot/w/manifest.yml': 'name: w\n' }, 'copilot/w/manifest.yml:1 (AWS Copilot)', STEP],
    [
      'an action of others',
      { [FILE]: workflow('\n      - uses: donaldpiret/ecs-deploy@master') },
      `${FILE}:10 (donaldpiret/ecs-deploy)`,
      STEP
    ],
    [
      'a workflow of another repository',
      { [FILE]: 'on: push\njobs:\n  ship:\n    uses: org/shared/.github/workflows/deploy.yml@v1\n' },
      `${FILE}:4 (org/shared/.github/workflows/deploy.yml)`,
      STEP
    ]
  ])('%s', async (_, files, place, write) => {
    const { out } = await adopt(files)
    const line = out.split('\n').find(one => one.startsWith(`  ${place}: `))
    expect(line).toContain(write)
    expect(out.trimEnd().split('\n').at(-1)).toBe('Nothing to change in what was read.')
    expect((await cli(scene, ['init'])).out).toContain(line)
  })

  test('what only resembles it is not', async () => {
    const { out } = await adopt({
      [FILE]: workflow(
        '\n      - uses: aws-actions/amazon-ecr-login@v2\n      - uses: org/specs-check@v1\n      # - uses: org/ecs-deploy@v1\n      - run: ./scripts/ship.sh'
      ),
      'scripts/ship.sh':
        'aws ecs describe-services\nmy-aws ecs deploy\naws ecs update-service --desired-count 0\naws ecs update-service --service web --desired-count "$1"\naws ecs update-service --load-balancers "$2"\n',
      'README.md': 'aws ecs update-service'
    })
    expect(out).toBe('Nothing to change.\n')
  })
})
