import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { INPUTS } from '../../src/inputs/tables/specification.ts'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import { job, LIVE, MATRIX, pair, STAGES, TWO_BY_TWO } from './repositories.ts'

let scene: Scene
afterEach(() => scene.remove())

type Files = Readonly<Record<string, string>>

/** The repository with the configuration that `init` writes, and without its new workflows. */
async function adopt(files: Files, args: readonly string[] = []) {
  scene = makeScene(files)
  const git = (...words: string[]) => spawnSync('git', words, { cwd: scene.path })
  git('init', '-q')
  git('add', '-A')
  expect((await cli(scene, ['init', '--write'])).code).toBe(0)
  return cli(scene, ['adopt', ...args])
}

const read = (file: string) => readFileSync(join(scene.path, file), 'utf8')
const MATRIX_FILE = '.github/workflows/deploy.yml'
const FILE = '.github/workflows/ship.yml'

const SHIP = `# how we ship
on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6 # the code
      # built before
      - name: Fill in the image
        id: render
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: ops/web.json
          container-name: app
          image: \${{ steps.build.outputs.image }}
          environment-variables: |
            LOG_LEVEL=info
            TZ=UTC

      # the deploy itself
      - name: Deploy
        id: deploy
        if: github.ref == 'refs/heads/main'
        uses: aws-actions/amazon-ecs-deploy-task-definition@v2 # v2.3.1
        timeout-minutes: 20
        with:
          task-definition: \${{ steps.render.outputs.task-definition }} # rendered
          service: web   # do not rename
          cluster: main
          # as long as it takes
          wait-for-service-stability: true
          wait-for-minutes: 15
        env:
          A: b
      - run: echo "\${{ steps.deploy.outputs.task-definition-arn }}" # keep me
`
const WEB = { 'ops/web.json': '{"family": "web", "containerDefinitions": [{"name": "app", "image": "a:1"}]}' }

const SHIPPED = `# how we ship
on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6 # the code
      # built before

      # the deploy itself
      - name: Deploy
        id: deploy
        if: github.ref == 'refs/heads/main'
        uses: ecs-sealed-deploy/ecs-sealed-deploy@v1
        timeout-minutes: 20
        with:
          service: web
          image: \${{ steps.build.outputs.image }}
          environment-variables: |
            LOG_LEVEL=info
            TZ=UTC
          # as long as it takes
          wait-for-service-stability: true
          wait-for-minutes: 15
        env:
          A: b
      - run: echo "\${{ steps.deploy.outputs.task-definition-arn }}" # keep me
`

describe('the shapes', () => {
  test.each([
    ['', '\n'],
    [' with CRLF', '\r\n']
  ])('render and deploy become one step; everything else stays to the byte%s', async (_, end) => {
    const lines = (text: string) => text.replaceAll('\n', end)
    const run = await adopt({ ...WEB, [FILE]: lines(SHIP) }, ['--write'])
    expect(run).toMatchObject({ code: 0, err: '' })
    expect(read(FILE)).toBe(lines(SHIPPED))
  })

  test('a workflow for each environment: each names its own', async () => {
    await adopt(TWO_BY_TWO, ['--write'])
    for (const name of ['dev', 'prod']) {
      const { jobs } = parse(read(`.github/workflows/deploy-${name}.yml`)) as {
        jobs: { deploy: { steps: { uses: string; with: object }[] } }
      }
      const own = jobs.deploy.steps.filter(({ uses }) => uses.startsWith('ecs-sealed-deploy/'))
      expect(own.map(step => step.with)).toEqual([
        { service: 'books-web', environment: name, image: '${{ steps.build.outputs.image }}' },
        {
          service: 'books-worker',
          environment: name,
          image: '${{ steps.build.outputs.image }}',
          // the configuration file cannot say it
          cluster: '${{ secrets.CLUSTER }}'
        }
      ])
      expect(jobs.deploy.steps).toHaveLength(4)
      expect(read(`.github/workflows/deploy-${name}.yml`)).toContain(`# the cluster of ${name}`)
    }
  })

  test('a chain of render steps: an image a line', async () => {
    const chained = `on: push${job(
      pair('ops/web.json', 'service: web\ncluster: main')
        .replace(
          '      - uses: aws-actions/amazon-ecs-deploy',
          `      - id: second
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: \${{ steps.render.outputs.task-definition }}
          container-name: proxy
          image: proxy:1
      - uses: aws-actions/amazon-ecs-deploy`
        )
        .replace(
          /(deploy-task-definition@v2\n\s+with:\n\s+task-definition: \$\{\{ steps)\.render/,
          '$1.second'
        )
    )}`
    await adopt({ ...WEB, [FILE]: chained }, ['--write'])
    expect(read(FILE)).toContain(
      '          service: web\n          image: |\n            app=${{ steps.build.outputs.image }}\n            proxy=proxy:1\n'
    )
    expect(read(FILE)).not.toContain('render-task-definition')
  })

  test('a definition that is fetched: the call goes, the configuration says that it is live', async () => {
    await adopt(LIVE, ['--write'])
    const text = read('.github/workflows/ecs.yml')
    expect(text).not.toContain('describe-task-definition')
    expect(text).toContain('uses: ecs-sealed-deploy/ecs-sealed-deploy@v1')
  })

  test('inputs that it writes are inputs of the action', async () => {
    await adopt({ ...WEB, [FILE]: SHIP }, ['--write'])
    const { jobs } = parse(read(FILE)) as { jobs: { ship: { steps: { uses?: string; with?: object }[] } } }
    const own = jobs.ship.steps.find(({ uses = '' }) => uses.startsWith('ecs-sealed-deploy/'))
    expect(Object.keys(own?.with ?? {}).filter(name => !(name in INPUTS))).toEqual([])
  })
})

describe('what is not understood is left, and said', () => {
  const cases: readonly (readonly [string, Files, string])[] = [
    [
      'a matrix that does not say which service it is',
      {
        ...MATRIX,
        [MATRIX_FILE]: MATRIX[MATRIX_FILE]
          .replaceAll('search-service', 'find')
          .replaceAll('maps-tiles', 'fore')
      },
      'no key of the matrix identifies'
    ],
    [
      'a script that changes the file',
      {
        ...WEB,
        [FILE]: SHIP.replace('      # built before\n', '      - run: sed -i s/A.*/B/ ops/web.json\n')
      },
      'a script changes web.json'
    ],
    [
      'secrets that a render step fills in',
      { ...WEB, [FILE]: SHIP.replace('LOG_LEVEL=info', 'KEY=${{ secrets.KEY }}') },
      'fills environment-variables from secrets'
    ],
    [
      'a rendered file that something else reads',
      { ...WEB, [FILE]: SHIP.replace('echo "', 'cat "${{ steps.render.outputs.task-definition }}" "') },
      'is read elsewhere too'
    ],
    [
      'a name that is kept elsewhere',
      { ...WEB, [FILE]: SHIP.replace('service: web ', 'service: ${{ vars.SERVICE }} ') },
      'the service "vars.SERVICE" cannot be determined statically; write its name instead'
    ],
    [
      'steps in braces',
      {
        ...WEB,
        [FILE]: `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: {task-definition: ops/web.json, service: web, cluster: main}}]
`
      },
      'are not written one below the other'
    ]
  ]

  test.each(cases)('%s', async (_, files, why) => {
    const { code, out } = await adopt(files, ['--write'])
    expect({ code, said: out.includes(why) }).toEqual({ code: 0, said: true })
    for (const [file, text] of Object.entries(files)) expect([file, read(file)]).toEqual([file, text])
  })

  test('a fetched definition that a script changes on the way', async () => {
    const file = '.github/workflows/ecs.yml'
    const changed = {
      [file]: LIVE[file].replace('--query taskDefinition', '--query taskDefinition | jq \'.cpu = "512"\'')
    }
    const { out } = await adopt(changed, ['--write'])
    expect(out).toContain('a script changes task-def.json')
    expect(read(file)).toBe(changed[file])
  })
})

describe('what it does', () => {
  test('it shows a diff and writes nothing by itself', async () => {
    const { out, code } = await adopt({ ...WEB, [FILE]: SHIP })
    expect({ code, text: read(FILE) }).toEqual({ code: 0, text: SHIP })
    expect(out).toContain('-          service: web   # do not rename')
    expect(out).toContain('+          service: web')
    expect(out).toContain('Nothing was written')
  })

  test('a second time there is nothing to do', async () => {
    await adopt({ ...WEB, [FILE]: SHIP }, ['--write'])
    expect((await cli(scene, ['adopt', '--write'])).out).toBe('Nothing to change.\n')
  })

  test('steps that are left are counted at the end, with what comes next', async () => {
    await adopt({ ...WEB, [FILE]: SHIP })
    const lastOf = async (configuration: string) => {
      writeFileSync(join(scene.path, '.github/ecs-sealed-deploy.yml'), configuration)
      const { out, code } = await cli(scene, ['adopt'])
      return { code, line: out.trimEnd().split('\n').at(-1), nothing: out.includes('Nothing to change') }
    }
    expect(await lastOf('exceptions: []\n')).toEqual({
      code: 0,
      line: '1 deploy step is left unchanged. Complete the configuration file ("ecs-sealed-deploy init" shows what it lacks), and run "ecs-sealed-deploy adopt" again.',
      nothing: false
    })
    const { out } = await adopt({
      ...WEB,
      [FILE]: SHIP.replace('service: web ', 'service: ${{ secrets.SERVICE }} '),
      'b/other.json': WEB['ops/web.json'].replace('web', 'other')
    })
    expect(out.trimEnd().split('\n').at(-1)).toMatch(
      /^1 deploy step is left unchanged\. Change what the reasons above name \(https:\S+docs\/adopting\.md\), and run /
    )
  })

  test('without a configuration file it says what comes first', async () => {
    scene = makeScene({ ...WEB, [FILE]: SHIP })
    for (const words of [
      ['init', '-q'],
      ['add', '-A']
    ])
      spawnSync('git', words, { cwd: scene.path })
    const { code, err } = await cli(scene, ['adopt'])
    expect({ code, said: err.includes('init --write') }).toEqual({ code: 2, said: true })
  })

  test('a step that starts a task stays, and is named', async () => {
    const { out } = await adopt(STAGES)
    expect(out).toMatch(/line \d+ starts a task and stays; .* or it runs twice/)
    expect(out).toMatch(/is left: its inputs are not written one per line/)
  })

  test('a step that does not wait is said to wait from now on', async () => {
    const { out } = await adopt({
      ...WEB,
      [FILE]: SHIP.replace('          wait-for-service-stability: true\n', '')
    })
    expect(out).toContain('it waits for the rollout now')
  })

  test('a credential beside it is not shown', async () => {
    const value = ['hunter', 'two-and', '-three'].join('')
    const { out } = await adopt({ ...WEB, [FILE]: SHIP.replace('TZ=UTC', `DB_PASSWORD=${value}`) })
    expect(out).toContain('***')
    expect(out).not.toContain(value)
  })
})
