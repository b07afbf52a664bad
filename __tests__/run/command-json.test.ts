import { afterEach, describe, expect, test } from '@jest/globals'
import { workflow } from '../cli/adoption/repositories.ts'
import { tracked } from '../git.ts'
import { complaints } from '../schemas.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { cli } from './scene.ts'

const FILE = '.github/workflows/ship.yml'
const CONFIG = '.github/ecs-sealed-deploy'
const deployStep = (service: string) => `
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ops/web.json
          service: ${service}
          cluster: main`
const WORKFLOW_OF_TWO = workflow(deployStep('web') + deployStep('${{ vars.SERVICE }}'))
const FILES = {
  [FILE]: WORKFLOW_OF_TWO,
  'ops/web.json': JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'app', image: 'app:1' }] })
}

let scene: Workspace
afterEach(() => scene.remove())

function open(files: Readonly<Record<string, string>> = FILES): void {
  scene = makeWorkspace(files)
  tracked(scene.path)
}

/** What a command prints, which the scene has held against its schema. */
async function documentOf(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { out, err, code } = await cli(scene, [...args, '--json'], {
    environment: { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nowhere' }
  })
  const document = JSON.parse(out) as Readonly<Record<string, unknown>>
  expect({ err, code }).toEqual({ err: '', code: document['exitCode'] })
  expect(complaints('command', document)).toBeUndefined()
  return document
}

describe('--json', () => {
  test('of init: what was found, from where, and the files', async () => {
    open()
    expect(await documentOf(['init'])).toMatchObject({
      ...{ version: 1, command: 'init', problems: [], exitCode: 0 },
      services: [
        {
          key: 'web',
          found: expect.arrayContaining([
            { what: 'cluster', value: 'main', from: `${FILE}:14` },
            { what: 'task-definition', value: 'ops/web.json', from: `${FILE}:12` }
          ])
        }
      ],
      files: expect.arrayContaining([
        expect.objectContaining({
          ...{ file: `${CONFIG}.yml`, exists: false, written: false },
          text: expect.stringContaining('TODO the service of the step in')
        })
      ])
    })
  })

  test('of adopt: the lines that change', async () => {
    open()
    const edit = { inserted: 'uses: ecs-sealed-deploy/ecs-sealed-deploy/deploy@v1' }
    expect(await documentOf(['adopt', '--write'])).toMatchObject({
      ...{ command: 'adopt', exitCode: 0 },
      files: [
        {
          file: FILE,
          written: true,
          edits: [
            { line: 10, ...edit },
            { line: 15, ...edit }
          ]
        }
      ]
    })
    expect(scene.read(FILE)).toContain(edit.inserted)
  })

  test('says problems too', async () => {
    open({ 'readme.md': '' })
    expect(await documentOf(['init'])).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'nothing-to-adopt' }]
    })
    expect(await documentOf(['init', '--wriet'])).toMatchObject({
      problems: [{ code: 'unknown-input' }]
    })
  })
})

describe('words and flags of a command', () => {
  const twice = (flag: string) => `Flag ${flag} is given twice.`
  const refused: readonly (readonly [readonly string[], string])[] = [
    [['init', '--write', '--write'], twice('--write')],
    [['adopt', '--json', '--json'], twice('--json')],
    [['check', 'merge', 'in', '--expect', 'a', '--expect', 'a'], twice('--expect')],
    [['init', 'ops'], 'Command init takes only flags; "ops" is not a flag.'],
    [['init', '--write=yes'], 'Flag --write takes no value other than true and false.'],
    [['init', '--write=false', 'true'], 'Command init takes only flags; "true" is not a flag.'],
    [['check', 'merge', 'in', '--expect', '--output', 'a'], 'Flag --expect has no value.'],
    [['check', 'merge', 'in', '--expect='], 'Flag --expect has no value.'],
    [['init', '--constructor', 'a'], 'Unknown flag --constructor.']
  ]
  test.each(refused)('%j is refused', async (args, message) => {
    open()
    const { code, out, err } = await cli(scene, args)
    const shown = args.includes('--json') ? [err, out] : [out, err]
    expect([code, ...shown]).toEqual([2, '', expect.stringContaining(message)])
  })

  test.each([[['--write=false']], [['--write', 'false']]])('%j writes nothing', async flags => {
    open()
    expect(await documentOf(['init', ...flags])).toMatchObject({ exitCode: 0 })
    expect(() => scene.read(`${CONFIG}.yml`)).toThrow()
  })

  test.each([['--json'], ['--format=json'], ['--json=true']])(
    'a merge that cannot be made is JSON with %s',
    async flag => {
      open()
      const { code, out, err } = await cli(scene, ['audit', 'merge', 'nowhere', '--expct', 'x', flag])
      expect([code, err]).toEqual([2, ''])
      expect(complaints('merge', JSON.parse(out))).toBeUndefined()
      expect(JSON.parse(out)).toMatchObject({
        kind: 'merge',
        verdict: 'unknown',
        exitCode: 2
      })
    }
  )
})

describe('a configuration file with the ending .yaml', () => {
  const configured = 'services:\n  web: {task-definition: ops/web.json, cluster: main, region: eu-west-1}\n'
  test('is the one that init leaves', async () => {
    open({ ...FILES, [`${CONFIG}.yaml`]: configured })
    const { files } = await documentOf(['init', '--write'])
    expect(files).not.toContainEqual(expect.objectContaining({ file: `${CONFIG}.yml` }))
    expect(files).not.toContainEqual(expect.objectContaining({ file: `${CONFIG}.yaml`, written: true }))
    expect(scene.read(`${CONFIG}.yaml`)).toBe(configured)
  })

  test('beside one with .yml, init does not choose', async () => {
    open({ ...FILES, [`${CONFIG}.yaml`]: configured, [`${CONFIG}.yml`]: configured })
    expect(await documentOf(['init'])).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'two-config-files' }]
    })
  })
})

describe('init', () => {
  const DEFINITION = { family: 'web', containerDefinitions: [{ name: 'app', image: 'app:1' }] }
  test('counts no file as a service that only has definitions in it', async () => {
    open({
      'web.json': JSON.stringify(DEFINITION),
      'described.json': JSON.stringify({ taskDefinition: { ...DEFINITION, family: 'described' } }),
      'world.yml': JSON.stringify({ clusters: ['a'], taskDefinitions: [DEFINITION] }),
      'stack.json': JSON.stringify({
        Resources: { T: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [] } } }
      })
    })
    const { services } = (await documentOf(['init'])) as { services: readonly { key: string }[] }
    expect(services.map(({ key }) => key).toSorted()).toEqual(['described', 'web'])
  })
})
