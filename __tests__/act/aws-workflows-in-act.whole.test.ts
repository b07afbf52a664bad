import { afterEach, describe, expect, test } from '@jest/globals'
import { openRepository } from '../cli/adoption/repositories.ts'
import { cli } from '../run/scene.ts'
import { skipLoudly } from '../skips.ts'
import { ACT, endActs, type Played, play, type Scene } from './act.ts'

// Workflows of teams that deploy with AWS's actions, with nothing but `uses:` changed, as `adopt` does it.

afterEach(endActs)

const definition = (family: string, containers: readonly string[] = ['app']) => ({
  family,
  containerDefinitions: containers.map(name => ({
    ...{ name, image: `${name}:PLACEHOLDER_TAG`, memory: 64 },
    environment: [{ name: 'STAGE', value: '<STAGE>' }]
  }))
})
const text = (value: unknown) => JSON.stringify(value, null, 2)
const service = (name: string) => ({
  cluster: 'shop',
  serviceName: name,
  taskDefinition: name,
  desiredCount: 1
})

const BUILT = `
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
      - id: build
        run: echo "image=registry.example/app:$GITHUB_SHA" >> "$GITHUB_OUTPUT"`
const render = (id: string, more: string) => `
      - id: ${id}
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
${more.trim().replaceAll(/^ */gm, '          ')}`
const deploy = (file: string, more = '') => `
      - name: Deploy
        uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ${file}
          service: web
          cluster: shop
          wait-for-service-stability: true${more}`
const run = (script: string) => `
      - run: |
${script.replaceAll(/^/gm, '          ')}`
const workflow = (steps: string, before = '') =>
  `name: Ship\non: push\njobs:\n  ship:\n    runs-on: ubuntu-latest${before}\n    steps:${BUILT}${steps}\n`

const FILES = { 'ecs/web.json': text(definition('web')) }
const WITH_BOTH = { 'ecs/web.json': text(definition('web', ['app', 'proxy'])) }
const IMAGE = `'\${{ steps.build.outputs.image }}'`
const FETCH = 'aws ecs describe-task-definition --task-definition web --query taskDefinition > live.json'

/** What is registered: the containers with image and environment, by family. */
type Case = {
  readonly name: string
  readonly steps: string
  readonly files?: Readonly<Record<string, string>>
  readonly before?: string
  readonly services?: readonly string[]
}
const CASES: readonly Case[] = [
  {
    name: 'a render step and a deploy step',
    steps:
      render('task', `task-definition: ecs/web.json\ncontainer-name: app\nimage: ${IMAGE}`) +
      deploy('${{ steps.task.outputs.task-definition }}')
  },
  {
    name: 'two containers, one with variables',
    steps:
      render('one', `task-definition: ecs/web.json\ncontainer-name: proxy\nimage: proxy:7`) +
      render(
        'two',
        `task-definition: \${{ steps.one.outputs.task-definition }}\ncontainer-name: app\nimage: ${IMAGE}\nenvironment-variables: "LOG_LEVEL=info"`
      ) +
      deploy('${{ steps.two.outputs.task-definition }}'),
    files: WITH_BOTH
  },
  {
    name: 'a definition that is fetched, with another image by jq',
    steps:
      run(
        `${FETCH}\njq --arg IMAGE "registry.example/app:$GITHUB_SHA" '.containerDefinitions[0].image = $IMAGE | del(.taskDefinitionArn, .revision, .status)' live.json > new.json`
      ) + deploy('new.json'),
    files: {}
  },
  {
    name: 'a file that sed fills in',
    steps:
      run(`sed -i -e "s/PLACEHOLDER_TAG/$GITHUB_SHA/g" -e 's/<STAGE>/production/' ecs/web.json`) +
      deploy('ecs/web.json')
  },
  {
    name: 'a matrix',
    steps:
      render('task', `task-definition: ecs/\${{ matrix.app }}.json\ncontainer-name: app\nimage: ${IMAGE}`) +
      deploy('${{ steps.task.outputs.task-definition }}').replace(
        'service: web',
        'service: ${{ matrix.app }}'
      ),
    before: '\n    strategy:\n      matrix:\n        app: [web, mail]',
    files: { ...FILES, 'ecs/mail.json': text(definition('mail')) },
    services: ['web', 'mail']
  }
]

const sceneOf = ({ files = FILES, services = ['web'] }: Case): Scene => ({
  files,
  scenario: {
    region: 'eu-west-1',
    clusters: ['shop'],
    taskDefinitions: services.map(name => definition(name)),
    services: services.map(service)
  },
  secrets: { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' }
})

/** Families with their containers as they were registered, and the services that were updated. */
function cameOf({ code, out, sandbox }: Played) {
  if (code !== 0) throw new Error(out)
  const bodies = (operation: string) =>
    sandbox
      .requests()
      .flatMap(one => (one.operation === operation ? [one.body as Record<string, unknown>] : []))
  // the commit of each run's own repository
  const same = (value: unknown) => JSON.stringify(value).replaceAll(/[0-9a-f]{40}/g, 'COMMIT')
  return {
    registered: bodies('RegisterTaskDefinition')
      .map(({ family, containerDefinitions }) => [
        family,
        (containerDefinitions as Record<string, unknown>[]).map(({ name, image, environment, memory }) =>
          same({ name, image, environment, memory })
        )
      ])
      .toSorted(),
    updated: bodies('UpdateService')
      .map(({ service: name }) => name)
      .toSorted()
  }
}

if (ACT === undefined) skipLoudly('needs act, as __tests__/act/workflows-in-act.whole.test.ts says')
else {
  describe.each(CASES)('$name', one => {
    const text = workflow(one.steps, one.before)
    const dropIn = text.replaceAll(
      /aws-actions\/amazon-ecs-(render|deploy)-task-definition@v\d/g,
      'ecs-sealed-deploy/ecs-sealed-deploy/$1@v1'
    )

    test('with `uses:` changed, as adopt does it, registers and updates the same', async () => {
      const scene = openRepository({ '.github/workflows/ship.yml': text, ...sceneOf(one).files })
      await cli(scene, ['adopt', '--write'])
      expect(scene.read('.github/workflows/ship.yml')).toBe(dropIn)
      scene.remove()
      const came = cameOf(await play(dropIn, sceneOf(one)))
      expect(came.updated).toEqual((one.services ?? ['web']).toSorted())
      expect(JSON.stringify(came.registered)).toContain('COMMIT')
    })
  })
}
