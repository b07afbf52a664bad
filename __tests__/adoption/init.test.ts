import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import {
  CALLED,
  COMMAND_LINE,
  definition,
  FILES_ALONE,
  FILTERED,
  LIVE,
  MATRIX,
  STAGES,
  TWO_BY_TWO
} from './repositories.ts'

let scene: Scene
afterEach(() => scene.remove())

async function init(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  scene = makeScene(files)
  for (const git of [
    ['init', '-q'],
    ['add', '-A']
  ])
    spawnSync('git', git, { cwd: scene.path })
  return cli(scene, ['init', ...args])
}

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const written = (file: string) => readFileSync(join(scene.path, file), 'utf8')

async function configurationOf(files: Readonly<Record<string, string>>): Promise<string> {
  expect(await init(files, ['--write'])).toMatchObject({ code: 0, err: '' })
  const checked = await cli(scene, ['check'])
  // there are no files to be checked where the definition is a live one
  if (!/live:/.test(written(CONFIGURATION))) expect(checked).toMatchObject({ code: 0, err: '' })
  expect(checked.out).not.toContain(CONFIGURATION)
  return written(CONFIGURATION)
}

describe('the configuration file that a repository comes to', () => {
  test('a workflow and a file for each environment: what differs by its name alone is said once', async () => {
    const text = await configurationOf(TWO_BY_TWO)
    const [, schema] =
      /^(# yaml-language-server: .*)$/m.exec(readFileSync('docs/configuration.md', 'utf8')) ?? []
    expect(text.split('\n')[0]).toBe(schema)
    expect(parse(text)).toEqual({
      defaults: { region: 'eu-west-1' },
      services: {
        'books-web': {
          service: 'books-web-{environment}',
          cluster: 'books-{environment}',
          'task-definition': '.aws/task-definition-{environment}.json'
        },
        'books-worker': {
          service: 'books-worker-{environment}',
          'task-definition': '.aws/task-definition-worker-{environment}.json'
        }
      },
      environments: { dev: {}, prod: {} }
    })
    expect(text).toMatch(
      /^#.* cluster of books-worker in prod: secrets\.CLUSTER \(.*deploy-prod\.yml:\d+\)$/m
    )
    expect(text).toMatch(/^#.* what deploys \.aws\/old-task-definition\.json$/m)
  })

  test('a matrix: a service for each row', async () => {
    expect(parse(await configurationOf(MATRIX))).toEqual({
      defaults: { cluster: 'maps', region: 'eu-west-1' },
      services: {
        'maps-tiles': { service: 'maps-tiles-service', 'task-definition': '.aws/tiles-task-definition.json' },
        'maps-search': {
          service: 'maps-search-service',
          'task-definition': '.aws/search-task-definition.json'
        }
      }
    })
  })

  test('a file that a step makes is left to be added', async () => {
    const file = '.github/workflows/deploy.yml'
    const text = MATRIX[file].replace('.aws/${{ matrix.name }}-task-definition.json', 'made.json')
    const written = await configurationOf({ ...MATRIX, [file]: text })
    expect(written).toContain('task-definition of maps-tiles: made.json is not in git (')
    expect(written).not.toContain('task-definition: made.json')
  })

  test('a definition that is fetched: the live one of its family', async () => {
    expect(parse(await configurationOf(LIVE))).toEqual({
      services: {
        'pay-app': {
          service: 'pay-app-svc',
          cluster: 'pay',
          region: 'eu-west-1',
          'task-definition': { live: 'pay-app' }
        }
      }
    })
  })

  test('files that nothing deploys: the family is a guess, and marked as one', async () => {
    const text = await configurationOf(FILES_ALONE)
    expect(parse(text)).toEqual({
      services: {
        crm: { service: 'crm-{environment}', 'task-definition': 'ecs/{environment}/task-definition.json' }
      },
      environments: { production: {}, staging: {} }
    })
    expect(text).toMatch(/service: crm-\{environment\} # guess, from ecs\/\S+, its family$/m)
    expect(text).toContain('#   cluster of crm: write "cluster" under "defaults"\n')
    expect(text).toContain('#   region of crm: write "region" under "defaults"\n')
  })

  test('what a deploy needs besides is named at the end', async () => {
    const { out } = await init(FILES_ALONE)
    expect(out).toContain(`  cluster of crm: write "cluster" under "defaults" in ${CONFIGURATION}\n`)
    expect(out).toMatch(/^ {2}region of crm: .* AWS_REGION /m)
    expect(out).toMatch(/^ {2}roles .* AWS_PLAN_ROLE and AWS_DEPLOY_ROLE /m)
    const again = await init({ ...FILES_ALONE, [CONFIGURATION]: 'defaults: {cluster: crm}\n' })
    expect(again.out).not.toContain(`under "defaults" in`)
  })

  test('a reusable workflow with CRLF: defaults of its inputs; what the caller gives is open', async () => {
    const text = await configurationOf(CALLED)
    expect(parse(text)).toEqual({
      services: { chat: { region: 'eu-west-1', 'task-definition': 'chat.json' } }
    })
    expect(text).toContain('cluster of chat: inputs.cluster (')
  })

  test("AWS's command line, with variables of the shell", async () => {
    const text = await configurationOf(COMMAND_LINE)
    expect(parse(text)).toEqual({ services: { mail: { cluster: 'post', 'task-definition': 'live' } } })
    expect(text).toContain('what deploys mail.json')
  })
})

describe('what belongs to it besides', () => {
  test('a task before the services, their order, and what makes them changed: seen in a workflow, marked as guesses', async () => {
    const text = await configurationOf(STAGES)
    const { tasks, order, defaults } = parse(text)
    expect({ tasks, order, paths: defaults.paths }).toEqual({
      tasks: {
        migrate: { 'task-definition': 'ecs/migration.json', command: ['rake', 'db:migrate'], run: 'before' }
      },
      order: ['lib-api', 'lib-mail', ['lib-web', 'lib-feed']],
      paths: ['src/**', 'Dockerfile', '!src/**/*.md']
    })
    expect(text).toMatch(
      /run: before # guess, from \.github\/workflows\/ship\.yml:\d+; the step there then goes/
    )
    expect(text).toMatch(/^order: .* # guess, from \.github\/workflows\/ship\.yml:\d+/m)
    expect(text).toMatch(/paths: .* # guess/)
    expect(text).not.toContain('what deploys')
  })

  test('a filter of a workflow for one service is known; a file that is called after a migration is a task', async () => {
    const text = await configurationOf(FILTERED)
    expect(parse(text)).toMatchObject({
      defaults: { paths: ['{service}/**'] },
      tasks: { 'db-migrate': { 'task-definition': 'deploy/db-migrate.json', run: 'manual' } }
    })
    expect(text).not.toMatch(/paths: .* # guess/)
    expect(text).toContain('run: manual # guess, from the name of deploy/db-migrate.json')
    expect(text).toContain('what deploys deploy/old.json')
    expect(parse(text)).not.toHaveProperty('order')
  })

  test.each([
    ['steps that do not wait', (text: string) => text.replaceAll('wait-for-service-stability: true', '')],
    ['one service', (text: string) => text.replaceAll(/lib-(?:mail|web|feed|\$\{\{.*?\}\})/g, 'lib-api')]
  ])('%s say no order', async (_, change) => {
    const file = '.github/workflows/ship.yml'
    const text = await configurationOf({ ...STAGES, [file]: change(STAGES[file] ?? '') })
    expect(parse(text)).not.toHaveProperty('order')
  })
})

describe('what it does', () => {
  test('it shows from where each cell is, and writes nothing by itself', async () => {
    const { out, code } = await init(TWO_BY_TWO)
    expect(code).toBe(0)
    expect(out).toMatch(/^books-web +cluster +books-dev +\.github\/workflows\/deploy-dev\.yml:\d+$/m)
    expect(out).toMatch(
      /^books-worker +cluster +\? secrets\.CLUSTER +\.github\/workflows\/deploy-dev\.yml:\d+$/m
    )
    expect(out).toContain('Nothing was written')
    expect(existsSync(join(scene.path, CONFIGURATION))).toBe(false)
  })

  test.each(['\n', '\r\n'])(
    'a file without services gets them at its end, and keeps its bytes (%j)',
    async end => {
      const mine = ['# ours', 'exceptions:  # known', '  - {file: a.json, rule: secret/by-name}', ''].join(
        end
      )
      const { out, code } = await init({ ...TWO_BY_TWO, [CONFIGURATION]: mine }, ['--write'])
      const text = written(CONFIGURATION)
      expect({ code, kept: text.slice(0, mine.length) }).toEqual({ code: 0, kept: mine })
      expect(parse(text)).toMatchObject({
        exceptions: [{ file: 'a.json' }],
        services: { 'books-web': {} },
        environments: { dev: {}, prod: {} }
      })
      expect(out).toContain(`${CONFIGURATION} exists; at its end is added:\n`)
      expect(text.replaceAll('\r\n', '').includes('\n')).toBe(end === '\n')
    }
  )

  test('no workflow is written for environments that the file does not have', async () => {
    const mine = 'services: {books-web: {cluster: x}}\n'
    const { out, code } = await init({ ...TWO_BY_TWO, [CONFIGURATION]: mine }, ['--write'])
    expect({ code, kept: written(CONFIGURATION) }).toEqual({ code: 2, kept: mine })
    expect(out).toMatch(/Nothing was written: .* under "environments": dev, prod\. /)
    expect(out).toContain(`${CONFIGURATION} exists and is left as it is`)
    expect(existsSync(join(scene.path, '.github/workflows/ecs-deploy.yml'))).toBe(false)
  })

  test('run again with nothing edited, it tells what is missing in the file, and that nothing was written', async () => {
    const { out } = await init(FILES_ALONE, ['--write'])
    expect(out).toContain('Review the files')
    const missing = (text: string) =>
      text.slice(text.indexOf('\nNot known from the repository')).split('\n').slice(0, -2)
    expect(missing(out).join()).toContain('cluster of crm')
    const again = await cli(scene, ['init', '--write'])
    expect(missing(again.out)).toEqual(missing(out))
    expect(again.out).toContain('Nothing was written: every file exists already.')
    expect(again.out).not.toContain('Review the files')
  })

  test('the family of a file names its environment, where the file does not', async () => {
    const text = await configurationOf({
      'two/task-definition.json': definition('two-staging'),
      'one/prod/task-definition.json': definition('one-prod')
    })
    expect(new Set(Object.keys((parse(text) as { environments: object }).environments))).toEqual(
      new Set(['prod', 'staging'])
    )
  })

  test('its workflows call those of this repository, with inputs that they have', async () => {
    await init(TWO_BY_TWO, ['--write'])
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
        expect(Object.keys(called.on.workflow_call.inputs)).toEqual(
          expect.arrayContaining(Object.keys(given))
        )
        expect(Object.values(called.jobs)[0]?.permissions).toEqual(permissions)
      }
    }
  })

  test('a repository without ECS is told so', async () => {
    expect(await init({ 'README.md': 'nothing' })).toMatchObject({ code: 2, out: '' })
  })

  test('a credential in a workflow is not shown', async () => {
    const value = ['s3cr', 'et-of', '-mine-9'].join('')
    const text = (TWO_BY_TWO as Readonly<Record<string, string>>)['.github/workflows/deploy-dev.yml'] ?? ''
    const files = {
      ...TWO_BY_TWO,
      '.github/workflows/deploy-dev.yml': text.replace('env:', `env:\n  DB_PASSWORD: ${value}`)
    }
    const { out } = await init({
      ...files,
      '.github/workflows/x.yml': `on: push${text.slice(text.indexOf('\njobs'))}`.replace(
        'books-web-dev',
        value
      )
    })
    expect(out).not.toContain(value)
  })

  test.each(['service: books-web-dev', 'CLUSTER: books-dev'])(
    'a token in place of %s is not written into a new file',
    async name => {
      const token = `${['gh', 'p_'].join('')}${'a1B2c3D4e5F6'.repeat(3)}`
      const workflow = '.github/workflows/deploy-dev.yml'
      const text = (TWO_BY_TWO as Readonly<Record<string, string>>)[workflow] ?? ''
      expect(text).toContain(name)
      const files = { ...TWO_BY_TWO, [workflow]: text.replace(name, `${name.split(' ')[0]} ${token}`) }
      const { out, err, code } = await init(files, ['--write'])
      expect(code).toBe(2)
      expect(err).toMatch(/would hold a credential.*deploy-dev\.yml:\d+/s)
      expect(`${out}${err}`).not.toContain(token)
      expect(
        [CONFIGURATION, '.github/workflows/ecs-deploy.yml'].map(file => existsSync(join(scene.path, file)))
      ).toEqual([false, false])
    }
  )

  test('a flag that it does not know is named', async () => {
    const { err, code } = await init(MATRIX, ['--wirte'])
    expect({ code, said: err.includes('Unknown flag --wirte. Did you mean --write?') }).toEqual({
      code: 2,
      said: true
    })
  })
})

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
