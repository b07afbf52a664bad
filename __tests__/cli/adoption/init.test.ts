import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { cli, type Scene } from '../../run/scene.ts'
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

let scene: Scene
afterEach(() => scene.remove())

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const DEPLOY_DEV = '.github/workflows/deploy-dev.yml'

function init(files: Files, args: readonly string[] = []) {
  scene = openRepository(files)
  return cli(scene, ['init', ...args])
}
const written = (file: string) => readFileSync(join(scene.path, file), 'utf8')

/** The configuration file of `init --write`, which a check accepts. */
async function configurationOf(files: Files): Promise<string> {
  expect(await init(files, ['--write'])).toMatchObject({ code: 0, err: '' })
  expect(await cli(scene, ['check'])).toMatchObject({ code: 0, err: '' })
  return written(CONFIGURATION)
}

describe('the configuration file that is proposed', () => {
  test('a workflow and a file for each environment: what differs by its name alone is said once', async () => {
    const text = await configurationOf(TWO_BY_TWO)
    const [, schema] =
      /^(# yaml-language-server: .*)$/m.exec(readFileSync('docs/configuration.md', 'utf8')) ?? []
    expect(text.split('\n')[0]).toBe(schema)
    expect(parse(text)).toEqual({
      services: {
        'books-web': {
          service: 'books-web-{environment}',
          'task-definition': '.aws/task-definition-{environment}.json',
          cluster: 'books-{environment}',
          region: 'eu-west-1'
        },
        'books-worker': {
          service: 'books-worker-{environment}',
          'task-definition': '.aws/task-definition-worker-{environment}.json',
          region: 'eu-west-1'
        },
        'books-old': { 'task-definition': '.aws/old-task-definition.json' }
      },
      environments: { dev: {}, prod: {} }
    })
    expect(text).toMatch(/^# {3}cluster of books-worker: \$\{\{ secrets\.CLUSTER \}\} \(.*-prod\.yml:\d+\)$/m)
    expect(text).toMatch(/^# {3}service of books-old, from the family$/m)
    expect(text).toContain('#   the environments dev, prod, from words in names\n')
  })

  test('what a matrix gives is not known: the files are there, and its line is named', async () => {
    const text = await configurationOf(MATRIX)
    const { services } = parse(text) as { services: object }
    expect(new Set(Object.keys(services))).toEqual(new Set(['maps-search', 'maps-tiles']))
    expect(text).toMatch(
      /^# {3}the service of \$\{\{ matrix\.service \}\} \(\.github\/workflows\/deploy\.yml:\d+\)$/m
    )
    expect(text).toMatch(/^# {3}cluster of maps-\w+, maps-\w+: write "cluster" under "defaults"$/m)
  })

  test('values that differ by more than a word stand in their environments', async () => {
    const steps = (name: string, cluster: string) =>
      pair(`web-${name}.json`, `service: web-${name}\ncluster: ${cluster}`, name)
    const files = {
      '.github/workflows/ship.yml': workflow(steps('dev', 'small') + steps('prod', 'large')),
      'web-dev.json': definition('web-dev'),
      'web-prod.json': definition('web-prod')
    }
    expect(parse(await configurationOf(files))).toEqual({
      defaults: { region: 'eu-west-1' },
      services: { web: { service: 'web-{environment}', 'task-definition': 'web-{environment}.json' } },
      environments: {
        dev: { services: { web: { cluster: 'small' } } },
        prod: { services: { web: { cluster: 'large' } } }
      }
    })
  })

  test('a file that a step makes is left to be added', async () => {
    const files = { [DEPLOY_DEV]: workflow(pair('made.json', 'service: web\ncluster: main')) }
    expect(await init(files, ['--write'])).toMatchObject({ code: 0 })
    expect(written(CONFIGURATION)).toContain('task-definition of web: made.json, which is not in git (')
    expect(written(CONFIGURATION)).not.toContain('task-definition: made.json')
  })

  test('files that nothing deploys: the family is a guess, and marked as one', async () => {
    const text = await configurationOf(FILES_ALONE)
    expect(parse(text)).toEqual({
      services: {
        crm: { service: 'crm-{environment}', 'task-definition': 'ecs/{environment}/task-definition.json' }
      },
      environments: { production: {}, staging: {} }
    })
    expect(text).toContain('#   service of crm, from the family\n')
    expect(text).toContain('#   region of crm: write "region" under "defaults"\n')
  })
})

describe('what it does', () => {
  test('it shows where each value stands, and writes nothing by itself', async () => {
    const { out, code } = await init(TWO_BY_TWO)
    expect(code).toBe(0)
    expect(out).toMatch(/^books-web +cluster +books-dev +\.github\/workflows\/deploy-dev\.yml:\d+$/m)
    expect(out).toMatch(/^books-worker +cluster +\? \$\{\{ secrets\.CLUSTER \}\} +\.github\/\S+:\d+$/m)
    expect(out).toMatch(/^ {2}roles .* AWS_PLAN_ROLE and AWS_DEPLOY_ROLE /m)
    expect(out).toContain('Nothing was written; --write does.')
    expect(existsSync(join(scene.path, CONFIGURATION))).toBe(false)
  })

  test('a configuration file that exists is left, and its environments are those of the workflows', async () => {
    const mine = 'services: {books-web: {cluster: x}}\nenvironments: {blue: {}}\n'
    const { out, code } = await init({ ...TWO_BY_TWO, [CONFIGURATION]: mine }, ['--write'])
    expect({ code, kept: written(CONFIGURATION) }).toEqual({ code: 0, kept: mine })
    expect(out).toContain(`${CONFIGURATION} exists and is left as it is`)
    expect(written('.github/workflows/ecs-deploy.yml')).toContain('options: [blue]')
    const again = await cli(scene, ['init', '--write'])
    expect(again.out).toContain('Nothing was written: every file exists already.')
  })

  test.each([TWO_BY_TWO, MATRIX])('its workflows call those of this repository', async files => {
    await init(files, ['--write'])
    for (const file of ['ecs-pull-request.yml', 'ecs-deploy.yml']) {
      const { jobs } = parse(written(`.github/workflows/${file}`)) as {
        jobs: Record<string, { uses: string; with?: object; permissions: object }>
      }
      for (const { uses, with: given = {}, permissions } of Object.values(jobs)) {
        const [, own = ''] = /^ecs-sealed-deploy\/ecs-sealed-deploy\/(.*)@v1$/.exec(uses) ?? []
        const called = parse(readFileSync(own, 'utf8')) as {
          on: { workflow_call: { inputs: object } }
          jobs: Record<string, { permissions: object }>
        }
        const inputs = Object.keys(called.on.workflow_call.inputs)
        expect(inputs).toEqual(expect.arrayContaining(Object.keys(given)))
        expect(Object.values(called.jobs)[0]?.permissions).toEqual(permissions)
      }
    }
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
      '.github/workflows/empty.yml': ''
    }
    const { out, code } = await init({ ...FILES_ALONE, ...broken })
    expect(code).toBe(0)
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /Not searched: \.github\/workflows\/broken\.yml:\d+ is a workflow that is not valid YAML, so what it deploys is not known\./
    )
    expect(out).not.toContain('empty.yml')
  })
})
