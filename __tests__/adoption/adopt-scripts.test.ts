import { describe, expect, test } from '@jest/globals'
import { cli, makeScene } from '../shell/scene.ts'
import { adopt, deploy, FILE, outcome, read, script, workflow } from './adopted.ts'
import { job } from './repositories.ts'

const DEFINITION = `{
  "family": "shop",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "<IMAGE>",
      "environment": [{ "name": "STAGE", "value": "\${STAGE}" }],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/shop-STAGE_PLACEHOLDER", "awslogs-region": "__AWS_REGION__" }
      }
    }
  ]
}
`
const PLAIN = '{"family": "shop", "containerDefinitions": [{"name": "web", "image": "shop:latest"}]}\n'
const TWO =
  '{"family": "shop", "containerDefinitions": [{"name": "web", "image": "a"}, {"name": "proxy", "image": "b"}]}\n'

const FETCH = 'aws ecs describe-task-definition --task-definition shop --query taskDefinition > task-def.json'
const IMAGE = 'repo/shop:${{ env.TAG }}'

describe('scripts of the command line become one step', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    [
      'a fetched definition, with an image put in by jq',
      script(`${FETCH}
jq 'del(.taskDefinitionArn, .revision, .status)' task-def.json > clean.json
jq --arg IMAGE "repo/shop:$TAG" '.containerDefinitions[0].image = $IMAGE' clean.json > new.json`) +
        deploy('new.json'),
      { image: IMAGE }
    ],
    [
      'all in one script, by variables of the shell, to the end',
      script(`set -euo pipefail
# what runs now
IMAGE="repo/shop:\${TAG}"
TASK_DEF=$(aws ecs describe-task-definition --task-definition shop --region eu-west-1)
NEW=$(echo "$TASK_DEF" | jq --arg IMAGE "$IMAGE" \\
  '.taskDefinition | .containerDefinitions |= map(if .name == "web" then .image = $IMAGE else . end) | del(.taskDefinitionArn) | del(.revision)')
ARN=$(aws ecs register-task-definition --cli-input-json "$NEW" --query 'taskDefinition.taskDefinitionArn' --output text)
aws ecs update-service --cluster main --service shop-svc --task-definition "$ARN" > /dev/null
aws ecs wait services-stable --cluster main --services shop-svc
echo "Deployed $IMAGE"`),
      { image: `web=${IMAGE}` }
    ],
    [
      'over several steps, with an output and a wait of its own',
      script(`${FETCH}
jq '.containerDefinitions[0].image = "repo/shop:'"$TAG"'"' task-def.json > new.json`) +
        script(
          'ARN=$(aws ecs register-task-definition --cli-input-json file://new.json --query taskDefinition.taskDefinitionArn --output text)\necho "arn=$ARN" >> "$GITHUB_OUTPUT"',
          '\n        id: register'
        ) +
        script(
          'aws ecs update-service --cluster main --service shop-svc --task-definition ${{ steps.register.outputs.arn }}'
        ) +
        script('aws ecs wait services-stable --cluster main --services shop-svc'),
      { image: IMAGE }
    ],
    [
      'nothing but another start',
      script(
        'aws ecs update-service \\\n  --cluster main \\\n  --service shop-svc \\\n  --force-new-deployment --desired-count 2'
      ),
      { 'desired-count': 2, 'force-new-deployment': true }
    ],
    [
      'the environment of the step',
      `
      - env:
          IMAGE: \${{ steps.build.outputs.image }}
        run: aws ecs describe-task-definition --task-definition shop --query taskDefinition | jq ".containerDefinitions[0].image = \\"$IMAGE\\"" > new.json${deploy('new.json')}`,
      { image: '${{ steps.build.outputs.image }}' }
    ]
  ]
  test.each(cases)('%s', async (_, steps, given) => {
    const { out } = await adopt({ 'taskdef.json': PLAIN, [FILE]: workflow(steps) })
    expect(out).not.toContain('is left')
    expect(outcome()).toEqual({ given: { service: 'shop', ...given }, left: 0 })
    expect(read(FILE)).not.toMatch(/aws ecs|jq /)
  })

  const restart = (service: string, more = '') =>
    `aws ecs update-service --cluster main --service ${service} --force-new-deployment${more}`

  test('several services that are started again are one step', async () => {
    const steps =
      script(['a', 'b', 'c'].map(name => restart(`${name}-svc`)).join('\n')) +
      script('aws ecs wait services-stable --cluster main --services a-svc b-svc c-svc')
    await adopt({ [FILE]: workflow(steps) })
    expect(outcome()).toEqual({ given: { service: 'a, b, c', 'force-new-deployment': true }, left: 0 })
  })

  test('not where they are started in several ways', async () => {
    const steps = script(`${restart('a-svc')}\n${restart('b-svc', ' --desired-count 3')}`)
    expect((await adopt({ [FILE]: workflow(steps) })).out).toContain('in several ways')
    expect(read(FILE)).toBe(workflow(steps))
  })

  test('CRLF, comments and what else a step says stay', async () => {
    const text = workflow(`
      # the deploy itself
      - name: Ship # now
        id: ship
        if: github.ref == 'refs/heads/main'
        shell: bash
        run: |
          aws ecs update-service --cluster main --service shop-svc --force-new-deployment
        timeout-minutes: 9
      # and on
      - run: echo done`).replaceAll('\n', '\r\n')
    await adopt({ [FILE]: text })
    const now = read(FILE)
    expect(
      now
        .split('\n')
        .filter(line => line !== '')
        .every(line => line.endsWith('\r'))
    ).toBe(true)
    expect(read(FILE).replaceAll('\r', '')).toContain(`
      # the deploy itself
      - name: Ship # now
        id: ship
        if: github.ref == 'refs/heads/main'
        uses: ecs-sealed-deploy/ecs-sealed-deploy@v1
        with:
          service: shop
          force-new-deployment: true
        timeout-minutes: 9
      # and on
      - run: echo done
`)
  })
})

describe('a file that a script fills in becomes a template', () => {
  const FILLED = script(`sed -i "s|<IMAGE>|repo/shop:$TAG|g" taskdef.json
sed -i -e 's/\${STAGE}/blue/' -e "s/STAGE_PLACEHOLDER/blue/g; s/__AWS_REGION__/eu-west-1/" ./taskdef.json`)
  const VARIABLES = `IMAGE=repo/shop:\${{ env.TAG }}\nSTAGE=blue\n`

  test('sed', async () => {
    await adopt({ 'taskdef.json': DEFINITION, [FILE]: workflow(FILLED + deploy('taskdef.json')) })
    expect(outcome()).toEqual({ given: { service: 'shop', variables: VARIABLES }, left: 0 })
    expect(read('taskdef.json')).toBe(
      DEFINITION.replace('<IMAGE>', '${{ vars.IMAGE }}')
        .replace('${STAGE}', '${{ vars.STAGE }}')
        .replace('STAGE_PLACEHOLDER', '${{ vars.STAGE }}')
        .replace('__AWS_REGION__', '${{ aws.region }}')
    )
    const scene = makeScene({ 'taskdef.json': read('taskdef.json') })
    const rendered = await cli(scene, [
      ...['render', '--task-definition', 'taskdef.json', '--aws-region', 'eu-west-1'],
      ...['--variables', 'IMAGE=repo/shop:1\nSTAGE=blue', '--cluster', 'main']
    ])
    scene.remove()
    expect(rendered).toMatchObject({ err: '', code: 0 })
  })

  test('envsubst, sed to another file, and a render step after it', async () => {
    const steps = `${script('envsubst < taskdef.json > filled.json', '\n        env:\n          STAGE: blue')}${script(
      'sed s/STAGE_PLACEHOLDER/blue/ filled.json > done.json'
    )}
      - id: render
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: done.json
          container-name: web
          image: ${IMAGE}${deploy('${{ steps.render.outputs.task-definition }}')}`
    await adopt({ 'taskdef.json': DEFINITION, [FILE]: workflow(steps) })
    expect(outcome()).toEqual({
      given: { service: 'shop', image: IMAGE, variables: 'STAGE=blue\n' },
      left: 0
    })
    expect(read('taskdef.json')).toContain('"value": "${{ vars.STAGE }}"')
    expect(read('taskdef.json')).toContain('/ecs/shop-${{ vars.STAGE }}"')
  })

  test('a part of an image is the image', async () => {
    const steps = script('sed -i "s#:latest#:${TAG}#" taskdef.json') + deploy('taskdef.json')
    await adopt({ 'taskdef.json': PLAIN, [FILE]: workflow(steps) })
    expect(outcome()).toEqual({ given: { service: 'shop', image: 'shop:${{ env.TAG }}' }, left: 0 })
    expect(read('taskdef.json')).toBe(PLAIN)
  })

  test('the container is named where there are several', async () => {
    const steps =
      script(`jq '.containerDefinitions[1].image = "proxy:2"' taskdef.json > new.json`) + deploy('new.json')
    await adopt({ 'taskdef.json': TWO, [FILE]: workflow(steps) })
    expect(outcome()).toEqual({ given: { service: 'shop', image: 'proxy=proxy:2' }, left: 0 })
  })

  test('words of a pattern are no files that something else reads', async () => {
    const steps = `${script("sed -i 's/<IMAGE>/production/' taskdef.json")}${deploy('taskdef.json')}${script('echo production')}`
    await adopt({ 'taskdef.json': DEFINITION, [FILE]: workflow(steps) })
    expect(outcome()).toEqual({ given: { service: 'shop', variables: 'IMAGE=production\n' }, left: 1 })
  })

  test('render steps one after the other, one of them with more than an image', async () => {
    const step = (id: string, from: string, more: string) => `
      - id: ${id}
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: ${from}
          ${more}`
    const steps =
      step('one', 'taskdef.json', 'container-name: proxy\n          image: b:2') +
      step(
        'two',
        '${{ steps.one.outputs.task-definition }}',
        'container-name: web\n          image: a:2\n          environment-variables: A=b'
      ) +
      deploy('${{ steps.two.outputs.task-definition }}')
    await adopt({ 'taskdef.json': TWO, [FILE]: workflow(steps) })
    expect(outcome().given).toEqual({
      service: 'shop',
      image: 'proxy=b:2\nweb=a:2\n',
      'container-name': 'web',
      'environment-variables': 'A=b'
    })
  })

  test('not one that something else reads as it is', async () => {
    const files = {
      'taskdef.json': DEFINITION,
      [FILE]: workflow(FILLED + deploy('taskdef.json')),
      '.github/workflows/lint.yml': `on: push${job('\n      - run: ./lint taskdef.json')}\n`
    }
    const { out } = await adopt(files)
    expect(out).toMatch(
      /taskdef\.json would become a template, and \.github\/workflows\/lint\.yml:\d+ reads it/
    )
    for (const [file, text] of Object.entries(files)) expect([file, read(file)]).toEqual([file, text])
  })
})

describe('a matrix stays', () => {
  const paired = (service: string, file = '.aws/${{ matrix.app }}.json') => `
      - id: render
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: ${file}
          container-name: web
          image: repo/\${{ matrix.app }}:\${{ env.TAG }}${deploy('${{ steps.render.outputs.task-definition }}', `service: ${service}\ncluster: main`)}`
  const files = { '.aws/tiles.json': PLAIN, '.aws/search.json': PLAIN.replace('"shop"', '"find"') }

  test.each([
    ['a list', 'strategy:\n  matrix:\n    app: [tiles, search]'],
    ['rows', 'strategy:\n  matrix:\n    include:\n      - {app: tiles}\n      - {app: search}'],
    ['lists, one left out', 'strategy:\n  matrix:\n    app: [tiles, old, search]\n    exclude: [{app: old}]']
  ])('%s: the step names the service by it', async (_, strategy) => {
    await adopt({ ...files, [FILE]: workflow(paired('maps-${{ matrix.app }}-service'), strategy) })
    expect(outcome()).toEqual({
      given: { service: 'maps-${{ matrix.app }}', image: 'repo/${{ matrix.app }}:${{ env.TAG }}' },
      left: 0
    })
    expect(read(FILE)).toContain('matrix:')
  })

  test('services that no member of it names are left', async () => {
    const strategy =
      'strategy:\n  matrix:\n    include:\n      - {app: tiles, name: Front_3}\n      - {app: search, name: Back-7}'
    const { out } = await adopt({
      ...files,
      [FILE]: workflow(paired('${{ matrix.name }}-svc').replaceAll('repo/${{ matrix.app }}', 'x'), strategy)
    })
    expect(out).toContain('no key of the matrix identifies')
  })

  test('a workflow that is called is known by its calls', async () => {
    const called = `on:\n  workflow_call:\n    inputs: {app: {type: string, required: true}}${job(
      paired('${{ inputs.app }}-svc', '.aws/${{ inputs.app }}.json').replaceAll('matrix.app', 'inputs.app')
    )}\n`
    const call = (app: string) =>
      `  ${app}:\n    uses: ./.github/workflows/_ship.yml\n    with: {app: ${app}}\n`
    await adopt({
      ...files,
      '.github/workflows/_ship.yml': called,
      '.github/workflows/main.yml': `on: push\njobs:\n${call('tiles')}${call('search')}`
    })
    expect(outcome('.github/workflows/_ship.yml').given).toEqual({
      service: '${{ inputs.app }}',
      image: 'repo/${{ inputs.app }}:${{ env.TAG }}'
    })
  })
})

describe('scripts that nobody can follow are left, and said with their line', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'a loop over what nobody knows',
      `for s in $(cat services); do aws ecs update-service --cluster main --service "$s"; done`,
      'line 15: .*`for`'
    ],
    [
      'a condition',
      `if [ -n "$X" ]; then aws ecs update-service --cluster main --service shop-svc; fi`,
      'line 15: `if` makes the calls conditional'
    ],
    [
      'a build in the same script',
      `docker push x\naws ecs update-service --cluster main --service shop-svc`,
      'line 15: `docker` does something else'
    ],
    [
      'another option',
      'aws ecs update-service --cluster main --service shop-svc --network-configuration x',
      'line 15: its option --network-configuration'
    ],
    ['a number changed by jq', `jq '.cpu = "512"' taskdef.json > new.json`, 'a script changes'],
    [
      'a secret put into a variable',
      `sed -i "s|\\\${STAGE}|\${{ secrets.STAGE }}|g" taskdef.json`,
      'from secrets'
    ],
    ['a pattern', `sed -i "s|<.*>|x|" taskdef.json`, 'a script changes'],
    ['a variable of nowhere', `sed -i "s|<IMAGE>|$NOWHERE|" taskdef.json`, 'a script changes'],
    ['text that is not a placeholder', `sed -i "s|shop|other|g" taskdef.json`, 'not a placeholder']
  ]
  test.each(cases)('%s', async (_, text, why) => {
    const steps = text.includes('update-service')
      ? script(text)
      : script(text) + deploy(text.includes('new.json') ? 'new.json' : 'taskdef.json')
    const files = { 'taskdef.json': DEFINITION, [FILE]: workflow(steps) }
    const { out } = await adopt(files)
    expect(out).toMatch(new RegExp(`^\\.github/workflows/ship\\.yml:\\d+ is left: .*${why}`, 'm'))
    for (const [file, before] of Object.entries(files)) expect([file, read(file)]).toEqual([file, before])
  })
})
