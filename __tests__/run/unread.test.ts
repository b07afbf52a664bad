import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { notRefused, whileClosed } from '../closed.ts'
import { runGit } from '../git.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { cli } from './scene.ts'

const CLEAN = `${JSON.stringify({
  family: 'app',
  containerDefinitions: [{ name: 'app', image: 'nginx:1.2.3', essential: true }]
})}\n`

const PLACE = ['--aws-region', 'eu-west-1', '--cluster', 'main', '--service', 'all']

let scene: Workspace
afterEach(() => scene.remove())

/** A clean definition, and one behind a circle of links, which root cannot read either. */
function circled(more: Readonly<Record<string, string>> = {}): Workspace {
  scene = makeWorkspace({ 'deploy/app.json': CLEAN, ...more })
  symlinkSync('web.json', join(scene.path, 'deploy/web.json'))
  return scene
}

describe('a definition that cannot be read beside a clean one', () => {
  test.each<[string, readonly string[]]>([
    ['check', []],
    ['render', []],
    ['plan', PLACE],
    ['deploy', PLACE],
    ['migrate', PLACE]
  ])('%s does not pass over it, whatever the pattern', async (mode, flags) => {
    circled()
    const globs = mode === 'migrate' ? [] : ['deploy/*.json']
    for (const pattern of [...globs, 'deploy/{service}.json']) {
      const run = await cli(scene, [mode, pattern, ...flags], {
        environment: { AWS_EC2_METADATA_DISABLED: 'true' }
      })
      expect({ pattern, code: run.code }).toEqual({ pattern, code: 2 })
      expect(run.out + run.err).toContain(
        '"deploy/web.json" cannot be read: it is a symbolic link, or its links lead in a circle.'
      )
    }
  })

  test.each<[string, readonly (string | RegExp)[]]>([
    [
      'text',
      [
        'deploy/web.json cannot be read: it is a symbolic link, or its links lead in a circle.',
        'Not read completely: deploy/web.json'
      ]
    ],
    ['json', [/"unscanned":\s*\[\s*\{\s*"file":\s*"deploy\/web\.json"/]],
    ['sarif', [/"executionSuccessful":\s*false/, 'deploy/web.json cannot be read']],
    ['github', [/::error [^\n]*file=deploy\/web\.json/]]
  ])('a check of a folder says so as %s', async (format, said) => {
    circled()
    const run = await cli(scene, ['check', '.', '--format', format])
    expect(run.code).toBe(2)
    for (const one of said) expect(run.out).toMatch(one)
  })

  test('a configuration file that is a link to nothing is no missing one', async () => {
    scene = makeWorkspace({ 'deploy/app.json': CLEAN })
    mkdirSync(join(scene.path, '.github'))
    symlinkSync('nowhere.yml', join(scene.path, '.github/ecs-sealed-deploy.yaml'))
    const run = await cli(scene, ['check', 'deploy/app.json'])
    expect(run.code).toBe(2)
    expect(run.out).toContain('.github/ecs-sealed-deploy.yaml is a link whose target does not exist.')
  })

  test('a file of profiles that cannot be read does not lack the profile', async () => {
    scene = makeWorkspace({ 'a.json': CLEAN })
    const config = join(scene.path, 'config')
    symlinkSync('config', config)
    const environment = {
      AWS_PROFILE: 'dev',
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere'
    }
    const run = await cli(scene, ['plan', 'a.json', '--cluster', 'main', '--service', 'web'], { environment })
    expect(run.code).toBe(2)
    expect(run.out + run.err).toContain(
      `The AWS profile "dev" (AWS_PROFILE) was not found: ${config} cannot be read: it is a symbolic link, or its links lead in a circle.`
    )
  })

  test('init and adopt do not leave out what they cannot read', async () => {
    circled({ '.github/workflows/ci.yml': 'jobs: {}\n' })
    symlinkSync('b.yml', join(scene.path, '.github/workflows/b.yml'))
    git('init', '-q')
    git('add', '-A')
    for (const command of ['init', 'adopt']) {
      const run = await cli(scene, [command])
      expect({ command, code: run.code }).toEqual({ command, code: 2 })
      expect(run.err).toContain(
        'deploy/web.json cannot be read: it is a symbolic link, or its links lead in a circle.'
      )
    }
  })
})

const git = (...args: readonly string[]) => runGit(scene.path, args)

if (notRefused !== undefined) skipLoudly(notRefused)
else
  describe('a folder that may not be read', () => {
    test.each<[string, readonly string[]]>([
      ['a folder', ['.']],
      ['a glob', ['deploy/**/*.json']],
      ['a service pattern', ['deploy/{service}/td.json', 'deploy/app.json']]
    ])('is not read completely by a check of %s', async (_, paths) => {
      scene = makeWorkspace({ 'deploy/app.json': CLEAN, 'deploy/web/td.json': CLEAN })
      const run = await whileClosed([join(scene.path, 'deploy/web')], () =>
        cli(scene, ['check', ...paths, '--format', 'json'])
      )
      expect(run.code).toBe(2)
      const { unscanned, problems } = JSON.parse(run.out)
      expect(unscanned).toMatchObject([{ file: expect.stringMatching(/^deploy\/web/), line: 1 }])
      expect(problems).toMatchObject([
        {
          message: expect.stringContaining('permission denied'),
          hint: expect.stringContaining('"!deploy/web')
        }
      ])
    })

    test('is left out of a check of a folder that says so', async () => {
      scene = makeWorkspace({ 'deploy/app.json': CLEAN, 'deploy/web/td.json': CLEAN })
      const run = await whileClosed([join(scene.path, 'deploy/web')], () =>
        cli(scene, ['check', '.', '!deploy/web'])
      )
      expect(run.code).toBe(0)
    })
  })
